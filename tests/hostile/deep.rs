//! Texts that nest a hundred thousand deep, or repeat themselves nearly as often. Only a reader whose work grows with the
//! size of its text, and whose stack does not grow with its depth, comes back from them.

use irlint::text::Language;

use crate::trial::{self, Depth, Trial};

/// How often a shape nests or goes on.
const DEEP: usize = 100_000;
/// How often a shape repeats of which each time is a thing or a finding of its own.
const WIDE: usize = 20_000;

/// A shape of a text: its name, how often it repeats, what comes first, what is repeated, what follows.
type Shape = (&'static str, usize, &'static str, &'static str, &'static str);

/// Shapes of plans.
const PLANS: &[Shape] = &[
    ("blocks that stay open", WIDE, "", "role a {\n", ""),
    ("blocks inside blocks", DEEP, "", "  a b {\n", ""),
    ("blocks on one line", DEEP, "", "a b { ", ""),
    ("closing braces", DEEP, "", "}\n", ""),
    ("closing braces on one line", DEEP, "", "}", ""),
    ("round brackets", DEEP, "role a { primary: ", "(", " }"),
    ("square brackets", DEEP, "role a { primary: ", "[", " }"),
    ("brackets of all kinds", DEEP, "role a { primary: ", "([{", " }"),
    ("quotes", DEEP, "plan p ", "\"", ""),
    ("long quotes", DEEP, "plan p ", "\"\"\"", ""),
    ("escapes", DEEP, "plan p \"", "\\\"", "\""),
    ("a long path", DEEP, "role a { primary: a", ".a", " }"),
    ("a long list", DEEP, "role a { primary: a", ", a", " }"),
    ("a list over many lines", DEEP, "role a {\n primary: a", ",\n a", "\n}"),
    ("a long chain of tails", DEEP, "role a { escalate: b", " after 1 hour", " }"),
    ("many attributes", WIDE, "role a {\n", " primary: a\n", "}"),
    ("many attributes on one line", WIDE, "role a { ", "primary: a; ", "}"),
    ("a table of many columns", WIDE, "table role {\n id", " | id", "\n}"),
    ("a table of many rows", WIDE, "table role {\n id | name\n", " a | \"A\"\n", "}"),
    ("a table that is never closed", WIDE, "", "table role {\n", ""),
    ("the same thing again and again", WIDE, "", "role a\n", ""),
    ("documentation", DEEP, "", "## more\n", "role a"),
    ("a long comment", DEEP, "# ", "more ", "\nrole a"),
    ("files that do not exist", WIDE, "", "use \"a.irp\"\n", ""),
    ("empty lines", DEEP, "", "\n", "role a"),
    ("blanks", DEEP, "role a", " ", "{}"),
    ("carriage returns", DEEP, "role a\r", "\r", "role b"),
    ("byte order marks", DEEP, "", "\u{feff}", "role a"),
    ("signs that turn the writing around", DEEP, "role a \"", "\u{202e}", "\""),
    ("a long number", DEEP, "team a { quorum: 1", "0", " }"),
    ("a long word", DEEP, "role a", "a", " {}"),
    (
        "a long chain of escalations",
        WIDE,
        "role a { escalate: a }\n",
        "role a { escalate: b after 1 hour }\n",
        "",
    ),
];

/// Shapes of policies.
const POLICIES: &[Shape] = &[
    ("negations", DEEP, "rule a \"A\" {\n require ", "not ", "yes\n}"),
    ("round brackets", DEEP, "rule a \"A\" {\n require ", "(", "\n}"),
    ("balanced brackets", DEEP, "rule a \"A\" {\n require ", "()", "\n}"),
    ("sets in sets", DEEP, "rule a \"A\" {\n require ", "[", "\n}"),
    ("a long conjunction", DEEP, "rule a \"A\" {\n require yes", " and yes", "\n}"),
    ("a long sum", DEEP, "rule a \"A\" {\n let x = 1", " + 1", "\n}"),
    ("a chain of defaults", DEEP, "rule a \"A\" {\n let x = 1", " default 1", "\n}"),
    ("conditions in conditions", DEEP, "rule a \"A\" {\n let x = ", "if yes then ", "1\n}"),
    ("calls in calls", DEEP, "rule a \"A\" {\n require ", "count(", "\n}"),
    ("lookups in lookups", DEEP, "rule a \"A\" {\n require ", "duty[", "\n}"),
    ("quantifiers in quantifiers", DEEP, "rule a \"A\" {\n require ", "some role r where ", "yes\n}"),
    ("quantifiers over quantifiers", DEEP, "rule a \"A\" {\n require ", "every x in x: ", "yes\n}"),
    ("many binders", DEEP, "rule a \"A\" {\n for each role r", ", role r", "\n}"),
    ("many clauses", WIDE, "rule a \"A\" {\n", " let x = 1\n", "}"),
    ("holes in holes", DEEP, "rule a \"A\" {\n message \"", "{", "\"\n}"),
    ("many holes", WIDE, "rule a \"A\" {\n message \"", "{r}", "\"\n}"),
    ("samples in samples", DEEP, "rule a \"A\" {\n", "bad {\n", "}"),
    ("rules in rules", WIDE, "", "rule a \"A\" {\n", ""),
    ("many rules", WIDE, "", "rule a \"A\" { severity: note; require yes; message \"A\" }\n", ""),
    ("a wide matrix", DEEP, "matrix a(area, area): holder {\n area", " | data", "\n}"),
    ("a tall matrix", WIDE, "matrix a(area, area): holder {\n area | data\n", " data | customer\n", "}"),
    ("a definition that calls itself", DEEP, "define a(role r): number = ", "a(", ""),
    ("definitions in a chain", WIDE, "", "define a(role r): number = b(r)\n", ""),
    ("a long union", DEEP, "union a = b", " | b", ""),
    ("a long list of words", WIDE, "enum a {", " b;", " }"),
    ("a path of many steps", DEEP, "rule a \"A\" {\n require a", ".b", " is given\n}"),
    ("comparisons in a row", DEEP, "rule a \"A\" {\n require 1", " < 1", "\n}"),
    ("minus signs", DEEP, "rule a \"A\" {\n require 1 ", "- ", "1\n}"),
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
    const FENCES: &[Shape] = &[
        ("open fences", WIDE, "", "```irp\n", ""),
        ("fences with blocks that stay open", WIDE, "", "```irp\nrole a {\n```\n", ""),
        ("back-ticks", DEEP, "", "`", "irp"),
        ("quoted fences", DEEP, "", "> ", "```irp\nrole a"),
    ];
    survive(FENCES, Language::Markdown);
}

fn survive(shapes: &'static [Shape], language: Language) {
    let trials = shapes.iter().enumerate().map(move |(number, (_, times, first, again, last))| {
        let text = [first, again.repeat(*times).as_str(), last].concat();
        (number as u64, Trial { text, language, depth: Depth::Judge, path: "core/tests.irpolicy".to_owned() })
    });
    let mut failed = Vec::new();
    let mut tried = 0;
    for (outcome, (name, ..)) in trial::run(trials).zip(shapes) {
        tried += 1;
        failed.extend(outcome.result.err().map(|cause| format!("{name}: {cause}")));
    }
    println!("{tried} shapes, up to {DEEP} times");
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n"));
    assert_eq!(tried, shapes.len(), "some shapes were not tried");
}
