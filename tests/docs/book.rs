//! The book: `docs/README.md` is its map, written by people, and `docs/SUMMARY.md` is made from it. A heading of the map
//! is a part, a link of it a chapter; below a `README.md` stand the pages of its folder that the map does not name. Every
//! page stands in the book once. `UPDATE=1` writes the summary.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::support::files::{self, File};
use crate::support::markdown::links;

const MAP: &str = "README.md";
const SUMMARY: &str = "SUMMARY.md";
const HEAD: &str = "# Summary\n\n<!-- Made from README.md. Change that, then let `UPDATE=1 cargo test --test main book` write this page. -->\n\n";

#[test]
fn every_page_stands_in_the_book_once() {
    let mut pages = files::below("docs", &[".md"]);
    for page in &mut pages {
        page.path = page.path.trim_start_matches("docs/").to_owned();
    }
    let there = pages.iter().find(|page| page.path == SUMMARY).map_or("", |page| page.text.as_str());
    let mut faults = Vec::new();
    match summary(&pages) {
        Ok(summary) if super::update() => {
            std::fs::write(files::root().join("docs").join(SUMMARY), summary).unwrap();
        }
        Ok(summary) if summary != there => {
            faults.push(
                "docs/SUMMARY.md is stale; `UPDATE=1 cargo test --test main book` writes it".to_owned(),
            );
        }
        Ok(_) => {}
        Err(wrong) => faults = wrong,
    }
    super::none(&faults);
}

/// The summary of the book that these pages make, their paths from the folder of documents; or what keeps a page out.
fn summary(pages: &[File]) -> Result<String, Vec<String>> {
    let mut left: BTreeMap<&str, &File> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    left.remove(SUMMARY);
    let Some(map) = left.remove(MAP) else { return Err(vec!["docs/README.md is missing".to_owned()]) };
    let chapters: Vec<(usize, String)> =
        links(&map.text).into_iter().filter(|(_, target)| !target.contains("://")).collect();
    let mut text = format!("{HEAD}[{}]({MAP})\n", title(map));
    let mut faults = Vec::new();
    let mut named = Vec::new();
    for (line, target) in &chapters {
        match left.remove(target.as_str()) {
            Some(page) => named.push((*line, page)),
            None => faults.push(format!("docs/README.md:{line}: `{target}` is no page, or is named twice")),
        }
    }
    for (at, line) in map.text.lines().enumerate() {
        if let Some(part) = line.strip_prefix("## ") {
            let _ = write!(text, "\n# {part}\n\n");
        }
        for (_, page) in named.iter().filter(|(line, _)| *line == at + 1) {
            let _ = writeln!(text, "- [{}]({})", title(page), page.path);
            text += &below(page, &mut left);
        }
    }
    faults.extend(left.keys().map(|path| format!("docs/{path}: docs/README.md does not lead to it")));
    if faults.is_empty() { Ok(text) } else { Err(faults) }
}

/// The pages below a `README.md` that the map leaves to it; those in a folder of their own under its name.
fn below(page: &File, left: &mut BTreeMap<&str, &File>) -> String {
    let Some(folder) = page.path.strip_suffix("README.md") else { return String::new() };
    let mut text = String::new();
    let mut group = "";
    for path in left.keys().copied().filter(|path| path.starts_with(folder)).collect::<Vec<_>>() {
        let Some(page) = left.remove(path) else { continue };
        let inner = path[folder.len()..].rsplit_once('/').map_or("", |(inner, _)| inner);
        if inner != group && !inner.is_empty() {
            let _ = writeln!(text, "  - [{inner}]()");
        }
        group = inner;
        let indent = if inner.is_empty() { "  " } else { "    " };
        let _ = writeln!(text, "{indent}- [{}]({path})", title(page));
    }
    text
}

/// The heading of a page.
fn title(page: &File) -> &str {
    page.text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(&page.path)
}

#[cfg(test)]
mod tests {
    use super::{HEAD, summary};
    use crate::support::files::File;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn the_summary_follows_the_map() {
        let map = "# Book\n\n## First\n\n[a](guide/a.md), [x](https://example.org)\n\n## Rest\n\n[r](r/README.md)\n";
        let pages = [
            file("README.md", map),
            file("guide/a.md", "# Start\n"),
            file("r/README.md", "# Rules\n"),
            file("r/core/one.md", "# One\n"),
            file("r/z.md", "# Last\n"),
        ];
        let chapters = "[Book](README.md)\n\n# First\n\n- [Start](guide/a.md)\n\n# Rest\n\n- [Rules](r/README.md)\n  \
                        - [core]()\n    - [One](r/core/one.md)\n  - [Last](r/z.md)\n";
        assert_eq!(summary(&pages), Ok(format!("{HEAD}{chapters}")));
    }

    #[test]
    fn a_page_that_is_not_in_the_book_is_said() {
        let map = "# Book\n\n## First\n\n[a](a.md) [again](a.md) [gone](gone.md)\n";
        let pages = [file("README.md", map), file("a.md", "# A\n"), file("lost.md", "# Lost\n")];
        let said = summary(&pages).unwrap_err();
        let expected = [
            "docs/README.md:5: `a.md` is no page, or is named twice",
            "docs/README.md:5: `gone.md` is no page, or is named twice",
            "docs/lost.md: docs/README.md does not lead to it",
        ];
        assert_eq!(said, expected);
    }
}
