//! Lengths of time and hours of the week, against figures worked out by hand.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use irlint::model::time::{Calendar, Hours, MOST_SPELLED, Minutes, WeekWindow, zone_exists, zones};
use irlint::syntax::{Amount, Unit};

const DAY: i64 = 24 * 60;

fn berlin() -> Calendar {
    let holidays = [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 3, 8)];
    Calendar { holidays: holidays.into_iter().collect(), ..Calendar::default() }
}

fn days(calendar: &Calendar, whole: i64, unit: Unit) -> (i64, i64) {
    let range = calendar.range(Amount { thousandths: whole * 1000, unit }, date(2026, 11, 23));
    (range.least / DAY, range.most / DAY)
}

#[test]
fn clock_units_are_exact_and_parts_of_a_minute_are_a_range() {
    let calendar = Calendar::default();
    let range = |thousandths, unit| calendar.range(Amount { thousandths, unit }, date(2026, 11, 23));
    assert_eq!(range(1500, Unit::Hour), Minutes { least: 90, most: 90 });
    assert_eq!(range(2000, Unit::Week), Minutes { least: 14 * DAY, most: 14 * DAY });
    assert_eq!(range(1500, Unit::Minute), Minutes { least: 1, most: 2 });
    assert_eq!(range(i64::MAX, Unit::Week).most, Minutes::FOREVER);
}

#[test]
fn business_days_stretch_over_weekends_and_holidays() {
    // Monday to Tuesday is a day on at least; from Thursday 24 December the first working day is Monday 28.
    assert_eq!(days(&berlin(), 1, Unit::BusinessDay), (1, 5));
    // From Friday to Tuesday, first and last day included.
    assert_eq!(days(&Calendar::default(), 2, Unit::BusinessDay), (2, 5));
    // From Monday to Friday; from Thursday 24 December to Thursday 31, both included.
    assert_eq!(days(&berlin(), 4, Unit::BusinessDay), (4, 8));
    // From Sunday to the Friday of the fourth week; from Friday to Friday, both included.
    assert_eq!(days(&Calendar::default(), 20, Unit::BusinessDay), (26, 29));
}

#[test]
fn a_calendar_without_working_days_never_reaches_the_end() {
    let free = Calendar { weekend: [true; 7], holidays: BTreeSet::new() };
    let range = free.range(Amount { thousandths: 1000, unit: Unit::BusinessDay }, date(2026, 11, 23));
    assert_eq!(range.most, Minutes::FOREVER);
    assert!(range.least > 10_000 * DAY);
    let many = Amount { thousandths: i64::MAX, unit: Unit::BusinessDay };
    assert_eq!(Calendar::default().range(many, date(2026, 11, 23)).most, Minutes::FOREVER);
}

#[test]
fn months_and_years_are_as_long_as_the_calendar_says() {
    let calendar = Calendar::default();
    assert_eq!(days(&calendar, 1, Unit::Month), (28, 31));
    assert_eq!(days(&calendar, 12, Unit::Month), (365, 366));
    assert_eq!(days(&calendar, 1, Unit::Year), (365, 366));
    assert_eq!(days(&calendar, 3, Unit::Month), (89, 92));
    assert_eq!(days(&calendar, 4, Unit::Year), (1461, 1461));
    let far = calendar.range(Amount { thousandths: i64::MAX, unit: Unit::Year }, date(2026, 11, 23));
    assert_eq!(far.most, Minutes::FOREVER);
}

#[test]
fn comparisons_come_out_as_the_law_books_read() {
    let range =
        |whole: i64, unit| berlin().range(Amount { thousandths: whole * 1000, unit }, date(2026, 11, 23));
    assert!(range(4, Unit::BusinessDay).least > range(72, Unit::Hour).most);
    assert!(range(27, Unit::Day).most <= range(1, Unit::Month).least);
    let (two, three) = (range(2, Unit::BusinessDay), range(3, Unit::Day));
    assert!(two.least < three.least && three.most < two.most);
}

/// Monday, in winter time; the year after it holds both changes of the clock.
const AS_OF: Date = date(2026, 11, 23);

fn window(first: u8, last: u8, from: u16, to: u16, zone: Option<&str>) -> Hours {
    let zone = zone.map(Into::into);
    Hours::new(vec![WeekWindow { first, last, from: from * 60, to: to * 60, zone }])
}

#[test]
fn office_hours_leave_the_nights_and_the_weekend_open() {
    let office = window(0, 4, 9, 17, None);
    assert_eq!(office.covered(AS_OF), "40 of 168 hours");
    assert_eq!(
        office.gaps(AS_OF),
        "Mon 17:00 to Tue 09:00, Tue 17:00 to Wed 09:00, Wed 17:00 to Thu 09:00, \
         Thu 17:00 to Fri 09:00, Fri 17:00 to Mon 09:00"
    );
    assert_eq!(office.to_string(), "Mon-Fri 09:00-17:00");
    assert!(!office.covers(&Hours::always(), AS_OF));
    assert!(Hours::always().covers(&office, AS_OF));
}

#[test]
fn windows_wrap_midnight_and_the_week() {
    let (day, night) = (window(0, 6, 7, 19, None), window(0, 6, 19, 7, None));
    assert_eq!(night.covered(AS_OF), "84 of 168 hours");
    assert_eq!(night.to_string(), "Mon-Sun 19:00-07:00");
    assert_eq!(day.union(&night), Hours::always());
    assert_eq!(day.union(&night).gaps(AS_OF), "no hour");
    assert_eq!(day.union(&night).to_string(), "24x7");
    assert!(day.overlap(&night, AS_OF).is_empty());
    let weekend = window(5, 0, 0, 24, None);
    assert_eq!(weekend.covered(AS_OF), "72 of 168 hours");
    assert_eq!(weekend.gaps(AS_OF), "Tue 00:00 to Sat 00:00");
    assert_eq!(window(5, 5, 9, 9, None).covered(AS_OF), "24 of 168 hours");
    assert_eq!(Hours::default().gaps(AS_OF), "the whole week");
    assert_eq!(Hours::default().covered(AS_OF), "0 of 168 hours");
}

#[test]
fn parts_of_an_hour_are_counted() {
    let half = WeekWindow { first: 0, last: 0, from: 540, to: 570, zone: None };
    assert_eq!(Hours::new(vec![half.clone()]).covered(AS_OF), "0.5 of 168 hours");
    let quarter = WeekWindow { to: 555, ..half };
    assert_eq!(Hours::new(vec![quarter]).covered(AS_OF), "0.25 of 168 hours");
}

#[test]
fn two_zones_that_follow_the_sun_leave_a_gap_only_in_summer() {
    // Berlin is 8 hours behind Tokyo in winter and 7 in summer. Tokyo 16:00-04:00 is Berlin 08:00-20:00 in
    // winter, 09:00-21:00 in summer.
    let tokyo = window(0, 6, 16, 4, Some("Asia/Tokyo"));
    let night = window(0, 6, 20, 8, Some("Europe/Berlin"));
    let both = tokyo.union(&night);
    assert!(!both.covers(&Hours::always(), AS_OF));
    assert_eq!(both.covered(AS_OF), "161 of 168 hours");
    assert_eq!(
        both.gaps(AS_OF),
        "Mon 15:00 to Mon 16:00, Tue 15:00 to Tue 16:00, Wed 15:00 to Wed 16:00, Thu 15:00 to Thu 16:00, \
         Fri 15:00 to Fri 16:00, Sat 15:00 to Sat 16:00, Sun 15:00 to Sun 16:00 Asia/Tokyo"
    );
    let longer = tokyo.union(&window(0, 6, 20, 9, Some("Europe/Berlin")));
    assert!(longer.covers(&Hours::always(), AS_OF));
    assert_eq!(longer.gaps(AS_OF), "no hour");
}

#[test]
fn the_overlap_of_two_zones_is_what_is_in_both_all_year() {
    let berlin = window(0, 4, 9, 17, Some("Europe/Berlin"));
    let new_york = window(0, 4, 9, 17, Some("America/New_York"));
    // 9:00 in New York is 15:00 in Berlin, and 14:00 in the weeks when only one clock is changed.
    assert_eq!(new_york.overlap(&berlin, AS_OF).to_string(), "Mon-Fri 09:00-11:00 America/New_York");
    assert_eq!(berlin.overlap(&new_york, AS_OF).to_string(), "Mon-Fri 15:00-17:00 Europe/Berlin");
    assert_eq!(berlin.overlap(&Hours::always(), AS_OF), berlin);
}

#[test]
fn hours_without_a_zone_could_be_anywhere_beside_hours_with_one() {
    let (somewhere, berlin) = (window(0, 6, 7, 19, None), window(0, 6, 19, 7, Some("Europe/Berlin")));
    assert!(!somewhere.union(&berlin).covers(&Hours::always(), AS_OF));
    assert!(!window(0, 4, 9, 17, None).covers(&window(0, 4, 9, 17, Some("Europe/Berlin")), AS_OF));
}

#[test]
fn zones_are_known_by_their_exact_names() {
    assert!(zone_exists("Europe/Berlin") && zone_exists("UTC"));
    assert!(!zone_exists("Europe/berlin") && !zone_exists("Europe/Atlantis"));
    assert!(zones().contains(&"Asia/Tokyo".to_owned()));
}

#[test]
fn gaps_are_listed_up_to_a_hundred_and_the_rest_is_counted() {
    // So many windows of a minute, two hours apart, leave as many gaps round the week.
    let gaps = |count: u16| {
        let window = |number: u16| {
            let (day, minute) = ((number / 20) as u8, number % 20 * 60);
            WeekWindow { first: day, last: day, from: minute, to: minute + 1, zone: None }
        };
        Hours::new((0..count).map(window).collect()).gaps(date(2026, 11, 23))
    };
    assert_eq!(MOST_SPELLED, 100);
    assert_eq!(gaps(100).matches(" to ").count(), 100);
    assert!(!gaps(100).contains("more"));
    assert_eq!(gaps(103).matches(" to ").count(), 100);
    assert!(gaps(103).ends_with(", 3 more"), "{}", gaps(103));
}
