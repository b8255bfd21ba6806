//! What many findings and plans of a run have in common, each held once: texts of rules, and the verdicts of plans that fare
//! alike.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{PlanReport, Verdicts};
use crate::finding::Finding;

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Shared {
    texts: FxHashSet<Arc<str>>,
    verdicts: FxHashSet<Verdicts>,
}

impl Shared {
    /// The finding with texts that are held already, and no larger than it needs to be.
    pub fn finding(&mut self, mut finding: Finding) -> Finding {
        let Finding { pack, because, help, source, confidence, .. } = &mut finding;
        for text in [pack, because, help, source, confidence].into_iter().flatten() {
            match self.texts.get(text) {
                Some(known) => text.clone_from(known),
                None => _ = self.texts.insert(Arc::clone(text)),
            }
        }
        finding.also.shrink_to_fit();
        finding.steps.shrink_to_fit();
        finding.message.shrink_to_fit();
        finding.at.text.shrink_to_fit();
        finding
    }

    /// The report with verdicts that are held already.
    pub fn report(&mut self, mut report: PlanReport) -> PlanReport {
        match self.verdicts.get(&report.verdicts) {
            Some(known) => report.verdicts.clone_from(known),
            None => _ = self.verdicts.insert(report.verdicts.clone()),
        }
        report
    }
}
