//! Plans, policies and documents are laid out: a second time changes nothing, and what is read stays the same, as the tests of
//! the layout judge it.

use irlint::text::Language;

use crate::{may_be_document, same};

/// Lays a text out in every language that it may be written in.
pub fn holds(text: &str) {
    let languages: &[Language] =
        if may_be_document(text) { &[Language::Markdown] } else { &[Language::Plan, Language::Policy] };
    for language in languages {
        if let Some(fault) = same::faults(text, *language) {
            panic!("as {language:?}: {fault}");
        }
    }
}
