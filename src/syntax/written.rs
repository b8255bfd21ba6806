//! How values are written: the one place that turns them back into the text of a plan.

use std::fmt;

use super::{Amount, Unit, Window};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A weekday as plans write it; 0 is Monday.
pub fn weekday(day: u8) -> &'static str {
    DAYS.get(usize::from(day % 7)).copied().unwrap_or("Mon")
}

/// Thousandths as a decimal number without idle zeros: `2.5`.
pub fn decimal(thousandths: i64) -> String {
    let (sign, size) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    let (whole, rest) = (size / 1000, size % 1000);
    let digits = format!("{rest:03}");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{digits}") }
}

/// A count of something: `1 hour`, `2.5 hours`.
pub fn counted(count: &str, unit: &str) -> String {
    if count == "1" { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

impl fmt::Display for Amount {
    /// A length of time with its unit written out: `72 hours`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::BusinessDay => "business day",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        out.write_str(&counted(&decimal(self.thousandths), unit))
    }
}

impl fmt::Display for Window<'_> {
    /// A window of the week: `Mon-Fri 09:00-17:00 Europe/Berlin`, `24x7`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (self.first, self.last, self.from, self.to) == (0, 6, 0, 1440) {
            return out.write_str("24x7");
        }
        out.write_str(weekday(self.first))?;
        if self.first != self.last {
            write!(out, "-{}", weekday(self.last))?;
        }
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        write!(out, " {}-{}", clock(self.from), clock(self.to))?;
        self.zone.map_or(Ok(()), |zone| write!(out, " {zone}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_plans_write_them() {
        assert_eq!(decimal(2_500), "2.5");
        assert_eq!(decimal(-50), "-0.05");
        assert_eq!(Amount { thousandths: 1_000, unit: Unit::Month }.to_string(), "1 month");
        let window = Window { first: 0, last: 4, from: 540, to: 1020, zone: Some("Europe/Berlin") };
        assert_eq!(window.to_string(), "Mon-Fri 09:00-17:00 Europe/Berlin");
    }
}
