//! Changes of conditions: the opposite, parts left out, `and` for `or`, one quantifier for another.

use super::changes::Change;
use super::nodes::Node;
use crate::model::{Datum, Scalar, Schema};
use crate::policy::ir::{Bind, Binder, CompareOp, Exists, Expr, ExprKind, Test};

/// The opposite of a condition.
pub(super) fn opposite(node: &Node) -> Option<Change> {
    let expr = &node.expr;
    let condition = expr.ty.scalar == Scalar::YesNo && !expr.ty.set;
    (condition && node.opposable).then(|| Change::of(expr, "negate", "is negated", negated(expr)))
}

/// `not expr`, in the shortest form that says it.
fn negated(expr: &Expr) -> ExprKind {
    match &expr.kind {
        ExprKind::Not(part) => part.kind.clone(),
        ExprKind::Is(subject, negated, test) => ExprKind::Is(subject.clone(), !negated, test.clone()),
        ExprKind::Exists(Exists::Some, binder) => ExprKind::Exists(Exists::No, binder.clone()),
        ExprKind::Exists(Exists::No, binder) => ExprKind::Exists(Exists::Some, binder.clone()),
        ExprKind::Literal(Datum::YesNo(yes)) => ExprKind::Literal(Datum::YesNo(!yes)),
        ExprKind::Compare(left, op, right) => match opposite_op(*op) {
            Some(op) => ExprKind::Compare(left.clone(), op, right.clone()),
            None => ExprKind::Not(Box::new(expr.clone())),
        },
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_)
        | ExprKind::Attribute(..)
        | ExprKind::Entry(..)
        | ExprKind::Cell(..)
        | ExprKind::Call(..)
        | ExprKind::Builtin(..)
        | ExprKind::Set(_)
        | ExprKind::Comprehension(_)
        | ExprKind::If(..)
        | ExprKind::Default(..)
        | ExprKind::Add(..)
        | ExprKind::Or(_)
        | ExprKind::And(_)
        | ExprKind::Every(..)
        | ExprKind::Exists(Exists::One, _) => ExprKind::Not(Box::new(expr.clone())),
    }
}

fn opposite_op(op: CompareOp) -> Option<CompareOp> {
    match op {
        CompareOp::Equal => Some(CompareOp::Unequal),
        CompareOp::Unequal => Some(CompareOp::Equal),
        CompareOp::Less => Some(CompareOp::AtLeast),
        CompareOp::AtLeast => Some(CompareOp::Less),
        CompareOp::AtMost => Some(CompareOp::More),
        CompareOp::More => Some(CompareOp::AtMost),
        CompareOp::In | CompareOp::Has | CompareOp::Covers => None,
    }
}

/// The tests that differ only where nothing is stated, or where `none` is. Where leaving out says none, nothing is ever
/// missing, and of what is promised all are unknown: those that differ only there are the same.
pub(super) fn tests(
    expr: &Expr,
    (subject, negated, test): (&Expr, bool, &Test),
    schema: &Schema,
) -> Vec<Change> {
    let is_stated = says_none_left_out(subject, schema);
    let others = match test {
        Test::Given => [(!negated, Test::Missing), (!negated, Test::None)],
        Test::Missing => [(negated, Test::None), (!negated, Test::Given)],
        Test::None => [(negated, Test::Missing), (!negated, Test::Given)],
        Test::Kinds(_) => return Vec::new(),
    };
    let other = |(negated, test): (bool, Test)| {
        let word = match test {
            Test::Missing => "missing",
            Test::None => "none",
            Test::Given | Test::Kinds(_) => "given",
        };
        let not = if negated { "not " } else { "" };
        let said = format!("asks `is {not}{word}` instead");
        Change::of(expr, word, said, ExprKind::Is(Box::new(subject.clone()), negated, test))
    };
    let differs = |(_, other): &(bool, Test)| !is_stated || *other == Test::Missing || *test == Test::Missing;
    others.into_iter().filter(differs).map(other).collect()
}

/// Whether an expression is an attribute that says none when it is left out, whatever it stands on.
fn says_none_left_out(expr: &Expr, schema: &Schema) -> bool {
    let ExprKind::Attribute(_, access) = &expr.kind else { return false };
    access.on.iter().all(|(kind, attribute)| schema.attribute(*kind, *attribute).else_none)
}

/// One part less, and the other word between the parts.
pub(super) fn parts(expr: &Expr, parts: &[Expr], and: bool) -> Vec<Change> {
    let kind = |parts, and| if and { ExprKind::And(parts) } else { ExprKind::Or(parts) };
    let mut changes: Vec<Change> = (0..parts.len())
        .filter(|_| parts.len() > 1)
        .filter_map(|at| {
            let (part, mut rest) = taken_out(parts, at)?;
            let rest =
                if rest.len() == 1 { rest.pop()? } else { Expr { kind: kind(rest, and), ..expr.clone() } };
            Some(Change::drop(format!("/{at}"), part.span, rest))
        })
        .collect();
    let (word, said) = if and { ("or", "says `or` for `and`") } else { ("and", "says `and` for `or`") };
    changes.push(Change::of(expr, word, said, kind(parts.to_vec(), !and)));
    changes
}

/// The element at `at`, and all others.
pub(super) fn taken_out(all: &[Expr], at: usize) -> Option<(Expr, Vec<Expr>)> {
    let mut rest = all.to_vec();
    (at < rest.len()).then(|| (rest.remove(at), rest))
}

/// `expr` with another binder.
fn bound_by(expr: &Expr, binder: Binder) -> Expr {
    let binder = Box::new(binder);
    let kind = match &expr.kind {
        ExprKind::Exists(which, _) => ExprKind::Exists(*which, binder),
        ExprKind::Every(_, condition) => ExprKind::Every(binder, condition.clone()),
        _ => ExprKind::Comprehension(binder),
    };
    Expr { kind, ..expr.clone() }
}

/// The conditions of a binder: each left out, and any of them enough.
pub(super) fn filters(expr: &Expr, binder: &Binder) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, bind) in binder.binds.iter().enumerate() {
        for place in 0..bind.filters.len() {
            let Some((filter, rest)) = taken_out(&bind.filters, place) else { continue };
            let mut fewer = binder.clone();
            if let Some(bind) = fewer.binds.get_mut(at) {
                bind.filters = rest;
            }
            changes.push(Change::drop(format!("/{at}.where.{place}"), filter.span, bound_by(expr, fewer)));
        }
    }
    changes.extend(any_filter(expr, binder));
    changes
}

fn any_filter(expr: &Expr, binder: &Binder) -> Option<Change> {
    let (filters, rest) = without_filters(binder);
    let (first, last) = (filters.first()?, filters.last()?);
    if filters.len() < 2 {
        return None;
    }
    let span = first.span.to(last.span);
    let any = Expr { kind: ExprKind::Or(filters.clone()), ty: first.ty.clone(), span };
    let new = bound_by(expr, with_filter(rest, any));
    Some(Change { span, ..Change::of(expr, "or", "says `or` for `and`", new.kind) })
}

/// All conditions of a binder, and the binder without them.
fn without_filters(binder: &Binder) -> (Vec<Expr>, Binder) {
    let filters = binder.binds.iter().flat_map(|bind| bind.filters.clone()).collect();
    let binds = binder.binds.iter().map(|bind| Bind { filters: Vec::new(), ..bind.clone() });
    (filters, Binder { binds: binds.collect() })
}

/// The binder with one more condition, judged when all names are bound.
fn with_filter(mut binder: Binder, filter: Expr) -> Binder {
    if let Some(last) = binder.binds.last_mut() {
        last.filters.push(filter);
    }
    binder
}

const fn word(which: Exists) -> &'static str {
    match which {
        Exists::Some => "some",
        Exists::No => "no",
        Exists::One => "one",
    }
}

/// Other quantifiers for `some`, `no` and `one`. `some` and `no` are opposites, which are changed elsewhere.
pub(super) fn quantifiers(expr: &Expr, which: Exists, binder: &Binder) -> Vec<Change> {
    let others: &[Exists] = match which {
        Exists::Some | Exists::No => &[Exists::One],
        Exists::One => &[Exists::Some, Exists::No],
    };
    let old = word(which);
    let other = |new: &Exists| {
        let kind = ExprKind::Exists(*new, Box::new(binder.clone()));
        Change::of(expr, word(*new), format!("says `{}` for `{old}`", word(*new)), kind)
    };
    let mut changes: Vec<Change> = others.iter().map(other).collect();
    let (filters, rest) = without_filters(binder);
    if !filters.is_empty() {
        let all = Expr { kind: ExprKind::And(filters), ..expr.clone() };
        let kind = ExprKind::Every(Box::new(rest), Box::new(all));
        changes.push(Change::of(expr, "every", format!("says `every` for `{old}`"), kind));
    }
    changes
}

/// Other quantifiers for `every`.
pub(super) fn from_every(expr: &Expr, binder: &Binder, condition: &Expr) -> Vec<Change> {
    let other = |new: Exists| {
        let binder = with_filter(binder.clone(), condition.clone());
        let said = format!("says `{}` for `every`", word(new));
        Change::of(expr, word(new), said, ExprKind::Exists(new, Box::new(binder)))
    };
    [Exists::Some, Exists::No, Exists::One].into_iter().map(other).collect()
}
