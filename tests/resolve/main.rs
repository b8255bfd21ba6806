//! From trees to plans: what is understood, and what is said about what is not.
#![expect(clippy::disallowed_methods, reason = "tests read the schema from disk")]

#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod support;
#[cfg(test)]
mod understood;
