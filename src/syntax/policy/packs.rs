//! `schema`, `pack` and `param`.

use super::clauses::{Clauses, condition, setting};
use super::parse;
use super::tree::{Pack, Param, SchemaHead, TypeRef};
use crate::finding::Finding;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::literals::literal;
use crate::syntax::outline::{Statement, is_attribute};
use crate::syntax::plan::{end_of, no_body};
use crate::syntax::quantities::thousandths;
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;
use crate::syntax::{Literal, Name, Words};

/// `schema core 1`.
pub(super) fn schema_head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<SchemaHead<'a>> {
    no_body(reader, statement, "`schema` takes no block");
    let node = reader.parse(Rule::schema_head, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::any_name)?.name();
    let number = parts.next_as(Rule::number)?;
    let version = thousandths(reader, &number)?;
    if version % 1000 != 0 {
        let message = format!("`{}` is no version of a schema", number.text());
        reader.report(
            Finding::unreadable("syntax/number", number.span(), message).help("versions are whole numbers"),
        );
        return None;
    }
    Some(SchemaHead { name, version: version / 1000, span: reader.span(statement.head) })
}

/// `pack gdpr "..." { settings, applies when }`.
pub(super) fn pack<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Pack<'a>> {
    let doc = reader.doc(statement);
    let head = head(reader, statement);
    let mut clauses = Clauses::new("pack", &["applies"]);
    let mut settings = Vec::new();
    let mut applies = None;
    let mut broken = false;
    for inner in statement.inner() {
        let word = clauses.start(reader, &inner);
        if is_attribute(reader.slice(inner.head)) {
            let read = setting(reader, &inner);
            broken |= read.is_none();
            settings.extend(read);
        } else if word == Some("applies") {
            let read = condition(reader, &inner, Rule::applies_clause);
            broken |= read.is_none();
            applies = applies.or(read);
        } else {
            broken = true;
        }
    }
    let (name, title) = head?;
    Some(Pack { doc, name, title, settings, applies, broken, head: reader.span(statement.head) })
}

fn head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<(Name<'a>, Words<'a>)> {
    if let Some(read) = quick::titled(reader, statement.head) {
        return Some(read);
    }
    let node = reader.parse(Rule::pack_head, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::any_name)?.name();
    Some((name, words(reader, &parts.next_as(Rule::text)?)?))
}

/// `param plan_total: duration = 60 days "..." at most 90 days`.
pub(super) fn param<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Param<'a>> {
    no_body(reader, statement, "`param` takes no block");
    let doc = reader.doc(statement);
    let node = parse(reader, Rule::param_head, statement.head, end_of(statement))?;
    let mut parts = node.children().filter(|part| !matches!(part.rule(), Rule::colon | Rule::equals));
    let name = parts.next()?.name();
    let ty = type_ref(&parts.next()?)?;
    let default = literal(reader, &parts.next()?)?;
    let (mut title, mut at_most, mut at_least) = (None, None, None);
    for part in parts {
        if part.rule() == Rule::text {
            title = Some(words(reader, &part)?);
            continue;
        }
        let mut bound = part.children();
        let sign = bound.next()?;
        let value = literal(reader, &bound.next()?)?;
        let slot = if sign.rule() == Rule::at_most { &mut at_most } else { &mut at_least };
        set_bound(reader, slot, &sign, value);
    }
    Some(Param { doc, name, ty, default, title, at_most, at_least, span: reader.span(statement.head) })
}

fn set_bound<'a>(
    reader: &mut Reader<'a>,
    slot: &mut Option<Literal<'a>>,
    sign: &Node<'a>,
    value: Literal<'a>,
) {
    match slot {
        None => *slot = Some(value),
        Some(first) => {
            let message = format!("`{}` is said twice", sign.text());
            let finding = Finding::unreadable("syntax/clause-twice", sign.span(), message);
            reader.report(finding.also(first.span, "here for the first time"));
        }
    }
}

/// A `type_ref` node.
pub(super) fn type_ref<'a>(node: &Node<'a>) -> Option<TypeRef<'a>> {
    let mut parts = node.children();
    let set = parts.next_as(Rule::set_of).is_some();
    Some(TypeRef { name: parts.next_as(Rule::name)?.name(), set })
}
