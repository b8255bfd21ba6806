//! Which findings are kept where another program takes only so many: the worst, and how many are left out is told.

use super::Shown;
use super::shown::Entry;
use crate::finding::Level;

/// The worst findings that nobody accepted.
pub struct Worst<'s> {
    /// Those that are kept, the worst first; of equal ones those that stand first.
    pub kept: Vec<Entry<'s>>,
    /// Those that are left out.
    pub left_out: Vec<Entry<'s>>,
}

/// The worst `most` findings of `shown`.
pub fn worst<'s>(shown: &'s Shown<'_>, most: usize) -> Worst<'s> {
    let mut kept: Vec<Entry<'_>> = shown.open().collect();
    kept.sort_by_key(|entry| std::cmp::Reverse(entry.level()));
    let left_out = kept.split_off(most.min(kept.len()));
    Worst { kept, left_out }
}

/// `3 errors, 2 warnings`.
pub fn by_level(entries: &[Entry<'_>]) -> String {
    let count = |level: Level| entries.iter().filter(|entry| entry.level() == level).count();
    let levels = [Level::Error, Level::Warning, Level::Note].map(|level| (count(level), level.word()));
    let some = levels.into_iter().filter(|(number, _)| *number > 0);
    some.map(|(number, word)| super::counted(number, word)).collect::<Vec<_>>().join(", ")
}
