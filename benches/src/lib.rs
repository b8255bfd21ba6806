//! What the benchmarks share: plans that are made from a seed, the comparison's policies, and measuring in rounds.

pub mod engine;
pub mod facts;
pub mod faults;
pub mod folder;
pub mod generate;
pub mod irp;
pub mod measure;
mod random;
pub mod runs;
pub mod shapes;
mod words;

pub use random::Random;
