//! Hostile texts: thousands of plans and policies broken at random, and some that nest or repeat beyond all reason.
//! No text makes the program panic or hang, and every place that a finding names lies inside its file.
//!
//! What is broken is repeatable: `IRLINT_HOSTILE_SEED`, `IRLINT_HOSTILE_COUNT` and `IRLINT_HOSTILE_ONLY` (the number of
//! one text) choose other texts, more of them, or a single one.
#![expect(clippy::disallowed_methods, reason = "tests read fixtures and their own settings")]
#![expect(clippy::print_stdout, reason = "a test says what it tried")]

#[cfg(test)]
mod breaking;
#[cfg(test)]
mod by_index;
#[cfg(test)]
mod deep;
#[cfg(test)]
mod dice;
#[cfg(test)]
#[path = "../support/files.rs"]
mod files;
#[cfg(test)]
mod graphs;
#[cfg(test)]
mod random;
#[cfg(test)]
mod trial;
mod work;
