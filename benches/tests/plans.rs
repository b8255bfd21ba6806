//! What the generator makes is what is measured: plans that read, and faults that are found.

use std::collections::BTreeSet;

use irlint::analysis::{Analysis, analyse};
use irlint::finding::Outcome;
use irlint_benches::engine::Engine;
use irlint_benches::runs::lists;
use irlint_benches::shapes::SHAPES;
use irlint_benches::{Random, faults, folder, generate, irp};

fn check(engine: &Engine, texts: &[String]) -> Analysis {
    let (sources, plans) = engine.plans(texts.iter().map(String::as_str));
    analyse(&sources, &plans, &engine.policies, &engine.settings)
}

/// The numbers of the rules that fail, and every other finding in words.
fn told(analysis: &Analysis) -> (BTreeSet<usize>, Vec<String>) {
    let (failed, rest): (Vec<_>, Vec<_>) =
        analysis.findings.iter().partition(|finding| finding.outcome == Outcome::Failed);
    let number = |rule: &str| rule[1..3].parse().expect("rules are called by number");
    // A few of them say enough, and a failure prints them all.
    let rest = rest.iter().take(5).map(|finding| format!("{}: {}", finding.rule, finding.message));
    (failed.iter().map(|finding| number(&finding.rule)).collect(), rest.collect())
}

#[test]
fn a_plan_without_a_fault_is_silent() {
    let engine = Engine::of_comparison();
    for units in [1, 2, 10, 100] {
        let text = irp::write(&generate::plan(units as u64, units));
        let analysis = check(&engine, &[text]);
        assert_eq!(told(&analysis), (BTreeSet::new(), Vec::new()), "{units} units");
    }
}

#[test]
fn a_plan_of_one_unit_has_ten_kilobytes() {
    for seed in 0..100 {
        let bytes = irp::write(&generate::plan(seed, 1)).len();
        assert!((9_500..11_500).contains(&bytes), "the plan of {seed} has {bytes} bytes");
    }
}

#[test]
fn every_fault_sets_off_its_rule_and_makes_nothing_undecided() {
    let engine = Engine::of_comparison();
    for rule in 1..=faults::COUNT {
        for seed in 0..20 {
            let mut facts = generate::plan(seed, 1);
            faults::inject(&mut facts, rule, &mut Random::new(seed));
            let (failed, rest) = told(&check(&engine, &[irp::write(&facts)]));
            assert!(failed.contains(&rule), "the fault against rule {rule} was not found with seed {seed}");
            assert_eq!(rest, Vec::<String>::new(), "rule {rule}, seed {seed}");
        }
    }
}

#[test]
fn about_four_of_a_hundred_plans_have_faults() {
    let faulty = (0..2_000).filter(|number| !folder::plan(*number).1.is_empty()).count();
    assert!((60..100).contains(&faulty), "{faulty} of 2000");
}

#[test]
fn the_same_seed_makes_the_same_plan() {
    assert_eq!(irp::write(&folder::plan(17).0), irp::write(&folder::plan(17).0));
    assert_ne!(irp::write(&folder::plan(17).0), irp::write(&folder::plan(18).0));
}

#[test]
fn the_worst_plans_read_and_have_the_size_that_was_asked_for() {
    let engine = Engine::of_comparison();
    for shape in SHAPES {
        let text = (shape.make)(100_000);
        // A plan ends with a whole unit, of which the longest has 26 KB.
        assert!((95_000..126_000).contains(&text.len()), "{}: {} bytes", shape.name, text.len());
        let lines = text.lines().filter(|line| line.starts_with("notify n_")).count();
        let (failed, rest) = told(&check(&engine, &[text]));
        let (missing, other): (Vec<String>, _) =
            rest.into_iter().partition(|line| line.starts_with("missing/"));
        assert_eq!(other, Vec::<String>::new(), "{}", shape.name);
        let leaves_out = ["nothing said", "long lists"].contains(&shape.name);
        assert_eq!(!missing.is_empty(), leaves_out, "{}: {missing:?}", shape.name);
        let wanted = match shape.name {
            // Whoever says nothing names neither a primary, nor a backup, nor an owner.
            "nothing said" => BTreeSet::from([1, 2, 6]),
            _ if lines > 0 => BTreeSet::from([16]),
            _ => BTreeSet::new(),
        };
        assert_eq!(failed, wanted, "{}", shape.name);
    }
}

#[test]
fn a_plan_with_a_list_for_each_attribute_reads() {
    let engine = Engine::of_all_packs();
    let plans: Vec<_> = lists::plans(&engine.policies.schema, 20).collect();
    assert!(plans.len() > 100, "only {} lists", plans.len());
    for (name, text) in plans {
        let analysis = check(&engine, std::slice::from_ref(&text));
        let unread = analysis.findings.iter().find(|finding| finding.outcome == Outcome::Unreadable);
        assert!(unread.is_none(), "{name}: {unread:?}\n{text}");
    }
}
