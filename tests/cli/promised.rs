//! What a plan promises with a `todo` is waited for: however many rules demand it, it is one finding.

use serde_json::Value;

use crate::sandbox::Sandbox;

const HEAD: &str = "pack house \"House rules\" { version: \"1\"; schema: 1 }\n";

/// A rule whose demand holds of a role with a backup that is a person, and of nothing else.
fn rule(name: &str, severity: &str, demand: &str) -> String {
    format!(
        "rule {name} \"A demand\" {{\n  severity: {severity}\n  source: \"Ours\"\n  for each role r\n  require {demand}\n  \
         message \"It does not hold of {{r}}.\"\n  bad {{ role lead }}\n  \
         good {{ person anna {{ hours: 24x7 }}\n role lead {{ backup: anna }} }}\n}}\n"
    )
}

/// A plan and a house whose policies are these rules.
fn house(name: &str, plan: &str, rules: &str) -> Sandbox {
    let sandbox = Sandbox::new(name).file("plan.irp", plan).file("irlint.toml", "policies = ['house']\n");
    sandbox.file("house/house.irpolicy", HEAD.to_owned() + rules)
}

fn sandbox(name: &str, plan: &str) -> Sandbox {
    let rules = [
        rule("backup-demanded", "error", "r.backup is given"),
        rule("backup-decided", "note", "r.backup is not missing"),
        rule("backup-stood-in-for", "warning", "(some p in r.backup) default no"),
    ];
    house(name, plan, &rules.concat())
}

#[test]
fn a_todo_is_one_finding_as_grave_as_the_gravest_rule_that_waits() {
    let sandbox = sandbox("promised", "plan p \"P\"\nrole lead { backup: todo \"Hiring\" by 2027-01-31 }\n");
    let ran = sandbox.run("check --select house --format json");
    assert_eq!(ran.code, 1, "{ran:#?}");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let [finding] = json["findings"].as_array().unwrap().as_slice() else { panic!("{json:#}") };
    assert_eq!((&finding["rule"], &finding["severity"]), (&"missing/role.backup".into(), &"error".into()));
    assert_eq!(finding["outcome"], "undecided");
    sandbox
        .run("check --select house --format compact")
        .says(1, &["waiting: backup-decided, backup-demanded, backup-stood-in-for", "Hiring"]);
}

#[test]
fn what_is_neither_stated_nor_promised_fails_as_before() {
    let ran = sandbox("unpromised", "plan p \"P\"\nrole lead\n").run("check --select house --format compact");
    ran.says(1, &["error[backup-demanded]", "note[backup-decided]", "warning[backup-stood-in-for]"]);
}

#[test]
fn what_fails_whatever_the_answer_will_be_fails() {
    let rule = rule("backup-with-primary", "error", "r.backup is given and r.primary is given");
    let plan = "plan p \"P\"\nrole lead { backup: todo \"Hiring\" by 2027-01-31 }\n";
    house("promised-anyway", plan, &rule)
        .run("check --select house --format compact")
        .says(1, &["error[backup-with-primary]"])
        .hides(&["undecided"]);
}

#[test]
fn nothing_is_asked_of_a_case_that_may_not_come_to_be() {
    let rule = rule("backed-up-unled", "error", "count(r.primary) > 0")
        .replace("for each role r\n", "for each role r where r.backup is given\n");
    let plan = "plan p \"P\"\nrole lead { backup: todo \"Hiring\" by 2027-01-31 }\n";
    let ran = house("promised-case", plan, &rule).run("check --select house --format compact");
    ran.says(1, &["error[missing/role.backup]"]).hides(&["missing/role.primary"]);
}
