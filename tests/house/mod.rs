//! The rules of the house, as tests. Each check is a function from texts to faults, and each has a test that it
//! finds the fault in a text that was written for it.

mod builtins;
mod claims;
mod console;
mod demands;
mod papers;
mod proven;
mod schema;
mod sizes;
mod storeys;
mod traces;

use irlint::policy;
use irlint::text::{FileId, Language, Origin, Source, Sources};

/// The policies inside the program, with their paths.
fn shipped() -> (Sources, Vec<(FileId, String)>) {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    for (path, text) in policy::embedded() {
        let source = Source::new(*path, *text, Language::Policy, Origin::Embedded);
        files.push((sources.add(source), (*path).to_owned()));
    }
    (sources, files)
}

/// Fails with all faults, one a line, if there are any.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
