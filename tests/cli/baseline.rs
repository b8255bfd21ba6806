//! The baseline: a plan with many gaps is taken on, only what is new is said, and what is closed cannot come back unseen.

use crate::sandbox::Sandbox;

const FILE: &str = "known.toml";

fn adopted(name: &str) -> Sandbox {
    let plan = format!("{}/fixtures/plans/faulty/everything-wrong.irp", env!("CARGO_MANIFEST_DIR"));
    let sandbox = Sandbox::new(name).file("plan.irp", std::fs::read(plan).unwrap());
    sandbox.run("check").says(1, &["error["]);
    let ran = sandbox.run("check --baseline known.toml --write-baseline");
    ran.says(0, &["baseline: wrote `known.toml` with ", "no findings", " known from the baseline"]);
    sandbox
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    std::fs::read_to_string(sandbox.folder.join(path)).unwrap()
}

#[test]
fn what_is_known_is_left_out_and_counted() {
    let sandbox = adopted("known");
    let ran = sandbox.run("check --baseline known.toml");
    ran.says(0, &["no findings", " known from the baseline\n"]).hides(&["error[", "warning[", "note["]);
    let output: serde_json::Value =
        serde_json::from_str(&sandbox.run("check --baseline known.toml --format json").out).unwrap();
    assert!(output["summary"]["known"].as_u64().unwrap() > 20, "{output}");
    assert_eq!(output["findings"].as_array().unwrap().len(), 0);
    sandbox.run("check").says(1, &["error["]);
}

#[test]
fn a_new_gap_of_the_same_rule_is_not_covered() {
    let sandbox = adopted("new");
    let more = text(&sandbox, "plan.irp") + "\nstage afterthought { phase: close; within: 1 day }\n";
    let ran = sandbox.file("plan.irp", more).run("check --baseline known.toml --format compact");
    ran.says(1, &["error[stage-without-owner]", "known from the baseline"]);
    let errors = ran.out.lines().filter(|line| line.contains("[stage-without-owner]")).count();
    assert_eq!(errors, 1, "{ran:#?}");
}

#[test]
fn moving_lines_and_files_changes_nothing() {
    let sandbox = adopted("moved");
    let moved = format!("# One line more.\n\n{}", text(&sandbox, "plan.irp").replace(";  ", "; "));
    std::fs::remove_file(sandbox.folder.join("plan.irp")).unwrap();
    sandbox.file("plans/other.irp", moved).run("check --baseline known.toml").says(0, &["no findings"]);
}

#[test]
fn a_gap_that_is_closed_fails_until_it_is_pruned() {
    let sandbox = adopted("closed");
    let entry =
        "\n[[gap]]\nrule = \"stage-without-owner\"\nplan = \"ferry_irp\"\nabout = [\"gone\"]\ncount = 1\n";
    let known = text(&sandbox, FILE);
    assert!(known.contains("plan = \"ferry_irp\""), "{known}");
    let sandbox = sandbox.file(FILE, format!("{known}{entry}"));
    let ran = sandbox.run("check --baseline known.toml");
    ran.says(
        1,
        &[
            "error[baseline/closed]",
            "the known gap `stage-without-owner` on gone is closed",
            "--prune-baseline",
        ],
    );
    // A rule that is not asked cannot tell.
    sandbox.run("check --baseline known.toml --select backup-is-primary").says(0, &["no findings"]);
    sandbox.run("check --baseline known.toml --prune-baseline").says(0, &["baseline: wrote `known.toml`"]);
    assert_eq!(text(&sandbox, FILE), known);
    sandbox.run("check --baseline known.toml").says(0, &[]);
}

#[test]
fn what_a_run_did_not_look_for_stays_known() {
    let sandbox = adopted("narrow");
    let known = text(&sandbox, FILE);
    sandbox.run("check --baseline known.toml --write-baseline --select backup-is-primary").says(0, &[]);
    assert_eq!(text(&sandbox, FILE), known);
}

#[test]
fn fewer_of_the_same_are_said_with_their_number() {
    let sandbox = adopted("fewer");
    let known = text(&sandbox, FILE).replacen("count = 1", "count = 3", 1);
    sandbox.file(FILE, known).run("check --baseline known.toml").says(1, &["of 3 known gaps", "1 are left"]);
}

#[test]
fn the_settings_can_name_it() {
    let sandbox = adopted("settings").file("irlint.toml", "baseline = \"known.toml\"\n");
    sandbox.run("check").says(0, &["known from the baseline"]);
    sandbox.run("check --isolated").says(1, &["error["]);
}

#[test]
fn what_goes_wrong_is_said_with_a_way_out() {
    let sandbox = adopted("wrong");
    sandbox.run("check --baseline none.toml").says(2, &["none.toml", "write it with `--write-baseline`"]);
    sandbox.run("check --write-baseline").says(2, &["does not say to which file", "--baseline FILE"]);
    sandbox.run("check --prune-baseline").says(2, &["`--prune-baseline` does not say to which file"]);
    let ran = sandbox.run("check --baseline known.toml --write-baseline --prune-baseline");
    ran.says(2, &["cannot be used with"]);
    let sandbox = sandbox.file("bad.toml", "version = 1\n[[gap]]\nrul = \"a\"\n");
    sandbox.run("check --baseline bad.toml").says(2, &["bad.toml:3:1", "there is no key `rul`", "`rule`"]);
    let broken = text(&sandbox, "plan.irp") + "\nrole {{{\n";
    let before = text(&sandbox, FILE);
    let sandbox = sandbox.file("plan.irp", broken);
    let ran = sandbox.run("check --baseline known.toml --write-baseline");
    ran.says(2, &["`known.toml` was not written, because not everything could be checked"]);
    assert_eq!(text(&sandbox, FILE), before);
}
