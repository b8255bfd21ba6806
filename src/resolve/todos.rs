//! What a plan leaves open and says so: each `todo "..." by DATE` becomes a thing, so that policies can ask how long it
//! has been open. Whether that matters is for them to say.

use std::sync::Arc;

use crate::model::{Attribute, Datum, From, Given, KindId, Slot, Stated, Thing, ThingId};
use crate::resolve::reader::Reader;
use crate::text::Span;

/// The kind of such things, and what the schema lets be said of them.
const KIND: &str = "open_point";
const ON: &str = "on";
const ATTRIBUTE: &str = "attribute";
const BY: &str = "by";

impl Reader<'_, '_> {
    /// Adds a thing for each `todo`, behind the thing that it is a part of.
    pub(super) fn declare_todos(&mut self) {
        let Some(kind) = self.schema.kind_named(KIND) else { return };
        let mut todos = Vec::new();
        for (at, thing) in self.things.iter().enumerate() {
            let attributes = self.schema.kind(thing.kind).attributes.values();
            for (slot, attribute) in thing.slots.iter().zip(attributes) {
                todos.extend(self.todo(kind, ThingId(at as u32), attribute, slot));
            }
        }
        self.things.extend(todos);
    }

    fn todo(&self, kind: KindId, parent: ThingId, of: &Attribute, slot: &Slot) -> Option<Thing> {
        let Slot::Todo { note, by, span } = slot else { return None };
        let said = |attribute: &Attribute| match attribute.name.as_str() {
            ON => stated(Datum::Thing(parent), *span),
            ATTRIBUTE => stated(Datum::Text(Arc::from(of.name.as_str())), *span),
            BY => by.map_or(Slot::None(None), |day| stated(Datum::Date(day), *span)),
            _ => Slot::Missing,
        };
        Some(Thing {
            kind,
            name: Arc::from(""),
            title: Some(Arc::clone(note)),
            doc: None,
            parent: Some(parent),
            from: From::Plan,
            span: *span,
            slots: self.schema.kind(kind).attributes.values().map(said).collect(),
        })
    }
}

fn stated(datum: Datum, span: Span) -> Slot {
    Slot::Given(Given { values: vec![Stated { datum, span, per: None }], open: false, span })
}
