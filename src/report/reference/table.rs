//! Tables and small pieces of Markdown, with nothing in them that could be read as markup.

use crate::report::page::escaped;

/// A table with one row for each of `rows`, whose cells are Markdown.
pub(in crate::report) fn table<const N: usize>(
    heads: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    wide_table(&heads.map(str::to_owned), &rows)
}

/// A table whose columns are known only when it is made.
pub(in crate::report) fn wide_table(heads: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let between = format!("|{}\n", "---|".repeat(heads.len()));
    [line(heads), between].into_iter().chain(rows.iter().map(|row| line(row))).collect()
}

/// A text in a cell: on one line, its bars taken literally.
pub(in crate::report) fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    escaped(&line).replace('|', "\\|")
}

/// Words of the languages, as code in a cell.
pub(in crate::report) fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// A citation with its link, if it has one.
pub(in crate::report) fn cited(source: &str, link: Option<&str>) -> String {
    match link {
        Some(link) => format!("[{}]({link})", cell(source)),
        None => cell(source),
    }
}
