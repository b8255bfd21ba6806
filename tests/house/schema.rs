//! The schema: each kind, attribute and list has a line of documentation, each word a text or a line, and each kind
//! and attribute a plan that uses it.

use std::collections::BTreeSet;

use crate::support::files::{self, File};

#[test]
fn all_that_a_plan_may_say_is_documented() {
    let policies = files::below("policies", &[".irpolicy"]);
    assert!(policies.iter().map(|file| declared(file).len()).sum::<usize>() > 100, "too little was found");
    super::none(&policies.iter().flat_map(undocumented).collect::<Vec<_>>());
}

#[test]
fn all_that_a_plan_may_say_is_said_by_some_plan() {
    let plans = files::below("fixtures/plans", &[".irp", ".md"]);
    let words: BTreeSet<&str> = plans.iter().flat_map(|plan| words(&plan.text)).collect();
    let schema = files::below("policies/schema", &[".irpolicy"]);
    super::none(&schema.iter().flat_map(|file| unsaid(file, &words)).collect::<Vec<_>>());
}

/// What a line of the schema declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A kind of things.
    Kind,
    /// An attribute of a kind.
    Attribute,
    /// A list of words.
    List,
    /// A word of a list.
    Word,
}

/// A declaration of the schema.
pub struct Declared<'a> {
    /// What it declares.
    pub sort: Sort,
    /// Its name.
    pub name: &'a str,
    line: usize,
    documented: bool,
}

/// What the lines of a policy file declare. The schema is written one declaration a line.
pub fn declared(file: &File) -> Vec<Declared<'_>> {
    let heads = [
        ("single kind ", Sort::Kind),
        ("nested kind ", Sort::Kind),
        ("kind ", Sort::Kind),
        ("enum ", Sort::List),
    ];
    let mut found = Vec::new();
    let mut open = None;
    let mut above = "";
    for (at, line) in file.text.lines().enumerate() {
        let head = heads.iter().find_map(|(head, sort)| Some((*sort, line.strip_prefix(head)?)));
        let inside = open.filter(|_| line.starts_with("  ") && !line.trim().starts_with('#'));
        if let Some((sort, rest)) = head.or(inside.map(|sort| (sort, line.trim()))) {
            let name = rest.split([' ', ':', '{']).next().unwrap_or("");
            let text = sort == Sort::Word && line.contains('"');
            let documented = text || above.trim().starts_with("## ");
            found.push(Declared { sort, name, line: at + 1, documented });
        }
        open = match head {
            Some((Sort::Kind, _)) => Some(Sort::Attribute),
            Some(_) => Some(Sort::Word),
            None if line.starts_with('}') => None,
            None => open,
        };
        above = line;
    }
    found
}

fn undocumented(file: &File) -> Vec<String> {
    let bare = declared(file).into_iter().filter(|declared| !declared.documented);
    bare.map(|bare| format!("{}:{}: `{}` has no `##` line above it", file.path, bare.line, bare.name))
        .collect()
}

fn unsaid(file: &File, words: &BTreeSet<&str>) -> Vec<String> {
    let said = |sort| matches!(sort, Sort::Kind | Sort::Attribute);
    let never =
        declared(file).into_iter().filter(|declared| said(declared.sort) && !words.contains(declared.name));
    never
        .map(|never| format!("{}:{}: no plan in fixtures/plans says `{}`", file.path, never.line, never.name))
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
}

#[cfg(test)]
mod tests {
    use super::{undocumented, unsaid};
    use crate::support::files::File;

    const SCHEMA: &str = "## A job.\nkind role \"A job\" {\n  ## Who.\n  who: text?\n  why: text?\n}\nenum level {\n  low \"low\"\n  high\n}\n";

    fn schema() -> File {
        File { path: "a.irpolicy".to_owned(), text: SCHEMA.to_owned() }
    }

    #[test]
    fn what_has_no_line_is_said() {
        let expected = ["5: `why`", "7: `level`", "9: `high`"];
        assert_eq!(
            undocumented(&schema()),
            expected.map(|bare| format!("a.irpolicy:{bare} has no `##` line above it"))
        );
    }

    #[test]
    fn what_no_plan_says_is_said() {
        let words = ["role", "who"].into_iter().collect();
        assert_eq!(unsaid(&schema(), &words), ["a.irpolicy:5: no plan in fixtures/plans says `why`"]);
    }
}
