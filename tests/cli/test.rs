//! `irlint test`: what it runs, what it says and how it ends.

use crate::sandbox::{Ran, Sandbox};

/// The pack of these tests, with `more` behind it.
fn pack(more: &str) -> String {
    format!("pack house \"House rules\" {{\n  version: \"1\"; source: \"Board\"\n  schema: 1\n}}\n{more}")
}

/// A rule with `samples`.
fn rule(samples: &str) -> String {
    pack(&format!(
        "rule role-without-primary \"A role has somebody\" {{\n  severity: error\n  for each role r\n  \
         require r.primary is given\n  message \"{{r}} has nobody.\"\n  at r \"nobody\"\n{samples}\n}}\n"
    ))
}

const BAD: &str = "  bad \"Nobody\" { role desk { primary: none } }\n";
const GOOD: &str = "  good { person anna; role desk { primary: anna } }\n";

fn sound(more: &str) -> String {
    rule(&[BAD, GOOD].concat()) + more
}

/// Runs `words` on a pack in `house/`.
fn ran(name: &str, policy: &str, words: &str) -> Ran {
    let sandbox = Sandbox::new(name).file("house/house.irpolicy", policy);
    sandbox.run_with(&format!("test {words}"), &[("COLUMNS", "160")], b"")
}

#[test]
fn without_a_path_the_policies_inside_the_program_are_run() {
    let ran = Sandbox::new("test-embedded").run("test");
    ran.says(0, &["ran ", " samples and ", " rules inside the program: all as expected\n"]);
    assert_eq!(ran.err, "");
}

#[test]
fn without_a_path_those_that_the_settings_name_come_first() {
    let sandbox = Sandbox::new("test-settings")
        .file("irlint.toml", "policies = [\"house\"]\n")
        .file("house/house.irpolicy", sound(""));
    sandbox.run("test").says(0, &["ran 2 samples of 1 rule: all as expected"]);
    let sandbox = sandbox.file("house/house.irpolicy", rule(&[GOOD, "  bad { person anna }\n"].concat()));
    sandbox.run("test").says(1, &["error[test/not-applied]", "house/house.irpolicy:"]);
    let sandbox = sandbox.file("irlint.toml", "policies = [\"hose\"]\n");
    sandbox.run("test").says(2, &["there is no file or folder `hose`", "did you mean `house`?"]);
    let sandbox = sandbox.file("irlint.toml", "polices = []\n");
    sandbox.run("test").says(2, &["irlint.toml:1", "policies"]);
    let sandbox = sandbox.file("irlint.toml", "fail-on = \"note\"\n");
    sandbox.run("test").says(0, &["rules inside the program: all as expected"]);
}

#[test]
fn policies_in_fences_of_a_document_are_run() {
    let document = format!("# House rules\n\n```irpolicy\n{}```\n", sound(""));
    let sandbox = Sandbox::new("test-document")
        .file("house/rules.md", &document)
        .file("house/readme.md", "# Nothing to read\n")
        .file("house/old.md", b"caf\xe9");
    sandbox.run("test house").says(0, &["ran 2 samples of 1 rule: all as expected"]);
    sandbox.run("test house/rules.md").says(0, &["ran 2 samples of 1 rule: all as expected"]);
    sandbox.run("test house/readme.md").says(2, &["`house/readme.md` is neither a policy nor a plan"]);
    let sandbox = sandbox
        .file("house/rules.md", document.replace("{ role desk { primary: none } }", "{ person anna }"));
    sandbox.run("test house").says(1, &["error[test/not-applied]", "house/rules.md:14:"]);
    let sandbox = sandbox.file("house/rules.md", [document.as_bytes(), b"caf\xe9"].concat());
    sandbox.run("test house").says(2, &["`house/rules.md` is not UTF-8 text"]);
}

#[test]
fn with_a_path_only_the_samples_there_are_run() {
    let ran = ran("test-own", &sound(""), "house");
    ran.says(0, &[]);
    assert_eq!(ran.out, "ran 2 samples of 1 rule: all as expected\n");
}

#[test]
fn samples_that_are_not_as_they_say_are_all_named_with_what_came_instead() {
    let samples = "  bad \"Somebody\" { person anna; role desk { primary: anna } }\n  \
                   good \"Nobody\" { role desk { primary: none } }\n  bad { person anna }\n";
    let ran = ran("test-samples", &rule(samples), "house");
    ran.says(
        1,
        &[
            "error[test/bad-passes]",
            "the bad sample \"Somebody\" of `role-without-primary` wants a finding, but the rule passes",
            "house/house.irpolicy:11:3",
            "error[test/good-fails]",
            "the good sample \"Nobody\" of `role-without-primary` wants the rule to pass, but the rule finds a gap: desk has nobody.",
            "found here: desk has nobody.",
            "error[test/not-applied]",
            "the bad sample of `role-without-primary` wants a finding, but the rule has nothing to look",
            "ran 3 samples of 1 rule: 3 are not as expected\n",
        ],
    );
}

#[test]
fn a_sample_that_cannot_be_decided_names_the_fact() {
    let policy = pack(
        "rule stage-late \"Nobody is late\" {\n  severity: error\n  for each stage s\n  \
         require s.within <= 1 hour\n  message \"{s} is late.\"\n  bad { stage a { within: 2 hours } }\n  \
         good { stage quick }\n}\n",
    );
    ran("test-undecided", &policy, "house")
        .says(1, &["error[test/undecided]", "the rule is undecided: stage `quick` lacks `within`"]);
}

#[test]
fn a_sample_that_does_not_read_is_said_at_its_place() {
    let ran = ran("test-misread", &rule(&[BAD, "  good { rol desk }\n"].concat()), "house");
    ran.says(1, &["there is no kind `rol`", "house/house.irpolicy:12:10", "1 is not as expected"]);
}

fn test_of(plan: &str, expects: &str) -> String {
    sound(&format!("test \"Case\" for role-without-primary {{\n  plan {{ {plan} }}\n{expects}\n}}\n"))
}

#[test]
fn every_form_of_expectation_can_be_met() {
    let met = [
        ("person a; role desk { primary: a }", "expect none"),
        ("person a", "expect not applicable"),
        ("role desk { primary: none }", "expect role-without-primary"),
        ("role desk { primary: none }", "expect role-without-primary at role"),
        ("role desk { primary: none }", "expect role-without-primary at role desk"),
        ("role desk { primary: none }\n person a; role b { primary: a }", "expect role-without-primary"),
    ];
    for (plan, expect) in met {
        let ran = ran("test-met", &test_of(plan, expect), "house");
        assert_eq!(ran.out, "ran 2 samples and 1 test of 1 rule: all as expected\n", "{expect}: {ran:#?}");
    }
}

#[test]
fn expectations_that_are_not_met_say_what_came_instead() {
    let passing = "person a; role desk { primary: a }";
    let failing = "role desk { primary: none }";
    let unmet = [
        (failing, "expect none", "wants the rule to pass, but the rule finds a gap: desk has nobody."),
        (passing, "expect not applicable", "wants the rule to have nothing to look at, but the rule passes"),
        (passing, "expect undecided", "wants the rule to be undecided, but the rule passes"),
        (
            passing,
            "expect undecided: role desk lacks backup",
            "wants the rule to wait for `backup` of role `desk`, but the rule passes",
        ),
        (passing, "expect role-without-primary", "wants a finding, but the rule passes"),
        (
            failing,
            "expect role-without-primary at role lead",
            "wants a finding at role `lead`, but the rule finds a gap: desk has nobody.",
        ),
        ("person a", "expect none", "wants the rule to pass, but the rule has nothing to look at"),
    ];
    for (plan, expect, said) in unmet {
        let ran = ran("test-unmet", &test_of(plan, expect), "house --format json");
        let output: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let failure = &output["cases"][2]["failures"][0];
        let message = failure["message"].as_str().unwrap();
        assert_eq!(ran.code, 1, "{expect}");
        assert_eq!(message, format!("the test \"Case\" of `role-without-primary` {said}"));
        assert_eq!(failure["start"]["line"], 17, "{expect}: {failure}");
    }
}

#[test]
fn a_test_expects_nothing_of_other_rules() {
    let ran = ran("test-other", &test_of("role desk { primary: none }", "expect backup-is-primary"), "house");
    ran.says(2, &["house/house.irpolicy:17:", "`backup-is-primary`", "ran 2 samples"]);
}

#[test]
fn an_undecided_rule_meets_its_expectation() {
    let policy = pack(
        "rule stage-late \"Nobody is late\" {\n  severity: error\n  for each stage s\n  \
         require s.within <= 1 hour\n  message \"{s} is late.\"\n  bad { stage a { within: 2 hours } }\n  \
         good { stage a { within: 1 hour } }\n}\n\
         test \"Unsaid\" for stage-late {\n  plan { stage a }\n  expect undecided\n  \
         expect undecided: stage a lacks within\n  expect undecided: stage lacks within\n}\n",
    );
    ran("test-waits", &policy, "house").says(0, &["ran 2 samples and 1 test of 1 rule: all as expected"]);
}

#[test]
fn a_pack_that_does_not_concern_the_plan_or_waits_is_told_from_one_that_passes() {
    let policy = "pack bank \"Banks\" {\n  version: \"1\"\n  schema: 1\n  \
                  applies when organisation.sector = banking\n}\n\
                  rule no-desk \"There is a desk\" {\n  severity: error\n  require some role r\n  \
                  message \"There is no desk.\"\n  bad { organisation b { sector: banking } }\n  \
                  good { organisation b { sector: energy }; role desk }\n}\n\
                  test \"Others\" for no-desk {\n  plan { organisation b { sector: energy } }\n  \
                  expect not applicable\n}\n\
                  test \"Unsaid\" for no-desk {\n  plan { organisation b }\n  \
                  expect undecided: organisation b lacks sector\n}\n";
    ran("test-pack", policy, "house").says(
        1,
        &[
            "but its pack `bank` does not concern the plan",
            "ran 2 samples and 2 tests of 1 rule: 1 is not as",
        ],
    );
}

fn dated(header: &str) -> String {
    format!(
        "pack house \"House\" {{ version: \"1\"; schema: 1{header} }}\n\
         rule plan-old \"The plan is young\" {{\n  severity: error\n  for each plan p\n  \
         require p.approved >= as_of\n  message \"{{p}} is old.\"\n  \
         bad {{ plan p \"P\" {{ approved: 2020-01-01 }} }}\n  \
         good {{ plan p \"P\" {{ approved: 2026-06-01 }} }}\n}}\n"
    )
}

#[test]
fn samples_are_judged_at_the_date_of_their_test_of_their_pack_or_of_the_run() {
    ran("test-date-late", &dated(""), "house").says(1, &["is old."]);
    ran("test-date-flag", &dated(""), "house --as-of 2026-05-01").says(0, &[]);
    ran("test-date-pack", &dated("; tests_as_of: 2026-05-01"), "house").says(0, &[]);
    ran("test-date-pinned", &dated("; tests_as_of: 2026-05-01"), "house --as-of 2027-01-01").says(0, &[]);
    let own = "test \"Later\" for plan-old {\n  as_of: 2027-01-01\n  \
               plan { plan p \"P\" { approved: 2026-06-01 } }\n  expect plan-old at plan p\n}\n";
    let pinned = dated("; tests_as_of: 2026-05-01");
    ran("test-date-test", &format!("{pinned}{own}"), "house").says(0, &["1 test"]);
    let wrong = own.replace("as_of: 2027-01-01", "as_off: 2027-01-01");
    ran("test-date-typo", &format!("{pinned}{wrong}"), "house").says(2, &["as_off", "`as_of`"]);
    ran("test-date-bad", &sound(""), "house --as-of soon").says(2, &["cannot read the date `soon`"]);
}

#[test]
fn a_rule_that_is_not_in_force_does_not_count() {
    let policy = sound("").replace("  severity: error\n", "  severity: error\n  effective: 2030-01-01\n");
    let ran = ran("test-force", &policy, "house");
    ran.says(1, &["the rule is not in force on 2026-11-23", "`tests_as_of:`", "2 are not as expected"]);
}

#[test]
fn what_is_run_can_be_narrowed_by_rule_pack_and_title() {
    for (text, samples) in [("ROLE-without", 2), ("house", 2), ("house/role", 2), ("nobody", 1)] {
        let ran = ran("test-filter", &sound(""), &format!("house --filter {text}"));
        let words = if samples == 1 { "1 sample".to_owned() } else { format!("{samples} samples") };
        ran.says(0, &[&format!("ran {words} of 1 rule: all as expected")]);
    }
    let ran = ran("test-filter-none", &sound(""), "house --filter zebra");
    ran.says(3, &["error: nothing was run: no rule, pack or title of a sample holds `zebra`", "help: "]);
}

#[test]
fn a_policy_that_does_not_read_ends_with_2_and_the_rest_is_run() {
    let ran = ran("test-broken", &sound("rule x {{{\n"), "house");
    ran.says(2, &["house/house.irpolicy:15:", "ran 2 samples of 1 rule: all as expected; "]);
    ran.says(2, &[" in policies\n"]);
}

#[test]
fn rules_that_cannot_be_run_are_not_passed_over_in_silence() {
    let off = "adjust role-without-primary { off: yes; because \"Not now\" }\n";
    let ran = ran("test-off", &sound(off), "house");
    ran.says(3, &["left out: 2 samples and tests of `role-without-primary`", "error: nothing was run: "]);
}

#[test]
fn nothing_to_run_ends_with_3_and_says_why() {
    let sandbox = Sandbox::new("test-nothing").file("empty/readme.txt", "").file(
        "bare/bare.irpolicy",
        "pack bare \"Bare\" { version: \"1\"; schema: 1 }\nparam p: number = 1 \"P\"\n",
    );
    sandbox.run("test empty").says(3, &["nothing was run: there is no policy in `empty`", ".irpolicy"]);
    sandbox.run("test bare").says(3, &["no policy in `bare` has a sample or test", "`bad { ... }`"]);
}

#[test]
fn paths_that_lead_to_nothing_end_with_2() {
    let sandbox = Sandbox::new("test-paths").file("house/house.irpolicy", sound("")).file("notes.txt", "");
    sandbox.run("test hose").says(2, &["there is no file or folder `hose`", "did you mean `house`?"]);
    sandbox.run("test notes.txt").says(2, &["`notes.txt` is neither a policy nor a plan", ".irpolicy"]);
    let sandbox = Sandbox::new("test-utf8").file("a.irpolicy", b"pack \xff");
    sandbox.run("test a.irpolicy").says(2, &["`a.irpolicy` is not UTF-8 text"]);
}

#[test]
fn a_file_out_of_a_pack_is_run_with_the_rest_of_it_at_hand() {
    let (header, rest) = (pack("param most: number = 1 \"Most\"\n"), sound(""));
    let of = |name: &str, limit: &str| {
        let rest = rest.split_once("rule ").unwrap().1.replace("role-without-primary", name);
        format!("rule {rest}").replace("r.primary is given", &format!("count(r.primary) >= {limit}"))
    };
    let sandbox = Sandbox::new("test-file")
        .file("house/pack.irpolicy", header)
        .file("house/role-empty.irpolicy", of("role-empty", "most"))
        .file("house/role-bare.irpolicy", of("role-bare", "most"));
    sandbox.run("test house/role-empty.irpolicy").says(0, &["ran 2 samples of 1 rule: all as expected"]);
    sandbox.run("test house").says(0, &["ran 4 samples of 2 rules: all as expected"]);
    let twice = sandbox.run("test house house/role-bare.irpolicy ./house");
    twice.says(0, &["ran 4 samples of 2 rules: all as expected"]);
}

#[test]
fn a_folder_called_like_a_pack_inside_the_program_is_a_pack_of_its_own() {
    let sandbox = Sandbox::new("test-same-folder").file("core/pack.irpolicy", pack("")).file(
        "core/role-without-primary.irpolicy",
        sound("").split_once("rule ").map(|(_, rest)| format!("rule {rest}")).unwrap(),
    );
    sandbox.run("test core").says(0, &["ran 2 samples of 1 rule: all as expected"]);
    sandbox.run("test core --filter house/").says(0, &["ran 2 samples of 1 rule"]);
}

#[test]
fn what_is_ignored_is_not_run() {
    let sandbox = Sandbox::new("test-ignored")
        .file(".gitignore", "old/\n")
        .file("house/house.irpolicy", sound(""))
        .file("old/old.irpolicy", "rule {{{");
    sandbox.run("test .").says(0, &["ran 2 samples of 1 rule: all as expected"]);
}

#[test]
fn verbose_names_everything_that_was_run() {
    let ran = ran("test-verbose", &sound(""), "house -v");
    ran.says(
        0,
        &[
            "as expected: house/role-without-primary, bad \"Nobody\" (house/house.irpolicy:11)\n",
            "as expected: house/role-without-primary, good 1 (house/house.irpolicy:12)\n",
        ],
    );
}
