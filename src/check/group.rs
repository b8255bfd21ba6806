//! Undecided cases, grouped by what is missing: one missing line gives one finding, however many rules
//! wait for it. A rule that itself demands the fact takes the group into its own finding.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::rule::{head, key_of_thing};
use super::wish::{self, Said};
use super::{Case, CaseResult, Checked, calendar};
use crate::finding::{Acceptance, Finding, Label, Level, Outcome};
use crate::model::{Attribute, Fact, Plan, Slot, ThingId};
use crate::policy::eval::{Reason, World};
use crate::policy::ir::Policies;
use crate::resolve;
use crate::text::Span;

/// Who waits for one missing fact.
#[derive(Debug)]
struct Group {
    level: Level,
    waiting: Vec<String>,
    accepted: Option<Acceptance>,
}

/// Whether the waiting cases are accepted: accepted and open ones of the same fact are told apart.
type Key = (Fact, bool);

type Groups = IndexMap<Key, Group, FxBuildHasher>;

/// The findings of a plan: failed cases as they are, undecided ones grouped; with what could be written to mend them.
pub fn group(checked: Checked, plan: &Plan, policies: &Policies, as_of: Date) -> Vec<Said> {
    let world = World::new(policies, plan, as_of, calendar::of(plan, &policies.schema));
    let Checked { cases, waiting, mut cut_short, .. } = checked;
    let mut groups = Groups::default();
    let mut failed = Vec::new();
    for case in cases {
        add(case, policies, &world, &mut groups, &mut failed);
    }
    for (pack, reasons) in &waiting {
        add_pack(*pack, reasons, policies, &mut groups);
    }
    let mut findings = fold(groups, &mut failed, &world);
    findings.extend(failed.into_iter().map(|(said, _)| said));
    findings.extend(cut_short.drain(..).map(|finding| Said { finding, wishes: Vec::new() }));
    findings
}

fn add(
    case: Case,
    policies: &Policies,
    world: &World<'_>,
    groups: &mut Groups,
    failed: &mut Vec<(Said, Vec<Fact>)>,
) {
    let Some(rule) = policies.rules.get(case.rule) else { return };
    match case.result {
        CaseResult::Failed(finding, demanded) => {
            let finding = Finding { accepted: case.accepted, ..*finding };
            failed.push((Said { finding, wishes: case.wishes }, demanded));
        }
        CaseResult::Missing(fact) => wait(groups, fact, rule.level, &rule.id, case.accepted.as_deref()),
        CaseResult::Dates(place) => {
            let pack = world.policies.packs.get(rule.pack as usize).map(|pack| pack.name.as_str().into());
            let of = case.things.first().map(|thing| world.title(*thing));
            let finding = depends_on_dates(&rule.id, pack, rule.level, of, place);
            let subject = case.things.iter().map(|thing| key_of_thing(world, *thing)).collect();
            let finding = Finding { accepted: case.accepted, subject, ..finding };
            failed.push((Said { finding, wishes: Vec::new() }, Vec::new()));
        }
    }
}

fn wait(groups: &mut Groups, fact: Fact, level: Level, who: &str, accepted: Option<&Acceptance>) {
    let new = || Group { level, waiting: Vec::new(), accepted: accepted.cloned() };
    let group = groups.entry((fact, accepted.is_some())).or_insert_with(new);
    group.level = group.level.max(level);
    // A rule comes with all its cases, one after the other.
    if !group.waiting.iter().rev().any(|known| known == who) {
        group.waiting.push(who.to_owned());
    }
}

/// A pack weighs as much as its heaviest rule, or the heaviest rule that reads its tables.
fn add_pack(number: u16, reasons: &[Reason], policies: &Policies, groups: &mut Groups) {
    let Some(pack) = policies.packs.get(number as usize) else { return };
    let concerned = policies.rules.iter().filter(|rule| !rule.off && policies.concerns(rule, number));
    let level = concerned.map(|rule| rule.level).max().unwrap_or(Level::Warning);
    for fact in reasons.iter().filter_map(|reason| reason.fact()) {
        wait(groups, fact, level, &pack.as_waiting(), None);
    }
}

/// Makes one finding of each group, unless a finding that demands the same fact takes it in.
fn fold(groups: Groups, failed: &mut [(Said, Vec<Fact>)], world: &World<'_>) -> Vec<Said> {
    let demanding = demanding(failed);
    let mut findings = Vec::new();
    for ((fact, accepted), mut group) in groups {
        group.waiting.sort_unstable();
        let takes_in = |finding: &Finding| {
            finding.level >= group.level
                && finding.accepted.is_some() == accepted
                && finding.outcome == Outcome::Failed
        };
        let mut those = demanding.get(&fact).into_iter().flatten();
        let taker = those.find(|at| failed.get(**at).is_some_and(|(said, _)| takes_in(&said.finding)));
        match taker.and_then(|at| failed.get_mut(*at)) {
            Some((Said { finding, .. }, _)) => {
                finding.waiting.append(&mut group.waiting);
                finding.waiting.sort_unstable();
                finding.waiting.dedup();
            }
            None => findings.push(missing(fact, group, world)),
        }
    }
    findings
}

/// Where the findings that demand each fact stand, in their order.
fn demanding(failed: &[(Said, Vec<Fact>)]) -> FxHashMap<Fact, Vec<usize>> {
    let mut demanding: FxHashMap<Fact, Vec<usize>> = FxHashMap::default();
    for (at, (_, facts)) in failed.iter().enumerate() {
        for fact in facts {
            demanding.entry(*fact).or_default().push(at);
        }
    }
    demanding
}

/// That the plan does not state the facts among `reasons`, each as a finding for which nobody waits.
pub fn missing_facts(reasons: &[Reason], world: &World<'_>) -> Vec<Finding> {
    let alone = || Group { level: Level::Note, waiting: Vec::new(), accepted: None };
    let facts = reasons.iter().filter_map(|reason| reason.fact());
    facts.map(|fact| missing(fact, alone(), world).finding).collect()
}

fn missing(fact: Fact, group: Group, world: &World<'_>) -> Said {
    let (mut finding, wishes) = match fact {
        Fact::Block(kind) => {
            let name = &world.policies.schema.kind(kind).name;
            let (place, rule) = (head(world.plan, world), format!("missing/{name}"));
            let finding = Finding::unreadable(&rule, place, format!("the plan has no `{name}` block"));
            (finding.help(format!("add `{name} some_name \"Title\" {{ ... }}`")), Vec::new())
        }
        Fact::Of(thing, attribute) => {
            let kind = world.plan.thing(thing).kind;
            let slot = world.plan.slot(thing, attribute);
            let attribute = world.policies.schema.attribute(kind, attribute);
            (not_stated(thing, attribute, slot, world), wish::ask(world, thing, attribute, slot))
        }
    };
    finding.outcome = Outcome::Undecided;
    finding.level = group.level;
    finding.waiting = group.waiting;
    finding.accepted = group.accepted.map(Box::new);
    Said { finding, wishes }
}

fn not_stated(thing: ThingId, attribute: &Attribute, slot: &Slot, world: &World<'_>) -> Finding {
    let declared = world.plan.thing(thing);
    let kind = &world.policies.schema.kind(declared.kind).name;
    let who =
        if declared.name.is_empty() { format!("the {kind}") } else { format!("{kind} `{}`", declared.name) };
    let name = &attribute.name;
    let (message, span) = match slot {
        Slot::Todo { note, by, span } => {
            let due = by.map_or_else(String::new, |day| format!(" by {day}"));
            (format!("{who} leaves `{name}` to do: \"{note}\"{due}"), *span)
        }
        Slot::Missing | Slot::Unread(_) | Slot::None(_) | Slot::Given(_) => {
            (format!("{who} does not state `{name}`"), declared.span)
        }
    };
    let statement = resolve::statement(&world.policies.schema, attribute);
    let help = format!("write {statement}, or `none` if there is none");
    let place = if world.plan.files.contains(&span.file) { span } else { head(world.plan, world) };
    let mut finding = Finding::unreadable(&format!("missing/{kind}.{name}"), place, message).help(help);
    finding.thing = Some(declared.name.to_string()).filter(|name| !name.is_empty());
    finding.subject = vec![key_of_thing(world, thing)];
    finding.because = Some(attribute.doc.as_str().into()).filter(|_| !attribute.doc.is_empty());
    finding
}

fn depends_on_dates(
    rule: &str,
    pack: Option<Arc<str>>,
    level: Level,
    subject: Option<String>,
    place: Span,
) -> Finding {
    let of = subject.map_or_else(String::new, |subject| format!(" for {subject}"));
    let message = format!("whether `{rule}` holds{of} depends on the days on which it happens");
    Finding {
        pack,
        level,
        outcome: Outcome::Undecided,
        at: Label { span: place, text: String::new() },
        ..Finding::unreadable(rule, place, message)
    }
    .help("state the length of time in hours, or one that is clearly shorter")
}
