//! Who names whom: the things of a plan by those that they name.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Item, Reason, Set, Why, World};
use crate::model::{AttributeId, Datum, Fact, Given, KindId, Plan, Scalar, Schema, Slot, ThingId};
use crate::text::Span;

/// Where a thing is named: by which thing, in which of its attributes.
#[derive(Debug, Clone, Copy)]
struct Naming {
    by: ThingId,
    attribute: AttributeId,
    span: Span,
}

/// All places of a plan where things are named, or are to be named.
#[derive(Debug, Default)]
pub(super) struct Namings {
    of: FxHashMap<ThingId, Vec<Naming>>,
    /// By kind, each `todo` in the place of a thing of it.
    to_do: FxHashMap<KindId, Why>,
}

impl Namings {
    fn of(plan: &Plan, schema: &Schema) -> Self {
        let mut namings = Self::default();
        let mut to_do: FxHashMap<KindId, Vec<Reason>> = FxHashMap::default();
        for (number, thing) in plan.things.iter().enumerate() {
            let by = ThingId(number as u32);
            let attributes = schema.kind(thing.kind).attributes.values();
            for (at, (slot, attribute)) in plan.facts.of(thing.says).zip(attributes).enumerate() {
                let at = AttributeId(at as u16);
                match (slot, &attribute.scalar) {
                    (Slot::Given(given), _) => namings.add(plan, (by, at), given),
                    (Slot::Todo { .. }, Scalar::Thing(kinds)) => {
                        let reason = Reason::Missing(Fact::Of(by, at));
                        for kind in kinds {
                            to_do.entry(*kind).or_default().push(reason);
                        }
                    }
                    _ => {}
                }
            }
        }
        // They come in the order of the plan, which is theirs.
        namings.to_do = to_do.into_iter().map(|(kind, reasons)| (kind, Why::of_sorted(reasons))).collect();
        namings
    }

    fn add(&mut self, plan: &Plan, (by, attribute): (ThingId, AttributeId), given: &Given) {
        for stated in &given.values {
            let value = match stated.datum {
                // A part stands in what it is a part of, which does not name it.
                Datum::Thing(named) if plan.thing(named).parent != Some(by) => Some(named),
                _ => None,
            };
            for named in value.into_iter().chain(stated.per).filter(|named| *named != by) {
                let naming = Naming { by, attribute, span: stated.span };
                self.of.entry(named).or_default().push(naming);
            }
        }
    }
}

impl World<'_> {
    /// The things of the plan that name `thing`, in source order, each with the first place where it does.
    pub(in crate::policy) fn named_by(&self, thing: ThingId) -> Rc<Set> {
        let namings = self.namings.get_or_init(|| Namings::of(self.plan, &self.policies.schema));
        let open = namings.to_do.get(&self.plan.thing(thing).kind).cloned();
        let namings = namings.of.get(&thing).map_or(&[][..], Vec::as_slice);
        self.took(namings.len());
        let mut set = Set { open, ..Set::default() };
        for naming in namings {
            self.read(naming.by, naming.attribute);
            // What a thing says stands together, so only the last can be the same.
            if set.items.last().is_none_or(|last| last.datum != Datum::Thing(naming.by)) {
                set.items.push(Item { datum: Datum::Thing(naming.by), span: Some(naming.span) });
            }
        }
        Rc::new(set)
    }
}
