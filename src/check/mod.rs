//! Policies × plan → outcomes. Runs every rule on one plan and says how each case came out; decides
//! nothing about what is accepted, and writes nothing out.

mod calendar;
mod group;
mod listed;
mod packs;
mod rule;
mod wish;

use std::cell::RefCell;

use jiff::civil::Date;
use listed::Listed;

pub use group::{group, missing_facts};
pub use listed::{MOST_LISTED, MOST_OF_PLAN};
pub use packs::{Undecided, in_force};
pub use rule::block;
pub use wish::{Change, Said, Wish, answer_by};

use crate::finding::{Acceptance, Finding};
use crate::model::{Fact, KindId, Plan, ThingId};
use crate::policy::eval::{Read, Reason, Seen, World};
use crate::policy::ir::{Policies, Rule};
use crate::text::Span;

/// How a rule came out on one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every case holds.
    Passed,
    /// At least one case failed.
    Failed,
    /// No case failed, and at least one could not be decided, or more could come up: its pack waits, or one whose rows it looks at.
    Undecided,
    /// No case came up.
    NotApplicable,
    /// Its pack does not concern the plan.
    PackNotApplicable,
    /// It or its pack is not in force at the date of the check.
    NotInForce,
    /// A pack switches the rule off.
    SwitchedOff,
}

/// What it took to judge a rule on one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// How many cases came up.
    pub cases: u64,
    /// How many steps the evaluation took.
    pub steps: u64,
}

/// A case that did not pass.
#[derive(Debug, Clone)]
pub struct Case {
    /// The rule, by number.
    pub rule: usize,
    /// Whether it is about the plan as a whole: the rule binds no thing.
    pub of_plan: bool,
    /// The things it is about, in the order the rule binds them; if it waits for a fact, only those that acceptances name.
    pub things: Vec<ThingId>,
    /// How it came out.
    pub result: CaseResult,
    /// Who accepts it.
    pub accepted: Option<Box<Acceptance>>,
    /// What its rule offers to write so that it is mended.
    pub wishes: Vec<Wish>,
}

/// How a case came out that did not pass.
#[derive(Debug, Clone)]
pub enum CaseResult {
    /// What the rule requires does not hold; with the facts that the rule itself found missing.
    Failed(Box<Finding>, Vec<Fact>),
    /// It cannot be said as long as this fact is missing. What waits for several facts is a case for each of them; cases of a rule that
    /// wait for the same one and can only be accepted together are one.
    Missing(Fact),
    /// It cannot be said before the days are known on which it happens; at this place.
    Dates(Span),
}

/// What came out of one plan.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The cases that did not pass, by rule.
    pub cases: Vec<Case>,
    /// Packs that cannot be said to concern the plan, by number, and why; without a reason if their condition took too many steps.
    pub waiting: Vec<(u16, Vec<Reason>)>,
    /// The kinds that their tables fill.
    pub may_lack: Vec<KindId>,
    /// Which packs concern the plan, by number.
    pub active: Vec<bool>,
    /// The verdict on each rule that was chosen, by the rule's number.
    pub verdicts: Vec<(usize, Verdict)>,
    /// What each rule took that was judged, by the rule's number.
    pub costs: Vec<(usize, Cost)>,
    /// What is not whole: rules and conditions of packs that took too many steps, and rules with more findings than are listed.
    pub cut_short: Vec<Finding>,
}

/// The facts of `plan` at `as_of`, with the packs that concern it decided; and those that cannot be decided.
pub fn world<'w>(plan: &'w Plan, policies: &'w Policies, as_of: Date) -> (World<'w>, Vec<Undecided>) {
    let mut world = World::new(policies, plan, as_of, calendar::of(plan, &policies.schema));
    let undecided = packs::decide(&mut world);
    (world, undecided)
}

/// The facts that the rule of this number reads on `plan`: what its verdict rests on.
pub fn facts_of(plan: &Plan, policies: &Policies, as_of: Date, number: usize) -> Read {
    let read = RefCell::default();
    if let Some(rule) = policies.rules.get(number) {
        let (world, _) = world(plan, policies, as_of);
        let (checked, listed) = (&mut Checked::default(), &mut Listed::default());
        rule::judge(&mut world.noting(&read), (number, rule), checked, listed);
    }
    read.into_inner()
}

/// Runs the rules with these numbers on `plan`, in their order. Cases of the things in `accepted` can be accepted on their own.
pub fn check(
    plan: &Plan,
    policies: &Policies,
    as_of: Date,
    chosen: &[usize],
    accepted: Vec<ThingId>,
) -> Checked {
    let world = World::new(policies, plan, as_of, calendar::of(plan, &policies.schema));
    check_in(world, chosen, Listed::new(accepted))
}

/// The same for a plan that accepts nothing; what is met on the way is noted in `seen`.
pub fn check_observed(
    plan: &Plan,
    policies: &Policies,
    as_of: Date,
    chosen: &[usize],
    seen: Option<&RefCell<Seen>>,
) -> Checked {
    let world = World::new(policies, plan, as_of, calendar::of(plan, &policies.schema));
    check_in(world.observed(seen), chosen, Listed::default())
}

fn check_in(mut world: World<'_>, chosen: &[usize], mut listed: Listed) -> Checked {
    let (policies, as_of) = (world.policies, world.as_of);
    let undecided = packs::decide(&mut world);
    let rules = || chosen.iter().filter_map(|number| Some((*number, policies.rules.get(*number)?)));
    let is_asked_for = |pack: u16| rules().any(|(_, rule)| !rule.off && policies.concerns(rule, pack));
    let mut checked = Checked { active: world.active().to_vec(), ..Checked::default() };
    for Undecided { pack, why } in undecided.into_iter().filter(|one| is_asked_for(one.pack)) {
        let reasons = why.as_ref().map(|why| listed.of_pack(why));
        checked.cut_short.extend(match &reasons {
            Some(_) if listed.left_out() > 0 => rule::not_all_asked(&world, pack, listed.left_out()),
            Some(_) => None,
            None => rule::stopped_pack(&world, pack),
        });
        checked.waiting.push((pack, reasons.unwrap_or_default()));
        checked
            .may_lack
            .extend(policies.packs.get(usize::from(pack)).into_iter().flat_map(|pack| &pack.fills));
    }
    checked.may_lack.sort_unstable();
    checked.may_lack.dedup();
    for (number, rule) in rules() {
        let pack = policies.packs.get(rule.pack as usize);
        let verdict = if rule.off {
            Verdict::SwitchedOff
        } else if pack.is_some_and(|pack| !packs::in_force(pack.effective, pack.expires, as_of)) {
            Verdict::NotInForce
        } else if !checked.active.get(rule.pack as usize).copied().unwrap_or(false) {
            checked.said_so_far(rule, Verdict::PackNotApplicable)
        } else if packs::in_force(rule.effective, rule.expires, as_of) {
            let verdict = rule::judge(&mut world, (number, rule), &mut checked, &mut listed);
            checked.said_so_far(rule, verdict)
        } else {
            Verdict::NotInForce
        };
        checked.verdicts.push((number, verdict));
    }
    checked
}

impl Checked {
    /// Whether a pack waits that `rule` is of, or whose rows it looks at.
    pub fn waits(&self, rule: &Rule) -> bool {
        self.waiting.iter().any(|(pack, _)| *pack == rule.pack)
            || rule.reads.iter().any(|kind| self.may_lack.binary_search(kind).is_ok())
    }

    /// The verdict on a rule that came out like this: one that finds nothing while a pack waits has not said its last word.
    fn said_so_far(&self, rule: &Rule, verdict: Verdict) -> Verdict {
        match verdict {
            Verdict::Passed | Verdict::NotApplicable | Verdict::PackNotApplicable if self.waits(rule) => {
                Verdict::Undecided
            }
            said => said,
        }
    }
}
