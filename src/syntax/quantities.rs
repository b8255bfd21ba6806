//! Days, times of day and numbers: from digits to values, with what is impossible about them.

use super::grammar::Node;
use super::reader::Reader;
use super::{Clock, Unit};
use crate::finding::Finding;

/// How far a number may go: far above everything a plan needs, far below what sums of them could overflow.
const MAX_NUMBER: i64 = 1_000_000_000;

/// The day of a `date` node.
pub(super) fn date(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<jiff::civil::Date> {
    let text = node.text();
    let date = day_of(text);
    if date.is_none() {
        let message = format!("`{text}` is no day of the calendar");
        reader.report(Finding::unreadable("syntax/date", node.span(), message).help(date_help(text)));
    }
    date
}

/// The day that is written `2026-11-23`.
pub(super) fn day_of(text: &str) -> Option<jiff::civil::Date> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| {
        let digits = text.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits?.parse::<i16>().ok()
    };
    let (month, day) = (i8::try_from(digits(5, 7)?).ok()?, i8::try_from(digits(8, 10)?).ok()?);
    let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && bytes.len() == 10;
    dashes.then(|| jiff::civil::Date::new(digits(0, 4)?, month, day).ok())?
}

fn date_help(text: &str) -> &'static str {
    let month = text.get(5..7).unwrap_or("");
    if ("01"..="12").contains(&month) {
        "the month has fewer days"
    } else {
        "a date is written year, month, day, such as 2026-11-23"
    }
}

/// The minutes after midnight of a `clock` node. Only where a window closes may it be 24:00.
pub(super) fn clock(reader: &mut Reader<'_>, node: &Node<'_>, closes: bool) -> Option<Clock> {
    let text = node.text();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<Clock>().ok());
    let minutes = part(0, 2)
        .zip(part(3, 5))
        .filter(|(_, minute)| *minute < 60)
        .map(|(hour, minute)| hour * 60 + minute)
        .filter(|minutes| *minutes < 1440 || closes && *minutes == 1440);
    if minutes.is_none() {
        let message = format!("`{text}` is no time of the day");
        let help = "times go from 00:00 to 23:59; a window may end at 24:00";
        reader.report(Finding::unreadable("syntax/time", node.span(), message).help(help));
    }
    minutes
}

/// The thousandths that a `number` node stands for.
pub(super) fn thousandths(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<i64> {
    let (whole, decimals) = node.text().split_once('.').unwrap_or((node.text(), ""));
    let value = number_of(whole);
    let (Some(value), true) = (value, decimals.len() <= 3) else {
        let (message, help) = if value.is_none() {
            let shown = super::expected::clip(node.text());
            (format!("the number `{shown}` is too large"), format!("numbers go up to {MAX_NUMBER}"))
        } else {
            let shown = super::expected::clip(node.text());
            (format!("the number `{shown}` is too fine"), "numbers have at most three decimals".to_owned())
        };
        reader.report(Finding::unreadable("syntax/number", node.span(), message).help(help));
        return None;
    };
    let fraction = format!("{decimals:0<3}").parse::<i64>().unwrap_or(0);
    Some(value + fraction)
}

/// The thousandths of a number without decimals, unless it is too large.
pub(super) fn number_of(digits: &str) -> Option<i64> {
    digits.parse::<i64>().ok().filter(|whole| *whole <= MAX_NUMBER).map(|whole| whole * 1000)
}

/// The unit of a `unit` node.
pub(super) fn unit(node: &Node<'_>) -> Unit {
    unit_of(node.text()).unwrap_or(Unit::BusinessDay)
}

/// The unit that is written with one word.
pub(super) fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "minutes" | "minute" | "min" => Unit::Minute,
        "hours" | "hour" | "h" => Unit::Hour,
        "days" | "day" | "d" => Unit::Day,
        "weeks" | "week" => Unit::Week,
        "months" | "month" => Unit::Month,
        "years" | "year" => Unit::Year,
        _ => return None,
    })
}

/// The number of a `weekday` node; 0 is Monday.
pub(super) fn weekday(node: &Node<'_>) -> u8 {
    weekday_of(node.text()).unwrap_or(0)
}

/// The number of the day with this short name; 0 is Monday.
pub(super) fn weekday_of(name: &str) -> Option<u8> {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    days.iter().position(|day| *day == name).map(|day| day as u8)
}
