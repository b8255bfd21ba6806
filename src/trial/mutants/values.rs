//! Changes of values: bounds and literals moved by one unit, other words, fewer members, neighbouring built-ins.

use super::changes::Change;
use super::logic::taken_out;
use crate::model::time::{Hours, WeekWindow};
use crate::model::{Datum, Schema, Word};
use crate::policy::builtins::{Builtin, SIGNATURES};
use crate::policy::ir::{AddOp, Argument, CompareOp, Expr, ExprKind};
use crate::resolve::shown;
use crate::syntax::{Amount, LiteralKind};

/// One, in the thousandths that numbers are kept in.
const ONE: i64 = 1000;

/// The comparison that differs only where both sides are the same.
pub(super) fn bound(expr: &Expr, left: &Expr, op: CompareOp, right: &Expr) -> Option<Change> {
    let (old, new, op) = match op {
        CompareOp::AtMost => ("<=", "<", CompareOp::Less),
        CompareOp::Less => ("<", "<=", CompareOp::AtMost),
        CompareOp::AtLeast => (">=", ">", CompareOp::More),
        CompareOp::More => (">", ">=", CompareOp::AtLeast),
        CompareOp::Equal | CompareOp::Unequal | CompareOp::In | CompareOp::Has | CompareOp::Covers => {
            return None;
        }
    };
    let kind = ExprKind::Compare(Box::new(left.clone()), op, Box::new(right.clone()));
    Some(Change::of(expr, "bound", format!("says `{new}` for `{old}`"), kind))
}

/// A value that is a unit more, a unit less, or the next word of its list.
pub(super) fn literal(expr: &Expr, datum: &Datum, schema: &Schema) -> Vec<Change> {
    let becomes = |word, (new, text): (Datum, String)| {
        Change::of(expr, word, format!("becomes `{text}`"), ExprKind::Literal(new))
    };
    match datum {
        Datum::Word(word) => next_word(*word, schema).map(|new| becomes("word", new)).into_iter().collect(),
        Datum::Hours(hours) => no_weekend(hours).map(|new| becomes("less", new)).into_iter().collect(),
        _ => {
            let less = moved(datum, -1).map(|new| becomes("less", new));
            let more = moved(datum, 1).map(|new| becomes("more", new));
            less.into_iter().chain(more).collect()
        }
    }
}

/// A number, percentage, length of time or day, moved by `by` units, and how that is written.
fn moved(datum: &Datum, by: i64) -> Option<(Datum, String)> {
    let sum = |old: i64| old.checked_add(by * ONE).filter(|new| *new >= 0);
    match datum {
        Datum::Number(old) => {
            let new = sum(*old)?;
            Some((Datum::Number(new), shown(&LiteralKind::Number(new))))
        }
        Datum::Percent(old) => {
            let new = sum(*old)?;
            Some((Datum::Percent(new), shown(&LiteralKind::Percent(new))))
        }
        Datum::Duration(old) => {
            let new = Amount { thousandths: sum(old.thousandths)?, unit: old.unit };
            Some((Datum::Duration(new), shown(&LiteralKind::Duration(new))))
        }
        Datum::Date(old) => {
            let new = if by < 0 { old.yesterday() } else { old.tomorrow() }.ok()?;
            Some((Datum::Date(new), new.to_string()))
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

fn next_word(word: Word, schema: &Schema) -> Option<(Datum, String)> {
    let count = schema.list(word.list).words.len();
    let next = Word { list: word.list, at: ((usize::from(word.at) + 1) % count) as u16 };
    (count > 1).then(|| (Datum::Word(next), schema.word(next).to_owned()))
}

/// The whole week becomes its working days. Other hours stay as they are.
fn no_weekend(hours: &Hours) -> Option<(Datum, String)> {
    let days = Hours::new(vec![WeekWindow { first: 0, last: 4, from: 0, to: 1440, zone: None }]);
    let text = days.to_string();
    (*hours == Hours::always()).then(|| (Datum::Hours(days.into()), text))
}

/// A set written with one member less.
pub(super) fn members(expr: &Expr, members: &[Expr]) -> Vec<Change> {
    let fewer = |at: usize| {
        let (member, rest) = taken_out(members, at)?;
        Some(Change::drop(format!("/{at}"), member.span, Expr { kind: ExprKind::Set(rest), ..expr.clone() }))
    };
    (0..members.len()).filter(|_| members.len() > 1).filter_map(fewer).collect()
}

/// A sum with a part less, and the other sign.
pub(super) fn sum(expr: &Expr, left: &Expr, op: AddOp, right: &Expr) -> Vec<Change> {
    let other = |op| ExprKind::Add(Box::new(left.clone()), op, Box::new(right.clone()));
    let mut changes = vec![Change::drop("/right".to_owned(), right.span, left.clone())];
    match op {
        AddOp::Plus => {
            changes.push(Change::drop("/left".to_owned(), left.span, right.clone()));
            changes.push(Change::of(expr, "minus", "says `-` for `+`", other(AddOp::Minus)));
        }
        AddOp::Minus => changes.push(Change::of(expr, "plus", "says `+` for `-`", other(AddOp::Plus))),
    }
    changes
}

/// The built-in that takes the same and gives the opposite, if there is one.
pub(super) fn builtin(expr: &Expr, builtin: Builtin, arguments: &[Argument]) -> Option<Change> {
    let other = match builtin {
        Builtin::Union => Builtin::Overlap,
        Builtin::Overlap => Builtin::Union,
        Builtin::Min => Builtin::Max,
        Builtin::Max => Builtin::Min,
        Builtin::Longest => Builtin::Between,
        Builtin::Between => Builtin::Longest,
        Builtin::AtLeast => Builtin::AtMost,
        Builtin::AtMost => Builtin::AtLeast,
        Builtin::Count
        | Builtin::Sum
        | Builtin::Gaps
        | Builtin::Covered
        | Builtin::Age
        | Builtin::Reach
        | Builtin::Trail
        | Builtin::CriticalPath
        | Builtin::Later
        | Builtin::Part
        | Builtin::Names
        | Builtin::NamedBy
        | Builtin::Wait
        | Builtin::WaitFrom
        | Builtin::SeverityOf => return None,
    };
    let name = |wanted| SIGNATURES.iter().find(|one| one.builtin == wanted).map(|one| one.name);
    let (old, new) = (name(builtin)?, name(other)?);
    let kind = ExprKind::Builtin(other, arguments.to_vec());
    Some(Change::of(expr, new, format!("says `{new}` for `{old}`"), kind))
}
