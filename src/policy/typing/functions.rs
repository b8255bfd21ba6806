//! Named values and conditions: their parameters, their bodies, and that none of them calls itself.
//!
//! They are checked callees first, so that the order of declaration is free.

use std::collections::{BTreeMap, BTreeSet};

use super::expr::Typer;
use super::{Known, Placed, calls, circle, types};
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir;
use crate::syntax::policy::tree::{Function, Item};

/// How deep functions may call functions: they are evaluated inside each other.
const DEPTH: usize = 64;

/// A function with its pack and, by place in the list of all, the functions that it calls.
struct Node<'f> {
    pack: u16,
    tree: &'f Function<'f>,
    calls: BTreeSet<usize>,
}

/// Checks all functions and adds the sound ones to what is known.
pub(super) fn check<'f>(known: &mut Known<'f>, placed: &[Placed<'f>], findings: &mut Vec<Finding>) {
    let mut nodes = nodes(known, placed);
    link(known, &mut nodes);
    let order = callees_first(&nodes);
    let mut deep = vec![1; nodes.len()];
    for at in &order {
        let Some(node) = nodes.get(*at) else { continue };
        let below = node.calls.iter().filter_map(|callee| deep.get(*callee)).max().copied();
        let depth = below.map_or(1, |below: usize| below + 1);
        if let Some(place) = deep.get_mut(*at) {
            *place = depth;
        }
        let function = one(known, node, findings);
        if depth == DEPTH + 1 {
            findings.push(too_deep(node.tree));
        }
        if let Some(function) = function.filter(|_| depth <= DEPTH) {
            let number = known.functions.len() as u16;
            known.functions.push(function);
            if let Some(declared) = known.names.declared_at(node.tree.name) {
                declared.number.set(Some(number));
            }
        }
    }
    let done: BTreeSet<usize> = order.into_iter().collect();
    let left: Vec<usize> = (0..nodes.len()).filter(|at| !done.contains(at)).collect();
    findings.extend(circles(&nodes, &left));
    for node in left.iter().filter_map(|at| nodes.get(*at)) {
        one(known, node, findings);
    }
}

fn too_deep(tree: &Function<'_>) -> Finding {
    let message =
        format!("`{}` is the last of more than {DEPTH} functions that call each other", tree.name.text);
    Finding::unreadable("type/limit", tree.name.span, message)
}

fn nodes<'f>(known: &Known<'f>, placed: &[Placed<'f>]) -> Vec<Node<'f>> {
    let functions = placed.iter().filter_map(|one| match one.item {
        Item::Function(tree) => Some(Node { pack: one.pack, tree, calls: BTreeSet::new() }),
        _ => None,
    });
    functions.filter(|node| known.names.declared_at(node.tree.name).is_some()).collect()
}

fn link(known: &Known<'_>, nodes: &mut [Node<'_>]) {
    let places: BTreeMap<_, _> =
        nodes.iter().enumerate().map(|(at, node)| (node.tree.name.span, at)).collect();
    for node in nodes {
        let mut names = Vec::new();
        calls::collect(&node.tree.body, &mut names);
        let found = names.iter().filter_map(|name| known.names.find(name.text, node.pack, &known.packs));
        node.calls = found.filter_map(|declared| places.get(&declared.span).copied()).collect();
    }
}

/// The places of all functions that neither are in a circle nor call one that is, callees first.
fn callees_first(nodes: &[Node<'_>]) -> Vec<usize> {
    let mut callers = vec![Vec::new(); nodes.len()];
    let mut waits: Vec<usize> = nodes.iter().map(|node| node.calls.len()).collect();
    for (at, node) in nodes.iter().enumerate() {
        for callee in &node.calls {
            if let Some(list) = callers.get_mut(*callee) {
                list.push(at);
            }
        }
    }
    let mut ready: BTreeSet<usize> = (0..nodes.len()).filter(|at| waits.get(*at) == Some(&0)).collect();
    let mut order = Vec::new();
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for caller in callers.get(at).map_or(&[][..], Vec::as_slice) {
            let Some(left) = waits.get_mut(*caller) else { continue };
            *left -= 1;
            if *left == 0 {
                ready.insert(*caller);
            }
        }
    }
    order
}

/// Says which functions call themselves, by way of others or at once.
fn circles(nodes: &[Node<'_>], among: &[usize]) -> Vec<Finding> {
    let next = |at: usize| nodes.get(at).map_or_else(Vec::new, |node| node.calls.iter().copied().collect());
    let circles = circle::all(among.iter().copied(), &next);
    circles.iter().filter_map(|circle| said_of(circle, nodes)).collect()
}

fn said_of(circle: &[usize], nodes: &[Node<'_>]) -> Option<Finding> {
    let name = |at: &usize| nodes.get(*at).map(|node| node.tree.name);
    let first = name(circle.first()?)?;
    let names: Vec<&str> =
        circle.iter().chain(circle.first()).filter_map(name).map(|name| name.text).collect();
    let message = format!("`{}` calls itself: {}", first.text, names.join(", "));
    Some(Finding::unreadable("type/circle", first.span, message).help("no function may call itself"))
}

/// The function with its types; nothing if it has a mistake.
fn one(known: &Known<'_>, node: &Node<'_>, findings: &mut Vec<Finding>) -> Option<ir::Function> {
    let mut typer = Typer::new(known, node.pack);
    let function = typer.function(node.tree).filter(|_| typer.fits(node.tree.name.span));
    findings.append(&mut typer.findings);
    function
}

impl Typer<'_> {
    fn function(&mut self, tree: &Function<'_>) -> Option<ir::Function> {
        let mut params = Vec::new();
        for (ty, name) in &tree.params {
            let scalar = types::named(*ty, &self.known.schema);
            let ty = match scalar {
                Ok(scalar) => Some(types::one(scalar)),
                Err(finding) => self.fail(finding),
            };
            params.push(ty.clone());
            self.bind(*name, ty);
        }
        let result = match tree.result {
            None => Some(types::one(Scalar::YesNo)),
            Some(written) => match types::of_ref(written, &self.known.schema) {
                Ok(ty) => Some(ty),
                Err(finding) => self.fail(finding),
            },
        };
        let body = self.body(tree, result.as_ref());
        Some(ir::Function {
            name: tree.name.text.to_owned(),
            pack: self.pack,
            params: params.into_iter().collect::<Option<Vec<_>>>()?,
            result: result?,
            body: body?,
            slots: self.slots(),
            names: std::mem::take(&mut self.names),
            shown_only: false,
            span: tree.span,
        })
    }

    fn body(&mut self, tree: &Function<'_>, result: Option<&ir::Type>) -> Option<ir::Expr> {
        if tree.result.is_none() {
            return self.condition(&tree.body);
        }
        let body = self.expr(&tree.body, result.map(|ty| &ty.scalar))?;
        let wanted = result?;
        if body.ty.set == wanted.set && types::meet(&body.ty.scalar, &wanted.scalar) {
            return Some(body);
        }
        let (wanted, found) = (self.with_article(wanted), self.with_article(&body.ty));
        let message = format!("`{}` says that it is {wanted}, but it is {found}", tree.name.text);
        self.fail(Finding::unreadable("type/result", tree.body.span, message))
    }
}
