//! The page of limits names every limit of the sources, each with its value.

use crate::support::files::{self, File};

const PAGE: &str = "docs/limits.md";

/// What names of limits are made of.
const WORDS: [&str; 8] = ["MAX", "MOST", "LIMIT", "LONGEST", "DEEPEST", "DEPTH", "CALLS", "HORIZON"];

/// Limits that are called after what they are about.
const NAMES: [&str; 5] = ["ANNOTATED", "COMMENT", "DESCRIPTION", "STEP_SUMMARY", "TAGS"];

/// A limit: where it stands, below `src`, its name and its value.
type Limit = (String, String, u64);

#[test]
fn every_limit_stands_on_its_page_with_its_value() {
    let sources = files::below("src", &[".rs"]);
    let mut limits: Vec<Limit> = sources.iter().flat_map(limits).collect();
    assert!(limits.len() > 30, "only {} limits were found", limits.len());
    let page = files::below(PAGE, &[]).remove(0);
    let mut rows = rows(&page.text);
    limits.sort();
    rows.sort();
    let missing = limits.iter().filter(|limit| !rows.contains(limit)).map(|(path, name, value)| {
        format!("{PAGE}: there is no row for `{path}` `{name}`, which is {value}")
    });
    let surplus = rows.iter().filter(|row| !limits.contains(row));
    let surplus = surplus.map(|(path, name, value)| format!("{PAGE}: `{path}` `{name}` is not {value}"));
    super::none(&missing.chain(surplus).collect::<Vec<_>>());
}

/// The limits of a source.
fn limits(file: &File) -> Vec<Limit> {
    let path = file.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let constants = file.text.split("const ").skip(1).filter_map(|rest| rest.split_once(';'));
    let constants = constants.filter_map(|(constant, _)| constant.split_once(" = "));
    let named = constants.filter_map(|(head, value)| Some((head.split_once(": ")?.0, value)));
    let limits = named.filter(|(name, value)| is_limit(name) && !value.starts_with('"'));
    limits.map(|(name, value)| (path.to_owned(), name.to_owned(), number(value))).collect()
}

fn is_limit(name: &str) -> bool {
    NAMES.contains(&name) || name.split('_').any(|word| WORDS.contains(&word))
}

/// What a product of numbers comes to.
fn number(text: &str) -> u64 {
    let text = text.split_once("new(").map_or(text, |(_, inner)| inner.trim_end_matches(").unwrap()"));
    let factor = |factor: &str| match factor.trim() {
        "u16::MAX as usize" => u64::from(u16::MAX),
        digits => {
            digits.replace(['_', ','], "").parse().unwrap_or_else(|_| panic!("`{digits}` is no number"))
        }
    };
    text.split('*').map(factor).product()
}

/// The limits that the tables of a page name.
fn rows(page: &str) -> Vec<Limit> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| limit |"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, value, _, place] = cells.as_slice() else { panic!("a row has four cells: {line}") };
        let names: Vec<&str> = place.split('`').skip(1).step_by(2).collect();
        let [path, name] = names.as_slice() else { panic!("a place is a path and a name: {place}") };
        let value = value.split(' ').next().unwrap_or(value);
        ((*path).to_owned(), (*name).to_owned(), number(value))
    };
    rows.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{limits, rows};
    use crate::support::files::File;

    #[test]
    fn limits_of_sources_are_found_with_their_values() {
        let text = "const MAX_A: usize = 2 * 1_000;\nconst SIGN: char = 'a';\npub(super) const MOST: usize = u16::MAX as usize;\n\
                    const MAX_B: X = X::new(1_0).unwrap();\nconst fn most() {}\n";
        let found = limits(&File { path: "src/a/mod.rs".to_owned(), text: text.to_owned() });
        let wanted = [("a", "MAX_A", 2_000), ("a", "MOST", 65_535), ("a", "MAX_B", 10)];
        assert_eq!(found, wanted.map(|(path, name, value)| (path.to_owned(), name.to_owned(), value)));
    }

    #[test]
    fn rows_of_the_page_are_found_with_their_values() {
        let page = "| limit | at most | beyond it | name |\n|---|---|---|---|\n| x | 2,000 (two) | y, `z` | `a/b` `MOST` |\n";
        assert_eq!(rows(page), [("a/b".to_owned(), "MOST".to_owned(), 2_000)]);
    }
}
