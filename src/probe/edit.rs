//! Plans with one fact changed.

use crate::model::{AttributeId, Datum, Plan, Slot, ThingId};
use crate::text::Span;

/// One change of a plan that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A thing says something else about an attribute.
    Slot(ThingId, AttributeId, Slot),
    /// A thing with its parts is not there.
    Gone(ThingId),
}

impl Edit {
    /// `plan` with this change.
    pub(super) fn apply(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        match self {
            Self::Slot(thing, attribute, slot) => {
                let says = plan.things.get(thing.0 as usize).map(|thing| thing.says);
                let place = says.and_then(|says| plan.facts.get_mut(says, *attribute));
                let before = place.map(|place| std::mem::replace(place, slot.clone()));
                if let Some(Slot::Todo { span, .. }) = before {
                    settle(&mut plan, *thing, span);
                }
            }
            Self::Gone(thing) => remove(&mut plan, *thing),
        }
        plan
    }
}

/// Takes out the open point that the `todo` at `span` was.
fn settle(plan: &mut Plan, thing: ThingId, span: Span) {
    let mut things = plan.things.iter();
    let point = things.position(|point| point.parent == Some(thing) && point.span == span);
    if let Some(point) = point {
        remove(plan, ThingId(point as u32));
    }
}

/// `thing` and the parts of it, and of them.
pub(super) fn with_parts(plan: &Plan, thing: ThingId) -> Vec<ThingId> {
    let mut all = vec![thing];
    // Parts stand behind what they are a part of.
    for (at, part) in plan.things.iter().enumerate() {
        if part.parent.is_some_and(|parent| all.contains(&parent)) {
            all.push(ThingId(at as u32));
        }
    }
    all
}

/// Takes a thing out of all lists; its number stays, so that no other number changes.
fn remove(plan: &mut Plan, thing: ThingId) {
    let gone = with_parts(plan, thing);
    for things in &mut plan.by_kind {
        things.retain(|thing| !gone.contains(thing));
    }
    plan.names.retain(|_, thing| !gone.contains(thing));
    let parent = plan.things.get(thing.0 as usize).and_then(|thing| thing.parent);
    let Some(says) = parent.and_then(|parent| plan.things.get(parent.0 as usize)).map(|parent| parent.says)
    else {
        return;
    };
    plan.facts.change(says, |slot| {
        let Slot::Given(given) = slot else { return };
        let others = std::mem::take(&mut given.values).into_iter();
        given.values = others.filter(|stated| stated.datum != Datum::Thing(thing)).collect();
        if given.values.is_empty() && !given.open {
            *slot = Slot::None(None);
        }
    });
}
