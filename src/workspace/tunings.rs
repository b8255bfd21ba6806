//! Values for the parameters of packs: from the settings file to data, read as a plan would read them.

use std::sync::Arc;

use super::settings::mistaken;
use super::{Error, Settings};
use crate::config::Value;
use crate::finding::did_you_mean;
use crate::model::Datum;
use crate::policy::ir::Policies;
use crate::policy::typing::Tuning;
use crate::syntax::plan::tree::{Entry, Item};
use crate::syntax::{LiteralKind, plan};
use crate::text::{FileId, Language, Origin, Source, Sources, Span};

/// The tunings of a settings file, which goes into `sources` so that they have a place.
pub fn tunings(settings: &Settings, sources: &mut Sources) -> Result<Vec<Tuning>, Error> {
    let Settings { path, text, .. } = settings;
    let file = sources.add(Source::new(path.as_str(), text.as_str(), Language::Settings, Origin::User));
    let mut tunings = Vec::new();
    for (pack, params) in &settings.config.packs {
        for (param, value) in params {
            let Some(datum) = datum(value.as_ref()) else {
                let message = format!("cannot read the value of `{param}`");
                let help = "write a number, yes or no as they are, and other values as a plan would, in quotes: \
                            `\"20 hours\"`, `\"95%\"`, `\"2026-11-23\"`";
                let byte = value.span().start;
                return Err(mistaken(&settings.path, &settings.text, byte, message, Some(help.to_owned())));
            };
            let at = Span::new(file, value.span().start as u32, value.span().end as u32);
            tunings.push(Tuning { pack: pack.clone(), param: param.clone(), value: datum, at });
        }
    }
    Ok(tunings)
}

/// The first tuning that is of no pack or parameter of `policies`.
pub fn unknown_tuning(settings: &Settings, policies: &Policies) -> Option<Error> {
    for (pack, params) in &settings.config.packs {
        let number = policies.packs.iter().position(|known| known.name == *pack);
        let own = policies.params.iter().filter(|param| Some(usize::from(param.pack)) == number);
        let names: Vec<&str> = own.map(|param| param.name.as_str()).collect();
        let Some((param, value)) = params.iter().find(|(param, _)| !names.contains(&param.as_str())) else {
            continue;
        };
        let (message, guess) = if number.is_none() {
            let packs = policies.packs.iter().map(|pack| pack.name.as_str());
            (format!("there is no pack `{pack}`"), did_you_mean(pack, packs))
        } else {
            let help = did_you_mean(param, names.iter().copied());
            let list = (!names.is_empty()).then(|| format!("its parameters are {}", names.join(", ")));
            (format!("the pack `{pack}` has no parameter `{param}`"), help.or(list))
        };
        return Some(mistaken(&settings.path, &settings.text, value.span().start, message, guess));
    }
    None
}

fn datum(value: &Value) -> Option<Datum> {
    match value {
        Value::YesNo(yes) => Some(Datum::YesNo(*yes)),
        Value::Whole(number) => number.checked_mul(1000).map(Datum::Number),
        Value::Number(number) => parse_literal(&number.to_string()),
        Value::Literal(text) => {
            parse_literal(text).or_else(|| is_word(text).then(|| Datum::Text(Arc::from(text.as_str()))))
        }
    }
}

/// Whether a text may be a word of a list. The parameter's type decides.
fn is_word(text: &str) -> bool {
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.chars().all(sign)
}

/// Reads a value as it is written in plans: `20 hours`, `95%`, `2026-11-23`. Nothing for what only a
/// plan's schema can tell: words of lists, names of things, hours.
pub fn parse_literal(text: &str) -> Option<Datum> {
    if text.contains(['\n', '}', '{', ';']) {
        return None;
    }
    let snippet = format!("tuning x {{ value: {text} }}");
    let source = Source::new("", snippet, Language::Plan, Origin::Embedded);
    let (tree, mistakes) = plan::read(FileId(0), &source);
    let [Item::Block(block)] = tree.items.as_slice() else { return None };
    let [Entry::Attribute(attribute)] = block.entries.as_slice() else { return None };
    let [literal] = attribute.values.as_slice() else { return None };
    if !mistakes.is_empty() || !attribute.tails.is_empty() {
        return None;
    }
    match &literal.kind {
        LiteralKind::Text(text) => Some(Datum::Text(Arc::from(text.as_ref()))),
        LiteralKind::YesNo(yes) => Some(Datum::YesNo(*yes)),
        LiteralKind::Date(date) => Some(Datum::Date(*date)),
        LiteralKind::Weekday(day) => Some(Datum::Weekday(*day)),
        LiteralKind::Duration(amount) => Some(Datum::Duration(*amount)),
        LiteralKind::Percent(percent) => Some(Datum::Percent(*percent)),
        LiteralKind::Number(number) => Some(Datum::Number(*number)),
        LiteralKind::Code(code) => Some(Datum::Code(Arc::from(*code))),
        LiteralKind::Url(url) => Some(Datum::Url(Arc::from(*url))),
        LiteralKind::Todo { .. }
        | LiteralKind::None
        | LiteralKind::Email(_)
        | LiteralKind::Phone(_)
        | LiteralKind::Hours(_)
        | LiteralKind::RuleId(_)
        | LiteralKind::Zone(_)
        | LiteralKind::Reference(_) => None,
    }
}
