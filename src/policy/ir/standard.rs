//! Standards: what others ask of a plan, clause by clause, and which rules ask for it too.

use super::{Pack, Policies};
use crate::text::Span;

/// A pack that lists clauses.
#[derive(Debug, Clone)]
pub struct Standard {
    /// The pack, by number.
    pub pack: u16,
    /// Its clauses, in the order in which the pack lists them.
    pub clauses: Vec<Clause>,
}

/// A clause of a standard.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its number, as the standard writes it.
    pub number: String,
    /// The rules that ask for it or for a part of it, by name.
    pub satisfied_by: Vec<String>,
    /// Whether it names a rule that is not there: a pack of the user stands in for the one that had it.
    pub lacks_rules: bool,
    /// Why no machine can check it.
    pub beyond: Option<String>,
    /// How well it was checked that the clause says it: a word of the list `confidence`.
    pub confidence: Option<String>,
    /// Where it is listed.
    pub span: Span,
}

impl Standard {
    /// Whether a clause names the rule.
    pub fn names(&self, rule: &str) -> bool {
        self.clauses.iter().any(|clause| clause.satisfied_by.iter().any(|name| name == rule))
    }
}

impl Policies {
    /// The standard that the pack of this name lists clauses of.
    pub fn standard(&self, name: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| self.pack_of(standard).name == name)
    }

    /// The clauses that the rule of this name is asked by, each behind the name of its standard.
    pub fn clauses_of(&self, rule: &str) -> Vec<String> {
        let clauses = self
            .standards
            .iter()
            .flat_map(|standard| standard.clauses.iter().map(move |one| (standard, one)));
        let own = clauses.filter(|(_, clause)| clause.satisfied_by.iter().any(|name| name == rule));
        own.map(|(standard, clause)| format!("{} {}", self.pack_of(standard).name, clause.number)).collect()
    }

    /// The pack that lists the clauses of a standard.
    ///
    /// # Panics
    /// If `standard` is of other policies.
    #[expect(clippy::indexing_slicing, reason = "a standard is only made from a row of one of these packs")]
    pub fn pack_of(&self, standard: &Standard) -> &Pack {
        &self.packs[usize::from(standard.pack)]
    }
}
