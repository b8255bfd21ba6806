//! The samples and tests of the shipped policies take every branch: each condition of a rule, function or pack
//! holds in one of them and does not hold in another, and every parameter is read.

use std::cell::RefCell;

use irlint::policy::eval::Seen;
use irlint::trial::coverage::{Unit, measure, param_warnings};
use irlint::trial::{cases, run};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, Shipped, say, shipped};

pub fn trials() -> Vec<Trial> {
    let (units, unread) = measured(shipped());
    assert!(units.len() > 20, "only {} rules, functions and packs have conditions", units.len());
    let covered = |unit: Unit| {
        let name = format!("coverage {} {}", unit.kind.word(), unit.name);
        Trial::test(name, move || whole(&unit))
    };
    let mut trials: Vec<Trial> = units.into_iter().map(covered).collect();
    trials.push(Trial::test("coverage parameters", move || none(&unread)));
    trials
}

/// What all samples and tests of all policies take, and the parameters that none of them reads.
fn measured(shipped: &Shipped) -> (Vec<Unit>, Vec<String>) {
    let seen = RefCell::new(Seen::default());
    for (file, _) in &shipped.files {
        let (tree, _) = irlint::syntax::policy::read(*file, shipped.sources.get(*file));
        for case in cases(*file, &tree) {
            run(&case, &shipped.policies, AS_OF, Some(&seen));
        }
    }
    let seen = seen.borrow();
    let unread = param_warnings(&shipped.policies, &seen, &|_| true);
    let unread = unread.iter().map(|finding| say(&shipped.sources, finding)).collect();
    (measure(&shipped.policies, &seen), unread)
}

fn whole(unit: &Unit) -> Result<(), Failed> {
    let sources = &shipped().sources;
    let gaps = unit.gaps().into_iter().map(|gap| {
        let place = sources.start(gap.span);
        let path = &sources.get(gap.span.file).path;
        format!("{path}:{}:{}: {}: {}", place.line, place.column, gap.lack.words(), sources.slice(gap.span))
    });
    none(&gaps.collect::<Vec<_>>())
}

fn none(said: &[String]) -> Result<(), Failed> {
    if said.is_empty() { Ok(()) } else { Err(said.join("\n").into()) }
}
