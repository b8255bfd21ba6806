//! The words that messages of this room share: articles, what a value is, what a place wants.

use crate::model::{Attribute, Datum, KindId, Scalar, Schema};
use crate::syntax::{LiteralKind, decimal, weekday};

/// The longest piece of a user's text that a message repeats, in characters.
const SHOWN: usize = 40;

/// The noun with its article: "a person", "an asset".
pub(crate) fn a(noun: &str) -> String {
    let heard = noun.trim_start_matches('`');
    let by_ear = ["uni", "use", "usa", "eu", "one"];
    let vowel =
        heard.starts_with(['a', 'e', 'i', 'o', 'u']) && !by_ear.iter().any(|ear| heard.starts_with(ear));
    let article = if vowel || heard.starts_with("hour") { "an" } else { "a" };
    format!("{article} {noun}")
}

/// A name of the schema as people say it: `report_kind` is a "report kind".
pub(super) fn spoken(name: &str) -> String {
    name.replace('_', " ")
}

/// What a thing of `kind` is: "an asset".
pub(super) fn a_kind(schema: &Schema, kind: KindId) -> String {
    a(&spoken(&schema.kind(kind).name))
}

/// What a place wants: "a duration", "a person, role or team".
pub(super) fn wanted(schema: &Schema, scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text => "a text in quotes".to_owned(),
        Scalar::Number => "a number".to_owned(),
        Scalar::Percent => "a percentage".to_owned(),
        Scalar::Duration => "a duration".to_owned(),
        Scalar::Date => "a date".to_owned(),
        Scalar::Hours => "a window of the week".to_owned(),
        Scalar::YesNo => "a yes or no".to_owned(),
        Scalar::Weekday => "a weekday".to_owned(),
        Scalar::Zone => "a time zone".to_owned(),
        Scalar::Code => "a country code".to_owned(),
        Scalar::Email => "an email address".to_owned(),
        Scalar::Phone => "a telephone number".to_owned(),
        Scalar::Url => "a link".to_owned(),
        Scalar::Rule => "the name of a rule".to_owned(),
        Scalar::Word(list) => a(&spoken(&schema.list(*list).name)),
        Scalar::Thing(kinds) => {
            let names: Vec<_> = kinds.iter().map(|kind| spoken(&schema.kind(*kind).name)).collect();
            a(&alternatives(&names))
        }
        Scalar::Any => "the name of a thing".to_owned(),
    }
}

/// How `attribute` is stated: "`phase:` and one of `detect`, `assess`".
pub(crate) fn statement(schema: &Schema, attribute: &Attribute) -> String {
    let (one, several) =
        if attribute.many { ("one or several of", ", several with commas") } else { ("one of", "") };
    let value = match &attribute.scalar {
        Scalar::Word(list) => {
            let words: Vec<String> =
                schema.list(*list).words.keys().map(|word| format!("`{word}`")).collect();
            format!("{one} {}", words.join(", "))
        }
        Scalar::Thing(_) => format!("the name of {}{several}", wanted(schema, &attribute.scalar)),
        scalar => {
            let like = example(scalar).map_or_else(String::new, |example| format!(" such as `{example}`"));
            format!("{}{like}{several}", wanted(schema, scalar))
        }
    };
    format!("`{}:` and {value}", attribute.name)
}

/// How a value that is wanted is written, where an example helps.
pub(super) fn example(scalar: &Scalar) -> Option<&'static str> {
    match scalar {
        Scalar::Text => Some("\"...\""),
        Scalar::Number => Some("3"),
        Scalar::Percent => Some("95%"),
        Scalar::Duration => Some("15 minutes"),
        Scalar::Date => Some("2026-11-23"),
        Scalar::Hours => Some("Mon-Fri 09:00-17:00"),
        Scalar::YesNo => Some("yes"),
        Scalar::Weekday => Some("Sat"),
        Scalar::Zone => Some("Europe/Berlin"),
        Scalar::Code => Some("DE"),
        Scalar::Email => Some("anna@example.org"),
        Scalar::Phone => Some("+49 30 23125 101"),
        Scalar::Url => Some("https://example.org"),
        Scalar::Rule | Scalar::Word(_) | Scalar::Thing(_) | Scalar::Any => None,
    }
}

/// "person, role or team".
fn alternatives(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [firsts @ .., last] => format!("{} or {last}", firsts.join(", ")),
    }
}

/// What a written value is: "a text".
pub(super) const fn is(literal: &LiteralKind<'_>) -> &'static str {
    match literal {
        LiteralKind::Text(_) => "a text",
        LiteralKind::Todo { .. } => "a note of what is to be done",
        LiteralKind::None => "nothing",
        LiteralKind::YesNo(_) => "a yes or no",
        LiteralKind::Url(_) => "a link",
        LiteralKind::Email(_) => "an email address",
        LiteralKind::Phone(_) => "a telephone number",
        LiteralKind::Date(_) => "a date",
        LiteralKind::Hours(_) => "a window of the week",
        LiteralKind::Weekday(_) => "a weekday",
        LiteralKind::Duration(_) => "a duration",
        LiteralKind::Percent(_) => "a percentage",
        LiteralKind::Number(_) => "a number",
        LiteralKind::RuleId(_) => "the name of a rule",
        LiteralKind::Zone(_) => "a time zone",
        LiteralKind::Code(_) => "a country code",
        LiteralKind::Reference(_) => "a name",
    }
}

/// What a value of a parameter is.
pub(super) fn is_datum(schema: &Schema, datum: &Datum) -> String {
    wanted(schema, &datum.scalar())
}

/// A value as it was written, shortened if it is long.
pub(crate) fn shown(literal: &LiteralKind<'_>) -> String {
    match literal {
        LiteralKind::Text(text) => format!("\"{}\"", short(text)),
        LiteralKind::Todo { note, .. } => format!("todo \"{}\"", short(note)),
        LiteralKind::None => "none".to_owned(),
        LiteralKind::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        LiteralKind::Date(date) => date.to_string(),
        LiteralKind::Hours(window) => short(&window.to_string()),
        LiteralKind::Weekday(day) => weekday(*day).to_owned(),
        LiteralKind::Duration(amount) => amount.to_string(),
        LiteralKind::Percent(thousandths) => format!("{}%", decimal(*thousandths)),
        LiteralKind::Number(thousandths) => decimal(*thousandths),
        LiteralKind::Url(text)
        | LiteralKind::Email(text)
        | LiteralKind::Phone(text)
        | LiteralKind::RuleId(text)
        | LiteralKind::Zone(text)
        | LiteralKind::Code(text)
        | LiteralKind::Reference(text) => short(text),
    }
}

/// A text without line breaks, cut where it is too long to repeat.
pub(super) fn short(text: &str) -> String {
    let mut signs = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    let start: String = signs.by_ref().take(SHOWN).collect();
    if signs.next().is_some() { format!("{start}...") } else { start }
}
