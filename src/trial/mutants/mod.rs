//! Mutants: policies in which one thing was changed on purpose. If no sample and no test of the rules
//! concerned comes out differently, nothing holds that thing in its place. Cells of tables and matrices are
//! data, which are compared with their sources instead; texts of findings decide nothing.

mod changes;
mod logic;
mod nodes;
mod subjects;
mod survivors;
mod values;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use changes::{Change, changes};
use nodes::{drop_keys, nodes, with_node};
use subjects::{Seat, Subject, subjects};
pub use survivors::{Explained, Held, Misread, explained, held};

use super::{Case, Ready, prepare};
use crate::finding::Finding;
use crate::policy::ir::{Expr, Policies};
use crate::text::{FileId, Span};

/// Policies with one change.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// Where and which: the pack and name of what is changed, the path in it, the kind of change. The same
    /// as long as that part of the policy is.
    pub id: String,
    /// What is changed, by pack and name: `core/on_duty`.
    pub subject: String,
    /// The words that are changed.
    pub span: Span,
    /// What becomes of them: "is left out".
    pub said: String,
    /// Whether a sample or test came out differently.
    pub killed: bool,
    seat: Seat,
    new: Expr,
}

/// The mutants of a run, judged.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// In the order of their subjects' names.
    pub mutants: Vec<Mutant>,
    /// What was not changed in this run.
    pub left_alone: Vec<String>,
}

/// Makes every mutant of what the policies in `own` declare and judges it by `cases`. Packs that pin no date
/// are judged at `as_of`.
///
/// Cases that come out wrong without any change are the error: nothing could be learnt from them.
pub fn mutate(
    cases: &[Case<'_>],
    own: &[FileId],
    policies: &Policies,
    as_of: Date,
) -> Result<Mutation, Vec<Finding>> {
    let policies = without_keys(policies);
    let (mut ready, mut faults) = (Vec::new(), Vec::new());
    for case in cases.iter().filter_map(|case| prepare(case, &policies, as_of)) {
        match case {
            Ok(case) => ready.push(case),
            Err(mistakes) => faults.extend(mistakes),
        }
    }
    faults.extend(ready.iter().flat_map(|case| case.judge(&policies, None)));
    if !faults.is_empty() {
        return Err(faults);
    }
    let all = subjects(&policies);
    let (wanted, others): (Vec<&Subject>, Vec<&Subject>) =
        all.iter().partition(|subject| own.contains(&subject.span.file));
    let made: Vec<(&Subject, Mutant)> = wanted
        .into_iter()
        .filter(|subject| !subject.rules.is_empty())
        .flat_map(|subject| mutants(subject, &policies).into_iter().map(move |mutant| (subject, mutant)))
        .collect();
    let judged = made.into_par_iter().map_init(
        || policies.clone(),
        |policies, (subject, mutant)| {
            let killed = is_killed(&mutant, &subject.rules, &ready, policies);
            Mutant { killed, ..mutant }
        },
    );
    let left_alone = others.into_iter().map(|subject| subject.name.clone()).collect();
    Ok(Mutation { mutants: judged.collect(), left_alone })
}

/// The policies without indexes: they were made for the conditions as they are, and would hide a change.
fn without_keys(policies: &Policies) -> Policies {
    let mut bare = policies.clone();
    for (_, seat) in subjects(policies).into_iter().flat_map(|subject| subject.seats) {
        if let Some(mut expr) = seat.get(&bare) {
            drop_keys(&mut expr);
            let _ = seat.put(&mut bare, expr);
        }
    }
    bare
}

/// The mutants of one subject, in the order of its expressions, the outer nodes first; no two say the same.
fn mutants(subject: &Subject, policies: &Policies) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut known = BTreeSet::new();
    for (step, seat) in &subject.seats {
        let Some(root) = seat.get(policies) else { continue };
        known.insert(format!("{:?}", root.kind));
        for node in nodes(&root) {
            for Change { step: below, kind, span, said, expr } in changes(&node, policies) {
                let new = with_node(&root, node.number, expr);
                if known.insert(format!("{:?}", new.kind)) {
                    let id = format!("{}/{step}{}{below}/{kind}", subject.name, node.path);
                    let subject = subject.name.clone();
                    mutants.push(Mutant { id, subject, span, said, killed: false, seat: *seat, new });
                }
            }
        }
    }
    mutants
}

/// Whether a case of the rules comes out differently; `policies` are afterwards as they were.
fn is_killed(mutant: &Mutant, rules: &[usize], cases: &[Ready<'_>], policies: &mut Policies) -> bool {
    let Some(old) = mutant.seat.get(policies) else { return false };
    let _ = mutant.seat.put(policies, mutant.new.clone());
    let mut concerned = cases.iter().filter(|case| rules.contains(&case.rule));
    let killed = concerned.any(|case| !case.judge(policies, None).is_empty());
    let _ = mutant.seat.put(policies, old);
    killed
}
