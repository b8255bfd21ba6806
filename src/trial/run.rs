//! Runs cases: the plan of each is read, and judged by its rule alone.

use std::cell::RefCell;

use jiff::civil::Date;

use super::got::Got;
use super::judge::judge;
use super::{Case, Wanted};
use crate::check::{Verdict, check_observed};
use crate::finding::Finding;
use crate::model::Plan;
use crate::policy::eval::Seen;
use crate::policy::ir::Policies;
use crate::resolve::{self, Context};

/// Runs `case` and gives what is not as it should be; nothing if `policies` do not hold its rule, or switch it off. What the
/// rule evaluates on the way is noted in `seen`.
pub fn run(
    case: &Case<'_>,
    policies: &Policies,
    as_of: Date,
    seen: Option<&RefCell<Seen>>,
) -> Option<Vec<Finding>> {
    match prepare(case, policies, as_of)? {
        Ok(ready) => Some(ready.judge(policies, seen)),
        Err(mistakes) => Some(mistakes),
    }
}

/// A case whose plan is read, to be judged once or many times, by the same policies or by changed ones that
/// have the same schema, tables and rules.
#[derive(Debug)]
pub struct Ready<'c> {
    case: &'c Case<'c>,
    /// The rule it is about, by number.
    pub rule: usize,
    plan: Plan,
    as_of: Date,
}

/// Reads the plan of `case`, or gives the mistakes in it; nothing if `policies` do not run its rule. A test's
/// own date comes first, then the date that the rule's pack pins, then `as_of`.
pub fn prepare<'c>(
    case: &'c Case<'c>,
    policies: &Policies,
    as_of: Date,
) -> Option<Result<Ready<'c>, Vec<Finding>>> {
    let number = policies.rules.iter().position(|rule| rule.id == case.rule)?;
    let rule = policies.rules.get(number).filter(|rule| !rule.off)?;
    let pinned = policies.packs.get(rule.pack as usize).and_then(|pack| pack.tests_as_of);
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, mut mistakes) = resolve::plan(&[(case.file, case.plan.clone())], context);
    // Fixes are for plans; nothing is written into a policy.
    for mistake in &mut mistakes {
        mistake.fixes.clear();
    }
    if !mistakes.is_empty() {
        return Some(Err(mistakes));
    }
    let as_of = case.as_of.or(pinned).unwrap_or(as_of);
    Some(Ok(Ready { case, rule: number, plan, as_of }))
}

impl Ready<'_> {
    /// What is not as it should be under `policies`.
    pub fn judge(&self, policies: &Policies, seen: Option<&RefCell<Seen>>) -> Vec<Finding> {
        let Some(rule) = policies.rules.get(self.rule) else { return Vec::new() };
        let (plan, as_of) = (&self.plan, self.as_of);
        let checked = check_observed(plan, policies, as_of, &[self.rule], seen);
        let verdict = checked.verdicts.first().map_or(Verdict::NotApplicable, |(_, verdict)| *verdict);
        judge(self.case, &Got { rule, policies, plan, as_of, checked: &checked, verdict })
    }
}

impl Case<'_> {
    /// What it is, for a sentence.
    pub(super) fn described(&self) -> String {
        let Case { rule, title, .. } = self;
        let titled = title.map_or_else(String::new, |title| format!(" \"{title}\""));
        match self.wanted {
            Wanted::Bad => format!("the bad sample{titled} of `{rule}`"),
            Wanted::Good => format!("the good sample{titled} of `{rule}`"),
            Wanted::Test(_) => format!("the test{titled} of `{rule}`"),
            Wanted::Notes(_) => format!("this plan for `{rule}`"),
        }
    }
}
