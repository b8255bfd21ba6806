//! Files as text: where a byte stands, and how to say so to a person. Never touches the disk.

mod digest;
mod lines;
mod source;
mod span;

pub use digest::{digest, digest_number};
pub use lines::{LineIndex, Position};
pub use source::{Language, Origin, Source, Sources, Text};
pub use span::{FileId, Span};

/// The text with a capital letter first.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The largest file that is read, in bytes. Offsets fit in 32 bits far beyond it.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
