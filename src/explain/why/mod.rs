//! Why a rule came out on a plan as it did: for each case a tree of reasons, down to the words of the plan. The
//! evaluator is asked for every value; nothing is judged here.

mod cases;
mod causes;
mod conditions;
mod step;
mod tried;
mod values;

use jiff::civil::Date;

use crate::check::{self, Verdict};
use crate::model::{Fact, Plan, ThingId};
use crate::policy::eval::World;
use crate::policy::ir::{Expr, Policies, Rule};
use crate::text::Span;

pub use causes::{Cause, causes};
pub use step::{Step, What};

/// How many candidates, members and cases are told of one thing, unless all are asked for.
pub const USUAL: usize = 10;

/// Why a rule came out as it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// How it came out, for the cases that were asked about.
    pub verdict: Verdict,
    /// Who switches the rule off and why, if somebody does.
    pub off: Option<Step>,
    /// The condition that keeps its pack out, if one does.
    pub applies: Option<Step>,
    /// The first and the last day of what is not in force.
    pub force: Option<(Option<Date>, Option<Date>)>,
    /// Packs whose rows the rule reads and which do not concern the plan, or wait for a fact, with the conditions.
    pub packs: Vec<Step>,
    /// Its condition on the whole plan.
    pub when: Option<Step>,
    /// The cases: failed ones first, then undecided ones.
    pub cases: Vec<Case>,
    /// How many more cases there are.
    pub more_cases: usize,
    /// What the rule did not look at, nearest first, with the conditions that kept it out.
    pub out: Vec<Step>,
    /// How many more of these there are.
    pub more_out: usize,
    /// Whether there were too many combinations to look at all of them.
    pub cut: bool,
    /// The facts without which nobody can say which other cases there are.
    pub open: Vec<Step>,
}

impl Default for Explanation {
    fn default() -> Self {
        Self {
            verdict: Verdict::NotApplicable,
            off: None,
            applies: None,
            force: None,
            packs: Vec::new(),
            when: None,
            cases: Vec::new(),
            more_cases: 0,
            out: Vec::new(),
            more_out: 0,
            cut: false,
            open: Vec::new(),
        }
    }
}

impl Explanation {
    /// Whether there is nothing that could be explained: the rule looks at nothing.
    pub const fn is_empty(&self) -> bool {
        self.cases.is_empty()
            && self.out.is_empty()
            && self.open.is_empty()
            && self.packs.is_empty()
            && self.off.is_none()
            && self.applies.is_none()
            && self.force.is_none()
            && self.when.is_none()
    }
}

/// One case of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// What it is about, in the order the rule binds it.
    pub subjects: Vec<Subject>,
    /// How it came out.
    pub outcome: Outcome,
    /// What is wrong, if it failed.
    pub message: Option<String>,
    /// The conditions that make it a case.
    pub filters: Vec<Step>,
    /// What the rule requires.
    pub require: Option<Step>,
}

impl Case {
    /// The conditions that the outcome rests on.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.filters.iter().chain(&self.require)
    }

    /// The missing facts, each once, in the order in which they are met.
    pub fn missing(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.steps().for_each(|step| step.missing(&mut found));
        found
    }
}

/// Something a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What the rule calls it.
    pub name: String,
    /// What people call it.
    pub says: String,
    /// Where it stands; none for a word of a list.
    pub place: Option<Span>,
}

/// How a case came out, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Outcome {
    /// What is required does not hold.
    Failed,
    /// It cannot be said.
    #[default]
    Undecided,
    /// It holds.
    Passed,
}

impl Outcome {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Undecided => "undecided",
            Self::Passed => "passed",
        }
    }
}

/// Explains how `rule` came out on `plan`: for the cases that `thing` is part of, or for all of them. Of each list,
/// `limit` entries are told.
pub fn why(
    (plan, policies, as_of): (&Plan, &Policies, Date),
    rule: &Rule,
    thing: Option<ThingId>,
    limit: usize,
) -> Explanation {
    let (world, waiting) = check::world(plan, policies, as_of);
    let waiting: Vec<u16> = waiting.into_iter().map(|one| one.pack).collect();
    Explainer { world, waiting, names: &[], lets: Vec::new(), limit, cut: false }.rule(rule, thing)
}

/// Walks over expressions and asks the world about each.
struct Explainer<'w> {
    world: World<'w>,
    /// The packs of which it cannot be said whether they concern the plan.
    waiting: Vec<u16>,
    /// What the local values are called.
    names: &'w [(String, u16)],
    /// The values that have names in the rule.
    lets: Vec<(u16, &'w Expr)>,
    /// How many candidates and members are told.
    limit: usize,
    /// Whether there was too much to look at all of it.
    cut: bool,
}

impl Explainer<'_> {
    /// A missing fact in words, and where it would stand.
    fn fact(&self, fact: Fact) -> (String, Option<Span>) {
        let schema = &self.world.policies.schema;
        match fact {
            Fact::Block(kind) => (format!("the plan has no `{}` block", schema.kind(kind).name), None),
            Fact::Of(thing, attribute) => {
                let declared = self.world.plan.thing(thing);
                let kind = &schema.kind(declared.kind).name;
                let name = if declared.name.is_empty() {
                    format!("the {kind}")
                } else {
                    format!("{kind} `{}`", declared.name)
                };
                let attribute = &schema.attribute(declared.kind, attribute).name;
                (format!("{name} does not state `{attribute}`"), Some(declared.span))
            }
        }
    }
}
