//! Lengths of time as ranges of minutes.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::syntax::Amount;

/// A length in minutes, known to lie between two ends, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// At least this long.
    pub least: i64,
    /// At most this long.
    pub most: i64,
}

/// The working days of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Which weekdays are free; 0 is Monday.
    pub weekend: [bool; 7],
    /// The days that are free besides.
    pub holidays: BTreeSet<Date>,
}

impl Calendar {
    /// The range of minutes that `amount` can take when it starts within a year from `as_of`.
    pub fn range(&self, amount: Amount, as_of: Date) -> Minutes {
        let _ = (amount, as_of);
        Minutes { least: 0, most: 0 }
    }
}
