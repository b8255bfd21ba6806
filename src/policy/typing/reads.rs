//! Which kinds a rule or a view looks at: for the question what a plan must have for it to say anything.

use std::collections::BTreeSet;

use super::walk;
use crate::model::KindId;
use crate::policy::ir::{Argument, Binder, Expr, ExprKind, Function, Over, Test};

/// The kinds that `binders` and `exprs` look at, also through `functions`; sorted.
pub(super) fn kinds<'e>(
    functions: &[Function],
    binders: impl Iterator<Item = &'e Binder>,
    exprs: impl Iterator<Item = &'e Expr>,
) -> Vec<KindId> {
    let mut reads = Reads { functions, kinds: BTreeSet::new(), called: BTreeSet::new() };
    binders.for_each(|each| reads.binder(each));
    exprs.for_each(|expr| reads.expr(expr));
    reads.kinds.into_iter().collect()
}

/// The kinds that were met so far.
struct Reads<'k> {
    functions: &'k [Function],
    kinds: BTreeSet<KindId>,
    called: BTreeSet<u16>,
}

impl Reads<'_> {
    /// Adds what `expr` looks at.
    fn expr(&mut self, expr: &Expr) {
        let mut calls = Vec::new();
        walk::visit(expr, &mut |inner| self.node(inner, &mut calls));
        self.calls(&calls);
    }

    /// Adds what `binder` looks at.
    fn binder(&mut self, binder: &Binder) {
        let mut calls = Vec::new();
        self.binds(binder);
        walk::visit_binder(binder, &mut |inner| self.node(inner, &mut calls));
        self.calls(&calls);
    }

    fn calls(&mut self, calls: &[u16]) {
        for number in calls {
            if self.called.insert(*number)
                && let Some(function) = self.functions.get(usize::from(*number))
            {
                self.expr(&function.body);
            }
        }
    }

    fn node(&mut self, expr: &Expr, calls: &mut Vec<u16>) {
        match &expr.kind {
            ExprKind::Single(kind) => {
                self.kinds.insert(*kind);
            }
            ExprKind::Attribute(_, access) => self.kinds.extend(access.on.iter().map(|(kind, _)| *kind)),
            ExprKind::Call(number, _) => calls.push(*number),
            ExprKind::Builtin(_, args) => self.paths(args),
            ExprKind::Comprehension(binder) | ExprKind::Every(binder, _) | ExprKind::Exists(_, binder) => {
                self.binds(binder);
            }
            ExprKind::Is(_, _, Test::Kinds(kinds)) => self.kinds.extend(kinds),
            ExprKind::Is(..)
            | ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Param(_)
            | ExprKind::AsOf
            | ExprKind::Entry(..)
            | ExprKind::Cell(..)
            | ExprKind::Set(_)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Add(..)
            | ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..) => {}
        }
    }

    fn paths(&mut self, args: &[Argument]) {
        for arg in args {
            match arg {
                Argument::Path(steps) => {
                    let on = steps.iter().flat_map(|access| &access.on);
                    self.kinds.extend(on.map(|(kind, _)| *kind));
                }
                Argument::Value(_) => {}
            }
        }
    }

    fn binds(&mut self, binder: &Binder) {
        for bind in &binder.binds {
            match bind.over {
                Over::Kind(kind) => {
                    self.kinds.insert(kind);
                }
                Over::List(_) | Over::Set(_) => {}
            }
        }
    }
}
