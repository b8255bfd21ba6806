//! The texts that are laid out.

use irlint::text::Language;

use crate::files::{self, File};

/// All plans, documents and policies of the repository.
pub fn all() -> Vec<File> {
    let mut all = files::below("fixtures", &[".irp", ".md", ".irpolicy"]);
    all.extend(files::below("policies", &[".irpolicy"]));
    all.extend(files::below("docs", &[".md"]));
    assert!(all.len() > 100, "only {} texts were found", all.len());
    all
}

/// The language of a file, by the end of its name.
pub fn language(path: &str) -> Language {
    match path.rsplit('.').next() {
        Some("irpolicy") => Language::Policy,
        Some("md") => Language::Markdown,
        _ => Language::Plan,
    }
}
