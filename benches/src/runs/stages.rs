//! What each stage of a check takes, for honest plans of four sizes: the twenty rules, all packs, and each form of report.

use std::hint::black_box;
use std::io;
use std::time::Duration;

use irlint::analysis::{self, Analysis};
use irlint::report::{self, FORMATS, Options};
use irlint::resolve::{self, Context};
use irlint::syntax::plan::Unread;
use irlint::text::{Language, Origin, Source};

use super::{LONG, SIZES, row};
use crate::engine::Engine;
use crate::measure::{Case, in_turn, shown, time};
use crate::shapes;

/// Prints the tables.
pub fn run() {
    let (twenty, all) = (Engine::of_comparison(), Engine::of_all_packs());
    let load = in_turn(7, &mut [Box::new(|| drop(black_box(Engine::of_all_packs())))]);
    println!("reading all packs: {}\n", shown(load[0]));
    let mut names: Vec<String> =
        ["lines", "statements", "plan", "20 rules", "all packs"].map(str::to_owned).to_vec();
    names.extend(FORMATS.iter().map(|format| format!("as {}", format.name)));
    for (size, bytes) in SIZES {
        println!("{size}");
        measure(bytes, &names, &twenty, &all);
    }
    println!("\nThe reports are those of a plan of that size with a finding a line, by the twenty rules.");
}

/// Prints the times of all stages for a plan of so many bytes.
fn measure(bytes: usize, names: &[String], twenty: &Engine, all: &Engine) {
    let text = shapes::honest(bytes);
    let (sources, plans) = twenty.plans([text.as_str()]);
    let root = plans[0].root;
    let source = sources.get(root);
    let policies = &twenty.policies;
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, _) = analysis::read(&sources, &plans[0], policies);
    let lined = shapes::finding_a_line(bytes);
    let (many, of_many) = twenty.plans([lined.as_str()]);
    let found = analysis::analyse(&many, &of_many, policies, &twenty.settings);
    let lines = || drop(black_box(Source::new("plan.irp", text.as_str(), Language::Plan, Origin::User)));
    let by_all = analysis::read(&sources, &plans[0], &all.policies).0;
    let judged_by_all = || drop(black_box(analysis::judge(&by_all, &all.policies, &all.settings)));
    let mut cases: Vec<Case<'_>> = vec![
        Box::new(lines),
        Box::new(|| drop(black_box(Unread::new(root, source)))),
        Box::new(|| drop(black_box(resolve::unread_plan(&mut [Unread::new(root, source)], context)))),
        Box::new(|| drop(black_box(analysis::judge(&plan, policies, &twenty.settings)))),
        Box::new(judged_by_all),
    ];
    for format in FORMATS {
        cases.push(Box::new(|| write(format, &found, twenty)));
    }
    for (name, case) in names.iter().zip(cases) {
        row(name, &[shown(once_or_often(case))]);
    }
}

/// The time of a case; one that takes long is measured once.
fn once_or_often(mut case: Case<'_>) -> Duration {
    let first = time(&mut case);
    if first > LONG { first } else { in_turn(5, &mut [case]).into_iter().next().unwrap_or(first) }
}

/// Writes a report to nowhere.
pub fn write(format: &report::Format, found: &Analysis, engine: &Engine) {
    let written = report::write(format, (found, &engine.policies), &Options::default(), &mut io::sink());
    written.expect("nowhere takes all that is written to it");
}
