//! Settings for some plans only: which plans they are for, what they change, and what they say when they are for none.

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};

/// Anna stands in for herself, and a step waits for nobody.
const PLAN: &str = "\
plan NAME \"A plan\"
person anna
role lead { primary: anna; backup: anna }
";

const SELECT: &str = "select = ['backup-is-primary', 'todo-without-day']\n";

fn sandbox(name: &str, overrides: &str) -> Sandbox {
    let todo = "role next { primary: todo \"Hiring\"; backup: none }\n";
    let sandbox = Sandbox::new(name).file("irlint.toml", format!("{SELECT}{overrides}"));
    let draft = PLAN.replace("NAME", "draft") + todo;
    sandbox.file("drafts/plan.irp", draft).file("plan.irp", PLAN.replace("NAME", "ours"))
}

fn rules(ran: &Ran, path: &str) -> Vec<String> {
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = output["findings"].as_array().unwrap().iter();
    findings.filter(|one| one["path"] == path).map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ignored_rules_are_left_out_of_their_plans_and_of_no_other() {
    let own = "[[overrides]]\npaths = ['drafts/**']\nignore = ['backup-is-primary']\n";
    let sandbox = sandbox("left-out", own);
    let ran = sandbox.run("check --format json");
    assert_eq!(rules(&ran, "drafts/plan.irp"), ["todo-without-day"], "{ran:#?}");
    assert_eq!(rules(&ran, "plan.irp"), ["backup-is-primary"], "{ran:#?}");
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    let asked: Vec<&Value> = output["plans"].as_array().unwrap().iter().map(|plan| &plan["rules"]).collect();
    assert!(asked[0].get("backup-is-primary").is_none() && asked[1].get("backup-is-primary").is_some());
    let ran = sandbox.run("check --ignore todo-without-day --format json");
    assert_eq!(rules(&ran, "drafts/plan.irp"), ["backup-is-primary"], "a flag wins: {ran:#?}");
}

#[test]
fn a_selection_takes_the_place_of_that_of_the_file() {
    let own = "[[overrides]]\npaths = ['drafts']\nselect = ['todo-without-day']\n";
    let sandbox = sandbox("selected", own);
    let ran = sandbox.run("check --format json");
    assert_eq!(rules(&ran, "drafts/plan.irp"), ["todo-without-day"]);
    assert_eq!(rules(&ran, "plan.irp"), ["backup-is-primary"]);
    let ran = sandbox.run_in("drafts", "check plan.irp --format json");
    assert_eq!(rules(&ran, "plan.irp"), ["todo-without-day"], "patterns start at the file: {ran:#?}");
    let ran = sandbox.run_with("check - --stdin-filename drafts/new.irp", &[], PLAN.as_bytes());
    ran.hides(&["backup-is-primary"]);
}

#[test]
fn the_level_that_fails_is_that_of_the_plan() {
    let lax = "[[overrides]]\npaths = ['/plan.irp']\nignore = ['backup-is-primary']\n\
               [[overrides]]\npaths = ['drafts/**']\nselect = ['todo-without-day']\nfail-on = 'note'\n";
    let sandbox = sandbox("levels", lax);
    let ran = sandbox.run("check --format json --output junit=j.xml");
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &output["summary"]["failing"]), (1, &1.into()), "{ran:#?}");
    assert_eq!(output["summary"]["fail_on"], "error");
    let levels: Vec<&Value> = output["plans"].as_array().unwrap().iter().map(|one| &one["fail_on"]).collect();
    assert_eq!(levels, ["note", "error"]);
    let junit = std::fs::read_to_string(sandbox.folder.join("j.xml")).unwrap();
    assert!(junit.contains("<failure"), "{junit}");
    sandbox.run("check --fail-on error").says(0, &["1 finding (1 note)"]);
}

#[test]
fn of_two_that_differ_the_later_one_wins() {
    let own = "[[overrides]]\npaths = ['drafts/**']\nfail-on = 'note'\nignore = ['backup-is-primary']\n\
               [[overrides]]\npaths = ['*.irp', '!/plan.irp']\nfail-on = 'error'\nignore = ['todo-without-day']\n";
    let sandbox = sandbox("later", own);
    let ran = sandbox.run("check drafts");
    ran.says(3, &["no rule was selected"]);
    sandbox.run("check plan.irp").says(1, &["error[backup-is-primary]"]);
    let ran = sandbox.run("check");
    ran.says(1, &["overrides: no rule is left for `drafts/plan.irp`, which was read and not checked"]);
}

#[test]
fn a_pattern_for_no_plan_is_said() {
    let own = "[[overrides]]\npaths = ['drfats/**', 'drafts/**']\nfail-on = 'note'\n";
    let sandbox = sandbox("for-none", own);
    sandbox.run("check").says(1, &["overrides: irlint.toml:3: `drfats/**` names no plan of this run"]);
    sandbox.run("check").hides(&["`drafts/**`"]);
    sandbox.run("check -q").hides(&["drfats"]);
    sandbox.run("check plan.irp").says(1, &["`drafts/**` names no plan of this run"]);
}

#[test]
fn what_an_override_says_wrongly_has_its_place() {
    for (text, said) in [
        (
            "[[overrides]]\npaths = ['a{b']\nignore = ['core']\n",
            "irlint.toml:3:10: cannot read the pattern `a{b`",
        ),
        (
            "[[overrides]]\npaths = ['#a']\nignore = ['core']\n",
            "irlint.toml:3:10: the pattern `#a` names nothing",
        ),
        ("[[overrides]]\npaths = ['a']\n", "irlint.toml:3:9: this override changes nothing"),
        ("[[overrides]]\npaths = ['a']\nignor = []\n", "irlint.toml:4:1: there is no setting `ignor`"),
        ("[[overrides]]\npaths = ['a']\nignore = ['coer']\n", "`irlint.toml:4` names `coer`"),
    ] {
        let ran = sandbox("wrong", text).run("check");
        ran.says(2, &[said, "help: "]);
    }
}

#[test]
fn a_rule_that_no_plan_may_accept_is_not_ignored_silently() {
    let own = "[[overrides]]\npaths = ['drafts/**']\nselect = ['core']\nignore = ['acceptance-expired']\n";
    let ran = sandbox("unacceptable", own).run("check");
    ran.says(
        1,
        &["`acceptance-expired` is left out, although no plan may accept what it finds", "of an override"],
    );
}

#[test]
fn whatif_and_probe_obey_overrides_too() {
    let own = "[[overrides]]\npaths = ['drafts/**']\nignore = ['backup-is-primary']\n";
    let sandbox = sandbox("whatif", own);
    let words = "--set lead.backup=none --format json";
    sandbox.run(&format!("whatif plan.irp {words}")).says(0, &["backup-is-primary"]);
    sandbox.run(&format!("whatif drafts/plan.irp {words}")).hides(&["backup-is-primary"]);
}
