//! The ways in which a text gets broken.

use crate::dice::Dice;

/// Words and signs that mean something to one of the languages, and some that should mean nothing to any.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "|",
    "\"",
    "\"\"\"",
    "#",
    "##",
    ",",
    ";",
    ":",
    "=",
    "!=",
    "<=",
    "${",
    "{{",
    "}}",
    "```",
    "```irp\n",
    "\\",
    "\\\"",
    "-",
    "--",
    ".",
    "..",
    "'",
    "plan",
    "role",
    "table",
    "use",
    "accept",
    "todo",
    "none",
    "yes",
    "rule",
    "pack",
    "param",
    "matrix",
    "enum",
    "kind",
    "union",
    "define",
    "relation",
    "test",
    "adjust",
    "extend",
    "schema",
    "for each",
    "once per",
    "let",
    "require",
    "message",
    "at",
    "also",
    "because",
    "help",
    "fix",
    "bad",
    "good",
    "expect",
    "where",
    "when",
    "some",
    "every",
    "no",
    "one",
    "in",
    "has",
    "covers",
    "is",
    "is not given",
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "default",
    "by",
    "after",
    "within",
    "during",
    "until",
    "from",
    "for",
    "via",
    "as",
    "on",
    "to",
    "24x7",
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 25:61-99:99",
    "Sat",
    "2026-11-23",
    "2026-02-30",
    "9999-99-99",
    "0000-00-00",
    "99999999999999999999999999 days",
    "-1 hours",
    "9223372036854775807",
    "0.0000000000000000000001",
    "4 business days",
    "1000000 years",
    "101%",
    "+49 30 23125 101",
    "+",
    "a@b",
    "https://",
    "Europe/Nowhere",
    "count(",
    "longest(",
    "reach(",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{200b}",
    "\u{2028}",
    "\u{85}",
    "\u{fffd}",
    "é",
    "\u{301}",
    "ß",
    "🔥",
    "👩‍🚒",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u{c}",
];

/// What happens to a text, one way a function.
const WAYS: &[fn(&mut String, &mut Dice)] = &[
    flip_a_bit,
    delete_a_line,
    lose_a_bracket,
    swap_two_lines,
    insert_a_token,
    insert_a_token,
    replace_a_word,
    cut_the_end,
    repeat_a_line,
    join_two_lines,
    cut_a_piece,
];

/// A piece of `text`, or all of it, broken in a few ways.
pub fn broken(text: &str, dice: &mut Dice) -> String {
    let mut text = if dice.below(8) == 0 { text.to_owned() } else { piece(text, dice) };
    for _ in 0..=dice.below(6) {
        dice.pick(WAYS)(&mut text, dice);
    }
    text
}

/// Up to sixty lines in a row.
fn piece(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let from = dice.below(lines.len());
    lines.iter().skip(from).take(1 + dice.below(60)).copied().collect()
}

fn flip_a_bit(text: &mut String, dice: &mut Dice) {
    let mut bytes = std::mem::take(text).into_bytes();
    let at = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << dice.below(8);
    }
    *text = String::from_utf8_lossy(&bytes).into_owned();
}

fn delete_a_line(text: &mut String, dice: &mut Dice) {
    edit_lines(text, |lines| {
        let at = dice.below(lines.len());
        lines.remove(at);
    });
}

fn repeat_a_line(text: &mut String, dice: &mut Dice) {
    edit_lines(text, |lines| {
        let line = lines[dice.below(lines.len())].clone();
        let at = dice.below(lines.len());
        lines.insert(at, line);
    });
}

fn swap_two_lines(text: &mut String, dice: &mut Dice) {
    edit_lines(text, |lines| {
        let count = lines.len();
        lines.swap(dice.below(count), dice.below(count));
    });
}

fn edit_lines(text: &mut String, edit: impl FnOnce(&mut Vec<String>)) {
    let mut lines: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
    if !lines.is_empty() {
        edit(&mut lines);
    }
    *text = lines.concat();
}

fn lose_a_bracket(text: &mut String, dice: &mut Dice) {
    lose_one(text, dice, &['{', '}', '(', ')', '[', ']', '"', '|']);
}

fn join_two_lines(text: &mut String, dice: &mut Dice) {
    lose_one(text, dice, &['\n']);
}

fn lose_one(text: &mut String, dice: &mut Dice, signs: &[char]) {
    let places: Vec<_> = text.match_indices(signs).map(|(at, _)| at).collect();
    if !places.is_empty() {
        text.remove(*dice.pick(&places));
    }
}

fn insert_a_token(text: &mut String, dice: &mut Dice) {
    let token = dice.pick(TOKENS);
    let times = if dice.below(20) == 0 { dice.below(300) } else { 1 };
    let at = place(text, dice);
    text.insert_str(at, &token.repeat(times));
}

fn replace_a_word(text: &mut String, dice: &mut Dice) {
    let words: Vec<_> = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return;
    }
    let (old, new) = (*dice.pick(&words), (*dice.pick(&words)).to_owned());
    let from = old.as_ptr() as usize - text.as_ptr() as usize;
    text.replace_range(from..from + old.len(), &new);
}

fn cut_the_end(text: &mut String, dice: &mut Dice) {
    let at = place(text, dice);
    text.truncate(at);
}

fn cut_a_piece(text: &mut String, dice: &mut Dice) {
    let (one, other) = (place(text, dice), place(text, dice));
    let short = (one.max(other) - one.min(other)).min(40);
    let end = (one.min(other)..=one.min(other) + short).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    text.replace_range(one.min(other)..end, "");
}

/// A place between two characters.
fn place(text: &str, dice: &mut Dice) -> usize {
    let at = dice.below(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
}

#[test]
fn every_way_changes_a_text_and_takes_an_empty_one() {
    for (number, way) in WAYS.iter().enumerate() {
        let sound = "role lead {\n  primary: anna, ben\n}\nrole \"é\" { a: 🔥 }\n";
        let changed = (0..20).any(|try_| {
            let mut text = sound.to_owned();
            way(&mut text, &mut Dice::new(try_, 0));
            text != sound
        });
        assert!(changed, "way {number} changes nothing");
        way(&mut String::new(), &mut Dice::new(0, 0));
    }
}
