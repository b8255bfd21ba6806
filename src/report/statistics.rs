//! What a check took: how much it looked at, and the cases, steps and findings of each rule. Steps are counted, not
//! timed, so the same check gives the same numbers everywhere.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Shown, counted};
use crate::analysis::Analysis;
use crate::text::FileId;

/// The numbers of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Plans that were checked.
    pub plans: usize,
    /// Their files, each once.
    pub files: usize,
    /// What they declare.
    pub things: usize,
    /// How long their files are together.
    pub bytes: usize,
    /// The rules that were judged or have findings: those that took most steps first, then by name.
    pub rules: Vec<RuleNumbers>,
}

/// The numbers of a rule, over all plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleNumbers {
    /// Its name.
    pub rule: String,
    /// Findings that nobody accepted.
    pub findings: usize,
    /// Cases that came up.
    pub cases: u64,
    /// Steps of the evaluation.
    pub steps: u64,
}

impl Statistics {
    /// Counts.
    pub fn new(shown: &Shown<'_>) -> Self {
        let plans = shown.plans();
        let files: BTreeSet<FileId> = plans.iter().flat_map(|plan| &plan.files).copied().collect();
        Self {
            plans: plans.len(),
            files: files.len(),
            things: plans.iter().map(|plan| plan.things).sum(),
            bytes: files.iter().map(|file| shown.bytes(*file)).sum(),
            rules: rules(shown),
        }
    }

    /// Counts what came out of a check.
    pub fn of(analysis: &Analysis) -> Self {
        Self::new(&Shown::new(analysis, &super::Options::default()))
    }

    /// A table, the numbers under each other.
    pub fn table(&self) -> Vec<String> {
        let row = |cells: [&str; 3], rule: &str| {
            let [steps, cases, findings] = cells;
            format!("{steps:>10}  {cases:>8}  {findings:>8}  {rule}")
        };
        let numbers = |steps: u64, cases: u64, findings: usize, rule: &str| {
            row([&steps.to_string(), &cases.to_string(), &findings.to_string()], rule)
        };
        let (steps, cases, findings) = self.sums();
        let mut lines = vec![self.sentence(), row(["steps", "cases", "findings"], "rule")];
        lines.extend(self.rules.iter().map(|one| numbers(one.steps, one.cases, one.findings, &one.rule)));
        lines.push(numbers(steps, cases, findings, "together"));
        lines
    }

    /// A sentence for each rule.
    pub fn sentences(&self) -> Vec<String> {
        let rule = |one: &RuleNumbers| {
            let RuleNumbers { rule, findings, cases, steps } = one;
            format!("Rule {rule}: steps {steps}, cases {cases}, findings {findings}.")
        };
        std::iter::once(self.sentence() + ".").chain(self.rules.iter().map(rule)).collect()
    }

    /// `statistics: 1 plan in 2 files, 14 things, 1234 bytes`.
    fn sentence(&self) -> String {
        let (plans, files) = (counted(self.plans, "plan"), counted(self.files, "file"));
        let (things, bytes) = (counted(self.things, "thing"), counted(self.bytes, "byte"));
        format!("statistics: {plans} in {files}, {things}, {bytes}")
    }

    fn sums(&self) -> (u64, u64, usize) {
        let sum = |of: fn(&RuleNumbers) -> u64| self.rules.iter().map(of).sum();
        let findings = self.rules.iter().map(|one| one.findings).sum();
        (sum(|one| one.steps), sum(|one| one.cases), findings)
    }
}

fn rules(shown: &Shown<'_>) -> Vec<RuleNumbers> {
    let mut rules: BTreeMap<Cow<'_, str>, RuleNumbers> = BTreeMap::new();
    let new = |rule: &str| RuleNumbers { rule: rule.to_owned(), findings: 0, cases: 0, steps: 0 };
    for (rule, cost) in shown.costs() {
        let numbers = rules.entry(rule.into()).or_insert_with(|| new(rule));
        numbers.cases += cost.cases;
        numbers.steps += cost.steps;
    }
    for entry in shown.open() {
        let rule = entry.rule();
        rules.entry(rule.clone()).or_insert_with(|| new(&rule)).findings += 1;
    }
    let mut rules: Vec<RuleNumbers> = rules.into_values().collect();
    // The order by name stays among equals.
    rules.sort_by_key(|one| std::cmp::Reverse(one.steps));
    rules
}
