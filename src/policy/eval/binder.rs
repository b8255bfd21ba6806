//! Bound names: every combination of values that a binder's conditions leave possible.

use std::ops::ControlFlow;

use super::expression::item_of;
use super::index::Candidates;
use super::{Item, Truth, Value, Why, World};
use crate::model::{Datum, Given, ListId, Word};
use crate::policy::ir::{Bind, Binder, Over};

/// What going through a binder meets.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The names are bound; `Yes` or `Unknown`, if a condition on them is not known.
    Case(Truth),
    /// A set may have members that nobody has named. Names bound before it keep their values.
    More(Why),
}

/// What is done with what is found.
type Visit<'v, 'w> = dyn FnMut(&mut World<'w>, Found) -> ControlFlow<()> + 'v;

impl<'w> World<'w> {
    /// Visits every case of `binder` in source order until `visit` breaks off.
    pub fn cases(&mut self, binder: &Binder, visit: &mut Visit<'_, 'w>) -> ControlFlow<()> {
        self.bind(&binder.binds, &Truth::Yes, visit)
    }

    fn bind(&mut self, binds: &[Bind], so_far: &Truth, visit: &mut Visit<'_, 'w>) -> ControlFlow<()> {
        let Some(bind) = binds.first() else {
            return visit(self, Found::Case(so_far.clone()));
        };
        match &bind.over {
            Over::Kind(kind) => {
                let plan = self.plan;
                // Who observes wants to see the filters say no, which an index saves them from.
                let things = match bind.keys.as_slice() {
                    keys @ [_, ..] if self.seen.is_none() => self.candidates(*kind, keys),
                    _ => Candidates::All(plan.of_kind(*kind)),
                };
                for thing in things.iter().copied() {
                    if self.is_there(thing) {
                        let span = Some(plan.thing(thing).span);
                        self.try_one(binds, Item { datum: Datum::Thing(thing), span }, so_far, visit)?;
                    }
                }
                ControlFlow::Continue(())
            }
            Over::List(list) => self.bind_words(*list, binds, so_far, visit),
            Over::Set(set) => {
                if let Some(given) = self.given_at_hand(set) {
                    return self.bind_stated(given, binds, so_far, visit);
                }
                let set = self.value(set).into_set();
                for item in &set.items {
                    self.try_one(binds, item.clone(), so_far, visit)?;
                }
                for (item, why) in &set.maybe {
                    self.took_reasons(why);
                    let so_far = so_far.clone().and(Truth::Unknown(why.clone()));
                    self.try_one(binds, item.clone(), &so_far, visit)?;
                }
                let Some(why) = &set.open else { return ControlFlow::Continue(()) };
                // Nobody has named what these names would stand for.
                for unbound in binds {
                    self.set_local(unbound.slot, Value::None);
                }
                let why =
                    if let Truth::Unknown(before) = so_far { why.clone().and(before) } else { why.clone() };
                visit(self, Found::More(why))
            }
        }
    }

    /// Tries the values of an attribute, each once.
    fn bind_stated(
        &mut self,
        given: &Given,
        binds: &[Bind],
        so_far: &Truth,
        visit: &mut Visit<'_, 'w>,
    ) -> ControlFlow<()> {
        // As many as it takes to name the set.
        self.took(2);
        for (at, stated) in given.values.iter().enumerate() {
            if !given.values.iter().take(at).any(|before| before.datum == stated.datum) {
                self.try_one(binds, item_of(stated), so_far, visit)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn bind_words(
        &mut self,
        list: ListId,
        binds: &[Bind],
        so_far: &Truth,
        visit: &mut Visit<'_, 'w>,
    ) -> ControlFlow<()> {
        for at in 0..self.policies.schema.list(list).words.len() {
            let datum = Datum::Word(Word { list, at: at as u16 });
            self.try_one(binds, Item { datum, span: None }, so_far, visit)?;
        }
        ControlFlow::Continue(())
    }

    /// Binds the first of `binds` to `item` and goes on with the rest, unless a condition is false.
    fn try_one(
        &mut self,
        binds: &[Bind],
        item: Item,
        so_far: &Truth,
        visit: &mut Visit<'_, 'w>,
    ) -> ControlFlow<()> {
        let Some((bind, rest)) = binds.split_first() else { return ControlFlow::Continue(()) };
        self.step();
        if self.overrun() {
            return ControlFlow::Break(());
        }
        self.set_local(bind.slot, Value::One(item));
        let mut holds = so_far.clone();
        for filter in &bind.filters {
            if let Truth::Unknown(why) = &holds {
                self.took_reasons(why);
            }
            holds = holds.and(self.truth(filter));
            if holds == Truth::No {
                return ControlFlow::Continue(());
            }
        }
        self.bind(rest, &holds, visit)
    }
}
