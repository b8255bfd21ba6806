//! A long run says on the terminal how far it is, and takes it back; in a pipe it never does.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::bad_inputs::{await_until, ended, started};
use crate::sandbox::Sandbox;

const RULE: &str = "pack house \"House rules\" { version: \"1\"; schema: 1 }\nrule desk-missing \"There is a desk\" {\n  \
                    severity: note\n  require some asset a\n  message \"There is no desk.\"\n  bad { person anna }\n  \
                    good { asset desk }\n}\n";

/// What is said of the run.
const LINE: &str = "checking plans: 2 done";

/// What is checked: a folder of plans, and a pipe.
const PATHS: &str = "plans late.irp";

/// The plan in the pipe.
const LATE: &[u8] = b"plan r \"R\"\nasset a\n";

/// Plans, and a pipe in which a check waits for one more until somebody writes it.
fn sandbox(name: &str) -> Sandbox {
    let sandbox = Sandbox::new(name)
        .file("plans/plan.irp", "plan p \"P\"\nasset a\n")
        .file("plans/q.irp", "plan q \"Q\"\nasset a\n")
        .file("irlint.toml", "policies = [\"house\"]\nselect = [\"house\"]\n")
        .file("house/house.irpolicy", RULE);
    assert!(Command::new("mkfifo").arg(sandbox.folder.join("late.irp")).status().unwrap().success());
    sandbox
}

/// The pipe, open for writing as soon as the check waits for it.
fn held(sandbox: &Sandbox) -> File {
    use std::os::unix::fs::OpenOptionsExt;
    let mut open = None;
    await_until("the check waits for the plan in the pipe", || {
        let late = sandbox.folder.join("late.irp");
        open = OpenOptions::new().write(true).custom_flags(0o4000).open(late).ok();
        open.is_some()
    });
    open.unwrap()
}

/// A check on a terminal, and its output.
fn on_a_terminal(sandbox: &Sandbox) -> (Child, ChildStdout) {
    let mut child = sandbox.terminal(&format!("check --as-of 2099-01-01 {PATHS}")).spawn().unwrap();
    let out = child.stdout.take().unwrap();
    (child, out)
}

/// Reads until the line is there: the run need not be fast, nor slow.
fn until_line(out: &mut ChildStdout) -> Vec<u8> {
    let mut said = Vec::new();
    while !said.ends_with(LINE.as_bytes()) {
        let mut byte = [0];
        out.read_exact(&mut byte).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&said)));
        said.push(byte[0]);
    }
    said
}

#[test]
fn a_long_run_says_how_far_it_is_and_takes_it_back() {
    let sandbox = sandbox("progress");
    let (mut child, mut out) = on_a_terminal(&sandbox);
    let mut said = until_line(&mut out);
    held(&sandbox).write_all(LATE).unwrap();
    out.read_to_end(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    let said = String::from_utf8(said).unwrap();
    let rest = said.rsplit("checking plans: ").next().unwrap();
    let blank = format!("\r{}\r", " ".repeat(LINE.len()));
    assert!(rest.contains(&blank) && rest.contains("checked 3 plans"), "{said:?}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_run_in_a_pipe_says_nothing_of_it() {
    let sandbox = self::sandbox("progress-pipe");
    let child = started(&sandbox, &format!("check {PATHS}"), Stdio::piped());
    let mut late = held(&sandbox);
    // Another run, on a terminal, is the clock: when that one has spoken, this one would have.
    let clock = self::sandbox("progress-clock");
    let (mut other, mut out) = on_a_terminal(&clock);
    until_line(&mut out);
    other.kill().unwrap();
    other.wait().unwrap();
    late.write_all(LATE).unwrap();
    drop(late);
    let ran = ended(child);
    assert_eq!(ran.err, "");
    ran.says(0, &["checked 3 plans"]).hides(&["checking plans"]);
}
