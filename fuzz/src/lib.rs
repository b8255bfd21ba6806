//! What must hold for every text, one module for each fuzzer. What does not hold panics. Never reads a file.

pub mod check;
pub mod fmt;
pub mod plan;
pub mod policy;
pub mod settings;

mod places;
mod shipped;

/// How the layout of a text is judged: as the tests of the layout do.
#[path = "../../tests/format/same.rs"]
#[allow(missing_docs, reason = "a part of the tests")]
mod same;

use std::borrow::Cow;

use irlint::text::{Language, Origin, Source};

/// Bytes as text. What is no text is none of the readers' business: the program refuses such files before.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A text as a file.
fn source(text: &str, language: Language) -> Source {
    Source::new("text", text, language, Origin::User)
}

/// Whether there may be a fence in a text.
fn may_be_document(text: &str) -> bool {
    text.contains("```") || text.contains("~~~")
}
