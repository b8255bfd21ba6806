//! Texts that nest or repeat a hundred thousand times. Only a reader whose work grows with the size of its text, and
//! whose stack does not grow with its depth, comes back from them.

use irlint::text::Language;

use crate::trial::{self, Depth, Trial};

const TIMES: usize = 100_000;

/// A shape of a plan: its name, what comes first, what is repeated, what follows.
const PLANS: &[(&str, &str, &str, &str)] = &[
    ("blocks that stay open", "", "role a {\n", ""),
    ("blocks inside blocks", "", "  a b {\n", ""),
    ("blocks on one line", "", "a b { ", ""),
    ("closing braces", "", "}\n", ""),
    ("closing braces on one line", "", "}", ""),
    ("round brackets", "role a { primary: ", "(", " }"),
    ("square brackets", "role a { primary: ", "[", " }"),
    ("brackets of all kinds", "role a { primary: ", "([{", " }"),
    ("quotes", "plan p ", "\"", ""),
    ("long quotes", "plan p ", "\"\"\"", ""),
    ("escapes", "plan p \"", "\\\"", "\""),
    ("a long path", "role a { primary: a", ".a", " }"),
    ("a long list", "role a { primary: a", ", a", " }"),
    ("a list over many lines", "role a {\n primary: a", ",\n a", "\n}"),
    ("a long chain of tails", "role a { escalate: b", " after 1 hour", " }"),
    ("many attributes", "role a {\n", " primary: a\n", "}"),
    ("many attributes on one line", "role a { ", "primary: a; ", "}"),
    ("a table of many columns", "table role {\n id", " | id", "\n}"),
    ("a table of many rows", "table role {\n id | name\n", " a | \"A\"\n", "}"),
    ("a table that is never closed", "", "table role {\n", ""),
    ("the same thing again and again", "", "role a\n", ""),
    ("documentation", "", "## more\n", "role a"),
    ("a long comment", "# ", "more ", "\nrole a"),
    ("files that do not exist", "", "use \"a.irp\"\n", ""),
    ("empty lines", "", "\n", "role a"),
    ("blanks", "role a", " ", "{}"),
    ("carriage returns", "role a\r", "\r", "role b"),
    ("byte order marks", "", "\u{feff}", "role a"),
    ("signs that turn the writing around", "role a \"", "\u{202e}", "\""),
    ("a long number", "team a { quorum: 1", "0", " }"),
    ("a long word", "role a", "a", " {}"),
    ("a long chain of escalations", "role a { escalate: a }\n", "role a { escalate: b after 1 hour }\n", ""),
];

/// A shape of a policy.
const POLICIES: &[(&str, &str, &str, &str)] = &[
    ("negations", "rule a \"A\" {\n require ", "not ", "yes\n}"),
    ("round brackets", "rule a \"A\" {\n require ", "(", "\n}"),
    ("balanced brackets", "rule a \"A\" {\n require ", "()", "\n}"),
    ("sets in sets", "rule a \"A\" {\n require ", "[", "\n}"),
    ("a long conjunction", "rule a \"A\" {\n require yes", " and yes", "\n}"),
    ("a long sum", "rule a \"A\" {\n let x = 1", " + 1", "\n}"),
    ("a chain of defaults", "rule a \"A\" {\n let x = 1", " default 1", "\n}"),
    ("conditions in conditions", "rule a \"A\" {\n let x = ", "if yes then ", "1\n}"),
    ("calls in calls", "rule a \"A\" {\n require ", "count(", "\n}"),
    ("lookups in lookups", "rule a \"A\" {\n require ", "duty[", "\n}"),
    ("quantifiers in quantifiers", "rule a \"A\" {\n require ", "some role r where ", "yes\n}"),
    ("quantifiers over quantifiers", "rule a \"A\" {\n require ", "every x in x: ", "yes\n}"),
    ("many binders", "rule a \"A\" {\n for each role r", ", role r", "\n}"),
    ("many clauses", "rule a \"A\" {\n", " let x = 1\n", "}"),
    ("holes in holes", "rule a \"A\" {\n message \"", "{", "\"\n}"),
    ("many holes", "rule a \"A\" {\n message \"", "{r}", "\"\n}"),
    ("samples in samples", "rule a \"A\" {\n", "bad {\n", "}"),
    ("rules in rules", "", "rule a \"A\" {\n", ""),
    ("many rules", "", "rule a \"A\" { severity: note; require yes; message \"A\" }\n", ""),
    ("a wide matrix", "matrix a(area, area): holder {\n area", " | data", "\n}"),
    ("a tall matrix", "matrix a(area, area): holder {\n area | data\n", " data | customer\n", "}"),
    ("a definition that calls itself", "define a(role r): number = ", "a(", ""),
    ("definitions in a chain", "", "define a(role r): number = b(r)\n", ""),
    ("a long union", "union a = b", " | b", ""),
    ("a long list of words", "enum a {", " b;", " }"),
    ("a path of many steps", "rule a \"A\" {\n require a", ".b", " is given\n}"),
    ("comparisons in a row", "rule a \"A\" {\n require 1", " < 1", "\n}"),
    ("minus signs", "rule a \"A\" {\n require 1 ", "- ", "1\n}"),
];

#[test]
fn no_plan_is_too_deep() {
    survive(PLANS, Language::Plan);
}

#[test]
fn no_policy_is_too_deep() {
    survive(POLICIES, Language::Policy);
}

#[test]
fn no_document_has_too_many_fences() {
    let fences = &[
        ("open fences", "", "```irp\n", ""),
        ("fences with blocks that stay open", "", "```irp\nrole a {\n```\n", ""),
        ("back-ticks", "", "`", "irp"),
        ("quoted fences", "", "> ", "```irp\nrole a"),
    ];
    survive(fences, Language::Markdown);
}

fn survive(shapes: &'static [(&str, &str, &str, &str)], language: Language) {
    let trials = shapes.iter().enumerate().map(move |(number, (_, first, again, last))| {
        let text = [first, again.repeat(TIMES).as_str(), last].concat();
        (number as u64, Trial { text, language, depth: Depth::Judge, path: "core/tests.irpolicy".to_owned() })
    });
    let mut failed = Vec::new();
    let mut tried = 0;
    for (outcome, (name, ..)) in trial::run(trials).zip(shapes) {
        tried += 1;
        failed.extend(outcome.result.err().map(|cause| format!("{name}: {cause}")));
    }
    println!("{tried} shapes, each {TIMES} times");
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n"));
    assert_eq!(tried, shapes.len(), "some shapes were not tried");
}
