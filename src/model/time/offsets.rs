//! Which clock offsets zones have at the same time in the course of a year.

use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan as _};

/// How many hours a clock can be ahead of UTC.
const HOURS: RangeInclusive<i32> = -12..=14;

/// A zone as hours name it; none for the plan's own, unnamed.
pub(super) type ZoneName = Option<Arc<str>>;

/// The offsets, in minutes ahead of UTC and in the order of `zones`, that occur together in the year from
/// `as_of`. A zone by itself needs no offset. The unnamed zone could be anywhere, so beside named zones it takes every whole hour.
pub(super) fn together(zones: &[ZoneName], as_of: Date) -> Vec<Vec<i32>> {
    if zones.len() < 2 {
        return vec![vec![0; zones.len()]];
    }
    let known: Vec<Option<TimeZone>> = zones.iter().map(|zone| zone.as_deref().and_then(find)).collect();
    let mut found: Vec<Vec<i32>> = Vec::new();
    for moment in moments(&known, as_of) {
        let row = known.iter().map(|zone| zone.as_ref().map_or(0, |zone| minutes(zone.to_offset(moment))));
        let row: Vec<i32> = row.collect();
        if !found.contains(&row) {
            found.push(row);
        }
    }
    match zones.iter().position(Option::is_none) {
        Some(unnamed) => anywhere(&found, unnamed),
        None => found,
    }
}

/// How many rows [`together`] can give: a clock is changed twice a year.
pub(super) fn at_most(zones: &[ZoneName]) -> usize {
    let unnamed = if zones.iter().any(Option::is_none) { HOURS.count() } else { 1 };
    if zones.len() < 2 { 1 } else { (2 * zones.len() + 1).saturating_mul(unnamed) }
}

/// The zone with this name, in the data that is built in.
pub(super) fn find(name: &str) -> Option<TimeZone> {
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    (name == "UTC" || zone.iana_name() == Some(name)).then_some(zone)
}

/// The zones themselves, if each has a name and is known.
pub(super) fn all_known(zones: &[ZoneName]) -> Option<Vec<TimeZone>> {
    zones.iter().map(|zone| zone.as_deref().and_then(find)).collect()
}

/// The days in the year from `as_of` on which one of the clocks is changed, as UTC counts days.
pub(super) fn changes(zones: &[TimeZone], as_of: Date) -> Vec<Date> {
    let known: Vec<Option<TimeZone>> = zones.iter().cloned().map(Some).collect();
    moments(&known, as_of).into_iter().skip(1).map(|moment| Offset::UTC.to_datetime(moment).date()).collect()
}

/// The start of the year and every moment in it at which one of the clocks is changed.
fn moments(zones: &[Option<TimeZone>], as_of: Date) -> Vec<Timestamp> {
    let Ok(start) = Offset::UTC.to_timestamp(as_of.at(0, 0, 0, 0)) else { return Vec::new() };
    let end = start.checked_add((366 * 24).hours()).unwrap_or(Timestamp::MAX);
    let mut moments = vec![start];
    for zone in zones.iter().flatten() {
        moments.extend(zone.following(start).map(|change| change.timestamp()).take_while(|at| *at < end));
    }
    moments.sort_unstable();
    moments.dedup();
    moments
}

fn anywhere(found: &[Vec<i32>], unnamed: usize) -> Vec<Vec<i32>> {
    let mut all = Vec::new();
    for row in found {
        for hour in HOURS {
            let mut row = row.clone();
            if let Some(offset) = row.get_mut(unnamed) {
                *offset = hour * 60;
            }
            all.push(row);
        }
    }
    all
}

fn minutes(offset: Offset) -> i32 {
    offset.seconds().div_euclid(60)
}
