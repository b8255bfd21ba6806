//! Finding things by the value of an attribute without trying every one.

use std::ops::{Deref, Range};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Item, Value, World};
use crate::model::{AttributeId, Datum, KindId, Slot, Stated, ThingId};
use crate::policy::ir::{Access, By, Expr, Key};

/// The things of a kind by the values of one attribute.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each value, which of `having` have it: the first, and the first behind them.
    places: FxHashMap<Datum, (u32, u32)>,
    /// The things of each value together, in source order.
    having: Vec<ThingId>,
    unsure: Vec<ThingId>,
}

impl Index {
    /// The things that have `datum` or may have it, in source order.
    fn candidates(self: Rc<Self>, datum: &Datum) -> Candidates<'static> {
        let (start, end) = self.places.get(datum).copied().unwrap_or_default();
        if self.unsure.is_empty() {
            return Candidates::Indexed(self, start as usize..end as usize);
        }
        let certain = self.having.get(start as usize..end as usize).unwrap_or(&[]);
        let mut all: Vec<ThingId> = certain.iter().chain(&self.unsure).copied().collect();
        all.sort_unstable();
        all.dedup();
        Candidates::Found(all)
    }

    /// Puts the things of each value together: `pairs` are a value's number and a thing that has it, in source order.
    fn sort_in(&mut self, pairs: &[(u32, ThingId)]) {
        let mut ends = vec![0; self.places.len() + 1];
        for (number, _) in pairs {
            if let Some(behind) = ends.get_mut(*number as usize + 1) {
                *behind += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        // Up to here these are the places of the first things, and each moves on to the first behind the last.
        self.having = vec![ThingId(0); pairs.len()];
        for (number, thing) in pairs {
            let Some(end) = ends.get_mut(*number as usize) else { continue };
            if let Some(place) = self.having.get_mut(*end as usize) {
                *place = *thing;
            }
            *end += 1;
        }
        for place in self.places.values_mut() {
            let number = place.0 as usize;
            let start = number.checked_sub(1).and_then(|before| ends.get(before));
            *place = (start.copied().unwrap_or(0), ends.get(number).copied().unwrap_or(0));
        }
    }
}

/// The things of a kind by the values at the end of a path.
#[derive(Debug)]
pub(super) struct PathIndex {
    kind: KindId,
    path: Vec<Access>,
    index: Rc<Index>,
}

/// Things to be tried one by one.
pub(super) enum Candidates<'w> {
    /// All of a kind.
    All(&'w [ThingId]),
    /// One thing, named.
    One(ThingId),
    /// Those of an index at these places.
    Indexed(Rc<Index>, Range<usize>),
    /// Those that were put together.
    Found(Vec<ThingId>),
}

impl Deref for Candidates<'_> {
    type Target = [ThingId];

    fn deref(&self) -> &[ThingId] {
        match self {
            Self::All(things) => things,
            Self::One(thing) => std::slice::from_ref(thing),
            Self::Indexed(index, places) => index.having.get(places.clone()).unwrap_or(&[]),
            Self::Found(things) => things,
        }
    }
}

impl<'w> World<'w> {
    /// The things of `kind` that have one of `keys`, in source order.
    pub(super) fn candidates(&mut self, kind: KindId, keys: &[Key]) -> Candidates<'w> {
        if let [key] = keys {
            return self.with_key(kind, key);
        }
        let mut all = Vec::new();
        for key in keys {
            match self.with_key(kind, key) {
                Candidates::All(things) if !things.is_empty() => return Candidates::All(things),
                those => all.extend_from_slice(&those),
            }
        }
        all.sort_unstable();
        all.dedup();
        Candidates::Found(all)
    }

    /// The things of `kind` that can satisfy `key`.
    fn with_key(&mut self, kind: KindId, key: &Key) -> Candidates<'w> {
        if let By::Itself = key.by {
            return self.named(kind, &key.value);
        }
        if let Some(datum) = self.looked_at(&key.value) {
            return self.with_value(kind, &key.by, datum);
        }
        match self.value(&key.value) {
            Value::One(Item { datum, .. }) => self.with_value(kind, &key.by, &datum),
            Value::None => Candidates::All(&[]),
            Value::Unknown(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Set(_)
            | Value::Truth(_)
            | Value::Text(_) => Candidates::All(self.plan.of_kind(kind)),
        }
    }

    /// The things of `kind` that have `datum` there, or may have it.
    fn with_value(&self, kind: KindId, by: &By, datum: &Datum) -> Candidates<'w> {
        let index = match by {
            By::Itself => None,
            By::Attribute(attribute) => Some(self.index(kind, *attribute)),
            By::Path(path) => self.path_index(kind, path),
        };
        index.map_or(Candidates::All(self.plan.of_kind(kind)), |index| index.candidates(datum))
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
                Candidates::Found(things)
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
        let index = indexes.entry((kind, attribute)).or_insert_with(|| {
            Rc::new(self.build(kind, |world, thing, see| {
                said(world.plan.slot(thing, attribute), |stated| {
                    see(&stated.datum);
                    true
                })
            }))
        });
        Rc::clone(index)
    }

    /// None if it takes too many steps: things can name the same ones again and again.
    fn path_index(&self, kind: KindId, path: &[Access]) -> Option<Rc<Index>> {
        let mut indexes = self.path_indexes.borrow_mut();
        if let Some(known) = indexes.iter().find(|known| known.kind == kind && known.path == path) {
            return Some(Rc::clone(&known.index));
        }
        let index = Rc::new(self.build(kind, |world, thing, see| world.at_the_end(thing, path, see)));
        if self.overrun() {
            return None;
        }
        indexes.push(PathIndex { kind, path: path.to_owned(), index: Rc::clone(&index) });
        Some(index)
    }

    /// Shows `see` all that is said at the end of `path`; whether nothing else can be.
    fn at_the_end(&self, thing: ThingId, path: &[Access], see: &mut dyn FnMut(&Datum)) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        let Some(attribute) = self.attribute_of(thing, first) else { return true };
        if self.overrun() {
            return false;
        }
        said(self.plan.slot(thing, attribute), |stated| {
            self.step();
            match stated.datum {
                Datum::Thing(next) if !rest.is_empty() => self.at_the_end(next, rest, see),
                _ => {
                    see(&stated.datum);
                    true
                }
            }
        })
    }

    /// The things of `kind` by what `values` shows of each; where that may not be all, it says so.
    fn build(&self, kind: KindId, values: impl Fn(&Self, ThingId, &mut dyn FnMut(&Datum)) -> bool) -> Index {
        let mut index = Index::default();
        let things = self.plan.of_kind(kind);
        let (mut pairs, mut latest) = (Vec::with_capacity(things.len()), Vec::with_capacity(things.len()));
        for thing in things {
            let places = &mut index.places;
            let all = values(self, *thing, &mut |datum| {
                let new = latest.len() as u32;
                let (number, _) = *places.entry(datum.clone()).or_insert((new, 0));
                if number == new {
                    latest.push(None);
                }
                // A thing may say the same twice.
                let latest = latest.get_mut(number as usize).filter(|latest| **latest != Some(*thing));
                if let Some(latest) = latest {
                    *latest = Some(*thing);
                    pairs.push((number, *thing));
                }
            });
            if !all {
                index.unsure.push(*thing);
            }
        }
        index.sort_in(&pairs);
        index
    }
}

/// Shows `see` what is stated, which says whether that is all that can be there; whether it is altogether.
fn said(slot: &Slot, mut see: impl FnMut(&Stated) -> bool) -> bool {
    match slot {
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => false,
        Slot::None(_) => true,
        Slot::Given(given) => given.values.iter().fold(!given.open, |all, stated| see(stated) && all),
    }
}
