//! The verdicts on one plan, in little room: a run has very many plans, and the same rules for all of them.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Verdict;
use crate::policy::ir::Policies;

/// The verdict on each rule that was selected, by rule name.
#[derive(Debug, Clone, Eq, Default)]
pub struct Verdicts {
    /// The names of all rules, sorted; shared by all plans of a run.
    rules: Arc<[String]>,
    /// The verdict on each of them; none on those that were not selected. Shared by plans that fare alike.
    verdicts: Arc<[Option<Verdict>]>,
}

impl Verdicts {
    /// The verdicts on rules by number.
    pub(super) fn new(of_rules: &[(usize, Verdict)], policies: &Policies) -> Self {
        let rules = Arc::clone(&policies.rule_names);
        let mut verdicts = vec![None; rules.len()];
        // Mostly the names follow each other as the rules do.
        let mut next = 0;
        for (number, verdict) in of_rules {
            let Some(rule) = policies.rules.get(*number) else { continue };
            let follows = rules.get(next) == Some(&rule.id);
            let at = if follows { Some(next) } else { rules.binary_search(&rule.id).ok() };
            if let Some((at, place)) = at.and_then(|at| Some((at, verdicts.get_mut(at)?))) {
                *place = Some(*verdict);
                next = at + 1;
            }
        }
        Self { rules, verdicts: verdicts.into() }
    }

    /// The rules with their verdicts, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Verdict)> {
        let all = self.rules.iter().zip(&*self.verdicts);
        all.filter_map(|(rule, verdict)| Some((rule.as_str(), (*verdict)?)))
    }

    /// The verdict on `rule`.
    pub fn get(&self, rule: &str) -> Option<Verdict> {
        let at = self.rules.binary_search_by(|known| known.as_str().cmp(rule)).ok()?;
        self.verdicts.get(at).copied().flatten()
    }

    /// The verdicts alone.
    pub fn values(&self) -> impl Iterator<Item = Verdict> {
        self.verdicts.iter().filter_map(|verdict| *verdict)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values().count()
    }

    /// Whether no rule was selected.
    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }
}

/// The names of all rules are many, and held once for all plans of a run.
impl PartialEq for Verdicts {
    fn eq(&self, other: &Self) -> bool {
        let alike = Arc::ptr_eq(&self.rules, &other.rules) || self.rules == other.rules;
        alike && self.verdicts == other.verdicts
    }
}

/// By the verdicts alone, as above.
impl Hash for Verdicts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.verdicts.hash(state);
    }
}

impl FromIterator<(String, Verdict)> for Verdicts {
    fn from_iter<T: IntoIterator<Item = (String, Verdict)>>(verdicts: T) -> Self {
        let sorted: std::collections::BTreeMap<String, Verdict> = verdicts.into_iter().collect();
        let (rules, verdicts): (Vec<String>, Vec<_>) =
            sorted.into_iter().map(|(rule, verdict)| (rule, Some(verdict))).unzip();
        Self { rules: rules.into(), verdicts: verdicts.into() }
    }
}
