//! Hours of the week, in zones.

use std::sync::Arc;

use jiff::civil::Date;

/// One window of the week in the local time of its zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WeekWindow {
    /// First weekday; 0 is Monday.
    pub first: u8,
    /// Last weekday, included.
    pub last: u8,
    /// Opens, in minutes after midnight.
    pub from: u16,
    /// Closes; at or before `from` it is the next morning.
    pub to: u16,
    /// The zone; none for the plan's own.
    pub zone: Option<Arc<str>>,
}

/// A set of minutes of the week, in one or several zones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Hours {
    windows: Vec<WeekWindow>,
}

impl Hours {
    /// The hours that lie in any of `windows`.
    pub fn new(windows: Vec<WeekWindow>) -> Self {
        Self { windows }
    }

    /// Every minute of the week.
    pub fn always() -> Self {
        Self::default()
    }

    /// The minutes in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let _ = other;
        self.clone()
    }

    /// The minutes in both, whatever the clocks show in the year from `as_of`.
    #[must_use]
    pub fn overlap(&self, other: &Self, as_of: Date) -> Self {
        let _ = (other, as_of);
        self.clone()
    }

    /// Whether every minute of `other` is in it in every week of the year from `as_of`.
    pub fn covers(&self, other: &Self, as_of: Date) -> bool {
        let _ = (other, as_of);
        false
    }

    /// The gaps to the whole week, as text: "Fri 17:00 to Mon 09:00"; "no hour" if there are none.
    pub fn gaps(&self, as_of: Date) -> String {
        let _ = as_of;
        String::new()
    }

    /// How much of the week is covered in the worst week of the year, as text: "45 of 168 hours".
    pub fn covered(&self, as_of: Date) -> String {
        let _ = as_of;
        String::new()
    }
}

/// Whether the time zone `name` is known.
pub fn zone_exists(name: &str) -> bool {
    let _ = name;
    true
}
