//! What conditions ask about: values that a plan may state in one way or another, and all the ways in which
//! the answers can differ.

use super::scope::Scope;
use super::three::Three;
use crate::model::{Datum, KindId, ListId, Scalar, Word};
use crate::policy::builtins::Builtin;
use crate::policy::ir::{self, CompareOp, Expr, ExprKind};
use crate::syntax::Unit;

/// Something that conditions ask about.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its name: see [`Scope::name`].
    pub name: String,
    /// What it can be.
    range: Range,
    /// Whether it has a value whatever the plan says.
    certain: bool,
    /// Whether it is worked out, and never none: a count, a sum.
    worked_out: bool,
    /// Whether somebody asks if it is stated at all.
    asked: bool,
    /// The values it is compared with.
    values: Vec<Datum>,
    /// The amounts it is compared with.
    amounts: Vec<i64>,
}

/// What a subject can be.
#[derive(Debug)]
enum Range {
    /// One of these words of a list.
    Words(Vec<Datum>),
    /// A thing of one of these kinds.
    Kinds(Vec<KindId>),
    /// An amount within these bounds; whole steps only.
    Amount { step: i64, least: i64, most: i64 },
    /// Yes or no.
    Truth,
    /// Anything.
    Any,
}

/// One way in which a subject can be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    /// Something before it is not stated.
    Unknown,
    /// It is not stated.
    Missing,
    /// It is none.
    None,
    /// It is this value.
    Value(Datum),
    /// It is a value that nobody names.
    Other,
    /// It is a thing of this kind.
    Kind(KindId),
    /// It is this amount.
    Amount(i64),
}

/// What a condition asks about a subject.
#[derive(Debug)]
pub(super) enum Test {
    /// Whether it is one of these.
    In(Vec<Datum>),
    /// How it compares with an amount.
    Compare(CompareOp, i64),
    /// Whether it is of one of these kinds.
    Kinds(Vec<KindId>),
    /// Whether it is stated.
    Stated(ir::Test),
    /// Whether it has a value.
    Same,
    /// Whether it holds.
    Holds,
}

impl Subject {
    /// What `expr`, a single value, can be.
    pub(super) fn new(name: String, expr: &Expr, scope: &Scope<'_>) -> Self {
        let range = match &expr.ty.scalar {
            Scalar::Word(list) => Range::Words(possible(expr, *list, scope)),
            Scalar::Thing(kinds) => Range::Kinds(kinds.clone()),
            Scalar::YesNo => Range::Truth,
            Scalar::Number | Scalar::Percent | Scalar::Duration | Scalar::Date => amounts(expr, scope),
            _ => Range::Any,
        };
        let certain = scope.is_certain(expr);
        let worked_out = matches!(
            expr.kind,
            ExprKind::Builtin(Builtin::Count | Builtin::Sum | Builtin::Longest | Builtin::Between, _)
                | ExprKind::Compare(..)
                | ExprKind::Exists(..)
                | ExprKind::Every(..)
        );
        Self { name, range, certain, worked_out, asked: false, values: Vec::new(), amounts: Vec::new() }
    }

    /// Notes what is asked.
    pub(super) fn ask(&mut self, test: &Test) {
        match test {
            Test::In(values) => {
                for value in values {
                    if !self.values.contains(value) {
                        self.values.push(value.clone());
                    }
                }
            }
            Test::Compare(_, amount) => self.amounts.push(*amount),
            Test::Stated(_) => self.asked = true,
            Test::Kinds(_) | Test::Same | Test::Holds => {}
        }
    }

    /// All ways in which the answers can differ; with `stated`, only those in which there is a value, unless
    /// somebody asks.
    pub(super) fn states(&self, stated: bool) -> Vec<State> {
        let mut all = match &self.range {
            Range::Kinds(kinds) => kinds.iter().copied().map(State::Kind).collect(),
            Range::Amount { step, least, most } => self.around(*step, *least, *most),
            Range::Truth => [true, false].map(|holds| State::Value(Datum::YesNo(holds))).to_vec(),
            Range::Any => self.values.iter().cloned().map(State::Value).collect(),
            Range::Words(words) => {
                let named = words.iter().filter(|word| self.values.contains(word));
                named.cloned().map(State::Value).collect()
            }
        };
        let more = match &self.range {
            Range::Words(words) => words.iter().any(|word| !self.values.contains(word)),
            Range::Any => true,
            Range::Amount { .. } => self.amounts.is_empty(),
            Range::Kinds(_) | Range::Truth => false,
        };
        all.extend(more.then_some(State::Other));
        if !self.certain && (!stated || self.asked) {
            all.push(State::Unknown);
            if !self.worked_out {
                all.extend([State::None, State::Missing]);
            }
        }
        all
    }

    /// The amounts themselves and their neighbours on both sides.
    fn around(&self, step: i64, least: i64, most: i64) -> Vec<State> {
        let near = self.amounts.iter().flat_map(|amount| [amount - step, *amount, amount + step]);
        let mut near: Vec<i64> = near.filter(|amount| (least..=most).contains(amount)).collect();
        near.extend(self.amounts.iter().flat_map(|_| [least, most]).filter(|end| end.abs() < i64::MAX / 2));
        near.sort_unstable();
        near.dedup();
        near.into_iter().map(State::Amount).collect()
    }
}

impl Test {
    /// The answer for a subject in this state.
    pub(super) fn of(&self, state: &State) -> Three {
        let stated = match state {
            State::Unknown => return Three::Open,
            State::Missing => ir::Test::Missing,
            State::None => ir::Test::None,
            State::Value(_) | State::Other | State::Kind(_) | State::Amount(_) => ir::Test::Given,
        };
        match (self, state) {
            (Self::Stated(wanted), _) => Three::from(*wanted == stated),
            (_, State::Missing) => Three::Open,
            (_, State::None) | (Self::In(_), State::Other) => Three::No,
            (Self::Same, _) => Three::Yes,
            (Self::In(values), State::Value(value)) => Three::from(values.contains(value)),
            (Self::Kinds(kinds), State::Kind(kind)) => Three::from(kinds.contains(kind)),
            (Self::Compare(op, amount), State::Amount(given)) => compared(*given, *op, *amount),
            (Self::Holds, State::Value(Datum::YesNo(holds))) => Three::from(*holds),
            (Self::In(_) | Self::Kinds(_) | Self::Compare(..) | Self::Holds, _) => Three::Open,
        }
    }
}

fn compared(given: i64, op: CompareOp, amount: i64) -> Three {
    let holds = match op {
        CompareOp::Equal => given == amount,
        CompareOp::Unequal => given != amount,
        CompareOp::Less => given < amount,
        CompareOp::AtMost => given <= amount,
        CompareOp::More => given > amount,
        CompareOp::AtLeast => given >= amount,
        CompareOp::In | CompareOp::Has | CompareOp::Covers => return Three::Open,
    };
    Three::from(holds)
}

/// The words of `list` that `expr` can be: of a matrix, those in its cells.
pub(super) fn possible(expr: &Expr, list: ListId, scope: &Scope<'_>) -> Vec<Datum> {
    let all = 0..scope.schema.list(list).words.len() as u16;
    let cells = match &expr.kind {
        ExprKind::Cell(matrix, ..) => scope.matrices.get(usize::from(*matrix)).map(|matrix| &matrix.cells),
        _ => None,
    };
    let occurs = |at: &u16| cells.is_none_or(|cells| cells.iter().any(|row| row.contains(at)));
    all.filter(occurs).map(|at| Datum::Word(Word { list, at })).collect()
}

/// A date, number or length of time as an amount that can be compared with others of its type; nothing for a
/// length of time that depends on the calendar.
pub(super) fn amount(datum: &Datum) -> Option<i64> {
    match datum {
        Datum::Number(amount) | Datum::Percent(amount) => Some(*amount),
        Datum::Date(date) => {
            Some(i64::from(date.year()) * 400 + i64::from(date.month()) * 32 + i64::from(date.day()))
        }
        Datum::Duration(length) => {
            let minutes = match length.unit {
                Unit::Minute => 1,
                Unit::Hour => 60,
                Unit::Day => 24 * 60,
                Unit::Week => 7 * 24 * 60,
                Unit::BusinessDay | Unit::Month | Unit::Year => return None,
            };
            length.thousandths.checked_mul(minutes)
        }
        Datum::Text(_)
        | Datum::Hours(_)
        | Datum::YesNo(_)
        | Datum::Weekday(_)
        | Datum::Zone(_)
        | Datum::Code(_)
        | Datum::Email(_)
        | Datum::Phone(_)
        | Datum::Url(_)
        | Datum::Rule(_)
        | Datum::Word(_)
        | Datum::Thing(_) => None,
    }
}

/// The bounds of an amount: what plans state and what is counted is never below zero, and what users set
/// keeps to the bounds of its parameter.
fn amounts(expr: &Expr, scope: &Scope<'_>) -> Range {
    let (least, most) = (i64::MIN / 2, i64::MAX / 2);
    let zero = if expr.ty.scalar == Scalar::Date { least } else { 0 };
    match &expr.kind {
        ExprKind::Builtin(Builtin::Count, _) => Range::Amount { step: 1000, least: 0, most },
        ExprKind::Attribute(..)
        | ExprKind::Entry(..)
        | ExprKind::Builtin(Builtin::Longest | Builtin::Between, _) => {
            Range::Amount { step: 1, least: zero, most }
        }
        ExprKind::Param(number) => {
            let param = scope.params.get(usize::from(*number));
            let bound = |bound: Option<&Option<Datum>>| bound.and_then(Option::as_ref).and_then(amount);
            let low = bound(param.map(|param| &param.at_least)).unwrap_or(zero);
            let high = bound(param.map(|param| &param.at_most)).unwrap_or(most);
            Range::Amount { step: 1, least: low, most: high }
        }
        _ => Range::Amount { step: 1, least, most },
    }
}
