//! `irlint test`: warnings about what no sample reaches, and coverage; its formats for programs.

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};
use crate::schema;

/// A pack whose samples leave much open.
const OPEN: &str = "\
pack house \"House\" {
  version: \"1\"; source: \"Board\"
  schema:  1
}
param most: number = 3 \"Most <stages>\"
relation is_slow(stage s) when s.within >= 2 hours
define spare(role r): set of person = r.backup
rule stage-slow \"Stages & <roles> are quick\" {
  severity: error
  for each stage s where not is_slow(s)
  require s.owner is given and (s.within <= 1 hour or count(s.next) >= most)
    and no role r where count(spare(r)) >= 1
  message \"{s} is slow.\"
  bad \"Nobody's <stage>\" { stage a { within: 1 hour; owner: none } }
  good { role desk { backup: none }; stage a { within: 1 hour; owner: desk; next: none } }
}
";

fn ran(name: &str, policy: &str, words: &str) -> Ran {
    Sandbox::new(name).file("house.irpolicy", policy).run_with(
        &format!("test house.irpolicy {words}"),
        &[("COLUMNS", "160")],
        b"",
    )
}

#[test]
fn what_no_sample_reaches_is_warned_of() {
    let ran = ran("cover-warn", OPEN, "");
    ran.says(
        0,
        &[
            "warning[test/one-sided]",
            "this condition of `is_slow` holds in no sample",
            "house.irpolicy:6:32",
            "this condition of `stage-slow` holds in every sample",
            "warning[test/never-reached]",
            "no sample reaches this condition of `stage-slow`",
            "warning[test/never-read]",
            "no sample reaches the parameter `most`",
            "ran 2 samples of 1 rule: all as expected; ",
            " warnings\n",
        ],
    );
    ran.hides(&["error["]);
}

#[test]
fn warnings_fail_the_run_only_if_asked() {
    ran("cover-fail", OPEN, "--fail-on warning").says(1, &["all as expected; "]);
    ran("cover-error", OPEN, "--fail-on error").says(0, &[]);
}

#[test]
fn a_function_that_nothing_calls_and_a_rule_without_a_sample_are_warned_of() {
    let policy = OPEN.replace("count(spare(r)) >= 1", "r.primary is given and count(spare(r)) >= 1");
    ran("cover-call", &policy, "").says(0, &["warning[test/never-called]", "no sample calls `spare`"]);
    let policy = OPEN.replace("  bad \"Nobody's <stage>\" { stage a { within: 1 hour; owner: none } }\n", "");
    ran("cover-bare", &policy, "").says(0, &["has no `bad` sample", "ran 1 sample of 1 rule"]);
}

#[test]
fn a_part_of_the_samples_says_nothing_about_the_rest() {
    ran("cover-part", OPEN, "--filter nobody").says(0, &["ran 1 sample of 1 rule: all as expected\n"]);
}

#[test]
fn coverage_names_the_branches_that_were_not_taken() {
    let ran = ran("cover-list", OPEN, "--coverage");
    ran.says(
        0,
        &[
            "taken branches:\n",
            "1/2  function is_slow (1 condition never unknown)\n",
            "house.irpolicy:6:32: never yes: s.within >= 2 hours\n",
            "rule stage-slow",
            "house.irpolicy:11:55: never reached: count(s.next) >= most\n",
            " branches taken (",
        ],
    );
    ran.hides(&["test/one-sided"]);
}

#[test]
fn too_little_coverage_fails_the_run() {
    let ran_with = |threshold: &str| ran("cover-limit", OPEN, &format!("--coverage --threshold {threshold}"));
    ran_with("10").says(0, &[]).hides(&["less than"]);
    ran_with("100").says(1, &["all as expected; ", ", less than the 100% asked for\n"]);
    ran("cover-alone", OPEN, "--threshold 10").says(2, &["--coverage"]);
    ran("cover-much", OPEN, "--coverage --threshold 101").says(2, &["101"]);
}

#[test]
fn the_policies_inside_the_program_are_covered_whole() {
    let ran = Sandbox::new("cover-all").run("test --coverage --threshold 100 --fail-on warning -q");
    ran.says(0, &["branches taken (100%)"]);
    assert_eq!(ran.out.lines().count(), 2, "{ran:#?}");
    let verbose = Sandbox::new("cover-verbose").run("test --coverage -v --filter backup-is-primary");
    verbose.says(0, &["never unknown, which is not demanded: (p in r.primary)"]);
}

fn json(ran: &Ran) -> Value {
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    let text = include_str!("../../schemas/test.json");
    let faults = schema::faults(&serde_json::from_str(text).unwrap(), &output);
    assert!(faults.is_empty(), "{faults:#?}");
    let failures = output["cases"].as_array().unwrap().iter().map(|case| &case["failures"]);
    let lists = failures.chain([&output["mistakes"], &output["warnings"]]);
    for finding in lists.flat_map(|list| list.as_array().unwrap()) {
        let faults = schema::faults(&finding_schema(), finding);
        assert!(faults.is_empty(), "{faults:#?}");
    }
    output
}

/// That of a finding of a check.
fn finding_schema() -> Value {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/output.json")).unwrap();
    serde_json::json!({ "$defs": schema["$defs"], "$ref": "#/$defs/finding" })
}

#[test]
fn json_holds_everything_and_keeps_to_its_schema() {
    let failing = OPEN
        .replace("owner: none", "owner: none; next: none")
        .replace("good {", "good \"G\" { stage z { within: 1 hour; owner: none };");
    let ran = ran("cover-json", &failing, "--coverage --threshold 99 --format json");
    let output = json(&ran);
    assert_eq!(ran.code, 1);
    assert_eq!(output["schema_version"], 1);
    assert_eq!(output["as_of"], "2026-11-23");
    assert_eq!(output["summary"]["failed"], 1);
    assert_eq!(output["cases"][0]["title"], "Nobody's <stage>");
    assert_eq!(output["cases"][1]["kind"], "good");
    assert_eq!(output["cases"][1]["passed"], false);
    assert_eq!(output["cases"][1]["failures"][0]["rule"], "test/good-fails");
    assert_eq!(output["coverage"]["enough"], false);
    assert_eq!(output["coverage"]["units"][0]["name"], "is_slow");
    assert!(json(&Sandbox::new("cover-json-all").run("test --format json"))["coverage"].is_null());
    let broken = json(&ran_broken("cover-json-broken", "json"));
    assert_eq!(broken["summary"]["mistakes"], 1);
    assert!(broken["mistakes"][0]["rule"].as_str().unwrap().starts_with("type/"));
}

fn ran_broken(name: &str, form: &str) -> Ran {
    let broken = OPEN.replace("s.owner is given", "s.ower is given");
    ran(name, &broken, &format!("--format {form}"))
}

#[test]
fn junit_is_escaped_and_has_a_suite_for_each_rule() {
    let failing = OPEN.replace("good {", "good { stage z { within: none; owner: none };");
    let ran = ran("cover-junit", &failing, "--coverage --threshold 99 --fail-on warning --format junit");
    ran.says(
        1,
        &[
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"irlint test\" tests=\"",
            "<testsuite name=\"house/stage-slow\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">",
            "<testcase classname=\"house.stage-slow\" name=\"bad &quot;Nobody's &lt;stage&gt;&quot;\" file=\"house.irpolicy\" line=\"14\"/>",
            "<failure type=\"test/good-fails\" message=\"house.irpolicy:15: the good sample of `stage-slow` wants",
            "<testsuite name=\"warnings\" ",
            "<testsuite name=\"coverage\" ",
            "less than the 99% asked for</failure>",
            "</testsuites>\n",
        ],
    );
    ran_broken("cover-junit-broken", "junit")
        .says(2, &["<testsuite name=\"policies\" tests=\"1\" failures=\"1\""]);
}

#[test]
fn every_form_gives_the_same_bytes_twice_and_hides_what_is_private() {
    let private = OPEN.replace(
        "good {",
        "good \"ask anna@havel.example\u{1b}[31m\" { person p { phone: +49 30 23125 101; x: 1 };",
    );
    for form in ["text", "json", "junit"] {
        let words = format!("--coverage --format {form} -v");
        let (one, two) = (ran("cover-twice", &private, &words), ran("cover-twice", &private, &words));
        assert_eq!(one.out, two.out, "{form}");
        assert!(!one.out.is_empty());
        one.hides(&["anna@havel", "23125", "\u{1b}"]);
    }
    ran("cover-form", OPEN, "--format sarif").says(2, &["sarif", "text, json, junit"]);
}
