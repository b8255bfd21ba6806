//! One check from texts to findings on one thread and nothing else, for a profiler to look at: `perf record` or callgrind
//! of `irlint-benches profile COUNT UNITS`.

use irlint::analysis::analyse;

use crate::engine::Engine;
use crate::{generate, irp};

/// Checks so many plans of so many units by the twenty rules, and says how many findings there are.
pub fn run(count: u64, units: usize) {
    let engine = Engine::of_comparison();
    let texts: Vec<String> = (0..count).map(|seed| irp::write(&generate::plan(seed, units))).collect();
    let (sources, plans) = engine.plans(texts.iter().map(String::as_str));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let found = pool.install(|| analyse(&sources, &plans, &engine.policies, &engine.settings));
    println!("{} plans, {} findings", found.plans.len(), found.findings.len());
}
