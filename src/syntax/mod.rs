//! Reading: from text to trees with places, by way of pest. Knows blocks, attributes, values and
//! expressions; knows no kind, no attribute and no rule. Nothing of pest leaves this room.

mod depth;
mod expected;
mod few;
mod grammar;
mod guard;
mod holes;
mod literals;
pub mod markdown;
mod outline;
pub mod plan;
pub mod policy;
mod quantities;
mod quick;
mod reader;
pub mod shape;
mod texts;
mod tree;
mod words;
mod written;

pub use few::Few;
pub use outline::Range;
pub use tree::{Amount, Clock, Literal, LiteralKind, Name, Unit, Window, Words};
pub use written::{counted, decimal, weekday};
