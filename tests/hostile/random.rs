//! Texts broken at random, made from the plans in `fixtures/` and from the policies.

use std::io::Write as _;

use irlint::text::Language;

use crate::breaking::broken;
use crate::dice::Dice;
use crate::files::{self, File};
use crate::trial::{self, Depth, Outcome, Trial};

const SEED: u64 = 20_261_123;
const COUNT: u64 = 10_000;
/// Every so many plans and policies are not only read but judged, for that takes longer.
const JUDGED: usize = 12;

#[test]
fn no_broken_text_panics_or_hangs() {
    let seed = number("IRLINT_HOSTILE_SEED").unwrap_or(SEED);
    let count = number("IRLINT_HOSTILE_COUNT").unwrap_or(COUNT);
    let sound = sound();
    assert!(sound.len() > 40, "only {} sound texts were found", sound.len());
    let chosen = number("IRLINT_HOSTILE_ONLY").map_or(0..count, |only| only..only + 1);
    let trials = chosen.clone().map(move |number| (number, trial(&sound, seed, number)));
    let outcomes: Vec<_> = trial::run(trials).inspect(show_alone).collect();

    let findings: usize = outcomes.iter().filter_map(|outcome| outcome.result.as_ref().ok()).sum();
    let bytes: usize = outcomes.iter().map(|outcome| outcome.trial.text.len()).sum();
    // Past the capture of tests: what was tried is said also when all is well.
    writeln!(
        std::io::stderr(),
        "seed {seed}: {} broken texts of {bytes} bytes, {findings} findings",
        outcomes.len()
    )
    .unwrap();
    let failed: Vec<_> = outcomes.iter().filter_map(|outcome| say(outcome, seed)).collect();
    assert!(
        failed.is_empty(),
        "{} texts failed, among them:\n{}",
        failed.len(),
        failed[..failed.len().min(5)].join("\n")
    );
    assert_eq!(outcomes.len() as u64, chosen.end - chosen.start, "some texts were not tried");
    assert!(
        findings as u64 >= count / 2 || chosen.end - chosen.start == 1,
        "broken texts must give findings"
    );
}

/// What texts are made of: all plans, documents and policies.
fn sound() -> Vec<File> {
    let mut sound = files::below("fixtures", &[".irp", ".md", ".irpolicy"]);
    sound.extend(files::below("policies", &[".irpolicy"]));
    sound
}

/// The text of this number.
fn trial(sound: &[File], seed: u64, number: u64) -> Trial {
    let mut dice = Dice::new(seed, number);
    let File { path, text } = dice.pick(sound);
    let language = match path.rsplit('.').next() {
        Some("irpolicy") => Language::Policy,
        Some("md") => Language::Markdown,
        _ => Language::Plan,
    };
    let depth = if dice.below(JUDGED) == 0 { Depth::Judge } else { Depth::Read };
    let path = path.strip_prefix("policies/").unwrap_or(path).to_owned();
    Trial { text: broken(text, &mut dice), language, depth, path }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect("a number"))
}

/// Prints the text if it is the only one.
fn show_alone(outcome: &Outcome) {
    if number("IRLINT_HOSTILE_ONLY").is_some() {
        println!("{:?}, {:?}:\n{}", outcome.trial.language, outcome.trial.depth, outcome.trial.text);
    }
}

fn say(outcome: &Outcome, seed: u64) -> Option<String> {
    let cause = outcome.result.as_ref().err()?;
    let number = outcome.number;
    Some(format!(
        "IRLINT_HOSTILE_SEED={seed} IRLINT_HOSTILE_ONLY={number} cargo test --test hostile -- --nocapture broken: {cause}"
    ))
}
