//! Ordinary tests: the house keeps its rules, and the papers say what the program does.
#![expect(clippy::disallowed_methods, reason = "tests read the repository from disk")]

#[cfg(test)]
mod docs;
#[cfg(test)]
mod house;
#[cfg(test)]
mod support;
