//! Acceptances: which cases a plan accepts, by rule and thing, until when and why. Says loudly which
//! acceptance is refused or matches nothing; what an acceptance must state is for policies to say, and one
//! that fails a rule whose findings cannot be accepted has no effect.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Case, CaseResult, Change, Checked, Said, Verdict, Wish};
use crate::finding::{Acceptance, Finding, Outcome};
use crate::model::{Datum, Given, Plan, Slot, ThingId};
use crate::policy::ir::Policies;
use crate::text::Span;

/// One `accept` statement, read.
#[derive(Debug)]
struct Statement {
    thing: ThingId,
    rule: Arc<str>,
    on: Vec<ThingId>,
    terms: Acceptance,
    /// Whether it names a day that is not over, a person and a reason. Policies say what is missing.
    in_force: bool,
    used: bool,
}

/// The acceptances of a plan.
#[derive(Debug)]
pub struct Acceptances(Vec<Statement>);

impl Acceptances {
    /// Those of `plan`, as they stand at `as_of`.
    pub fn of(plan: &Plan, policies: &Policies, as_of: Date) -> Self {
        Self(read(plan, policies, as_of))
    }

    /// The things that they name.
    pub fn on(&self) -> Vec<ThingId> {
        self.0.iter().flat_map(|statement| &statement.on).copied().collect()
    }

    /// Marks the cases of `checked` that are accepted; gives what is wrong with the acceptances.
    pub fn mark(self, checked: &mut Checked, policies: &Policies) -> Vec<Said> {
        let Self(mut statements) = self;
        let objected = objected(checked, policies);
        let places = Places::of(&statements);
        for case in &mut checked.cases {
            let Some(rule) = policies.rules.get(case.rule) else { continue };
            let matching = places.first_for(&rule.id, case).and_then(|at| statements.get_mut(at));
            let Some(statement) = matching else { continue };
            statement.used = true;
            if rule.acceptable && statement.in_force && !objected.contains(&statement.thing) {
                case.accepted = Some(Box::new(statement.terms.clone()));
            }
        }
        statements.iter().filter_map(|statement| complaint(statement, checked, policies)).collect()
    }
}

/// The things on which a rule failed that no plan can accept: an acceptance among them has no effect.
fn objected(checked: &Checked, policies: &Policies) -> FxHashSet<ThingId> {
    let refuses = |case: &&Case| policies.rules.get(case.rule).is_some_and(|rule| !rule.acceptable);
    let failed = |case: &&Case| matches!(case.result, CaseResult::Failed(..));
    checked.cases.iter().filter(refuses).filter(failed).flat_map(|case| &case.things).copied().collect()
}

/// Where the first statement stands on each thing, by the rule; one without `on` is about the plan as a whole.
#[derive(Default)]
struct Places(FxHashMap<Arc<str>, FxHashMap<Option<ThingId>, usize>>);

impl Places {
    fn of(statements: &[Statement]) -> Self {
        let mut places = Self::default();
        for (at, Statement { rule, on, .. }) in statements.iter().enumerate() {
            let of_rule = places.0.entry(Arc::clone(rule)).or_default();
            for thing in on {
                of_rule.entry(Some(*thing)).or_insert(at);
            }
            if on.is_empty() {
                of_rule.entry(None).or_insert(at);
            }
        }
        places
    }

    /// The first statement that is about `case`, if there is one.
    fn first_for(&self, rule: &str, case: &Case) -> Option<usize> {
        let of_rule = self.0.get(rule)?;
        if case.of_plan {
            return of_rule.get(&None).copied();
        }
        case.things.iter().filter_map(|thing| of_rule.get(&Some(*thing))).min().copied()
    }
}

fn read(plan: &Plan, policies: &Policies, as_of: Date) -> Vec<Statement> {
    let Some(kind) = policies.schema.kind_named("accept") else { return Vec::new() };
    let things = plan.of_kind(kind).iter();
    things.filter_map(|thing| statement(*thing, plan, policies, as_of)).collect()
}

fn statement(thing: ThingId, plan: &Plan, policies: &Policies, as_of: Date) -> Option<Statement> {
    let declared = plan.thing(thing);
    let slot = |name: &str| {
        let attribute = policies.schema.attribute_named(declared.kind, name);
        attribute.map_or(&Slot::Missing, |attribute| plan.slot(thing, attribute))
    };
    let Some(Datum::Rule(rule)) = first(slot("rule")) else { return None };
    let on = match slot("on") {
        Slot::Given(given) => named(given),
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) | Slot::None(_) => Vec::new(),
    };
    let until = match first(slot("until")) {
        Some(Datum::Date(day)) => Some(*day),
        _ => None,
    };
    let title = |thing: ThingId| {
        let who = plan.thing(thing);
        who.title.as_deref().unwrap_or(&who.name).to_owned()
    };
    let by = match first(slot("by")) {
        Some(Datum::Thing(who)) => Some(title(*who)),
        _ => None,
    };
    let because = match first(slot("because")) {
        Some(Datum::Text(reason)) => Some(reason.to_string()),
        _ => None,
    };
    let in_force = until.is_some_and(|last| as_of <= last) && by.is_some() && because.is_some();
    let until_text = until.map(|day| day.to_string());
    let terms = Acceptance { by, until: until_text, because, span: declared.span };
    Some(Statement { thing, rule: Arc::clone(rule), on, terms, in_force, used: false })
}

fn first(slot: &Slot) -> Option<&Datum> {
    match slot {
        Slot::Given(given) => given.values.first().map(|stated| &stated.datum),
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) | Slot::None(_) => None,
    }
}

fn named(given: &Given) -> Vec<ThingId> {
    let things = given.values.iter().filter_map(|stated| match stated.datum {
        Datum::Thing(thing) => Some(thing),
        _ => None,
    });
    things.collect()
}

fn complaint(statement: &Statement, checked: &Checked, policies: &Policies) -> Option<Said> {
    let (name, span) = (&statement.rule, statement.terms.span);
    let (number, rule) = policies.rules.iter().enumerate().find(|(_, rule)| *rule.id == **name)?;
    if statement.used {
        let refused = || Said { finding: refused(name, span, rule.span), wishes: Vec::new() };
        return (!rule.acceptable).then(refused);
    }
    if checked.waits(rule) {
        return None;
    }
    let verdict = checked.verdicts.iter().find(|(of, _)| *of == number).map(|(_, verdict)| *verdict);
    match verdict {
        None | Some(Verdict::PackNotApplicable | Verdict::NotInForce | Verdict::SwitchedOff) => None,
        Some(Verdict::Passed | Verdict::Failed | Verdict::Undecided | Verdict::NotApplicable) => {
            let change = Change::Remove(span);
            let wish = Wish { title: "delete this acceptance".to_owned(), safe: true, change };
            Some(Said { finding: unused(statement, span), wishes: vec![wish] })
        }
    }
}

fn refused(name: &str, span: Span, rule: Span) -> Finding {
    said("accept/refused", span, format!("findings of `{name}` cannot be accepted"))
        .also(rule, "the rule says `acceptable: no`")
        .help("mend what the rule finds, and delete this line")
}

fn unused(statement: &Statement, span: Span) -> Finding {
    let message = format!("this acceptance of `{}` matches no finding", statement.rule);
    let help = if statement.on.is_empty() {
        "name the thing with `on`, or delete the line if the gap is mended"
    } else {
        "delete the line if the gap is mended"
    };
    said("accept/unused", span, message).help(help)
}

/// About an acceptance: it was read, and counts like a failed rule.
fn said(rule: &str, span: Span, message: String) -> Finding {
    Finding { outcome: Outcome::Failed, ..Finding::unreadable(rule, span, message) }
}
