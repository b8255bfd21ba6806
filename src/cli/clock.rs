//! The only place that asks what day it is.

use clap::Args;
use jiff::civil::Date;

use super::failure::Failure;

/// The date of a check, as users give it.
#[derive(Debug, Default, Args)]
pub struct Day {
    /// The date of the check; today if not set.
    #[arg(long, value_name = "DATE", help_heading = "Outcome")]
    as_of: Option<String>,
    /// Allow a date that is past.
    #[arg(long, help_heading = "Outcome")]
    allow_past: bool,
}

impl Day {
    /// The date of the check.
    pub fn date(&self) -> Result<Date, Failure> {
        as_of(self.as_of.as_deref(), self.allow_past)
    }
}

/// The date of the check: `given`, or today. A day that is past has to be allowed, so that nobody passes
/// a check by turning the clock back unseen.
pub fn as_of(given: Option<&str>, allow_past: bool) -> Result<Date, Failure> {
    let today = today();
    let Some(given) = given else { return Ok(today) };
    let date: Date = given
        .parse()
        .map_err(|_| Failure::new(format!("cannot read the date `{given}`"), "write it as YYYY-MM-DD"))?;
    if date < today && !allow_past {
        let message = format!("the date `{date}` is past: today is {today}");
        return Err(Failure::new(message, "say that this is meant with `--allow-past`"));
    }
    Ok(date)
}

#[expect(clippy::disallowed_methods, reason = "here the date becomes a setting")]
fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}
