//! What several tests need: the files of the repository, and the words and paths of a Rust source.

pub mod files;
pub mod paths;
pub mod rust;
