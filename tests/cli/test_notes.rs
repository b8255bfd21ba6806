//! `irlint test` on plans with notes.

use crate::sandbox::{Ran, Sandbox};

/// Runs a plan about a rule of the pack `core`.
fn noted(name: &str, plan: &str) -> Ran {
    let path = "rules/backup-is-primary/case.irp";
    let sandbox = Sandbox::new(name).file(path, format!("person anna \"Anna\"\n{plan}"));
    sandbox.run_with("test rules", &[("COLUMNS", "160")], b"")
}

const PLAN: &str = "role lead { primary: anna; backup: anna }\n";
const NOTE: &str = "#                                  ^^^^";

#[test]
fn notes_that_every_finding_answers_are_as_expected() {
    for text in ["", " named as backup", " Anna is both primary and backup of lead."] {
        let ran = noted("notes-met", &format!("{PLAN}{NOTE}{text}\n"));
        assert_eq!(ran.out, "ran 1 plan of 1 rule: all as expected\n", "{text}");
    }
    let also = format!("{PLAN}{NOTE}\n#                    ^^^^ and as primary here\n");
    noted("notes-also", &also).says(0, &["all as expected"]);
}

#[test]
fn a_note_that_no_finding_answers_says_what_came_instead() {
    let ran = noted("notes-words", &format!("{PLAN}{NOTE} something else\n"));
    ran.says(
        1,
        &[
            "error[test/note]",
            "rules/backup-is-primary/case.irp:2:36",
            "the note wants a finding of `backup-is-primary` that says `something else`, but what it finds here says: Anna is both primary and backup of lead.",
            "no note names what `backup-is-primary` finds here",
            "1 is not as expected",
        ],
    );
    let ran = noted("notes-place", &format!("{PLAN}#    ^^^^\n"));
    ran.says(1, &["case.irp:2:6", "but it finds elsewhere", "found here: Anna is both", "no note names"]);
    let ran = noted(
        "notes-silent",
        "person ben; role lead { primary: anna; backup: ben }\n#                 ^^^^ named\n",
    );
    ran.says(1, &["that says `named`, but the rule passes"]);
}

#[test]
fn a_finding_without_a_note_is_said_with_the_line_to_add() {
    let two = "role two { primary: anna; backup: anna }\n";
    let ran = noted("notes-unnamed", &format!("{PLAN}{NOTE}\n{two}"));
    ran.says(
        1,
        &["no note names what `backup-is-primary` finds here: Anna is", "named as backup here`, the"],
    );
    ran.says(1, &["case.irp:4:35"]).hides(&["the note wants"]);
}

#[test]
fn a_plan_without_notes_must_be_looked_at_and_pass() {
    noted("notes-none", "person ben; role lead { primary: anna; backup: ben }\n")
        .says(0, &["ran 1 plan of 1 rule: all"]);
    let ran = noted("notes-found", PLAN);
    ran.says(1, &["this plan for `backup-is-primary` wants the rule to pass, but the rule finds a gap"]);
    noted("notes-idle", "").says(1, &["wants the rule to pass, but the rule has nothing to look at"]);
}

#[test]
fn a_fact_that_the_rule_waits_for_can_be_noted() {
    let plan = "role lead { primary: anna }\n#^^^^^^^^ does not state `backup`\n";
    noted("notes-facts", plan).says(0, &["ran 1 plan of 1 rule: all as expected"]);
}

#[test]
fn a_plan_that_does_not_read_is_said() {
    noted("notes-misread", "rol lead\n").says(1, &["there is no kind `rol`", "1 is not as expected"]);
    noted("notes-syntax", "role lead {\n").says(1, &["case.irp:2:", "1 is not as expected"]);
}

#[test]
fn a_plan_that_is_about_no_rule_is_passed_over_unless_it_wants_something() {
    let sandbox = Sandbox::new("notes-rule")
        .file("plans/plan.irp", "plan p \"P\"\n")
        .file("backup-is-primry/noted.irp", "role lead\n#^^^^^^^^\n");
    let ran = sandbox.run("test plans -v");
    ran.says(
        3,
        &["passed over: `plans/plan.irp`: its folder is called like no rule", "no plan about a rule"],
    );
    sandbox.run("test plans/plan.irp").says(2, &["`plans/plan.irp` is about no rule: its folder is `plans`"]);
    let ran = sandbox.run("test backup-is-primry");
    ran.says(2, &["`backup-is-primry/noted.irp` is about no rule", "did you mean `backup-is-primary`?"]);
}

#[test]
fn plans_and_policies_of_the_same_rule_are_run_together() {
    let sandbox = Sandbox::new("notes-own")
        .file(
            "house/house.irpolicy",
            "pack house \"House\" { version: \"1\"; schema: 1 }\n\
             rule no-desk \"There is a desk\" {\n  severity: error\n  require some role r\n  \
             message \"There is no desk.\"\n  bad { person a }\n  good { role desk }\n}\n",
        )
        .file("cases/no-desk/one.irp", "plan p \"P\"\n#^^^^^^^^^ There is no desk.\n");
    sandbox.run("test house cases").says(0, &["ran 2 samples and 1 plan of 1 rule: all as expected"]);
    sandbox.run("test house cases --filter one.irp").says(0, &["ran 1 plan of 1 rule: all as expected"]);
    let sandbox = Sandbox::new("notes-bytes").file("backup-is-primary/a.irp", b"role lead \xff\n");
    sandbox.run("test backup-is-primary").says(2, &["`backup-is-primary/a.irp` is not UTF-8 text"]);
}
