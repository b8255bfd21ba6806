//! What several tests need: the files of the repository, what stands in Rust sources and in documents.

pub mod console;
pub mod files;
pub mod markdown;
pub mod paths;
pub mod rust;
