//! What is said about statements that cannot be read.

use irlint::syntax::plan::tree::{Entry, Item};
use irlint::text::{FileId, Language};

use crate::support::{plan_findings, policy_findings, source};

#[test]
fn each_mistake_in_a_plan_has_its_message() {
    let cases = [
        ("a b { h: Mon-Fri 9-17 }", "1:18 cannot read `h: Mon-Fri 9-17`, expected a time such as 09:00"),
        ("a b { c: d e: f }", "1:12 cannot read `c: d e: f`, expected the end of the line"),
        ("a b { c: d e }", "1:12 cannot read `c: d e`, expected the end of the line"),
        ("a b { c: }", "1:9 cannot read `c:`, expected a value"),
        ("a b { c: by d }", "1:10 cannot read `c: by d`, expected a value"),
        ("a b { c: d, }", "1:12 cannot read `c: d,`, expected a value"),
        ("a b { c: 15 minuts }", "1:13 cannot read `c: 15 minuts`, expected a unit of time such as minutes"),
        ("a b { c: 2026-1-5 }", "1:10 cannot read `c: 2026-1-5`, expected a value"),
        ("a b { c: todo }", "1:14 cannot read `c: todo`, expected a text in quotes"),
        (
            "a b { c: todo \"x\" by soon }",
            "1:22 cannot read `c: todo \"x\" by soon`, expected a date such as 2026-11-23",
        ),
        ("a b { c: Mon-Fri 09:75-17:00 }", "1:18 `09:75` is no time of the day"),
        ("a b { c: Mon-Fri 24:00-17:00 }", "1:18 `24:00` is no time of the day"),
        ("a b { c: 2026-02-30 }", "1:10 `2026-02-30` is no day of the calendar"),
        ("a b { c: 99999999999 }", "1:10 the number `99999999999` is too large"),
        ("a b { c: 1.2345 }", "1:10 the number `1.2345` is too fine"),
        ("a b { c: \"x\\q\" }", "1:12 `\\q` is no escape"),
        ("a b { c: \"x }", "1:10 this text is never closed"),
        ("a \"b { c: d }", "1:3 this text is never closed"),
        ("a b { c: (d }", "1:10 this `(` is never closed"),
        ("a B { c: d }", "1:3 cannot read `a B`, expected `{`"),
        ("c: d", "1:1 the attribute `c` stands outside a block"),
        ("a b { c: d { e: f } }", "1:7 an attribute with a value takes no block"),
        ("a b { table c { d } }", "1:7 `table` stands inside a block"),
        ("use \"x\" { a: b }", "1:1 `use` takes no block"),
        ("table a", "1:1 the table of `a` has no columns"),
        ("table a { b | \"c\" }", "1:15 `\"c\"` is not a column's name"),
        ("table a { b | c\n d | 9-17 }", "2:6 cannot read `9-17`, expected a value"),
        ("a b {\n  c: d,\n  e: f\n}", "3:4 cannot read `c: d, e: f`, expected the end of the line"),
    ];
    for (text, wanted) in cases {
        assert_eq!(plan_findings(text), [wanted], "{text}");
    }
}

#[test]
fn a_broken_statement_keeps_the_names_of_its_attributes() {
    let text = "n t {\n  within: 48 hourz after awareness\n  a: b,\n  c: d\n  - what\n} n u for 9x from b {}";
    let source = source(text, Language::Plan);
    let (tree, _) = irlint::syntax::plan::read(FileId(0), &source);
    let names = |item: &Item<'_>| {
        let Item::Block(block) = item else { panic!("a block is wanted") };
        let name = |entry: &Entry<'_>| match entry {
            Entry::Broken(broken) => broken.name.map_or("-".to_owned(), |name| name.text.to_owned()),
            other => panic!("all entries are broken, not {other:?}"),
        };
        (block.id.map(|id| id.text.to_owned()), block.entries.iter().map(name).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(names(&tree.items[0]), (Some("t".to_owned()), "within after a c -".to_owned()));
    assert_eq!(names(&tree.items[1]), (Some("u".to_owned()), "for from".to_owned()));
}

#[test]
fn hidden_characters_are_named_wherever_they_stand() {
    let cases = [
        ("a b \"x\u{202e}y\"", "1:7 the character U+202E changes the direction of text"),
        ("# \u{2066}\na b", "1:3 the character U+2066 changes the direction of text"),
        ("a\u{0} b", "1:2 the control character U+0000 stands in the text"),
        ("a b\u{200b}", "1:4 the character U+200B has no width"),
        ("a b \"\u{1b}[2J\"", "1:6 the control character U+001B stands in the text"),
        ("a b\u{feff}", "1:4 the byte order mark, character U+FEFF, stands inside the text"),
        ("# a\rb c", "1:4 the control character U+000D stands without a line feed"),
    ];
    for (text, wanted) in cases {
        assert_eq!(plan_findings(text), [wanted], "{text:?}");
    }
    let many = plan_findings(&"a \u{200b}\n".repeat(50));
    assert_eq!(many.len(), 20);
    assert!(many[19].ends_with(", and 30 more hidden characters behind it"), "{}", many[19]);
}

#[test]
fn a_long_statement_is_clipped_in_its_message() {
    let text = format!("a b {{ c: {} ! }}", "word, ".repeat(200));
    let found = plan_findings(&text);
    assert!(found.len() == 1 && found[0].len() < 160 && found[0].contains('…'), "{found:?}");
}

const RULE: &str = "rule a-b \"T\" {\n  severity: error\n  require x is given\n  message \"m\"\n";

#[test]
fn each_mistake_in_a_rule_has_its_message() {
    let cases = [
        ("requires x", "5:3 a rule has no clause `requires`"),
        ("severity error", "5:3 a rule has no clause `severity`"),
        ("message \"n\"", "5:3 a rule has `message` only once"),
        ("severity: note", "5:3 a rule has `severity` only once"),
        ("for each role", "5:16 cannot read `for each role`, expected a name or `in`"),
        ("let y 3", "5:9 cannot read `let y 3`, expected `=`"),
        ("when x = ", "5:11 cannot read `when x =`, expected a value"),
        ("when (x", "5:8 this `(` is never closed"),
        ("when f(x y)", "5:12 cannot read `when f(x y)`, expected `)`"),
        ("when x.f(y)", "5:8 only a function is followed by `(`, not an attribute"),
        ("when if x then y", "5:19 cannot read `when if x then y`, expected `else`"),
        ("when every x in y z", "5:21 cannot read `when every x in y z`, expected `:`"),
        ("because \"{x\"", "5:12 this `{` is never closed"),
        ("because \"x}\"", "5:13 this `}` ends no hole"),
        ("because \"{x y}\"", "5:15 cannot read `x y`, expected `}`"),
        ("because \"{}\"", "5:12 this hole is empty"),
        ("because x", "5:11 cannot read `because x`, expected a text in quotes"),
        ("fix x \"y\"", "5:7 cannot read `fix x \"y\"`, expected `add to` or `replace`"),
        ("bad", "5:3 a sample has no plan behind it"),
        ("help \"x\" { }", "5:3 this clause takes no block"),
        ("bad { role r { x: 9-17 } }", "5:21 cannot read `x: 9-17`, expected a value"),
    ];
    for (clause, wanted) in cases {
        assert_eq!(policy_findings(&format!("{RULE}  {clause}\n}}")), [wanted], "{clause}");
    }
}

#[test]
fn each_mistake_at_the_top_of_a_policy_has_its_message() {
    let cases = [
        ("rul a-b \"T\" { }", "1:1 a policy file has no statement `rul`"),
        ("use \"x\"", "1:1 a policy file has no statement `use`"),
        (
            "rule ab \"T\"",
            "1:6 cannot read `rule ab \"T\"`, expected a rule's name such as vendor-without-contact",
        ),
        ("param a: number 3", "1:17 cannot read `param a: number 3`, expected `=`"),
        ("param a: number", "1:16 cannot read `param a: number`, expected `=`"),
        ("schema core 1.5", "1:13 `1.5` is no version of a schema"),
        ("kind a { b: c }", "1:14 cannot read `b: c`, expected `?`, `*` or `!`"),
        ("enum a { B }", "1:10 cannot read `B`, expected a name"),
        ("extend b", "1:8 cannot read `extend b`, expected `kind`"),
        ("define f(role r) hours = x", "1:18 cannot read `define f(role r) hours = x`, expected `:`"),
        ("relation f(role r) x", "1:20 cannot read `relation f(role r) x`, expected `when`"),
        ("matrix m(a, b): c", "1:1 the matrix `m` has no rows"),
        ("pack a \"T\" { verion \"1\" }", "1:14 a pack has no clause `verion`"),
        ("test \"T\" for a-b { expect none }", "1:1 the test has no `plan`"),
        ("test \"T\" for a-b { plan { } }", "1:1 the test has no `expect`"),
        ("adjust a-b { off: yes }", "1:1 the adjustment has no `because`"),
    ];
    for (text, wanted) in cases {
        let found = policy_findings(text);
        assert!(found.iter().any(|line| line == wanted), "{text}: {found:?}");
    }
}

#[test]
fn a_rule_says_which_clauses_it_lacks() {
    let found = policy_findings("rule a-b \"T\" { help \"x\" }");
    let wanted =
        ["1:1 the rule has no `severity`", "1:1 the rule has no `require`", "1:1 the rule has no `message`"];
    assert_eq!(found, wanted);
    let misspelt = policy_findings("rule a-b \"T\" {\n severty: error\n requires x\n mesage \"y\"\n}");
    assert_eq!(misspelt, ["3:2 a rule has no clause `requires`", "4:2 a rule has no clause `mesage`"]);
}
