//! Samples and tests made ready to be judged many times: each plan is read once.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::{date, find, judge, judge_sample, meets, read};
use crate::finding::Finding;
use crate::model::Plan;
use crate::policy::ir::Policies;
use crate::syntax::policy::tree::{Expect, Item, Tree};
use crate::text::{FileId, Span};

/// A sample or test.
#[derive(Debug)]
pub(super) struct Case<'t> {
    /// The rule it is about, by number.
    pub rule: usize,
    plan: Arc<Plan>,
    as_of: Date,
    wanted: Wanted<'t>,
}

/// What must come out.
#[derive(Debug)]
enum Wanted<'t> {
    /// A gap (`false`) or none (`true`), as the sample at the place says.
    Sample(bool, Span),
    /// All of these.
    Test(&'t [Expect<'t>]),
}

/// The samples and tests in `files`, and what is wrong with plans that do not read.
pub(super) fn cases<'t>(
    files: &'t [(FileId, &'t Tree<'t>)],
    policies: &Policies,
    as_of: Date,
) -> (Vec<Case<'t>>, Vec<Finding>) {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    let mut add = |file, id: &str, plan, wanted| {
        let Some(rule) = policies.rules.iter().position(|rule| rule.id == id) else { return };
        let Some(known) = find(policies, id) else { return };
        match read(file, plan, policies) {
            Ok(plan) => cases.push(Case { rule, plan, as_of: date(policies, known, as_of), wanted }),
            Err(mistake) => faults.push(*mistake),
        }
    };
    for (file, tree) in files {
        for item in &tree.items {
            if let Item::Rule(rule) = item {
                for sample in &rule.samples {
                    add(*file, rule.id.text, &sample.plan, Wanted::Sample(sample.good, sample.span));
                }
            } else if let Item::Test(test) = item {
                add(*file, test.rule.text, &test.plan, Wanted::Test(&test.expect));
            }
        }
    }
    (cases, faults)
}

impl Case<'_> {
    /// Whether it comes out as it should.
    pub(super) fn holds(&self, policies: &Policies) -> Result<(), Box<Finding>> {
        let Some(rule) = policies.rules.get(self.rule) else { return Ok(()) };
        let trial = judge(Arc::clone(&self.plan), rule, policies, self.as_of);
        match &self.wanted {
            Wanted::Sample(good, span) => judge_sample(&trial, *good, *span, rule),
            Wanted::Test(expect) => expect.iter().try_for_each(|expect| meets(&trial, expect, policies)),
        }
    }
}
