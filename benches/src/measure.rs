//! Measuring: all cases in turn, round by round, so that what slows the machine down for a while slows all of them; and the
//! median of the rounds. What is counted is the time that the processor works for this process, which other processes change
//! little, and not the time on the wall.

use std::time::Duration;

use nix::time::{ClockId, clock_gettime};

/// What is measured.
pub type Case<'a> = Box<dyn FnMut() + 'a>;

/// A round of a case lasts at least this long; short cases are run several times in it.
const ROUND: Duration = Duration::from_millis(10);

/// The most runs in a round.
const MOST: u32 = 1_000;

/// The median time of one run of each case, measured in turn in `rounds` rounds.
pub fn in_turn(rounds: usize, cases: &mut [Case<'_>]) -> Vec<Duration> {
    let runs: Vec<u32> = cases.iter_mut().map(|case| runs(case)).collect();
    let mut times = vec![Vec::with_capacity(rounds); cases.len()];
    for _ in 0..rounds {
        for ((case, runs), times) in cases.iter_mut().zip(&runs).zip(&mut times) {
            times.push(time(|| (0..*runs).for_each(|_| case())) / *runs);
        }
    }
    times.into_iter().map(median).collect()
}

/// How often a case is run to fill a round; the run that tells it warms the case up.
fn runs(case: &mut Case<'_>) -> u32 {
    case();
    let one = time(&mut *case).max(Duration::from_nanos(1));
    u32::try_from(ROUND.as_nanos() / one.as_nanos()).unwrap_or(MOST).clamp(1, MOST)
}

/// How long the processor works for one `run`, on all threads together.
pub fn time(run: impl FnOnce()) -> Duration {
    let start = worked();
    run();
    worked().saturating_sub(start)
}

/// How long the processor has worked for this process.
fn worked() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).expect("every process has this clock").into()
}

/// The middle of some times.
pub fn median(times: Vec<Duration>) -> Duration {
    at(times, 50)
}

/// The time below which so many percent of some times lie.
pub fn at(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    let place = (times.len() * percent).div_ceil(100).max(1) - 1;
    times.get(place).copied().unwrap_or_default()
}

/// A time with three figures.
pub fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        ..1_000.0 => format!("{micros:.1} us"),
        ..1_000_000.0 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

/// One time over another.
pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
