//! Texts broken at random, and texts put together at random from what the languages are made of.

use irlint::format::{Why, format};
use irlint::text::Language;

use crate::breaking::broken;
use crate::dice::Dice;
use crate::same::{faults, is_unsafe, source};
use crate::texts::{all, language};

const SEED: u64 = 20_261_124;
const COUNT: u64 = 2_000;
const LANGUAGES: [Language; 3] = [Language::Plan, Language::Policy, Language::Markdown];

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect("a number"))
}

/// Runs `make` and says which of its texts are laid out wrongly.
fn each(name: &str, make: impl Fn(&mut Dice) -> (String, Language)) {
    let seed = number("IRLINT_HOSTILE_SEED").unwrap_or(SEED);
    let count = number("IRLINT_HOSTILE_COUNT").unwrap_or(COUNT);
    let chosen = number("IRLINT_HOSTILE_ONLY").map_or(0..count, |only| only..only + 1);
    let (mut changed, mut distrusted) = (0, 0);
    for number in chosen.clone() {
        let (text, language) = make(&mut Dice::new(seed, number));
        let again = format!(
            "IRLINT_HOSTILE_SEED={seed} IRLINT_HOSTILE_ONLY={number} cargo test --test format {name}"
        );
        let fault = faults(&text, language);
        assert!(fault.is_none(), "{again}: {}", fault.unwrap());
        let formatted = format(&source(&text, language));
        changed += u64::from(formatted.text != text);
        distrusted += u64::from(is_unsafe(&formatted));
    }
    let all = chosen.end - chosen.start;
    assert!(all == 1 || changed > all / 4, "only {changed} of {all} texts were changed");
    assert!(all == 1 || distrusted <= all / 50, "{distrusted} of {all} layouts were not trusted");
}

#[test]
fn broken_texts() {
    let sound = all();
    each("broken_texts", |dice| {
        let file = dice.pick(&sound);
        (broken(&file.text, dice), language(&file.path))
    });
}

/// All that shapes a text.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "a", "role", " ", "  ", "\n", "\n  ", "\n\n", "{", "}", " {", " }", "(", ")", "[", "]", "\"", "\"\"\"", ":", ": ",
    ",", ";", "|", " | ", "#", "## ", " # x", "\\", "rule a-b \"T\" {", "require ", "not ", "where ", "\nand ", "\nby ",
    "\nfor each ", "=", "<=", " + ", "- ", "ü", "\r\n", "\r", "15 min", "72h", "Mon - Fri 09:00-17:00", "24x7", "a-b",
    "x.y", "```irp\n", "```\n", "```irpolicy\n", "table t {\n", "kind k { a: b?  c: d* }", "message \"x\"", "because ",
    "todo", "default", "https://x/ ", "a@b", "+49 30 123456", "bad { role a }", "within: { a: 1 min }", "role b {\n",
    "e: f\n", "g: h",
];

#[test]
fn texts_of_pieces() {
    each("texts_of_pieces", |dice| {
        let text = (0..dice.below(50)).map(|_| *dice.pick(&PIECES)).collect();
        (text, *dice.pick(&LANGUAGES))
    });
}

#[test]
fn what_does_not_read_stays_byte_for_byte() {
    let cases = [
        ("role a {\n   x:  ,  b\n y:c\n}\n", "x:  ,  b", Why::Unread),
        ("person a\n  role b {\n x:  1\n\nperson c {\n  y: 1 }\n", "  role b {\n x:  1", Why::Braces),
        ("person   a\n }  # what\nperson   b\n", " }  # what", Why::Braces),
        ("person   a\u{200b}\n", "person   a\u{200b}", Why::Hidden),
        ("table t {\n a | b\n  1,, |   2\n}\n", "1,, |   2", Why::Unread),
    ];
    for (text, kept, why) in cases {
        let formatted = format(&source(text, Language::Plan));
        assert!(formatted.text.contains(kept), "{formatted:?}");
        assert_eq!(formatted.left.iter().map(|left| left.why).collect::<Vec<_>>(), [why], "{text}");
    }
}

#[test]
fn what_is_laid_out_changes_no_reading_of_what_stays() {
    let text = "```irp\ne{\nt y{}}\n```\n```irp\nf{\n .\nx n\u{0}\n```\n";
    let formatted = format(&source(text, Language::Markdown));
    assert_eq!((formatted.text.as_str(), is_unsafe(&formatted)), (text, true));
    assert_eq!(faults(text, Language::Markdown), None);
}
