//! A set of minutes of a week, without a zone: sorted stretches that neither touch nor overlap.

use std::fmt::Write as _;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Minutes of a week.
pub(super) const WEEK: u32 = 7 * DAY;

/// How many stretches of a week a text lists.
pub const MOST_SPELLED: usize = 100;

/// A set of minutes of the week; minute 0 is Monday 00:00.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Week {
    /// First minute and first minute behind, within the week.
    stretches: Vec<(u32, u32)>,
}

impl Week {
    /// Every minute.
    pub(super) fn full() -> Self {
        Self { stretches: vec![(0, WEEK)] }
    }

    /// The minutes of any of `stretches`, which start within the week and may run beyond its end once.
    pub(super) fn of(stretches: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut cut = Vec::new();
        for (from, to) in stretches {
            cut.push((from, to.min(WEEK)));
            if to > WEEK {
                cut.push((0, (to - WEEK).min(WEEK)));
            }
        }
        cut.sort_unstable();
        Self { stretches: joined(cut.into_iter().filter(|(from, to)| from < to)) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.stretches == [(0, WEEK)]
    }

    /// Its stretches, in order: first minute, and first minute behind.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (u32, u32)> {
        self.stretches.iter().copied()
    }

    /// How many minutes it holds.
    pub(super) fn minutes(&self) -> u32 {
        self.stretches.iter().map(|(from, to)| to - from).sum()
    }

    /// The minutes in either.
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::of(self.stretches.iter().chain(&other.stretches).copied())
    }

    /// The minutes in both.
    pub(super) fn overlap(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.stretches.as_slice(), other.stretches.as_slice());
        let mut both = Vec::new();
        while let ([one, rest @ ..], [two, others @ ..]) = (left, right) {
            let (from, to) = (one.0.max(two.0), one.1.min(two.1));
            if from < to {
                both.push((from, to));
            }
            if one.1 < two.1 {
                left = rest;
            } else {
                right = others;
            }
        }
        Self { stretches: both }
    }

    /// The minutes that it does not hold.
    pub(super) fn complement(&self) -> Self {
        let mut free = Vec::new();
        let mut at = 0;
        for (from, to) in &self.stretches {
            if at < *from {
                free.push((at, *from));
            }
            at = *to;
        }
        if at < WEEK {
            free.push((at, WEEK));
        }
        Self { stretches: free }
    }

    /// Whether it holds every minute of `other`.
    pub(super) fn covers(&self, other: &Self) -> bool {
        other.overlap(&self.complement()).is_empty()
    }

    /// The same minutes on a clock that is ahead by `minutes`.
    pub(super) fn ahead(&self, minutes: i32) -> Self {
        let shift = i64::from(minutes).rem_euclid(i64::from(WEEK)) as u32;
        Self::of(self.stretches.iter().map(|(from, to)| {
            let start = (from + shift) % WEEK;
            (start, start + (to - from))
        }))
    }

    /// The stretches with the one round the end of the week in one piece, which then ends beyond the week.
    fn round(&self) -> Vec<(u32, u32)> {
        let mut stretches = self.stretches.clone();
        let wraps = stretches.len() > 1
            && stretches.first().is_some_and(|first| first.0 == 0)
            && stretches.last().is_some_and(|last| last.1 == WEEK);
        if wraps {
            let first = stretches.remove(0);
            if let Some(last) = stretches.last_mut() {
                last.1 += first.1;
            }
        }
        stretches
    }

    /// "Fri 17:00 to Mon 09:00", each stretch, in the order of the week; of more than anybody reads, how many there are.
    pub(super) fn spelled(&self) -> String {
        let moment = |minute: u32| format!("{} {}", day(minute / DAY), clock(minute % DAY));
        let all = self.round();
        let first = all.iter().take(MOST_SPELLED);
        let mut pieces: Vec<String> =
            first.map(|(from, to)| format!("{} to {}", moment(*from), moment(*to))).collect();
        let more = all.len().saturating_sub(MOST_SPELLED);
        pieces.extend((more > 0).then(|| format!("{more} more")));
        pieces.join(", ")
    }

    /// "Mon-Fri 09:00-17:00": as a plan writes it.
    pub(super) fn written(&self) -> String {
        if self.is_full() {
            return "24x7".to_owned();
        }
        let mut text = String::new();
        for (first, last, from, to) in runs(&self.daily()) {
            let days =
                if first == last { day(first).to_owned() } else { format!("{}-{}", day(first), day(last)) };
            let comma = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{comma}{days} {}-{}", clock(from), clock(to));
        }
        text
    }

    /// The stretches as windows of a day: the day, where it opens, and where it closes, at or before that
    /// on the next morning. Stretches of more than a day are cut at midnight.
    fn daily(&self) -> Vec<(u32, u32, u32)> {
        let mut windows = Vec::new();
        for (from, to) in self.round() {
            let (mut from, to) = (from, to);
            while to - from > DAY {
                let midnight = (from / DAY + 1) * DAY;
                windows.push((from / DAY, from % DAY, DAY));
                from = midnight;
            }
            let end = if to > (from / DAY + 1) * DAY { to % DAY } else { to - from / DAY * DAY };
            windows.push((from / DAY % 7, from % DAY, end));
        }
        windows
    }
}

/// Sorted stretches of time, those that touch or overlap as one.
pub(super) fn joined<T: Copy + Ord>(sorted: impl IntoIterator<Item = (T, T)>) -> Vec<(T, T)> {
    let mut joined: Vec<(T, T)> = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            Some(_) | None => joined.push((from, to)),
        }
    }
    joined
}

/// Windows with the same clock on days that follow each other, as one: first day, last day, opens, closes.
fn runs(windows: &[(u32, u32, u32)]) -> Vec<(u32, u32, u32, u32)> {
    let mut sorted: Vec<_> = windows.iter().map(|(day, from, to)| (*from, *to, day % 7)).collect();
    sorted.sort_unstable();
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    for (from, to, day) in sorted {
        match runs.last_mut() {
            Some(run) if (run.2, run.3) == (from, to) && run.1 + 1 == day => run.1 = day,
            Some(_) | None => runs.push((day, day, from, to)),
        }
    }
    runs.sort_unstable();
    runs
}

fn day(number: u32) -> &'static str {
    crate::syntax::weekday((number % 7) as u8)
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
