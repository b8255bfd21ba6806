//! Sets as written: `[customer, shared]`.

use super::super::types;
use super::{Typer, Want};
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind};
use crate::syntax::policy::tree;
use crate::text::Span;

impl Typer<'_> {
    pub(super) fn set(&mut self, trees: &[tree::Expr<'_>], want: Want<'_>, span: Span) -> Option<Expr> {
        let Some((scalar, members)) = self.members(trees, want)? else {
            let Some(wanted) = want else {
                let message = "nothing says what this empty set is a set of";
                return self.fail(Finding::unreadable("type/set", span, message));
            };
            let ty = types::set_of(wanted.clone());
            return Some(Expr { kind: ExprKind::Set(Vec::new()), ty, span });
        };
        Some(Expr { kind: ExprKind::Set(members), ty: types::set_of(scalar), span })
    }

    /// The members with their common type; nothing of an empty set.
    #[expect(clippy::option_option, reason = "the outer one is a mistake, the inner one the empty set")]
    fn members(&mut self, trees: &[tree::Expr<'_>], want: Want<'_>) -> Option<Option<(Scalar, Vec<Expr>)>> {
        let guide = self.guide(trees, want);
        let members: Vec<Option<Expr>> =
            trees.iter().map(|tree| self.expr(tree, guide.as_ref().or(want))).collect();
        let members = members.into_iter().collect::<Option<Vec<Expr>>>()?;
        let Some(first) = members.first() else { return Some(None) };
        let mut scalar = first.ty.scalar.clone();
        for (tree, member) in trees.iter().zip(&members) {
            if member.ty.set {
                let message = format!("{} is a set itself", Self::quoted(tree));
                let finding = Finding::unreadable("type/set", tree.span, message);
                return self.fail(finding.help("put sets together with `+`"));
            }
            let Some(joined) = types::join(&scalar, &member.ty.scalar) else {
                let (one, other) = (self.type_name(&types::one(scalar)), self.type_name(&member.ty));
                let message = format!("a set of {one} cannot hold {other}");
                return self.fail(Finding::unreadable("type/mismatch", tree.span, message));
            };
            scalar = joined;
        }
        Some(Some((scalar, members)))
    }

    /// What the first member that is no bare word says about the others.
    fn guide(&mut self, trees: &[tree::Expr<'_>], want: Want<'_>) -> Option<Scalar> {
        if want.is_some() || !trees.iter().any(|tree| self.is_bare(tree)) {
            return None;
        }
        let speaks = trees.iter().find(|tree| !self.is_bare(tree))?;
        let before = self.findings.len();
        let scalar = self.expr(speaks, None).map(|expr| expr.ty.scalar);
        self.findings.truncate(before);
        scalar
    }
}
