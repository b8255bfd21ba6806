//! Lengths of time as ranges of minutes. Knows no clock: the year it walks starts at a date it is given.
//!
//! How a length is counted:
//!
//! - minutes, hours, days (24 hours) and weeks (seven days) are exact;
//! - `N business days` starting at any moment of a day end with the end of the Nth working day after that
//!   day, the strict reading: at least the whole days between, at most those and the whole first day;
//! - `N months` and `N years` run to the same time of the day of that number N months on, or of the last
//!   day of that month where it has none of that number.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::syntax::{Amount, Unit};

/// Minutes of a day.
pub(super) const DAY: i64 = 24 * 60;

/// The days on which a period can start: each day of a year.
const YEAR: i64 = 366;

/// How many days are walked at most to find the end of a period in business days: thirty years.
const HORIZON: i64 = 30 * 366;

/// A length in minutes, known to lie between two ends, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// At least this long.
    pub least: i64,
    /// At most this long.
    pub most: i64,
}

impl Minutes {
    /// Longer than any length a plan can state, and safe to add up: the end of a period that never ends.
    pub const FOREVER: i64 = i64::MAX / 1024;

    fn days(least: i64, most: i64) -> Self {
        Self { least: limited(least.saturating_mul(DAY)), most: limited(most.saturating_mul(DAY)) }
    }
}

/// The working days of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Which weekdays are free; 0 is Monday.
    pub weekend: [bool; 7],
    /// The days that are free besides.
    pub holidays: BTreeSet<Date>,
}

impl Default for Calendar {
    /// Saturdays and Sundays are free, and no other day.
    fn default() -> Self {
        Self { weekend: [false, false, false, false, false, true, true], holidays: BTreeSet::new() }
    }
}

impl Calendar {
    /// The range of minutes that `amount` can take when it starts within a year from `as_of`.
    ///
    /// A part of a minute, business day, month or year is rounded down for the least and up for the most.
    pub fn range(&self, amount: Amount, as_of: Date) -> Minutes {
        let thousandths = amount.thousandths.max(0);
        match amount.unit {
            Unit::Minute => exact(thousandths, 1),
            Unit::Hour => exact(thousandths, 60),
            Unit::Day => exact(thousandths, DAY),
            Unit::Week => exact(thousandths, 7 * DAY),
            Unit::BusinessDay => self.business(thousandths, as_of),
            Unit::Month => months(thousandths, as_of),
            Unit::Year => months(thousandths.saturating_mul(12), as_of),
        }
    }

    /// The day that lies `amount` after `date`; parts of a day, month or year count as whole ones. None beyond the last year
    /// that a date can name.
    pub fn later(&self, date: Date, amount: Amount) -> Option<Date> {
        let whole = i32::try_from(amount.thousandths.max(0).saturating_add(999) / 1000).ok()?;
        match amount.unit {
            Unit::Month => date.checked_add(0.days().try_months(whole).ok()?).ok(),
            Unit::Year => date.checked_add(0.days().try_years(whole).ok()?).ok(),
            Unit::BusinessDay => {
                let days = std::iter::successors(date.tomorrow().ok(), |day| day.tomorrow().ok());
                let mut working = days.take(HORIZON as usize).filter(|day| self.works(*day));
                if whole == 0 { Some(date) } else { working.nth(usize::try_from(whole - 1).ok()?) }
            }
            Unit::Minute | Unit::Hour | Unit::Day | Unit::Week => {
                Self::minutes_later(date, self.range(amount, date).most)
            }
        }
    }

    /// The day on which so many minutes after the start of `date` end.
    pub fn minutes_later(date: Date, minutes: i64) -> Option<Date> {
        let days = minutes.max(0).saturating_add(DAY - 1) / DAY;
        date.checked_add(0.days().try_days(days).ok()?).ok()
    }

    /// Whether `date` is neither weekend nor holiday.
    pub fn works(&self, date: Date) -> bool {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        !self.weekend.get(weekday).copied().unwrap_or(false) && !self.holidays.contains(&date)
    }

    fn business(&self, thousandths: i64, as_of: Date) -> Minutes {
        let (fewer, more) = (thousandths / 1000, thousandths.saturating_add(999) / 1000);
        let working = self.working_days(more, as_of);
        let least = nth_days(&working, fewer).min().unwrap_or(HORIZON).max(fewer);
        let most = nth_days(&working, more).max().filter(|_| reached(&working, more));
        most.map_or(Minutes { least: Minutes::days(least, 0).least, most: Minutes::FOREVER }, |most| {
            Minutes::days(least, most.saturating_add(1))
        })
    }

    /// The working days after `as_of`, as days from it, far enough to count `count` of them from each
    /// start in the year; fewer if there are not that many before the horizon.
    fn working_days(&self, count: i64, as_of: Date) -> Vec<i64> {
        let mut days = Vec::new();
        let mut date = as_of;
        let mut behind_the_year = 0;
        for offset in 1..HORIZON {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            if self.works(date) {
                days.push(offset);
                behind_the_year += i64::from(offset > YEAR);
            }
            if behind_the_year > count {
                break;
            }
        }
        days
    }
}

/// For each start in the year, how many days on the day lies that is the `count`th working day after it.
/// Starts from which it is not reached are left out.
fn nth_days(working: &[i64], count: i64) -> impl Iterator<Item = i64> {
    let mut before = 0;
    (0..YEAR).filter_map(move |start| {
        while working.get(before).is_some_and(|day| *day <= start) {
            before += 1;
        }
        if count == 0 {
            return Some(0);
        }
        let at = usize::try_from(count - 1).ok().and_then(|skip| before.checked_add(skip))?;
        working.get(at).map(|day| day - start)
    })
}

/// Whether the `count`th working day is reached from each start in the year.
fn reached(working: &[i64], count: i64) -> bool {
    i64::try_from(nth_days(working, count).count()) == Ok(YEAR)
}

fn exact(thousandths: i64, minutes: i64) -> Minutes {
    let whole = i128::from(thousandths) * i128::from(minutes);
    let limit = i128::from(Minutes::FOREVER);
    let least = (whole / 1000).min(limit) as i64;
    Minutes { least, most: ((whole + 999) / 1000).min(limit) as i64 }
}

/// The range of a length in thousandths of a month.
fn months(thousandths: i64, as_of: Date) -> Minutes {
    let (fewer, more) = (thousandths / 1000, thousandths.saturating_add(999) / 1000);
    let least = month_days(fewer, as_of).min().unwrap_or_else(|| fewer.saturating_mul(28));
    let most = month_days(more, as_of).max().unwrap_or_else(|| more.saturating_mul(31));
    Minutes::days(least, most)
}

/// For each start in the year, how many days `count` months on lie. None of those beyond the last year
/// that a date can name.
fn month_days(count: i64, as_of: Date) -> impl Iterator<Item = i64> {
    let span = i32::try_from(count).ok().and_then(|count| 0.days().try_months(count).ok());
    let starts = std::iter::successors(Some(as_of), |date| date.tomorrow().ok()).take(YEAR as usize);
    starts.filter_map(move |start| {
        let end = start.checked_add(span?).ok()?;
        Some(i64::from(start.until(end).ok()?.get_days()))
    })
}

fn limited(minutes: i64) -> i64 {
    minutes.min(Minutes::FOREVER)
}
