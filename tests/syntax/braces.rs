//! Files whose braces do not balance, and files whose indentation means nothing.

use irlint::syntax::plan::tree::Item;
use irlint::text::{FileId, Language};

use crate::plan_tree;
use crate::support::{plan_findings, policy_findings, source};

fn tops(text: &str) -> Vec<String> {
    let source = source(text, Language::Plan);
    let (tree, _) = irlint::syntax::plan::read(FileId(0), &source);
    let id = |item: &Item<'_>| match item {
        Item::Block(block) => block.id.map_or(block.kind.text, |id| id.text).to_owned(),
        other => format!("{other:?}"),
    };
    tree.items.iter().map(id).collect()
}

#[test]
fn a_missing_brace_is_missed_at_its_header() {
    let text = "role a {\n  x: y\n\nrole b {\n  x: y\n}\nlog c { x: y }\n";
    assert_eq!(plan_findings(text), ["1:1 the block `role a` is never closed"]);
    assert_eq!(tops(text), ["a", "b", "c"]);
}

#[test]
fn a_missing_and_a_surplus_brace_are_two_mistakes() {
    let text = "role a {\n  x: y\n\nrole b {\n  x: y\n}\nstage d {}\n}\nlog c { x: y }\n";
    assert_eq!(
        plan_findings(text),
        ["1:1 the block `role a` is never closed", "8:1 this `}` closes nothing"]
    );
    assert_eq!(tops(text), ["a", "b", "d", "c"]);
}

#[test]
fn a_missing_brace_before_a_closed_block_shows_in_a_balanced_file() {
    let text = "role a {\n  x: y\n\nrole b {\n  x: y\n}\n}\n";
    assert_eq!(
        plan_findings(text),
        ["1:1 the block `role a` is never closed", "7:1 this `}` closes nothing"]
    );
    assert_eq!(tops(text), ["a", "b"]);
}

#[test]
fn the_inner_block_is_blamed_when_the_margin_shows_it() {
    let text = "rotation a {\n  shift b {\n    x: y\n}\nrole c {}\nrole d {}\n";
    assert_eq!(plan_findings(text), ["2:3 the block `shift b` is never closed"]);
    assert_eq!(tops(text), ["a", "c", "d"]);
}

#[test]
fn a_statement_without_braces_at_the_margin_closes_too() {
    let text = "role a {\n  x: y\nperson b\nuse \"c\"\nrole d { x: y }";
    assert_eq!(plan_findings(text), ["1:1 the block `role a` is never closed"]);
    assert_eq!(tops(text).len(), 4);
}

#[test]
fn a_missing_opening_brace_is_missed_at_its_header() {
    let text = "role a \"A\"\n  x: y\n  z: y\n}\nrole b {}\n";
    assert_eq!(plan_findings(text), ["1:1 the block `role a \"A\"` is never opened"]);
    assert_eq!(tops(text), ["a", "b"]);
}

#[test]
fn a_brace_below_its_header_still_belongs_to_it() {
    let text = "role a\n{\n  x: y\n}\nrole b\n";
    assert_eq!(plan_findings(text), ["2:1 this `{` stands apart from its header"]);
    assert_eq!(tops(text), ["a", "b"]);
    assert_eq!(plan_findings("{ a: b { c } }\nrole d"), ["1:1 this `{` opens no block"]);
}

#[test]
fn the_last_block_may_be_left_open() {
    assert_eq!(plan_findings("role a {\n  x: y\n"), ["1:1 the block `role a` is never closed"]);
    assert_eq!(plan_findings("}"), ["1:1 this `}` closes nothing"]);
}

#[test]
fn indentation_means_nothing_while_braces_balance() {
    let texts = [
        "rotation a {\nshift b { x: y }\nshift c { x: y }\nshift d { x: y }\n}\nrole e {}\n",
        "rotation a {\n  x: y\nshift b {\nx: y\n}\nshift c \"C\" {}\n  }\n      role e {}\n",
        "rotation a { x: y\nshift b {\nx: y }\n}",
    ];
    for text in texts {
        plan_tree!(_source, tree, text);
        assert!(tree.items.len() <= 2, "{text}");
    }
}

#[test]
fn a_lost_bracket_stops_at_the_next_brace() {
    let text = "rule a-b \"T\" {\n severity: error\n require (x is given\n message \"m\"\n bad { role x }\n good { role y }\n}";
    assert_eq!(policy_findings(text), ["3:10 this `(` is never closed"]);
    let swallowed = "role a { x: (b }\nrole c { x: d }\nrole e { x: f) }";
    assert_eq!(tops(swallowed), ["a", "c", "e"]);
}

#[test]
fn a_lost_text_ends_where_a_block_does() {
    let text =
        "stage a {\n  x: \"\"\"Somebody\n  calls\n}\nrole b { y: \"\"\"fine\"\"\" }\nrole c { y: z }\n";
    assert_eq!(plan_findings(text), ["2:6 this text is never closed"]);
    assert_eq!(tops(text), ["a", "b", "c"]);
    plan_tree!(_source, tree, "a b { c: \"\"\"\n}\nd e {\n}\n\"\"\" } # \"\"\"");
    assert_eq!(tree.items.len(), 1);
}

#[test]
fn a_lost_quote_costs_its_statement_only() {
    let text = "role a \"Duty {\n  x: y\n}\nrole b { z: \"open; w: v }\nrole c {}";
    assert_eq!(plan_findings(text), ["1:8 this text is never closed", "4:13 this text is never closed"]);
    assert_eq!(tops(text), ["a", "b", "c"]);
}
