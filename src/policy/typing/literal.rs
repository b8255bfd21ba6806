//! Values as written in policies, with their types.

use std::sync::Arc;

use crate::finding::{Finding, did_you_mean};
use crate::model::time::{Hours, WeekWindow, zone_exists};
use crate::model::{Datum, ListId, Schema, Word};
use crate::syntax::{Literal, LiteralKind, Window};
use crate::text::Span;

/// How many words of a list a message names.
const MOST_LISTED: usize = 12;

/// The value that `literal` writes.
pub(super) fn datum(literal: &Literal<'_>) -> Result<Datum, Box<Finding>> {
    Ok(match &literal.kind {
        LiteralKind::Text(text) => Datum::Text(Arc::from(text.as_ref())),
        LiteralKind::YesNo(yes) => Datum::YesNo(*yes),
        LiteralKind::Url(url) => Datum::Url(Arc::from(*url)),
        LiteralKind::Email(email) => Datum::Email(Arc::from(*email)),
        LiteralKind::Phone(phone) => Datum::Phone(Arc::from(*phone)),
        LiteralKind::Date(date) => Datum::Date(*date),
        LiteralKind::Hours(window) => hours(window, literal.span)?,
        LiteralKind::Weekday(day) => Datum::Weekday(*day),
        LiteralKind::Duration(amount) => Datum::Duration(*amount),
        LiteralKind::Percent(percent) => Datum::Percent(*percent),
        LiteralKind::Number(number) => Datum::Number(*number),
        LiteralKind::RuleId(rule) => Datum::Rule(Arc::from(*rule)),
        LiteralKind::Zone(zone) => Datum::Zone(known_zone(zone, literal.span)?),
        LiteralKind::Code(code) => Datum::Code(Arc::from(*code)),
        LiteralKind::None => return Err(no_value(literal.span, "none", "ask with `is none` or `is given`")),
        LiteralKind::Todo { .. } => return Err(no_value(literal.span, "todo", "ask with `is missing`")),
        LiteralKind::Reference(name) => {
            return Err(no_value(literal.span, name, "policies do not name things of a plan"));
        }
    })
}

/// The word `text` of `list`.
pub(super) fn word(text: &str, list: ListId, schema: &Schema) -> Option<Datum> {
    let at = schema.list(list).at(text)?;
    Some(Datum::Word(Word { list, at: at as u16 }))
}

/// Says that `text` is no word of `list`.
pub(super) fn unknown_word(text: &str, span: Span, list: ListId, schema: &Schema) -> Finding {
    let list = schema.list(list);
    let words = || list.words.keys().map(String::as_str);
    let all = || format!("its words are {}", words().collect::<Vec<_>>().join(", "));
    let help = did_you_mean(text, words()).or_else(|| (list.words.len() <= MOST_LISTED).then(all));
    Finding::unreadable("type/word", span, format!("`{text}` is no {}", list.name)).maybe_help(help)
}

fn no_value(span: Span, written: &str, help: &str) -> Box<Finding> {
    let finding = Finding::unreadable("type/value", span, format!("`{written}` is no value here"));
    finding.help(help).into()
}

fn hours(window: &Window<'_>, span: Span) -> Result<Datum, Box<Finding>> {
    let zone = window.zone.map(|zone| known_zone(zone, span)).transpose()?;
    let Window { first, last, from, to, .. } = *window;
    Ok(Datum::Hours(Arc::new(Hours::new(vec![WeekWindow { first, last, from, to, zone }]))))
}

fn known_zone(zone: &str, span: Span) -> Result<Arc<str>, Box<Finding>> {
    if zone_exists(zone) {
        return Ok(Arc::from(zone));
    }
    Err(Finding::unreadable("type/value", span, format!("there is no time zone `{zone}`")).into())
}
