//! Which packs concern a plan.

use jiff::civil::Date;

use crate::policy::eval::{Truth, Why, World};

/// Packs that cannot be said to concern a plan. They do not apply, and are reported.
#[derive(Debug, Default)]
pub(super) struct Undecided {
    /// By number, and why.
    pub(super) waiting: Vec<(u16, Why)>,
    /// By number: those whose condition takes too many steps.
    pub(super) stopped: Vec<u16>,
}

/// Decides for every pack whether it concerns the plan; gives those that cannot be decided.
pub(super) fn decide(world: &mut World<'_>) -> Undecided {
    let policies = world.policies;
    world.set_active(vec![false; policies.packs.len()]);
    let mut active = Vec::with_capacity(policies.packs.len());
    let mut undecided = Undecided::default();
    for (number, pack) in policies.packs.iter().enumerate() {
        world.begin(pack.slots);
        let applies = match &pack.applies {
            Some(_) if !in_force(pack.effective, pack.expires, world.as_of) => Truth::No,
            Some(condition) => world.truth(condition),
            None => Truth::from(in_force(pack.effective, pack.expires, world.as_of)),
        };
        active.push(applies == Truth::Yes);
        if world.overrun() {
            undecided.stopped.push(number as u16);
        } else if let Truth::Unknown(why) = applies {
            undecided.waiting.push((number as u16, why));
        }
    }
    world.set_active(active);
    undecided
}

/// Whether `as_of` lies between the first and the last day, both included.
pub fn in_force(effective: Option<Date>, expires: Option<Date>, as_of: Date) -> bool {
    effective.is_none_or(|first| first <= as_of) && expires.is_none_or(|last| as_of <= last)
}
