//! The list of survivors that are accepted, each with its reason: one a line, the id first. Lines that start
//! with `#` are comments.

use super::{Mutant, Mutation};

/// A survivor with the reason why nothing kills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The id of the mutant.
    pub id: String,
    /// Why it may survive.
    pub reason: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// A line that is none of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Reads a list of survivors.
pub fn explained(text: &str) -> Result<Vec<Explained>, Misread> {
    let mut list: Vec<Explained> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let (line, words) = (at + 1, line.trim());
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let (id, reason) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let (id, reason) = (id.to_owned(), reason.trim().to_owned());
        if reason.is_empty() {
            return Err(Misread { line, message: format!("`{id}` has no reason behind it") });
        }
        if list.iter().any(|other| other.id == id) {
            return Err(Misread { line, message: format!("`{id}` is listed twice") });
        }
        list.push(Explained { id, reason, line });
    }
    Ok(list)
}

/// Survivors against the list of those that are explained.
#[derive(Debug, Clone, Default)]
pub struct Held<'m> {
    /// Survivors without a reason.
    pub open: Vec<&'m Mutant>,
    /// Survivors with the entry that explains them.
    pub explained: Vec<(&'m Mutant, &'m Explained)>,
    /// Entries that explain nothing: there is no such mutant, or it is killed.
    pub stale: Vec<&'m Explained>,
}

/// Holds the survivors of `mutation` against `list`. Entries about what was left alone are left alone too.
pub fn held<'m>(mutation: &'m Mutation, list: &'m [Explained]) -> Held<'m> {
    let mut held = Held::default();
    for mutant in mutation.mutants.iter().filter(|mutant| !mutant.killed) {
        match list.iter().find(|entry| entry.id == mutant.id) {
            Some(entry) => held.explained.push((mutant, entry)),
            None => held.open.push(mutant),
        }
    }
    let survives = |entry: &Explained| held.explained.iter().any(|(_, used)| used.id == entry.id);
    let about =
        |entry: &Explained, name: &str| entry.id.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    let elsewhere = |entry: &Explained| mutation.left_alone.iter().any(|name| about(entry, name));
    held.stale = list.iter().filter(|entry| !survives(entry) && !elsewhere(entry)).collect();
    held
}
