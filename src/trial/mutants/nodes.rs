//! Expressions as trees of nodes: every node has a path, and can be taken out and put in. Knows nothing of
//! what the nodes mean.

use crate::policy::ir::{Argument, Binder, Expr, ExprKind, Over};

/// A node of an expression.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its place among all nodes, the outer ones first.
    pub number: usize,
    /// The steps that lead to it from the root, each behind a `/`.
    pub path: String,
    /// What stands there.
    pub expr: Expr,
    /// Whether asking the opposite of it here says something that no other change says.
    pub opposable: bool,
}

/// All nodes of `root`, which is one of them.
pub(super) fn nodes(root: &Expr) -> Vec<Node> {
    let mut found = Vec::new();
    collect(&mut root.clone(), "", true, &mut found);
    found
}

/// `root` with `new` in the place of the node `number`.
pub(super) fn with_node(root: &Expr, number: usize, new: Expr) -> Expr {
    let mut copy = root.clone();
    let mut left = number;
    put(&mut copy, &mut left, &mut Some(new));
    copy
}

/// Shows `see` the expression and all expressions in it.
pub(super) fn visit(root: &Expr, see: &mut dyn FnMut(&Expr)) {
    for node in nodes(root) {
        see(&node.expr);
    }
}

/// Takes the indexes out of all binders.
pub(super) fn drop_keys(expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) | ExprKind::Every(binder, _) => {
            binder.binds.iter_mut().for_each(|bind| bind.keys.clear());
        }
        _ => {}
    }
    for (_, child) in children(expr) {
        drop_keys(child);
    }
}

fn collect(expr: &mut Expr, path: &str, opposable: bool, found: &mut Vec<Node>) {
    found.push(Node { number: found.len(), path: path.to_owned(), expr: expr.clone(), opposable });
    let said_by_parent = match &expr.kind {
        // The opposite of these parts is the opposite of the whole, or swaps its branches.
        ExprKind::Not(_) | ExprKind::Compare(..) => 2,
        ExprKind::If(..) => 1,
        _ => 0,
    };
    for (at, (step, child)) in children(expr).into_iter().enumerate() {
        collect(child, &format!("{path}/{step}"), at >= said_by_parent, found);
    }
}

/// Counts nodes in the order of [`collect`] down to the one wanted.
fn put(expr: &mut Expr, left: &mut usize, new: &mut Option<Expr>) {
    if *left == 0 {
        if let Some(new) = new.take() {
            *expr = new;
        }
        return;
    }
    for (_, child) in children(expr) {
        if new.is_none() {
            return;
        }
        *left -= 1;
        put(child, left, new);
    }
}

/// The parts of an expression that are expressions, in a fixed order, each with its step.
fn children(expr: &mut Expr) -> Vec<(String, &mut Expr)> {
    match &mut expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_) => Vec::new(),
        ExprKind::Attribute(of, _) => named([("base", of)]),
        ExprKind::Not(part) => named([("not", part)]),
        ExprKind::Is(part, ..) => named([("is", part)]),
        ExprKind::Entry(map, key) => named([("map", map), ("key", key)]),
        ExprKind::Cell(_, row, column) => named([("row", row), ("column", column)]),
        ExprKind::Default(value, instead) => named([("value", value), ("default", instead)]),
        ExprKind::Add(left, _, right) | ExprKind::Compare(left, _, right) => {
            named([("left", left), ("right", right)])
        }
        ExprKind::If(condition, then, otherwise) => {
            named([("if", condition), ("then", then), ("else", otherwise)])
        }
        ExprKind::Call(_, parts) | ExprKind::Set(parts) | ExprKind::Or(parts) | ExprKind::And(parts) => {
            parts.iter_mut().enumerate().map(|(at, part)| (at.to_string(), part)).collect()
        }
        ExprKind::Builtin(_, arguments) => arguments.iter_mut().enumerate().filter_map(argument).collect(),
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) => bound(binder),
        ExprKind::Every(binder, condition) => {
            let mut parts = bound(binder);
            parts.push(("holds".to_owned(), condition));
            parts
        }
    }
}

fn named<'e, const N: usize>(parts: [(&str, &'e mut Box<Expr>); N]) -> Vec<(String, &'e mut Expr)> {
    parts.into_iter().map(|(step, part)| (step.to_owned(), part.as_mut())).collect()
}

fn argument((at, argument): (usize, &mut Argument)) -> Option<(String, &mut Expr)> {
    match argument {
        Argument::Value(value) => Some((at.to_string(), value)),
        Argument::Path(_) => None,
    }
}

fn bound(binder: &mut Binder) -> Vec<(String, &mut Expr)> {
    let mut parts = Vec::new();
    for (at, bind) in binder.binds.iter_mut().enumerate() {
        match &mut bind.over {
            Over::Set(set) => parts.push((format!("{at}.in"), set)),
            Over::Kind(_) | Over::List(_) => {}
        }
        let filters = bind.filters.iter_mut().enumerate();
        parts.extend(filters.map(|(place, filter)| (format!("{at}.where.{place}"), filter)));
    }
    parts
}
