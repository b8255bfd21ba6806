//! What an evaluation meets, for those who ask whether samples reach everything: which values each condition
//! had, which functions were called and which parameters were read. An evaluation that nobody observes
//! records nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::condition::as_truth;
use super::{Truth, Value, World};
use crate::model::Scalar;
use crate::policy::ir::Expr;
use crate::text::Span;

/// The values that a condition has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Values {
    /// It held.
    pub yes: bool,
    /// It did not hold.
    pub no: bool,
    /// It could not be said.
    pub unknown: bool,
}

/// What was met in one or several evaluations under the same policies.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    conditions: FxHashMap<Span, Values>,
    functions: FxHashSet<u16>,
    params: FxHashSet<u16>,
}

impl Seen {
    /// The values that the condition written at `span` has had.
    pub fn condition(&self, span: Span) -> Values {
        self.conditions.get(&span).copied().unwrap_or_default()
    }

    /// Whether the function of this number was called.
    pub fn function(&self, number: u16) -> bool {
        self.functions.contains(&number)
    }

    /// Whether the parameter of this number was read.
    pub fn param(&self, number: u16) -> bool {
        self.params.contains(&number)
    }

    fn note(&mut self, expr: &Expr, truth: &Truth) {
        let values = self.conditions.entry(expr.span).or_default();
        match truth {
            Truth::Yes => values.yes = true,
            Truth::No => values.no = true,
            Truth::Unknown(_) => values.unknown = true,
        }
    }
}

impl World<'_> {
    /// Notes that the condition `expr` came out as `truth`.
    #[inline]
    pub(super) fn saw(&self, expr: &Expr, truth: &Truth) {
        if let Some(seen) = self.seen {
            seen.borrow_mut().note(expr, truth);
        }
    }

    /// Notes the value of `expr` if it is a condition.
    #[inline]
    pub(super) fn saw_value(&self, expr: &Expr, value: &Value) {
        if self.seen.is_some() && expr.ty.scalar == Scalar::YesNo && !expr.ty.set {
            self.saw(expr, &as_truth(value.clone()));
        }
    }

    /// Notes that a function was called.
    pub(super) fn saw_function(&self, number: u16) {
        if let Some(seen) = self.seen {
            seen.borrow_mut().functions.insert(number);
        }
    }

    /// Notes that a parameter was read.
    pub(super) fn saw_param(&self, number: u16) {
        if let Some(seen) = self.seen {
            seen.borrow_mut().params.insert(number);
        }
    }
}
