//! `--show-settings`: what holds, and what sets it; and that of flag, variable, file and default the first wins, for every
//! flag of `check`.

use crate::sandbox::{AS_OF, Ran, Sandbox};

const PLAN: &str = "plan p \"P\"\n";

/// What somebody says to a flag: behind it, in its variable (another value) and in the settings file, if that can say it.
#[derive(Clone, Copy)]
struct Said {
    flag: &'static str,
    given: Option<&'static str>,
    variable: &'static str,
    file: Option<(&'static str, &'static str)>,
    default: &'static str,
    /// What it needs beside it.
    beside: &'static str,
}

const fn value(
    flag: &'static str,
    given: &'static str,
    variable: &'static str,
    default: &'static str,
) -> Said {
    Said { flag, given: Some(given), variable, file: None, default, beside: "" }
}

const fn switch(flag: &'static str) -> Said {
    Said { flag, given: None, variable: "1", file: None, default: "no", beside: "" }
}

const fn in_file(said: Said, line: &'static str, shown: &'static str) -> Said {
    Said { file: Some((line, shown)), ..said }
}

const FLAGS: &[Said] = &[
    value("format", "compact", "plain", "text"),
    value("output", "json=a.json", "json=b.json", "none"),
    switch("reveal"),
    switch("sarif-suppressions"),
    switch("show-files"),
    in_file(value("fail-on", "note", "error", "error"), "fail-on = 'warning'", "warning"),
    switch("exit-zero"),
    switch("fix"),
    Said { beside: "--fix", ..switch("unsafe-fixes") },
    switch("diff"),
    switch("watch"),
    switch("statistics"),
    switch("no-accepts"),
    in_file(value("baseline", "a.toml", "b.toml", "none"), "baseline = 'c.toml'", "c.toml"),
    switch("write-baseline"),
    switch("prune-baseline"),
    value("as-of", "2099-01-01", "2098-01-01", AS_OF),
    switch("allow-past"),
    in_file(value("select", "core", "cloud", "all rules"), "select = ['roles', 'duties']", "roles, duties"),
    in_file(value("ignore", "core", "cloud", "none"), "ignore = ['roles']", "roles"),
    value("config", "other.toml", "irlint.toml", "none"),
    switch("isolated"),
    value("jobs", "1", "2", "all threads"),
    value("stdin-filename", "a.irp", "b.irp", "none"),
    switch("force-exclude"),
    switch("quiet"),
    switch("verbose"),
    value("color", "never", "always", "auto"),
];

fn sandbox(name: &str, settings: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN).file("irlint.toml", settings).file("other.toml", settings)
}

fn shown(sandbox: &Sandbox, words: &str, variables: &[(&str, &str)]) -> Ran {
    let ran = sandbox.run_with(&format!("check --show-settings {words}"), variables, b"");
    assert_eq!(ran.code, 0, "{words} {variables:?}: {ran:#?}");
    ran
}

#[track_caller]
fn holds(ran: &Ran, line: &str) {
    assert!(ran.out.lines().any(|shown| shown == line), "`{line}` is missing in {ran:#?}");
}

#[test]
fn a_flag_wins_over_its_variable_over_the_file_over_the_default() {
    for Said { flag, given, variable, file, default, beside } in FLAGS {
        let line = file.map_or("", |(line, _)| line);
        let sandbox = sandbox("of-all", &format!("# settings\n{line}\n"));
        let name = format!("IRLINT_{}", flag.replace('-', "_").to_uppercase());
        let words = given.map_or(format!("{beside} --{flag}"), |value| format!("--{flag} {value}"));
        let both = shown(&sandbox, &words, &[(&name, variable)]);
        holds(&both, &format!("{flag} = {} (--{flag})", given.unwrap_or("yes")));
        let said = if given.is_some() { variable } else { "yes" };
        holds(&shown(&sandbox, beside, &[(&name, variable)]), &format!("{flag} = {said} ({name})"));
        if ["as-of", "allow-past"].contains(flag) {
            // The sandbox sets both.
            continue;
        }
        let neither = match file {
            Some((_, value)) => format!("{flag} = {value} (irlint.toml:2)"),
            None => format!("{flag} = {default} (default)"),
        };
        holds(&shown(&sandbox, "", &[]), &neither);
        if file.is_some() {
            holds(&shown(&sandbox, "--isolated", &[]), &format!("{flag} = {default} (default)"));
        }
    }
}

#[test]
fn every_flag_is_shown_and_in_the_table() {
    let ran = shown(&sandbox("table", ""), "", &[]);
    let names: Vec<&str> = ran.out.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    let known: Vec<&str> = FLAGS.iter().map(|said| said.flag).chain(["policies"]).collect();
    for name in &names {
        assert!(known.contains(name), "{name} is not in the table: {names:?}");
    }
    assert_eq!(names.len(), known.len(), "{names:?}");
}

#[test]
fn folders_of_policies_add_up() {
    let sandbox = sandbox("add-up", "policies = ['house']\n");
    let ran = shown(&sandbox, "--policies more", &[]);
    holds(&ran, "policies = house (irlint.toml:1)");
    holds(&ran, "policies = more (--policies)");
}

#[test]
fn a_flag_rules_out_the_variable_of_one_it_does_not_go_with() {
    let sandbox = sandbox("ruled-out", "fail-on = 'note'\n");
    let ran = shown(&sandbox, "--config irlint.toml", &[("IRLINT_ISOLATED", "1")]);
    holds(&ran, "fail-on = note (irlint.toml:1)");
    holds(&ran, "isolated = no (default)");
    let ran = shown(&sandbox, "--isolated", &[("IRLINT_CONFIG", "irlint.toml")]);
    holds(&ran, "settings file: none, because of `--isolated`");
    let both = [("IRLINT_ISOLATED", "1"), ("IRLINT_CONFIG", "irlint.toml")];
    sandbox.run_with("check", &both, b"").says(2, &["cannot be used with"]);
    let off = [("IRLINT_ISOLATED", "no"), ("IRLINT_CONFIG", "irlint.toml")];
    holds(&shown(&sandbox, "", &off), "config = irlint.toml (IRLINT_CONFIG)");
}

#[test]
fn the_settings_file_is_named_or_where_it_was_looked_for() {
    let sandbox = Sandbox::new("looked-for").file("a/b/plan.irp", PLAN);
    let ran = shown(&sandbox, "a/b/plan.irp", &[]);
    holds(&ran, "settings for `a/b/plan.irp`");
    holds(&ran, "settings file: none; `irlint.toml` was looked for in `a/b`, `a`, `.`");
    let sandbox = sandbox.file("a/irlint.toml", "policies = ['house']\nbaseline = '../known.toml'\n");
    let ran = shown(&sandbox, "a/b/plan.irp", &[]);
    holds(&ran, "settings file: `a/irlint.toml`");
    holds(&ran, "policies = a/house (a/irlint.toml:1)");
    holds(&ran, "baseline = known.toml (a/irlint.toml:2)");
    sandbox.run("check --show-settings a b").says(2, &["is about one path, and `b` is a second one"]);
}

#[test]
fn what_only_the_file_can_say_is_shown_with_its_line() {
    let text = "edition = '2026'\nrequired-version = '>=0.1'\n[packs.core]\nexercise_gap = '6 months'\n";
    let ran = shown(&sandbox("file-only", text), "", &[]);
    holds(&ran, "edition = 2026 (irlint.toml:1)");
    holds(&ran, "required-version = >=0.1 (irlint.toml:2)");
    holds(&ran, "packs.core.exercise_gap = 6 months (irlint.toml:4)");
}

#[test]
fn overrides_are_shown_for_the_path_they_are_for() {
    let text = "ignore = ['cloud']\nfail-on = 'error'\n[[overrides]]\npaths = ['drafts/**']\n\
                select = ['core']\nignore = ['roles']\nfail-on = 'note'\n";
    let sandbox = sandbox("shown-overrides", text).file("drafts/plan.irp", PLAN);
    let ran = shown(&sandbox, "drafts/plan.irp", &[]);
    holds(&ran, "ignore = cloud (irlint.toml:1)");
    holds(&ran, "ignore = roles (irlint.toml:6)");
    holds(&ran, "select = core (irlint.toml:5)");
    holds(&ran, "fail-on = note (irlint.toml:7)");
    ran.hides(&["irlint.toml:2", "overrides"]);
    let ran = shown(&sandbox, "plan.irp", &[]);
    holds(&ran, "fail-on = error (irlint.toml:2)");
    ran.hides(&["irlint.toml:5", "irlint.toml:6", "irlint.toml:7"]);
    let ran = shown(&sandbox, ".", &[]);
    holds(&ran, "overrides[drafts/**].ignore = roles (irlint.toml:6)");
    holds(&ran, "fail-on = error (irlint.toml:2)");
    holds(&shown(&sandbox, "drafts/plan.irp --fail-on warning", &[]), "fail-on = warning (--fail-on)");
}

#[test]
fn a_variable_that_sets_nothing_is_said() {
    let sandbox = sandbox("strange", "");
    let ran = sandbox.run_with("check --show-files", &[("IRLINT_COLOUR_OF_THE_SKY", "blue")], b"");
    ran.says(0, &["variable: no flag is set by the variable `IRLINT_COLOUR_OF_THE_SKY`"]);
}
