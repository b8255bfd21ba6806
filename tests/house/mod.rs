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

/// Fails with all faults, one a line, if there are any.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
