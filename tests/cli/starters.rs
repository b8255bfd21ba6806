//! The starter plans: unfilled, each hole is one finding and there is no other; filled, nothing is found by any pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::sandbox::{Sandbox, fixture};

const PLAN: &str = "incident-response.irp";

/// What a hole starts with.
const HOLE: &str = "todo \"";

/// Answers for a starter plan: by the question, and what its owner adds besides.
#[derive(Deserialize)]
struct Fill {
    answers: BTreeMap<String, String>,
    more: String,
}

/// The names of the starter plans: their files.
fn names() -> BTreeSet<String> {
    files("../templates/starters", ".irp")
}

fn files(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(fixture(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

/// A folder with the starter plan `name` for one test, and the text of the plan.
fn started(name: &str, test: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::new(&format!("starter-{test}-{name}"));
    sandbox.run(&format!("init --yes --preset {name}")).says(0, &["wrote"]);
    let plan = fs::read_to_string(sandbox.folder.join(PLAN)).unwrap();
    (sandbox, plan)
}

/// The questions of a plan, with line and column.
fn holes(plan: &str) -> Vec<(String, (usize, usize))> {
    let mut holes = Vec::new();
    for (at, line) in plan.lines().enumerate() {
        for (start, _) in line.match_indices(HOLE) {
            let (before, behind) = line.split_at(start);
            let question = behind.strip_prefix(HOLE).unwrap().split('"').next().unwrap();
            holes.push((question.to_owned(), (at + 1, before.chars().count() + 1)));
        }
    }
    holes
}

/// Rule and place of each finding.
fn findings(sandbox: &Sandbox) -> Vec<(String, (usize, usize))> {
    let ran = sandbox.run("check --format json");
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    let place = |finding: &Value, part: &str| finding["start"][part].as_u64().unwrap().try_into().unwrap();
    let found = json["findings"].as_array().unwrap().iter();
    found
        .map(|one| (one["rule"].as_str().unwrap().to_owned(), (place(one, "line"), place(one, "column"))))
        .collect()
}

/// The plan with each hole filled. An answer that nobody asks for is a fault, as is a question without one.
fn filled(plan: &str, fill: &Fill) -> String {
    let mut unused: BTreeSet<&str> = fill.answers.keys().map(String::as_str).collect();
    let mut parts = plan.split(HOLE);
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (question, behind) = part.split_once("\" by 2026-12-23").unwrap();
        unused.remove(question);
        text += fill.answers.get(question).unwrap_or_else(|| panic!("no answer to: {question}"));
        text += behind;
    }
    assert!(unused.is_empty(), "nobody asks: {unused:?}");
    text + &fill.more
}

#[test]
fn each_hole_of_a_starter_plan_is_one_finding_and_there_is_no_other() {
    assert!(names().len() >= 5, "{:?}", names());
    for name in names() {
        let (sandbox, plan) = started(&name, "holes");
        let holes = holes(&plan);
        let asked: BTreeSet<&str> = holes.iter().map(|(question, _)| question.as_str()).collect();
        assert_eq!(asked.len(), holes.len(), "{name}: a question stands twice");
        let mut places: Vec<_> = holes.iter().map(|(_, place)| *place).collect();
        let mut found = findings(&sandbox);
        found.sort_by_key(|(_, place)| *place);
        places.sort_unstable();
        let other: Vec<_> = found.iter().filter(|(rule, _)| !rule.starts_with("missing/")).collect();
        assert!(other.is_empty(), "{name}: {other:?}");
        assert_eq!(found.iter().map(|(_, place)| *place).collect::<Vec<_>>(), places, "{name}");
    }
}

#[test]
fn a_filled_starter_plan_is_clean_under_every_pack() {
    assert_eq!(names(), files("starters", ".toml"));
    for name in names() {
        let (sandbox, plan) = started(&name, "filled");
        let fill = fs::read_to_string(fixture(&format!("starters/{name}.toml"))).unwrap();
        let plan = filled(&plan, &toml::from_str(&fill).unwrap());
        let ran = sandbox.file(PLAN, plan).run("check --fail-on note --format compact");
        ran.says(0, &["no findings", " passed, 0 failed, "]).hides(&["undecided", "accepted"]);
    }
}

#[test]
fn a_starter_plan_says_whom_it_is_for_and_what_to_do_with_it() {
    for name in names() {
        let (_sandbox, plan) = started(&name, "heads");
        let mut lines = plan.lines();
        let (first, second) = (lines.next().unwrap(), lines.next().unwrap());
        assert!(first.starts_with("# For a") && first.ends_with('.'), "{name}: {first}");
        assert!(second.contains("`todo`"), "{name}: {second}");
        let comments =
            plan.lines().filter(|line| line.starts_with("# ") && !line.starts_with("# --")).count();
        assert!(comments > 10, "{name}: only {comments} lines of comments");
    }
}

#[test]
fn the_guide_lists_every_starter_plan() {
    let guide = fs::read_to_string(fixture("../docs/guide/start.md")).unwrap();
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: BTreeSet<String> = rows.filter(|row| !row.starts_with("--")).map(str::to_owned).collect();
    assert_eq!(listed, names());
}

#[test]
fn a_hole_is_found_where_it_stands() {
    let found = holes("a { b: todo \"X\" by 2026-12-23 }\n  c | todo \"Y\" | todo \"Z\"\n");
    assert_eq!(found, [("X".to_owned(), (1, 8)), ("Y".to_owned(), (2, 7)), ("Z".to_owned(), (2, 18))]);
}
