//! Which findings are kept where another program takes only so many: the worst, and how many are left out is told.

use super::Shown;
use crate::finding::{Finding, Level};

/// The worst findings that nobody accepted, with their fingerprints.
pub struct Worst<'s> {
    /// Those that are kept, the worst first; of equal ones those that stand first.
    pub kept: Vec<(&'s Finding, &'s str)>,
    /// Those that are left out.
    pub left_out: Vec<&'s Finding>,
}

/// The worst `most` findings of `shown`.
pub fn worst<'s>(shown: &'s Shown<'_>, most: usize) -> Worst<'s> {
    let all = shown.findings().iter().zip(shown.fingerprints());
    let open = all.filter(|(finding, _)| finding.accepted.is_none());
    let mut kept: Vec<(&Finding, &str)> =
        open.map(|(finding, fingerprint)| (finding, fingerprint.as_str())).collect();
    kept.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level));
    let rest = kept.split_off(most.min(kept.len()));
    Worst { kept, left_out: rest.into_iter().map(|(finding, _)| finding).collect() }
}

/// `3 errors, 2 warnings`.
pub fn by_level(findings: &[&Finding]) -> String {
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let levels = [Level::Error, Level::Warning, Level::Note].map(|level| (count(level), level.word()));
    let some = levels.into_iter().filter(|(number, _)| *number > 0);
    some.map(|(number, word)| super::counted(number, word)).collect::<Vec<_>>().join(", ")
}
