//! Which things lie on a circle of a path: found for all that a thing reaches in one walk, and remembered. A walk for each
//! thing by itself would take the square of a long ladder.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Item, Set, Truth, World};
use crate::model::{Datum, ThingId};
use crate::policy::ir::Access;

/// What is known of a thing and a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    /// Whether the path leads from the thing back to it.
    on: bool,
    /// Whether a step from it, or from what it reaches, is not known.
    doubt: bool,
}

/// By the path's number and the thing.
pub(super) type Circles = FxHashMap<(usize, ThingId), Circle>;

/// A thing whose steps are being followed.
struct Open {
    thing: ThingId,
    steps: Rc<Set>,
    next: usize,
    /// The earliest thing on the stack that it reaches, by its place in the order of the walk.
    low: usize,
    /// It leads to itself in one step.
    own: bool,
    doubt: bool,
}

/// The walk of Tarjan (1972) for strongly connected components, without recursion.
struct Walk<'c> {
    path: usize,
    known: &'c mut Circles,
    /// The places of things in the order of the walk, as long as their component is open.
    places: FxHashMap<ThingId, usize>,
    met: usize,
    stack: Vec<(ThingId, bool)>,
    open: Vec<Open>,
}

impl World<'_> {
    /// Whether `path` leads from `thing` back to it. Nothing if it does not as far as is known, and a step on the way is not.
    pub(super) fn on_circle(&self, thing: ThingId, path: &[Access]) -> Option<Truth> {
        let number = self.number_of(path);
        let mut circles = self.circles.borrow_mut();
        if !circles.contains_key(&(number, thing)) {
            let known = &mut *circles;
            let (places, stack, open) = (FxHashMap::default(), Vec::new(), Vec::new());
            Walk { path: number, known, places, met: 0, stack, open }.from(thing, &|at| {
                let steps = self.steps_from(at, path);
                self.took(steps.items.len());
                steps
            });
        }
        match circles.get(&(number, thing))? {
            Circle { on: true, .. } => Some(Truth::Yes),
            Circle { on: false, doubt: false } => Some(Truth::No),
            Circle { on: false, doubt: true } => None,
        }
    }
}

impl Walk<'_> {
    fn from(&mut self, start: ThingId, steps: &dyn Fn(ThingId) -> Rc<Set>) {
        self.enter(start, steps);
        while let Some(at) = self.open.last_mut() {
            let Some(Item { datum, .. }) = at.steps.items.get(at.next) else {
                self.leave();
                continue;
            };
            at.next += 1;
            let Datum::Thing(to) = *datum else { continue };
            at.own |= to == at.thing;
            if let Some(done) = self.known.get(&(self.path, to)) {
                at.doubt |= done.doubt;
            } else if let Some(place) = self.places.get(&to) {
                at.low = at.low.min(*place);
            } else {
                self.enter(to, steps);
            }
        }
    }

    fn enter(&mut self, thing: ThingId, steps: &dyn Fn(ThingId) -> Rc<Set>) {
        let steps = steps(thing);
        let doubt = !steps.is_certain();
        self.places.insert(thing, self.met);
        self.open.push(Open { thing, steps, next: 0, low: self.met, own: false, doubt });
        self.met += 1;
    }

    /// All steps of the last thing were followed: it ends its component, or belongs to that of the thing before.
    fn leave(&mut self) {
        let Some(done) = self.open.pop() else { return };
        self.stack.push((done.thing, done.own));
        let first = self.places.get(&done.thing) == Some(&done.low);
        if let Some(before) = self.open.last_mut() {
            before.doubt |= done.doubt;
            before.low = before.low.min(done.low);
        }
        if !first {
            return;
        }
        let within =
            |(thing, _): &(ThingId, bool)| self.places.get(thing).is_some_and(|place| *place >= done.low);
        let count = self.stack.iter().rev().take_while(|member| within(member)).count();
        for (thing, own) in self.stack.split_off(self.stack.len() - count) {
            self.places.remove(&thing);
            self.known.insert((self.path, thing), Circle { on: own || count > 1, doubt: done.doubt });
        }
    }
}
