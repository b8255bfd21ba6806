//! Coverage in numbers and words.

use crate::report::{counted, mask};
use crate::text::{Sources, Span};
use crate::trial::coverage::Unit;

/// The longest piece of a policy that is repeated, in characters.
const SHOWN: usize = 100;

/// Which branches were taken.
pub struct Taken {
    /// The parts of the policies.
    pub units: Vec<Unit>,
    /// The share that is asked for, in percent.
    pub threshold: Option<u8>,
}

impl Taken {
    /// Of these parts.
    pub const fn new(units: Vec<Unit>, threshold: Option<u8>) -> Self {
        Self { units, threshold }
    }

    /// How many branches there are.
    pub fn branches(&self) -> usize {
        self.units.iter().map(Unit::branches).sum()
    }

    /// How many were taken.
    pub fn covered(&self) -> usize {
        self.units.iter().map(Unit::covered).sum()
    }

    /// Tenths of a percent, cut off; nothing of nothing is all of it.
    pub fn per_mille(&self) -> usize {
        (self.covered() * 1000).checked_div(self.branches()).unwrap_or(1000)
    }

    /// Whether less was taken than is asked for.
    pub fn is_below(&self) -> bool {
        self.threshold.is_some_and(|threshold| self.per_mille() < usize::from(threshold) * 10)
    }

    /// `412 of 420 branches taken (98%), less than the 100% asked for`.
    pub fn sentence(&self) -> String {
        let (covered, branches, share) = (self.covered(), self.branches(), self.per_mille());
        let percent = match share % 10 {
            0 => format!("{}%", share / 10),
            tenth => format!("{}.{tenth}%", share / 10),
        };
        let below = match self.threshold {
            Some(threshold) if self.is_below() => format!(", less than the {threshold}% asked for"),
            Some(_) | None => String::new(),
        };
        let word = if branches == 1 { "branch" } else { "branches" };
        format!("{covered} of {branches} {word} taken ({percent}){below}")
    }
}

/// `  5/6   rule name-of-the-rule`, with how many conditions never met something unsaid.
pub fn line(unit: &Unit) -> String {
    let numbers = format!("{}/{}", unit.covered(), unit.branches());
    let told = unit.never_unknown().len();
    let told =
        if told == 0 { String::new() } else { format!(" ({} never unknown)", counted(told, "condition")) };
    format!("{numbers:>9}  {} {}{told}", unit.kind.word(), unit.name)
}

/// `path:line:column: never yes: the condition`.
pub fn gap(span: Span, words: &str, sources: &Sources) -> String {
    let place = sources.start(span);
    let path = &sources.get(span.file).path;
    format!("{path}:{}:{}: {words}: {}", place.line, place.column, source_text(span, sources))
}

/// What is written there, on one line and not longer than can be read.
pub fn source_text(span: Span, sources: &Sources) -> String {
    let text = mask(sources.slice(span)).into_owned();
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} ...", words.get(..end).unwrap_or("")),
        None => words,
    }
}
