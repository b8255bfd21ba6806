//! Probing a plan from outside: which changes are made, who notices, and how it ends.

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "plan p \"P\" { version: \"1\"; calendar: none }\n\
person eva { hours: Mon-Sun 07:00-19:00; phone: +49 30 23125 101, +49 30 23125 102 }\n\
person tom { hours: Mon-Sun 19:00-07:00 }\n\
person ida { hours: 24x7 }\n\
supplier lab { retained: yes; response: 4 hours }\n\
role desk { function: first_response, legal; primary: eva; backup: tom }\n\
rotation spare\n";

fn plan(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN)
}

fn lines(ran: &Ran) -> Vec<&str> {
    ran.out.lines().collect()
}

#[test]
fn changes_that_no_rule_notices_are_said_by_fact_with_their_places() {
    let ran = plan("facts").run("probe plan.irp --select first-response-gap");
    ran.says(0, &[]);
    assert_eq!(ran.err, "");
    assert_eq!(
        lines(&ran),
        [
            "supplier: 1 of 1 change unnoticed",
            "  plan.irp:5:1: supplier `lab` is deleted",
            "supplier.response: 2 of 2 changes unnoticed",
            "  plan.irp:5:41: supplier `lab`: `response` is deleted, becomes `40 hours`",
            "supplier.retained: 2 of 2 changes unnoticed",
            "  plan.irp:5:26: supplier `lab`: `retained` is deleted, becomes `no`",
            "person: 1 of 3 changes unnoticed",
            "  plan.irp:4:1: person `ida` is deleted",
            "person.phone: 3 of 3 changes unnoticed",
            "  plan.irp:2:49: person `eva`: `phone` is deleted, loses one of its values, loses one of its values",
            "person.hours: 1 of 5 changes unnoticed",
            "  plan.irp:4:21: person `ida`: `hours` is deleted",
            "role: 1 of 1 change unnoticed",
            "  plan.irp:6:1: role `desk` is deleted (no longer asked: `first-response-gap`)",
            "role.function: 3 of 3 changes unnoticed",
            "  plan.irp:6:23: role `desk`: `function` is deleted, loses `first_response` (no longer asked: \
             `first-response-gap`), loses `legal`",
            "role.backup: 1 of 2 changes unnoticed",
            "  plan.irp:6:68: role `desk`: `backup` names `ida` for `tom`",
            "rotation: 1 of 1 change unnoticed",
            "  plan.irp:7:1: rotation `spare` is deleted",
            "plan.version: 1 of 1 change unnoticed",
            "  plan.irp:1:23: plan `p`: `version` is deleted",
            "plan.calendar: 1 of 1 change unnoticed",
            "  plan.irp:1:38: plan `p`: `calendar` is deleted",
            "probed plan.irp with 28 changes against 1 selected rule: 7 noticed by rules, 3 by reading, 18 unnoticed",
        ]
    );
}

#[test]
fn a_change_that_the_plan_accepts_goes_unnoticed() {
    let accept = "role ceo\naccept first-response-gap on desk by ceo until 2027-01-01 because \"Test\"\n";
    let sandbox = Sandbox::new("accepted").file("plan.irp", format!("{PLAN}{accept}"));
    let ran = sandbox.run("probe plan.irp --select first-response-gap");
    ran.says(0, &["person.hours: 5 of 5 changes unnoticed\n", ": 0 noticed by rules, "]);
}

#[test]
fn json_holds_the_same_with_positions() {
    let ran = plan("json").run("probe plan.irp --select first-response-gap --format json");
    let output: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let plan = &output["plans"][0];
    assert_eq!((&output["as_of"], &plan["path"]), (&"2026-11-23".into(), &"plan.irp".into()));
    assert_eq!((&plan["changes"], &plan["unnoticed"], &plan["rules"]), (&28.into(), &18.into(), &1.into()));
    let facts = plan["facts"].as_array().unwrap();
    let function = facts.iter().find(|fact| fact["fact"] == "role.function").unwrap();
    assert_eq!(function["changes"], 3);
    let change = &function["unnoticed"][1];
    assert_eq!((&change["thing"], &change["attribute"]), (&"desk".into(), &"function".into()));
    assert_eq!(
        (&change["change"], &change["message"]),
        (&"removed".into(), &"loses `first_response`".into())
    );
    assert_eq!(change["start"], serde_json::json!({ "line": 6, "column": 23, "byte": 270 }));
    assert_eq!(change["no_longer_asked"], serde_json::json!(["first-response-gap"]));
}

#[test]
fn private_values_never_show() {
    let sandbox = plan("private");
    sandbox.run("probe plan.irp").hides(&["23125"]);
    sandbox.run("probe plan.irp --format json").hides(&["23125"]);
}

#[test]
fn unnoticed_changes_fail_the_run_when_asked() {
    let sandbox = plan("fail");
    sandbox.run("probe plan.irp --select core --fail-on-unnoticed -q").says(1, &[" unnoticed\n"]);
    sandbox
        .run("probe . --select core -q")
        .says(0, &["person.phone: 3 of 3 changes unnoticed\n"])
        .hides(&["plan.irp:"]);
}

#[test]
fn every_run_says_the_same() {
    let sandbox = plan("threads");
    let one = sandbox.run("probe plan.irp -j 1");
    assert_eq!(one.out, sandbox.run("probe plan.irp -j 4").out);
    assert!(one.out.contains(" noticed by rules, "), "{one:#?}");
}

#[test]
fn what_cannot_be_probed_ends_with_2_or_3() {
    let broken = PLAN.replace("backup: tom", "backup: tim");
    let sandbox = plan("cannot").file("broken.irp", broken).file("notes.txt", "");
    let ran = sandbox.run("probe broken.irp");
    ran.says(2, &["error: broken.irp:6:68: ", "tim", "a plan that does not read cannot be probed"]);
    sandbox.run("probe nowhere.irp").says(2, &["there is no file or folder `nowhere.irp`"]);
    sandbox.run("probe plan.irp --select nothing-such").says(2, &["names `nothing-such`"]);
    sandbox.run("probe plan.irp --select core --ignore core").says(3, &["no rule was selected"]);
    sandbox.run("probe").says(2, &["error: broken.irp:6:68: "]);
    sandbox.file("empty/x.txt", "").run("probe empty").says(3, &["there is no plan in `empty`"]);
}
