//! Time without a clock: lengths as ranges, calendars, and hours of the week across zones.

mod calendar;
mod hours;

pub use calendar::{Calendar, Minutes};
pub use hours::{Hours, WeekWindow, zone_exists};
