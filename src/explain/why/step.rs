//! The tree of reasons: what was asked, how it came out, and on which words of the plan it rests.

use crate::policy::eval::Truth;
use crate::text::Span;

/// What a step of an explanation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// `a and b`.
    All,
    /// `a or b`.
    Any,
    /// `not a`.
    Not,
    /// `every x in S: c`.
    Every,
    /// `some x where c`.
    Some,
    /// `no x where c`.
    No,
    /// `one x where c`.
    One,
    /// A comparison.
    Compare,
    /// `x is given` and the like.
    Test,
    /// A relation.
    Call,
    /// `if c then a else b`, of conditions.
    Choice,
    /// Any other condition.
    Plain,
    /// Something that a name could stand for, and what it missed.
    Candidate,
    /// Something that a name stands for, and why it counts.
    Witness,
    /// A value.
    Value,
    /// A part of a value: a member, a summand, a step of a way.
    Item,
    /// A fact that the plan does not state.
    Missing,
    /// How many more there are.
    More,
}

impl What {
    /// The word for it, for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "and",
            Self::Any => "or",
            Self::Not => "not",
            Self::Every => "every",
            Self::Some => "some",
            Self::No => "no",
            Self::One => "one",
            Self::Compare => "comparison",
            Self::Test => "is",
            Self::Call => "relation",
            Self::Choice => "if",
            Self::Plain => "condition",
            Self::Candidate => "candidate",
            Self::Witness => "witness",
            Self::Value => "value",
            Self::Item => "item",
            Self::Missing => "missing",
            Self::More => "more",
        }
    }
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub what: What,
    /// The words of the policy that it is about.
    pub words: Option<Span>,
    /// Whether it holds, if it is a condition.
    pub truth: Option<Truth>,
    /// A value or a name in words; empty if the truth says it all.
    pub says: String,
    /// The places in the plan, or the policy, that decided it.
    pub places: Vec<Span>,
    /// What it rests on.
    pub parts: Vec<Self>,
}

impl Step {
    /// A condition.
    pub(super) fn condition(what: What, words: Span, truth: Truth) -> Self {
        let truth = Some(truth);
        Self { what, words: Some(words), truth, says: String::new(), places: Vec::new(), parts: Vec::new() }
    }

    /// Something said, without words of a policy.
    pub(super) fn said(what: What, says: String, place: Option<Span>) -> Self {
        let places = place.into_iter().collect();
        Self { what, words: None, truth: None, says, places, parts: Vec::new() }
    }

    /// With what it rests on.
    #[must_use]
    pub(super) fn with(mut self, parts: Vec<Self>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// Whether it is a condition that does not hold.
    pub fn fails(&self) -> bool {
        self.truth == Some(Truth::No)
    }

    /// Whether it is a condition of which it is not known whether it holds.
    pub fn is_unknown(&self) -> bool {
        matches!(self.truth, Some(Truth::Unknown(_)))
    }

    /// Adds the missing facts that it waits for; what is decided waits for none.
    pub(super) fn missing<'s>(&'s self, found: &mut Vec<&'s str>) {
        if matches!(self.truth, Some(Truth::Yes | Truth::No)) {
            return;
        }
        if self.what == What::Missing && !found.contains(&self.says.as_str()) {
            found.push(&self.says);
        }
        for part in &self.parts {
            part.missing(found);
        }
    }
}
