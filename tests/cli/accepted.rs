//! Acceptances: how each format shows what a plan accepts, what has no effect, and what an auditor sees who honours none.

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "\
plan p \"P\"
person anna \"Anna\"
person ben \"Ben\"
role desk \"Desk\" { primary: anna; backup: anna }
role night \"Night\" { primary: ben; backup: ben }
role ceo \"Chief\" { primary: anna; backup: none }
";

const REASON: &str = "Nobody else yet";

fn with(name: &str, accept: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", format!("{PLAN}{accept}\n"))
}

fn sandbox(name: &str) -> Sandbox {
    with(name, &format!("accept backup-is-primary on night by ceo until 2027-01-31 because \"{REASON}\""))
}

/// How a format shows that a finding is accepted, beside the reason.
const SHOWN: &[(&str, &[&str])] = &[
    ("text", &["accepted:\n  plan.irp:5:", "accepted by Chief until 2027-01-31: Nobody else yet"]),
    ("compact", &["accepted[backup-is-primary] Ben is both primary and backup of Night.", "plan.irp:5:"]),
    ("plain", &["Accepted, rule backup-is-primary.", "Terms: accepted by Chief until 2027-01-31"]),
    ("json", &["\"by\": \"Chief\"", "\"until\": \"2027-01-31\"", "\"accepted\": 1"]),
    ("jsonl", &["\"accepted\":{\"by\":\"Chief\"", "\"accepted\":1"]),
    (
        "sarif --sarif-suppressions",
        &["\"suppressions\"", "\"kind\": \"inSource\"", "\"status\": \"accepted\""],
    ),
    ("github", &["accepted[backup-is-primary] Ben is both", "accepted by Chief"]),
    ("markdown", &["### Accepted", "accepted by Chief until 2027-01-31"]),
];

/// Formats without a word for it leave the finding out, and what they say beside it counts it.
const LEFT_OUT: [&str; 2] = ["sarif", "gitlab"];

fn check(sandbox: &Sandbox, words: &str) -> Ran {
    sandbox.run(&format!("check --select core --ignore todo-without-day --format {words}"))
}

#[test]
fn every_format_shows_what_is_accepted_as_accepted() {
    let sandbox = sandbox("every-format");
    for (format, words) in SHOWN {
        check(&sandbox, format).says(1, words).says(1, &[REASON, "Anna is both primary and backup of Desk."]);
    }
    for format in LEFT_OUT {
        let ran = check(&sandbox, format);
        ran.says(1, &["Anna is both primary and backup of Desk.", "1 accepted"]).hides(&["Ben is both"]);
    }
    let only_night = Sandbox::new("skipped").file(
        "plan.irp",
        sandbox_text().replace("primary: anna; backup: anna", "primary: anna; backup: ben"),
    );
    let ran = only_night.run("check --select backup-is-primary --format junit");
    ran.says(
        0,
        &["<skipped message=\"Ben is both primary and backup of Night.; accepted by Chief until 2027-01-31"],
    );
    ran.hides(&["<failure"]);
}

fn sandbox_text() -> String {
    format!("{PLAN}accept backup-is-primary on night by ceo until 2027-01-31 because \"{REASON}\"\n")
}

#[test]
fn no_format_is_missing_in_the_table() {
    let shown = SHOWN.iter().map(|(format, _)| format.split(' ').next().unwrap());
    let mut all: Vec<&str> = shown.chain(LEFT_OUT).chain(["junit"]).collect();
    all.sort_unstable();
    all.dedup();
    let mut formats: Vec<&str> = irlint::report::FORMATS.iter().map(|format| format.name).collect();
    formats.sort_unstable();
    assert_eq!(all, formats);
}

#[test]
fn an_auditor_sees_what_is_accepted_as_open() {
    let sandbox = sandbox("no-accepts");
    for (format, words) in SHOWN {
        let ran = check(&sandbox, &format!("{format} --no-accepts"));
        ran.says(1, &["Ben is both primary and backup of Night."]).hides(&[words[0], "accepted by Chief"]);
    }
    check(&sandbox, "compact --no-accepts").says(1, &["acceptances not honoured"]);
    check(&sandbox, "json --no-accepts").says(1, &["\"accepts_honoured\": false", "\"accepted\": 0"]);
    check(&sandbox, "gitlab --no-accepts").says(1, &["Ben is both", "acceptances not honoured"]);
    check(&sandbox, "junit --no-accepts").says(1, &["Ben is both", "acceptances not honoured"]);
    let ran = sandbox.run_with("check --format compact", &[("IRLINT_NO_ACCEPTS", "1")], b"");
    ran.says(1, &["acceptances not honoured"]);
    check(&sandbox, "compact").hides(&["not honoured"]);
}

#[test]
fn an_acceptance_that_ends_too_late_has_no_effect() {
    let late = |name: &str, until: &str| {
        let accept = format!("accept backup-is-primary on night by ceo until {until} because \"{REASON}\"");
        check(&with(name, &accept), "compact")
    };
    late("in-time", "2027-05-22").says(1, &["1 accepted"]).hides(&["acceptance-too-long"]);
    let ran = late("too-late", "2027-05-23");
    ran.says(1, &["error[acceptance-too-long]", "Ben is both", "ends later than 180 days from 2026-11-23"]);
    ran.says(1, &["plan.irp:7:48: error[acceptance-too-long]"]).hides(&["1 accepted"]);
}

#[test]
fn the_limits_are_settings_and_follow_the_severity() {
    let accept = "accept backup-is-primary on night by ceo until 2027-01-31 because \"X\"";
    let sandbox = with("limits", accept).file("irlint.toml", "[packs.core]\naccept_error = '30 days'\n");
    check(&sandbox, "compact").says(1, &["error[acceptance-too-long]", "a rule of severity error"]);
    let softer = "pack house \"H\" { version: \"1\"; uses: core }\n\
                  adjust backup-is-primary { severity: warning; because \"We are few\" }\n\
                  rule lead-named \"L\" { severity: note\n source: \"H\"\n require some role r\n message \"None.\"\n\
                  bad { person a }\n good { role a } }\n";
    let sandbox = sandbox.file("house/house.irpolicy", softer);
    let ran = check(&sandbox, "compact --policies house");
    ran.says(1, &["1 accepted"]).hides(&["acceptance-too-long"]);
}

#[test]
fn a_day_that_does_not_read_counts_as_over() {
    let accept = "accept backup-is-primary on night by ceo until 2027-13-31 because \"X\"";
    let ran = check(&with("malformed", accept), "compact");
    ran.says(2, &["plan.irp:7:", "2027-13-31", "error[backup-is-primary] Ben is both"])
        .hides(&["1 accepted"]);
}

#[test]
fn an_acceptance_is_unused_only_if_its_rule_ran() {
    let accept = "accept stage-without-owner on night by ceo until 2027-01-31 because \"X\"";
    let sandbox = with("unused", accept);
    sandbox.run("check --format compact").says(1, &["error[accept/unused]"]);
    sandbox.run("check --format compact --ignore stage-without-owner").hides(&["accept/unused"]);
}

#[test]
fn what_no_plan_may_accept_stays_open() {
    let accept = "accept acceptance-incomplete on night by ceo until 2027-01-31 because \"X\"\n\
                  accept backup-is-primary on night until 2027-01-31 because \"X\"\n";
    let ran = check(&with("unacceptable", accept), "compact");
    ran.says(1, &["error[acceptance-incomplete]", "error[backup-is-primary] Ben is both"])
        .hides(&["1 accepted"]);
}
