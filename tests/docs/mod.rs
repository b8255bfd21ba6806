//! The documents: pages made from the policies are fresh, examples of the languages hold, and what the guides tell to do
//! does what they say.

mod adopting;
mod anchors;
mod book;
mod commands;
mod examples;
mod guide;
mod limits;
mod pages;
mod seed;
mod shown;

/// Fails with all faults, one a line, if there are any.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Whether expectations are to be written anew.
fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|update| update == "1")
}
