//! What holds for every text: reading ends, and every place lies inside the text, between characters.

use irlint::finding::Finding;
use irlint::syntax::{plan, policy};
use irlint::text::{FileId, Language, Source};
use proptest::prelude::*;

use crate::support::source;

const PLAN: &str = "## Doc.\nplan p \"Plän\" {\n  version: \"4.1\"  # note\n  by: x after 15 minutes via a, b\n}\n\ntable t {\n  id | when | who\n  a  | Mon-Fri 09:00-17:00 Europe/Berlin | b, c\n}\nrotation r {\n  shift d { who: a, b; turn: 1 week }\n  within: { sev1: 15 minutes; sev2: 2 hours }\n}\nn t for x from y to z\n  via a, b within 20 hours\naccept a-b on c because \"\"\"\n  D { }\n\"\"\"\n";

const POLICY: &str = "rule a-b \"T\" {\n  severity: error\n  source: \"S\" https://x.example/\n  for each role r, p in r.b where not (p in r.c)\n  let x = count([role q where q != r])\n  require every s in p.t: s.u is given or x <= duty[a, b.c] + 1\n  message \"{p} is {{not}} {count(x)}.\"\n  at p \"here\"\n  bad { role a\n        role b { c: d } }\n}\ndefine f(role r): set of x =\n  if a then b\n  else c\nkind k \"K\" { a: b? head  c: d per e* else none }\nmatrix m(a, b): c {\n  a | x\n  y | z\n}\ntest \"T\" for a-b { plan { a b }\n  expect undecided: a b lacks c }\n";

/// Every span of the debug form of a tree: `start` and `end` of each.
fn check_tree(source: &Source, tree: &str) {
    let number =
        |line: &str, name: &str| line.trim().strip_prefix(name)?.trim_end_matches(',').parse::<usize>().ok();
    let mut start = None;
    for line in tree.lines() {
        if let Some(at) = number(line, "start: ") {
            start = Some(at);
        }
        if let (Some(from), Some(to)) = (start, number(line, "end: ")) {
            assert!(source.text.get(from..to).is_some(), "{from}..{to}");
            start = None;
        }
    }
}

fn check_findings(source: &Source, findings: &[Finding]) {
    for finding in findings {
        for label in std::iter::once(&finding.at).chain(&finding.also) {
            let span = label.span;
            assert!(span.start <= span.end && source.text.get(span.range()).is_some(), "{finding:?}");
        }
        assert!(finding.message.len() < 600, "{}", finding.message);
    }
}

/// Nothing is broken or left out without a finding.
fn check_silence(tree: &str, findings: &[Finding]) {
    let broken = tree.contains("Broken(") || tree.contains("broken: true");
    assert!(!broken || !findings.is_empty(), "{tree}");
}

fn check(text: &str) {
    for language in [Language::Plan, Language::Markdown] {
        let source = source(text, language);
        let (tree, findings) = plan::read(FileId(0), &source);
        check_tree(&source, &format!("{tree:#?}"));
        check_silence(&format!("{tree:?}"), &findings);
        check_findings(&source, &findings);
    }
    let source = source(text, Language::Policy);
    let (tree, findings) = policy::read(FileId(0), &source);
    check_tree(&source, &format!("{tree:#?}"));
    check_silence(&format!("{tree:?}"), &findings);
    check_findings(&source, &findings);
}

/// Pieces that mean something to the languages.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "role", " ", "\n", "\n  ", "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", ":", ",", ";", "|",
    "#", "##", "\\", "rule", "require", "not", "every", "some", "where", "and", "if", "then", "else",
    "in", "=", "<=", "+", "-", "ü", "\r\n", "15 minutes", "2026-02-30", "Mon-Fri 09:00-17:00", "24x7",
    "a-b", "x.y", "```irp\n", "```\n", "table", "kind", "\u{202e}", "message", "because", "todo", "none",
    "yes", "https://x", "a@b", "+49 30 123456", "use", "test", "bad", "\u{feff}", "\0",
];

/// Pieces put together at random.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        check(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_are_read(text in pieces()) {
        check(&text);
    }

    #[test]
    fn a_changed_plan_is_read(from in 0usize..400, length in 0usize..20, new in pieces()) {
        check(&changed(PLAN, from, length, &new));
        check(&changed(POLICY, from * 2, length, &new));
    }

    #[test]
    fn a_plan_without_one_line_is_read(line in 0usize..25) {
        for text in [PLAN, POLICY] {
            let kept = text.lines().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| line);
            check(&kept.collect::<Vec<_>>().join("\n"));
        }
    }
}

fn changed(text: &str, from: usize, length: usize, new: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let from = from.min(characters.len());
    let to = (from + length).min(characters.len());
    let short: String = new.chars().take(8).collect();
    characters[..from].iter().collect::<String>() + &short + &characters[to..].iter().collect::<String>()
}
