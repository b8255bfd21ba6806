//! What cannot be done is said in one sentence with a way out, and ends with 2.

use crate::sandbox::Sandbox;

#[test]
fn without_a_command_the_help_is_shown() {
    Sandbox::new("no-command").run("").says(2, &["Usage: irlint", "check"]);
}

#[test]
fn help_and_version_end_well() {
    let sandbox = Sandbox::new("help");
    sandbox.run("--help").says(0, &["Usage: irlint", "Exit codes: 0 clean, 1 findings"]);
    sandbox.run("check --help").says(0, &["--fail-on", "--as-of", "- compact: "]);
    sandbox.run("--version").says(0, &[concat!("irlint ", env!("CARGO_PKG_VERSION"))]);
}

#[test]
fn an_unknown_flag_or_command_is_said() {
    let sandbox = Sandbox::new("unknown-flag");
    sandbox.run("check --formt text").says(2, &["--formt", "--format"]);
    sandbox.run("chek").says(2, &["chek", "check"]);
}

#[test]
fn a_path_that_leads_nowhere_is_said_with_a_name_nearby() {
    let sandbox = Sandbox::new("missing").file("plan.irp", "");
    let ran = sandbox.run("check plam.irp");
    ran.says(2, &["error: there is no file or folder `plam.irp`", "help: did you mean `plan.irp`?"]);
}

#[test]
fn an_unknown_format_is_said_with_the_list() {
    let sandbox = Sandbox::new("format");
    let ran = sandbox.run("check --format jsn");
    ran.says(2, &["there is no format `jsn`", "did you mean `json`?", "text, compact, plain, json, jsonl"]);
    sandbox.run("check --output json").says(2, &["FORMAT=PATH"]);
    sandbox.run("check --output jsn=x").says(2, &["there is no format `jsn`"]);
}

#[test]
fn an_output_that_cannot_be_written_is_said() {
    let sandbox = Sandbox::new("output").file("plan.irp", "plan p \"P\"\n");
    let ran = sandbox.run("check --output json=no/such/folder.json");
    ran.says(2, &["cannot write `no/such/folder.json`: no such file or directory"]);
}

#[test]
fn a_past_date_must_be_allowed() {
    let sandbox = Sandbox::new("past");
    let ran = sandbox.run_with("check --as-of 2020-01-01", &[("IRLINT_ALLOW_PAST", "0")], b"");
    ran.says(2, &["the date `2020-01-01` is past", "--allow-past"]);
    sandbox.run("check --as-of yesterday").says(2, &["cannot read the date `yesterday`", "YYYY-MM-DD"]);
}

#[test]
fn a_name_that_is_no_rule_pack_or_tag_is_said() {
    let sandbox = Sandbox::new("select").file("plan.irp", "plan p \"P\"\n");
    let ran = sandbox.run("check --select crisis-team-mising");
    ran.says(2, &["`--select` names `crisis-team-mising`, which is no rule, pack, tag or standard"]);
    sandbox.run("check --ignore nonsense").says(2, &["`--ignore` names `nonsense`"]);
}

#[test]
fn policies_that_demand_nothing_are_refused() {
    let sandbox =
        Sandbox::new("policies").file("empty/readme.txt", "").file("head/pack.irpolicy", "# nothing\n");
    sandbox.run("check --policies empty").says(2, &["the policy folder `empty` holds no rule", ".irpolicy"]);
    sandbox.run("check --policies head").says(2, &["the policy folder `head` holds no rule", "`rule`"]);
    sandbox.run("check --policies nowhere").says(2, &["there is no file or folder `nowhere`"]);
}

#[test]
fn a_policy_is_not_checked_as_a_plan() {
    let sandbox = Sandbox::new("policy").file("house/a.irpolicy", "");
    let ran = sandbox.run("check house/a.irpolicy");
    ran.says(2, &["`house/a.irpolicy` is a policy, not a plan", "--policies house"]);
}

#[test]
fn outputs_can_be_several() {
    let sandbox = Sandbox::new("outputs").file("plan.irp", "");
    sandbox.run("check --output json=a.json --output compact=b.txt").says(3, &["nothing was checked"]);
    let read = |path: &str| std::fs::read_to_string(sandbox.folder.join(path)).unwrap();
    assert!(read("a.json").starts_with("{\n  \"schema_version\": 1,"));
    assert!(read("b.txt").starts_with("plan.irp:1:1: warning[syntax/part-unused]"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_not_an_error() {
    let sandbox = Sandbox::new("pipe").file("plan.irp", "");
    let mut shell = std::process::Command::new("sh");
    let command =
        format!("{} check plan.irp | true; {0} check plan.irp >&-; echo $?", env!("CARGO_BIN_EXE_irlint"));
    let output = shell.args(["-c", &command]).current_dir(&sandbox.folder).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("panicked") && !err.contains("a bug"), "{err}");
}
