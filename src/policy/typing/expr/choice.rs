//! `if ... then ... else ...` and `x default y`: two values of one type.

use super::super::{show, types};
use super::{Typer, Want};
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind, Type};
use crate::syntax::policy::tree;
use crate::text::Span;

/// Condition, value if yes, value if no.
type Branches<'t, 'a> = (&'t tree::Expr<'a>, &'t tree::Expr<'a>, &'t tree::Expr<'a>);

impl Typer<'_> {
    pub(super) fn choice(&mut self, tree: Branches<'_, '_>, want: Want<'_>, span: Span) -> Option<Expr> {
        let (cond, yes, no) = tree;
        let cond = self.condition(cond);
        let (left, right) = self.pair(yes, no, want);
        let (cond, left, right) = (cond?, left?, right?);
        let ty = self.same_type((yes, &left.ty), (no, &right.ty), span)?;
        Some(Expr { kind: ExprKind::If(Box::new(cond), Box::new(left), Box::new(right)), ty, span })
    }

    pub(super) fn default(
        &mut self,
        value: &tree::Expr<'_>,
        other: &tree::Expr<'_>,
        want: Want<'_>,
        span: Span,
    ) -> Option<Expr> {
        let (left, right) = self.pair(value, other, want);
        let (left, right) = (left?, right?);
        let ty = self.same_type((value, &left.ty), (other, &right.ty), span)?;
        Some(Expr { kind: ExprKind::Default(Box::new(left), Box::new(right)), ty, span })
    }

    /// Two expressions of which each may say what the words of the other mean.
    pub(super) fn pair(
        &mut self,
        one: &tree::Expr<'_>,
        other: &tree::Expr<'_>,
        want: Want<'_>,
    ) -> (Option<Expr>, Option<Expr>) {
        if self.is_bare(one) && !self.is_bare(other) {
            let right = self.expr(other, want);
            let left = self.expr_beside(one, right.as_ref(), want);
            (left, right)
        } else {
            let left = self.expr(one, want);
            let right = self.expr_beside(other, left.as_ref(), want);
            (left, right)
        }
    }

    /// An expression whose words are of the type of its neighbour. If that has a mistake, words by
    /// themselves are not looked at.
    fn expr_beside(&mut self, tree: &tree::Expr<'_>, beside: Option<&Expr>, want: Want<'_>) -> Option<Expr> {
        let known: Option<&Scalar> = beside.map(|expr| &expr.ty.scalar).or(want);
        if known.is_none() && self.is_bare(tree) {
            return None;
        }
        self.expr(tree, known)
    }

    fn same_type(
        &mut self,
        one: (&tree::Expr<'_>, &Type),
        other: (&tree::Expr<'_>, &Type),
        span: Span,
    ) -> Option<Type> {
        let ((first, left), (second, right)) = (one, other);
        if left.set == right.set
            && let Some(scalar) = types::join(&left.scalar, &right.scalar)
        {
            return Some(Type { scalar, set: left.set });
        }
        let message = format!(
            "`{}` is {}, but `{}` is {}",
            show::expr(first),
            self.with_article(left),
            show::expr(second),
            self.with_article(right)
        );
        self.fail(Finding::unreadable("type/mismatch", span, message).help("both must be of one type"))
    }
}
