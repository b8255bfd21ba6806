//! The short way through statements of the common form reads what the grammar reads: the same tree, the same findings. Held
//! against it on values put together at random, on the plans of this repository, and on those with pieces torn out and put in.
#![expect(clippy::disallowed_methods, reason = "tests read the repository from disk")]

use std::fs;

use irlint::syntax::plan;
use irlint::text::{FileId, Language};

use crate::dice::Dice;
use crate::support::{source, torn};
use crate::unread;

/// Values, and what is nearly one.
#[rustfmt::skip]
const VALUES: [&str; 95] = [
    "anna", "soc_rota.day", "a.b.c", "a.B", "a.9", "a.", "a..b", "none", "yes", "no", "todo", "todos", "todo.x", "todo-x",
    "todo \"x\"", "todo \"x\" by 2027-01-31", "for", "for.x", "for-x", "for_x", "within", "to", "byte", "a-b", "a-b-", "a--b",
    "a-B9-c", "backup-is-primary", "a-b@c", "a-b.c@d.e", "x@y.example", "x@", "@x", "x+y@z", "x@y+", "http", "https://x.example/a,b",
    "HTTPS://x", "http-x", "httpx", "a://b", "a:b", "\"\"", "\"x\"", "\"a \\\" b\"", "\"ü # ; | {\"", "\"x", "\"a\\q\"",
    "\"\"\"x\"\"\"", "\"\"x", "3", "0", "007", "3.5", "3.", "3.x", "3x", "3-", "3:", "3@", "95%", "95 %", "15 minutes", "15minutes",
    "15 min", "15 minutesx", "2 business days", "2 business  day", "2 businessdays", "3 d", "3 d_", "72h", "72h2", "999999999999",
    "1000000000", "1000000001", "2026-11-23", "2026-02-30", "2026-1-2", "2026-11-234", "2026-11-23x", "24x7", "24x78",
    "24x", "Mon", "Mon-Fri", "Mon-Fri 09:00-17:00", "Mon-Fri  09:00-17:00", "Sat 09:00-24:00 UTC", "Fri-Mon 24:00-09:00",
    "Mon-Fri 09:00-17:00 Europe/Berlin", "Sat 9:00-17:00", "Sat 09:00-17:60", "Monday", "UTC",
];

#[rustfmt::skip]
const MORE: [&str; 30] = [
    "UTC/X", "UTCx", "Europe/Berlin", "Europe/Berlin/", "Europe/", "America/Port-au-Prince", "E/B", "DE", "DEU", "DEUT", "D", "De", "DE/B",
    "DE9", "+49 30 23125 101", "+49 (0) 30 23125", "+49  30 23125", "+4930", "+123456789012345678901", "+12345678901234567890123",
    "+49 30 23125x", "+", "(x)", "[a]", "ü", "-", "|", "_a", "A_b", "'x'",
];

/// What the short way is for.
#[rustfmt::skip]
const COMMON: [&str; 14] = [
    "anna", "soc_rota.day", "none", "\"x\"", "3", "95%", "15 minutes", "72h", "2026-11-23", "24x7", "Mon-Fri 09:00-17:00 Europe/Berlin",
    "DE", "+49 30 23125 101", "x@y.example",
];

/// What stands between values.
const BETWEEN: [&str; 22] = [
    ", ",
    ",",
    " , ",
    ",\n    ",
    " within ",
    " after ",
    " by ",
    " for\n    ",
    "\n  via ",
    " via: ",
    " ",
    "",
    " # note\n",
    "\n# note\n  ",
    " from ",
    ",,",
    " because ",
    "\tto\t",
    "\r\n  on ",
    " as ",
    ";",
    " until",
];

const STARTS: [&str; 13] = [
    "a: ",
    "a:",
    "a : ",
    "ab_9:\n    ",
    "a-b: ",
    "A: ",
    "role ",
    "role a ",
    "role a-b ",
    "role for ",
    "role for-x ",
    "role a \"T\" ",
    "role\"T\" ",
];

/// Reads a text both ways, and the short way bit by bit too; says whether it was read without a finding.
fn same(text: &str, language: Language) -> bool {
    let source = source(text, language);
    let quick = plan::read(FileId(0), &source);
    let grammar = plan::read_by_grammar(FileId(0), &source);
    assert!(quick == grammar, "{text:?} is read as\n{quick:#?}\nand by the grammar as\n{grammar:#?}");
    unread::same(&source, &quick);
    quick.1.is_empty()
}

fn value(dice: &mut Dice) -> &'static str {
    let values: &[&str] = match dice.below(12) {
        0 => &MORE,
        1 | 2 => &VALUES,
        _ => &COMMON,
    };
    dice.pick::<&str>(values)
}

/// An attribute in a block, a header or a table, of values put together at random.
fn statement(dice: &mut Dice) -> String {
    let mut text = (*dice.pick::<&str>(&STARTS)).to_owned();
    for at in 0..=dice.below(4) {
        if at > 0 {
            text.push_str(if dice.below(2) == 0 { ", " } else { dice.pick::<&str>(&BETWEEN) });
        }
        text.push_str(value(dice));
    }
    if dice.below(8) == 0 {
        text.push_str(dice.pick::<&str>(&BETWEEN));
    }
    match (text.contains(':'), dice.below(5)) {
        (_, 0) => format!("table t {{\n a | b\n {text} | {}\n}}\n", value(dice)),
        (_, 1) => format!("k x {{ {text}; b: {} }}\n", value(dice)),
        (_, 2) => format!("k x {{\n  {text}\n  b: {}\n}}\n", value(dice)),
        (_, 3) => format!("{text} {{ a: {} }}\n", value(dice)),
        (_, _) => format!("k x {{\n  {text}\n}}\n"),
    }
}

#[test]
fn values_put_together_at_random_read_the_same_both_ways() {
    let mut sound = 0;
    for number in 0..60_000 {
        sound += usize::from(same(&statement(&mut Dice::new(1, number)), Language::Plan));
    }
    assert!(sound > 5_000, "only {sound} were without a mistake");
}

/// Found by a fuzzer: a bare return between a name and its colon makes no attribute of them.
#[test]
fn space_around_a_colon_reads_the_same_both_ways() {
    let spaces = ["", " ", "\t", "  \t ", "\r", "\r\r", "\n", "\r\n", " \r ", "\u{a0}", " # note\n", "\u{b}"];
    for before in spaces {
        for behind in spaces {
            let stated = format!("a{before}:{behind}anna");
            for text in [
                format!("k x {{ {stated} }}\n"),
                format!("k x {{\n  {stated}\n  b: c\n}}\n"),
                format!("k x {{\n  within: {{\n    {stated}\n  }}\n}}\n"),
                format!("k x {stated} {{\n}}\n"),
                format!("table t {{\n  id | b\n  x | {stated}\n}}\n"),
                format!("{stated}\n"),
            ] {
                same(&text, Language::Plan);
            }
        }
    }
}

/// Found by a fuzzer: a statement with many open brackets is too deep, also where they stand in links.
#[test]
fn brackets_in_links_read_the_same_both_ways() {
    for count in [1, 2, 32, 40, 63, 64, 65, 70] {
        for bracket in ["(", "[", ")", "()"] {
            let link = format!("https://x.example/{}", bracket.repeat(count));
            same(&format!("k x {{\n  a: {link}\n}}\n"), Language::Plan);
            same(&format!("k x {{\n  a: {link}, {link} within 3\n}}\n"), Language::Plan);
        }
    }
}

#[test]
fn every_value_reads_the_same_both_ways_in_every_place() {
    for value in VALUES.iter().chain(&MORE) {
        for start in STARTS {
            for between in BETWEEN {
                same(&format!("k x {{\n  {start}{value}{between}anna\n}}\n"), Language::Plan);
                same(&format!("{start}{value}{between}{value}\n"), Language::Plan);
            }
        }
    }
}

/// The plans of this repository.
fn plans() -> Vec<(String, Language)> {
    let files = walkdir::WalkDir::new("fixtures").sort_by_file_name().into_iter().filter_map(Result::ok);
    let mut plans = Vec::new();
    for file in files {
        let language = match file.path().extension().and_then(|extension| extension.to_str()) {
            Some("irp") => Language::Plan,
            Some("md") => Language::Markdown,
            _ => continue,
        };
        plans.extend(fs::read_to_string(file.path()).ok().map(|text| (text, language)));
    }
    assert!(plans.len() > 30, "{}", plans.len());
    plans
}

#[test]
fn plans_read_the_same_both_ways_whole_and_torn() {
    for (number, (text, language)) in plans().iter().enumerate() {
        same(text, *language);
        let mut dice = Dice::new(2, number as u64);
        for _ in 0..40 {
            same(&torn(text, &mut dice, patch), *language);
        }
    }
}

/// What is put where a text is torn, if anything.
fn patch(dice: &mut Dice) -> &'static str {
    match dice.below(3) {
        0 => "",
        1 => dice.pick::<&str>(&BETWEEN),
        _ => value(dice),
    }
}
