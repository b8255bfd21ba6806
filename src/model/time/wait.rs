//! How long something waits that goes from hand to hand, when each hand is there only at its hours: from the worst moment
//! of an ordinary week, round every holiday, and round every change of a clock: in autumn a week-end is an hour longer.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, ToSpan as _};

use super::calendar::{Calendar, DAY, Minutes};
use super::hours::{Hours, offset_of};
use super::offsets;
use super::week::joined;

/// How many days are looked at before and behind a holiday or a change of the clock: two weeks in which everybody is there once, whatever lies between.
const AROUND: i64 = 14;

/// The longest wait, and when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Its length in minutes; [`Minutes::FOREVER`] if somebody is never there.
    pub minutes: i64,
    /// When it begins, as people say it: `Fri 17:00`, with the date if a holiday or a change of the clock makes it so long. In
    /// the time of the first zone that the hours name.
    pub from: String,
    /// Whether holidays could make it longer: somebody is there on working days only.
    pub minds_holidays: bool,
}

/// The longest wait of something that needs somebody of each of `hands`, one after the other, and may come at any moment.
pub fn longest_wait(hands: &[&Hours], calendar: &Calendar, as_of: Date) -> Wait {
    let minds_holidays = hands.iter().any(|hours| hours.only_on_working_days(calendar));
    let mut wait = Wait { minutes: 0, from: String::new(), minds_holidays };
    let zones = Hours::zones_of(hands);
    let holidays: Vec<Date> = calendar.holidays.iter().copied().filter(|_| minds_holidays).collect();
    let known = offsets::all_known(&zones);
    for offsets in offsets::together(&zones, as_of) {
        let clock = Clock { zones: &zones, shown: Shown::Steady(&offsets), calendar };
        clock.longest(hands, as_of, false, &mut wait);
        let unchanged = holidays.iter().filter(|_| known.is_none());
        unchanged.for_each(|day| clock.longest(hands, *day, true, &mut wait));
    }
    if let Some(known) = &known {
        let clock = Clock { zones: &zones, shown: Shown::Changing(known), calendar };
        let days = offsets::changes(known, as_of).into_iter().chain(holidays);
        days.for_each(|day| clock.longest(hands, day, true, &mut wait));
    }
    wait
}

/// How many stretches of time [`longest_wait`] goes through: those of some weeks for each row of clocks, change and holiday.
pub fn effort_of_wait(hands: &[&Hours], calendar: &Calendar) -> usize {
    let holidays = if hands.iter().any(|hours| hours.only_on_working_days(calendar)) {
        calendar.holidays.len()
    } else {
        0
    };
    let rounds = (holidays + 1).saturating_mul(Hours::effort(hands) + 1);
    rounds.saturating_mul(3 * AROUND as usize / 7)
}

/// What the clocks of several zones show, in the order of the zones.
enum Shown<'c> {
    /// A row of offsets that occur together, the same all the time.
    Steady(&'c [i32]),
    /// What they show on each day, changes included.
    Changing(&'c [TimeZone]),
}

/// The clocks by which people come and go.
struct Clock<'c> {
    zones: &'c [offsets::ZoneName],
    shown: Shown<'c>,
    calendar: &'c Calendar,
}

impl Clock<'_> {
    /// Makes `wait` longer if it can be longer round `middle`. If it is `dated`, the days round it are those of the calendar
    /// with their holidays; else they are those of an ordinary week.
    fn longest(&self, hands: &[&Hours], middle: Date, dated: bool, wait: &mut Wait) {
        let Ok(first) = middle.checked_sub(Span::new().days(AROUND)) else { return };
        let days = 3 * AROUND;
        let there: Vec<Vec<(i64, i64)>> =
            hands.iter().map(|hours| self.stretches(hours, first, days, dated)).collect();
        // A wait is longest if it begins when somebody has just left.
        let horizon = 2 * AROUND * DAY;
        let leaves = there.iter().flatten().map(|(_, to)| *to);
        for start in leaves.filter(|start| (0..horizon).contains(start)).chain([0]) {
            let met = there.iter().try_fold(start, |at, hand| next(hand, at));
            let minutes = met.map_or(Minutes::FOREVER, |at| at - start);
            if minutes > wait.minutes {
                *wait = Wait { minutes, from: self.said(first, start, dated), ..wait.clone() };
            }
        }
    }

    /// When somebody is there, in minutes from the first of `days` days: in order, and none touches the next.
    fn stretches(&self, hours: &Hours, first: Date, days: i64, holidays: bool) -> Vec<(i64, i64)> {
        let mut all = Vec::new();
        for (zone, week) in hours.weeks() {
            let skips = holidays && hours.only_on_working_days(self.calendar);
            for day in 0..days {
                let Ok(date) = first.checked_add(day.days()) else { continue };
                if skips && self.calendar.holidays.contains(&date) {
                    continue;
                }
                let midnight = i64::from(date.weekday().to_monday_zero_offset()) * DAY;
                let clipped = week.stretches().map(|(from, to)| {
                    ((i64::from(from) - midnight).max(0), (i64::from(to) - midnight).min(DAY))
                });
                let there = clipped.filter(|(from, to)| from < to);
                let at = |minute| self.instant(zone, first, day * DAY + minute);
                all.extend(there.map(|(from, to)| (at(from), at(to))));
            }
        }
        all.sort_unstable();
        joined(all)
    }

    /// When the clock of a zone shows so many minutes from the start of the first day, in minutes from the same time in UTC.
    fn instant(&self, zone: &offsets::ZoneName, first: Date, local: i64) -> i64 {
        let at = self.zones.iter().position(|known| known == zone);
        match self.shown {
            Shown::Steady(offsets) => local - i64::from(offset_of(self.zones, offsets, zone)),
            Shown::Changing(clocks) => {
                let shown = first.at(0, 0, 0, 0).checked_add(local.minutes()).ok();
                let clock = at.and_then(|at| clocks.get(at));
                let moment = shown.zip(clock).and_then(|(shown, clock)| clock.to_timestamp(shown).ok());
                moment.zip(start_of(first)).map_or(local, |(moment, start)| minutes_from(start, moment))
            }
        }
    }

    fn said(&self, first: Date, start: i64, dated: bool) -> String {
        let ahead = match self.shown {
            Shown::Steady(offsets) => offsets.first().map_or(0, |offset| i64::from(*offset)),
            Shown::Changing(clocks) => {
                let moment = start_of(first).and_then(|first| first.checked_add(start.minutes()).ok());
                let offset = moment.zip(clocks.first()).map(|(moment, clock)| clock.to_offset(moment));
                offset.map_or(0, |offset| i64::from(offset.seconds()).div_euclid(60))
            }
        };
        let local = start + ahead;
        let date = first.checked_add(local.div_euclid(DAY).days()).unwrap_or(first);
        let minute = local.rem_euclid(DAY);
        let day = crate::syntax::weekday(u8::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0));
        let clock = format!("{:02}:{:02}", minute / 60, minute % 60);
        if dated { format!("{day} {date} {clock}") } else { format!("{day} {clock}") }
    }
}

fn start_of(day: Date) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

fn minutes_from(start: Timestamp, moment: Timestamp) -> i64 {
    (moment.as_second() - start.as_second()).div_euclid(60)
}

/// The first moment from `at` on at which somebody is there.
fn next(there: &[(i64, i64)], at: i64) -> Option<i64> {
    let gone = there.partition_point(|(_, to)| *to <= at);
    there.get(gone).map(|(from, _)| (*from).max(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::WeekWindow;

    const AS_OF: Date = jiff::civil::date(2026, 11, 23);

    fn window(first: u8, last: u8, from: u16, to: u16) -> Hours {
        Hours::new(vec![WeekWindow { first, last, from: from * 60, to: to * 60, zone: None }])
    }

    fn wait(hands: &[&Hours], holidays: &[Date]) -> (i64, String) {
        let calendar = Calendar { holidays: holidays.iter().copied().collect(), ..Calendar::default() };
        let wait = longest_wait(hands, &calendar, AS_OF);
        (wait.minutes, wait.from)
    }

    #[test]
    fn nobody_waits_for_those_who_are_always_there() {
        assert_eq!(wait(&[&Hours::always()], &[]), (0, String::new()));
    }

    #[test]
    fn the_longest_wait_of_an_ordinary_week_is_that_of_its_end() {
        // Friday 17:00 to Monday 09:00 is 7 + 24 + 24 + 9 hours.
        assert_eq!(wait(&[&window(0, 4, 9, 17)], &[]), (64 * 60, "Fri 17:00".to_owned()));
    }

    #[test]
    fn two_who_are_there_together_are_not_waited_for_twice() {
        let (one, two) = (window(0, 4, 9, 17), window(0, 4, 8, 18));
        // The second has gone at 18:00 of Friday, one hour after the first.
        assert_eq!(wait(&[&one, &two], &[]), (64 * 60, "Fri 17:00".to_owned()));
    }

    #[test]
    fn two_who_never_meet_are_waited_for_one_after_the_other() {
        let (morning, night) = (window(0, 4, 9, 12), window(5, 5, 20, 23));
        // From Friday noon to Monday 09:00 are 69 hours, and to Saturday 20:00 five days and eleven hours more.
        assert_eq!(wait(&[&morning, &night], &[]), ((69 + 5 * 24 + 11) * 60, "Fri 12:00".to_owned()));
    }

    #[test]
    fn a_holiday_beside_the_week_end_makes_it_longer() {
        // 25 December 2026 is a Friday: from Thursday 17:00 to Monday 09:00 are 88 hours.
        let holiday = jiff::civil::date(2026, 12, 25);
        assert_eq!(wait(&[&window(0, 4, 9, 17)], &[holiday]), (88 * 60, "Thu 2026-12-24 17:00".to_owned()));
    }

    #[test]
    fn holidays_mean_nothing_to_those_who_work_at_week_ends() {
        // Sunday is worked, so is the holiday: from 17:00 to 09:00 are 16 hours.
        let holiday = jiff::civil::date(2026, 12, 25);
        assert_eq!(wait(&[&window(0, 6, 9, 17)], &[holiday]).0, 16 * 60);
    }

    /// Friday to Monday in Berlin, with no free day; the clock is put back on 31 October 2027.
    #[test]
    fn the_week_end_on_which_the_clock_is_put_back_is_an_hour_longer() {
        let zone = Some("Europe/Berlin".into());
        let office = Hours::new(vec![WeekWindow { first: 0, last: 4, from: 9 * 60, to: 17 * 60, zone }]);
        assert_eq!(wait(&[&office], &[]), (65 * 60, "Fri 2027-10-29 17:00".to_owned()));
    }

    #[test]
    fn nobody_ever_there_is_waited_for_without_end() {
        assert_eq!(wait(&[&Hours::default()], &[]).0, Minutes::FOREVER);
    }

    #[test]
    fn a_night_shift_lasts_over_midnight() {
        // There from 19:00 to 07:00 every day: twelve hours of nobody.
        assert_eq!(wait(&[&window(0, 6, 19, 7)], &[]).0, 12 * 60);
    }
}
