//! The guide on a plan with many old gaps takes the worst plan there is, and three commands.

use serde::Deserialize;

use super::none;
use crate::support::console::{self, steps};
use crate::support::files;
use crate::support::markdown::blocks;

const GUIDE: &str = "docs/guide/adopting.md";

#[derive(Deserialize)]
struct Checked {
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    findings: usize,
}

#[test]
fn a_plan_with_many_findings_is_adopted() {
    let guide = files::below(GUIDE, &[]).remove(0);
    let (_, marked) = guide.text.split_once("<!-- plan.irp: ").unwrap();
    let (plan, _) = marked.split_once(" -->").unwrap();
    let found = findings(plan).unwrap();
    assert!(found > 50, "{plan} has {found} findings");
}

/// How many findings a plan has; nothing if it is a part of a plan, or no plan.
fn findings(path: &str) -> Option<usize> {
    let (text, _) =
        console::run(&format!("irlint check --isolated --format json {path}"), &files::root()).ok()?;
    let mut values = serde_json::Deserializer::from_str(&text).into_iter::<Checked>();
    Some(values.next()?.ok()?.summary.findings)
}

#[test]
fn a_plan_is_adopted_by_three_commands() {
    let guide = files::below(GUIDE, &[]).remove(0);
    let first = blocks(&guide.text).into_iter().find(|block| block.language == "console").unwrap();
    let commands: Vec<&str> =
        steps(&first.text, first.line).iter().map(|step| step.command).filter(|c| *c != "echo $?").collect();
    let [write, commit, check] = commands.as_slice() else { panic!("not three commands: {commands:?}") };
    let wanted = [
        (*write, "--write-baseline"),
        (*commit, "git commit"),
        (*check, "irlint check --quiet --baseline known-gaps.toml"),
    ];
    none(
        &wanted
            .iter()
            .filter(|(command, words)| !command.contains(words))
            .map(|(command, words)| format!("`{command}` lacks `{words}`"))
            .collect::<Vec<_>>(),
    );
}
