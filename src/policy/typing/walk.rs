//! Walks over checked expressions.

use crate::policy::ir::{Argument, Binder, Expr, ExprKind, Over};

/// Shows `see` the expression and all expressions in it, the outer ones first.
pub(super) fn visit(expr: &Expr, see: &mut dyn FnMut(&Expr)) {
    see(expr);
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_) => {}
        ExprKind::Attribute(inner, _) | ExprKind::Not(inner) | ExprKind::Is(inner, ..) => visit(inner, see),
        ExprKind::Entry(one, other)
        | ExprKind::Cell(_, one, other)
        | ExprKind::Default(one, other)
        | ExprKind::Add(one, _, other)
        | ExprKind::Compare(one, _, other) => {
            visit(one, see);
            visit(other, see);
        }
        ExprKind::If(cond, yes, no) => {
            for part in [cond, yes, no] {
                visit(part, see);
            }
        }
        ExprKind::Call(_, parts) | ExprKind::Set(parts) | ExprKind::Or(parts) | ExprKind::And(parts) => {
            for part in parts {
                visit(part, see);
            }
        }
        ExprKind::Builtin(_, args) => visit_arguments(args, see),
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) => visit_binder(binder, see),
        ExprKind::Every(binder, inner) => {
            visit_binder(binder, see);
            visit(inner, see);
        }
    }
}

/// The same for all expressions in a binder.
pub(super) fn visit_binder(binder: &Binder, see: &mut dyn FnMut(&Expr)) {
    for bind in &binder.binds {
        match &bind.over {
            Over::Set(set) => visit(set, see),
            Over::Kind(_) | Over::List(_) => {}
        }
        for filter in &bind.filters {
            visit(filter, see);
        }
    }
}

/// The names that `expr` itself binds.
pub(super) fn binder(expr: &Expr) -> Option<&Binder> {
    match &expr.kind {
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) | ExprKind::Every(binder, _) => {
            Some(binder)
        }
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
        | ExprKind::If(..)
        | ExprKind::Default(..)
        | ExprKind::Add(..)
        | ExprKind::Or(_)
        | ExprKind::And(_)
        | ExprKind::Not(_)
        | ExprKind::Compare(..)
        | ExprKind::Is(..) => None,
    }
}

fn visit_arguments(args: &[Argument], see: &mut dyn FnMut(&Expr)) {
    for arg in args {
        match arg {
            Argument::Value(value) => visit(value, see),
            Argument::Path(_) => {}
        }
    }
}

/// Whether the local value `slot` occurs in `expr`.
pub(super) fn mentions(expr: &Expr, slot: u16) -> bool {
    let mut found = false;
    visit(expr, &mut |inner| found |= matches!(inner.kind, ExprKind::Local(other) if other == slot));
    found
}

/// The parts of `a and b and c`, also where some of them are in brackets.
pub(super) fn into_conjuncts(expr: Expr) -> Vec<Expr> {
    match expr.kind {
        ExprKind::And(parts) => parts.into_iter().flat_map(into_conjuncts).collect(),
        _ => vec![expr],
    }
}

/// The same without taking the expression apart.
pub(super) fn conjuncts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::And(parts) => parts.iter().flat_map(conjuncts).collect(),
        _ => vec![expr],
    }
}
