//! Says in words why a statement cannot be read: where reading stopped, and what could have stood there.

use super::depth;
use super::grammar::{Failure, Rule};
use super::holes;
use super::outline::{Range, first_word, is_attribute};
use super::quick::is_keyword;
use super::words::{Rank, words_for};
use crate::finding::{Finding, did_you_mean};
use crate::text::{FileId, Span};

/// How many characters of a statement a message repeats.
const MAX_SHOWN: usize = 60;

/// The units of time, as they are suggested.
const UNITS: [&str; 12] = [
    "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year",
];

/// `text` on one line, cut short if it is long.
pub(super) fn clip(text: &str) -> String {
    let mut shown = String::new();
    for word in text.split_whitespace() {
        if shown.len() > 4 * MAX_SHOWN {
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().take(MAX_SHOWN + 1));
    }
    if shown.chars().count() > MAX_SHOWN {
        shown = shown.chars().take(MAX_SHOWN - 1).collect();
        shown.push('…');
    }
    shown
}

/// The finding for the statement at `range` of `text`. `end` says in words what stands behind it.
pub(super) fn finding(file: FileId, text: &str, range: Range, failure: &Failure, end: &str) -> Finding {
    let whole = range.of(text);
    if let Some(finding) = unclosed(file, whole, range.start, failure.at) {
        return finding;
    }
    let at = token_start(text, range, failure);
    let rest = Range { start: at, end: range.end }.of(text);
    let span = Span::new(file, at, at + token_length(rest) as u32);
    if let Some(hole) = holes::stopped(file, whole, rest, at, failure.tried.contains(&Rule::EOI)) {
        return hole;
    }
    let shown = clip(whole);
    if failure.tried.is_empty() {
        let message = format!("cannot read `{shown}`, it is too involved");
        return Finding::unreadable("syntax/statement", span, message);
    }
    let tried = if at == failure.at { failure.tried.as_slice() } else { &[Rule::value] };
    let (expected, help) = wanted(tried, whole, rest, end);
    let message = format!("cannot read `{shown}`, expected {expected}");
    Finding::unreadable("syntax/statement", span, message).maybe_help(help)
}

/// Where the word starts in which reading stopped. A number that goes on with another sign is no number at all.
fn token_start(text: &str, range: Range, failure: &Failure) -> u32 {
    let before = Range { start: range.start, end: failure.at }.of(text);
    let rest = Range { start: failure.at, end: range.end }.of(text);
    if !failure.tried.contains(&Rule::unit) || !rest.starts_with(['-', ':', '.', '@', '_', '/']) {
        return failure.at;
    }
    let digits = before.bytes().rev().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    failure.at - digits as u32
}

/// The finding for a text or a bracket that is never closed, if reading stopped at or behind one.
fn unclosed(file: FileId, whole: &str, start: u32, at: u32) -> Option<Finding> {
    let stopped = (at - start) as usize;
    let rest = whole.get(stopped..).unwrap_or("");
    if rest.starts_with('"') && depth::text_length(rest).is_none() {
        let sign = if rest.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
        let span = Span::new(file, at, at + token_length(rest) as u32);
        let finding = Finding::unreadable("syntax/text", span, "this text is never closed");
        return Some(finding.help(format!("close it with `{sign}`")));
    }
    let bracket = depth::open_bracket(whole).filter(|bracket| *bracket <= stopped)?;
    let (open, close) = if whole.as_bytes().get(bracket) == Some(&b'(') { ('(', ')') } else { ('[', ']') };
    let at = start + bracket as u32;
    let message = format!("this `{open}` is never closed");
    let finding = Finding::unreadable("syntax/bracket", Span::new(file, at, at + 1), message);
    Some(finding.help(format!("close it with `{close}`")))
}

/// What was expected in `whole` before `rest`, in words, and what to do about it.
fn wanted(tried: &[Rule], whole: &str, rest: &str, end: &str) -> (String, Option<String>) {
    let word = first_word(rest);
    if tried.contains(&Rule::unit) && !word.is_empty() {
        let help = if word == "m" { Some("write `minutes` or `months`".to_owned()) } else { None };
        return (words_for(Rule::unit).1.to_owned(), help.or_else(|| did_you_mean(word, UNITS)));
    }
    let help = none_help(tried, word)
        .or_else(|| condition_help(whole, rest))
        .or_else(|| shape_help(rest, tried.contains(&Rule::clock)));
    if tried.contains(&Rule::EOI) {
        return (end.to_owned(), help.or_else(|| surplus_help(whole, rest, end == "`{`")));
    }
    let best = tried.iter().map(|rule| words_for(*rule).0).min().unwrap_or(Rank::More);
    let mut named: Vec<&str> = Vec::new();
    for rule in tried {
        let (rank, word) = words_for(*rule);
        if rank == best && !named.contains(&word) {
            named.push(word);
        }
    }
    (one_of(&named), help.or_else(|| keyword_help(tried, word)))
}

/// `a`, `a or b`, `a, b or c`.
fn one_of(named: &[&str]) -> String {
    match named {
        [] => "something else".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What to do where a statement should have ended.
fn surplus_help(whole: &str, rest: &str, has_block: bool) -> Option<String> {
    let help = if rest.starts_with(':') && is_attribute(whole) {
        "put `;` or a line break between two attributes"
    } else if rest.starts_with("for ") {
        "a rule looks at things with `for each`, such as `for each role r`"
    } else if is_attribute(rest) {
        "put `;` or a line break between two attributes"
    } else if rest.starts_with('#') {
        "put a space before `#` to start a comment"
    } else if !has_block && is_second_word(whole, rest) {
        return Some(format!("an attribute is written `{}: ...`", first_word(whole)));
    } else if rest.starts_with(|first: char| first.is_ascii_digit()) {
        "put `,` between two values; a telephone number starts with `+` and the country"
    } else if is_attribute(whole)
        && rest.starts_with(|first: char| first == '"' || first.is_ascii_lowercase())
    {
        "put `,` between two values"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// What to do where a condition compares something with `none`.
fn none_help(tried: &[Rule], word: &str) -> Option<String> {
    let compared =
        tried.iter().any(|rule| matches!(rule, Rule::sum | Rule::fallback | Rule::factor | Rule::path));
    (compared && word == "none").then(|| "ask with `is none` or `is given`".to_owned())
}

/// The first words of statements in which there is a condition.
const WITH_CONDITION: [&str; 8] = ["require", "for", "let", "define", "relation", "row", "gap", "applies"];

/// What to do where a condition, or what it is given, is written as in other languages.
fn condition_help(whole: &str, rest: &str) -> Option<String> {
    if is_attribute(whole) || !WITH_CONDITION.contains(&first_word(whole)) {
        return None;
    }
    let before = whole.get(..whole.len() - rest.len()).unwrap_or("");
    let is_declared = matches!(first_word(whole), "define" | "relation") && before.matches('(').count() == 1;
    let help = if before.ends_with('=') && rest.starts_with('=') {
        "compare with a single `=`"
    } else if rest.starts_with("<>") || before.ends_with('<') && rest.starts_with('>') {
        "what differs is written `!=`"
    } else if rest.starts_with('&') {
        "write `and` between two conditions"
    } else if rest.starts_with("||") || before.ends_with('|') {
        "write `or` between two conditions"
    } else if rest.starts_with('!') {
        "write `not` in front of a condition"
    } else if is_declared && rest.starts_with([')', ',']) {
        "what it is given is written with its kind: `role r`"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// What to do where a word that expressions are made of stands in place of a name.
fn keyword_help(tried: &[Rule], word: &str) -> Option<String> {
    let named = tried.iter().any(|rule| matches!(rule, Rule::ident | Rule::name));
    (named && is_keyword(word)).then(|| format!("`{word}` is a word of the language, choose another name"))
}

/// Whether nothing but one word stands before `rest`.
fn is_second_word(whole: &str, rest: &str) -> bool {
    let before = whole.get(..whole.len() - rest.len()).unwrap_or("").trim_end();
    !before.is_empty() && before == first_word(whole)
}

/// What to do about something that looks like a value but is written differently; `in_hours` says that a time of day is wanted.
fn shape_help(rest: &str, in_hours: bool) -> Option<String> {
    let token = rest.get(..token_length(rest)).unwrap_or("");
    let first = token.chars().next()?;
    let help = if first == '\'' || first == '\u{201c}' || first == '\u{201e}' || first == '\u{2018}' {
        "a text stands in straight double quotes"
    } else if first.is_ascii_digit() && token.matches(['-', '.', '/']).count() == 2 {
        "a date is written year, month, day, such as 2026-11-23"
    } else if token == "24/7" {
        "around the clock is written `24x7`"
    } else if first.is_ascii_digit() && token.contains('-') && !in_hours {
        "hours start with the days: `Mon-Fri 09:00-17:00`"
    } else if first.is_ascii_digit() && (token.contains(':') || in_hours) {
        "a time of day has two digits on both sides, such as 09:00"
    } else if first == '[' {
        "several values are written with `,` between them and without brackets"
    } else if token.starts_with("//") || token.starts_with("/*") {
        "a comment starts with `#`"
    } else if token == "-" {
        "several values stand behind the colon, with `,` between them: `members: anna, ben`"
    } else if token.starts_with("```") || token.starts_with("~~~") {
        "fences belong in a document, the name of which ends in `.md`"
    } else if first.is_uppercase() {
        "names are written in small letters, texts stand in quotes"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// How long the word or sign is that `rest` starts with.
fn token_length(rest: &str) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '[' | ']');
    let line = rest.lines().next().unwrap_or("");
    if line.starts_with('"') {
        return line.len();
    }
    match line.find(stop) {
        Some(0) => line.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => line.len(),
    }
}
