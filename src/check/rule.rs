//! One rule on one plan: its cases, how each came out, and the finding for a case that failed.

use std::ops::ControlFlow;

use rustc_hash::FxHashSet;

use super::listed::Listed;
use super::wish::{self, Wish};
use super::{Case, CaseResult, Checked, Cost, Verdict};
use crate::finding::{Finding, Label, Level, Outcome};
use crate::model::{Datum, Plan, Schema, Slot, ThingId};
use crate::policy::eval::{Found, Item, STEP_LIMIT, Truth, Value, Why, World};
use crate::policy::ir::{Expr, ExprKind, Pointer, Rule, Step};
use crate::text::{FileId, Origin, Span};

/// A rule on trial, and what was met so far.
struct Trial<'t> {
    number: usize,
    rule: &'t Rule,
    checked: &'t mut Checked,
    passed: usize,
    failed: usize,
    undecided: usize,
    said: FxHashSet<String>,
    listed: &'t mut Listed,
}

/// Judges every case of `rule`, adding those that do not pass to `checked`.
pub(super) fn judge(
    world: &mut World<'_>,
    (number, rule): (usize, &Rule),
    checked: &mut Checked,
    listed: &mut Listed,
) -> Verdict {
    world.begin(rule.slots);
    listed.begin();
    let said = FxHashSet::default();
    let mut trial = Trial { number, rule, checked, passed: 0, failed: 0, undecided: 0, said, listed };
    match rule.when.as_ref().map_or(Truth::Yes, |when| world.truth(when)) {
        Truth::No => {}
        Truth::Unknown(why) => trial.undecided(world, &why),
        Truth::Yes => match &rule.each {
            None => trial.case(world, Found::Case(Truth::Yes)),
            Some(binder) => {
                let _ = world.cases(binder, &mut |world, found| {
                    trial.case(world, found);
                    ControlFlow::Continue(())
                });
            }
        },
    }
    let more = trial.listed.left_out();
    let cases = (trial.passed + trial.failed + trial.undecided) as u64;
    let verdict = match trial {
        Trial { failed: 1.., .. } => Verdict::Failed,
        Trial { undecided: 1.., .. } => Verdict::Undecided,
        Trial { passed: 1.., .. } => Verdict::Passed,
        Trial { .. } => Verdict::NotApplicable,
    };
    if more > 0 {
        checked.cut_short.push(not_listed(world, rule, more));
    }
    checked.costs.push((number, Cost { cases, steps: world.steps() }));
    if world.overrun() {
        checked.cut_short.push(stopped(world, rule));
        return Verdict::Undecided;
    }
    verdict
}

impl Trial<'_> {
    /// Judges one case. One that may not exist passes if it would pass, and is undecided otherwise.
    fn case(&mut self, world: &mut World<'_>, found: Found) {
        let there = match found {
            Found::Case(there) => there,
            Found::More(why) => return self.undecided(world, &why),
        };
        for (slot, expr) in &self.rule.lets {
            let value = world.value(expr);
            world.set_local(*slot, value);
        }
        world.take_demanded();
        let holds = world.truth(&self.rule.require);
        match (there, holds) {
            (Truth::No, _) => {}
            (_, Truth::Yes) => self.passed += 1,
            (Truth::Yes, Truth::No) => self.failed(world),
            (Truth::Unknown(why), Truth::No) | (Truth::Yes, Truth::Unknown(why)) => {
                self.undecided(world, &why);
            }
            // Of a case that may not come to be, nothing is asked before that is answered.
            (Truth::Unknown(one), Truth::Unknown(two)) => {
                let why = world.promised(&one).unwrap_or_else(|| one.and(&two));
                self.undecided(world, &why);
            }
        }
    }

    fn failed(&mut self, world: &mut World<'_>) {
        let demanded = world.take_demanded();
        self.failed += 1;
        if self.said.insert(once_key(world, self.rule, self.failed)) {
            if !self.listed.finding() {
                return;
            }
            let result = CaseResult::Failed(Box::new(finding(world, self.rule)), demanded);
            let wishes = wish::of_rule(world, self.rule);
            // Where the steps came to an end over a finding, its texts are not whole.
            if !world.overrun() {
                let things = things(world, self.rule);
                self.add(things.is_empty(), things, result, wishes);
            }
        }
    }

    /// Records a case that cannot be decided, for each fact that it waits for; one that waits only for what reading has
    /// reported stays quiet.
    fn undecided(&mut self, world: &mut World<'_>, why: &Why) {
        self.undecided += 1;
        world.took(why.reasons().len());
        let things = things(world, self.rule);
        let of_plan = things.is_empty();
        let named = self.listed.accepted_of(&things);
        let mut waits = false;
        for fact in why.reasons().iter().filter_map(|reason| reason.fact()) {
            waits = true;
            if self.listed.fact(fact, of_plan, &named) {
                self.add(of_plan, named.clone(), CaseResult::Missing(fact), Vec::new());
            }
        }
        if !waits && !why.reasons().is_empty() && self.listed.finding() {
            self.add(of_plan, things, CaseResult::Dates(main_place(world, self.rule)), Vec::new());
        }
    }

    fn add(&mut self, of_plan: bool, things: Vec<ThingId>, result: CaseResult, wishes: Vec<Wish>) {
        let case = Case { rule: self.number, of_plan, things, result, accepted: None, wishes };
        self.checked.cases.push(case);
    }
}

/// Cases with the same key give one finding.
fn once_key(world: &mut World<'_>, rule: &Rule, count: usize) -> String {
    let Some(key) = &rule.once_per else { return count.to_string() };
    let set = world.value(key).into_set();
    world.took(set.size());
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
        Datum::Thing(thing) => Some(world.plan.named(thing)),
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
    let steps = steps(world, rule);
    let thing = things(world, rule).first().map(|thing| world.plan.thing(*thing).name.to_string());
    Finding {
        rule: rule.id.clone(),
        pack: world.policies.packs.get(rule.pack as usize).map(|pack| pack.name.as_str().into()),
        level: rule.level,
        outcome: Outcome::Failed,
        message: world.fill(&rule.message),
        thing: thing.filter(|name| !name.is_empty()),
        subject: subject(world, rule),
        at,
        also,
        steps,
        because: rule.because.as_ref().map(|text| world.fill(text).into()),
        help: rule.help.as_ref().map(|text| world.fill(text).into()),
        fixes: Vec::new(),
        source: citation(world, rule).map(Into::into),
        confidence: rule.confidence.as_ref().and_then(|expr| confidence(world, expr)).map(Into::into),
        confidence_varies: rule
            .confidence
            .as_ref()
            .is_some_and(|expr| !matches!(expr.kind, ExprKind::Literal(_))),
        waiting: Vec::new(),
        accepted: None,
    }
}

/// What a finding is about, in names and words. One that stands for several cases is about what these share: which of
/// them comes first is for the order of the plan to say, and is nothing to know the finding by.
fn subject(world: &mut World<'_>, rule: &Rule) -> Vec<String> {
    let Some(shared) = &rule.once_per else {
        return bound(world, rule).iter().map(|item| key(world, &item.datum)).collect();
    };
    let shared = world.value(shared).into_set();
    world.took(shared.size());
    let mut names: Vec<String> = shared.items.iter().map(|item| key(world, &item.datum)).collect();
    names.sort_unstable();
    names
}

fn key(world: &World<'_>, datum: &Datum) -> String {
    match datum {
        Datum::Thing(thing) => key_of_thing(world, *thing),
        Datum::Word(word) => world.policies.schema.word(*word).to_owned(),
        other => world.show_datum(other),
    }
}

/// The name of a thing; of one without, that of the thing around it, its kind, and what it says first.
pub(super) fn key_of_thing(world: &World<'_>, thing: ThingId) -> String {
    let declared = world.plan.thing(thing);
    if !declared.name.is_empty() {
        return declared.name.to_string();
    }
    let kind = world.policies.schema.kind(declared.kind);
    let around = declared.parent.map_or_else(String::new, |parent| key_of_thing(world, parent) + "/");
    let given = match kind.head.map(|head| world.plan.slot(thing, head)) {
        Some(Slot::Given(given)) => given.values.first(),
        Some(Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) | Slot::None(_)) | None => None,
    };
    let said = given.map(|stated| key(world, &stated.datum));
    let words: Vec<String> = std::iter::once(kind.name.clone()).chain(said).collect();
    around + &words.join(" ")
}

/// What happens one after the other, each at its place.
fn steps(world: &mut World<'_>, rule: &Rule) -> Vec<Label> {
    let mut steps = Vec::new();
    for Step { each, pointer } in &rule.steps {
        let mut take = |world: &mut World<'_>| {
            let span = world.place(&pointer.path);
            steps.extend(span.map(|span| Label { span, text: label(world, Some(pointer)) }));
        };
        match each {
            None => take(world),
            Some(binder) => {
                let _ = world.cases(binder, &mut |world, found| {
                    if matches!(found, Found::Case(_)) {
                        take(world);
                    }
                    ControlFlow::Continue(())
                });
            }
        }
    }
    steps
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
    let schema = &world.policies.schema;
    match world.value(expr) {
        Value::One(Item { datum: Datum::Word(named), .. }) => Some(schema.word(named).to_owned()),
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

/// The thing that stands for the plan as a whole, if there is one.
pub fn block(plan: &Plan, schema: &Schema) -> Option<ThingId> {
    schema.kind_named("plan").and_then(|kind| plan.of_kind(kind).first()).copied()
}

/// The `plan` block, else the first thing, else the start of the first file.
pub(super) fn head(plan: &Plan, world: &World<'_>) -> Span {
    let block = block(plan, &world.policies.schema);
    let own = plan.things.iter().find(|thing| plan.files.contains(&thing.span.file));
    let first = plan.files.first().map(|file| Span::head_of(*file));
    let block = block.map(|block| plan.thing(block).span);
    let own = own.map(|thing| thing.span);
    block.or(own).or(first).unwrap_or(Span::head_of(FileId(0)))
}

fn stopped(world: &World<'_>, rule: &Rule) -> Finding {
    let finding = too_many_steps(world, rule.pack, &format!("the rule `{}`", rule.id));
    match world.policies.packs.get(rule.pack as usize).map(|pack| pack.origin) {
        Some(Origin::Embedded) => {
            finding.help(format!("split the plan, or leave the rule out with `--ignore {}`", rule.id))
        }
        Some(Origin::User) | None => finding.also(rule.span, "this rule").help(
            "bind fewer names in its `for each`, or compare with `=` so that things are found through an index",
        ),
    }
}

fn not_listed(world: &World<'_>, rule: &Rule, more: usize) -> Finding {
    let message =
        format!("the rule `{}` has {more} more findings on this plan, which are not listed", rule.id);
    let help = format!("mend those that are listed, or leave the rule out with `--ignore {}`", rule.id);
    cut_short(world, rule.pack, "check/too-many-findings", message).help(help)
}

/// That the condition of a pack waits for more facts than are listed.
pub(super) fn not_all_asked(world: &World<'_>, number: u16, more: usize) -> Option<Finding> {
    let pack = world.policies.packs.get(number as usize)?;
    let name = &pack.name;
    let message =
        format!("the condition of the pack `{name}` waits for {more} more facts, which are not listed");
    let finding = cut_short(world, number, "check/too-many-findings", message);
    Some(finding.help("state the facts that are listed, and check again"))
}

/// That it cannot be said whether a pack concerns the plan.
pub(super) fn stopped_pack(world: &World<'_>, number: u16) -> Option<Finding> {
    let pack = world.policies.packs.get(number as usize)?;
    let finding = too_many_steps(world, number, &format!("the condition of the pack `{}`", pack.name));
    let finding = finding.also(pack.span, "none of its rules was tried");
    Some(finding.help("bind fewer names in its `applies when`"))
}

fn too_many_steps(world: &World<'_>, pack: u16, what: &str) -> Finding {
    let message = format!("{what} was stopped after {STEP_LIMIT} steps on this plan");
    cut_short(world, pack, "check/too-many-steps", message)
}

fn cut_short(world: &World<'_>, pack: u16, id: &str, message: String) -> Finding {
    let finding = Finding {
        pack: world.policies.packs.get(pack as usize).map(|pack| pack.name.as_str().into()),
        ..Finding::unreadable(id, head(world.plan, world), message)
    };
    finding.level(Level::Error)
}
