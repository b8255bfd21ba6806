//! `x is given`, `x is missing`, `x is none`: what the document says. `x is authority`: of which kind it is.

use super::super::show;
use super::logic::yes_no;
use super::{Typer, access};
use crate::finding::{Finding, Level, did_you_mean};
use crate::model::KindId;
use crate::policy::ir::{Expr, ExprKind, Test};
use crate::resolve::a;
use crate::syntax::Name;
use crate::syntax::policy::tree::{self, IsTest};
use crate::text::Span;

impl Typer<'_> {
    pub(super) fn is(
        &mut self,
        tree: &tree::Expr<'_>,
        negated: bool,
        test: IsTest<'_>,
        span: Span,
    ) -> Option<Expr> {
        let inner = self.expr(tree, None);
        let test = match test {
            IsTest::Given => self.stated(tree, inner.as_ref()?, Test::Given, span)?,
            IsTest::Missing => self.stated(tree, inner.as_ref()?, Test::Missing, span)?,
            IsTest::None => self.stated(tree, inner.as_ref()?, Test::None, span)?,
            IsTest::Kind(name) => {
                let kinds = self.kinds_named(name)?;
                self.of_kind(tree, inner.as_ref()?, name, kinds)?
            }
        };
        Some(yes_no(ExprKind::Is(Box::new(inner?), negated, test), span))
    }

    /// The tests of what is written want one place where it would be written.
    fn stated(&mut self, tree: &tree::Expr<'_>, inner: &Expr, test: Test, span: Span) -> Option<Test> {
        let (base, written) = match &inner.kind {
            ExprKind::Attribute(base, _) | ExprKind::Entry(base, _) => (Some(base), true),
            ExprKind::Local(_) | ExprKind::Single(_) => (None, true),
            _ => (None, false),
        };
        if !written {
            let message = format!("{} is worked out, not written in a plan", Self::quoted(tree));
            let finding = Finding::unreadable("type/stated", span, message);
            return self.fail(finding.help("ask about the attribute of a thing"));
        }
        if base.is_some_and(|base| base.ty.set) {
            let message = format!("{} is a path through several things", Self::quoted(tree));
            let finding = Finding::unreadable("type/ambiguous", span, message);
            return self.fail(finding.help("write `every`, `some` or `no` with a name for one of them"));
        }
        Some(test)
    }

    fn kinds_named(&mut self, name: Name<'_>) -> Option<Vec<KindId>> {
        let schema = &self.known.schema;
        if let Some(kind) = schema.kind_named(name.text) {
            return Some(vec![kind]);
        }
        if let Some(union) = schema.unions.get(name.text) {
            return Some(union.kinds.clone());
        }
        let states = ["given", "missing", "none"];
        let known = schema.kinds.keys().chain(schema.unions.keys()).map(String::as_str).chain(states);
        let finding =
            Finding::unreadable("type/kind", name.span, format!("there is no kind `{}`", name.text));
        let help = did_you_mean(name.text, known).unwrap_or_else(|| {
            "whether something is stated is asked with `is given` or `is none`".to_owned()
        });
        self.fail(finding.help(help))
    }

    fn of_kind(
        &mut self,
        tree: &tree::Expr<'_>,
        inner: &Expr,
        name: Name<'_>,
        wanted: Vec<KindId>,
    ) -> Option<Test> {
        let what = self.with_article(&inner.ty);
        if inner.ty.set {
            let message =
                format!("{} is {what}, and `is {}` asks about one thing", Self::quoted(tree), name.text);
            let finding = Finding::unreadable("type/set", tree.span.to(name.span), message);
            return self.fail(finding.help("say what you mean with `every`, `some` or `no`"));
        }
        let Some(kinds) = access::kinds_of(&inner.ty.scalar, &self.known.schema) else {
            let message = format!("{} is {what}, not a thing", Self::quoted(tree));
            return self.fail(Finding::unreadable("type/never", name.span, message));
        };
        if !kinds.iter().any(|kind| wanted.contains(kind)) {
            let never = a(name.text);
            let message = format!("`{}` is {what} and never {never}", show::expr(tree));
            return self.fail(Finding::unreadable("type/never", name.span, message));
        }
        if kinds.iter().all(|kind| wanted.contains(kind)) {
            let message = format!("`{}` is always {}", show::expr(tree), a(name.text));
            let finding = Finding::unreadable("type/always", name.span, message);
            self.findings.push(finding.level(Level::Warning));
        }
        Some(Test::Kinds(wanted))
    }
}
