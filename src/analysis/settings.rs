//! What a check is told besides plans and policies: the date, which rules run on which plan, and whether acceptances count.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Adjustment, Change};
use crate::finding::Level;
use crate::policy::ir::{Edition, Policies, Rule};
use crate::text::FileId;

/// What stands before the name of a standard whose rules are meant.
pub const STANDARD: &str = "standard:";

/// What a check is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The only date there is.
    pub as_of: Date,
    /// The edition whose rules run, with those of earlier ones; all if there is none.
    pub edition: Option<Edition>,
    /// Whether acceptances of plans count.
    pub accepts: bool,
    /// What holds for plans that are not named below.
    pub choice: Choice,
    /// What holds instead for some plans, by their root files.
    pub of_plans: BTreeMap<FileId, Choice>,
}

/// Which rules run, and from which level findings fail the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Rules, packs, tags or standards to run; all if empty.
    pub select: Vec<String>,
    /// Rules, packs, tags or standards to leave out.
    pub ignore: Vec<String>,
    /// The level from which findings fail the run; that of the run if there is none.
    pub fail_on: Option<Level>,
}

impl Settings {
    /// All rules on `as_of`, acceptances honoured.
    pub fn new(as_of: Date) -> Self {
        Self { as_of, edition: None, accepts: true, choice: Choice::default(), of_plans: BTreeMap::new() }
    }

    /// What holds for the plan with this root file, or for plans that have no choice of their own.
    pub fn choice(&self, root: Option<FileId>) -> &Choice {
        root.and_then(|root| self.of_plans.get(&root)).unwrap_or(&self.choice)
    }

    /// Whether `rule` is to be run on the plan with this root file.
    pub fn chooses(&self, rule: &Rule, policies: &Policies, root: Option<FileId>) -> bool {
        self.arrived(rule) && self.choice(root).names(rule, policies)
    }

    /// The numbers of the rules that are to be run on the plan with this root file, in order.
    pub fn chosen(&self, policies: &Policies, root: Option<FileId>) -> Vec<usize> {
        let rules = policies.rules.iter().enumerate();
        rules.filter(|(_, rule)| self.chooses(rule, policies, root)).map(|(number, _)| number).collect()
    }

    fn arrived(&self, rule: &Rule) -> bool {
        self.edition.is_none_or(|edition| rule.since <= edition)
    }

    /// All choices that there are.
    fn choices(&self) -> impl Iterator<Item = &Choice> {
        std::iter::once(&self.choice).chain(self.of_plans.values())
    }

    /// The rules that only wait for their edition, by that edition.
    pub(super) fn later(&self, policies: &Policies) -> BTreeMap<Edition, Vec<String>> {
        let mut later: BTreeMap<Edition, Vec<String>> = BTreeMap::new();
        let named = |rule: &Rule| self.choices().any(|choice| choice.names(rule, policies));
        let waiting = |rule: &&Rule| !rule.off && !self.arrived(rule) && named(rule);
        for rule in policies.rules.iter().filter(waiting) {
            later.entry(rule.since).or_default().push(rule.id.clone());
        }
        later
    }

    /// The rules that are ignored although their findings cannot be accepted. To ignore them is allowed, and never silent.
    pub(super) fn unacceptable<'p>(
        &'p self,
        policies: &'p Policies,
    ) -> impl Iterator<Item = Adjustment> + 'p {
        let ignored = move |rule: &&Rule| {
            !rule.acceptable
                && self.arrived(rule)
                && self.choices().any(|choice| choice.ignores(rule, policies))
        };
        policies.rules.iter().filter(ignored).map(move |rule| Adjustment {
            of: rule.id.clone(),
            pack: policies.packs.get(rule.pack as usize).map_or_else(String::new, |pack| pack.name.clone()),
            change: Change::Ignored,
            by: None,
            because: (!self.choice.ignores(rule, policies))
                .then(|| "for the plans of an override only".to_owned()),
            span: rule.span,
        })
    }
}

impl Choice {
    /// Whether `rule` is selected by its name, pack, tag or standard (or nothing is selected), and not ignored by any of them.
    fn names(&self, rule: &Rule, policies: &Policies) -> bool {
        self.selects(rule, policies) && !is_named(&self.ignore, rule, policies)
    }

    /// Whether `rule` would run if it was not ignored.
    fn ignores(&self, rule: &Rule, policies: &Policies) -> bool {
        self.selects(rule, policies) && is_named(&self.ignore, rule, policies)
    }

    fn selects(&self, rule: &Rule, policies: &Policies) -> bool {
        self.select.is_empty() || is_named(&self.select, rule, policies)
    }
}

fn is_named(words: &[String], rule: &Rule, policies: &Policies) -> bool {
    let pack = policies.packs.get(rule.pack as usize).map_or("", |pack| pack.name.as_str());
    let asks = |word: &String| {
        let standard = word.strip_prefix(STANDARD).and_then(|name| policies.standard(name));
        standard.is_some_and(|standard| standard.names(&rule.id))
    };
    words.iter().any(|word| *word == rule.id || word == pack || rule.tags.contains(word) || asks(word))
}
