//! What the names of one rule, function or header stand for while its conditions are thought through.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Known, walk};
use crate::model::Schema;
use crate::policy::ir::{Binder, Expr, ExprKind, Matrix, Param};

/// How many names for names are looked through.
const DEPTH: u8 = 12;

/// Names by number: what `let` says of them, and which of them are bound to a value for certain.
pub(super) struct Scope<'r> {
    /// The schema.
    pub schema: &'r Schema,
    /// The matrices.
    pub matrices: &'r [Matrix],
    /// The parameters.
    pub params: &'r [Param],
    lets: BTreeMap<u16, &'r Expr>,
    bound: BTreeSet<u16>,
}

impl<'r> Scope<'r> {
    /// Of a statement with these `let`s and expressions, and perhaps a `for each`.
    pub(super) fn new(
        known: &'r Known<'_>,
        lets: &'r [(u16, Expr)],
        each: Option<&Binder>,
        exprs: &[&Expr],
    ) -> Self {
        let mut bound = BTreeSet::new();
        let mut see = |binder: Option<&Binder>| {
            let binds = binder.into_iter().flat_map(|binder| &binder.binds);
            bound.extend(binds.map(|bind| bind.slot));
        };
        see(each);
        if let Some(each) = each {
            walk::visit_binder(each, &mut |expr| see(walk::binder(expr)));
        }
        for expr in exprs {
            walk::visit(expr, &mut |inner| see(walk::binder(inner)));
        }
        Self {
            schema: &known.schema,
            matrices: &known.matrices,
            params: &known.params,
            lets: lets.iter().map(|(slot, value)| (*slot, value)).collect(),
            bound,
        }
    }

    /// The names that `let` gives, by number.
    pub(super) fn lets(&self) -> impl Iterator<Item = (u16, &'r Expr)> {
        self.lets.iter().map(|(slot, value)| (*slot, *value))
    }

    /// The expression behind a name that `let` gives, else `expr` itself.
    pub(super) fn behind<'e>(&self, expr: &'e Expr) -> &'e Expr
    where
        'r: 'e,
    {
        let mut expr = expr;
        for _ in 0..DEPTH {
            let ExprKind::Local(slot) = expr.kind else { break };
            let Some(value) = self.lets.get(&slot) else { break };
            expr = value;
        }
        expr
    }

    /// Whether `expr` always has a value, whatever a plan says.
    pub(super) fn is_certain(&self, expr: &Expr) -> bool {
        match expr.kind {
            ExprKind::Local(slot) => self.bound.contains(&slot),
            ExprKind::Param(_) | ExprKind::AsOf => true,
            _ => false,
        }
    }

    /// A name for the value of `expr`: two expressions with the same name always have the same value.
    pub(super) fn name(&self, expr: &Expr) -> String {
        self.name_within(expr, DEPTH)
    }

    fn name_within(&self, expr: &Expr, depth: u8) -> String {
        let Some(depth) = depth.checked_sub(1) else { return placed(expr) };
        let inner = |expr: &Expr| self.name_within(expr, depth);
        // Where an expression has several parts its name could double at each step.
        let part = |expr: &Expr| self.name_within(expr, depth / 2);
        match &self.behind(expr).kind {
            ExprKind::Local(slot) => format!("v{slot}"),
            ExprKind::Param(number) => format!("p{number}"),
            ExprKind::Single(kind) => format!("k{}", kind.0),
            ExprKind::Literal(datum) => format!("{datum:?}"),
            ExprKind::AsOf => "as_of".to_owned(),
            ExprKind::Attribute(of, access) => format!("{}.{}", inner(of), access.name),
            ExprKind::Entry(map, key) => format!("{}[{}]", part(map), part(key)),
            ExprKind::Cell(matrix, row, column) => format!("m{matrix}[{},{}]", part(row), part(column)),
            ExprKind::Call(function, args) => {
                format!("f{function}({})", args.iter().map(part).collect::<Vec<_>>().join(","))
            }
            ExprKind::Builtin(..)
            | ExprKind::Set(_)
            | ExprKind::Comprehension(_)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Add(..)
            | ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Every(..)
            | ExprKind::Exists(..)
            | ExprKind::Compare(..)
            | ExprKind::Is(..) => placed(self.behind(expr)),
        }
    }
}

/// What stands at one place has one value.
fn placed(expr: &Expr) -> String {
    let span = expr.span;
    format!("@{}:{}-{}", span.file.0, span.start, span.end)
}
