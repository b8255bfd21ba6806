//! Which packs concern a plan.

use jiff::civil::Date;

use super::missing_facts;
use crate::finding::Finding;
use crate::policy::eval::{Truth, Why, World};

/// A pack that cannot be said to concern a plan. It does not apply, and is reported.
#[derive(Debug)]
pub struct Undecided {
    /// Its number.
    pub pack: u16,
    /// Why; none if its condition took too many steps.
    pub why: Option<Why>,
}

impl Undecided {
    /// A finding for each fact that it waits for, for which nobody else waits.
    pub fn missing(&self, world: &World<'_>) -> Vec<Finding> {
        missing_facts(self.why.as_ref().map_or(&[][..], Why::reasons), world)
    }
}

/// Decides for every pack whether it concerns the plan; gives those that cannot be decided.
pub(super) fn decide(world: &mut World<'_>) -> Vec<Undecided> {
    let policies = world.policies;
    world.set_active(vec![false; policies.packs.len()]);
    let mut active = Vec::with_capacity(policies.packs.len());
    let mut undecided = Vec::new();
    for (number, pack) in policies.packs.iter().enumerate() {
        world.begin(pack.slots);
        let applies = match &pack.applies {
            Some(_) if !in_force(pack.effective, pack.expires, world.as_of) => Truth::No,
            Some(condition) => world.truth(condition),
            None => Truth::from(in_force(pack.effective, pack.expires, world.as_of)),
        };
        active.push(applies == Truth::Yes);
        let pack = number as u16;
        if world.overrun() {
            undecided.push(Undecided { pack, why: None });
        } else if let Truth::Unknown(why) = applies {
            undecided.push(Undecided { pack, why: Some(why) });
        }
    }
    world.set_active(active);
    undecided
}

/// Whether `as_of` lies between the first and the last day, both included.
pub fn in_force(effective: Option<Date>, expires: Option<Date>, as_of: Date) -> bool {
    effective.is_none_or(|first| first <= as_of) && expires.is_none_or(|last| as_of <= last)
}
