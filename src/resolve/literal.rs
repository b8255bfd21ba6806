//! One value as written, and the type its place wants.

use std::sync::Arc;

use crate::finding::{Finding, Fix};
use crate::model::time::{zone_exists, zones};
use crate::model::{Datum, ListId, Scalar, Word};
use crate::resolve::reader::Reader;
use crate::resolve::wording::{a, example, is, is_datum, short, shown, spoken, wanted};
use crate::syntax::{Literal, LiteralKind};
use crate::text::Span;

/// What it is called that a name is no rule's.
pub const NO_RULE: &str = "name/rule";

impl<'t> Reader<'_, 't> {
    /// The value of `literal` where `scalar` is wanted; none if it does not fit, which is reported.
    pub(super) fn datum(&mut self, scalar: &Scalar, literal: &Literal<'t>) -> Option<Datum> {
        if let LiteralKind::Reference(word) = literal.kind
            && let Some(value) = (self.parameter)(self.from, word)
            && !self.is_word(scalar, word)
        {
            return self.value_of_parameter(scalar, word, value, literal.span);
        }
        match (scalar, &literal.kind) {
            (Scalar::Thing(kinds), _) if kinds.is_empty() => return None,
            (Scalar::Thing(kinds), LiteralKind::Reference(_)) => {
                return self.thing(kinds, literal).map(Datum::Thing);
            }
            (Scalar::Any, LiteralKind::Reference(_)) => return self.thing(&[], literal).map(Datum::Thing),
            (Scalar::Word(list), LiteralKind::Reference(word)) => {
                return self.word(*list, word, literal.span);
            }
            (Scalar::Rule, LiteralKind::RuleId(name) | LiteralKind::Reference(name)) => {
                return self.rule(name, literal.span);
            }
            (Scalar::Zone, LiteralKind::Zone(name) | LiteralKind::Code(name)) => {
                return self.zone_or_report(name, literal.span);
            }
            (Scalar::Hours, LiteralKind::Hours(window)) => {
                let window = self.window(window, literal.span)?;
                return Some(Datum::Hours(self.hours_of(vec![window])));
            }
            _ => {}
        }
        let value = plain(scalar, &literal.kind);
        if value.is_none() {
            self.mistyped(scalar, literal);
        }
        value
    }

    /// Reports a value of the wrong type.
    pub(super) fn mistyped(&mut self, scalar: &Scalar, literal: &Literal<'_>) {
        let (what, wanted) = (is(&literal.kind), wanted(self.schema, scalar));
        let secret = self.private || matches!(literal.kind, LiteralKind::Email(_) | LiteralKind::Phone(_));
        let shown = if secret { "this".to_owned() } else { format!("`{}`", shown(&literal.kind)) };
        let message = format!("{shown} is {what}, but {wanted} is wanted here");
        let help = if secret && *scalar == Scalar::Text { None } else { advice(scalar, &literal.kind) };
        let fix = self.without_quotes(scalar, literal);
        self.findings
            .push(Finding::unreadable("type/value", literal.span, message).maybe_help(help).fix(fix));
    }

    /// A word of a list, or the name of a fitting thing, that stands in quotes.
    fn without_quotes(&self, scalar: &Scalar, literal: &Literal<'_>) -> Option<Fix> {
        let LiteralKind::Text(text) = &literal.kind else { return None };
        let fits = match scalar {
            Scalar::Thing(kinds) => {
                let thing = self.find(text.as_ref());
                thing.is_some_and(|thing| kinds.contains(&self.kind_of(thing)))
            }
            Scalar::Any => self.find(text.as_ref()).is_some(),
            other => self.is_word(other, text),
        };
        fits.then(|| Fix::word(literal.span, text, true))
    }

    /// The zone called `name`, if it exists.
    pub(super) fn zone_named(&mut self, name: &'t str) -> Option<Arc<str>> {
        let exists = || zone_exists(name).then(|| Arc::from(name));
        self.zones.entry(name).or_insert_with(exists).clone()
    }

    fn zone_or_report(&mut self, name: &'t str, span: Span) -> Option<Datum> {
        let zone = self.zone_named(name);
        if zone.is_none() {
            self.no_zone(name, span);
        }
        zone.map(Datum::Zone)
    }

    /// Reports a zone that does not exist.
    pub(super) fn no_zone(&mut self, name: &str, span: Span) {
        let zones = if self.search.is_spent() { Vec::new() } else { zones() };
        let same = zones.iter().find(|zone| zone.eq_ignore_ascii_case(name));
        let help = same.map(|zone| format!("did you mean `{zone}`?"));
        let help = help.or_else(|| self.search.did_you_mean(name, zones.iter().map(String::as_str)));
        let fix = same.map(|zone| Fix::word(span, zone, true));
        let message = format!("there is no time zone `{}`", short(name));
        self.findings.push(Finding::unreadable("name/zone", span, message).maybe_help(help).fix(fix));
    }

    fn rule(&mut self, name: &str, span: Span) -> Option<Datum> {
        let rules = self.context.rules;
        if rules.binary_search_by(|rule| rule.as_str().cmp(name)).is_ok() {
            return Some(Datum::Rule(Arc::from(name)));
        }
        let help = self.search.did_you_mean(name, rules.iter().map(String::as_str));
        let fix = self.search.fix((name, span), rules.iter().map(String::as_str), false);
        let message = format!("there is no rule `{}`", short(name));
        self.findings.push(Finding::unreadable(NO_RULE, span, message).maybe_help(help).fix(fix));
        None
    }

    fn word(&mut self, list: ListId, word: &str, span: Span) -> Option<Datum> {
        let known = self.schema.list(list);
        if let Some(at) = known.at(word) {
            return Some(Datum::Word(Word { list, at: at as u16 }));
        }
        let words = || known.words.keys().map(String::as_str);
        let help = self.search.did_you_mean(word, words()).or_else(|| {
            let all: Vec<_> = words().map(|word| format!("`{word}`")).collect();
            (all.len() <= 12).then(|| format!("the words are {}", all.join(", ")))
        });
        let fix = self.search.fix((word, span), words(), true);
        let message = format!("`{}` is not known as {}", short(word), a(&spoken(&known.name)));
        self.findings.push(Finding::unreadable("name/word", span, message).maybe_help(help).fix(fix));
        None
    }

    fn is_word(&self, scalar: &Scalar, word: &str) -> bool {
        matches!(scalar, Scalar::Word(list) if self.schema.list(*list).at(word).is_some())
    }

    fn value_of_parameter(&mut self, scalar: &Scalar, name: &str, value: Datum, span: Span) -> Option<Datum> {
        if fits(scalar, &value) {
            return Some(value);
        }
        let (what, wanted) = (is_datum(self.schema, &value), wanted(self.schema, scalar));
        let message = format!("`{}` is {what}, but {wanted} is wanted here", short(name));
        self.findings.push(Finding::unreadable("type/value", span, message));
        None
    }
}

/// The value of a literal whose looks alone say what it is.
fn plain(scalar: &Scalar, literal: &LiteralKind<'_>) -> Option<Datum> {
    Some(match (scalar, literal) {
        (Scalar::Text, LiteralKind::Text(text)) => Datum::Text(Arc::from(text.as_ref())),
        (Scalar::Number, LiteralKind::Number(number)) => Datum::Number(*number),
        (Scalar::Percent, LiteralKind::Percent(percent)) => Datum::Percent(*percent),
        (Scalar::Duration, LiteralKind::Duration(amount)) => Datum::Duration(*amount),
        (Scalar::Date, LiteralKind::Date(date)) => Datum::Date(*date),
        (Scalar::YesNo, LiteralKind::YesNo(yes)) => Datum::YesNo(*yes),
        (Scalar::Weekday, LiteralKind::Weekday(day)) => Datum::Weekday(*day),
        (Scalar::Code, LiteralKind::Code(code)) => Datum::Code(Arc::from(*code)),
        (Scalar::Email, LiteralKind::Email(email)) => Datum::Email(Arc::from(*email)),
        (Scalar::Phone, LiteralKind::Phone(phone)) => Datum::Phone(Arc::from(*phone)),
        (Scalar::Url, LiteralKind::Url(url)) => Datum::Url(Arc::from(*url)),
        _ => return None,
    })
}

/// Whether a value of a parameter is of the type that is wanted. No parameter is a thing.
fn fits(scalar: &Scalar, value: &Datum) -> bool {
    *scalar == value.scalar() && !matches!(value, Datum::Thing(_))
}

/// How the value would be written, where its looks show what went wrong.
fn advice(scalar: &Scalar, literal: &LiteralKind<'_>) -> Option<String> {
    match (scalar, literal) {
        (Scalar::Duration, LiteralKind::Number(_)) => {
            Some("say of what: `15 minutes`, `72 hours`".to_owned())
        }
        (Scalar::Thing(_) | Scalar::Any | Scalar::Word(_), LiteralKind::Text(_)) => {
            Some("names are written without quotes".to_owned())
        }
        (Scalar::Email | Scalar::Phone | Scalar::Url | Scalar::Code, LiteralKind::Text(_)) => {
            example(scalar).map(|example| format!("write it without quotes, like `{example}`"))
        }
        // How many zeros stood behind the point is not known here.
        (Scalar::Text, LiteralKind::Number(_)) => Some("put it in quotes".to_owned()),
        (Scalar::Text, _) => Some(format!("put it in quotes: `{}`", a_text(literal))),
        (Scalar::YesNo, _) => Some("write `yes` or `no`".to_owned()),
        _ => example(scalar).map(|example| format!("write it like `{example}`")),
    }
}

fn a_text(literal: &LiteralKind<'_>) -> String {
    format!("\"{}\"", shown(literal).replace('"', ""))
}
