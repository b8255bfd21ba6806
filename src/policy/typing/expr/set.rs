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
        let members = self.each_member(trees, want);
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

    /// The members; the first that is no bare word says what the words among them mean.
    fn each_member(&mut self, trees: &[tree::Expr<'_>], want: Want<'_>) -> Vec<Option<Expr>> {
        let speaks = trees.iter().position(|tree| !self.is_bare(tree)).unwrap_or(0);
        let guide = trees.get(speaks).and_then(|tree| self.expr(tree, want));
        let scalar = guide.as_ref().map(|expr| expr.ty.scalar.clone());
        let beside = |typer: &mut Self, tree| match want.or(scalar.as_ref()) {
            None if typer.is_bare(tree) => None,
            known => typer.expr(tree, known),
        };
        let mut members: Vec<Option<Expr>> = Vec::new();
        for tree in trees.iter().take(speaks) {
            members.push(beside(self, tree));
        }
        members.extend(trees.get(speaks).map(|_| guide));
        for tree in trees.iter().skip(speaks + 1) {
            members.push(beside(self, tree));
        }
        members
    }
}
