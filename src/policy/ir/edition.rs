//! Editions: the years by which those who pin one are spared rules that arrived later.

use std::collections::BTreeSet;

use super::Policies;

/// An edition, which is a year.
pub type Edition = u16;

/// The edition of all that does not say another.
pub const FIRST_EDITION: Edition = 2026;

impl Policies {
    /// The editions there are: the first, and those in which a pack or rule arrived.
    pub fn editions(&self) -> BTreeSet<Edition> {
        let packs = self.packs.iter().map(|pack| pack.since);
        let rules = self.rules.iter().map(|rule| rule.since);
        std::iter::once(FIRST_EDITION).chain(packs).chain(rules).collect()
    }
}
