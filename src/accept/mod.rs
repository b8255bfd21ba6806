//! Acceptances: which cases a plan accepts, by rule and thing, until when and why. Says loudly which
//! acceptance has ended, is refused or matches nothing.

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{Case, Checked, Verdict};
use crate::finding::{Acceptance, Finding, Outcome};
use crate::model::{Datum, Given, Plan, Slot, ThingId};
use crate::policy::ir::Policies;
use crate::text::Span;

/// One `accept` statement, read.
#[derive(Debug)]
struct Statement {
    rule: Arc<str>,
    on: Vec<ThingId>,
    terms: Acceptance,
    /// What it lacks to be in force, in words.
    fault: Option<String>,
    used: bool,
}

/// Marks the cases of `checked` that `plan` accepts; gives what is wrong with its acceptances.
pub fn accept(checked: &mut Checked, plan: &Plan, policies: &Policies, as_of: Date) -> Vec<Finding> {
    let mut statements = read(plan, policies, as_of);
    let mut findings = Vec::new();
    for case in &mut checked.cases {
        let Some(rule) = policies.rules.get(case.rule) else { continue };
        let matching =
            statements.iter_mut().find(|statement| *statement.rule == *rule.id && matches(statement, case));
        let Some(statement) = matching else { continue };
        statement.used = true;
        if rule.acceptable && statement.fault.is_none() {
            case.accepted = Some(statement.terms.clone());
        }
    }
    for statement in &statements {
        findings.extend(complaint(statement, checked, policies));
    }
    findings
}

/// An acceptance without `on` is about the plan as a whole.
fn matches(statement: &Statement, case: &Case) -> bool {
    if statement.on.is_empty() {
        case.things.is_empty()
    } else {
        case.things.iter().any(|thing| statement.on.contains(thing))
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
    let fault = fault(until, by.as_ref(), because.as_ref(), as_of);
    let until_text = until.map(|day| day.to_string());
    let terms = Acceptance { by, until: until_text, because, span: declared.span };
    Some(Statement { rule: Arc::clone(rule), on, terms, fault, used: false })
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

/// What keeps an acceptance from being in force.
fn fault(until: Option<Date>, by: Option<&String>, because: Option<&String>, as_of: Date) -> Option<String> {
    match until {
        Some(day) if day < as_of => Some(format!("it ended on {day}")),
        None => Some("it names no day with `until`".to_owned()),
        Some(_) if by.is_none() => Some("it names nobody with `by`".to_owned()),
        Some(_) if because.is_none() => Some("it gives no reason with `because`".to_owned()),
        Some(_) => None,
    }
}

fn complaint(statement: &Statement, checked: &Checked, policies: &Policies) -> Option<Finding> {
    let (name, span) = (&statement.rule, statement.terms.span);
    let (number, rule) = policies.rules.iter().enumerate().find(|(_, rule)| *rule.id == **name)?;
    if statement.used {
        return match &statement.fault {
            _ if !rule.acceptable => Some(refused(name, span, rule.span)),
            Some(fault) => Some(not_in_force(name, span, fault)),
            None => None,
        };
    }
    let verdict = checked.verdicts.iter().find(|(of, _)| *of == number).map(|(_, verdict)| *verdict);
    match verdict {
        None | Some(Verdict::PackNotApplicable | Verdict::NotInForce) => None,
        Some(Verdict::Passed | Verdict::Failed | Verdict::Undecided | Verdict::NotApplicable) => {
            Some(unused(statement, span))
        }
    }
}

fn refused(name: &str, span: Span, rule: Span) -> Finding {
    said("accept/refused", span, format!("findings of `{name}` cannot be accepted"))
        .also(rule, "the rule says `acceptable: no`")
        .help("mend what the rule finds, and delete this line")
}

fn not_in_force(name: &str, span: Span, fault: &str) -> Finding {
    said("accept/not-in-force", span, format!("this acceptance of `{name}` is not in force: {fault}")).help(
        "write `accept RULE on THING by ROLE until DATE because \"...\"` with a day that is still to come",
    )
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
