//! Values: from what the grammar read to literals.

use super::grammar::{Node, Rule};
use super::quantities::{clock, date, thousandths, unit, weekday};
use super::reader::Reader;
use super::texts::words;
use super::{Amount, Literal, LiteralKind, Window};
use crate::text::Span;

/// The literal that a `value`, `literal`, `constant` or `setting_value` node holds.
pub(super) fn literal<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Literal<'a>> {
    let node = node.children().next()?;
    let (kind, span) = match node.rule() {
        Rule::literal => return literal(reader, &node),
        Rule::measure => return measure(reader, &node),
        Rule::hours => return hours(reader, &node),
        Rule::todo => return todo(reader, &node),
        Rule::text => {
            let words = words(reader, &node)?;
            (LiteralKind::Text(words.text), words.span)
        }
        Rule::date => (LiteralKind::Date(date(reader, &node)?), node.span()),
        rule => (simple(rule, node.text()), node.span()),
    };
    Some(Literal { kind, span })
}

/// The literals that are what they look like.
pub(super) fn simple(rule: Rule, text: &str) -> LiteralKind<'_> {
    match rule {
        Rule::always => LiteralKind::Hours(Window { first: 0, last: 6, from: 0, to: 1440, zone: None }),
        Rule::zone => LiteralKind::Zone(text),
        Rule::code => LiteralKind::Code(text),
        Rule::kebab => LiteralKind::RuleId(text),
        Rule::url => LiteralKind::Url(text),
        Rule::email => LiteralKind::Email(text),
        Rule::phone => LiteralKind::Phone(text),
        _ => match text {
            "none" => LiteralKind::None,
            "yes" => LiteralKind::YesNo(true),
            "no" => LiteralKind::YesNo(false),
            other => LiteralKind::Reference(other),
        },
    }
}

fn measure<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Literal<'a>> {
    let mut parts = node.children();
    let number = parts.next()?;
    let amount = thousandths(reader, &number)?;
    let behind = parts.next();
    let span = behind.as_ref().map_or(number.span(), |behind| number.span().to(behind.span()));
    let kind = match behind {
        None => LiteralKind::Number(amount),
        Some(sign) if sign.rule() == Rule::percent_sign => LiteralKind::Percent(amount),
        Some(word) => LiteralKind::Duration(Amount { thousandths: amount, unit: unit(&word) }),
    };
    Some(Literal { kind, span })
}

fn todo<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Literal<'a>> {
    let mut parts = node.children();
    let word = parts.next_as(Rule::kw_todo)?;
    let reason = words(reader, &parts.next_as(Rule::text)?)?;
    let (by, end) = match parts.find_rule(Rule::date) {
        Some(day) => (Some(date(reader, &day)?), day.span()),
        None => (None, reason.span),
    };
    Some(Literal { kind: LiteralKind::Todo { note: reason.text, by }, span: word.span().to(end) })
}

fn hours<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Literal<'a>> {
    let mut parts = node.children();
    let day = parts.next_as(Rule::weekday)?;
    let first = weekday(&day);
    let last = parts.next_as(Rule::weekday).map_or(first, |day| weekday(&day));
    let Some(from) = parts.next_as(Rule::clock) else {
        return Some(Literal { kind: LiteralKind::Weekday(first), span: day.span() });
    };
    let to = parts.next_as(Rule::clock)?;
    let zone = parts.next_as(Rule::zone);
    let end: Span = zone.as_ref().map_or(to.span(), Node::span);
    let (from, to) = (clock(reader, &from, false), clock(reader, &to, true));
    let window = Window { first, last, from: from?, to: to?, zone: zone.map(|zone| zone.text()) };
    Some(Literal { kind: LiteralKind::Hours(window), span: day.span().to(end) })
}
