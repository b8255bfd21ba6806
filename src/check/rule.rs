//! One rule on one plan: its cases, how each came out, and the finding for a case that failed.

use std::ops::ControlFlow;

use rustc_hash::FxHashSet;

use super::{Case, CaseResult, Checked, Verdict};
use crate::finding::{Finding, Label, Level, Outcome};
use crate::model::{Datum, Plan, ThingId};
use crate::policy::eval::{Found, Item, STEP_LIMIT, Truth, Value, Why, World};
use crate::policy::ir::{Expr, Pointer, Rule};
use crate::text::{FileId, Span};

/// What was met so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    undecided: usize,
    said: FxHashSet<String>,
}

/// Judges every case of `rule`, adding those that do not pass to `checked`.
pub(super) fn judge(world: &mut World<'_>, number: usize, rule: &Rule, checked: &mut Checked) -> Verdict {
    world.begin(rule.slots);
    let mut tally = Tally::default();
    let holds = rule.when.as_ref().map_or(Truth::Yes, |when| world.truth(when));
    match holds {
        Truth::No => return Verdict::NotApplicable,
        Truth::Unknown(why) => undecided(world, number, rule, &why, &mut tally, checked),
        Truth::Yes => match &rule.each {
            None => one_case(world, number, rule, Found::Case(Truth::Yes), &mut tally, checked),
            Some(binder) => {
                let _ = world.cases(binder, &mut |world, found| {
                    one_case(world, number, rule, found, &mut tally, checked);
                    ControlFlow::Continue(())
                });
            }
        },
    }
    if world.overrun() {
        checked.stopped.push(stopped(world, rule));
        return Verdict::Undecided;
    }
    match tally {
        Tally { failed: 1.., .. } => Verdict::Failed,
        Tally { undecided: 1.., .. } => Verdict::Undecided,
        Tally { passed: 1.., .. } => Verdict::Passed,
        Tally { .. } => Verdict::NotApplicable,
    }
}

fn one_case(
    world: &mut World<'_>,
    number: usize,
    rule: &Rule,
    found: Found,
    tally: &mut Tally,
    checked: &mut Checked,
) {
    let there = match found {
        Found::Case(there) => there,
        Found::More(why) => return undecided(world, number, rule, &why, tally, checked),
    };
    for (slot, expr) in &rule.lets {
        let value = world.value(expr);
        world.set_local(*slot, value);
    }
    world.take_demanded();
    let holds = world.truth(&rule.require);
    let demanded = world.take_demanded();
    match (there, holds) {
        (Truth::No, _) => {}
        (_, Truth::Yes) => tally.passed += 1,
        (Truth::Yes, Truth::No) => {
            tally.failed += 1;
            if tally.said.insert(once_key(world, rule, tally.failed)) {
                let result = CaseResult::Failed(Box::new(finding(world, rule)), demanded);
                checked.cases.push(Case {
                    rule: number,
                    things: things(world, rule),
                    result,
                    accepted: None,
                });
            }
        }
        (Truth::Unknown(why), Truth::No) | (Truth::Yes, Truth::Unknown(why)) => {
            undecided(world, number, rule, &why, tally, checked);
        }
        (Truth::Unknown(one), Truth::Unknown(two)) => {
            undecided(world, number, rule, &one.and(&two), tally, checked);
        }
    }
}

/// Records a case that cannot be decided; one that waits only for what reading has reported stays quiet.
fn undecided(
    world: &mut World<'_>,
    number: usize,
    rule: &Rule,
    why: &Why,
    tally: &mut Tally,
    checked: &mut Checked,
) {
    tally.undecided += 1;
    let reasons = why.reasons().to_vec();
    if !reasons.is_empty() {
        let result = CaseResult::Undecided(reasons, main_place(world, rule));
        checked.cases.push(Case { rule: number, things: things(world, rule), result, accepted: None });
    }
}

/// Cases with the same key give one finding.
fn once_key(world: &mut World<'_>, rule: &Rule, count: usize) -> String {
    let Some(key) = &rule.once_per else { return count.to_string() };
    let set = world.value(key).into_set();
    let mut members: Vec<String> = set.items.iter().map(|item| format!("{:?}", item.datum)).collect();
    members.sort_unstable();
    members.join(" ")
}

/// The values bound by `for each`, in order.
fn bound(world: &World<'_>, rule: &Rule) -> Vec<Item> {
    let binds = rule.each.iter().flat_map(|binder| &binder.binds);
    let values = binds.filter_map(|bind| match world.local(bind.slot) {
        Value::One(item) => Some(item),
        _ => None,
    });
    values.collect()
}

fn things(world: &World<'_>, rule: &Rule) -> Vec<ThingId> {
    let things = bound(world, rule).into_iter().filter_map(|item| match item.datum {
        Datum::Thing(thing) => Some(thing),
        _ => None,
    });
    things.collect()
}

/// The finding for the case at hand.
fn finding(world: &mut World<'_>, rule: &Rule) -> Finding {
    let at = Label { span: main_place(world, rule), text: label(world, rule.at.as_ref()) };
    let mut also = Vec::new();
    for pointer in &rule.also {
        if let Some(span) = world.place(&pointer.path) {
            also.push(Label { span, text: label(world, Some(pointer)) });
        }
    }
    let subject = things(world, rule).first().map(|thing| world.plan.thing(*thing).name.to_string());
    Finding {
        rule: rule.id.clone(),
        pack: world.policies.packs.get(rule.pack as usize).map(|pack| pack.name.clone()),
        level: rule.level,
        outcome: Outcome::Failed,
        message: world.fill(&rule.message),
        thing: subject.filter(|name| !name.is_empty()),
        at,
        also,
        because: rule.because.as_ref().map(|text| world.fill(text)),
        help: rule.help.as_ref().map(|text| world.fill(text)),
        source: citation(world, rule),
        confidence: rule.confidence.as_ref().and_then(|expr| confidence(world, expr)),
        waiting: Vec::new(),
        accepted: None,
    }
}

fn label(world: &mut World<'_>, pointer: Option<&Pointer>) -> String {
    pointer.and_then(|pointer| pointer.label.as_ref()).map(|text| world.fill(text)).unwrap_or_default()
}

fn citation(world: &mut World<'_>, rule: &Rule) -> Option<String> {
    let text = rule.source.as_ref().map(|expr| {
        let value = world.value(expr);
        world.show(&value)
    });
    match (text, &rule.link) {
        (Some(text), Some(link)) => Some(format!("{text} <{link}>")),
        (text, link) => text.or_else(|| link.clone()),
    }
}

/// The word itself, not its title: other programs read it.
fn confidence(world: &mut World<'_>, expr: &Expr) -> Option<String> {
    match world.value(expr) {
        Value::One(Item { datum: Datum::Word(word), .. }) => {
            Some(world.policies.schema.word(word).to_owned())
        }
        _ => None,
    }
}

/// The place in the plan that a finding points at: what `at` says, else the first thing bound that stands
/// in the plan, else the head of the plan.
fn main_place(world: &mut World<'_>, rule: &Rule) -> Span {
    let wanted = rule.at.as_ref().and_then(|pointer| world.place(&pointer.path));
    let bound: Vec<Item> = bound(world, rule);
    let places = bound.iter().filter_map(|item| world.item_place(item));
    let in_plan = |span: &Span| world.plan.files.contains(&span.file);
    wanted.into_iter().chain(places).find(in_plan).unwrap_or_else(|| head(world.plan, world))
}

/// The `plan` block, else the first thing, else the start of the first file.
pub(super) fn head(plan: &Plan, world: &World<'_>) -> Span {
    let kind = world.policies.schema.kind_named("plan");
    let block = kind.and_then(|kind| plan.of_kind(kind).first());
    let own = plan.things.iter().find(|thing| plan.files.contains(&thing.span.file));
    let first = plan.files.first().map(|file| Span::head_of(*file));
    let block = block.map(|block| plan.thing(*block).span);
    let own = own.map(|thing| thing.span);
    block.or(own).or(first).unwrap_or(Span::head_of(FileId(0)))
}

fn stopped(world: &World<'_>, rule: &Rule) -> Finding {
    let message = format!("the rule `{}` was stopped after {STEP_LIMIT} steps on this plan", rule.id);
    Finding {
        pack: world.policies.packs.get(rule.pack as usize).map(|pack| pack.name.clone()),
        ..Finding::unreadable("check/too-many-steps", head(world.plan, world), message)
    }
    .level(Level::Error)
    .also(rule.span, "this rule")
    .help("bind fewer names in its `for each`, or compare with `=` so that things are found through an index")
}
