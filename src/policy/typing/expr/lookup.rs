//! `duty[x, a.model]`: the cell of a matrix. `s.within[v]`: the entry of a map.

use super::super::names::{Found, What};
use super::super::{show, types};
use super::Typer;
use crate::finding::{Finding, did_you_mean};
use crate::model::{KindId, Scalar};
use crate::policy::ir::{Expr, ExprKind, Matrix, Type};
use crate::syntax::Name;
use crate::syntax::policy::tree;
use crate::text::Span;

impl<'k> Typer<'k> {
    pub(super) fn lookup(&mut self, path: &[Name<'_>], keys: &[tree::Expr<'_>], span: Span) -> Option<Expr> {
        match (path, keys) {
            ([name], [row, column]) => self.cell(*name, row, column, span),
            ([name], _) => {
                let message = format!("`{}[...]` wants a row and a column", name.text);
                self.fail(Finding::unreadable("type/argument", span, message))
            }
            (_, [key]) => self.entry(path, key, span),
            (_, _) => {
                let message = format!("`{}[...]` wants one key", show::dotted(path));
                self.fail(Finding::unreadable("type/argument", span, message))
            }
        }
    }

    fn cell(
        &mut self,
        name: Name<'_>,
        row: &tree::Expr<'_>,
        column: &tree::Expr<'_>,
        span: Span,
    ) -> Option<Expr> {
        let Some((number, matrix)) = self.matrix(name)? else {
            self.key(row, None);
            self.key(column, None);
            return None;
        };
        let row = self.key(row, Some(Scalar::Word(matrix.rows)));
        let column = self.key(column, Some(Scalar::Word(matrix.columns)));
        let ty = types::one(Scalar::Word(matrix.cells_of));
        Some(Expr { kind: ExprKind::Cell(number, Box::new(row?), Box::new(column?)), ty, span })
    }

    /// The matrix called `name`; nothing inside if it has a mistake.
    #[expect(clippy::option_option, reason = "the outer one is a mistake here, the inner one in the matrix")]
    fn matrix(&mut self, name: Name<'_>) -> Option<Option<(u16, &'k Matrix)>> {
        let known = self.known;
        match self.look_up(name.text) {
            Found::Seen(declared) if matches!(declared.what, What::Matrix | What::Lost) => {
                let number = declared.number.get();
                let found =
                    number.and_then(|number| Some((number, known.matrices.get(usize::from(number))?)));
                Some(found)
            }
            Found::Hidden(declared) if declared.what == What::Matrix => {
                self.hidden(name, declared);
                None
            }
            Found::Seen(_) | Found::Hidden(_) | Found::Nothing => {
                let seen = known.names.seen(self.pack, &known.packs);
                let names = seen.filter(|(_, one)| one.what == What::Matrix).map(|(name, _)| name);
                let finding = Finding::unreadable(
                    "type/name",
                    name.span,
                    format!("there is no matrix `{}`", name.text),
                );
                self.fail(finding.maybe_help(did_you_mean(name.text, names)))
            }
        }
    }

    /// A key of a matrix; `wanted` is none if the matrix is not known.
    fn key(&mut self, tree: &tree::Expr<'_>, wanted: Option<Scalar>) -> Option<Expr> {
        if wanted.is_none() && self.is_bare(tree) {
            return None;
        }
        let key = self.expr(tree, wanted.as_ref())?;
        let wanted = types::one(wanted?);
        if key.ty == wanted {
            return Some(key);
        }
        self.fail(self.not_the_key(tree, &wanted, &key.ty))
    }

    fn not_the_key(&self, tree: &tree::Expr<'_>, wanted: &Type, found: &Type) -> Finding {
        let (wanted, found) = (self.with_article(wanted), self.with_article(found));
        let message = format!("{wanted} is wanted here, `{}` is {found}", show::expr(tree));
        Finding::unreadable("type/argument", tree.span, message)
    }

    fn entry(&mut self, path: &[Name<'_>], key: &tree::Expr<'_>, span: Span) -> Option<Expr> {
        let base = self.path(path, None)?;
        let written = show::dotted(path);
        let Some(per) = self.per(&base) else {
            let message = format!("`{written}` has no entries to choose from");
            return self.fail(Finding::unreadable("type/argument", span, message));
        };
        if base.ty.set {
            let message = format!("`{written}` is a path through several things");
            let finding = Finding::unreadable("type/ambiguous", span, message);
            return self.fail(finding.help("give one of them a name with `every` or `some`"));
        }
        let found = self.expr(key, None)?;
        let wanted = types::one(Scalar::Thing(vec![per]));
        if found.ty.set || !types::meet(&found.ty.scalar, &wanted.scalar) {
            return self.fail(self.not_the_key(key, &wanted, &found.ty));
        }
        let ty = base.ty.clone();
        Some(Expr { kind: ExprKind::Entry(Box::new(base), Box::new(found)), ty, span })
    }

    /// The kind whose things are the keys of a map.
    fn per(&self, base: &Expr) -> Option<KindId> {
        let ExprKind::Attribute(_, access) = &base.kind else { return None };
        let mut keys = access.on.iter().map(|(kind, at)| self.known.schema.attribute(*kind, *at).per);
        let first = keys.next()??;
        keys.all(|other| other == Some(first)).then_some(first)
    }
}
