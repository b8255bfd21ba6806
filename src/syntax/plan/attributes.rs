//! Attributes: `name: value, value tails`.

use super::tree::Attribute;
use crate::syntax::grammar::{Children, Node, Rule};
use crate::syntax::literals::literal;
use crate::syntax::outline::Range;
use crate::syntax::quick::{self, Values};
use crate::syntax::reader::Reader;
use crate::syntax::{Few, Literal, Name};

/// Reads the statement at `range` as an attribute.
pub(super) fn attribute<'a>(reader: &mut Reader<'a>, range: Range) -> Option<Attribute<'a>> {
    quick_attribute(reader, range).or_else(|| parsed_attribute(reader, range))
}

/// The same, if it is of the common form.
pub(super) fn quick_attribute<'a>(reader: &Reader<'a>, range: Range) -> Option<Attribute<'a>> {
    let (name, (values, tails)) = quick::attribute(reader, range)?;
    Some(with_span(name, values, tails))
}

/// The same, by the grammar.
pub(super) fn parsed_attribute<'a>(reader: &mut Reader<'a>, range: Range) -> Option<Attribute<'a>> {
    let node = reader.parse(Rule::attribute, range, "the end of the line")?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    let (values, tails) = values(reader, parts.next_as(Rule::values)?.children())?;
    Some(with_span(name, values, tails))
}

/// The parts of a `values` node. Every value is looked at, so that all mistakes are reported.
pub(super) fn values<'a>(reader: &mut Reader<'a>, parts: Children<'a>) -> Option<Values<'a>> {
    let (mut values, mut tails) = (Some(Few::new()), Some(Vec::new()));
    for part in parts {
        if part.rule() == Rule::tail {
            push(&mut tails, tail(reader, &part));
        } else {
            push(&mut values, literal(reader, &part));
        }
    }
    values.zip(tails)
}

/// A `tail` node.
pub(super) fn tail<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Attribute<'a>> {
    let mut parts = node.children();
    let name = parts.next_as(Rule::prep)?.name();
    let (values, tails) = values(reader, parts)?;
    Some(with_span(name, values, tails))
}

/// Adds `item`, or gives the whole list up if there is none.
fn push<L: Extend<T>, T>(list: &mut Option<L>, item: Option<T>) {
    match (list.as_mut(), item) {
        (Some(list), Some(item)) => list.extend(std::iter::once(item)),
        _ => *list = None,
    }
}

fn with_span<'a>(name: Name<'a>, values: Few<Literal<'a>>, tails: Vec<Attribute<'a>>) -> Attribute<'a> {
    let value_end = values.last().map_or(name.span, |value| value.span);
    let end = tails.last().map_or(value_end, |tail| tail.span);
    Attribute { name, values, tails, span: name.span.to(end) }
}
