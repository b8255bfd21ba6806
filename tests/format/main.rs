//! The layout of plans and policies: what it looks like, and what holds of it for every text, sound or broken.
//!
//! What is broken is repeatable, as in `tests/hostile`: `IRLINT_HOSTILE_SEED`, `IRLINT_HOSTILE_COUNT` and
//! `IRLINT_HOSTILE_ONLY`.
#![expect(clippy::disallowed_methods, reason = "tests read fixtures and their own settings")]

#[cfg(test)]
#[path = "../hostile/breaking.rs"]
mod breaking;
#[cfg(test)]
mod broken;
#[cfg(test)]
#[path = "../hostile/dice.rs"]
mod dice;
#[cfg(test)]
#[path = "../support/files.rs"]
mod files;
#[cfg(test)]
mod judged;
#[cfg(test)]
#[path = "../support/markdown.rs"]
mod markdown;
#[cfg(test)]
mod page;
#[cfg(test)]
mod same;
#[cfg(test)]
mod sound;
#[cfg(test)]
mod style;
#[cfg(test)]
mod texts;
