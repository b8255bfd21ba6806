//! Bound names: what they range over, and which condition can be judged at which of them.

use super::expr::Typer;
use super::{joins, types, walk};
use crate::finding::{Finding, did_you_mean};
use crate::model::{KindId, Scalar};
use crate::policy::ir::{AddOp, Bind, Binder, Expr, ExprKind, Over, Type};
use crate::syntax::Name;
use crate::syntax::policy::tree::{self, BindOver};

impl Typer<'_> {
    /// Binds the names of a binder, in scope until the caller cuts `locals` back.
    pub(super) fn binder(&mut self, tree: &tree::Binder<'_>) -> Option<Binder> {
        let mark = self.locals.len();
        let binds: Vec<Option<Bind>> = tree.binds.iter().map(|bind| self.bound(bind)).collect();
        let filter = tree.filter.as_ref().map(|filter| self.condition(filter));
        let mut binds = binds.into_iter().collect::<Option<Vec<Bind>>>()?;
        if let Some(filter) = filter {
            let slots: Vec<u16> = self.locals.iter().skip(mark).map(|local| local.slot).collect();
            spread(filter?, &slots, &mut binds);
        }
        joins::find_keys(&mut binds, self.known);
        Some(Binder { binds })
    }

    fn bound(&mut self, tree: &tree::Bind<'_>) -> Option<Bind> {
        let found = match &tree.over {
            BindOver::Kind(kind) => self.over_kind(*kind),
            BindOver::Set(set) => self.over_set(tree.name, set),
        };
        let (over, ty) = found.unzip();
        let slot = self.bind(tree.name, ty);
        Some(Bind { slot, over: over?, filters: Vec::new(), keys: Vec::new() })
    }

    /// `role r`, `area x`, `responder w`: all things of a kind or a union, all words of a list.
    fn over_kind(&mut self, name: Name<'_>) -> Option<(Over, Type)> {
        let schema = &self.known.schema;
        if let Some(kind) = schema.kind_named(name.text) {
            return Some((Over::Kind(kind), types::one(Scalar::Thing(vec![kind]))));
        }
        if let Some(list) = schema.list_named(name.text) {
            return Some((Over::List(list), types::one(Scalar::Word(list))));
        }
        if let Some(union) = schema.unions.get(name.text) {
            let kinds = union.kinds.clone();
            let over = self.over_union(name, &kinds)?;
            return Some((Over::Set(over), types::one(Scalar::Thing(kinds))));
        }
        let known = schema.kinds.keys().chain(schema.unions.keys()).chain(schema.lists.keys());
        let help = did_you_mean(name.text, known.map(String::as_str));
        let message = format!("there is no kind `{}`", name.text);
        self.fail(Finding::unreadable("type/kind", name.span, message).maybe_help(help))
    }

    /// The things of all kinds of a union, put together.
    fn over_union(&mut self, name: Name<'_>, kinds: &[KindId]) -> Option<Expr> {
        let mut whole: Option<Expr> = None;
        for kind in kinds {
            let slot = self.slots();
            self.names.push((name.text.to_owned(), slot));
            let bind = Bind { slot, over: Over::Kind(*kind), filters: Vec::new(), keys: Vec::new() };
            let all = Expr {
                kind: ExprKind::Comprehension(Box::new(Binder { binds: vec![bind] })),
                ty: types::set_of(Scalar::Thing(vec![*kind])),
                span: name.span,
            };
            whole = Some(match whole {
                Some(before) => put_together(before, all),
                None => all,
            });
        }
        whole
    }

    /// `p in r.backup`: the members of a set.
    fn over_set(&mut self, name: Name<'_>, tree: &tree::Expr<'_>) -> Option<(Over, Type)> {
        let set = self.expr(tree, None)?;
        if set.ty.set {
            let ty = types::one(set.ty.scalar.clone());
            return Some((Over::Set(set), ty));
        }
        let what = self.with_article(&set.ty);
        let written = super::show::expr(tree);
        let message = format!("`{}` takes the members of a set, `{written}` is {what}", name.text);
        self.fail(Finding::unreadable("type/set", tree.span, message).help(format!("write `[{written}]`")))
    }
}

fn put_together(left: Expr, right: Expr) -> Expr {
    let span = left.span;
    let scalar = types::join(&left.ty.scalar, &right.ty.scalar).unwrap_or(Scalar::Any);
    let kind = ExprKind::Add(Box::new(left), AddOp::Plus, Box::new(right));
    Expr { kind, ty: types::set_of(scalar), span }
}

/// Puts each conjunct to the last of the bound names that it mentions, or to the first.
fn spread(filter: Expr, slots: &[u16], binds: &mut [Bind]) {
    for conjunct in walk::into_conjuncts(filter) {
        let at = slots.iter().rposition(|slot| walk::mentions(&conjunct, *slot)).unwrap_or(0);
        if let Some(bind) = binds.get_mut(at) {
            bind.filters.push(conjunct);
        }
    }
}
