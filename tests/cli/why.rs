//! `irlint why`: the evaluation of one rule on one thing, what decided it, and where that stands.

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "\
plan p \"Our plan\"
organisation acme { regimes: none; acts_as: none; entity: out_of_scope }
person eva \"Eva Klar\" { email: eva@acme.example; hours: Mon-Fri 09:00-17:00 }
role soc { function: first_response; primary: eva; backup: none; rotation: none; escalate: lead after 5 minutes }
role lead { escalate: soc after 5 minutes }
provider cloud { notice_to: soc; notice_via: box }
asset web \"Web shop\" { provider: cloud; model: saas }
asset plant { provider: none; model: on_prem }
asset old { provider: none }
channel box { runs_on: web }
detection siem \"SIEM\" { run_by: soc; watches: web, plant; areas: data, identity, client, app }
detection theirs { run_by: cloud; watches: web; areas: data, config, identity, client, app }
detection blind { run_by: soc; watches: plant; areas: os }
scenario leak { compromises: web; dwell: 200 days }
log short { covers: web; retention: 90 days }
stage detect { phase: detect; marks: awareness; within: 10 days; next: assess }
stage assess { phase: assess; within: 40 days; next: close }
stage close { phase: close; within: 20 days; next: none }
";

fn sandbox(name: &str) -> Sandbox {
    Sandbox::new(&format!("why-{name}")).file("plan.irp", PLAN)
}

/// The lines of the output, blanks run together.
fn lines(ran: &Ran) -> Vec<String> {
    ran.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[track_caller]
fn in_order(ran: &Ran, wanted: &[&str]) {
    let lines = lines(ran);
    let mut rest = lines.iter();
    for line in wanted {
        assert!(rest.any(|other| other == line), "`{line}` is missing, or not in its place, in {lines:#?}");
    }
}

#[test]
fn a_failing_some_names_its_candidates_nearest_first() {
    let ran = sandbox("some").run("why customer-side-unwatched web plan.irp");
    ran.says(0, &["plan.irp on 2026-11-23, for `web`: failed (1 failed, 4 passed)"]);
    in_order(
        &ran,
        &[
            "failed: Nothing of yours watches the configurations and settings of Web shop, a customer responsibility.",
            "a = Web shop plan.irp:7:1",
            "x = configurations and settings",
            "holder_of(x, a) in [customer, shared] yes",
            "said_of(x, a) = customer",
            "some detection d where d.watches has a and d.areas has x and d.run_b ... no",
            "SIEM missed: d.areas has x plan.irp:11:1",
            "theirs missed: d.run_by is not provider plan.irp:12:1",
            "d.run_by = cloud plan.irp:12:28",
            "blind missed: d.watches has a, d.areas has x plan.irp:13:1",
            "d.watches = plant plan.irp:13:41",
            "it would hold if `d.areas has x` held for SIEM",
        ],
    );
    in_order(
        &ran,
        &[
            "passed",
            "some detection d where d.watches has a and d.areas has x and d.run_b ... yes",
            "SIEM plan.irp:11:1",
        ],
    );
}

#[test]
fn what_keeps_a_thing_from_being_looked_at_is_said() {
    let ran = sandbox("out").run("why customer-side-unwatched web");
    in_order(
        &ran,
        &[
            "not looked at:",
            "Web shop, network controls missed: holder_of(x, a) in [customer, shared] plan.irp:7:1",
            "holder_of(x, a) = provider",
        ],
    );
    let ran = sandbox("out-all").run("why stage-budgets-too-long assess");
    in_order(&ran, &["not looked at:"]);
    ran.says(0, &["phases_of(first) has detect", "not applicable"]);
}

#[test]
fn ways_sums_and_hours_are_told_part_by_part() {
    let sandbox = sandbox("parts");
    in_order(
        &sandbox.run("why stage-budgets-too-long"),
        &[
            "last in reach(first, next) yes",
            "by way of detect -> assess -> close plan.irp:16:1, 17:1, 18:1",
            "total <= plan_total no",
            "longest(first, last, next, within) = 70 days",
            "detect: 10 days plan.irp:16:57",
            "assess: 40 days plan.irp:17:39",
            "close: 20 days plan.irp:18:37",
            "plan_total = 60 days policies/core/pack.irpolicy:15:1",
        ],
    );
    in_order(
        &sandbox.run("why escalation-circle soc"),
        &["not (r in reach(r, escalate.to)) no", "by way of soc -> lead -> soc plan.irp:4:1, 5:1"],
    );
    in_order(
        &sandbox.run("why first-response-gap soc"),
        &["on_duty(r) covers 24x7 no", "on_duty(r) = Mon-Fri 09:00-17:00"],
    );
    sandbox.run("why first-response-gap soc").says(0, &["not covered: Mon 17:00 to Tue 09:00, "]);
}

#[test]
fn functions_are_followed_to_the_words_of_the_plan() {
    in_order(
        &sandbox("functions").run("why provider-notice-lost cloud"),
        &[
            "p.notice_to is given yes",
            "some c in p.notice_via where not lives_on(c, p) no",
            "box missed: not lives_on(c, p) plan.irp:6:46",
            "Web shop plan.irp:10:24",
            "a.provider = cloud plan.irp:7:34",
        ],
    );
}

#[test]
fn an_undecided_case_names_the_missing_facts() {
    let ran = sandbox("undecided").run("why customer-side-unwatched old");
    ran.says(0, &["undecided because asset `old` does not state `model`"]);
    in_order(&ran, &["asset `old` does not state `model` not known plan.irp:9:1"]);
}

#[test]
fn a_passed_case_names_its_witness() {
    let plan = format!("{PLAN}log long {{ covers: web, plant; retention: 2 years }}\n");
    let sandbox = Sandbox::new("why-passed").file("plan.irp", plan);
    in_order(
        &sandbox.run("why logs-too-short leak"),
        &[
            "passed",
            "long plan.irp:19:1",
            "l.retention >= log_retention yes",
            "l.retention = 2 years plan.irp:19:43",
        ],
    );
}

#[test]
fn a_rule_about_the_whole_plan_takes_no_thing_or_the_plan() {
    let sandbox = sandbox("whole");
    for words in ["", " p", " p plan.irp", " plan.irp", " ."] {
        let ran = sandbox.run(&format!("why fallout-stage-missing{words}"));
        ran.says(0, &["plan.irp on 2026-11-23: failed", "missed: phases_of(s) has manage_fallout"]);
    }
}

#[test]
fn packs_that_do_not_concern_the_plan_say_why() {
    let sandbox = sandbox("packs");
    in_order(
        &sandbox.run("why duty-without-path"),
        &[
            "packs whose rows it reads, and which bring none:",
            "organisation.regimes has au_cps no",
            "organisation.regimes = none plan.irp:2:30",
            "organisation.regimes has gdpr no",
        ],
    );
    let house = "pack house \"House\" { version: \"1\"; schema: 1; source: \"House\"; applies when organisation.acts_as has entity }
rule role-missing \"A role\" { severity: note; require some role r; message \"None.\"; bad { person a } good { role r } }
";
    let sandbox = sandbox.file("house/house.irpolicy", house);
    in_order(
        &sandbox.run("why role-missing --policies house"),
        &[
            "plan.irp on 2026-11-23: not applicable: its pack does not concern the plan",
            "organisation.acts_as has entity no",
        ],
    );
    let early = house
        .replace("severity: note;", "severity: note; effective: 2030-01-01;")
        .replace("; applies when organisation.acts_as has entity", "");
    let sandbox = sandbox.file("house/house.irpolicy", early);
    in_order(
        &sandbox.run("why role-missing --policies house"),
        &["plan.irp on 2026-11-23: not in force", "in force from 2030-01-01"],
    );
}

#[test]
fn a_rule_that_is_switched_off_says_by_whom_and_why() {
    let house = "pack house \"House\" { version: \"1\"; schema: 1; source: \"House\"; uses: core }
adjust fallout-stage-missing { off: yes; because \"The press office has a plan of its own\" }
";
    let sandbox = sandbox("off").file("house/house.irpolicy", house);
    let ran = sandbox.run("why fallout-stage-missing --policies house");
    ran.says(0, &["switched off by pack house: The press office has a plan of its own", "house.irpolicy:2:"]);
    let ran = sandbox.run("explain fallout-stage-missing --policies house");
    ran.says(0, &["Adjusted", "The press office"]);
}

#[test]
fn unknown_names_are_guessed_at() {
    let sandbox = sandbox("names");
    sandbox.run("why customer-side-unwatchd web").says(2, &["did you mean `customer-side-unwatched`?"]);
    sandbox
        .run("why customer-side-unwatched wbe")
        .says(2, &["nothing in the plan is called `wbe`", "did you mean `web`?"]);
    sandbox.run("why customer-side-unwatched SIEM").says(2, &["it is called `siem` in the plan"]);
    sandbox.run("why customer-side-unwatched qqqqqq").says(2, &["the plan has things of the kinds"]);
}

#[test]
fn looking_at_nothing_is_no_explanation() {
    let sandbox = sandbox("nothing");
    sandbox.run("why customer-side-unwatched siem").says(3, &["does not look at `siem`", "kinds asset"]);
    sandbox.run("why step-without-owner").says(3, &["`step-without-owner` looks at nothing in this plan"]);
    let empty = Sandbox::new("why-empty");
    empty.run("why step-without-owner").says(3, &["there is no plan in `.`"]);
    empty.run("why step-without-owner x gone.irp").says(2, &["gone.irp"]);
    let two = Sandbox::new("why-two").file("a.irp", PLAN).file("b.irp", PLAN);
    two.run("why step-without-owner").says(2, &["there are 2 plans in `.`", "`a.irp`, `b.irp`"]);
    two.run("why fallout-stage-missing b.irp").says(0, &["b.irp on 2026-11-23: failed"]);
}

#[test]
fn a_plan_with_mistakes_is_explained_as_far_as_it_reads() {
    let sandbox = Sandbox::new("why-mistakes").file("plan.irp", format!("{PLAN}role x {{ bakcup: eva }}\n"));
    sandbox
        .run("why fallout-stage-missing")
        .says(2, &["1 mistake", "`irlint check`", "missed: phases_of(s)"]);
}

#[test]
fn json_holds_the_tree() {
    let ran = sandbox("json").run("why customer-side-unwatched web --format json");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["verdict"], "failed");
    assert_eq!(told["thing"], "web");
    let case = &told["cases"][0];
    assert_eq!(case["outcome"], "failed");
    assert_eq!(case["subjects"][0]["place"]["start"]["line"], 7);
    assert_eq!(case["causes"][0]["words"], "d.areas has x");
    assert_eq!(case["causes"][0]["of"], "SIEM");
    let require = &case["require"];
    assert_eq!(require["what"], "some");
    assert_eq!(require["holds"], "no");
    assert_eq!(require["parts"][0]["what"], "candidate");
    assert_eq!(require["parts"][0]["parts"][0]["words"], "d.areas has x");
    assert_eq!(told["not_looked_at"].as_array().unwrap().len(), 5);
}

#[test]
fn private_values_are_masked() {
    let house = "pack house \"House\" { version: \"1\"; schema: 1; source: \"House\" }
rule mail-missing \"Mail\" { severity: note
  for each person p
  require p.email is missing
  message \"{p.email}\"
  bad { person a { email: a@b.example } }
  good { person a }
}
";
    let sandbox = sandbox("private").file("house/house.irpolicy", house);
    for format in ["text", "json"] {
        let words = format!("why mail-missing eva --policies house --format {format}");
        sandbox.run(&words).says(0, &["***@************"]).hides(&["eva@acme"]);
        sandbox.run(&format!("{words} --reveal")).says(0, &["eva@acme.example"]);
    }
}

#[test]
fn long_lists_are_cut_unless_all_is_asked_for() {
    let stages: Vec<String> = (0..15).map(|at| format!("stage s{at} {{ phase: detect }}")).collect();
    let stages = stages.join("\n");
    let sandbox = Sandbox::new("why-long").file("plan.irp", format!("plan p\n{stages}"));
    let ran = sandbox.run("why fallout-stage-missing");
    ran.says(0, &["s9", "and 5 more"]).hides(&["s10"]);
    sandbox.run("why fallout-stage-missing -v").says(0, &["s14"]).hides(&["more"]);
    sandbox.run("why stage-without-owner").says(0, &["and 5 cases more (all of them with `-v`)"]);
}

#[test]
fn packs_that_wait_stand_before_those_that_do_not_concern_the_plan() {
    let text = "plan p \"P\" { version: \"1\" }\norganisation us { regimes: nis2 }\n";
    let ran =
        Sandbox::new("why-waiting-first").file("plan.irp", text).run("why owed-update-missing plan.irp");
    let first = ran.out.lines().find(|line| line.starts_with("  pack ")).unwrap();
    assert!(first.starts_with("  pack eu-nis2 "), "{ran:#?}");
    ran.says(0, &["undecided", "pack au-cps-234"]);
}
