//! What a plan is made of: the schema (read from data), things with their stated facts, and time.
//! Knows how a fact is written and what type it has; demands nothing of a plan.

mod datum;
mod facts;
mod plan;
mod schema;
pub mod time;

pub use datum::{Datum, Word};
pub use facts::{Facts, Silence};
pub use plan::{Fact, From, Given, PackRows, Plan, Private, Slot, Stated, Thing, ThingId};
pub use schema::{
    Attribute, AttributeId, Declared, Kind, KindId, ListId, Listed, Place, Scalar, Schema, Union, WordList,
};
