//! Evaluation: expressions to values, with three-valued logic and ranges. Ends always: sets are finite,
//! nothing recurses, and every rule has a budget of steps. Says nothing to the user; `check` does.

mod binder;
mod circles;
mod compare;
mod condition;
mod expression;
mod graph;
mod index;
mod memory;
mod naming;
mod place;
mod seen;
mod show;
mod value;
mod ways;
mod why;
mod world;
mod written;

pub use binder::Found;
pub(in crate::policy) use compare::as_hours;
pub use seen::{Seen, Values};
pub use show::{LONGEST_SHOWN, MOST_NAMED};
pub use value::{Item, Measure, Scale, Set, Truth, Value};
pub use why::{Doubts, Reason, Why};
pub use world::{Read, STEP_LIMIT, World};
pub(in crate::policy) use written::ends_quoted;
