//! Expressions: from what the grammar read to trees. Recursion is bounded by `depth`.

use super::tree::{AddOp, Bind, BindOver, Binder, CompareOp, Exists, Expr, ExprKind, IsTest};
use crate::finding::Finding;
use crate::syntax::Name;
use crate::syntax::depth::MAX_DEPTH;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::literals::literal;
use crate::syntax::reader::Reader;
use crate::text::Span;

/// An `expr` node, or any node below it.
pub(super) fn expression<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    match node.rule() {
        Rule::expr => several(reader, node, ExprKind::Or),
        Rule::and_expr => several(reader, node, ExprKind::And),
        Rule::not_expr => negation(reader, node),
        Rule::every_expr => every(reader, node),
        Rule::exists_expr => exists(reader, node),
        Rule::compare => compare(reader, node),
        Rule::sum => sum(reader, node),
        Rule::fallback => fallback(reader, node),
        Rule::factor => expression(reader, &node.children().next()?),
        Rule::group => group(reader, node),
        Rule::if_expr => choice(reader, node),
        Rule::named => named(reader, node),
        Rule::set => set(reader, node),
        Rule::literal => {
            let literal = literal(reader, node)?;
            let span = literal.span;
            Some(Expr { kind: ExprKind::Literal(literal), span })
        }
        _ => None,
    }
}

/// The expressions among the parts of a node. All of them are looked at, so that all mistakes are reported.
fn expressions<'a>(reader: &mut Reader<'a>, node: &Node<'a>, rule: Rule) -> Option<Vec<Expr<'a>>> {
    let parts = node.children().filter(|part| part.rule() == rule);
    let read: Vec<_> = parts.map(|part| expression(reader, &part)).collect();
    read.into_iter().collect()
}

fn boxed<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Box<Expr<'a>>> {
    expression(reader, node).map(Box::new)
}

/// Parts with `and` or `or` between them; one alone is itself.
fn several<'a>(
    reader: &mut Reader<'a>,
    node: &Node<'a>,
    kind: fn(Vec<Expr<'a>>) -> ExprKind<'a>,
) -> Option<Expr<'a>> {
    let rule = if node.rule() == Rule::expr { Rule::and_expr } else { Rule::not_expr };
    let mut parts = expressions(reader, node, rule)?;
    let span = parts.first()?.span.to(parts.last()?.span);
    if parts.len() == 1 { parts.pop() } else { Some(Expr { kind: kind(parts), span }) }
}

fn negation<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let Some(word) = parts.next_as(Rule::kw_not) else {
        return expression(reader, &parts.next()?);
    };
    let inner = boxed(reader, &parts.next()?)?;
    let span = word.span().to(inner.span);
    Some(Expr { kind: ExprKind::Not(inner), span })
}

fn every<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let start = parts.next_as(Rule::kw_every)?.span();
    let binder = binder(reader, &parts.next_as(Rule::binder)?);
    let body = boxed(reader, &parts.find_rule(Rule::expr)?);
    let (binder, body) = (binder?.0, body?);
    let span = start.to(body.span);
    Some(Expr { kind: ExprKind::Every(binder, body), span })
}

fn exists<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let word = parts.next_as(Rule::quantifier)?;
    let (binder, end) = binder(reader, &parts.next_as(Rule::binder)?)?;
    Some(Expr { kind: ExprKind::Exists(Exists::of(word.text())?, binder), span: word.span().to(end) })
}

/// A `binder` node, and where it ends.
pub(super) fn binder<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<(Binder<'a>, Span)> {
    let mut binds = Vec::new();
    let mut filter = None;
    let mut end = node.span();
    for part in node.children() {
        match part.rule() {
            Rule::bind => {
                let (bind, span) = bind(reader, &part)?;
                binds.push(bind);
                end = span;
            }
            Rule::expr => {
                let condition = boxed(reader, &part)?;
                end = condition.span;
                filter = Some(condition);
            }
            _ => {}
        }
    }
    Some((Binder { binds, filter }, end))
}

fn bind<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<(Bind<'a>, Span)> {
    let mut parts = node.children();
    let first = parts.next_as(Rule::ident)?.name();
    if parts.next_as(Rule::kw_in).is_some() {
        let set = boxed(reader, &parts.next_as(Rule::sum)?)?;
        let end = set.span;
        return Some((Bind { name: first, over: BindOver::Set(set) }, end));
    }
    let name = parts.next_as(Rule::ident)?.name();
    Some((Bind { name, over: BindOver::Kind(first) }, name.span))
}

fn compare<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let left = boxed(reader, &parts.next_as(Rule::sum)?)?;
    let Some(next) = parts.next() else { return Some(*left) };
    if next.rule() == Rule::is_test {
        return is_test(left, &next);
    }
    let op = CompareOp::of(next.text())?;
    let right = boxed(reader, &parts.next_as(Rule::sum)?)?;
    let span = left.span.to(right.span);
    Some(Expr { kind: ExprKind::Compare(left, op, right), span })
}

fn is_test<'a>(left: Box<Expr<'a>>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    parts.next_as(Rule::kw_is)?;
    let negated = parts.next_as(Rule::kw_not).is_some();
    let name = parts.next_as(Rule::name)?.name();
    let span = left.span.to(name.span);
    Some(Expr { kind: ExprKind::Is(left, negated, IsTest::of(name)), span })
}

fn sum<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let mut left = expression(reader, &parts.next()?)?;
    let mut count = 1;
    while let (Some(sign), Some(right)) = (parts.next(), parts.next()) {
        count += 1;
        if count > MAX_DEPTH {
            let message = format!("a sum has more than {MAX_DEPTH} parts");
            reader.report(Finding::unreadable("syntax/too-deep", sign.span(), message));
            return None;
        }
        let op = if sign.text() == "+" { AddOp::Plus } else { AddOp::Minus };
        let right = boxed(reader, &right)?;
        let span = left.span.to(right.span);
        left = Expr { kind: ExprKind::Add(Box::new(left), op, right), span };
    }
    Some(left)
}

fn fallback<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let value = expression(reader, &parts.next()?)?;
    let Some(other) = parts.find_rule(Rule::factor) else { return Some(value) };
    let other = boxed(reader, &other)?;
    let span = value.span.to(other.span);
    Some(Expr { kind: ExprKind::Default(Box::new(value), other), span })
}

/// An expression in brackets, which stay in its place but not in the tree.
fn group<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let open = parts.next_as(Rule::open_round)?.span();
    let inner = expression(reader, &parts.next()?)?;
    let close = parts.next_as(Rule::close_round)?.span();
    Some(Expr { span: open.to(close), ..inner })
}

fn choice<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let start = node.children().next_as(Rule::kw_if)?.span();
    let mut parts = expressions(reader, node, Rule::expr)?.into_iter().map(Box::new);
    let (condition, yes, no) = (parts.next()?, parts.next()?, parts.next()?);
    let span = start.to(no.span);
    Some(Expr { kind: ExprKind::If(condition, yes, no), span })
}

fn named<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let mut parts = node.children();
    let path: Vec<Name<'a>> = parts.next_as(Rule::path)?.children().map(|name| name.name()).collect();
    let (first, last) = (path.first()?.span, path.last()?.span);
    let Some(behind) = parts.next() else {
        return Some(Expr { kind: ExprKind::Path(path), span: first.to(last) });
    };
    let given = expressions(reader, &behind, Rule::expr);
    let span = first.to(behind.children().last()?.span());
    let kind = match path.as_slice() {
        _ if behind.rule() == Rule::keys => ExprKind::Lookup(path, given?),
        [name] => ExprKind::Call(*name, given?),
        _ => {
            let message = "only a function is followed by `(`, not an attribute";
            reader.report(Finding::unreadable("syntax/statement", span, message));
            return None;
        }
    };
    Some(Expr { kind, span })
}

/// `[a, b]`, or `[role r where ...]`.
fn set<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let parts: Vec<Node<'a>> = node.children().collect();
    let span = parts.first()?.span().to(parts.last()?.span());
    let items: Vec<Node<'a>> = parts
        .iter()
        .filter(|part| part.rule() == Rule::set_item)
        .filter_map(|item| item.children().next())
        .collect();
    let filter = parts.iter().find(|part| part.rule() == Rule::expr);
    let binds = filter.is_some() || items.iter().any(|item| item.rule() == Rule::kind_bind);
    if !binds {
        let read: Vec<_> = items.iter().map(|item| expression(reader, item)).collect();
        let members: Option<Vec<_>> = read.into_iter().collect();
        return Some(Expr { kind: member_binder(members?), span });
    }
    let binds: Option<Vec<_>> = items.iter().map(|item| set_bind(reader, item)).collect();
    let filter = match filter {
        Some(filter) => Some(boxed(reader, filter)?),
        None => None,
    };
    Some(Expr { kind: ExprKind::Comprehension(Binder { binds: binds?, filter }), span })
}

/// `[x in S]` names the members of `S`; anything else lists members.
pub(in crate::syntax) fn member_binder(mut members: Vec<Expr<'_>>) -> ExprKind<'_> {
    match (members.pop(), members.is_empty()) {
        (Some(only), true) => match as_bind(only) {
            Ok(bind) => ExprKind::Comprehension(Binder { binds: vec![bind], filter: None }),
            Err(other) => ExprKind::Set(vec![other]),
        },
        (last, _) => {
            members.extend(last);
            ExprKind::Set(members)
        }
    }
}

fn set_bind<'a>(reader: &mut Reader<'a>, item: &Node<'a>) -> Option<Bind<'a>> {
    if item.rule() == Rule::kind_bind {
        return bind(reader, item).map(|(bind, _)| bind);
    }
    match as_bind(expression(reader, item)?) {
        Ok(bind) => Some(bind),
        Err(other) => {
            let message = "before `where` stand a kind and a name such as `role r`, or a name and a set";
            reader.report(Finding::unreadable("syntax/statement", other.span, message));
            None
        }
    }
}

/// `x in S`, read as a comparison, as a name for the members of `S`.
pub(in crate::syntax) fn as_bind(expr: Expr<'_>) -> Result<Bind<'_>, Expr<'_>> {
    match expr.kind {
        ExprKind::Compare(left, CompareOp::In, set) => match left.kind {
            ExprKind::Path(ref path) if path.len() == 1 => match path.first() {
                Some(name) => Ok(Bind { name: *name, over: BindOver::Set(set) }),
                None => Err(Expr { kind: ExprKind::Compare(left, CompareOp::In, set), span: expr.span }),
            },
            _ => Err(Expr { kind: ExprKind::Compare(left, CompareOp::In, set), span: expr.span }),
        },
        kind => Err(Expr { kind, span: expr.span }),
    }
}
