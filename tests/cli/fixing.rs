//! `check --fix`, `--unsafe-fixes` and `--diff`: what they write, what they leave alone, and how they end.

use std::fs;

use crate::sandbox::Sandbox;

const SLIPS: &str =
    "plan p \"P\" { vresion: \"1\" }\n# who\nperson anna   \"Anna\"\nrole lead { primry: anna }\n";
const READS: &str =
    "plan p \"P\" { version: \"1\" }\n# who\nperson anna   \"Anna\"\nrole lead { primary: anna }\n";

/// A pack with two rules, so that what is found does not move when others are added.
const HOUSE: &str = "pack house \"House\" { version: \"1\"; schema: 1; source: \"Made up\" }\n\
    ## Why.\nrule stage-unowned \"Stages have owners\" {\n  severity: warning\n  for each stage s\n  \
    require s.owner is given\n  message \"{s} has no owner.\"\n  fix add to s \"owner: todo \\\"Who runs {s}?\\\"\"\n  \
    bad { stage detect }\n  good { role a\n stage detect { owner: a } }\n}\n\
    ## Why.\nrule backup-said \"Backups are said\" {\n  severity: warning\n  for each role r where r.backup is none\n  \
    require r.primary is none\n  message \"{r} has no backup.\"\n  fix replace r.backup \"todo \\\"Who stands in for {r}?\\\"\"\n  \
    bad { person a\n role r { primary: a; backup: none } }\n  good { role r { primary: none; backup: none } }\n}\n";

fn text(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.folder.join(path)).unwrap()
}

fn house(name: &str) -> Sandbox {
    Sandbox::new(name).file("house.irpolicy", HOUSE)
}

const OWN: &str = "check --isolated --policies house.irpolicy --select house";

#[test]
fn slips_are_fixed_in_the_file_and_the_rest_is_reported() {
    let sandbox = Sandbox::new("fix-slips").file("plan.irp", SLIPS);
    sandbox.run("check --select core --exit-zero plan.irp").says(
        2,
        &[
            "fix:  write `version`",
            "fix:  write `primary`",
            "to fix: `irlint check --fix` fixes 2 findings; with `--unsafe-fixes` it also writes",
        ],
    );
    let ran = sandbox.run("check --select core --exit-zero --fix plan.irp");
    ran.says(0, &["fixed: 2 of 6 findings, in 1 file", "checked 1 plan"]).hides(&["vresion"]);
    assert_eq!(text(&sandbox, "plan.irp"), READS);
    sandbox.run("check --select core --exit-zero --fix plan.irp").says(0, &["fixed: 0 of", "in 0 files"]);
    assert_eq!(text(&sandbox, "plan.irp"), READS);
}

#[test]
fn diff_writes_nothing_and_ends_with_what_it_found() {
    let sandbox = Sandbox::new("fix-diff").file("plan.irp", SLIPS);
    let ran = sandbox.run("check --select stage-without-owner --diff plan.irp");
    ran.says(1, &["would fix: 2 of 2 findings, in 1 file"]);
    let lines =
        ["--- a/plan.irp\n+++ b/plan.irp\n", "-role lead { primry: anna }\n+role lead { primary: anna }\n"];
    assert!(lines.iter().all(|line| ran.out.contains(line)), "{ran:#?}");
    assert_eq!(text(&sandbox, "plan.irp"), SLIPS);
    let sound =
        Sandbox::new("fix-diff-sound").file("plan.irp", READS.to_owned() + "stage detect { owner: lead }\n");
    assert_eq!(
        sound.run("check --select stage-without-owner --diff").says(0, &["would fix: 0 of 0"]).out,
        ""
    );
    let torn = Sandbox::new("fix-diff-torn").file("plan.irp", SLIPS.to_owned() + "role b { within: 5 }\n");
    torn.run("check --diff")
        .says(2, &["+role lead { primary: anna }", "see what is left with `irlint check`"]);
    Sandbox::new("fix-diff-empty").run("check --diff").says(3, &["there is no plan"]);
}

#[test]
fn names_of_things_are_a_guess_that_is_asked_for() {
    let plan = "plan p \"P\" { version: \"1\" }\nperson annabel\nrole lead { primary: anabel }\nrole two { backup: anabel }\n";
    let sandbox = Sandbox::new("fix-names").file("plan.irp", plan);
    sandbox.run("check --fix").says(2, &["write `annabel` (if you ask for it)", "fixed: 0 of"]);
    assert_eq!(text(&sandbox, "plan.irp"), plan);
    sandbox.run("check --select core --exit-zero --fix --unsafe-fixes").says(0, &[]);
    assert!(!text(&sandbox, "plan.irp").contains("anabel"), "{}", text(&sandbox, "plan.irp"));
}

#[test]
fn a_missing_fact_becomes_a_question_with_a_day_wherever_its_thing_is_written() {
    let plan = "plan p \"P\" { version: \"1\" }\nstage detect\nstage assess { within: 2 hours }\nstage close {}\n\
        stage manage_fallout {\n    within: 2 hours # soon\n}\ntable stage {\n  id     | within\n  second | 1 hour\n}\n";
    let sandbox = house("fix-todo").file("plan.irp", plan);
    sandbox
        .run(&format!("{OWN} --fix --unsafe-fixes plan.irp"))
        .says(0, &["fixed: 5 of 5 findings, in 1 file"]);
    assert_eq!(
        text(&sandbox, "plan.irp"),
        "plan p \"P\" { version: \"1\" }\n\
         stage detect { owner: todo \"Who runs detect?\" by 2026-12-23 }\n\
         stage assess { within: 2 hours; owner: todo \"Who runs assess?\" by 2026-12-23 }\n\
         stage close { owner: todo \"Who runs close?\" by 2026-12-23 }\n\
         stage manage_fallout {\n    within: 2 hours # soon\n    \
         owner: todo \"Who runs manage_fallout?\" by 2026-12-23\n}\n\
         table stage {\n  id     | within | owner\n  second | 1 hour | todo \"Who runs second?\" by 2026-12-23\n}\n"
    );
    let again = text(&sandbox, "plan.irp");
    sandbox
        .run(&format!("{OWN} --fix --unsafe-fixes plan.irp"))
        .says(0, &["fixed: 0 of 5 findings, in 0 files"]);
    assert_eq!(text(&sandbox, "plan.irp"), again);
}

#[test]
fn a_rule_replaces_what_is_said() {
    let plan =
        "plan p \"P\" { version: \"1\" }\nperson anna\nrole lead \"Lead\" { primary: anna; backup: none }\n";
    let sandbox = house("fix-replace").file("plan.irp", plan);
    sandbox.run(&format!("{OWN} --diff --unsafe-fixes plan.irp")).says(
        1,
        &["+role lead \"Lead\" { primary: anna; backup: todo \"Who stands in for Lead?\" by 2026-12-23 }"],
    );
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let sandbox = Sandbox::new("fix-stdin");
    let ran = sandbox.run_with("check --select core --exit-zero --fix -", &[], SLIPS.as_bytes());
    ran.says(0, &["fixed: 2 of 6 findings, in 1 file", "summary: checked 1 plan"]);
    assert_eq!(ran.out, READS);
    let same = sandbox.run_with("check --select core --exit-zero --fix -", &[], READS.as_bytes());
    same.says(0, &["fixed: 0 of", "what is left is shown with `--output FORMAT=PATH`"]);
    assert_eq!(same.out, READS);
    sandbox.run_with("check --fix - other.irp", &[], b"").says(2, &["standard input is fixed alone"]);
    sandbox.run_with("check --fix --format json -", &[], b"").says(2, &["so does the fixed text"]);
}

#[test]
fn fences_keep_their_margin_and_the_document_around_them() {
    let document = "# Plan\n\nText with vresion.\n\n  ```irp\n  plan p \"P\" {\n    version: \"1\"\n  }\n  stage detect {\n    within: 1 hour\n  }\n  ```\n\nEnd\n";
    let sandbox = house("fix-fence").file("plan.md", document);
    sandbox.run(&format!("{OWN} --fix --unsafe-fixes plan.md")).says(0, &["fixed: 1 of 1 finding"]);
    let line = "    within: 1 hour\n    owner:  todo \"Who runs detect?\" by 2026-12-23\n";
    assert_eq!(text(&sandbox, "plan.md"), document.replace("    within: 1 hour\n", line));
}

#[test]
fn a_file_that_was_laid_out_is_laid_out_afterwards_and_no_other() {
    let neat = "plan p \"P\" { version: \"1\" }\n\ntable stage {\n  id     | within\n  second | 1 hour\n}\n";
    let sandbox = house("fix-layout").file("plan.irp", neat);
    sandbox.run("fmt --check plan.irp").says(0, &[]);
    sandbox.run(&format!("{OWN} --fix --unsafe-fixes plan.irp")).says(0, &[]);
    sandbox.run("fmt --check plan.irp").says(0, &[]);
    let messy = house("fix-messy").file("plan.irp", neat.replace("| within", "|   within"));
    messy.run(&format!("{OWN} --fix --unsafe-fixes plan.irp")).says(0, &[]);
    assert!(
        text(&messy, "plan.irp").contains("  id     |   within | owner\n"),
        "{}",
        text(&messy, "plan.irp")
    );
}

#[test]
fn line_ends_stay_as_they_are() {
    let plan = "plan p \"P\" {\r\n  version: \"1\"\r\n}\r\nstage detect {\r\n  within: 1 hour\r\n}\r\n";
    let sandbox = house("fix-crlf").file("plan.irp", plan);
    sandbox.run(&format!("{OWN} --fix --unsafe-fixes plan.irp")).says(0, &[]);
    let fixed = text(&sandbox, "plan.irp");
    assert!(
        fixed.contains("by 2026-12-23\r\n}\r\n") && !fixed.replace("\r\n", "").contains('\n'),
        "{fixed:?}"
    );
}

#[cfg(unix)]
#[test]
fn links_and_bytes_that_are_no_text_are_never_written() {
    let sandbox = Sandbox::new("fix-links")
        .file("real/plan.irp", SLIPS)
        .file("torn.irp", b"plan p { vresion: \"1\" }\n# \xff\n");
    std::os::unix::fs::symlink("real/plan.irp", sandbox.folder.join("link.irp")).unwrap();
    sandbox.run("check --fix link.irp").says(2, &["passed over: `link.irp` is not written: it is a link"]);
    assert_eq!(text(&sandbox, "real/plan.irp"), SLIPS);
    sandbox.run("check --fix torn.irp").says(2, &["fixed: 0 of"]);
    assert!(fs::read(sandbox.folder.join("torn.irp")).unwrap().ends_with(b"\xff\n"));
}

#[test]
fn an_acceptance_of_nothing_is_deleted_unless_the_plan_does_not_read() {
    let accept =
        "## Until the move.\naccept stage-unowned on detect by lead until 2027-01-31 because \"Later\"\n";
    let plan = format!(
        "plan p \"P\" {{ version: \"1\" }}\nrole lead\nstage detect {{ owner: lead }}\n{accept}# end\n"
    );
    let sandbox = house("fix-accept").file("plan.irp", &plan);
    sandbox.run(&format!("{OWN} --fix plan.irp")).says(0, &["fixed: 1 of 1 finding, in 1 file"]);
    assert_eq!(text(&sandbox, "plan.irp"), plan.replace(accept, ""));
    let torn = format!("{plan}role other {{ within: 5 }}\n");
    let sandbox = house("fix-accept-torn").file("plan.irp", &torn);
    sandbox.run(&format!("{OWN} --fix plan.irp")).says(2, &["fixed: 0 of"]);
    assert_eq!(text(&sandbox, "plan.irp"), torn);
}

#[test]
fn a_part_of_two_plans_is_fixed_only_as_both_want_it() {
    let accept = "accept stage-unowned on detect by lead until 2027-01-31 because \"Later\"\n";
    let root = |owner: &str| {
        format!("plan p \"P\" {{ version: \"1\" }}\nuse \"part.irp\"\nrole lead\nstage detect{owner}\n")
    };
    let sandbox = house("fix-part")
        .file("a.irp", root(" { owner: lead }"))
        .file("b.irp", root(""))
        .file("part.irp", accept);
    sandbox.run(&format!("{OWN} --fix")).says(1, &["matches no finding", "fixed: 0 of"]);
    assert_eq!(text(&sandbox, "part.irp"), accept);
    let sandbox = house("fix-part-same")
        .file("a.irp", root(" { owner: lead }"))
        .file("b.irp", root(" { owner: lead }"))
        .file("part.irp", format!("person anna\n{accept}"));
    sandbox.run(&format!("{OWN} --fix")).says(0, &["in 1 file"]);
    assert_eq!(text(&sandbox, "part.irp"), "person anna\n");
}

#[test]
fn what_a_baseline_knows_stays_as_it_is() {
    let plan = "plan p \"P\" { version: \"1\" }\nstage detect\n";
    let sandbox = house("fix-baseline").file("plan.irp", plan);
    sandbox.run(&format!("{OWN} --baseline known.toml --write-baseline plan.irp")).says(0, &[]);
    sandbox
        .run(&format!("{OWN} --baseline known.toml --fix --unsafe-fixes plan.irp"))
        .says(0, &["fixed: 0 of 0"]);
    assert_eq!(text(&sandbox, "plan.irp"), plan);
}

#[test]
fn a_flag_without_effect_is_refused() {
    let sandbox = Sandbox::new("fix-flags").file("plan.irp", READS);
    sandbox.run("check --unsafe-fixes").says(2, &["--fix"]);
    sandbox.run("check --fix --diff").says(2, &["cannot be used with"]);
    sandbox.run("check --diff --format json").says(2, &["cannot be used with"]);
    sandbox.run("check --fix --show-files").says(2, &["cannot be used with"]);
}

#[test]
fn programs_are_told_the_edits() {
    let sandbox = Sandbox::new("fix-json").file("plan.irp", SLIPS);
    let json: serde_json::Value = serde_json::from_str(&sandbox.run("check --format json").out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let fix = &findings.iter().find(|finding| finding["rule"] == "name/attribute").unwrap()["fixes"][0];
    assert_eq!((&fix["title"], &fix["safe"]), (&"write `version`".into(), &true.into()));
    let edit = &fix["edits"][0];
    assert_eq!((&edit["path"], &edit["text"]), (&"plan.irp".into(), &"version".into()));
    assert_eq!((&edit["start"]["column"], &edit["end"]["column"]), (&14.into(), &21.into()));
    let sarif: serde_json::Value = serde_json::from_str(&sandbox.run("check --format sarif").out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "name/attribute").unwrap();
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "plan.irp");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 14);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "version");
}

#[test]
fn a_fix_that_breaks_a_plan_is_found_before_there_is_one() {
    let with = |fix: &str| HOUSE.replace("fix add to s \"owner: todo \\\"Who runs {s}?\\\"\"", fix);
    let says = |fix: &str, words: &str| {
        let sandbox = Sandbox::new("fix-policy").file("house.irpolicy", with(fix));
        sandbox.run("test house.irpolicy").says(2, &["the text of this fix cannot stand in a plan", words]);
    };
    says("fix add to s \"ownr: {s}\"", "a stage has no `ownr`");
    says("fix add to s \"within: \\\"soon\\\"\"", "a duration is wanted");
    says("fix add to s \"owner: \"", "cannot read");
    says("fix replace s.owner \"none; within: 1 hour\"", "more than the values of one attribute");
}
