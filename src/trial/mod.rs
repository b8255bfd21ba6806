//! Policies prove themselves: runs the samples and tests that policy files carry, and plans with notes. A
//! `bad` must be found, a `good` must be silent, and neither counts if the rule never applied. Says what did
//! not come out as it should, and what no sample has reached; reads no files and writes nothing out.

mod case;
pub mod coverage;
mod got;
mod judge;
pub mod mutants;
mod notes;
mod run;

use jiff::civil::Date;

pub use case::{Case, Wanted, cases};
pub use notes::{Note, has_notes, notes};
pub use run::{Ready, prepare, run};

use crate::finding::Finding;
use crate::policy::ir::Policies;
use crate::syntax::policy::tree::Tree;
use crate::text::FileId;

/// What came of running samples and tests.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    /// How many samples and tests ran.
    pub ran: usize,
    /// What did not come out as it should.
    pub faults: Vec<Finding>,
}

/// Runs the samples and tests in `files` for the rules that `policies` holds; packs that pin no date are
/// judged at `as_of`.
pub fn test(files: &[(FileId, &Tree<'_>)], policies: &Policies, as_of: Date) -> Tested {
    let mut tested = Tested::default();
    for case in files.iter().flat_map(|(file, tree)| cases(*file, tree)) {
        if let Some(mut faults) = run(&case, policies, as_of, None) {
            tested.ran += 1;
            tested.faults.append(&mut faults);
        }
    }
    tested
}
