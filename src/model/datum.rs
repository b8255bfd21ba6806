//! One value of a plan, with its type known.

use std::sync::Arc;

use super::time::Hours;
use super::{ListId, Scalar, ThingId};
use crate::syntax::Amount;

/// A word of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word {
    /// The list.
    pub list: ListId,
    /// Its place in the list, from 0.
    pub at: u16,
}

/// One value. Equality is by what is written; lengths of time are compared as ranges by the evaluator.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Datum {
    /// A text.
    Text(Arc<str>),
    /// A number, in thousandths.
    Number(i64),
    /// A percentage, in thousandths of a percent.
    Percent(i64),
    /// A length of time.
    Duration(Amount),
    /// A day.
    Date(jiff::civil::Date),
    /// Hours of the week.
    Hours(Arc<Hours>),
    /// Yes or no.
    YesNo(bool),
    /// A weekday; 0 is Monday.
    Weekday(u8),
    /// A time zone, known to exist.
    Zone(Arc<str>),
    /// A country code.
    Code(Arc<str>),
    /// An email address.
    Email(Arc<str>),
    /// A telephone number.
    Phone(Arc<str>),
    /// A link.
    Url(Arc<str>),
    /// The name of a rule.
    Rule(Arc<str>),
    /// A word of a list.
    Word(Word),
    /// A thing of the plan or a row of a pack.
    Thing(ThingId),
}

impl Datum {
    /// Its type; of a thing, any thing.
    pub const fn scalar(&self) -> Scalar {
        match self {
            Self::Text(_) => Scalar::Text,
            Self::Number(_) => Scalar::Number,
            Self::Percent(_) => Scalar::Percent,
            Self::Duration(_) => Scalar::Duration,
            Self::Date(_) => Scalar::Date,
            Self::Hours(_) => Scalar::Hours,
            Self::YesNo(_) => Scalar::YesNo,
            Self::Weekday(_) => Scalar::Weekday,
            Self::Zone(_) => Scalar::Zone,
            Self::Code(_) => Scalar::Code,
            Self::Email(_) => Scalar::Email,
            Self::Phone(_) => Scalar::Phone,
            Self::Url(_) => Scalar::Url,
            Self::Rule(_) => Scalar::Rule,
            Self::Word(word) => Scalar::Word(word.list),
            Self::Thing(_) => Scalar::Any,
        }
    }
}
