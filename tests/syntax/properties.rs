//! What holds for every text: reading ends, and every place lies inside the text, between characters.

use irlint::finding::Finding;
use irlint::syntax::{plan, policy};
use irlint::text::{FileId, Language, Source};

use crate::dice::Dice;
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
const PIECES: [&str; 72] = [
    "a", "role", " ", "\n", "\n  ", "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", ":", ",", ";", "|",
    "#", "##", "\\", "rule", "require", "not", "every", "some", "where", "and", "if", "then", "else",
    "in", "=", "<=", "+", "- ", "ü", "\r\n", "\r", "15 minutes", "2026-02-30", "Mon-Fri 09:00-17:00",
    "24x7", "a-b", "x.y", "```irp\n", "```\n", "table", "kind", "\u{202e}", "message", "because", "todo",
    "none", "yes", "https://x", "a@b", "+49 30 123456", "use", "test", "bad", "\u{feff}", "\0",
    "for each ", "fix add to ", "applies when ", "99999999999", "within: {", "'", "…", "a b {", "c: d",
    "\"{x}\"",
];

/// Up to `limit` pieces put together at random.
fn pieces(dice: &mut Dice, limit: usize) -> String {
    (0..dice.below(limit + 1)).map(|_| *dice.pick(&PIECES)).collect()
}

/// Runs `make` on texts that can be made again one by one.
fn each(count: u64, make: impl Fn(&mut Dice) -> String) {
    for number in 0..count {
        check(&make(&mut Dice::new(20_261_123, number)));
    }
}

#[test]
fn any_bytes_are_read() {
    each(500, |dice| {
        let bytes: Vec<u8> = (0..dice.below(200)).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    });
    each(500, |dice| {
        let signs: Vec<char> = " \n\"'{}()[]:;,.|#\\-+=<>!?*/@_`~aZ0é\u{200b}".chars().collect();
        (0..dice.below(120)).map(|_| *dice.pick(&signs)).collect()
    });
}

#[test]
fn any_pieces_are_read() {
    each(1000, |dice| pieces(dice, 60));
}

#[test]
fn changed_texts_are_read() {
    for text in [PLAN, POLICY] {
        let characters: Vec<char> = text.chars().collect();
        each(250, |dice| {
            let from = dice.below(characters.len());
            let to = (from + dice.below(20)).min(characters.len());
            let new = pieces(dice, 2);
            let part = |range: &[char]| range.iter().collect::<String>();
            part(&characters[..from]) + &new + &part(&characters[to..])
        });
    }
}

#[test]
fn texts_without_one_line_are_read() {
    for text in [PLAN, POLICY] {
        for left_out in 0..text.lines().count() {
            let kept = text.lines().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| line);
            check(&kept.collect::<Vec<_>>().join("\n"));
        }
    }
}
