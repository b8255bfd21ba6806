//! `irlint init`: what it writes, what it asks on a terminal, and what it refuses.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::sandbox::{AS_OF, Ran, Sandbox};

const PLAN: &str = "incident-response.irp";

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.folder.join(path)).unwrap()
}

/// The program on a terminal, whose user types `answers`.
fn on_a_terminal(sandbox: &Sandbox, words: &str, answers: &str) -> Ran {
    let mut command = sandbox.terminal(words);
    command.env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "1").stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn it_writes_a_plan_and_settings_and_says_what_to_do_next() {
    let sandbox = Sandbox::new("init-yes");
    let ran = sandbox.run("init --yes");
    ran.says(0, &["wrote incident-response.irp\nwrote irlint.toml\n", "places in the plan are marked `todo"]);
    let plan = read(&sandbox, PLAN);
    let count = plan.matches("todo \"").count();
    assert!(count > 20, "{plan}");
    ran.says(0, &[&format!("{count} places in the plan"), "`irlint check incident-response.irp` says"]);
    sandbox.run("check --format json").says(1, &["\"incident-response.irp\""]);
    sandbox.run("check --show-settings").says(0, &["fail-on = error (irlint.toml:4)"]);
    sandbox.run("fmt --check").says(0, &["1 unchanged"]);
}

#[test]
fn flags_say_what_nobody_is_asked() {
    let sandbox = Sandbox::new("init-flags");
    let words =
        ["init", "--preset", "azure-iaas", "--name", "Linde  \"Holz\" \\ Co", "--country", "de", "made/here"];
    sandbox
        .run_words(&words)
        .says(0, &["wrote made/here/incident-response.irp", "wrote made/here/irlint.toml"]);
    let plan = read(&sandbox, "made/here/incident-response.irp");
    assert!(plan.contains("\norganisation ours \"Linde \\\"Holz\\\" \\\\ Co\" {\n  country: DE\n"), "{plan}");
    sandbox.run("init --yes --preset us-healthcare made/there").says(0, &[]);
    let plan = read(&sandbox, "made/there/incident-response.irp");
    assert!(plan.contains("\norganisation ours \"Our organisation\" {\n  country: US\n"), "{plan}");
}

#[test]
fn the_day_of_its_questions_is_a_month_after_the_date() {
    let sandbox = Sandbox::new("init-day");
    sandbox.run("init --yes one").says(0, &[]);
    sandbox.run("init --yes two").says(0, &[]);
    sandbox.run("init --yes three --as-of 2099-01-01").says(0, &[]);
    let (one, two) =
        (read(&sandbox, "one/incident-response.irp"), read(&sandbox, "two/incident-response.irp"));
    assert_eq!(one, two);
    assert_eq!(one.matches("todo \"").count(), one.matches("\" by 2026-12-23").count());
    let three = read(&sandbox, "three/incident-response.irp");
    assert_eq!(three, one.replace("2026-12-23", "2099-01-31"));
}

#[test]
fn on_a_terminal_it_asks_and_asks_again_after_a_typing_error() {
    let sandbox = Sandbox::new("init-typos");
    let answers = "azur-iaas\n9\n0\nsmal-sas\nazure-iaas\n Linde AG \nGermany\nde\n";
    let ran = on_a_terminal(&sandbox, "init", answers);
    ran.says(
        0,
        &["name or number [small-saas]: ", "did you mean `azure-iaas`?", "`9` is not understood: there are "],
    );
    ran.says(0, &["name of the organisation [Our organisation]: ", "country, in two letters [left open]: "]);
    ran.says(
        0,
        &["`Germany` is not understood: write its two letters, such as `DE`", "wrote incident-response.irp"],
    );
    let plan = read(&sandbox, PLAN);
    assert!(plan.contains("\norganisation ours \"Linde AG\" {\n  country: DE\n"), "{plan}");
    assert!(plan.contains("azure"), "{plan}");
}

#[test]
fn an_empty_line_takes_the_default() {
    let sandbox = Sandbox::new("init-defaults");
    on_a_terminal(&sandbox, "init asked", "\n\n\n").says(0, &["wrote asked/incident-response.irp"]);
    sandbox.run("init --yes silent").says(0, &[]);
    let (asked, silent) =
        (read(&sandbox, "asked/incident-response.irp"), read(&sandbox, "silent/incident-response.irp"));
    assert_eq!(asked, silent);
}

#[test]
fn a_starter_plan_can_be_named_by_its_number() {
    let sandbox = Sandbox::new("init-number");
    let ran = on_a_terminal(&sandbox, "init --name A --country FR", "1\n");
    ran.says(0, &["1  azure-iaas", "wrote"]).hides(&["name of the organisation", "country, in"]);
    assert!(read(&sandbox, PLAN).starts_with("# For an enterprise with virtual machines at Azure"));
}

#[test]
fn whoever_leaves_in_the_middle_leaves_nothing_behind() {
    let sandbox = Sandbox::new("init-left");
    let ran = on_a_terminal(&sandbox, "init sub", "small-saas\n");
    ran.says(2, &["a question was not answered: the input has ended", "nothing was written; `--yes` takes"]);
    assert!(!sandbox.folder.join("sub").exists());
}

#[test]
fn without_a_terminal_it_says_how_to_go_on() {
    let sandbox = Sandbox::new("init-pipe");
    let ran = sandbox.run_with("init", &[], b"small-saas\n");
    ran.says(2, &["nobody is there to answer: standard input is no terminal", "`--yes` takes the defaults"]);
    sandbox.run("init --preset small-saas --name A").says(2, &["nobody is there to answer"]);
    sandbox.run("init --preset small-sas").says(2, &["there is no starter plan `small-sas`", "did you mean"]);
    assert!(!sandbox.folder.join(PLAN).exists());
    sandbox.run("init --preset small-saas --name A --country FR").says(0, &["wrote"]);
}

#[test]
fn what_no_flag_can_mean_is_said() {
    let sandbox = Sandbox::new("init-wrong");
    let said = ["there is no starter plan `azur-iaas`", "did you mean `azure-iaas`?"];
    sandbox.run("init --yes --preset azur-iaas").says(2, &said);
    sandbox
        .run("init --yes --preset hospital")
        .says(2, &["there is no starter plan `hospital`", "there are azure-iaas, "]);
    sandbox
        .run("init --yes --country Germany")
        .says(2, &["`Germany` is no code of a country", "such as `DE`"]);
    sandbox.run_words(&["init", "--yes", "--name", "  "]).says(2, &["the name of the organisation is empty"]);
    assert!(!sandbox.folder.join(PLAN).exists());
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    for there in [PLAN, "irlint.toml"] {
        let sandbox = Sandbox::new("init-there").file(there, "# mine\n");
        let said = format!("the file `{there}` is there already");
        sandbox
            .run("init --yes")
            .says(2, &[&said, "nothing was changed; name another folder: `irlint init FOLDER`"]);
        assert_eq!(read(&sandbox, there), "# mine\n");
        let written = [PLAN, "irlint.toml"].iter().filter(|path| sandbox.folder.join(path).exists()).count();
        assert_eq!(written, 1);
    }
}

#[test]
fn quietly_it_writes_the_same_and_says_nothing() {
    let sandbox = Sandbox::new("init-quiet");
    let ran = sandbox.run("init --yes --quiet");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(sandbox.folder.join(PLAN).exists());
}
