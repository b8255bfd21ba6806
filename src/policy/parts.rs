//! What expressions are made of, one step down.

use super::ir::{Argument, Binder, Expr, ExprKind, Over};

impl Expr {
    /// The expressions that it is directly made of, in the order in which they are written.
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Param(_)
            | ExprKind::AsOf
            | ExprKind::Single(_) => Vec::new(),
            ExprKind::Attribute(inner, _) | ExprKind::Not(inner) | ExprKind::Is(inner, ..) => vec![inner],
            ExprKind::Entry(one, other)
            | ExprKind::Cell(_, one, other)
            | ExprKind::Default(one, other)
            | ExprKind::Add(one, _, other)
            | ExprKind::Compare(one, _, other) => vec![one, other],
            ExprKind::If(condition, yes, no) => vec![condition, yes, no],
            ExprKind::Call(_, parts) | ExprKind::Set(parts) | ExprKind::Or(parts) | ExprKind::And(parts) => {
                parts.iter().collect()
            }
            ExprKind::Builtin(_, arguments) => arguments.iter().filter_map(value).collect(),
            ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) => binder.parts(),
            ExprKind::Every(binder, inner) => {
                let mut parts = binder.parts();
                parts.push(inner);
                parts
            }
        }
    }
}

impl Binder {
    /// The sets that its names range over and the conditions on them.
    pub fn parts(&self) -> Vec<&Expr> {
        let mut parts = Vec::new();
        for bind in &self.binds {
            match &bind.over {
                Over::Set(set) => parts.push(set),
                Over::Kind(_) | Over::List(_) => {}
            }
            parts.extend(&bind.filters);
        }
        parts
    }
}

const fn value(argument: &Argument) -> Option<&Expr> {
    match argument {
        Argument::Value(value) => Some(value),
        Argument::Path(_) => None,
    }
}
