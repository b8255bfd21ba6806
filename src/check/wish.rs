//! What could be written into a plan so that a finding is mended. Where it stands in the text is not known here: a wish
//! names the place by where the thing is named.

use jiff::civil::Date;

use crate::finding::Finding;
use crate::model::{Attribute, Datum, From, Plan, Slot, ThingId};
use crate::policy::eval::{Item, Measure, Scale, Value, World};
use crate::policy::ir::{self, ANSWER_WITHIN, ExprKind, Rule};
use crate::syntax::plan::{
    self,
    tree::{Attribute as Stated, Entry, Item as Top},
};
use crate::syntax::{Literal, LiteralKind};
use crate::text::{FileId, Language, Origin, Source, Span};

/// The longest question, in characters.
const LONGEST: usize = 200;

/// A finding, and what could be written to mend it.
#[derive(Debug, Clone)]
pub struct Said {
    /// The finding.
    pub finding: Finding,
    /// The ways to mend it, the best first.
    pub wishes: Vec<Wish>,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it does, as an order.
    pub title: String,
    /// Whether the plan says the same afterwards.
    pub safe: bool,
    /// What is written.
    pub change: Change,
}

/// What is written into a plan, or taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The thing that is named at `to` says more.
    Add {
        /// Where the thing is named.
        to: Span,
        /// Statements with `;` between them.
        statements: String,
    },
    /// Another text stands at a place.
    Put {
        /// The place.
        at: Span,
        /// The text.
        text: String,
    },
    /// The thing that is named here is gone.
    Remove(Span),
}

impl Wish {
    /// That a thing says more, which has to be asked for.
    fn add(to: Span, statements: String) -> Self {
        Self { title: format!("add `{statements}`"), safe: false, change: Change::Add { to, statements } }
    }
}

/// That the plan says openly that a fact is not known: a question in the place where it is missing.
pub(super) fn ask(world: &World<'_>, thing: ThingId, attribute: &Attribute, slot: &Slot) -> Vec<Wish> {
    let declared = world.plan.thing(thing);
    if !matches!(slot, Slot::Missing) || declared.from != From::Plan {
        return Vec::new();
    }
    let by = answer_by(world).map_or_else(String::new, |day| format!(" by {day}"));
    let statement = format!("{}: todo \"{}\"{by}", attribute.name, question(attribute));
    vec![Wish::add(declared.span, statement)]
}

/// The first sentence of what the schema says of an attribute.
fn question(attribute: &Attribute) -> String {
    let doc = attribute.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = doc.split_once(". ").map_or(doc.as_str(), |(first, _)| first).trim_end_matches('.');
    let plain: String = sentence.chars().filter(|c| !matches!(c, '"' | '\\')).take(LONGEST).collect();
    if plain.trim().is_empty() { format!("What is the {}?", attribute.name.replace('_', " ")) } else { plain }
}

/// The day by which a question that is asked today is answered; none if no policy says how long that may take.
pub fn answer_by(world: &World<'_>) -> Option<Date> {
    let param = world.policies.params.iter().find(|param| param.name == ANSWER_WITHIN)?;
    let Measure { least: minutes, scale: Scale::Minutes, .. } = world.measure_of(&param.value)? else {
        return None;
    };
    let days = jiff::Span::new().try_days(minutes.div_euclid(24 * 60)).ok()?;
    world.as_of.checked_add(days).ok()
}

/// What `rule` offers to write for the case at hand.
pub(super) fn of_rule(world: &mut World<'_>, rule: &Rule) -> Vec<Wish> {
    rule.fixes.iter().filter_map(|fix| of_fix(world, fix)).collect()
}

fn of_fix(world: &mut World<'_>, fix: &ir::Fix) -> Option<Wish> {
    let text = world.written(&fix.text)?;
    match &fix.path.kind {
        ExprKind::Attribute(of, access) if !fix.adds => {
            let thing = thing(world, of)?;
            let text = with_days(&format!("{}: {text}", access.name), world)?;
            let value = text.get(access.name.len() + 2..)?.to_owned();
            let at = world.attribute_of(thing, access)?;
            match world.plan.slot(thing, at) {
                Slot::Missing | Slot::None(None) => Some(Wish::add(world.plan.thing(thing).span, text)),
                Slot::None(Some(at)) => Some(put(*at, value)),
                Slot::Given(given) if given.values.iter().all(|stated| stated.per.is_none()) => {
                    Some(put(given.span, value))
                }
                Slot::Given(_) | Slot::Todo { .. } | Slot::Unread(_) => None,
            }
        }
        _ => {
            let thing = thing(world, &fix.path)?;
            let free = |name: &String| is_free(world, thing, name);
            let free = fix.states.iter().all(free);
            let statements = with_days(&text, world).filter(|_| free)?;
            Some(Wish::add(world.plan.thing(thing).span, statements))
        }
    }
}

fn put(at: Span, text: String) -> Wish {
    Wish { title: format!("write `{text}`"), safe: false, change: Change::Put { at, text } }
}

/// The one thing of the plan that an expression gives.
fn thing(world: &mut World<'_>, path: &ir::Expr) -> Option<ThingId> {
    let Value::One(Item { datum: Datum::Thing(thing), .. }) = world.value(path) else { return None };
    is_own(world.plan, thing).then_some(thing)
}

fn is_own(plan: &Plan, thing: ThingId) -> bool {
    plan.thing(thing).from == From::Plan
}

/// Whether nothing is said yet of an attribute that the thing may have.
fn is_free(world: &World<'_>, thing: ThingId, name: &str) -> bool {
    let at = world.policies.schema.attribute_named(world.plan.thing(thing).kind, name);
    at.is_some_and(|at| matches!(world.plan.slot(thing, at), Slot::Missing | Slot::None(None)))
}

/// `statements` with a day behind each question that has none; none if they do not read.
fn with_days(statements: &str, world: &World<'_>) -> Option<String> {
    let head = "x y {\n";
    let source = Source::new("", format!("{head}{statements}\n}}"), Language::Plan, Origin::User);
    let (tree, mistakes) = plan::read(FileId(0), &source);
    let [Top::Block(block)] = tree.items.as_slice() else { return None };
    let values = block.entries.iter().flat_map(|entry| match entry {
        Entry::Attribute(Stated { values, .. }) => values.as_slice(),
        Entry::Map(_) | Entry::Block(_) | Entry::Broken(_) => &[],
    });
    let mut text = statements.to_owned();
    let by = answer_by(world).map_or_else(String::new, |day| format!(" by {day}"));
    for literal in values.rev() {
        if let Literal { kind: LiteralKind::Todo { by: None, .. }, span } = literal {
            text.insert_str((span.end as usize).checked_sub(head.len())?, &by);
        }
    }
    mistakes.is_empty().then_some(text)
}
