//! Sizes and openings of files. Functions and their parameters are clippy's.

use crate::support::files::{self, File};
use crate::support::rust::{Token, closes, test_modules, tokens};

const LINES: usize = 500;
const VARIANTS: usize = 30;
const TEST_LINES: usize = 100;
const RULE_LINES: usize = 80;
const DEPENDENCIES: usize = 24;
const DRAWERS: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "misc"];

#[test]
fn sources_keep_their_sizes() {
    let sources = sources();
    assert!(sources.len() > 10, "only {} sources were found", sources.len());
    super::none(&sources.iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn a_rule_fits_on_a_page() {
    super::none(&files::below("policies", &[".irpolicy"]).iter().filter_map(long_rules).collect::<Vec<_>>());
}

#[test]
fn direct_dependencies_are_few() {
    let manifest = files::below("Cargo.toml", &[]).remove(0);
    let direct = dependencies(&manifest.text.parse().unwrap());
    assert!(!direct.is_empty(), "no dependency was found in Cargo.toml");
    assert!(direct.len() <= DEPENDENCIES, "{} direct dependencies: {}", direct.len(), direct.join(", "));
}

fn sources() -> Vec<File> {
    let mut sources = files::below("src", &[".rs"]);
    sources.extend(files::below("tests", &[".rs"]));
    sources.extend(files::below("build.rs", &[]));
    sources
}

fn faults(file: &File) -> Vec<String> {
    let found = tokens(&file.text);
    let mut faults = Vec::new();
    let lines = file.text.lines().count();
    if lines > LINES {
        faults.push(format!("{}: {lines} lines, {LINES} at most", file.path));
    }
    if !file.text.starts_with("//! ") {
        faults.push(format!("{}:1: does not open with what it is for (`//!`)", file.path));
    }
    let mut words = file.path.trim_end_matches(".rs").split('/');
    if let Some(drawer) = words.find(|word| DRAWERS.contains(word)) {
        faults.push(format!("{}: `{drawer}` is a drawer, not a name", file.path));
    }
    faults.extend(large_enums(file, &found));
    faults.extend(long_test_modules(file, &found));
    faults.extend(unfinished(file));
    faults
}

fn large_enums(file: &File, found: &[Token<'_>]) -> Vec<String> {
    let heads = (0..found.len()).filter(|at| found[*at].is_word("enum"));
    heads
        .filter_map(|at| {
            let open = (at..found.len()).find(|at| found[*at].is_sign("{"))?;
            let count = variants(&found[open + 1..closes(found, open)]);
            let name = found[at + 1].text;
            let line = found[at].line;
            let said = format!("{}:{line}: `{name}` has {count} variants, {VARIANTS} at most", file.path);
            (count > VARIANTS).then_some(said)
        })
        .collect()
}

/// How many parts the commas outside of brackets make of the body of an enum.
fn variants(body: &[Token<'_>]) -> usize {
    let mut count = 0;
    let mut at = 0;
    let mut empty = true;
    while at < body.len() {
        let bracket = ["(", "[", "{"].iter().any(|sign| body[at].is_sign(sign));
        empty = body[at].is_sign(",");
        count += usize::from(empty);
        at = if bracket { closes(body, at) + 1 } else { at + 1 };
    }
    count + usize::from(!empty)
}

fn long_test_modules(file: &File, found: &[Token<'_>]) -> Vec<String> {
    test_modules(found)
        .into_iter()
        .filter_map(|range| {
            let first = found[range.start].line;
            let lines = found[range.end.min(found.len()) - 1].line - first + 1;
            let said = format!("{}:{first}: {lines} lines of inline tests, {TEST_LINES} at most", file.path);
            (lines > TEST_LINES).then_some(said)
        })
        .collect()
}

/// Marks of work left undone; those of plans are small letters.
fn unfinished(file: &File) -> Vec<String> {
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    let lines = file.text.lines().enumerate();
    lines
        .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)))
        .map(|(at, line)| format!("{}:{}: unfinished: {}", file.path, at + 1, line.trim()))
        .collect()
}

fn long_rules(file: &File) -> Option<String> {
    let lines = file.text.lines().skip_while(|line| !line.starts_with("rule ")).count();
    let one = file.text.lines().filter(|line| line.starts_with("rule ")).count() == 1;
    (one && lines > RULE_LINES)
        .then(|| format!("{}: a rule of {lines} lines, {RULE_LINES} at most", file.path))
}

/// The direct dependencies of a manifest, whatever they are for.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let own = ["dependencies", "dev-dependencies", "build-dependencies"].map(|table| manifest.get(table));
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let theirs = targets.into_iter().flat_map(|targets| targets.values()).filter_map(toml::Value::as_table);
    let tables = own.into_iter().flatten().filter_map(toml::Value::as_table).cloned();
    let mut names: Vec<_> = tables.flat_map(|table| table.into_iter().map(|(name, _)| name)).collect();
    names.extend(theirs.flat_map(dependencies));
    names
}

#[cfg(test)]
mod tests {
    use super::{dependencies, faults, long_rules};
    use crate::support::files::File;

    fn said(text: &str) -> Vec<String> {
        faults(&File { path: "src/text/mod.rs".to_owned(), text: text.to_owned() })
    }

    #[test]
    fn a_long_file_is_said() {
        let text = format!("//! Long.\n{}", "fn f() {}\n".repeat(500));
        assert_eq!(said(&text), ["src/text/mod.rs: 501 lines, 500 at most"]);
    }

    #[test]
    fn a_file_without_an_opening_is_said() {
        assert_eq!(said("fn f() {}"), ["src/text/mod.rs:1: does not open with what it is for (`//!`)"]);
    }

    #[test]
    fn a_drawer_is_said() {
        let file = File { path: "src/utils.rs".to_owned(), text: "//! Things.".to_owned() };
        assert_eq!(faults(&file), ["src/utils.rs: `utils` is a drawer, not a name"]);
    }

    #[test]
    fn a_large_enum_is_said_and_its_fields_are_not_counted() {
        let variant =
            |at| format!("/// Doc, with a comma.\n#[serde(a, b)] V{at} {{ x: u8, y: Vec<(u8, u8)> }}");
        let of = |count| (0..count).map(variant).collect::<Vec<_>>().join(",\n");
        let text =
            |count| format!("//! Enum.\nenum Large {{ {} }}\nenum Small {{ A, B(u8, u8), }}", of(count));
        assert!(said(&text(30)).is_empty());
        assert_eq!(said(&text(31)), ["src/text/mod.rs:2: `Large` has 31 variants, 30 at most"]);
    }

    #[test]
    fn long_inline_tests_are_said() {
        let text = format!("//! Tests.\n#[cfg(test)]\nmod tests {{\n{}}}", "fn f() {}\n".repeat(99));
        assert_eq!(said(&text), ["src/text/mod.rs:3: 101 lines of inline tests, 100 at most"]);
    }

    #[test]
    fn unfinished_work_is_said() {
        assert_eq!(said(&format!("//! Work.\n// {}DO: more", "TO")).len(), 1);
        assert!(said("//! Work.\n// `todo` is a word of plans").is_empty());
    }

    #[test]
    fn a_long_rule_is_said() {
        let file = |lines| File {
            path: "a.irpolicy".to_owned(),
            text: format!("## Doc\nrule a \"A\" {{\n{}}}", "\n".repeat(lines)),
        };
        assert!(long_rules(&file(78)).is_none());
        assert_eq!(long_rules(&file(79)).unwrap(), "a.irpolicy: a rule of 81 lines, 80 at most");
    }

    #[test]
    fn dependencies_of_every_kind_are_counted() {
        let manifest = "[dependencies]\na = '1'\n[dev-dependencies]\nb = '1'\n[target.'cfg(unix)'.dependencies]\nc = '1'";
        assert_eq!(dependencies(&manifest.parse().unwrap()), ["a", "b", "c"]);
    }
}
