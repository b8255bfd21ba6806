//! A tree of reasons as rows: what was asked, how it came out, and where that stands.

use super::Page;
use crate::explain::why::{Step, What};
use crate::policy::eval::Truth;
use crate::text::Span;

/// How many places one row names.
const PLACES: usize = 3;

/// The longest piece of a policy that is repeated, in characters.
const SHOWN: usize = 72;

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// How deep it stands.
    pub depth: usize,
    /// What was asked.
    pub left: String,
    /// How it came out.
    pub middle: String,
    /// Where that stands.
    pub right: String,
    /// Whether it holds, for colours.
    pub truth: Option<Truth>,
}

/// The rows of `steps`, at `depth`. What all parts of an `and` say need not be said of the whole again.
pub(super) fn all(page: &Page<'_>, steps: &[Step], depth: usize) -> Vec<Row> {
    let one = |step: &Step| match step.what {
        What::All => all(page, &step.parts, depth),
        _ => whole(page, step, depth),
    };
    without_repeats(steps.iter().flat_map(one).collect())
}

/// The rows of a step and of what it rests on.
fn whole(page: &Page<'_>, step: &Step, depth: usize) -> Vec<Row> {
    let row = |left: String, middle: String| Row {
        depth,
        left,
        middle,
        right: places(page, &step.places),
        truth: step.truth.clone(),
    };
    let says = page.words(&step.says);
    let below = depth + 1;
    let (row, parts) = match step.what {
        What::Candidate => {
            let parts = step.parts.iter().flat_map(|part| inside(page, part, below)).collect();
            (row(says, missed(page, step)), without_repeats(parts))
        }
        What::Witness | What::Item | What::More => (row(says, String::new()), all(page, &step.parts, below)),
        What::Missing => (row(says, "not known".to_owned()), Vec::new()),
        What::Value => {
            (row(words(page, step), format!("= {}", shortened(says))), all(page, &step.parts, below))
        }
        What::All
        | What::Any
        | What::Not
        | What::Every
        | What::Some
        | What::No
        | What::One
        | What::Compare
        | What::Test
        | What::Call
        | What::Choice
        | What::Plain => (row(words(page, step), holds(step).to_owned()), inside(page, step, below)),
    };
    std::iter::once(row).chain(parts).collect()
}

/// What a condition rests on, without saying it again.
fn inside(page: &Page<'_>, step: &Step, depth: usize) -> Vec<Row> {
    match (step.what, step.parts.as_slice()) {
        (What::Not, [inner]) if inner.what != What::All => inside(page, inner, depth),
        (What::Any, parts) => {
            without_repeats(parts.iter().flat_map(|part| whole(page, part, depth)).collect())
        }
        (_, parts) => all(page, parts, depth),
    }
}

/// Without values that were said before under the same heading, and what these rest on.
fn without_repeats(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    let mut left_out: Option<usize> = None;
    for row in rows {
        if left_out.is_some_and(|depth| row.depth > depth) {
            continue;
        }
        let again =
            |other: &Row| other.depth <= row.depth && other.left == row.left && other.middle == row.middle;
        left_out = Some(row.depth).filter(|_| row.middle.starts_with("= ") && kept.iter().any(again));
        if left_out.is_none() {
            kept.push(row);
        }
    }
    kept
}

/// `missed: d.areas has x`, `not known: d.run_by is not none`.
fn missed(page: &Page<'_>, step: &Step) -> String {
    let named = |fails: bool| {
        let parts = step.parts.iter().filter(|part| part.fails() == fails);
        parts.map(|part| words(page, part)).collect::<Vec<_>>().join(", ")
    };
    let (missed, unknown) = (named(true), named(false));
    let parts = [("missed", missed), ("not known", unknown)];
    let parts = parts.iter().filter(|(_, words)| !words.is_empty());
    let parts: Vec<String> = parts.map(|(what, words)| format!("{what}: {words}")).collect();
    let in_doubt = parts.is_empty() && step.truth != Some(Truth::Yes);
    if in_doubt { "not known whether it is one".to_owned() } else { parts.join("; ") }
}

const fn holds(step: &Step) -> &'static str {
    match step.truth {
        Some(Truth::Yes) => "yes",
        Some(Truth::No) => "no",
        Some(Truth::Unknown(_)) => "not known",
        None => "",
    }
}

/// The words of the policy that a step is about, shortened where they are long.
pub(super) fn words(page: &Page<'_>, step: &Step) -> String {
    let words = step.words.map_or_else(String::new, |span| page.slice(span));
    shortened(words)
}

fn shortened(words: String) -> String {
    if words.chars().count() <= SHOWN {
        return words;
    }
    let kept: String = words.chars().take(SHOWN - 4).collect();
    format!("{} ...", kept.trim_end())
}

fn places(page: &Page<'_>, spans: &[Span]) -> String {
    let mut named: Vec<Span> = Vec::new();
    for span in spans {
        if !named.contains(span) {
            named.push(*span);
        }
    }
    let shown = named.iter().take(PLACES).enumerate();
    let before = |at: usize| at.checked_sub(1).and_then(|at| named.get(at)).copied();
    let places: Vec<String> = shown.map(|(at, span)| page.place(*span, before(at))).collect();
    let more = named.len().saturating_sub(PLACES);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    places.join(", ") + &tail
}
