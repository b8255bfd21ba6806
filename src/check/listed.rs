//! What is listed of all that a plan lacks, and what is only counted. Nobody mends a hundred thousand gaps one by one, and a
//! plan that is written to do harm can have as many as there are pairs of things.

use rustc_hash::FxHashSet;

use crate::model::{Fact, ThingId};
use crate::policy::eval::{Reason, Why};

/// How many findings of one rule on one plan are listed, missing facts among them.
pub const MOST_LISTED: usize = 25_000;

/// How many findings of all rules on one plan are listed, missing facts among them.
pub const MOST_OF_PLAN: usize = 200_000;

/// What was listed so far.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The things that acceptances of the plan name: nothing else tells apart cases of a rule that wait for the same fact.
    accepted: FxHashSet<ThingId>,
    of_plan: usize,
    /// The facts that are listed for any rule: each is one finding, however many rules wait for it.
    facts: FxHashSet<Fact>,
    of_rule: usize,
    left_out: usize,
    waits: FxHashSet<(Fact, bool, Vec<ThingId>)>,
}

impl Listed {
    /// Nothing yet, of a plan whose acceptances name these things.
    pub fn new(accepted: Vec<ThingId>) -> Self {
        Self { accepted: accepted.into_iter().collect(), ..Self::default() }
    }

    /// Goes on with another rule.
    pub fn begin(&mut self) {
        self.of_rule = 0;
        self.left_out = 0;
        self.waits.clear();
    }

    /// How many findings of the rule are only counted.
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// Those of `things` that an acceptance names.
    pub fn accepted_of(&self, things: &[ThingId]) -> Vec<ThingId> {
        things.iter().filter(|thing| self.accepted.contains(thing)).copied().collect()
    }

    /// Whether a finding of the rule is listed.
    pub fn finding(&mut self) -> bool {
        let listed = self.has_room(self.of_plan < MOST_OF_PLAN);
        self.of_plan += usize::from(listed);
        listed
    }

    /// Whether it is listed that a case of the rule waits for `fact`, and was not before. The case is about the plan as a whole,
    /// or about these things among others that no acceptance names.
    pub fn fact(&mut self, fact: Fact, of_plan: bool, things: &[ThingId]) -> bool {
        if !self.waits.insert((fact, of_plan, things.to_vec())) {
            return false;
        }
        let known = self.facts.contains(&fact);
        let listed = self.has_room(known || self.of_plan < MOST_OF_PLAN);
        if listed && !known {
            self.facts.insert(fact);
            self.of_plan += 1;
        }
        listed
    }

    /// Those of the reasons why a pack waits that are listed.
    pub fn of_pack(&mut self, why: &Why) -> Vec<Reason> {
        self.begin();
        let reasons = why.reasons().iter().copied();
        reasons.filter(|reason| reason.fact().is_none_or(|fact| self.fact(fact, true, &[]))).collect()
    }

    fn has_room(&mut self, on_the_plan: bool) -> bool {
        let listed = on_the_plan && self.of_rule < MOST_LISTED;
        if listed {
            self.of_rule += 1;
        } else {
            self.left_out += 1;
        }
        listed
    }
}
