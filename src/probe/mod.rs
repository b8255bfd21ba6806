//! Probing a plan: one fact at a time is changed for the worse, and all rules are run again. What no rule
//! notices can go wrong in this plan without anybody being told. Never changes a file.

mod changes;
mod edit;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use changes::{Change, Way};

use crate::analysis::{Judged, Settings, judge};
use crate::finding::Finding;
use crate::model::Plan;
use crate::policy::ir::Policies;

/// What becomes of a plan when one fact changes.
#[derive(Debug, Clone)]
pub struct Probed {
    /// The fact, and how it is changed.
    pub change: Change,
    /// Who notices.
    pub notice: Notice,
    /// Rules that passed before and have nothing to look at then, by name.
    pub no_longer_asked: Vec<String>,
}

/// Who notices a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The plan no longer reads: a name leads nowhere, or a part without which a thing means nothing is gone.
    Reading,
    /// There is a finding that was not there before, or a question that was not open before.
    Rules,
    /// Nobody.
    Nobody,
}

/// Makes every change of `plan` and runs the rules on each, in the order of the plan.
pub fn probe(plan: &Plan, policies: &Policies, settings: &Settings) -> Vec<Probed> {
    let before = judge(plan, policies, settings);
    let said = said(&before);
    let changes = changes::changes(plan, &policies.schema);
    let probed = changes.into_par_iter().map(|change| {
        let Some(edit) = &change.edit else {
            return Probed { change, notice: Notice::Reading, no_longer_asked: Vec::new() };
        };
        let after = judge(&edit.apply(plan), policies, settings);
        let notice = if is_new(&self::said(&after), &said) { Notice::Rules } else { Notice::Nobody };
        Probed { change, notice, no_longer_asked: before.no_longer_asked(&after) }
    });
    probed.collect()
}

/// What is said of a plan, and how often: findings that nobody accepts and, for a missing fact, one for each
/// rule that waits.
type Said = BTreeMap<String, usize>;

fn said(judged: &Judged) -> Said {
    let mut said = Said::new();
    for finding in judged.findings.iter().filter(|finding| finding.accepted.is_none()) {
        for entry in entries(finding) {
            *said.entry(entry).or_default() += 1;
        }
    }
    said
}

fn entries(finding: &Finding) -> Vec<String> {
    let Finding { rule, message, at, waiting, .. } = finding;
    let own = format!("{rule} {}..{} {message}", at.span.start, at.span.end);
    if waiting.is_empty() {
        return vec![own];
    }
    waiting.iter().map(|waiting| format!("{own} {waiting}")).collect()
}

fn is_new(after: &Said, before: &Said) -> bool {
    after.iter().any(|(entry, count)| before.get(entry).is_none_or(|before| count > before))
}
