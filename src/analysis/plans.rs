//! The plans of a run, and which of them a file is of.

use std::ops::Deref;

use super::PlanReport;
use crate::text::FileId;

/// What came out for each plan, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Plans {
    all: Vec<PlanReport>,
    /// Each file of each plan with the place of the plan in `all`, sorted.
    of: Vec<(FileId, u32)>,
}

impl Plans {
    /// The plans that a file is of, in their order.
    pub fn of(&self, file: FileId) -> impl Iterator<Item = &PlanReport> {
        let from = self.of.partition_point(|(known, _)| *known < file);
        let plans = self.of.iter().skip(from).take_while(move |(known, _)| *known == file);
        plans.filter_map(|(_, at)| self.all.get(*at as usize))
    }
}

impl From<Vec<PlanReport>> for Plans {
    fn from(mut all: Vec<PlanReport>) -> Self {
        all.shrink_to_fit();
        let plans = all.iter().zip(0..);
        let mut of: Vec<(FileId, u32)> =
            plans.flat_map(|(plan, at)| plan.files.iter().map(move |file| (*file, at))).collect();
        of.sort_unstable();
        Self { all, of }
    }
}

impl Deref for Plans {
    type Target = [PlanReport];

    fn deref(&self) -> &[PlanReport] {
        &self.all
    }
}
