//! What is looked up through an index, or read where it stands, is what trying everything would find. Whoever observes an
//! evaluation sees everything tried; so both ways have to say the same of any plan, whole or with holes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use irlint::analysis::{self, PlanFiles};
use irlint::check::{CaseResult, Verdict, check_observed};
use irlint::model::Plan;
use irlint::policy::eval::Seen;
use irlint::policy::ir::Policies;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::{Date, date};
use rayon::prelude::*;

use crate::dice::Dice;
use crate::files::{self, File};
use crate::trial::shipped;

const SEED: u64 = 20_261_130;
const COUNT: u64 = 400;
const AS_OF: Date = date(2026, 11, 23);

#[test]
fn rules_say_the_same_whether_things_are_looked_up_or_tried_one_by_one() {
    let plans = files::below("fixtures/plans", &[".irp", ".md"]);
    assert!(plans.len() > 20, "only {} plans were found", plans.len());
    // Reading the policies uses all threads: one that waits for it must not be among them.
    let policies = shipped();
    let both_ways = |number| both_ways(&plans, number, &policies);
    let outcomes: Vec<_> = (0..COUNT).into_par_iter().map(both_ways).collect();
    let differing: Vec<&String> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
    assert!(differing.is_empty(), "{} plans differ, among them:\n{}", differing.len(), differing[0]);
    let told: usize = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).sum();
    assert!(told as u64 > 50 * COUNT, "only {told} cases were compared");
}

/// How many cases of the plan of this number do not pass both ways, or where they differ.
fn both_ways(
    plans: &[File],
    number: u64,
    (sources, policies): &(Sources, &Policies),
) -> Result<usize, String> {
    let mut dice = Dice::new(SEED, number);
    let File { path, text } = dice.pick(plans);
    let text = if number.is_multiple_of(8) { text.clone() } else { with_holes(text, &mut dice) };
    let is_document = Path::new(path).extension().is_some_and(|extension| extension == "md");
    let language = if is_document { Language::Markdown } else { Language::Plan };
    let mut sources = sources.clone();
    let id = sources.add(Source::new("plan.irp", text.as_str(), language, Origin::User));
    let plan = analysis::read(&sources, &PlanFiles { root: id, files: vec![id] }, policies).0;
    let (quick, plain) = (judged(&plan, policies, None), judged(&plan, policies, Some(&RefCell::default())));
    let differs = |what: String| Err(format!("{number}, from {path}: {what}\n{text}"));
    if let Some((one, other)) = quick.0.iter().zip(&plain.0).find(|(one, other)| one != other) {
        let name = &policies.rules[one.0].id;
        return differs(format!("`{name}` is {:?}, and {:?} if all are tried", one.1, other.1));
    }
    if let Some((one, other)) = quick.1.iter().zip(&plain.1).find(|(one, other)| one != other) {
        return differs(format!("{one}\nand if all are tried\n{other}"));
    }
    if quick.1.len() == plain.1.len() { Ok(quick.1.len()) } else { differs("not as many cases".to_owned()) }
}

/// The verdicts by the rules' numbers, and what is said of the cases that do not pass. Which facts a rule met on the way to
/// its finding is left out: who is not tried is not asked.
fn judged(
    plan: &Plan,
    policies: &Policies,
    seen: Option<&RefCell<Seen>>,
) -> (Vec<(usize, Verdict)>, BTreeSet<String>) {
    let all: Vec<usize> = (0..policies.rules.len()).collect();
    let checked = check_observed(plan, policies, AS_OF, &all, seen);
    let said = checked.cases.iter().map(|case| match &case.result {
        CaseResult::Failed(finding, _) => format!("{finding:#?}"),
        CaseResult::Missing(fact) => format!("rule {} waits for {fact:?}", case.rule),
        CaseResult::Dates(place) => format!("rule {} waits for days at {place:?}", case.rule),
    });
    (checked.verdicts, said.collect())
}

/// The text with some of its attributes left out, none, or still to do.
fn with_holes(text: &str, dice: &mut Dice) -> String {
    let often = 4 + dice.below(20);
    let lines = text.lines().map(|line| {
        let attribute = line.split_once(':').filter(|_| !line.contains(['{', '}', '#', '|', '"']));
        match attribute.filter(|_| dice.below(often) == 0) {
            None => line.to_owned(),
            Some((name, _)) => match dice.below(3) {
                0 => String::new(),
                1 => format!("{name}: none"),
                _ => format!("{name}: todo \"What?\""),
            },
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
