//! Checks of whole plans: the outcome, the exit code and what the flags change.

use crate::sandbox::{Ran, Sandbox};

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn clean(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", fixture("plans/clean/havelstrom.irp"))
}

fn faulty(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", fixture("plans/faulty/everything-wrong.irp"))
}

#[test]
fn a_clean_plan_ends_with_0_and_says_what_was_done() {
    let ran = clean("clean").run("check");
    ran.says(
        0,
        &[
            "checked 1 plan against ",
            " as of 2026-11-23: ",
            " passed, 0 failed",
            "; no findings, 1 accepted\n",
        ],
    );
    ran.says(0, &["accepted:\n  plan.irp:", "accepted by Chief executive until 2027-03-31: "]);
    assert_eq!(ran.err, "");
}

#[test]
fn findings_end_with_1() {
    let sandbox = faulty("faulty");
    sandbox.run("check").says(1, &["error[backup-is-primary]", "as of 2026-11-23: ", " failed"]);
    sandbox.run("check plan.irp --exit-zero").says(0, &["error[backup-is-primary]"]);
    sandbox.run("lint").says(1, &[]);
    sandbox.run("validate").says(1, &[]);
}

#[test]
fn the_level_that_fails_can_be_set() {
    let sandbox = faulty("fail-on");
    let only_warnings = "check --select logs-too-short,acceptance-incomplete";
    let ran = sandbox.run(&format!("{only_warnings} --format json"));
    let output: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let errors = output["summary"]["errors"].as_u64().unwrap();
    assert_eq!(ran.code, i32::from(errors > 0), "{ran:#?}");
    let all = output["summary"]["findings"].as_u64().unwrap();
    sandbox.run(&format!("{only_warnings} --fail-on note")).says(i32::from(all > 0), &[]);
}

#[test]
fn rules_and_packs_can_be_selected_and_left_out() {
    let sandbox = faulty("choose");
    let ran = sandbox.run("check --format compact --select backup-is-primary,escalation-circle");
    ran.says(1, &["error[backup-is-primary]", "error[escalation-circle]", "against 2 rules"]);
    ran.hides(&["crisis-team-missing"]);
    let ran = sandbox.run("check --format compact --select core --ignore backup-is-primary");
    ran.says(1, &["error[escalation-circle]"]).hides(&["backup-is-primary", "customer-side-unwatched"]);
    let ran = sandbox.run("check --select backup-is-primry");
    ran.says(2, &["names `backup-is-primry`", "did you mean `backup-is-primary`?"]);
    let ran = sandbox.run("check --select core --ignore core");
    ran.says(3, &["nothing was checked: no rule was selected"]);
}

#[test]
fn a_check_in_which_no_rule_had_anything_to_do_ends_with_3() {
    let sandbox = Sandbox::new("idle").file("plan.irp", "plan p \"P\" {\n  version: \"1\"\n}\n");
    let ran = sandbox.run("check --select backup-is-primary");
    ran.says(
        3,
        &["not applicable: backup-is-primary", "nothing was checked: no rule had anything to look at"],
    );
}

#[test]
fn a_mistake_in_reading_ends_with_2_also_with_exit_zero() {
    let sandbox = Sandbox::new("mistake").file("plan.irp", "plan p \"P\" {\n  verson: \"1\"\n}\n");
    sandbox.run("check --exit-zero").says(2, &["verson", "did you mean `version`?", "plan.irp:2:3"]);
}

#[test]
fn every_format_ends_the_same() {
    let sandbox = faulty("same-exit");
    for format in ["text", "compact", "plain", "json", "jsonl"] {
        let one = sandbox.run(&format!("check --format {format} -j 1"));
        let two = sandbox.run(&format!("check --format {format} -j 4"));
        assert_eq!((one.code, two.code), (1, 1), "{format}");
        assert_eq!(one.out, two.out, "{format}");
    }
}

#[test]
fn private_values_are_shown_only_when_asked() {
    let sandbox = faulty("private");
    sandbox.run("check").hides(&["@hallig", "+49"]);
    sandbox.run("check --reveal").says(1, &["+49"]);
}

#[test]
fn what_does_not_concern_the_plan_is_named() {
    let sandbox = Sandbox::new("concern").file("plan.irp", fixture("plans/faulty/no-systems.irp"));
    sandbox.run("check -v").says(1, &["not applicable: ", "packs that concern no plan: "]);
    sandbox.run("check -q").hides(&["not applicable: "]);
}

#[test]
fn policies_of_a_folder_join_in_and_replace_a_pack_of_their_name() {
    let rule = "rule plan-without-version \"The plan has a version\" {\n  severity: warning\n  \
                require plan.version is given\n  message \"The plan has no version.\"\n  \
                bad { plan p \"P\" }\n  good { plan p \"P\" { version: \"1\" } }\n}\n";
    let pack =
        |name: &str| format!("pack {name} \"House rules\" {{\n  version: \"1\"\n  schema: 1\n}}\n{rule}");
    let sandbox = Sandbox::new("house")
        .file("plan.irp", "plan p \"P\"\nperson anna \"Anna\"\n")
        .file("house/house.irpolicy", pack("house"))
        .file("other/other.irpolicy", pack("core"));
    let ran = sandbox.run("check --policies house --format compact");
    ran.says(
        1,
        &["plan.irp:1:1: warning[plan-without-version] The plan has no version.", "crisis-team-missing"],
    );
    let ran = sandbox.run("check --policies other --format compact");
    ran.says(ran.code, &["warning[plan-without-version]"]).hides(&["crisis-team-missing"]);
}

#[test]
fn a_mistake_in_a_policy_ends_with_2() {
    let sandbox = clean("bad-policy")
        .file("house/a.irpolicy", "pack house \"H\" { version: \"1\"; schema: 1 }\nrule x {{{\n");
    sandbox.run("check --policies house --format compact").says(2, &["house/a.irpolicy:2:"]);
}

#[test]
fn parameters_are_tuned_in_the_settings() {
    let sandbox = clean("tuned").file("irlint.toml", "[packs.core]\nplan_total = \"1 minute\"\n");
    sandbox.run("check").says(0, &["warning[stage-budgets-too-long]", "1 minute."]);
    let sandbox = clean("mistuned").file("irlint.toml", "[packs.core]\nplan_totl = \"1 minute\"\n");
    sandbox.run("check").says(
        2,
        &[
            "error: irlint.toml:2:13: the pack `core` has no parameter `plan_totl`",
            "did you mean `plan_total`?",
        ],
    );
    let sandbox = clean("mistuned-pack").file("irlint.toml", "[packs.coer]\nplan_total = \"1 minute\"\n");
    sandbox.run("check").says(2, &["irlint.toml:2:14: there is no pack `coer`", "did you mean `core`?"]);
    let sandbox = clean("too-lax").file("irlint.toml", "[packs.core]\nexercise_gap = \"9 years\"\n");
    sandbox.run("check").says(2, &["exercise_gap"]);
}

#[test]
fn colours_follow_the_terminal_its_variables_and_the_flag() {
    let sandbox = Sandbox::new("colour").file("plan.irp", "plan p \"P\"\n");
    let colours = |words: &str, variables: &[(&str, &str)]| {
        sandbox.run_with(words, variables, b"").out.contains("\u{1b}[")
    };
    assert!(!colours("check", &[]));
    assert!(colours("check --color always", &[("NO_COLOR", "1")]));
    assert!(colours("check", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours("check", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours("check --color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours("check --format json", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn what_is_found_in_a_part_without_a_name_is_accepted_on_the_thing_around_it() {
    let plan = "plan p \"P\"\nrole lead { backup: todo \"Hiring\" by 2026-01-31 }\nrole head\n\
                accept todo-overdue on lead by head until 2027-01-31 because \"Starts in January\"\n";
    let sandbox = Sandbox::new("part").file("plan.irp", plan);
    sandbox.run("check --select todo-overdue").says(0, &["no findings, 1 accepted"]);
    let other = plan.replace("on lead by", "on head by");
    sandbox
        .file("plan.irp", other)
        .run("check --select todo-overdue")
        .says(1, &["warning[todo-overdue]", "accept"]);
}

#[test]
fn what_looks_at_rows_of_a_pack_that_waits_has_not_passed() {
    let pack = |name: &str, rest: &str| {
        format!("pack {name} \"{name}\" {{ version: \"1\"; schema: 1; source: \"House rule 7\"; {rest} }}\n")
    };
    let rules = "kind fee \"Fees\" { cite: text? }\n\
        rule fee-cited \"Fees are cited\" { severity: error; for each fee f; require f.cite is given; message \"{f}\"\n\
        bad { fee f }\n good { fee f { cite: \"x\" } } }\n";
    let rows = "row fee city { cite: \"City, 1\" }\n\
        rule city-cited \"The city is cited\" { severity: error; for each role r; require r.primary is given; message \"{r}\"\n\
        bad { organisation o { sector: energy }; role r }\n\
        good { organisation o { sector: energy }; role r { primary: p }; person p } }\n";
    let sandbox = Sandbox::new("waiting-rows")
        .file("irlint.toml", "policies = ['house']\nselect = ['fee-cited', 'city-cited']\n")
        .file("house/fees.irpolicy", pack("fees", "") + rules)
        .file(
            "house/city.irpolicy",
            pack("city", "uses: fees; applies when organisation.sector = energy") + rows,
        );
    let plan = |says: &str| {
        format!("plan p \"P\" {{ version: \"1\" }}\norganisation o {{ {says} }}\nfee own {{ cite: \"x\" }}\n")
    };
    let waits = sandbox.file("plan.irp", plan("country: DE"));
    waits
        .run("check plan.irp")
        .says(1, &["waiting: pack city", "0 passed, 0 failed, 2 undecided; 1 finding"]);
    let accepted = waits.file(
        "plan.irp",
        plan("country: DE") + "accept fee-cited on own by r until 2027-01-01 because \"x\"\nrole r\n",
    );
    accepted.run("check plan.irp").hides(&["accept/unused"]);
    let settled = accepted.file("plan.irp", plan("sector: water"));
    settled.run("check plan.irp").says(0, &["1 passed, 0 failed, 1 not applicable"]);
}

#[test]
fn a_few_rules_that_had_nothing_to_look_at_are_named_and_many_are_counted() {
    let sandbox = faulty("idle-many");
    let many = sandbox.run("check --format compact");
    let line =
        |ran: &Ran| ran.out.lines().find(|line| line.starts_with("not applicable: ")).unwrap().to_owned();
    let counted = line(&many);
    assert!(counted.ends_with(" rules had nothing to look at; `-v` names them"), "{counted}");
    let named = line(&sandbox.run("check -v --format compact"));
    let number = named.split(", ").count();
    assert!(counted.starts_with(&format!("not applicable: {number} rules")), "{counted}: {named}");
    let few = line(&sandbox.run("check --format compact --select contacts"));
    assert!(few.contains("contact-check-lapsed") && !few.contains("names them"), "{few}");
}
