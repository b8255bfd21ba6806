//! `and`, `or`, `not`, and the quantifiers.

use super::super::types;
use super::Typer;
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir::{Exists, Expr, ExprKind};
use crate::syntax::policy::tree;
use crate::text::Span;

impl Typer<'_> {
    pub(super) fn or(&mut self, parts: &[tree::Expr<'_>], span: Span) -> Option<Expr> {
        self.conditions(parts).map(|parts| yes_no(ExprKind::Or(parts), span))
    }

    pub(super) fn and(&mut self, parts: &[tree::Expr<'_>], span: Span) -> Option<Expr> {
        self.conditions(parts).map(|parts| yes_no(ExprKind::And(parts), span))
    }

    pub(super) fn not(&mut self, inner: &tree::Expr<'_>, span: Span) -> Option<Expr> {
        let inner = self.condition(inner)?;
        Some(yes_no(ExprKind::Not(Box::new(inner)), span))
    }

    pub(super) fn every(
        &mut self,
        binder: &tree::Binder<'_>,
        inner: &tree::Expr<'_>,
        span: Span,
    ) -> Option<Expr> {
        let mark = self.locals.len();
        let binder = self.binder(binder);
        let inner = self.condition(inner);
        self.locals.truncate(mark);
        Some(yes_no(ExprKind::Every(Box::new(binder?), Box::new(inner?)), span))
    }

    pub(super) fn exists(&mut self, which: Exists, binder: &tree::Binder<'_>, span: Span) -> Option<Expr> {
        let mark = self.locals.len();
        let binder = self.binder(binder);
        self.locals.truncate(mark);
        Some(yes_no(ExprKind::Exists(which, Box::new(binder?)), span))
    }

    /// `[role r where ...]`: the values of the only name.
    pub(super) fn comprehension(&mut self, tree: &tree::Binder<'_>, span: Span) -> Option<Expr> {
        let mark = self.locals.len();
        let binder = self.binder(tree);
        let bound = self.locals.get(mark).and_then(|local| local.ty.clone());
        self.locals.truncate(mark);
        if let [_, second, ..] = tree.binds.as_slice() {
            let finding = Finding::unreadable("type/set", second.name.span, "a set has one name only");
            return self.fail(finding.help("ask for the second one in `where`: `where some ...`"));
        }
        let ty = types::set_of(bound?.scalar);
        Some(Expr { kind: ExprKind::Comprehension(Box::new(binder?)), ty, span })
    }

    /// All of `parts`, each a condition; every one is looked at.
    fn conditions(&mut self, parts: &[tree::Expr<'_>]) -> Option<Vec<Expr>> {
        let parts: Vec<Option<Expr>> = parts.iter().map(|part| self.condition(part)).collect();
        parts.into_iter().collect()
    }
}

/// A condition.
pub(super) fn yes_no(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: types::one(Scalar::YesNo), span }
}
