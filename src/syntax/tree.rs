//! The lexical core that both languages share: names, quoted words and literals, with their places.

use std::borrow::Cow;

use crate::text::Span;

/// A bare word: a name of a thing, kind, attribute, rule or value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// A text in quotes (escapes resolved) or a doc comment (signs and margin removed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A value as written, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal<'a> {
    /// What it is.
    pub kind: LiteralKind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of values, told apart by their looks alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiteralKind<'a> {
    /// `"..."` or `"""..."""`.
    Text(Cow<'a, str>),
    /// `todo "note" by 2027-01-31`.
    Todo {
        /// What is to be done.
        note: Cow<'a, str>,
        /// The day it is due.
        by: Option<jiff::civil::Date>,
    },
    /// `none`.
    None,
    /// `yes` or `no`.
    YesNo(bool),
    /// `https://...`.
    Url(&'a str),
    /// `anna@havelstrom.example`.
    Email(&'a str),
    /// `+49 30 23125 101`.
    Phone(&'a str),
    /// `2026-11-23`.
    Date(jiff::civil::Date),
    /// `24x7`, or one window of the week.
    Hours(Window<'a>),
    /// `Sat`; 0 is Monday.
    Weekday(u8),
    /// `15 minutes`.
    Duration(Amount),
    /// `95%`, in thousandths of a percent.
    Percent(i64),
    /// `2.5`, in thousandths.
    Number(i64),
    /// A kebab-case name: `vendor-without-contact`.
    RuleId(&'a str),
    /// `Europe/Berlin` or `UTC`.
    Zone(&'a str),
    /// `DE`.
    Code(&'a str),
    /// A lower-case name, dotted for a part: `anna`, `soc_rota.day`.
    Reference(&'a str),
}

/// A length of time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How many, in thousandths.
    pub thousandths: i64,
    /// Of what.
    pub unit: Unit,
}

/// The units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
    /// Seven days.
    Week,
    /// A day that is neither weekend nor holiday in the plan's calendar.
    BusinessDay,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// A time of day in minutes after midnight, 0 to 1440.
pub type Clock = u16;

/// One window of the week, `Mon-Fri 09:00-17:00 Europe/Berlin`. `24x7` is Monday to Sunday, 0 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window<'a> {
    /// First weekday; 0 is Monday.
    pub first: u8,
    /// Last weekday, included. Before `first` it wraps round the week.
    pub last: u8,
    /// Where each day's window opens.
    pub from: Clock,
    /// Where it closes; at or before `from` it is the next morning.
    pub to: Clock,
    /// The zone written behind it.
    pub zone: Option<&'a str>,
}
