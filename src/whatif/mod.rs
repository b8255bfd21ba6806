//! What would change in what the rules say if a plan said something else: facts are set in the plan's text, the plan is
//! read and judged again, and what is said of both is compared. Never changes a file.

mod edit;
mod set;

use std::collections::BTreeMap;

pub use set::{Change, Refused, Set, set};

use crate::analysis::{self, Judged, PlanFiles, Settings, judge, read};
use crate::finding::{Finding, Outcome};
use crate::model::Plan;
use crate::policy::ir::Policies;
use crate::text::Sources;

/// What would come and go.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What would be found that is not found now; places are those of the changed text.
    pub appear: Vec<Finding>,
    /// What is found now and would not be; places are those of the text as it is.
    pub vanish: Vec<Finding>,
    /// How many findings stay.
    pub stay: usize,
    /// Rules that look at something now and would look at nothing, by name.
    pub no_longer_asked: Vec<String>,
    /// How many rules were run.
    pub rules: usize,
    /// The plan as it is, and as it would be.
    pub plans: (Plan, Plan),
}

/// Compares what the rules say of `files` in two states of their texts.
pub fn compare(
    files: &PlanFiles,
    (before, after): (&Sources, &Sources),
    policies: &Policies,
    settings: &Settings,
) -> Compared {
    let (was, now) = (said(files, before, policies, settings), said(files, after, policies, settings));
    let (mut vanish, stay) = missing_in(&was.1, &now.1);
    let (mut appear, _) = missing_in(&now.1, &was.1);
    analysis::sort(&mut vanish, before);
    analysis::sort(&mut appear, after);
    let no_longer_asked = was.0.no_longer_asked(&now.0);
    let rules = was.0.verdicts.len();
    Compared { appear, vanish, stay, no_longer_asked, rules, plans: (was.2, now.2) }
}

/// What is said of a plan: the verdicts, all findings that nobody accepts, and the plan itself.
fn said(
    files: &PlanFiles,
    sources: &Sources,
    policies: &Policies,
    settings: &Settings,
) -> (Judged, Vec<Finding>, Plan) {
    let (plan, mut findings) = read(sources, files, policies);
    let mut judged = judge(&plan, policies, settings);
    findings.append(&mut judged.findings);
    findings.retain(|finding| finding.accepted.is_none());
    (judged, findings, plan)
}

/// What makes two findings the same: what is said of which thing, and not where. Of a missing fact, who waits for it.
fn keys(finding: &Finding) -> Vec<String> {
    let own = format!("{}\n{}\n{}", finding.rule, finding.thing.as_deref().unwrap_or(""), finding.message);
    match finding.outcome {
        Outcome::Undecided if !finding.waiting.is_empty() => {
            finding.waiting.iter().map(|waiting| format!("{own}\n{waiting}")).collect()
        }
        Outcome::Undecided | Outcome::Failed | Outcome::Unreadable => vec![own],
    }
}

/// The findings of `these` that are not among `those`, and how many are. A missing fact for which only some of the
/// rules wait anew is told of those alone.
fn missing_in(these: &[Finding], those: &[Finding]) -> (Vec<Finding>, usize) {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for key in those.iter().flat_map(keys) {
        *left.entry(key).or_default() += 1;
    }
    let (mut missing, mut met) = (Vec::new(), 0);
    for finding in these {
        let known: Vec<bool> = keys(finding).iter().map(|key| take(&mut left, key)).collect();
        if known.iter().all(|known| *known) {
            met += 1;
            continue;
        }
        let mut told = finding.clone();
        if finding.outcome == Outcome::Undecided {
            let waiting = finding.waiting.iter().zip(&known).filter(|(_, known)| !**known);
            told.waiting = waiting.map(|(waiting, _)| waiting.clone()).collect();
        }
        missing.push(told);
    }
    (missing, met)
}

fn take(left: &mut BTreeMap<String, usize>, key: &str) -> bool {
    let Some(count) = left.get_mut(key).filter(|count| **count > 0) else { return false };
    *count -= 1;
    true
}
