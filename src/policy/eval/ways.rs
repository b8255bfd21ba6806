//! Looking into an evaluation, for explanations: the way behind a sum, and the inside of a function.

use rustc_hash::FxHashMap;

use super::{Item, Measure, Set, Value, World};
use crate::model::ThingId;
use crate::policy::ir::Access;
use crate::text::Span;

impl World<'_> {
    /// The things on the longest way from `from` to `to`, both included, each with its cost; empty if there is no
    /// way, or a circle on it.
    pub fn longest_way(
        &self,
        (from, to): (ThingId, ThingId),
        path: &[Access],
        cost: &[Access],
    ) -> Vec<(ThingId, Measure)> {
        let part = self.part_between(from, to, path);
        let mut sums: FxHashMap<ThingId, (i64, Option<ThingId>)> = FxHashMap::default();
        for at in &part.order {
            let before = sums.get(at).map_or(0, |(sum, _)| *sum);
            let sum = before.saturating_add(self.cost_of(*at, cost).least);
            for step in part.steps.get(at).map_or(&[][..], Vec::as_slice) {
                if sums.get(step).is_none_or(|(known, _)| *known < sum) {
                    sums.insert(*step, (sum, Some(*at)));
                }
            }
        }
        if !part.order.contains(&to) {
            return Vec::new();
        }
        let mut way = vec![to];
        while let Some((_, Some(before))) =
            way.last().filter(|last| **last != from).and_then(|last| sums.get(last))
        {
            way.push(*before);
        }
        way.reverse();
        way.into_iter().map(|thing| (thing, self.cost_of(thing, cost))).collect()
    }

    /// The things between `from` and `to` on the longest way, in order; more of them if not all steps are known.
    pub(in crate::policy) fn critical_path(
        &self,
        (from, to): (ThingId, ThingId),
        path: &[Access],
        cost: &[Access],
    ) -> Set {
        let way = self.longest_way((from, to), path, cost);
        let between = way.iter().map(|(thing, _)| *thing).filter(|thing| *thing != from && *thing != to);
        let open = self.part_between(from, to, path).open;
        Set { items: between.map(|thing| self.mention(thing)).collect(), open, ..Set::default() }
    }

    /// Where the cost of `thing` is said or, if it is not, where it would stand.
    pub fn cost_place(&self, thing: ThingId, cost: &[Access]) -> Span {
        let start = Value::One(self.mention(thing));
        let value = cost.iter().fold(start, |value, access| self.attribute(value, access));
        match value {
            Value::One(Item { span: Some(span), .. }) => span,
            _ => self.plan.thing(thing).span,
        }
    }

    /// Puts `locals` in place of the local values and gives those back: how a function is entered and left.
    pub fn swap_locals(&mut self, locals: Vec<Value>) -> Vec<Value> {
        std::mem::replace(&mut self.locals, locals)
    }
}
