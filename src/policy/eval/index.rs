//! Finding things by the value of an attribute without trying every one.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Item, Value, World};
use crate::model::{AttributeId, Datum, KindId, Slot, ThingId};
use crate::policy::ir::Key;

/// The things of a kind by the values of one attribute.
#[derive(Debug, Default)]
pub(super) struct Index {
    having: FxHashMap<Datum, Vec<ThingId>>,
    unsure: Vec<ThingId>,
}

impl Index {
    /// The things that have `datum` or may have it, in source order.
    fn candidates(&self, datum: &Datum) -> Vec<ThingId> {
        let certain = self.having.get(datum).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<ThingId> = certain.iter().chain(&self.unsure).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl<'w> World<'w> {
    /// The things of `kind` that can satisfy `key`, which must have been checked to be a filter.
    pub(super) fn candidates(&mut self, kind: KindId, key: &Key) -> Cow<'w, [ThingId]> {
        match self.value(&key.value) {
            Value::One(Item { datum, .. }) => self.index(kind, key.attribute).candidates(&datum).into(),
            Value::None => Cow::default(),
            Value::Unknown(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Set(_)
            | Value::Truth(_)
            | Value::Text(_) => self.plan.of_kind(kind).into(),
        }
    }

    fn index(&self, kind: KindId, attribute: AttributeId) -> Rc<Index> {
        let mut indexes = self.indexes.borrow_mut();
        let index = indexes.entry((kind, attribute)).or_insert_with(|| Rc::new(self.build(kind, attribute)));
        Rc::clone(index)
    }

    fn build(&self, kind: KindId, attribute: AttributeId) -> Index {
        let mut index = Index::default();
        for thing in self.plan.of_kind(kind) {
            match self.plan.slot(*thing, attribute) {
                Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => index.unsure.push(*thing),
                Slot::None(_) => {}
                Slot::Given(given) => {
                    for stated in &given.values {
                        index.having.entry(stated.datum.clone()).or_default().push(*thing);
                    }
                    if given.open {
                        index.unsure.push(*thing);
                    }
                }
            }
        }
        index
    }
}
