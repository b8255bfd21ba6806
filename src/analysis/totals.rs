//! What is counted over all plans of a run, added up as plans are done: nothing of it is kept for each plan.

use std::collections::BTreeMap;

use crate::check::Cost;
use crate::policy::ir::Policies;

/// What a plan adds.
#[derive(Debug, Clone, Default)]
pub(super) struct Took {
    /// What each rule took that was judged on it, by its number.
    pub costs: Vec<(usize, Cost)>,
    /// Which packs concern it, by number.
    pub active: Vec<bool>,
}

/// Sums over plans. They are the same in whatever order plans are added.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// What each rule took that was judged, by its number.
    costs: BTreeMap<usize, Cost>,
    /// On how many plans each pack applied, by its number.
    applied: BTreeMap<usize, usize>,
}

impl Totals {
    /// Adds a plan.
    pub fn add(&mut self, plan: &Took) {
        for (rule, cost) in &plan.costs {
            let sum = self.costs.entry(*rule).or_default();
            sum.cases += cost.cases;
            sum.steps += cost.steps;
        }
        for (pack, _) in plan.active.iter().enumerate().filter(|(_, active)| **active) {
            *self.applied.entry(pack).or_default() += 1;
        }
    }

    /// What each rule took, by its name.
    pub fn costs(&self, policies: &Policies) -> BTreeMap<String, Cost> {
        let named =
            self.costs.iter().filter_map(|(rule, cost)| Some((policies.rules.get(*rule)?.id.clone(), *cost)));
        named.collect()
    }

    /// On how many plans a pack applied.
    pub fn applied(&self, pack: usize) -> usize {
        self.applied.get(&pack).copied().unwrap_or(0)
    }
}
