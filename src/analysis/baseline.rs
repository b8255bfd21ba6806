//! What becomes of findings that a baseline knows: they are left out and counted. A gap that it does not know is reported,
//! and so is one that it knows and that is gone: an entry that covers nothing would cover the gap when it comes back.
//!
//! A gap is the same as long as rule, plan and what it is about are: wording, places and names of files do not count.
//! Mistakes in reading are never covered, for what was not read was not checked.

use std::collections::BTreeMap;

use super::{Analysis, PlanReport, Settings};
use crate::config::baseline::{Gap, Known};
use crate::finding::{Finding, Label, Level, Outcome};
use crate::text::{FileId, Span};

/// A baseline that was read.
#[derive(Debug)]
pub struct Baseline {
    /// The file.
    pub file: FileId,
    /// Its gaps.
    pub gaps: BTreeMap<Gap, Known>,
}

impl Analysis {
    /// The gaps that are found and not accepted, and how often each is.
    pub fn gaps(&self) -> BTreeMap<Gap, usize> {
        let mut gaps = BTreeMap::new();
        for gap in self.findings.iter().filter_map(|finding| self.gap(finding)) {
            *gaps.entry(gap).or_default() += 1;
        }
        gaps
    }

    /// What `baseline` should say: its gaps as far as they are found, and those that this run does not judge.
    pub fn pruned(&self, baseline: &Baseline, settings: &Settings) -> BTreeMap<Gap, usize> {
        let found = self.gaps();
        let left = |(gap, known): (&Gap, &Known)| {
            let count = if self.judges(gap, settings) {
                known.count.min(found.get(gap).copied().unwrap_or(0))
            } else {
                known.count
            };
            (count > 0).then(|| (gap.clone(), count))
        };
        baseline.gaps.iter().filter_map(left).collect()
    }

    /// The gaps of `baseline` of which this run cannot tell whether they are there.
    pub fn unjudged(&self, baseline: &Baseline, settings: &Settings) -> BTreeMap<Gap, usize> {
        let left = baseline.gaps.iter().filter(|(gap, _)| !self.judges(gap, settings));
        left.map(|(gap, known)| (gap.clone(), known.count)).collect()
    }

    /// Leaves out what `baseline` knows, and reports what it knows and what is gone.
    pub fn compare(&mut self, baseline: &Baseline, settings: &Settings) {
        let stale = self.stale(baseline, settings);
        let mut left: BTreeMap<&Gap, usize> =
            baseline.gaps.iter().map(|(gap, known)| (gap, known.count)).collect();
        let (mut kept, mut known) = (Vec::new(), 0);
        for finding in std::mem::take(&mut self.findings) {
            let gap = self.gap(&finding);
            match gap.as_ref().and_then(|gap| left.get_mut(gap)).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    known += 1;
                }
                None => kept.push(finding),
            }
        }
        self.known += known;
        self.findings = kept;
        self.findings.extend(stale);
        super::sort(&mut self.findings, &self.sources);
    }

    fn stale(&self, baseline: &Baseline, settings: &Settings) -> Vec<Finding> {
        let found = self.gaps();
        let judged = baseline.gaps.iter().filter(|(gap, _)| self.judges(gap, settings));
        let gone = judged.filter_map(|(gap, known)| {
            let count = found.get(gap).copied().unwrap_or(0);
            (count < known.count).then(|| stale(baseline.file, (gap, known), count))
        });
        gone.collect()
    }

    /// Whether this run can tell that a gap is gone: its plan was checked, and its rule was asked.
    fn judges(&self, gap: &Gap, settings: &Settings) -> bool {
        let all = |plan: &PlanReport| {
            let choice = settings.choice(Some(plan.root));
            choice.select.is_empty() && choice.ignore.is_empty()
        };
        if self.later.values().flatten().any(|rule| *rule == gap.rule) {
            return false;
        }
        let named = |plan: &&PlanReport| plan.name.as_deref().unwrap_or("") == gap.plan;
        let mut plans = self.plans.iter().filter(named);
        plans.any(|plan| all(plan) || plan.verdicts.get(&gap.rule).is_some())
    }

    /// What a finding is to a baseline; nothing if it is a mistake in reading, or accepted.
    fn gap(&self, finding: &Finding) -> Option<Gap> {
        if finding.outcome == Outcome::Unreadable || finding.accepted.is_some() {
            return None;
        }
        let plan = self.plan_of(finding.at.span.file).and_then(|plan| plan.name.clone()).unwrap_or_default();
        Some(Gap { rule: finding.rule.clone(), plan, about: finding.subject.clone() })
    }
}

fn stale(file: FileId, (gap, known): (&Gap, &Known), found: usize) -> Finding {
    let about = if gap.about.is_empty() { String::new() } else { format!(" on {}", gap.about.join(", ")) };
    let message = match found {
        0 => format!("the known gap `{}`{about} is closed", gap.rule),
        _ => format!("of {} known gaps `{}`{about}, {found} are left", known.count, gap.rule),
    };
    let span = Span::new(file, known.span.start as u32, known.span.end as u32);
    Finding {
        outcome: Outcome::Failed,
        level: Level::Error,
        at: Label { span, text: String::new() },
        ..Finding::unreadable("baseline/closed", span, message)
    }
    .help("take it out of the baseline with `--prune-baseline`, so that it cannot come back unseen")
}
