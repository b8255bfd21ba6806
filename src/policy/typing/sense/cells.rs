//! Words that no cell of a matrix holds: a comparison with nothing else is never true.

use super::super::walk;
use super::scope::Scope;
use super::subject::possible;
use crate::finding::{Finding, did_you_mean};
use crate::model::{Datum, Scalar};
use crate::policy::ir::{CompareOp, Expr, ExprKind};

/// Says which words in `expr` are compared with cells that never hold them.
pub(super) fn check(scope: &Scope<'_>, expr: &Expr, findings: &mut Vec<Finding>) {
    walk::visit(expr, &mut |inner| {
        let ExprKind::Compare(left, op, right) = &inner.kind else { return };
        let (left, right) = (scope.behind(left), scope.behind(right));
        match op {
            CompareOp::Equal | CompareOp::Unequal | CompareOp::In => compared(scope, left, right, findings),
            CompareOp::Has
            | CompareOp::Less
            | CompareOp::AtMost
            | CompareOp::More
            | CompareOp::AtLeast
            | CompareOp::Covers => {}
        }
        match op {
            CompareOp::Equal | CompareOp::Unequal | CompareOp::Has => compared(scope, right, left, findings),
            CompareOp::In
            | CompareOp::Less
            | CompareOp::AtMost
            | CompareOp::More
            | CompareOp::AtLeast
            | CompareOp::Covers => {}
        }
    });
}

fn compared(scope: &Scope<'_>, cell: &Expr, with: &Expr, findings: &mut Vec<Finding>) {
    let (ExprKind::Cell(matrix, ..), Scalar::Word(list)) = (&cell.kind, &cell.ty.scalar) else { return };
    let Some(matrix) = scope.matrices.get(usize::from(*matrix)) else { return };
    let known = possible(cell, *list, scope);
    let word = |datum: &Datum| match datum {
        Datum::Word(word) => Some(*word),
        _ => None,
    };
    let names: Vec<&str> = known.iter().filter_map(word).map(|word| scope.schema.word(word)).collect();
    let members = match &with.kind {
        ExprKind::Set(members) => members.as_slice(),
        _ => std::slice::from_ref(with),
    };
    let strange = members.iter().map(|member| match &member.kind {
        ExprKind::Literal(datum) if !known.contains(datum) => word(datum).map(|word| (member, word)),
        _ => None,
    });
    let Some(strange) = strange.collect::<Option<Vec<_>>>() else { return };
    for (member, word) in strange {
        let name = scope.schema.word(word);
        let message = format!("no cell of `{}` is `{name}`", matrix.name);
        let help = did_you_mean(name, names.iter().copied());
        let help = help.unwrap_or_else(|| format!("its cells are {}", names.join(", ")));
        findings.push(Finding::unreadable("type/vacuous", member.span, message).help(help));
    }
}
