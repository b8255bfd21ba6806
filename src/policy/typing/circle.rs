//! Circles in what uses what: packs that use each other, functions that call each other.

use std::collections::BTreeSet;

/// The shortest way from `from` along `next` back to itself, without the last step; `from` is first.
pub(super) fn way_back(from: usize, next: &dyn Fn(usize) -> Vec<usize>) -> Option<Vec<usize>> {
    let mut ways = vec![vec![from]];
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while let Some(way) = ways.get(at).cloned() {
        at += 1;
        let last = way.last().copied().unwrap_or(from);
        for to in next(last) {
            if to == from {
                return Some(way);
            }
            if seen.insert(to) {
                ways.push(way.iter().copied().chain([to]).collect());
            }
        }
    }
    None
}
