//! The short way through policies reads what the grammar reads: the same tree, the same findings. Held against it on statements
//! put together at random, on each piece beside each other one, and on the policies of this repository, whole and torn.
#![expect(clippy::disallowed_methods, reason = "tests read the repository from disk")]

use std::fs;

use irlint::syntax::policy;
use irlint::text::{FileId, Language};

use crate::dice::Dice;
use crate::support::{source, tear, torn};

/// Values, names, words and signs of expressions, and what is nearly one.
#[rustfmt::skip]
const PIECES: [&str; 119] = [
    "r", "r.backup", "r.a.b", "r.A", "r.", ".r", "r..a", "a-b", "a-b-c9", "a-", "a--b", "a-b.c", "a.b-c", "a-B", "a_b", "_a", "A",
    "and", "covers", "default", "else", "every", "given", "has", "if", "in", "is", "missing", "none", "not", "no", "one", "or",
    "require", "some", "then", "todo", "where", "yes", "andy", "inner", "nothing", "order", "not-x", "no-x", "if-x", "yes-x",
    "x.none", "for", "each", "for each", "when", "per", "at", "also", "set", "set of", "set of role", "kind", "enum", "head", "private",
    "else none", "=", "!=", "<", "<=", ">", ">=", "==", "!", "+", "-", "- ", ":", "://", ",", ",,", "(", ")", "[", "]", "()", "[]",
    "{", "}", ";", "?", "*", "|", "\"x\"", "\"\"", "\"x", "\"\"\"x\"\"\"", "\"a\\\"b\"", "\"a\\q\"", "\"{r}\"", "\"{{r}}\"",
    "\"{r} of {x.y}\"", "\"{\"", "\"}\"", "\"{}\"", "\"{ r + 1 }\"", "\"{no}\"", "3", "3.5", "95%", "15 minutes", "2 business days",
    "3x", "2026-11-23", "2026-02-30", "24x7", "Mon-Fri 09:00-17:00", "Sat", "Europe/Berlin", "UTC", "DE", "https://x.example/a(b",
];

#[rustfmt::skip]
const MORE: [&str; 16] = [
    "http://", "HTTP://x", "http", "a@b.c", "+49 30 23125 101", "ü", "# note\n", " # note\n", "\u{a0}", "\t", "role r", "x in S", "f(r)",
    "m[a, b]", "r is given", "r is not authority",
];

const BETWEEN: [&str; 8] = [" ", " ", " ", "", "\n    ", "  ", " # note\n    ", "\r\n\t"];

/// Reads a text both ways; says whether it was read without a finding.
fn same(text: &str) -> bool {
    let source = source(text, Language::Policy);
    let quick = policy::read(FileId(0), &source);
    let grammar = policy::read_by_grammar(FileId(0), &source);
    assert!(quick == grammar, "{text:?} is read as\n{quick:#?}\nand by the grammar as\n{grammar:#?}");
    quick.1.is_empty()
}

fn piece(dice: &mut Dice) -> &'static str {
    if dice.below(8) == 0 { dice.pick::<&str>(&MORE) } else { dice.pick::<&str>(&PIECES) }
}

/// The pattern with an expression for each `E`, names for things for each `B`, a plain name for each `N`, a text for each `T`
/// and a single value for each `V`.
fn filled(dice: &mut Dice, pattern: &str, depth: usize) -> String {
    let mut text = String::new();
    for sign in pattern.chars() {
        match sign {
            'E' => text.push_str(&expression(dice, depth)),
            'B' => text.push_str(&binder(dice, depth)),
            'T' => text.push_str(&words(dice, depth)),
            'N' => text.push_str(dice.pick::<&str>(&["r", "p", "role", "a_9", "from", "set", "no", "given"])),
            'V' => text.push_str(&value(dice, depth)),
            ' ' => text.push_str(if dice.below(12) == 0 { dice.pick::<&str>(&BETWEEN) } else { " " }),
            sign => text.push(sign),
        }
    }
    text
}

fn expression(dice: &mut Dice, depth: usize) -> String {
    #[rustfmt::skip]
    const DEEP: [&str; 22] = [
        "E and E", "E or E", "E or E and E", "not E", "not not V", "every B: E", "some B", "no B", "one B", "V is given", "V is not missing",
        "V is none", "V is N", "V = V", "V != V", "V<=V", "V >= V", "V < V", "V in V", "V has V", "V covers V", "V",
    ];
    let pattern = if depth == 0 { "V" } else { dice.pick::<&str>(&DEEP) };
    filled(dice, pattern, depth.saturating_sub(1))
}

fn binder(dice: &mut Dice, depth: usize) -> String {
    const BINDERS: [&str; 7] =
        ["N N", "N in V", "N N, N in V", "N N where E", "N in V where E", "N in V + V", "N N, N N where E"];
    let pattern = *dice.pick::<&str>(&BINDERS);
    filled(dice, pattern, depth.saturating_sub(1))
}

fn value(dice: &mut Dice, depth: usize) -> String {
    #[rustfmt::skip]
    const FLAT: [&str; 20] = [
        "r", "r.backup", "n.within", "a_9", "a-b", "\"x\"", "3", "95%", "15 minutes", "72h", "yes", "no", "2026-11-23", "24x7", "UTC",
        "Mon-Fri 09:00-17:00 Europe/Berlin", "DE", "Sat", "f()", "[]",
    ];
    #[rustfmt::skip]
    const DEEP: [&str; 20] = [
        "(E)", "( E )", "[V]", "[V, V]", "[ N N where E ]", "[N in V]", "[N in V where E]", "[N N, N in V]", "[E, E]", "[V where E]",
        "f(E)", "f (E, E)", "m[E]", "m [E, E]", "s.within[E]", "if E then E else E", "V default V", "V + V", "V - V", "r.f(V)",
    ];
    if dice.below(20) == 0 {
        return piece(dice).to_owned();
    }
    if depth == 0 || dice.below(2) == 0 {
        return (*dice.pick::<&str>(&FLAT)).to_owned();
    }
    let pattern = *dice.pick::<&str>(&DEEP);
    filled(dice, pattern, depth - 1)
}

/// A text, perhaps with holes. No text stands in a hole.
fn words(dice: &mut Dice, depth: usize) -> String {
    let pattern =
        *dice.pick::<&str>(&["\"x\"", "\"{E}\"", "\"a {E} b {V} c\"", "\"{ V }\"", "\"{{E}}\"", "\"ü {V}\""]);
    let quoted = filled(dice, pattern, depth.min(1));
    let inner = quoted.trim_matches('"').replace('"', "");
    format!("\"{inner}\"")
}

/// Statements at the top of a policy, and the clauses of a rule.
#[rustfmt::skip]
const STATEMENTS: [&str; 24] = [
    "define N(N N): N = E", "define N(): set of N = E", "define N(N N, N N): N = E", "relation N(N N) when E", "relation f(N N, N N) when E",
    "pack x T { applies when E }", "pack x-y T { version: 3, V }", "rule N T { }", "kind N T { }", "nested kind N { a: b? c: d* head }",
    "single kind N { a: b! }", "extend kind N { a: b per c? else none private\n head: x? }", "kind k { N: N! N: N* head: N? else none }",
    "enum N T { a T also N, N\n b }", "extend enum N { a }", "extend enum N T { a T }", "enum e { N\n N also N\n N T }", "extend N { a: b? }",
    "single enum N { a }", "view v T { row B\n column B\n show E\n was E\n note T }", "view v T { row B\n fact T E\n gap T when E }",
    "param p: duration = V T at most V", "union u = N | N", "matrix m(a, b): c { N | N\n N | N }",
];

#[rustfmt::skip]
const CLAUSES: [&str; 24] = [
    "when E", "for each B", "once per E", "let N = E", "let N = E", "require E", "require E", "message T", "because T", "help T", "at V T",
    "at V", "also E T", "step V T", "step V T for each B", "step V for each B", "fix add to V T", "fix replace V T", "severity: error",
    "source: T https://x.example/a?b#c", "source: T, V https://x", "tags: N, N", "confidence: V", "acceptable: no",
];

/// A policy of one or a few statements.
fn statement(dice: &mut Dice) -> String {
    if dice.below(3) == 0 {
        let pattern = *dice.pick::<&str>(&STATEMENTS);
        return filled(dice, pattern, 2) + "\n";
    }
    let mut text = "rule a-b \"T\" {\n  severity: error\n".to_owned();
    for _ in 0..=dice.below(3) {
        let pattern = *dice.pick::<&str>(&CLAUSES);
        text.push_str("  ");
        text.push_str(&filled(dice, pattern, 3));
        text.push('\n');
    }
    text + "}\n"
}

#[test]
fn statements_put_together_at_random_read_the_same_both_ways() {
    let mut sound = 0;
    for number in 0..60_000 {
        let dice = &mut Dice::new(3, number);
        let mut text = statement(dice);
        if dice.below(3) == 0 {
            let patch = patch(dice);
            tear(&mut text, dice, patch);
        }
        sound += usize::from(same(&text));
    }
    assert!(sound > 5_000, "only {sound} were without a mistake");
}

#[test]
fn every_piece_reads_the_same_both_ways_beside_every_other_one() {
    for first in PIECES.iter().chain(&MORE) {
        let mut text = String::new();
        for between in [" ", ""] {
            for second in PIECES.iter().chain(&MORE) {
                for pattern in
                    ["require P", "require x P", "for each P", "source: P", "at P \"x\"", "message \"{P}\""]
                {
                    let clause = pattern.replace('P', &format!("{first}{between}{second}"));
                    text.push_str("rule a-b \"T\" {\n  ");
                    text.push_str(&clause);
                    text.push_str("\n}\n");
                }
            }
            same(&text);
        }
    }
}

#[test]
fn deep_statements_read_the_same_both_ways() {
    for depth in [1, 31, 32, 33, 61, 62, 63, 64, 65, 66, 100] {
        let parts = |part| vec![part; depth];
        let nested =
            [("(", "x", ")"), ("not ", "x", ""), ("[", "x", "]"), ("f(", "x", ")"), ("not (", "x", ")")];
        for (open, inner, close) in nested {
            let text = format!("{}{inner}{}", parts(open).concat(), parts(close).concat());
            same(&format!("relation f(role r) when {text}\n"));
            same(&format!("rule a-b \"T\" {{\n  message \"{{{text}}}\"\n}}\n"));
        }
        for (part, sign) in [
            ("x", " + "),
            ("x", " - "),
            ("x", " and "),
            ("some r in x", " or "),
            ("x.one", ", "),
            ("a-no-b", ", "),
        ] {
            same(&format!("rule a-b \"T\" {{\n  require [{}]\n}}\n", parts(part).join(sign)));
        }
        same(&format!("relation f(role r) when {}x\n", parts("if x then y else ").concat()));
    }
    same(&format!("relation f(role r) when x = \"{}\"\n", "x".repeat(300_000)));
}

/// The policies of this repository.
fn policies() -> Vec<String> {
    let folders = ["policies", "fixtures", "benches/policies"];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    let files = files.filter_map(|file| Some(file.ok()?.into_path()));
    let policies = files.filter(|path| path.extension().is_some_and(|extension| extension == "irpolicy"));
    let policies: Vec<_> = policies.filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(policies.len() > 700, "{}", policies.len());
    policies
}

#[test]
fn policies_read_the_same_both_ways_whole_and_torn() {
    for (number, text) in policies().iter().enumerate() {
        same(text);
        let mut dice = Dice::new(4, number as u64);
        for _ in 0..8 {
            same(&torn(text, &mut dice, patch));
        }
    }
}

#[test]
fn nearly_all_of_the_shipped_policies_is_of_the_common_form() {
    let (mut left, mut all) = (0, 0);
    for (_, text) in irlint::policy::embedded() {
        let source = source(text, Language::Policy);
        left += policy::parsed(&source, true);
        all += policy::parsed(&source, false);
    }
    assert!(all > 5_000, "only {all} statements were found");
    assert!(left * 30 < all, "{left} of {all} statements are left to the grammar");
}

/// What is put where a text is torn, if anything.
fn patch(dice: &mut Dice) -> &'static str {
    match dice.below(3) {
        0 => "",
        1 => dice.pick::<&str>(&BETWEEN),
        _ => piece(dice),
    }
}
