//! What can be changed at one node: each change is a whole new node, with words for what became of the old one.

use super::nodes::Node;
use super::{logic, values};
use crate::policy::ir::{Expr, ExprKind, Policies};
use crate::text::Span;

/// One way to say something else at a node.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Where below the node it happens; empty for the node itself.
    pub step: String,
    /// Which change it is, in one word.
    pub kind: &'static str,
    /// The words that are changed.
    pub span: Span,
    /// What becomes of them: "is left out".
    pub said: String,
    /// What stands at the node then.
    pub expr: Expr,
}

impl Change {
    /// A change of the whole node `old` to `kind`.
    pub(super) fn of(old: &Expr, word: &'static str, said: impl Into<String>, kind: ExprKind) -> Self {
        let expr = Expr { kind, ty: old.ty.clone(), span: old.span };
        Self { step: String::new(), kind: word, span: old.span, said: said.into(), expr }
    }

    /// Something at `span`, below the node at `step`, is left out; `rest` is what remains of the node.
    pub(super) fn drop(step: String, span: Span, rest: Expr) -> Self {
        Self { step, kind: "drop", span, said: "is left out".to_owned(), expr: rest }
    }
}

/// All changes of `node`.
pub(super) fn changes(node: &Node, policies: &Policies) -> Vec<Change> {
    let expr = &node.expr;
    let mut changes: Vec<Change> = logic::opposite(node).into_iter().collect();
    match &expr.kind {
        ExprKind::And(parts) => changes.extend(logic::parts(expr, parts, true)),
        ExprKind::Or(parts) => changes.extend(logic::parts(expr, parts, false)),
        ExprKind::Exists(which, binder) => {
            changes.extend(logic::filters(expr, binder));
            changes.extend(logic::quantifiers(expr, *which, binder));
        }
        ExprKind::Every(binder, condition) => {
            changes.extend(logic::filters(expr, binder));
            changes.extend(logic::from_every(expr, binder, condition));
        }
        ExprKind::Comprehension(binder) => changes.extend(logic::filters(expr, binder)),
        ExprKind::Compare(left, op, right) => changes.extend(values::bound(expr, left, *op, right)),
        ExprKind::Is(subject, negated, test) => {
            changes.extend(logic::tests(expr, (subject, *negated, test), &policies.schema));
        }
        ExprKind::Literal(datum) => changes.extend(values::literal(expr, datum, &policies.schema)),
        ExprKind::Set(members) => changes.extend(values::members(expr, members)),
        ExprKind::Add(left, op, right) => changes.extend(values::sum(expr, left, *op, right)),
        ExprKind::If(condition, then, otherwise) => {
            let swapped = ExprKind::If(condition.clone(), otherwise.clone(), then.clone());
            changes.push(Change::of(expr, "branches", "swaps what follows `then` and `else`", swapped));
        }
        ExprKind::Default(value, _) => {
            let said = "loses its `default`";
            changes.push(Change::of(expr, "default", said, value.kind.clone()));
        }
        ExprKind::Builtin(builtin, arguments) => changes.extend(values::builtin(expr, *builtin, arguments)),
        ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_)
        | ExprKind::Attribute(..)
        | ExprKind::Entry(..)
        | ExprKind::Cell(..)
        | ExprKind::Call(..)
        | ExprKind::Not(_) => {}
    }
    changes
}
