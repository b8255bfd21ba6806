//! The evidence map of a standard: for each of its clauses, how the rules came out that ask for it, and on which words of the plan
//! they rest. Counts nothing up to a score, for rules ask for parts of what a clause says.

use std::collections::BTreeMap;

use crate::analysis::{Settings, Verdict, judge};
use crate::check;
use crate::explain::plain;
use crate::finding::{Finding, Level, Outcome};
use crate::model::{Plan, Slot};
use crate::policy::ir::{Clause, Pack, Policies, Rule, Standard};
use crate::text::Span;

/// The clauses of a standard, each with what came out.
#[derive(Debug, Clone)]
pub struct Map<'p> {
    /// The pack that lists them.
    pub pack: &'p Pack,
    /// Whether the standard concerns the plan.
    pub concern: Concern,
    /// The clauses, in the order of the standard.
    pub entries: Vec<Entry<'p>>,
}

/// Whether a standard concerns a plan.
#[derive(Debug, Clone)]
pub enum Concern {
    /// It does.
    Yes,
    /// It does not, for it concerns others: which.
    No(String),
    /// It cannot be said: which plans it concerns, and the facts that are missing; none if its condition took too many steps.
    Open(String, Vec<Finding>),
}

impl Concern {
    /// The word for it, for programs.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No(_) => "no",
            Self::Open(..) => "undecided",
        }
    }
}

/// A clause with what came out.
#[derive(Debug, Clone)]
pub struct Entry<'p> {
    /// The clause.
    pub clause: &'p Clause,
    /// What came out, all of its rules considered.
    pub state: State,
    /// The rules that ask for it, those first that make the state.
    pub rules: Vec<Asked<'p>>,
}

/// How a clause, or a rule that asks for it, came out. The first of the rules' states is that of the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A rule found a gap.
    Failed,
    /// A rule waits for a fact.
    Undecided,
    /// A rule found a gap, and the plan accepts it for a time.
    Accepted,
    /// Every rule that has something to look at is content.
    Satisfied,
    /// No rule has anything to look at in this plan.
    NotApplicable,
    /// No rule found a gap, but some are not run: settings leave them out, they are switched off or not there.
    NotRun,
    /// No rule asks for it.
    NoRule,
    /// No machine can check it.
    Beyond,
}

impl State {
    /// All of them, in the order in which they are counted up.
    pub const ALL: [Self; 8] = [
        Self::Satisfied,
        Self::Failed,
        Self::Undecided,
        Self::Accepted,
        Self::NotApplicable,
        Self::NotRun,
        Self::NoRule,
        Self::Beyond,
    ];

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Undecided => "undecided",
            Self::Accepted => "accepted",
            Self::Satisfied => "satisfied",
            Self::NotApplicable => "not applicable",
            Self::NotRun => "not run",
            Self::NoRule => "no rule asks for it",
            Self::Beyond => "not checkable by a machine",
        }
    }

    /// The word for it, for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::NotRun => "not_run",
            Self::NoRule => "no_rule",
            Self::Beyond => "not_checkable",
            Self::Failed | Self::Undecided | Self::Accepted | Self::Satisfied => self.words(),
        }
    }

    /// Whether a rule was run and had something to look at.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::Failed | Self::Undecided | Self::Accepted | Self::Satisfied)
    }
}

/// A rule that asks for a clause.
#[derive(Debug, Clone)]
pub struct Asked<'p> {
    /// Its name.
    pub rule: &'p str,
    /// How much a gap matters to it; none if it is not there.
    pub level: Option<Level>,
    /// How it came out.
    pub state: State,
    /// The gaps that it found.
    pub failed: Vec<Finding>,
    /// The facts that it waits for.
    pub waits_for: Vec<Finding>,
    /// Why it says nothing, if it looks at nothing or is not run.
    pub because: Option<String>,
    /// The words of the plan that a satisfied rule rests on, in the order of the plan.
    pub places: Vec<Span>,
}

impl<'p> Asked<'p> {
    fn not_run(rule: &'p str) -> Self {
        let (failed, waits_for, places) = (Vec::new(), Vec::new(), Vec::new());
        Self { rule, level: None, state: State::NotRun, failed, waits_for, because: None, places }
    }
}

/// The evidence that `plan` gives for `standard`.
pub fn map<'p>(plan: &Plan, policies: &'p Policies, settings: &Settings, standard: &'p Standard) -> Map<'p> {
    let judged = judge(plan, policies, settings);
    let mut known = BTreeMap::new();
    let entries = standard.clauses.iter().map(|clause| {
        let rules = clause.satisfied_by.iter().map(|name| {
            let one = || asked(name, (plan, policies, settings), judged.verdicts.get(name), &judged.findings);
            known.entry(name.as_str()).or_insert_with(one).clone()
        });
        entry(clause, rules.collect())
    });
    let entries = entries.collect();
    let pack = policies.pack_of(standard);
    Map { pack, concern: concern(pack, plan, policies, settings), entries }
}

/// A clause with its rules, sorted by what they make of it.
fn entry<'p>(clause: &'p Clause, mut rules: Vec<Asked<'p>>) -> Entry<'p> {
    rules.sort_by_key(|asked| (asked.state, asked.rule));
    let some_not_run = rules.iter().any(|asked| asked.state == State::NotRun);
    let state = match rules.first() {
        Some(first) if first.state >= State::Satisfied && (clause.lacks_rules || some_not_run) => {
            State::NotRun
        }
        Some(first) => first.state,
        None if clause.lacks_rules => State::NotRun,
        None if clause.beyond.is_some() => State::Beyond,
        None => State::NoRule,
    };
    Entry { clause, state, rules }
}

fn asked<'p>(
    name: &'p str,
    (plan, policies, settings): (&Plan, &'p Policies, &Settings),
    verdict: Option<Verdict>,
    findings: &[Finding],
) -> Asked<'p> {
    let found = policies.rules.iter().position(|rule| rule.id == name);
    let Some((number, rule)) = found.and_then(|number| Some((number, policies.rules.get(number)?))) else {
        let because = Some("the rule cannot be read".to_owned());
        return Asked { because, ..Asked::not_run(name) };
    };
    let packs = policies.packs.iter().enumerate();
    let packs = packs.filter(|(number, _)| policies.concerns(rule, *number as u16));
    let packs: Vec<String> = packs.map(|(_, pack)| pack.as_waiting()).collect();
    let waits = |finding: &Finding| finding.waiting.iter().any(|one| one == name || packs.contains(one));
    let fails = |finding: &Finding| finding.outcome == Outcome::Failed && finding.rule == name;
    let of = |about: &dyn Fn(&Finding) -> bool| findings.iter().filter(|one| about(one)).cloned().collect();
    let (failed, waits_for): (Vec<Finding>, Vec<Finding>) = (of(&fails), of(&waits));
    let state = state(verdict, &failed, &waits_for);
    let places =
        if state == State::Satisfied { places(plan, policies, settings, number) } else { Vec::new() };
    let because = if state.is_checked() { None } else { because(verdict, rule, policies, settings) };
    Asked { rule: name, level: Some(rule.level), state, failed, waits_for, because, places }
}

/// What a verdict means for a clause, with what the rule found and what it waits for, or packs whose rows it reads. A gap counts as
/// accepted once all of its rule's are.
fn state(verdict: Option<Verdict>, failed: &[Finding], waiting: &[Finding]) -> State {
    let open = |findings: &[Finding]| findings.iter().any(|finding| finding.accepted.is_none());
    match verdict {
        Some(Verdict::SwitchedOff) | None => State::NotRun,
        Some(Verdict::NotInForce) => State::NotApplicable,
        Some(Verdict::Failed) if open(failed) => State::Failed,
        Some(_) if open(waiting) => State::Undecided,
        Some(Verdict::Undecided) if waiting.is_empty() => State::Undecided,
        Some(Verdict::Failed | Verdict::Undecided) => State::Accepted,
        Some(Verdict::Passed) => State::Satisfied,
        Some(Verdict::NotApplicable | Verdict::PackNotApplicable) => State::NotApplicable,
    }
}

/// Why a rule says nothing.
fn because(
    verdict: Option<Verdict>,
    rule: &Rule,
    policies: &Policies,
    settings: &Settings,
) -> Option<String> {
    let pack = policies.packs.get(usize::from(rule.pack));
    match verdict {
        Some(Verdict::Passed | Verdict::Failed | Verdict::Undecided) => None,
        Some(Verdict::NotApplicable) => {
            let looked_at = plain::looked_at(policies, rule);
            Some(format!("nothing in this plan is a case of it: {looked_at}"))
        }
        Some(Verdict::PackNotApplicable) => pack.and_then(|pack| concerns(pack, policies)),
        Some(Verdict::NotInForce) => Some(format!("not in force on {}", settings.as_of)),
        Some(Verdict::SwitchedOff) => Some("a pack switches it off".to_owned()),
        None => Some("the settings leave it out".to_owned()),
    }
}

/// "its pack concerns ...".
fn concerns(pack: &Pack, policies: &Policies) -> Option<String> {
    let said = plain::applies(policies, pack.applies.as_ref()?).sentence;
    Some(said.trim_end_matches('.').replacen("It concerns", &format!("pack {} concerns", pack.name), 1))
}

/// Whether a standard concerns the plan, if its pack says when it does.
fn concern(pack: &Pack, plan: &Plan, policies: &Policies, settings: &Settings) -> Concern {
    let (world, undecided) = check::world(plan, policies, settings.as_of);
    let number = policies.packs.iter().position(|known| known.name == pack.name);
    let active = number.and_then(|number| world.active().get(number)).copied().unwrap_or(false);
    let waits = undecided.iter().find(|one| number == Some(usize::from(one.pack)));
    match (concerns(pack, policies), waits) {
        (Some(which), Some(one)) => Concern::Open(which, one.missing(&world)),
        (Some(which), None) if !active => Concern::No(which),
        (Some(_) | None, _) => Concern::Yes,
    }
}

/// The words of the plan's own files that the rule of this number reads.
fn places(plan: &Plan, policies: &Policies, settings: &Settings, number: usize) -> Vec<Span> {
    let read = check::facts_of(plan, policies, settings.as_of, number);
    let stated = read.into_iter().filter_map(|(thing, attribute)| match plan.slot(thing, attribute) {
        Slot::Given(given) => Some(given.span),
        Slot::None(span) => *span,
        Slot::Todo { span, .. } => Some(*span),
        Slot::Missing | Slot::Unread(_) => None,
    });
    let mut places: Vec<Span> = stated.filter(|span| plan.files.contains(&span.file)).collect();
    places.sort_unstable();
    places.dedup();
    places
}
