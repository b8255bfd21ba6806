//! Which branches of policies were taken: every condition must have held and not held, and every function must
//! have been called. What counts are the conditions of the checked policies, not the lines of their texts.

mod conditions;
mod warnings;

use conditions::{roots, under};
pub use warnings::{param_warnings, warnings};

use crate::policy::eval::{Seen, Values};
use crate::policy::ir::Policies;
use crate::text::Span;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitKind {
    /// When a pack concerns a plan.
    Pack,
    /// A `define` or a `relation`.
    Function,
    /// A rule.
    Rule,
}

impl UnitKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Function => "function",
            Self::Rule => "rule",
        }
    }
}

/// A part of the policies with its conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Whether it was evaluated. Always so for what is no function.
    pub called: bool,
    /// Its conditions in the order in which they are written, the outer before the inner.
    pub conditions: Vec<Condition>,
}

/// Something that holds or does not: a comparison, a test, a quantifier, a call, an operand of `and` or `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Where it is written.
    pub span: Span,
    /// What it came out as.
    pub seen: Values,
    /// Whether it reads something that a plan may leave unsaid.
    pub may_be_unknown: bool,
    /// The condition that it is a part of, by its place in the unit.
    pub inside: Option<usize>,
}

/// What is missing at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The place.
    pub span: Span,
    /// What.
    pub lack: Lack,
}

/// How a branch can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// A function was never called.
    Call,
    /// A condition was never evaluated.
    Reach,
    /// A condition was never decided.
    Decision,
    /// A condition never held.
    Yes,
    /// A condition always held.
    No,
}

impl Lack {
    /// How it is said: `never yes`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Call => "never called",
            Self::Reach => "never reached",
            Self::Decision => "never decided",
            Self::Yes => "never yes",
            Self::No => "never no",
        }
    }

    /// How many branches it is.
    const fn branches(self) -> usize {
        match self {
            Self::Reach | Self::Decision => 2,
            Self::Call | Self::Yes | Self::No => 1,
        }
    }
}

impl Condition {
    fn lack(&self) -> Option<Lack> {
        let Values { yes, no, unknown } = self.seen;
        match (yes, no) {
            (true, true) => None,
            (true, false) => Some(Lack::No),
            (false, true) => Some(Lack::Yes),
            (false, false) if unknown => Some(Lack::Decision),
            (false, false) => Some(Lack::Reach),
        }
    }
}

impl Unit {
    /// How many branches it has: two for each condition; one if it is a function without any.
    pub fn branches(&self) -> usize {
        match self.kind {
            UnitKind::Function if self.conditions.is_empty() => 1,
            UnitKind::Function | UnitKind::Pack | UnitKind::Rule => 2 * self.conditions.len(),
        }
    }

    /// How many of them were taken.
    pub fn covered(&self) -> usize {
        self.branches() - self.gaps().iter().map(|gap| gap.lack.branches()).sum::<usize>()
    }

    /// The branches that were not taken.
    pub fn gaps(&self) -> Vec<Gap> {
        if self.conditions.is_empty() && !self.called {
            return vec![Gap { span: self.span, lack: Lack::Call }];
        }
        let gaps = self.conditions.iter();
        gaps.filter_map(|one| Some(Gap { span: one.span, lack: one.lack()? })).collect()
    }

    /// The conditions that read something a plan may leave unsaid, and never met that.
    pub fn never_unknown(&self) -> Vec<Span> {
        let told = self.conditions.iter().filter(|one| one.may_be_unknown && !one.seen.unknown);
        told.map(|one| one.span).collect()
    }
}

/// Measures what was taken of all packs, functions and rules, in this order and each in the order of the files.
pub fn measure(policies: &Policies, seen: &Seen) -> Vec<Unit> {
    let conditions = |roots: &[_]| under(roots, policies, seen);
    let mut units = Vec::new();
    for pack in &policies.packs {
        let roots: Vec<_> = pack.applies.iter().collect();
        units.push(Unit {
            kind: UnitKind::Pack,
            name: pack.name.clone(),
            span: pack.span,
            called: true,
            conditions: conditions(&roots),
        });
    }
    for (number, function) in policies.functions.iter().enumerate().filter(|(_, one)| !one.shown_only) {
        units.push(Unit {
            kind: UnitKind::Function,
            name: function.name.clone(),
            span: function.span,
            called: seen.function(number as u16),
            conditions: conditions(&[&function.body]),
        });
    }
    for rule in &policies.rules {
        units.push(Unit {
            kind: UnitKind::Rule,
            name: rule.id.clone(),
            span: rule.span,
            called: true,
            conditions: conditions(&roots(rule)),
        });
    }
    units.retain(|unit| unit.branches() > 0);
    units.sort_by_key(|unit| (unit.kind, unit.span));
    units
}
