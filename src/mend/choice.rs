//! Which fixes can be made at once: the first of each finding, and of those that meet in the text the first of all.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Edit, Finding, Fix};
use crate::text::{FileId, Span};

/// The fixes of one round.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The edits of each file.
    pub edits: BTreeMap<FileId, Vec<Edit>>,
    /// The findings that they mend, by their places among all.
    pub findings: Vec<usize>,
    /// Files that may not be written and have something to fix.
    pub kept: BTreeSet<FileId>,
    /// Where the edits so far start and end.
    taken: BTreeMap<(FileId, u32), u32>,
}

/// Chooses among the fixes of what nobody accepts: the safe ones, with `asked` the others too, in files that `may` be
/// written.
pub fn choose(findings: &[Finding], asked: bool, may: &dyn Fn(FileId) -> bool) -> Chosen {
    let mut chosen = Chosen::default();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.accepted.is_none()) {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe || asked) else { continue };
        let kept: Vec<FileId> =
            fix.edits.iter().map(|edit| edit.span.file).filter(|file| !may(*file)).collect();
        if !kept.is_empty() {
            chosen.kept.extend(kept);
        } else if fix.edits.iter().all(|edit| chosen.is_free(edit.span)) {
            chosen.findings.push(at);
            chosen.take(fix);
        }
    }
    chosen
}

impl Chosen {
    /// Whether no edit overlaps or touches `span`: of two texts put in at one place nobody knows which comes first.
    fn is_free(&self, span: Span) -> bool {
        let before = self.taken.range(..=(span.file, span.end)).next_back();
        before.is_none_or(|((file, _), end)| *file != span.file || *end < span.start)
    }

    fn take(&mut self, fix: &Fix) {
        for edit in &fix.edits {
            self.taken.insert((edit.span.file, edit.span.start), edit.span.end);
            self.edits.entry(edit.span.file).or_default().push(edit.clone());
        }
    }
}
