//! Finding things by the value of an attribute without trying every one.

use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Item, Value, World};
use crate::model::{AttributeId, Datum, KindId, Slot, ThingId};
use crate::policy::ir::{Expr, Key};

/// The things of a kind by the values of one attribute.
#[derive(Debug, Default)]
pub(super) struct Index {
    having: FxHashMap<Datum, Rc<Vec<ThingId>>>,
    unsure: Rc<Vec<ThingId>>,
}

impl Index {
    /// The things that have `datum` or may have it, in source order.
    fn candidates(&self, datum: &Datum) -> Rc<Vec<ThingId>> {
        match self.having.get(datum) {
            None => Rc::clone(&self.unsure),
            Some(certain) if self.unsure.is_empty() => Rc::clone(certain),
            Some(certain) => {
                let mut all: Vec<ThingId> = certain.iter().chain(self.unsure.iter()).copied().collect();
                all.sort_unstable();
                all.dedup();
                Rc::new(all)
            }
        }
    }
}

/// Things to be tried one by one.
pub(super) enum Candidates<'w> {
    /// All of a kind.
    All(&'w [ThingId]),
    /// One thing, named.
    One(ThingId),
    /// Those that an index knows.
    Found(Rc<Vec<ThingId>>),
}

impl Deref for Candidates<'_> {
    type Target = [ThingId];

    fn deref(&self) -> &[ThingId] {
        match self {
            Self::All(things) => things,
            Self::One(thing) => std::slice::from_ref(thing),
            Self::Found(things) => things,
        }
    }
}

impl<'w> World<'w> {
    /// The things of `kind` that can satisfy `key`, which must have been checked to be a filter.
    pub(super) fn candidates(&mut self, kind: KindId, key: &Key) -> Candidates<'w> {
        let Some(attribute) = key.attribute else { return self.named(kind, &key.value) };
        if let Some(datum) = self.looked_at(&key.value) {
            return Candidates::Found(self.index(kind, attribute).candidates(datum));
        }
        match self.value(&key.value) {
            Value::One(Item { datum, .. }) => {
                Candidates::Found(self.index(kind, attribute).candidates(&datum))
            }
            Value::None => Candidates::All(&[]),
            Value::Unknown(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Set(_)
            | Value::Truth(_)
            | Value::Text(_) => Candidates::All(self.plan.of_kind(kind)),
        }
    }

    /// The things of `kind` that `values` name, in source order; all of it where these are not known.
    fn named(&mut self, kind: KindId, values: &Expr) -> Candidates<'w> {
        let plan = self.plan;
        let of_kind = |item: &Item| match item.datum {
            Datum::Thing(thing) if plan.thing(thing).kind == kind => Some(thing),
            _ => None,
        };
        match self.value(values) {
            Value::One(item) => of_kind(&item).map_or(Candidates::All(&[]), Candidates::One),
            Value::Set(set) if set.open.is_none() => {
                let members = set.items.iter().chain(set.maybe.iter().map(|(item, _)| item));
                let mut things: Vec<ThingId> = members.filter_map(of_kind).collect();
                things.sort_unstable();
                things.dedup();
                Candidates::Found(Rc::new(things))
            }
            Value::None => Candidates::All(&[]),
            Value::Set(_)
            | Value::Unknown(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Truth(_)
            | Value::Text(_) => Candidates::All(plan.of_kind(kind)),
        }
    }

    fn index(&self, kind: KindId, attribute: AttributeId) -> Rc<Index> {
        let mut indexes = self.indexes.borrow_mut();
        let index = indexes.entry((kind, attribute)).or_insert_with(|| Rc::new(self.build(kind, attribute)));
        Rc::clone(index)
    }

    fn build(&self, kind: KindId, attribute: AttributeId) -> Index {
        let mut having: FxHashMap<Datum, Vec<ThingId>> = FxHashMap::default();
        let mut unsure = Vec::new();
        for thing in self.plan.of_kind(kind) {
            match self.plan.slot(*thing, attribute) {
                Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => unsure.push(*thing),
                Slot::None(_) => {}
                Slot::Given(given) => {
                    for stated in &given.values {
                        let things = having.entry(stated.datum.clone()).or_default();
                        if things.last() != Some(thing) {
                            things.push(*thing);
                        }
                    }
                    if given.open {
                        unsure.push(*thing);
                    }
                }
            }
        }
        Index {
            having: having.into_iter().map(|(datum, things)| (datum, Rc::new(things))).collect(),
            unsure: Rc::new(unsure),
        }
    }
}
