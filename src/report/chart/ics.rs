//! The days that charts name, from the date they are about on, for a calendar: iCalendar, RFC 5545, an event of a whole day for
//! each. What a view says that is no day is the event's description.

use jiff::civil::Date;

use super::Told;
use crate::chart::{Chart, Row, Shown};
use crate::report::Options;
use crate::text::digest;

/// How long a line may be, in bytes, without its end: RFC 5545, 3.1.
const LINE: usize = 75;
/// How many digits of the digest tell one event from all others.
const DIGITS: usize = 32;

/// Writes the calendar.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let product = format!("PRODID:-//irlint//{}//EN", env!("CARGO_PKG_VERSION"));
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), product];
    lines.extend(to_come(told).flat_map(|(of, title, day)| event(told, of, title, day)));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// Whether there is a day to come in the charts.
pub(super) fn any_day(told: &Told<'_>) -> bool {
    to_come(told).next().is_some()
}

/// The days to come, each with its chart and row and the title of the fact that it is.
fn to_come<'t>(told: &'t Told<'_>) -> impl Iterator<Item = ((&'t Chart, &'t Row), &'t str, Date)> {
    let rows = told.charts.iter().flat_map(|chart| chart.rows.iter().map(move |row| (chart, row)));
    let facts = rows.flat_map(|(chart, row)| {
        let facts = chart.facts.iter().zip(&row.facts);
        facts.filter_map(move |(title, fact)| Some(((chart, row), title.as_str(), day(fact)?)))
    });
    facts.filter(|(_, _, day)| *day >= told.as_of)
}

/// The day that a fact is, if it is one and known.
fn day(fact: &Shown) -> Option<Date> {
    if fact.known { fact.text.parse().ok() } else { None }
}

fn event(told: &Told<'_>, (chart, row): (&Chart, &Row), title: &str, day: Date) -> Vec<String> {
    let plan = told.plan.as_ref().map_or("", |(path, _)| path);
    let identity = [plan, &chart.pack, &chart.name, &row.title(), title].join("\0");
    let identity: String = digest(&identity).chars().take(DIGITS).collect();
    let facts = chart.facts.iter().zip(&row.facts).map(|(title, fact)| format!("{title}: {}", fact.text));
    let place = row.span().map(|span| told.place_words(span));
    let described: Vec<String> = std::iter::once(chart.title.clone()).chain(facts).chain(place).collect();
    let stamp = |day: Date| day.strftime("%Y%m%d").to_string();
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{identity}@irlint"),
        format!("DTSTAMP:{}T000000Z", stamp(told.as_of)),
        format!("DTSTART;VALUE=DATE:{}", stamp(day)),
        format!("SUMMARY:{}", escaped(&format!("{title}: {}", row.title()))),
        format!("DESCRIPTION:{}", escaped(&described.join("\n"))),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// A text as RFC 5545, 3.3.11 has it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line in pieces that are short enough, each after the first with a blank before it: RFC 5545, 3.1.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(sign);
        length += sign.len_utf8();
    }
    folded + "\r\n"
}
