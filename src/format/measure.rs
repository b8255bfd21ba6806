//! Lengths of time with their units written out: `15 min` becomes `15 minutes`, `1 hours` becomes `1 hour`.

/// A number with its unit, written out. What has no unit stays as it is.
pub(super) fn written_out(measure: &str) -> String {
    let end = measure.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(measure.len());
    let (number, unit) = measure.split_at_checked(end).unwrap_or((measure, ""));
    let words: Vec<&str> = unit.split_whitespace().collect();
    let one = match words.as_slice() {
        ["min" | "minute" | "minutes"] => "minute",
        ["h" | "hour" | "hours"] => "hour",
        ["d" | "day" | "days"] => "day",
        ["week" | "weeks"] => "week",
        ["month" | "months"] => "month",
        ["year" | "years"] => "year",
        ["business", "day" | "days"] => "business day",
        _ => return measure.to_owned(),
    };
    let many = if number == "1" { "" } else { "s" };
    format!("{number} {one}{many}")
}

#[cfg(test)]
mod tests {
    use super::written_out;

    #[test]
    fn units_are_written_out() {
        let pairs = [
            ("15 min", "15 minutes"),
            ("72h", "72 hours"),
            ("5d", "5 days"),
            ("1 minutes", "1 minute"),
            ("1.0 week", "1.0 weeks"),
            ("4   business \t day", "4 business days"),
            ("2 years", "2 years"),
            ("1month", "1 month"),
        ];
        for (written, expected) in pairs {
            assert_eq!(written_out(written), expected);
            assert_eq!(written_out(expected), expected);
        }
    }

    #[test]
    fn what_is_no_time_stays() {
        for other in ["95%", "3", "2.5", "24x7"] {
            assert_eq!(written_out(other), other);
        }
    }
}
