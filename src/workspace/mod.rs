//! Finding and reading files: plans with all they use, policies, and the settings file; replacing the text of one. With `cli` the
//! only room that touches the disk. Judges nothing; what is wrong with a file's text is a finding, what
//! keeps it from being read is an [`Error`].

mod baseline;
mod edition;
mod error;
mod folder;
mod ignored;
mod lock;
mod naming;
mod overrides;
mod pattern;
mod plans;
mod policies;
mod replace;
mod settings;
mod state;
mod store;
mod texts;
mod trials;
mod tunings;
mod uses;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::PlanFiles;
use crate::finding::Finding;
use crate::text::{FileId, Sources};
use store::Store;
use walk::Candidate;

pub use baseline::{baseline, baseline_path, write_baseline};
pub use edition::edition;
pub use error::{Error, reason};
pub use lock::{Difference, Lock, lock};
pub use naming::{here, language, shown};
pub use overrides::{Overrides, overrides};
pub use policies::{policies, replacing};
pub use replace::{append, create, put, replace};
pub use settings::{Settings, looked_in, settings};
pub use state::{Basis, State};
pub use texts::{Texts, texts};
pub use trials::{Noted, Trials, trials};
pub use tunings::{parse_literal, tunings, unknown_tuning};
pub use walk::IS_LINK;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders, as given.
    pub paths: Vec<PathBuf>,
    /// What stood on standard input.
    pub stdin: Option<Stdin>,
    /// Whether ignore files also hold for paths given by hand.
    pub force_exclude: bool,
}

/// A text from standard input.
#[derive(Debug, Clone)]
pub struct Stdin {
    /// The file it stands for; `use` is relative to it.
    pub path: Option<PathBuf>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The plans that were found.
#[derive(Debug, Default)]
pub struct Found {
    /// All files that were read.
    pub sources: Sources,
    /// The plans with their files.
    pub plans: Vec<PlanFiles>,
    /// What is wrong with files before they are read as plans.
    pub findings: Vec<Finding>,
    /// What could not be read.
    pub failures: Vec<Error>,
    /// Files given or found that are part of no plan.
    pub parts: Vec<String>,
    /// What was passed over, and why.
    pub skipped: Vec<(String, &'static str)>,
    /// The policies that stand among the plans.
    policies: Vec<Candidate>,
    /// The files that may be written, with their paths: plain files whose text was read whole. None where texts may be set aside,
    /// for who goes from plan to plan writes nothing.
    pub paths: BTreeMap<FileId, Arc<Path>>,
    /// What stood on standard input.
    pub stdin: Option<FileId>,
    /// Files whose bytes are no text, or more than is read.
    pub torn: BTreeSet<FileId>,
}

impl Found {
    /// Whether the text of a file is all that is in it.
    pub fn is_whole(&self, file: FileId) -> bool {
        !self.torn.contains(&file)
    }

    /// The policies that stand among the plans and in none of `folders`, those whose policies are used.
    pub fn unused_policies(&self, folders: &[PathBuf]) -> Vec<String> {
        let used: Vec<PathBuf> = folders.iter().map(|folder| naming::real(folder)).collect();
        let is_used = |policy: &&Candidate| used.iter().any(|folder| policy.real.starts_with(folder));
        self.policies.iter().filter(|policy| !is_used(policy)).map(|policy| shown(&policy.path)).collect()
    }
}

/// What is done as soon as they are found with plans whose files are all read and at hand.
pub type AtHand<'a> = dyn FnMut(&Sources, &[PlanFiles]) + 'a;

/// Finds and reads the plans of `request`.
pub fn find(request: &Request) -> Found {
    plans::find(request, Store::default(), &mut |_, _| {})
}

/// The same for those who go from plan to plan: where there is much to read, texts are set aside. `at_hand` gets what it can be
/// given before; the other plans are found with it and are read again. The files are numbered after those in `sources`.
pub fn find_sparingly(request: &Request, sources: Sources, at_hand: &mut AtHand<'_>) -> Found {
    plans::find(request, Store::sparing(sources), at_hand)
}
