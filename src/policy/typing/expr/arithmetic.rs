//! `a + b` and `a - b`: of sets, numbers and lengths of time.

use super::super::{show, types};
use super::{Typer, Want};
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir::{AddOp, Expr, ExprKind, Type};
use crate::syntax::policy::tree;
use crate::text::Span;

/// Left side, sign, right side.
type Sum<'t, 'a> = (&'t tree::Expr<'a>, AddOp, &'t tree::Expr<'a>);

impl Typer<'_> {
    pub(super) fn add(&mut self, tree: Sum<'_, '_>, want: Want<'_>, span: Span) -> Option<Expr> {
        let (one, op, other) = tree;
        let (left, right) = self.pair(one, other, want);
        let (left, right) = (left?, right?);
        let ty = match (left.ty.set, right.ty.set) {
            (true, true) => self.sum_of_sets(&left.ty, &right.ty, span)?,
            (false, false) => self.sum_of_values(op, &left.ty, &right.ty, span)?,
            (set_first, _) => {
                let single = if set_first { other } else { one };
                let message = format!("{} is one value and the other side is a set", Self::quoted(single));
                let finding = Finding::unreadable("type/set", span, message);
                return self.fail(finding.help(format!("make it a set: `[{}]`", show::expr(single))));
            }
        };
        Some(Expr { kind: ExprKind::Add(Box::new(left), op, Box::new(right)), ty, span })
    }

    fn sum_of_sets(&mut self, left: &Type, right: &Type, span: Span) -> Option<Type> {
        if let Some(scalar) = types::join(&left.scalar, &right.scalar) {
            return Some(types::set_of(scalar));
        }
        let message = format!("cannot put {} and {} together", self.type_name(left), self.type_name(right));
        self.fail(Finding::unreadable("type/mismatch", span, message))
    }

    fn sum_of_values(&mut self, op: AddOp, left: &Type, right: &Type, span: Span) -> Option<Type> {
        let amount = matches!(left.scalar, Scalar::Number | Scalar::Percent | Scalar::Duration);
        if amount && left == right {
            return Some(left.clone());
        }
        let (one, other) = (self.type_name(left), self.type_name(right));
        let message = match op {
            AddOp::Plus => format!("cannot add {one} and {other}"),
            AddOp::Minus => format!("cannot take {other} from {one}"),
        };
        let hours = left.scalar == Scalar::Hours && right.scalar == Scalar::Hours;
        let help = hours.then(|| "write `union([a, b])`".to_owned());
        self.fail(Finding::unreadable("type/mismatch", span, message).maybe_help(help))
    }
}
