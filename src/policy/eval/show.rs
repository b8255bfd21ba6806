//! Values as words, for messages. A value that is not known is printed as such; a hole never makes a
//! finding disappear.

use super::{Item, Measure, Scale, Set, Truth, Value, World};
use crate::model::time::Hours;
use crate::model::{Datum, ThingId, Word};
use crate::policy::ir::{Part, Template};
use crate::syntax::{counted, decimal, weekday};
use crate::text::capital;

const NOT_STATED: &str = "(not stated)";

/// How many members of a set, or things on a way, a message names.
pub const MOST_NAMED: usize = 100;

/// How many characters of a text of the plan a message repeats.
pub const LONGEST_SHOWN: usize = 1_000;

impl World<'_> {
    /// A template with its holes filled.
    pub fn fill(&mut self, template: &Template) -> String {
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Hole(expr) => {
                    let value = self.value(expr);
                    let shown = self.show(&value);
                    let begins = text.is_empty() && self.is_nameless(&value);
                    text.push_str(&if begins { capital(&shown) } else { shown });
                }
            }
        }
        text
    }

    /// Whether a value is a thing that is called by its kind, for it has no name.
    fn is_nameless(&self, value: &Value) -> bool {
        let Value::One(Item { datum: Datum::Thing(thing), .. }) = value else { return false };
        let declared = self.plan.thing(*thing);
        declared.title.is_none() && declared.name.is_empty()
    }

    /// A value in words.
    pub fn show(&self, value: &Value) -> String {
        match value {
            Value::Unknown(_) | Value::Truth(Truth::Unknown(_)) => NOT_STATED.to_owned(),
            Value::None => "none".to_owned(),
            Value::One(item) => self.show_datum(&item.datum),
            Value::Measure(measure) => show_measure(measure),
            Value::Hours(hours, _) => self.show_hours(hours),
            Value::Set(set) => self.show_set(set),
            Value::Truth(Truth::Yes) => "yes".to_owned(),
            Value::Truth(Truth::No) => "no".to_owned(),
            Value::Text(text) => text.to_string(),
        }
    }

    fn show_set(&self, set: &Set) -> String {
        let mut words = self.members(set.items.iter());
        words.extend(set.open.is_some().then(|| NOT_STATED.to_owned()));
        let maybe = self.members(set.maybe.iter().map(|(item, _)| item));
        match (words.is_empty(), maybe.is_empty()) {
            (_, true) => listed(&words),
            (true, false) => format!("perhaps {}", listed(&maybe)),
            (false, false) => format!("{} (perhaps also {})", listed(&words), listed(&maybe)),
        }
    }

    /// Each of some members in words; of more than can be read, how many there are.
    fn members<'i>(&self, members: impl ExactSizeIterator<Item = &'i Item>) -> Vec<String> {
        let more = members.len().saturating_sub(MOST_NAMED);
        let mut words: Vec<String> =
            members.take(MOST_NAMED).map(|member| self.show_datum(&member.datum)).collect();
        words.extend((more > 0).then(|| format!("{more} more")));
        words
    }

    /// One value in words.
    pub fn show_datum(&self, datum: &Datum) -> String {
        match datum {
            Datum::Text(text)
            | Datum::Zone(text)
            | Datum::Code(text)
            | Datum::Email(text)
            | Datum::Phone(text)
            | Datum::Url(text)
            | Datum::Rule(text) => shortened(text),
            Datum::Number(number) => decimal(*number),
            Datum::Percent(percent) => format!("{}%", decimal(*percent)),
            Datum::Duration(length) => length.to_string(),
            Datum::Date(date) => date.to_string(),
            Datum::Hours(hours) => self.show_hours(hours),
            Datum::YesNo(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Datum::Weekday(day) => weekday(*day).to_owned(),
            Datum::Word(word) => self.word(*word),
            Datum::Thing(thing) => self.title(*thing),
        }
    }

    fn show_hours(&self, hours: &Hours) -> String {
        if self.affords(Hours::effort(&[hours])) { hours.covered(self.as_of) } else { String::new() }
    }

    /// What people call a word of a list: its title, else the word.
    fn word(&self, word: Word) -> String {
        let schema = &self.policies.schema;
        let listed = schema.list(word.list).words.get_index(word.at as usize);
        match listed {
            Some((_, listed)) if !listed.title.is_empty() => listed.title.clone(),
            _ => schema.word(word).replace('_', " "),
        }
    }

    /// What people call a thing: its title, else its name, else its kind.
    pub fn title(&self, thing: ThingId) -> String {
        let declared = self.plan.thing(thing);
        match &declared.title {
            Some(title) => shortened(title),
            None if declared.name.is_empty() => {
                format!("the {}", self.policies.schema.kind(declared.kind).name)
            }
            None => shortened(&declared.name),
        }
    }

    /// Things one after the other, in words; of a way that nobody can read, its start, how many follow, and its end.
    pub(in crate::policy) fn show_way(&self, way: &[ThingId]) -> String {
        let more = way.len().saturating_sub(MOST_NAMED);
        let (start, rest) = way.split_at(way.len().min(MOST_NAMED - 1));
        let mut words: Vec<String> = start.iter().map(|thing| self.title(*thing)).collect();
        words.extend((more > 0).then(|| format!("{more} more")));
        let end = if more > 0 { rest.last().map_or(&[][..], std::slice::from_ref) } else { rest };
        words.extend(end.iter().map(|thing| self.title(*thing)));
        words.join(" -> ")
    }
}

/// A text of the plan as a message repeats it: of more than can be read, the beginning.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN).and_then(|(at, _)| text.get(..at)) {
        None => text.to_owned(),
        // Half a word, or half a number, is none.
        Some(start) => {
            let whole = start.rfind(char::is_whitespace).and_then(|at| start.get(..at)).unwrap_or(start);
            format!("{} ...", whole.trim_end_matches(|letter: char| !letter.is_alphabetic()))
        }
    }
}

/// "a, b and c"; "none" for no words.
pub fn listed(words: &[String]) -> String {
    match words {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn show_measure(measure: &Measure) -> String {
    let end = |amount| show_amount(amount, measure.scale);
    match (measure.written, measure.least, measure.most) {
        (Some(written), _, _) => written.to_string(),
        (None, i64::MAX, _) => "without end".to_owned(),
        (None, least, most) if least == most => end(least),
        (None, least, i64::MAX) => format!("at least {}", end(least)),
        (None, least, most) => format!("between {} and {}", end(least), end(most)),
    }
}

fn show_amount(amount: i64, scale: Scale) -> String {
    match scale {
        Scale::Number => decimal(amount),
        Scale::Percent => format!("{}%", decimal(amount)),
        Scale::Minutes => minutes(amount),
    }
}

/// Minutes in the largest fitting units: "25 days", "26 hours", "1 hour 30 minutes".
fn minutes(amount: i64) -> String {
    const HOUR: u64 = 60;
    const DAY: u64 = 24 * HOUR;
    let (sign, size) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
    let words = if size >= 2 * DAY || (size >= DAY && size.is_multiple_of(DAY)) {
        [(size / DAY, "day"), (size % DAY / HOUR, "hour"), (size % HOUR, "minute")]
    } else {
        [(0, "day"), (size / HOUR, "hour"), (size % HOUR, "minute")]
    };
    let words: Vec<String> = words
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| counted(&count.to_string(), unit))
        .collect();
    if words.is_empty() { "0 minutes".to_owned() } else { format!("{sign}{}", words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!(minutes(90), "1 hour 30 minutes");
        assert_eq!(minutes(26 * 60), "26 hours");
        assert_eq!(minutes(25 * 1440), "25 days");
        assert_eq!(minutes(0), "0 minutes");
    }

    #[test]
    fn lists_read_as_people_say_them() {
        let words = |words: &[&str]| listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&[]), "none");
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "c"]), "a, b and c");
    }
}
