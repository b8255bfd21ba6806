//! Ways through a plan: what a path of attributes reaches, and how long the ways are.

use std::collections::VecDeque;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::why::join;
use super::{Doubts, Item, Measure, Scale, Set, Value, Why, World};
use crate::model::{Datum, ThingId};
use crate::policy::ir::Access;

/// What was reached along a path.
pub(super) struct Reached {
    /// The path's number.
    path: usize,
    starts: Rc<Set>,
    all: Rc<Set>,
}

/// The part of a graph that lies between two things.
pub(super) struct Between {
    /// In an order in which every step leads on; empty if there is a circle.
    pub(super) order: Vec<ThingId>,
    /// The steps inside.
    pub(super) steps: FxHashMap<ThingId, Vec<ThingId>>,
    /// Why there may be more steps.
    pub(super) open: Option<Why>,
    /// Whether a circle lies on a way.
    circle: bool,
}

impl World<'_> {
    /// The things that `path` leads to from `from` in one go.
    pub(super) fn steps_from(&self, from: ThingId, path: &[Access]) -> Rc<Set> {
        let number = self.number_of(path);
        if let Some(known) = self.ways.borrow().get(&(number, from)) {
            return Rc::clone(known);
        }
        self.step();
        let start = Value::One(self.mention(from));
        let set = path.iter().fold(start, |value, access| self.attribute(value, access)).into_set();
        self.ways.borrow_mut().insert((number, from), Rc::clone(&set));
        set
    }

    /// The number of a path: the same for all paths that are written alike.
    pub(super) fn number_of(&self, path: &[Access]) -> usize {
        let mut paths = self.paths.borrow_mut();
        let alike = |known: &Vec<String>| known.iter().eq(path.iter().map(|access| &access.name));
        paths.iter().position(alike).unwrap_or_else(|| {
            paths.push(path.iter().map(|access| access.name.clone()).collect());
            paths.len() - 1
        })
    }

    /// What is reached from some things, which rules ask for again and again.
    pub(in crate::policy) fn reach_from(&self, from: &Rc<Set>, path: &[Access]) -> Rc<Set> {
        let number = self.number_of(path);
        let same = |last: &&Reached| last.path == number && starts_alike(&last.starts, from);
        if let Some(last) = self.last_reach.borrow().as_ref().filter(same) {
            return Rc::clone(&last.all);
        }
        let all = Rc::new(self.reach(from, path));
        // A walk that was broken off reached less than there is.
        if !self.overrun() {
            let (starts, all) = (Rc::clone(from), Rc::clone(&all));
            *self.last_reach.borrow_mut() = Some(Reached { path: number, starts, all });
        }
        all
    }

    /// Everything reached from `starts` by following `path` once or more.
    fn reach(&self, starts: &Set, path: &[Access]) -> Set {
        let mut reached = Set::default();
        let mut doubts = Doubts::default();
        doubts.add_if(self.doubt(starts).as_ref());
        let mut seen = FxHashSet::default();
        let mut queue: VecDeque<ThingId> = things(starts).collect();
        self.took(queue.len());
        while let Some(from) = queue.pop_front().filter(|_| !self.overrun()) {
            let next = self.steps_from(from, path);
            self.took(next.size());
            doubts.add_if(self.doubt(&next).as_ref());
            for item in &next.items {
                let Datum::Thing(to) = item.datum else { continue };
                if seen.insert(to) {
                    queue.push_back(to);
                    reached.items.push(item.clone());
                }
            }
        }
        Set { open: doubts.why(), ..reached }
    }

    /// The shortest way along `path`, both ends included; none if there is none.
    pub fn trail(&self, from: ThingId, to: ThingId, path: &[Access]) -> Option<Vec<ThingId>> {
        let mut came_from: FxHashMap<ThingId, ThingId> = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front().filter(|_| !self.overrun()) {
            let steps = self.steps_from(at, path);
            self.took(steps.size());
            for next in things(&steps) {
                if next == to {
                    let mut way = vec![to, at];
                    while let Some(before) =
                        way.last().filter(|last| **last != from).and_then(|last| came_from.get(last))
                    {
                        way.push(*before);
                    }
                    way.reverse();
                    return Some(way);
                }
                if next != from && !came_from.contains_key(&next) {
                    came_from.insert(next, at);
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// The things on ways from `from` to `to`, in an order in which every step leads on.
    pub(super) fn part_between(&self, from: ThingId, to: ThingId, path: &[Access]) -> Between {
        let mut steps: FxHashMap<ThingId, Vec<ThingId>> = FxHashMap::default();
        let mut back: FxHashMap<ThingId, Vec<ThingId>> = FxHashMap::default();
        let mut doubts = Doubts::default();
        let mut found = vec![from];
        let mut next = 0;
        while let Some(at) = found.get(next).copied().filter(|_| !self.overrun()) {
            next += 1;
            if at == to || steps.contains_key(&at) {
                continue;
            }
            let ways = self.steps_from(at, path);
            self.took(ways.size());
            doubts.add_if(self.doubt(&ways).as_ref());
            for step in things(&ways) {
                back.entry(step).or_default().push(at);
                found.push(step);
            }
            steps.insert(at, things(&ways).collect());
        }
        let on_the_way = walk(to, &back);
        for ways in steps.values_mut() {
            ways.retain(|step| on_the_way.contains(step));
        }
        steps.retain(|at, _| on_the_way.contains(at));
        let (order, circle) = in_order(from, &on_the_way, &steps);
        Between { order, steps, open: doubts.why(), circle }
    }

    /// The longest sum of `cost` along a way from `from` to `to`; `ends` says whether both are counted.
    pub(in crate::policy) fn longest(
        &self,
        ends: bool,
        (from, to): (ThingId, ThingId),
        path: &[Access],
        cost: &[Access],
    ) -> Value {
        let part = self.part_between(from, to, path);
        if part.circle {
            return Value::Measure(Measure::exact(i64::MAX, Scale::Minutes));
        }
        if !part.order.contains(&to) {
            return part.open.map_or(Value::None, Value::Unknown);
        }
        let mut longest: FxHashMap<ThingId, Measure> = FxHashMap::default();
        for at in &part.order {
            let counted = ends || (*at != from && *at != to);
            let own = if counted { self.cost_of(*at, cost) } else { Measure::exact(0, Scale::Minutes) };
            let before = longest.remove(at).unwrap_or_else(|| Measure::exact(0, Scale::Minutes));
            let sum = before.plus(&own);
            for step in part.steps.get(at).map_or(&[][..], Vec::as_slice) {
                self.step();
                sum.why.iter().for_each(|why| self.took_reasons(why));
                let longer = match longest.remove(step) {
                    Some(known) => longer(&known, &sum),
                    None => sum.clone(),
                };
                longest.insert(*step, longer);
            }
            longest.insert(*at, sum);
        }
        let mut total = longest.remove(&to).unwrap_or_else(|| Measure::exact(0, Scale::Minutes));
        if let Some(why) = part.open {
            total.most = i64::MAX;
            total.why = join(total.why.as_ref(), Some(&why));
        }
        Value::Measure(total)
    }

    pub(super) fn cost_of(&self, thing: ThingId, cost: &[Access]) -> Measure {
        let start = Value::One(self.mention(thing));
        let value = cost.iter().fold(start, |value, access| self.attribute(value, access));
        match self.measure(value) {
            Ok(measure) => measure,
            Err(Value::Unknown(why)) => {
                Measure { least: 0, most: i64::MAX, scale: Scale::Minutes, why: Some(why), written: None }
            }
            Err(_) => Measure::exact(0, Scale::Minutes),
        }
    }
}

/// Whether two sets start a walk at the same things, as far as can be seen at once.
fn starts_alike(one: &Rc<Set>, two: &Rc<Set>) -> bool {
    let alone = |set: &Set| match set.items.as_slice() {
        [Item { datum: Datum::Thing(thing), .. }] if set.is_certain() => Some(*thing),
        _ => None,
    };
    Rc::ptr_eq(one, two) || alone(one).is_some_and(|thing| alone(two) == Some(thing))
}

/// The longer of two, end by end.
fn longer(one: &Measure, two: &Measure) -> Measure {
    Measure {
        least: one.least.max(two.least),
        most: one.most.max(two.most),
        scale: one.scale,
        why: join(one.why.as_ref(), two.why.as_ref()),
        written: None,
    }
}

fn things(set: &Set) -> impl Iterator<Item = ThingId> + '_ {
    set.items.iter().filter_map(|Item { datum, .. }| match datum {
        Datum::Thing(thing) => Some(*thing),
        _ => None,
    })
}

/// Everything from which `back` leads to `to`, and `to` itself.
fn walk(to: ThingId, back: &FxHashMap<ThingId, Vec<ThingId>>) -> FxHashSet<ThingId> {
    let mut seen = FxHashSet::from_iter([to]);
    let mut queue = vec![to];
    while let Some(at) = queue.pop() {
        for before in back.get(&at).map_or(&[][..], Vec::as_slice) {
            if seen.insert(*before) {
                queue.push(*before);
            }
        }
    }
    seen
}

/// Sorts things so that every step leads on; says whether a circle made that impossible.
fn in_order(
    from: ThingId,
    part: &FxHashSet<ThingId>,
    steps: &FxHashMap<ThingId, Vec<ThingId>>,
) -> (Vec<ThingId>, bool) {
    let mut waiting: FxHashMap<ThingId, usize> = FxHashMap::default();
    for step in steps.values().flatten() {
        *waiting.entry(*step).or_default() += 1;
    }
    if waiting.contains_key(&from) {
        return (Vec::new(), true);
    }
    let mut order = vec![from];
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for step in steps.get(&at).map_or(&[][..], Vec::as_slice) {
            if let Some(count) = waiting.get_mut(step) {
                *count -= 1;
                if *count == 0 {
                    order.push(*step);
                }
            }
        }
    }
    let circle = part.contains(&from) && order.len() < part.len();
    (order, circle)
}
