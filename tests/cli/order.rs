//! The order of statements in a plan, of the files that it uses and of flags changes places and nothing else; and
//! fingerprints stay when any of the fixture plans is moved, renamed or laid out anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::sandbox::{Sandbox, fixture};

/// The fixture plans that stand in one file, by name.
fn plans() -> Vec<(String, String)> {
    let folders = ["clean", "faulty", "real"].map(|folder| fixture("plans").join(folder));
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "irp"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    let plans: Vec<_> = paths.iter().map(read).filter(|(_, text)| !text.contains("\nuse ")).collect();
    assert!(plans.len() > 10, "{}", plans.len());
    plans
}

/// The rules that say once what holds for several cases. Which of these the message names is for the order to say.
fn once_per() -> BTreeSet<String> {
    let policies = walkdir::WalkDir::new(fixture("../policies")).into_iter().flatten();
    let texts = policies
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| fs::read_to_string(entry.path()).unwrap());
    let rules = texts.flat_map(|text| text.split("\nrule ").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let rules = rules.filter(|rule| rule.contains("\n  once per "));
    let names: BTreeSet<String> =
        rules.map(|rule| rule.split_whitespace().next().unwrap().to_owned()).collect();
    assert!(names.contains("escalation-circle"), "{names:?}");
    names
}

/// The words of a message in the order of the alphabet: names are listed in the order of the plan.
fn words(message: &str) -> String {
    let mut words: Vec<&str> = message.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// What is found in all plans below the sandbox: how often each fingerprint, with its rule and the words of its message.
fn findings(sandbox: &Sandbox) -> BTreeMap<(String, String, String), usize> {
    let once_per = once_per();
    let ran = sandbox.run("check --format json --reveal");
    let said: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    let mut all = BTreeMap::new();
    for finding in said["findings"].as_array().unwrap() {
        let word = |name: &str| finding[name].as_str().unwrap().to_owned();
        let message = if once_per.contains(&word("rule")) { String::new() } else { words(&word("message")) };
        *all.entry((word("rule"), message, word("fingerprint"))).or_default() += 1;
    }
    assert!(all.len() > 100, "{}", all.len());
    all
}

#[track_caller]
fn same<K: Ord + std::fmt::Debug>(before: &BTreeMap<K, usize>, after: &BTreeMap<K, usize>) {
    let lost: Vec<_> = before.iter().filter(|(key, count)| after.get(*key) != Some(count)).collect();
    let gained: Vec<_> = after.iter().filter(|(key, count)| before.get(*key) != Some(count)).collect();
    assert!(lost.is_empty() && gained.is_empty(), "lost {lost:#?}, gained {gained:#?}");
}

/// The statements of a plan, each with the comments above it.
fn statements(text: &str) -> Vec<String> {
    let mut statements = vec![String::new()];
    let mut depth = 0_usize;
    for line in text.lines() {
        let code = line.split('"').step_by(2).collect::<String>();
        let code = code.split('#').next().unwrap();
        let last = statements.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
        depth = (depth + code.matches('{').count()).saturating_sub(code.matches('}').count());
        if depth == 0 && line.is_empty() {
            statements.push(String::new());
        }
    }
    assert_eq!(statements.concat(), text);
    statements
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

fn sandbox(name: &str, path: impl Fn(&str) -> String, text: impl FnMut(&str) -> String) -> Sandbox {
    let mut text = text;
    plans().iter().fold(Sandbox::new(name), |sandbox, (name, plan)| sandbox.file(&path(name), text(plan)))
}

fn as_is(name: &str) -> String {
    format!("{name}.irp")
}

#[test]
fn the_order_of_statements_changes_places_and_nothing_else() {
    let before = findings(&sandbox("order-before", as_is, str::to_owned));
    let mut dice = Dice(20_261_123);
    for _ in 0..3 {
        let shuffled = |text: &str| {
            let mut statements = statements(text);
            dice.shuffle(&mut statements);
            statements.join("\n")
        };
        same(&before, &findings(&sandbox("order-after", as_is, shuffled)));
    }
}

#[test]
fn the_order_of_used_files_changes_places_and_nothing_else() {
    let mut dice = Dice(7);
    let mut divided = |name: &str| {
        plans().iter().fold(Sandbox::new(name), |sandbox, (plan, text)| {
            let mut files = [String::new(), String::new(), String::new(), String::new()];
            let at =
                |statement: &str| if statement.contains("\nplan ") { 0 } else { 1 + statement.len() % 3 };
            for one in statements(&format!("\n{text}")) {
                files[at(&one)] += &one;
            }
            let mut uses = [1, 2, 3].map(|part| format!("use \"{plan}/{part}.irp\"\n"));
            dice.shuffle(&mut uses);
            let [root, parts @ ..] = files;
            let sandbox = sandbox.file(&format!("{plan}.irp"), format!("{}{root}", uses.concat()));
            parts
                .iter()
                .enumerate()
                .fold(sandbox, |sandbox, (at, part)| sandbox.file(&format!("{plan}/{}.irp", at + 1), part))
        })
    };
    let before = findings(&divided("order-uses"));
    for _ in 0..3 {
        same(&before, &findings(&divided("order-uses-again")));
    }
}

#[test]
fn the_order_of_flags_changes_nothing() {
    let sandbox = Sandbox::new("order-flags").file("plan.irp", &plans()[1].1);
    let mut flags = vec![
        "plan.irp",
        "--format=json",
        "--select=core,cloud",
        "--ignore=asset-missing",
        "--fail-on=note",
        "--isolated",
        "-v",
        "-j2",
        "--statistics",
        "--reveal",
        "--color=never",
        "--exit-zero",
    ];
    let run = |flags: &[&str]| sandbox.run(&format!("check {}", flags.join(" ")));
    let before = run(&flags);
    assert!(before.code == 0 && before.out.len() > 1000, "{before:?}");
    let mut dice = Dice(3);
    for _ in 0..6 {
        dice.shuffle(&mut flags);
        let after = run(&flags);
        assert!((after.code, &after.out, &after.err) == (0, &before.out, &before.err), "{flags:?}");
    }
}

#[test]
fn every_fixture_plan_keeps_its_fingerprints_when_it_is_moved_renamed_and_laid_out_anew() {
    let before = findings(&sandbox("prints-all", as_is, str::to_owned));
    let moved = |name: &str| format!("pläne/deep er/{}.irp", name.chars().rev().collect::<String>());
    let mut dice = Dice(11);
    let spaced = |text: &str| {
        let mut out = String::from("# a new head\n\n");
        for one in statements(text) {
            out.push_str(&"\n".repeat(dice.below(3)));
            out.push_str(&one);
        }
        out
    };
    let sandbox = sandbox("prints-all-after", moved, spaced);
    same(&before, &findings(&sandbox));
    assert!(sandbox.run("fmt .").code != 1);
    same(&before, &findings(&sandbox));
}
