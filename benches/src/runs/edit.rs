//! How long somebody waits who changes a letter in a plan in a program that is running: the whole plan is read and judged
//! again, by the twenty rules and by all packs.

use std::hint::black_box;
use std::time::Duration;

use irlint::analysis::analyse;
use irlint::text::{Language, Origin, Source};

use super::row;
use crate::engine::Engine;
use crate::measure::{at, shown, time};
use crate::shapes;

/// How long a size is edited at most.
const PATIENCE: Duration = Duration::from_secs(20);

/// Prints the table.
pub fn run() {
    row("plan, policies", &["edits", "median", "99 of 100"].map(str::to_owned));
    for (name, bytes, edits) in [("10 KB", 10_000, 1_000), ("1 MB", 1_000_000, 200)] {
        let text = shapes::honest(bytes);
        for (policies, engine) in
            [("20 rules", Engine::of_comparison()), ("all packs", Engine::of_all_packs())]
        {
            let times = edit(&text, &engine, edits);
            let edits = times.len().to_string();
            let name = format!("{name}, {policies}");
            row(&name, &[edits, shown(at(times.clone(), 50)), shown(at(times, 99))]);
        }
    }
}

/// The times of so many checks, each after another letter has changed; fewer if they take too long.
fn edit(text: &str, engine: &Engine, edits: usize) -> Vec<Duration> {
    let (mut sources, plans) = engine.plans([text]);
    let root = plans[0].root;
    let places: Vec<usize> = text.match_indices("Anna").map(|(place, _)| place).collect();
    let mut times = Vec::new();
    for edit in 0..edits {
        let mut changed = text.to_owned();
        let place = places[edit * 7 % places.len()];
        changed.replace_range(place..place + 4, "Anne");
        let time = time(|| {
            sources.replace(root, Source::new("plan.irp", changed, Language::Plan, Origin::User));
            black_box(analyse(&sources, &plans, &engine.policies, &engine.settings));
        });
        // The first check warms up what the others use.
        if edit > 0 {
            times.push(time);
        }
        if times.iter().sum::<Duration>() > PATIENCE {
            break;
        }
    }
    times
}
