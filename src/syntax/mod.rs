//! Reading: from text to trees with places, by way of pest. Knows blocks, attributes, values and
//! expressions; knows no kind, no attribute and no rule. Nothing of pest leaves this room.

pub mod plan;
pub mod policy;
mod tree;

pub use tree::{Amount, Clock, Literal, LiteralKind, Name, Unit, Window, Words};
