//! Which functions an expression calls, before anything is known of types.

use crate::syntax::Name;
use crate::syntax::policy::tree::{BindOver, Binder, Expr, ExprKind};

/// The names that are called in `expr`, in the order of the text, to `calls`.
pub(super) fn collect<'t>(expr: &'t Expr<'_>, calls: &mut Vec<Name<'t>>) {
    match &expr.kind {
        ExprKind::Path(_) | ExprKind::Literal(_) => {}
        ExprKind::Not(inner) | ExprKind::Is(inner, ..) => collect(inner, calls),
        ExprKind::Compare(one, _, other) | ExprKind::Add(one, _, other) | ExprKind::Default(one, other) => {
            collect(one, calls);
            collect(other, calls);
        }
        ExprKind::If(cond, yes, no) => {
            for part in [cond, yes, no] {
                collect(part, calls);
            }
        }
        ExprKind::Call(name, args) => {
            calls.push(*name);
            all(args, calls);
        }
        ExprKind::Or(parts) | ExprKind::And(parts) | ExprKind::Set(parts) | ExprKind::Lookup(_, parts) => {
            all(parts, calls);
        }
        ExprKind::Exists(_, binder) | ExprKind::Comprehension(binder) => of_binder(binder, calls),
        ExprKind::Every(binder, inner) => {
            of_binder(binder, calls);
            collect(inner, calls);
        }
    }
}

fn all<'t>(parts: &'t [Expr<'_>], calls: &mut Vec<Name<'t>>) {
    for part in parts {
        collect(part, calls);
    }
}

fn of_binder<'t>(binder: &'t Binder<'_>, calls: &mut Vec<Name<'t>>) {
    for bind in &binder.binds {
        match &bind.over {
            BindOver::Set(set) => collect(set, calls),
            BindOver::Kind(_) => {}
        }
    }
    if let Some(filter) = &binder.filter {
        collect(filter, calls);
    }
}
