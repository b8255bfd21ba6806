//! Hours of the week, in zones. Between zones it asks for every pair of clock offsets that occurs in the
//! year after a date, so that summer time cannot open a gap unseen.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

use super::calendar::Calendar;
use super::offsets::{self, ZoneName};
use super::week::{WEEK, Week};

/// One window of the week in the local time of its zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WeekWindow {
    /// First weekday; 0 is Monday.
    pub first: u8,
    /// Last weekday, included. Before `first` it wraps round the week.
    pub last: u8,
    /// Opens, in minutes after midnight.
    pub from: u16,
    /// Closes; at or before `from` it is the next morning.
    pub to: u16,
    /// The zone; none for the plan's own.
    pub zone: Option<Arc<str>>,
}

impl WeekWindow {
    /// Its minutes, one stretch for each of its days.
    fn stretches(&self) -> impl Iterator<Item = (u32, u32)> {
        let (from, to) = (u32::from(self.from), u32::from(self.to));
        let length = if to > from { to - from } else { to + 1440 - from };
        let first = u32::from(self.first % 7);
        let days = (u32::from(self.last % 7) + 7 - first) % 7;
        (first..=first + days).map(move |day| {
            let start = (day * 1440 + from) % WEEK;
            (start, start + length)
        })
    }
}

/// A set of minutes of the week, in one or several zones. Equal if it holds the same minutes of the same
/// zones, however that was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Hours {
    /// INVARIANT: sorted by zone, each zone once, none empty; a full week stands alone and without a zone.
    weeks: Vec<(ZoneName, Week)>,
}

impl Hours {
    /// The hours that lie in any of `windows`; no hour if there are none.
    pub fn new(windows: Vec<WeekWindow>) -> Self {
        let weeks = windows.into_iter().map(|window| {
            let week = Week::of(window.stretches());
            (window.zone, week)
        });
        Self::gathered(weeks.collect())
    }

    /// Every minute of the week.
    pub fn always() -> Self {
        Self { weeks: vec![(None, Week::full())] }
    }

    /// Whether it holds no minute.
    pub fn is_empty(&self) -> bool {
        self.weeks.is_empty()
    }

    /// The minutes in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::gathered(self.weeks.iter().chain(&other.weeks).cloned().collect())
    }

    /// All minutes moved by so many, to later ones if positive; the end of the week goes on at its start.
    #[must_use]
    pub fn moved(&self, minutes: i32) -> Self {
        Self::gathered(self.weeks.iter().map(|(zone, week)| (zone.clone(), week.ahead(minutes))).collect())
    }

    /// The minutes in both, whatever the clocks show in the year from `as_of`: between zones, those that
    /// are in both all year, in the local time of this one.
    #[must_use]
    pub fn overlap(&self, other: &Self, as_of: Date) -> Self {
        if self.is_always() {
            return other.clone();
        }
        if other.is_always() {
            return self.clone();
        }
        let zones = self.zones_with(other);
        let Some(home) = self.weeks.first().map(|(zone, _)| zone.clone()) else { return Self::default() };
        let mut always = Week::full();
        for offsets in offsets::together(&zones, as_of) {
            let both = self.at(&zones, &offsets).overlap(&other.at(&zones, &offsets));
            always = always.overlap(&both.ahead(offset_of(&zones, &offsets, &home)));
        }
        Self::gathered(vec![(home, always)])
    }

    /// Whether every minute of `other` is in it in every week of the year from `as_of`.
    pub fn covers(&self, other: &Self, as_of: Date) -> bool {
        let zones = self.zones_with(other);
        let mut rows = offsets::together(&zones, as_of).into_iter();
        rows.all(|offsets| self.at(&zones, &offsets).covers(&other.at(&zones, &offsets)))
    }

    /// The gaps to the whole week, as text: "Fri 17:00 to Mon 09:00"; "no hour" if there are none. In
    /// several zones: every gap that opens in the year from `as_of`, in the local time of the zone that
    /// covers most, which is then named.
    pub fn gaps(&self, as_of: Date) -> String {
        let largest = self.weeks.iter().rev().max_by_key(|(_, week)| week.minutes());
        let Some((home, _)) = largest else { return "the whole week".to_owned() };
        let zones = self.zones_with(self);
        let mut gaps = Week::default();
        for offsets in offsets::together(&zones, as_of) {
            let free = self.at(&zones, &offsets).complement();
            gaps = gaps.union(&free.ahead(offset_of(&zones, &offsets, home)));
        }
        match home {
            Some(zone) if zones.len() > 1 && !gaps.is_empty() => format!("{} {zone}", gaps.spelled()),
            Some(_) | None if gaps.is_empty() => "no hour".to_owned(),
            Some(_) | None => gaps.spelled(),
        }
    }

    /// How much of the week is covered in the worst week of the year, as text: "45 of 168 hours".
    pub fn covered(&self, as_of: Date) -> String {
        let zones = self.zones_with(self);
        let rows = offsets::together(&zones, as_of).into_iter();
        let least = rows.map(|offsets| self.at(&zones, &offsets).minutes()).min().unwrap_or(0);
        let hundredths = least % 60 * 100 / 60;
        let part = if hundredths == 0 { String::new() } else { format!(".{hundredths:02}") };
        format!("{}{} of 168 hours", least / 60, part.trim_end_matches('0'))
    }

    /// Whether it holds no minute of a free day of the week, and some of others: then holidays are free too.
    pub(super) fn only_on_working_days(&self, calendar: &Calendar) -> bool {
        let free = calendar.weekend.iter().enumerate().filter(|(_, free)| **free);
        let weekend = Week::of(free.map(|(day, _)| {
            let start = day as u32 * (WEEK / 7);
            (start, start + WEEK / 7)
        }));
        !self.is_empty() && self.weeks.iter().all(|(_, week)| week.overlap(&weekend).is_empty())
    }

    /// Its minutes, zone by zone.
    pub(super) fn weeks(&self) -> impl Iterator<Item = (&ZoneName, &Week)> {
        self.weeks.iter().map(|(zone, week)| (zone, week))
    }

    /// The zones of all of several, sorted.
    pub(super) fn zones_of(all: &[&Self]) -> Vec<ZoneName> {
        let mut zones: Vec<_> = all.iter().flat_map(|hours| hours.zones_with(hours)).collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    }

    fn is_always(&self) -> bool {
        matches!(self.weeks.as_slice(), [(_, week)] if week.is_full())
    }

    /// The minutes of all weeks on a clock without an offset.
    fn at(&self, zones: &[ZoneName], offsets: &[i32]) -> Week {
        let moved = self.weeks.iter().map(|(zone, week)| week.ahead(-offset_of(zones, offsets, zone)));
        Week::of(moved.collect::<Vec<_>>().iter().flat_map(Week::stretches))
    }

    /// How many stretches of time there are to go through when all of these are looked at together: in one zone as many as they
    /// have, in several so many for each way in which their clocks can stand in the course of a year.
    pub fn effort(all: &[&Self]) -> usize {
        let stretches: usize =
            all.iter().flat_map(|hours| &hours.weeks).map(|(_, week)| week.stretches().count()).sum();
        let zones = Self::zones_of(all);
        stretches.saturating_add(zones.len()).saturating_mul(offsets::at_most(&zones))
    }

    /// The zones of both, sorted. A full week needs none.
    fn zones_with(&self, other: &Self) -> Vec<ZoneName> {
        let both = [self, other].into_iter().filter(|hours| !hours.is_always());
        let mut zones: Vec<_> = both.flat_map(|hours| &hours.weeks).map(|(zone, _)| zone.clone()).collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    }

    fn gathered(mut weeks: Vec<(ZoneName, Week)>) -> Self {
        weeks.sort_by(|one, two| one.0.cmp(&two.0));
        let of_zones = weeks.chunk_by(|(one, _), (two, _)| one == two);
        let gathered: Vec<(ZoneName, Week)> = of_zones
            .filter_map(|of_zone| {
                let week = Week::of(of_zone.iter().flat_map(|(_, week)| week.stretches()));
                let (zone, _) = of_zone.first().filter(|_| !week.is_empty())?;
                Some((zone.clone(), week))
            })
            .collect();
        if gathered.iter().any(|(_, week)| week.is_full()) {
            return Self::always();
        }
        Self { weeks: gathered }
    }
}

impl fmt::Display for Hours {
    /// As a plan writes it: `Mon-Fri 09:00-17:00, Sat 10:00-14:00 Europe/Berlin`; `none` for no hour.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return out.write_str("none");
        }
        for (at, (zone, week)) in self.weeks.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(out, "{comma}{}", week.written())?;
            if let Some(zone) = zone {
                write!(out, " {zone}")?;
            }
        }
        Ok(())
    }
}

pub(super) fn offset_of(zones: &[ZoneName], offsets: &[i32], zone: &ZoneName) -> i32 {
    let at = zones.iter().position(|other| other == zone);
    at.and_then(|at| offsets.get(at)).copied().unwrap_or(0)
}

/// Whether the time zone `name` is known, written exactly so.
pub fn zone_exists(name: &str) -> bool {
    offsets::find(name).is_some()
}

/// The names of all time zones, sorted.
pub fn zones() -> Vec<String> {
    let mut names: Vec<_> =
        TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect();
    names.sort_unstable();
    names
}
