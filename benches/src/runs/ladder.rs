//! How the time for a byte grows with the size of a plan, for an honest plan and for each worst shape: a check by the twenty
//! rules and one by all packs, from the text to the findings. A program without surprises takes as long for a byte of 10 MB as
//! for one of 10 KB.

use std::hint::black_box;
use std::time::Duration;

use irlint::analysis::analyse;
use irlint::text::{Language, Origin, Source};

use super::{LONG, SIZES, row};
use crate::engine::Engine;
use crate::measure::{in_turn, time};
use crate::shapes::{SHAPES, Shape};

/// A run is left out if it would take longer than this at the pace at which the last two have grown.
const TOO_LONG: Duration = Duration::from_secs(60);

/// Prints the table.
pub fn run() {
    println!("ns for a byte, and how many times as much a byte costs in the largest plan as in the smallest");
    climb_all("twenty rules", &Engine::of_comparison());
    climb_all("all packs", &Engine::of_all_packs());
    println!("\n-: left out, for it would take more than {} s", TOO_LONG.as_secs());
    println!("stopped: a rule took more steps than one may, so that it says nothing of the plan");
    println!("not all: there are more findings than are listed");
}

fn climb_all(by: &str, engine: &Engine) {
    let mut head = SIZES.map(|(name, _)| name.to_owned()).to_vec();
    head.push("factor".to_owned());
    println!();
    row(by, &head);
    SHAPES.iter().for_each(|shape| climb(shape, engine));
}

fn climb(shape: &Shape, engine: &Engine) {
    let mut cells = Vec::new();
    let mut costs: Vec<f64> = Vec::new();
    let (mut before, mut last) = (Duration::ZERO, Duration::ZERO);
    for (_, bytes) in SIZES {
        if foreseen(before, last) > TOO_LONG {
            cells.push("-".to_owned());
            continue;
        }
        let text = (shape.make)(bytes);
        let (time, lacks) = check(&text, engine);
        (before, last) = (last, time);
        let cost = time.as_secs_f64() * 1e9 / text.len() as f64;
        costs.push(cost);
        cells.push(format!("{cost:.1}{lacks}"));
    }
    let factor = costs.last().zip(costs.first()).map(|(last, first)| format!("{:.2}", last / first));
    cells.push(factor.unwrap_or_default());
    row(shape.name, &cells);
}

/// How long the next size will take, if it takes as many times as long as the last one as that took of the one before.
fn foreseen(before: Duration, last: Duration) -> Duration {
    if before.is_zero() { last * 10 } else { last.mul_f64(last.as_secs_f64() / before.as_secs_f64()) }
}

/// How long a check of `text` takes, and in what it is not whole.
fn check(text: &str, engine: &Engine) -> (Duration, &'static str) {
    let (mut sources, plans) = engine.plans([text]);
    let root = plans[0].root;
    let mut run = || {
        sources.replace(root, Source::new("plan.irp", text, Language::Plan, Origin::User));
        analyse(&sources, &plans, &engine.policies, &engine.settings)
    };
    let mut lacks = "";
    let first = time(|| {
        let found = run();
        let any = |rule: &str| found.findings.iter().any(|finding| finding.rule == rule);
        lacks = match (any("check/too-many-steps"), any("check/too-many-findings")) {
            (true, _) => " stopped",
            (false, true) => " not all",
            (false, false) => "",
        };
    });
    if first > LONG {
        return (first, lacks);
    }
    let times = in_turn(5, &mut [Box::new(|| drop(black_box(run())))]);
    (times[0], lacks)
}
