//! Values as a plan writes them, for texts that are put into one. A value that is not known is never written.

use super::{Item, Measure, Scale, Value, World};
use crate::model::Datum;
use crate::policy::ir::{Part, Template};
use crate::syntax::decimal;

impl World<'_> {
    /// A template as statements of a plan: a hole in quotes is filled as in a message, any other as a plan writes the value.
    /// None if a value is not known, or no plan can write it.
    pub fn written(&mut self, template: &Template) -> Option<String> {
        let mut text = String::new();
        let mut quoted = false;
        for part in &template.parts {
            match part {
                Part::Text(words) => {
                    quoted ^= ends_quoted(words, quoted);
                    text.push_str(words);
                }
                Part::Hole(expr) => {
                    let value = self.value(expr);
                    if matches!(value, Value::Unknown(_)) {
                        return None;
                    }
                    text.push_str(&if quoted {
                        escaped(&self.show(&value))
                    } else {
                        self.write_value(&value)?
                    });
                }
            }
        }
        Some(text)
    }

    fn write_value(&self, value: &Value) -> Option<String> {
        match value {
            Value::None => Some("none".to_owned()),
            Value::One(item) => self.write_datum(&item.datum),
            Value::Measure(measure) => write_measure(measure),
            Value::Text(text) => Some(format!("\"{}\"", escaped(text))),
            Value::Set(set) if set.is_certain() => {
                let all = set.items.iter().map(|Item { datum, .. }| self.write_datum(datum));
                all.collect::<Option<Vec<String>>>().map(|words| words.join(", "))
            }
            Value::Set(_) | Value::Unknown(_) | Value::Hours(..) | Value::Truth(_) => None,
        }
    }

    fn write_datum(&self, datum: &Datum) -> Option<String> {
        match datum {
            Datum::Text(text) => Some(format!("\"{}\"", escaped(text))),
            Datum::Word(word) => Some(self.policies.schema.word(*word).to_owned()),
            Datum::Thing(thing) => {
                let name = &self.plan.thing(*thing).name;
                (!name.is_empty()).then(|| name.to_string())
            }
            Datum::Hours(_) => None,
            Datum::Zone(_)
            | Datum::Code(_)
            | Datum::Email(_)
            | Datum::Phone(_)
            | Datum::Url(_)
            | Datum::Rule(_)
            | Datum::Number(_)
            | Datum::Percent(_)
            | Datum::Duration(_)
            | Datum::Date(_)
            | Datum::YesNo(_)
            | Datum::Weekday(_) => Some(self.show_datum(datum)),
        }
    }
}

fn write_measure(measure: &Measure) -> Option<String> {
    match (measure.written, measure.scale) {
        (Some(written), _) => Some(written.to_string()),
        (None, Scale::Number) if measure.least == measure.most => Some(decimal(measure.least)),
        (None, Scale::Percent) if measure.least == measure.most => {
            Some(format!("{}%", decimal(measure.least)))
        }
        (None, Scale::Minutes) if measure.least == measure.most => Some(format!("{} minutes", measure.least)),
        (None, Scale::Number | Scale::Percent | Scale::Minutes) => None,
    }
}

/// Whether a quote is open behind `words` that was not before, or the other way round.
pub(in crate::policy) fn ends_quoted(words: &str, mut quoted: bool) -> bool {
    let before = quoted;
    let mut escape = false;
    for letter in words.chars() {
        match letter {
            _ if escape => escape = false,
            '\\' if quoted => escape = true,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    before != quoted
}

/// A text as it stands between quotes, on one line.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_followed_through_escapes() {
        assert!(ends_quoted("owner: todo \"Who runs ", false));
        assert!(!ends_quoted("a: \"x\"; b: ", false));
        assert!(!ends_quoted(" says \\\" and ", true));
    }

    #[test]
    fn a_text_between_quotes_stays_one_text() {
        assert_eq!(escaped("a \"b\"\nc\\"), "a \\\"b\\\" c\\\\");
    }
}
