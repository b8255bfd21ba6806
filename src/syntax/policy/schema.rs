//! Kinds with their attributes, lists of words, and unions of kinds.

use super::tree::{AttributeDecl, Enum, EnumValue, Kind, KindPlace, Many, Union};
use crate::finding::Finding;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::Statement;
use crate::syntax::plan::{end_of, no_body};
use crate::syntax::quick::{self, Declaration, Declared, Listed};
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;
use crate::syntax::{Name, Words};

/// `kind person "A human being" { attributes }`.
pub(super) fn kind<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Kind<'a>> {
    let doc = reader.doc(statement);
    let head = head(reader, statement, Rule::kind_head);
    let mut attributes = Vec::new();
    for inner in statement.inner() {
        declarations(reader, &inner, &mut attributes);
    }
    let (before, name, title) = head?;
    let before = before.map_or("", |before| before.text);
    let place = match before {
        "single" => KindPlace::Single,
        "nested" => KindPlace::Nested,
        _ => KindPlace::Top,
    };
    let head = reader.span(statement.head);
    Some(Kind { doc, name, title, place, extends: before == "extend", attributes, head })
}

/// The header of a kind or a list, read as `rule`: perhaps a word before that one, the name, and perhaps a title.
fn head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, rule: Rule) -> Option<Declared<'a>> {
    if let Some(read) = quick::declared(reader, statement.head, rule) {
        return Some(read);
    }
    let node = reader.parse(rule, statement.head, end_of(statement))?;
    let (mut before, mut name, mut title) = (None, None, None);
    for part in node.children() {
        match part.rule() {
            Rule::kw_single | Rule::kw_nested | Rule::kw_extend => before = Some(part.name()),
            // The title of a list is not kept.
            Rule::text if rule == Rule::kind_head => title = Some(words(reader, &part)?),
            Rule::name => name = Some(part.name()),
            _ => {}
        }
    }
    Some((before, name?, title))
}

/// The attributes that one statement declares. The description in front of it is that of the first.
fn declarations<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, found: &mut Vec<AttributeDecl<'a>>) {
    if no_body(reader, statement, "an attribute of a kind takes no block") {
        return;
    }
    let mut doc = reader.doc(statement);
    let read = quick::declarations(reader, statement.head);
    for read in read.or_else(|| by_grammar(reader, statement)).into_iter().flatten() {
        found.push(declaration(reader, read, doc.take()));
    }
}

fn by_grammar<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Vec<Declaration<'a>>> {
    let node = reader.parse(Rule::attribute_decls, statement.head, end_of(statement))?;
    node.children().map(|part| words_of(&part)).collect()
}

/// The words of an `attribute_decl` node.
fn words_of<'a>(node: &Node<'a>) -> Option<Declaration<'a>> {
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    parts.next_as(Rule::colon)?;
    let ty = parts.next_as(Rule::name)?.name();
    let per = parts.next_as(Rule::per).and_then(|per| per.children().find_rule(Rule::name));
    let per = per.map(|name| name.name());
    let many = parts.next_as(Rule::many)?.name();
    Some(Declaration { name, ty, per, many, flags: parts.map(|flag| flag.name()).collect() })
}

fn declaration<'a>(
    reader: &mut Reader<'a>,
    read: Declaration<'a>,
    doc: Option<Words<'a>>,
) -> AttributeDecl<'a> {
    let Declaration { name, ty, per, many: mark, flags } = read;
    let many = match mark.text {
        "?" => Many::Optional,
        "*" => Many::Any,
        _ => Many::One,
    };
    let (head, else_none, private) = (false, false, false);
    let span = name.span.to(mark.span);
    let mut declaration = AttributeDecl { doc, name, ty, per, many, head, else_none, private, span };
    for flag in flags {
        set_flag(reader, &mut declaration, flag);
    }
    declaration
}

fn set_flag<'a>(reader: &mut Reader<'a>, declaration: &mut AttributeDecl<'a>, flag: Name<'a>) {
    let slot = match flag.text {
        "head" => &mut declaration.head,
        "private" => &mut declaration.private,
        _ => &mut declaration.else_none,
    };
    if *slot {
        let message = format!("`{}` is said twice", flag.text);
        reader.report(Finding::unreadable("syntax/clause-twice", flag.span, message));
    }
    *slot = true;
    declaration.span = declaration.span.to(flag.span);
}

/// `enum phase { words }`.
pub(super) fn list<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Enum<'a>> {
    let doc = reader.doc(statement);
    let head = head(reader, statement, Rule::enum_head);
    let inner = statement.inner();
    let values = inner.filter_map(|inner| enum_value(reader, &inner)).collect();
    let (extends, name, _) = head?;
    Some(Enum { doc, name, extends: extends.is_some(), values, head: reader.span(statement.head) })
}

/// `detect "detect" also notice`. Without a title, the description in front of it is its title.
fn enum_value<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<EnumValue<'a>> {
    if no_body(reader, statement, "a word of a list takes no block") {
        return None;
    }
    let doc = reader.doc(statement);
    let (name, title, also) = match quick::listed(reader, statement.head) {
        Some(read) => read,
        None => listed(reader, statement)?,
    };
    let title = title.or_else(|| doc.clone());
    Some(EnumValue { doc, name, title, also })
}

fn listed<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Listed<'a>> {
    let node = reader.parse(Rule::enum_value, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    let title = match parts.next_as(Rule::text) {
        Some(text) => Some(words(reader, &text)?),
        None => None,
    };
    let also = parts.filter(|part| part.rule() == Rule::name).map(|part| part.name()).collect();
    Some((name, title, also))
}

/// `union responder = person | role | team`.
pub(super) fn union<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Union<'a>> {
    no_body(reader, statement, "`union` takes no block");
    let doc = reader.doc(statement);
    let node = reader.parse(Rule::union_head, statement.head, end_of(statement))?;
    let mut names = node.children().filter(|part| part.rule() == Rule::name).map(|part| part.name());
    let name = names.next()?;
    Some(Union { doc, name, members: names.collect(), span: reader.span(statement.head) })
}
