//! The plans of a run, and which of them a file is of.

use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::PlanReport;
use crate::text::FileId;

/// What came out for each plan, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Plans {
    all: Vec<PlanReport>,
    /// The places in `all` of the plans that a file is of.
    of: FxHashMap<FileId, Vec<usize>>,
}

impl Plans {
    /// The plans that a file is of, in their order.
    pub fn of(&self, file: FileId) -> impl Iterator<Item = &PlanReport> {
        self.of.get(&file).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }
}

impl From<Vec<PlanReport>> for Plans {
    fn from(all: Vec<PlanReport>) -> Self {
        let mut of: FxHashMap<FileId, Vec<usize>> = FxHashMap::default();
        for (at, plan) in all.iter().enumerate() {
            for file in &plan.files {
                of.entry(*file).or_default().push(at);
            }
        }
        Self { all, of }
    }
}

impl Deref for Plans {
    type Target = [PlanReport];

    fn deref(&self) -> &[PlanReport] {
        &self.all
    }
}
