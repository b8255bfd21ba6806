//! What a plan leaves open and says so: each `todo "..." by DATE` becomes a thing, so that policies can ask how long it
//! has been open. Whether that matters is for them to say.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Attribute, Datum, From, Given, KindId, Slot, Stated, Thing, ThingId};
use crate::resolve::reader::Reader;
use crate::syntax::Few;
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
        if !self.facts.stated().any(|slot| matches!(slot, Slot::Todo { .. })) {
            return;
        }
        let (schema, mut todos) = (self.schema, Vec::new());
        for (at, thing) in self.things.iter().enumerate() {
            let attributes = schema.kind(thing.kind).attributes.values();
            for (slot, attribute) in self.facts.of(thing.says).zip(attributes) {
                if let Slot::Todo { note, by, span } = slot {
                    todos.push((
                        ThingId(at as u32),
                        attribute,
                        Todo { note: Arc::clone(note), by: *by, span: *span },
                    ));
                }
            }
        }
        for (parent, attribute, todo) in todos {
            self.declare_todo(kind, (parent, attribute), todo);
        }
    }

    fn declare_todo(&mut self, kind: KindId, (parent, attribute): (ThingId, &Attribute), todo: Todo) {
        let Todo { note, by, span } = todo;
        let says = self.facts.declare(&self.schema.kind(kind).silence);
        let attribute = Datum::Text(Arc::from(attribute.name.as_str()));
        let by = by.map_or(Slot::None(None), |day| stated(Datum::Date(day), span));
        for (name, said) in
            [(ON, stated(Datum::Thing(parent), span)), (ATTRIBUTE, stated(attribute, span)), (BY, by)]
        {
            let at = self.schema.attribute_named(kind, name);
            if let Some(slot) = at.and_then(|at| self.facts.get_mut(says, at)) {
                *slot = said;
            }
        }
        self.things.push(Thing {
            kind,
            name: Arc::default(),
            title: Some(note),
            doc: None,
            parent: Some(parent),
            from: From::Plan,
            span,
            says,
        });
    }
}

/// A `todo` of a plan.
struct Todo {
    note: Arc<str>,
    by: Option<Date>,
    span: Span,
}

fn stated(datum: Datum, span: Span) -> Slot {
    Slot::Given(Given { values: Few::one(Stated { datum, span, per: None }), open: false, span })
}
