//! What tells a finding from all others, run after run: by it other programs know a finding again that they met before.
//!
//! It rests on the rule, the plan's own name and the names of what the finding is about, and on no place: a file may be
//! moved, renamed or laid out anew, and lines may come and go. Mistakes in reading have no names of their own; for them
//! the message counts. Equal findings are numbered in the order in which they stand. What is private is masked before.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::shown::{Entry, Shown};
use crate::text::{digest, digest_number};

/// The name under which fingerprints are given; raised when they are made in another way.
pub const KEY: &str = "irlint/v1";

/// How many digits of the digest are kept.
const DIGITS: usize = 32;

/// What a finding is about. No word in it holds a sign that stands between them.
pub struct Identity<'s> {
    /// Its rule.
    pub rule: Cow<'s, str>,
    /// The plan's own name.
    pub plan: Option<&'s str>,
    /// The thing that it is about.
    pub thing: Option<Cow<'s, str>>,
    /// What it is about; the thing, if that is all.
    pub subject: Vec<String>,
    /// The message of a mistake in reading.
    pub message: Option<String>,
}

impl Identity<'_> {
    fn text(&self) -> String {
        let thing = || self.thing.as_deref().unwrap_or("").to_owned();
        let subject = if self.subject.is_empty() { thing() } else { self.subject.join("\u{1}") };
        let (plan, message) = (self.plan.unwrap_or(""), self.message.as_deref().unwrap_or(""));
        [KEY, &self.rule, plan, &subject, message].join("\0")
    }
}

/// All findings with their fingerprints, in their order, for equal ones are counted.
pub fn all<'s>(shown: &'s Shown<'_>) -> impl Iterator<Item = (Entry<'s>, String)> {
    // How many of each identity were met, by its digest.
    let mut met: FxHashMap<u128, u32> = FxHashMap::default();
    shown.findings().map(move |entry| {
        let identity = entry.identity().text();
        let number = met.entry(digest_number(&identity)).or_insert(0);
        *number += 1;
        (entry, digest(&format!("{identity}\0{number}")).chars().take(DIGITS).collect())
    })
}
