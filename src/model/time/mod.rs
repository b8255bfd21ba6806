//! Time without a clock: lengths as ranges, calendars, and hours of the week across zones.

mod calendar;
mod hours;
mod offsets;
mod wait;
mod week;

pub use calendar::{Calendar, Minutes};
pub use hours::{Hours, WeekWindow, zone_exists, zones};
pub use wait::{Wait, effort_of_wait, longest_wait};
pub use week::MOST_SPELLED;
