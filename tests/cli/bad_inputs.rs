//! Each command with each bad input ends with a code that says so and a message that names the cause.

use crate::sandbox::Sandbox;

/// The commands that are about a plan, with the plan at the end.
const COMMANDS: &[&str] = &["check", "matrix", "probe", "whatif --set a.model=paas", "why asset-missing a"];

/// A path, the code of every command that reads plans, and what is said of it.
const INPUTS: &[(&str, i32, &str)] = &[
    ("missing.irp", 2, "there is no file or folder `missing.irp`"),
    ("plan.irp/below", 2, "cannot read `plan.irp/below`"),
    ("empty", 3, "there is no plan in `empty`"),
    ("folder.irp", 3, "there is no plan in `folder.irp`"),
];

/// Plans that do not read, and why not. `why` goes on with what it has, and sends the user to `irlint check`.
const UNREAD: &[(&str, &str)] = &[
    ("utf16.irp", "the file is UTF-16, not UTF-8"),
    ("latin.irp", "the file is not UTF-8 from here on"),
    ("broken.irp", "broken.irp:1:"),
];

fn sandbox(name: &str) -> Sandbox {
    let sandbox = Sandbox::new(name).file("plan.irp", "plan p \"P\" {\n}\n");
    let sandbox = sandbox.file("utf16.irp", b"\xff\xfea\0").file("latin.irp", b"plan p \"K\xf6ln\" {\n}\n");
    for folder in ["empty", "folder.irp"] {
        std::fs::create_dir(sandbox.folder.join(folder)).unwrap();
    }
    sandbox.file("silent.irp", "").file("broken.irp", "plan p (\n")
}

#[test]
fn each_command_names_what_is_wrong_with_its_path() {
    let sandbox = sandbox("bad-inputs");
    for command in COMMANDS {
        for (path, code, said) in INPUTS {
            sandbox.run(&format!("{command} {path}")).says(*code, &[said]);
        }
        for (path, cause) in UNREAD {
            let cause = if command.starts_with("why") { "the plan is not read whole" } else { cause };
            sandbox.run(&format!("{command} {path}")).says(2, &[cause]);
        }
    }
    sandbox.run("fmt --check missing.irp").says(2, &["there is no file or folder `missing.irp`"]);
    sandbox.run("fmt --check latin.irp").says(2, &["`latin.irp` is not UTF-8 text"]);
    sandbox.run("test missing.irp").says(2, &["there is no file or folder `missing.irp`"]);
    sandbox.run("lock missing").says(2, &["there is no"]);
    sandbox.run("why asset-missing a silent.irp").says(2, &["the plan names nothing", "irlint check"]);
    sandbox.run("why asset-missing a broken.irp").says(2, &["because of 1 mistake in it"]);
}

#[test]
fn each_command_about_a_plan_reads_standard_input() {
    let sandbox = sandbox("bad-stdin");
    for command in COMMANDS {
        let ran = sandbox.run_with(&format!("{command} -"), &[], b"plan p (\n");
        ran.says(2, &[]).hides(&["no file or folder"]);
    }
}

#[test]
fn nothing_that_was_read_is_written_over() {
    let sandbox = sandbox("written-over").file("sys.irp", "plan p \"P\" {\n}\n\nasset a \"A\" {\n}\n");
    let before = std::fs::read(sandbox.folder.join("sys.irp")).unwrap();
    let said = &["`sys.irp` was read in this run and is not written over"];
    sandbox.run("check sys.irp --baseline sys.irp --write-baseline").says(2, said);
    sandbox.run("check sys.irp --output json=sys.irp").says(2, said);
    sandbox.run("matrix sys.irp --format text -o sys.irp").says(2, said);
    assert_eq!(std::fs::read(sandbox.folder.join("sys.irp")).unwrap(), before);
}

#[test]
fn a_baseline_is_left_alone_when_nothing_was_checked() {
    let sandbox = sandbox("left-alone").file("known.toml", "version = 1\n");
    let ran = sandbox.run("check empty --baseline known.toml --write-baseline");
    ran.says(3, &["`known.toml` was not written, because nothing was checked"]);
    assert_eq!(std::fs::read_to_string(sandbox.folder.join("known.toml")).unwrap(), "version = 1\n");
    let help = "a baseline is a file that `irlint check --write-baseline` wrote";
    sandbox.run("check plan.irp --baseline silent.irp").says(2, &["missing field `version`", help]);
    let ran = sandbox.run("check plan.irp --baseline no/known.toml --write-baseline");
    ran.says(2, &["cannot write `no/known.toml`", "name a file in a folder"]);
}

#[test]
fn outputs_that_cannot_be_meant_are_refused() {
    let sandbox = sandbox("outputs-refused");
    sandbox.run("check --output =x").says(2, &["cannot read `--output =x`", "FORMAT=PATH"]);
    sandbox.run("check --output json=-").says(2, &["it writes to files", "`--format json`"]);
    sandbox.run("matrix plan.irp -o x.pdf").says(2, &["no form of the output ends in `.pdf`", "`.svg`"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_its_own_neighbour() {
    let sandbox = sandbox("dangling");
    std::os::unix::fs::symlink("gone.irp", sandbox.folder.join("link.irp")).unwrap();
    for command in COMMANDS {
        let ran = sandbox.run(&format!("{command} link.irp"));
        ran.says(2, &["`link.irp`", "it is a link"]).hides(&["did you mean"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_also_by_help() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for words in ["--help", "--version", "man", "schema output", "completions bash", "rules"] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_irlint"));
        let output = command.args(words.split(' ')).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("no space left"), "{words}");
    }
}
