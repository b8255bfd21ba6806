//! Where settings come from and which of them wins.

use crate::sandbox::Sandbox;

fn sandbox(name: &str, settings: &str) -> Sandbox {
    Sandbox::new(name).file("sub/plan.irp", "plan p \"P\"\n").file("irlint.toml", settings)
}

#[test]
fn an_unknown_key_is_said_with_place_and_suggestion() {
    let sandbox = sandbox("unknown-key", "# settings\nselekt = ['core']\n");
    let ran = sandbox.run("check sub/plan.irp");
    ran.says(2, &["error: irlint.toml:2:1: there is no setting `selekt`", "help: did you mean `select`?"]);
    sandbox.run("check sub/plan.irp --isolated").hides(&["selekt"]);
}

#[test]
fn a_settings_file_counts_up_to_the_repository() {
    let sandbox = sandbox("upwards", "ignore = ['nonsense']\n");
    sandbox.run("check sub").says(2, &["`irlint.toml:1` names `nonsense`"]);
    let inner = sandbox.file("sub/.git/HEAD", "");
    inner.run("check sub").hides(&["nonsense"]);
    inner.run("check sub --config irlint.toml").says(2, &["`irlint.toml:1` names `nonsense`"]);
    inner.run("check sub --config no.toml").says(2, &["there is no file or folder `no.toml`"]);
}

#[test]
fn a_flag_wins_over_a_variable_and_both_over_the_file() {
    let sandbox = sandbox("precedence", "select = ['from-file']\n");
    let variables = [("IRLINT_SELECT", "from-variable")];
    sandbox.run("check sub").says(2, &["`from-file`"]);
    sandbox.run_with("check sub", &variables, b"").says(2, &["`from-variable`"]).hides(&["from-file"]);
    let ran = sandbox.run_with("check sub --select from-flag", &variables, b"");
    ran.says(2, &["`from-flag`"]).hides(&["from-file", "from-variable"]);
}

#[test]
fn folders_in_the_file_are_relative_to_it() {
    let sandbox = sandbox("relative", "policies = ['house']\n").file("house/none.irpolicy", "");
    sandbox.run("check sub").says(2, &["house` holds no rule"]);
    let sandbox = sandbox.file("irlint.toml", "# Ours\npolicies = ['hose']\n");
    sandbox
        .run("check sub")
        .says(2, &["irlint.toml:2:12: there is no folder `hose`", "did you mean `house`?"]);
    let sandbox = sandbox.file("irlint.toml", "policies = \"house\"\n");
    sandbox.run("check sub").says(2, &["irlint.toml:1:12: a list is wanted here", "write `[\"house\"]`"]);
}

#[test]
fn a_value_that_does_not_read_is_said_at_its_place() {
    let sandbox = sandbox("tuning", "[packs.core]\nlimit = \"soon enough\"\n");
    sandbox.run("check sub").says(2, &["irlint.toml:2:9: cannot read the value of `limit`", "20 hours"]);
}

#[test]
fn variables_turn_switches_on() {
    let sandbox = sandbox("switches", "");
    let ran = sandbox.run_with("check --show-files", &[("IRLINT_VERBOSE", "1")], b"");
    assert_eq!(ran.says(0, &[]).out, "sub/plan.irp\n");
    sandbox.run_with("check --show-files -q", &[("IRLINT_VERBOSE", "yes")], b"").says(0, &[]);
}
