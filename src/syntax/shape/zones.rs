//! Lines whose braces do not balance: how they are read hangs on every space in them, so they have no shape.

use super::{Outlined, Range};
use crate::syntax::markdown::Segment;
use crate::syntax::outline::Fault;

/// Where the faults are, in order; none if reading was given up.
pub(super) fn places(faults: &[Fault]) -> Option<Vec<u32>> {
    let mut places = faults.iter().map(|fault| place(*fault)).collect::<Option<Vec<_>>>()?;
    places.sort_unstable();
    Some(places)
}

fn place(fault: Fault) -> Option<u32> {
    match fault {
        Fault::Unclosed { head, .. } | Fault::Unopened { head, .. } | Fault::Detached { head, .. } => {
            Some(head.start)
        }
        Fault::Stray(at) | Fault::Headless(at) => Some(at),
        Fault::TooDeep(_) | Fault::TooMany(_) => None,
    }
}

/// The lines of a segment that are tangled by what stands at `places`, in order and apart from each other.
/// `statements` are those at the top of the segment.
pub(super) fn find(text: &str, segment: &Segment, statements: &[Outlined<'_>], places: &[u32]) -> Vec<Range> {
    let from = places.partition_point(|at| *at < segment.start);
    let mut zones: Vec<Range> = Vec::new();
    for at in places.iter().skip(from).take_while(|at| **at < segment.end) {
        if zones.last().is_some_and(|last| *at < last.end) {
            continue;
        }
        let zone = grown(text, segment, statements, around(*at, segment, statements));
        match zones.last_mut().filter(|last| zone.start < last.end) {
            Some(last) => last.end = last.end.max(zone.end),
            None => zones.push(zone),
        }
    }
    zones
}

/// The statement that holds `at`; between statements, all that stands before the next one.
fn around(at: u32, segment: &Segment, statements: &[Outlined<'_>]) -> Range {
    let next = statements.partition_point(|top| top.head.start <= at);
    let before = next.checked_sub(1).and_then(|index| statements.get(index));
    if let Some(top) = before.filter(|top| at < top.end) {
        return Range { start: top.head.start, end: top.end };
    }
    let next = statements.get(next).map(|top| top.doc.map_or(top.head.start, |doc| doc.start));
    Range { start: at, end: next.filter(|next| *next > at).unwrap_or(segment.end) }
}

/// The lines that hold a range, with all statements that reach into them.
fn grown(text: &str, segment: &Segment, statements: &[Outlined<'_>], range: Range) -> Range {
    let mut zone = whole_lines(text, segment, range);
    let mut first = statements.partition_point(|top| top.end <= zone.start);
    while let Some(top) = statements.get(first).filter(|top| top.head.start < zone.end) {
        let both = Range { start: zone.start.min(top.head.start), end: zone.end.max(top.end) };
        let whole = whole_lines(text, segment, both);
        first = if whole.start < zone.start {
            statements.partition_point(|top| top.end <= whole.start)
        } else {
            first + 1
        };
        zone = whole;
    }
    zone
}

/// The lines that hold a range.
fn whole_lines(text: &str, segment: &Segment, range: Range) -> Range {
    let before = Range { start: segment.start, end: range.start }.of(text);
    let behind = Range { start: range.end, end: segment.end }.of(text);
    let ends_line = Range { start: range.start, end: range.end }.of(text).ends_with('\n');
    let rest = if ends_line { 0 } else { behind.find('\n').map_or(behind.len(), |found| found + 1) };
    let start = before.rfind('\n').map_or(segment.start, |found| segment.start + found as u32 + 1);
    Range { start, end: range.end + rest as u32 }
}
