//! Which facts of a plan can be changed for the worse, one at a time, and how.

use std::collections::BTreeSet;

use super::edit::{Edit, with_parts};
use crate::model::{
    Attribute, AttributeId, Datum, From, Given, Kind, Plan, Scalar, Schema, Slot, Stated, Thing, ThingId,
};
use crate::syntax::Amount;
use crate::syntax::plan;
use crate::text::Span;

/// By how much hours are moved, in minutes.
const LATER: i32 = 180;

/// One fact and how it is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The thing.
    pub thing: ThingId,
    /// The attribute; none if the thing itself goes.
    pub attribute: Option<AttributeId>,
    /// How it is changed.
    pub way: Way,
    /// The words that state it.
    pub span: Span,
    /// The change itself; none if the plan would no longer read.
    pub edit: Option<Edit>,
}

/// How a fact is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The thing is deleted with its parts.
    ThingDeleted,
    /// What is said about the attribute is deleted.
    Deleted,
    /// One of several values is removed.
    Removed(Datum),
    /// A length of time becomes ten times as long.
    Longer(Amount),
    /// A reference leads from one thing to another.
    Elsewhere(ThingId, ThingId),
    /// A yes becomes a no.
    No,
    /// Hours begin and end three hours later.
    Later,
}

/// All changes of what the plan itself states, in its order.
pub(super) fn changes(plan: &Plan, schema: &Schema) -> Vec<Change> {
    let mentioned = mentioned(plan, schema);
    let mut changes = Vec::new();
    for (at, thing) in plan.things.iter().enumerate().filter(|(_, thing)| !is_open_point(plan, thing)) {
        let id = ThingId(at as u32);
        let kind = schema.kind(thing.kind);
        let stays = is_needed(plan, id, &mentioned) || makes_a_plan(kind);
        let gone = (!stays).then_some(Edit::Gone(id));
        let way = Way::ThingDeleted;
        changes.push(Change { thing: id, attribute: None, way, span: thing.span, edit: gone });
        changes.extend(of_thing(plan, schema, kind, (id, thing)));
    }
    changes
}

/// Whether a thing is written as a `todo` only, so that the plan states nothing of it by itself.
fn is_open_point(plan: &Plan, thing: &Thing) -> bool {
    let parent = thing.parent.and_then(|parent| plan.things.get(parent.0 as usize));
    let is_written = |slot: &Slot| matches!(slot, Slot::Todo { span, .. } if *span == thing.span);
    parent.is_some_and(|parent| plan.facts.of(parent.says).any(is_written))
}

/// Who is named by whom: pairs of the one who names and the one who is named. Parts are not named by what
/// they are a part of.
fn mentioned(plan: &Plan, schema: &Schema) -> BTreeSet<(ThingId, ThingId)> {
    let mut pairs = BTreeSet::new();
    for (at, thing) in plan.things.iter().enumerate() {
        let attributes = schema.kind(thing.kind).attributes.values();
        for (slot, _) in
            plan.facts.of(thing.says).zip(attributes).filter(|(_, one)| !schema.is_part(&one.scalar))
        {
            let Slot::Given(given) = slot else { continue };
            for stated in &given.values {
                let named = if let Datum::Thing(named) = stated.datum { Some(named) } else { None };
                let named = named.into_iter().chain(stated.per);
                pairs.extend(named.map(|named| (ThingId(at as u32), named)));
            }
        }
    }
    pairs
}

/// Whether something that stays names `thing` or a part of it.
fn is_needed(plan: &Plan, thing: ThingId, mentioned: &BTreeSet<(ThingId, ThingId)>) -> bool {
    let gone = with_parts(plan, thing);
    mentioned.iter().any(|(by, named)| gone.contains(named) && !gone.contains(by))
}

/// Whether a file without it is no plan.
fn makes_a_plan(kind: &Kind) -> bool {
    plan::starts_a_plan(&kind.name)
}

fn of_thing(plan: &Plan, schema: &Schema, kind: &Kind, (id, thing): (ThingId, &Thing)) -> Vec<Change> {
    let mut changes = Vec::new();
    let slots = plan.facts.of(thing.says).zip(kind.attributes.values()).enumerate();
    for (at, (slot, attribute)) in slots.filter(|(_, (_, one))| !schema.is_part(&one.scalar)) {
        let at = AttributeId(at as u16);
        let new = |way, span, slot: Option<Slot>| {
            let edit = slot.map(|slot| Edit::Slot(id, at, slot));
            Change { thing: id, attribute: Some(at), way, span, edit }
        };
        changes.extend(deleted(slot, attribute).map(|(span, slot)| new(Way::Deleted, span, slot)));
        if let Slot::Given(given) = slot {
            let worse = worse(plan, attribute, id, given);
            changes
                .extend(worse.into_iter().map(|(way, span, given)| new(way, span, Some(Slot::Given(given)))));
        }
    }
    changes
}

/// What stands there when the attribute is left out; nothing if it cannot be left out. None if it makes no
/// difference, or was not read.
fn deleted(slot: &Slot, attribute: &Attribute) -> Option<(Span, Option<Slot>)> {
    let left = if attribute.else_none { Slot::None(None) } else { Slot::Missing };
    match slot {
        Slot::Given(given) => Some((given.span, (!attribute.required).then_some(left))),
        Slot::None(Some(span)) => (left == Slot::Missing).then_some((*span, Some(left))),
        Slot::Todo { span, .. } => Some((*span, Some(left))),
        Slot::None(None) | Slot::Missing | Slot::Unread(_) => None,
    }
}

/// The stated values with one of them changed.
fn worse(plan: &Plan, attribute: &Attribute, id: ThingId, given: &Given) -> Vec<(Way, Span, Given)> {
    let mut changes = Vec::new();
    for (at, stated) in given.values.iter().enumerate() {
        if given.values.len() > 1 {
            let others = given.values.iter().enumerate().filter(|(other, _)| *other != at);
            let values = others.map(|(_, other)| other.clone()).collect();
            let fewer = Given { values, ..*given };
            changes.push((Way::Removed(stated.datum.clone()), stated.span, fewer));
        }
        if let Some((way, datum)) = changed(plan, attribute, id, (stated, given)) {
            let mut other = given.clone();
            if let Some(place) = other.values.get_mut(at) {
                place.datum = datum;
            }
            changes.push((way, stated.span, other));
        }
    }
    changes
}

/// A worse value for one that is stated.
fn changed(
    plan: &Plan,
    attribute: &Attribute,
    id: ThingId,
    (stated, given): (&Stated, &Given),
) -> Option<(Way, Datum)> {
    match &stated.datum {
        Datum::Duration(old) => {
            let longer = Amount { thousandths: old.thousandths.saturating_mul(10), unit: old.unit };
            (longer != *old).then_some((Way::Longer(longer), Datum::Duration(longer)))
        }
        Datum::Thing(old) => {
            let other = somebody_else(plan, attribute, (id, *old), given)?;
            Some((Way::Elsewhere(*old, other), Datum::Thing(other)))
        }
        Datum::YesNo(true) => Some((Way::No, Datum::YesNo(false))),
        Datum::Hours(hours) => {
            let later = hours.moved(LATER);
            (later != **hours).then(|| (Way::Later, Datum::Hours(later.into())))
        }
        Datum::Text(_)
        | Datum::Number(_)
        | Datum::Percent(_)
        | Datum::Date(_)
        | Datum::YesNo(false)
        | Datum::Weekday(_)
        | Datum::Zone(_)
        | Datum::Code(_)
        | Datum::Email(_)
        | Datum::Phone(_)
        | Datum::Url(_)
        | Datum::Rule(_)
        | Datum::Word(_) => None,
    }
}

/// Another thing of the plan that may stand in the place of `old`: the next of its kind, else the first of
/// another kind; never the thing `by` that names it, and none that is named there already.
fn somebody_else(
    plan: &Plan,
    attribute: &Attribute,
    (by, old): (ThingId, ThingId),
    given: &Given,
) -> Option<ThingId> {
    let fits = |thing: &ThingId| {
        let declared = plan.thing(*thing);
        let allowed = if let Scalar::Thing(kinds) = &attribute.scalar {
            kinds.contains(&declared.kind)
        } else {
            declared.parent.is_none()
        };
        let known = given.values.iter().any(|stated| stated.datum == Datum::Thing(*thing));
        allowed && declared.from == From::Plan && *thing != by && !known
    };
    let same = plan.of_kind(plan.thing(old).kind);
    let next = same.iter().filter(|thing| **thing > old).chain(same.iter().filter(|thing| **thing < old));
    let others = plan.by_kind.iter().flatten();
    next.chain(others).copied().find(fits)
}
