//! Kinds with their attributes, lists of words, and unions of kinds.

use super::tree::{AttributeDecl, Enum, EnumValue, Kind, KindPlace, Many, Union};
use crate::finding::Finding;
use crate::syntax::Words;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::Statement;
use crate::syntax::plan::{end_of, no_body};
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;

/// `kind person "A human being" { attributes }`.
pub(super) fn kind<'a>(reader: &mut Reader<'a>, statement: &Statement) -> Option<Kind<'a>> {
    let doc = reader.doc(statement);
    let head = reader.parse(Rule::kind_head, statement.head, end_of(statement));
    let mut attributes = Vec::new();
    for inner in statement.body.iter().flatten() {
        declarations(reader, inner, &mut attributes);
    }
    let (mut place, mut extends, mut name, mut title) = (KindPlace::Top, false, None, None);
    for part in head?.children() {
        match part.rule() {
            Rule::kw_single => place = KindPlace::Single,
            Rule::kw_nested => place = KindPlace::Nested,
            Rule::kw_extend => extends = true,
            Rule::text => title = Some(words(reader, &part)?),
            Rule::name => name = Some(part.name()),
            _ => {}
        }
    }
    let head = reader.span(statement.head);
    Some(Kind { doc, name: name?, title, place, extends, attributes, head })
}

/// The attributes that one statement declares. The description in front of it is that of the first.
fn declarations<'a>(reader: &mut Reader<'a>, statement: &Statement, found: &mut Vec<AttributeDecl<'a>>) {
    if no_body(reader, statement, "an attribute of a kind takes no block") {
        return;
    }
    let mut doc = reader.doc(statement);
    let Some(node) = reader.parse(Rule::attribute_decls, statement.head, end_of(statement)) else { return };
    for part in node.children() {
        found.extend(declaration(reader, &part, doc.take()));
    }
}

fn declaration<'a>(
    reader: &mut Reader<'a>,
    node: &Node<'a>,
    doc: Option<Words<'a>>,
) -> Option<AttributeDecl<'a>> {
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    parts.next_as(Rule::colon)?;
    let ty = parts.next_as(Rule::name)?.name();
    let per =
        parts.next_as(Rule::per).and_then(|per| per.children().find_rule(Rule::name)).map(|name| name.name());
    let mark = parts.next_as(Rule::many)?;
    let many = match mark.text() {
        "?" => Many::Optional,
        "*" => Many::Any,
        _ => Many::One,
    };
    let mut declaration = AttributeDecl {
        doc,
        name,
        ty,
        per,
        many,
        head: false,
        else_none: false,
        private: false,
        span: name.span.to(mark.span()),
    };
    for flag in parts {
        set_flag(reader, &mut declaration, &flag);
    }
    Some(declaration)
}

fn set_flag<'a>(reader: &mut Reader<'a>, declaration: &mut AttributeDecl<'a>, flag: &Node<'a>) {
    let slot = match flag.text() {
        "head" => &mut declaration.head,
        "private" => &mut declaration.private,
        _ => &mut declaration.else_none,
    };
    if *slot {
        let message = format!("`{}` is said twice", flag.text());
        reader.report(Finding::unreadable("syntax/clause-twice", flag.span(), message));
    }
    *slot = true;
    declaration.span = declaration.span.to(flag.span());
}

/// `enum phase { words }`.
pub(super) fn list<'a>(reader: &mut Reader<'a>, statement: &Statement) -> Option<Enum<'a>> {
    let doc = reader.doc(statement);
    let head = reader.parse(Rule::enum_head, statement.head, end_of(statement));
    let inner = statement.body.iter().flatten();
    let values = inner.filter_map(|inner| enum_value(reader, inner)).collect();
    let mut parts = head?.children();
    let extends = parts.next_as(Rule::kw_extend).is_some();
    let name = parts.find_rule(Rule::name)?.name();
    Some(Enum { doc, name, extends, values, head: reader.span(statement.head) })
}

/// `detect "detect" also notice`. Without a title, the description in front of it is its title.
fn enum_value<'a>(reader: &mut Reader<'a>, statement: &Statement) -> Option<EnumValue<'a>> {
    if no_body(reader, statement, "a word of a list takes no block") {
        return None;
    }
    let doc = reader.doc(statement);
    let node = reader.parse(Rule::enum_value, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    let title = match parts.next_as(Rule::text) {
        Some(text) => Some(words(reader, &text)?),
        None => doc.clone(),
    };
    let also = parts.filter(|part| part.rule() == Rule::name).map(|part| part.name()).collect();
    Some(EnumValue { doc, name, title, also })
}

/// `union responder = person | role | team`.
pub(super) fn union<'a>(reader: &mut Reader<'a>, statement: &Statement) -> Option<Union<'a>> {
    no_body(reader, statement, "`union` takes no block");
    let doc = reader.doc(statement);
    let node = reader.parse(Rule::union_head, statement.head, end_of(statement))?;
    let mut names = node.children().filter(|part| part.rule() == Rule::name).map(|part| part.name());
    let name = names.next()?;
    Some(Union { doc, name, members: names.collect(), span: reader.span(statement.head) })
}
