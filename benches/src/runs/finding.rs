//! What a finding costs to write, in a small plan and in a large one, in every form of report. It should be the same.

use irlint::analysis::analyse;
use irlint::report::FORMATS;

use super::row;
use super::stages::write;
use crate::engine::Engine;
use crate::measure::{Case, in_turn};
use crate::shapes;

/// Prints the table.
pub fn run() {
    let engine = Engine::of_comparison();
    let found: Vec<_> = [10_000, 1_000_000]
        .into_iter()
        .map(|bytes| {
            let text = shapes::finding_a_line(bytes);
            let (sources, plans) = engine.plans([text.as_str()]);
            analyse(&sources, &plans, &engine.policies, &engine.settings)
        })
        .collect();
    println!("us for a finding: {} in 10 KB, {} in 1 MB", found[0].findings.len(), found[1].findings.len());
    row("format", &["10 KB", "1 MB", "factor"].map(str::to_owned));
    for format in FORMATS {
        let cases = found.iter().map(|found| Box::new(|| write(format, found, &engine)) as Case<'_>);
        let times = in_turn(9, &mut cases.collect::<Vec<_>>());
        let each = |number: usize| times[number].as_secs_f64() * 1e6 / found[number].findings.len() as f64;
        let (small, large) = (each(0), each(1));
        row(format.name, &[format!("{small:.2}"), format!("{large:.2}"), format!("{:.2}", large / small)]);
    }
}
