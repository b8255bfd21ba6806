//! Each command with each bad input ends with a code that says so and a message that names the cause.

use crate::sandbox::Sandbox;

mod fixed;
mod machine;
mod plans;
mod policies;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

pub use machine::{await_until, ended, interrupt, started};
use machine::{files, first_byte, full_pipe, ran};
use table::{Cell, INPUTS, Input, rows};

/// The commands that are about a plan.
const COMMANDS: &[&str] = &[
    "check",
    "coverage --standard nist-csf-2",
    "duties",
    "matrix",
    "probe",
    "whatif --set a.model=paas",
    "why asset-missing a",
];

fn sandbox(name: &str) -> Sandbox {
    let sandbox = Sandbox::new(name).file("plan.irp", "plan p \"P\" {\n}\n").file("silent.irp", "");
    fs::create_dir(sandbox.folder.join("empty")).unwrap();
    sandbox
}

/// Runs the cases of an input; all that are wrong are named.
fn holds(input: Input) {
    let sandbox = machine::sandbox(&format!("bad-{input:?}").to_lowercase());
    let cells = rows().flat_map(|(_, cells)| *cells);
    let mut faults = Vec::new();
    for (_, cell) in cells.filter(|(of, _)| *of == input) {
        let Cell::Run(words, code, said) = cell else { continue };
        let before = files(&sandbox.folder);
        let ran = ran(&sandbox, input, words);
        let says = if said.is_empty() {
            ran.err.is_empty()
        } else {
            ran.err.contains(said) || ran.out.contains(said)
        };
        let spares = match input {
            Input::FullDisk | Input::ReadOnly | Input::Interrupt => files(&sandbox.folder) == before,
            Input::Missing
            | Input::Unreadable
            | Input::Empty
            | Input::Huge
            | Input::Encoding
            | Input::Folder
            | Input::FullOutput
            | Input::ClosedPipe => true,
        };
        if ran.code != *code || !says || !spares || ran.err.contains("this is a bug") {
            faults.push(format!(
                "{words}: {code} {said:?}, all files as they were: {spares}: {} {}",
                ran.code, ran.err
            ));
        }
    }
    machine::open(&sandbox);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_path_that_leads_nowhere_is_said() {
    holds(Input::Missing);
}

#[test]
fn what_may_not_be_read_is_said() {
    holds(Input::Unreadable);
}

#[test]
fn what_holds_nothing_is_said() {
    holds(Input::Empty);
}

#[test]
fn what_is_too_large_is_said() {
    holds(Input::Huge);
}

#[test]
fn what_is_not_utf8_is_said() {
    holds(Input::Encoding);
}

#[test]
fn a_folder_where_a_file_is_wanted_is_said() {
    holds(Input::Folder);
}

#[test]
fn what_may_not_be_written_to_is_said() {
    holds(Input::ReadOnly);
}

#[test]
fn a_full_disk_is_said_and_no_file_is_half_written() {
    holds(Input::FullDisk);
}

#[test]
fn a_standard_output_that_is_full_is_said() {
    holds(Input::FullOutput);
}

#[test]
fn a_pipe_that_nobody_reads_is_no_fault() {
    holds(Input::ClosedPipe);
}

#[test]
fn an_interrupt_ends_at_once_and_writes_nothing() {
    holds(Input::Interrupt);
}

/// The commands that the program lists, and `help`.
fn commands() -> BTreeSet<String> {
    let help = Sandbox::new("bad-commands").run("--help").out;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_has_a_row_and_every_row_a_cell_for_each_input() {
    let named: BTreeSet<String> = rows().map(|(command, _)| (*command).to_owned()).collect();
    assert_eq!(named, commands());
    assert_eq!(named.len(), rows().count(), "a command has two rows");
    for (command, cells) in rows() {
        let there: BTreeSet<Input> = cells.iter().map(|(input, _)| *input).collect();
        assert_eq!(there, INPUTS.into_iter().collect(), "{command}");
        let mut kinds: BTreeMap<Input, BTreeSet<bool>> = BTreeMap::new();
        for (input, cell) in *cells {
            let runs = match cell {
                Cell::Run(words, ..) => {
                    let own = words.starts_with(command) || *command == "help" && words.starts_with("--");
                    assert!(own, "`{words}` is no case of {command}");
                    true
                }
                Cell::Never(why) => {
                    assert!(why.contains(' '), "{command}: {input:?} does not say why there is no case");
                    false
                }
            };
            kinds.entry(*input).or_default().insert(runs);
        }
        assert!(
            kinds.values().all(|kinds| kinds.len() == 1),
            "{command}: there is a case, and there is none"
        );
    }
}

#[test]
fn an_interrupt_in_the_middle_of_writing_leaves_the_other_files_whole() {
    let text = fs::read_to_string(crate::sandbox::fixture("plans/faulty/everything-wrong.irp")).unwrap();
    let sandbox = machine::sandbox("bad-interrupt-output").file("plan.irp", text);
    let words = "check plan.irp --output sarif=pipe --output json=old.json";
    let child = started(&sandbox, words, std::process::Stdio::piped());
    let pipe = first_byte(&sandbox.folder.join("pipe"));
    interrupt(&child);
    assert_eq!(ended(child).code, 130);
    drop(pipe);
    assert_eq!(fs::read_to_string(sandbox.folder.join("old.json")).unwrap(), "old");
    machine::open(&sandbox);
}

#[test]
fn an_interrupt_between_two_files_leaves_both_whole() {
    let sandbox =
        Sandbox::new("bad-interrupt-fmt").file("one.irp", "plan   p\n").file("two.irp", "plan   q\n");
    let (_reader, writer) = full_pipe();
    let child = started(&sandbox, "fmt one.irp two.irp", writer.into());
    let text = |name: &str| fs::read_to_string(sandbox.folder.join(name)).unwrap();
    await_until("the first file is laid out", || text("one.irp") == "plan p\n");
    interrupt(&child);
    assert_eq!(ended(child).code, 130);
    assert_eq!((text("one.irp").as_str(), text("two.irp").as_str()), ("plan p\n", "plan   q\n"));
    let names: Vec<_> = files(&sandbox.folder).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn each_command_about_a_plan_reads_standard_input() {
    let sandbox = sandbox("bad-stdin");
    for command in COMMANDS {
        let ran = sandbox.run_with(&format!("{command} -"), &[], b"plan p (\n");
        let cause = if command.starts_with("why") { "the plan is not read whole" } else { "<stdin>:1:" };
        ran.says(2, &[cause]).hides(&["no file or folder"]);
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
    sandbox.run("check plan.irp --baseline silent.irp").says(2, &["`version` is missing here", help]);
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
