//! Outputs in files: several in one run, whole or not at all, and a failure is said and ends with 2.

use std::fs;

use irlint::report::FORMATS;

use crate::sandbox::Sandbox;

const PLAN: &str = "plan p \"P\"\nperson anna\nrole desk { primary: anna; backup: anna }\n";

fn sandbox(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN)
}

#[test]
fn all_formats_are_written_in_one_run_as_each_alone() {
    let sandbox = sandbox("outputs-all");
    let outputs: Vec<String> =
        FORMATS.iter().map(|format| format!("--output {0}=out.{0}", format.name)).collect();
    let ran = sandbox.run(&format!("check --format compact {}", outputs.join(" ")));
    ran.says(1, &["plan.irp:3:36: error[backup-is-primary]"]);
    for format in FORMATS {
        let alone = sandbox.run(&format!("check --format {}", format.name));
        let file = fs::read_to_string(sandbox.folder.join(format!("out.{}", format.name))).unwrap();
        assert_eq!(file, alone.out, "{}", format.name);
    }
    let left: Vec<_> =
        fs::read_dir(&sandbox.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn what_cannot_be_written_is_said_and_all_else_is_written() {
    let sandbox = sandbox("outputs-nowhere");
    let ran = sandbox.run("check --output json=nowhere/a.json --output json=b.json --output sarif=.");
    ran.says(
        2,
        &[
            "error: cannot write `nowhere/a.json`: no such file or directory\nhelp: name a file in a folder that is there",
            "error: cannot write `.`: is a directory",
            "error[backup-is-primary]",
        ],
    );
    assert!(fs::read_to_string(sandbox.folder.join("b.json")).unwrap().ends_with("}\n"));
}

#[test]
fn a_file_is_replaced_at_once_and_a_link_stays_one() {
    let sandbox =
        sandbox("outputs-replace").file("old.json", "old, and much longer than what is new\n".repeat(9000));
    let old = fs::File::open(sandbox.folder.join("old.json")).unwrap();
    sandbox.run("check --output json=old.json").says(1, &[]);
    let read = std::io::read_to_string(old).unwrap();
    assert!(read.starts_with("old, and"), "readers of the old file see it change");
    assert!(fs::read_to_string(sandbox.folder.join("old.json")).unwrap().starts_with("{\n"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("old.json", sandbox.folder.join("link.json")).unwrap();
        sandbox.run("check --output jsonl=link.json").says(1, &[]);
        assert!(fs::symlink_metadata(sandbox.folder.join("link.json")).unwrap().is_symlink());
        assert!(
            fs::read_to_string(sandbox.folder.join("old.json")).unwrap().starts_with("{\"type\":\"finding\"")
        );
        sandbox.run("check --output json=/dev/null").says(1, &[]);
        sandbox
            .run("check -q --output compact=/dev/stdout")
            .says(1, &["plan.irp:3:36: error[backup-is-primary]"]);
    }
}

#[test]
fn nothing_that_was_read_is_written_over() {
    let sandbox = sandbox("outputs-over");
    sandbox
        .run("check --output json=./plan.irp")
        .says(2, &["`./plan.irp` was read in this run and is not written over"]);
    assert_eq!(fs::read_to_string(sandbox.folder.join("plan.irp")).unwrap(), PLAN);
}

#[test]
fn two_outputs_in_one_file_are_refused() {
    let sandbox = sandbox("outputs-twice");
    sandbox.run("check --output json=a --output sarif=a").says(2, &["two outputs go to `a`"]);
    sandbox.run("check --output json=a --output sarif=./a").says(2, &["two outputs go to `a`"]);
    sandbox.run("check --output xml=a").says(2, &["there is no format `xml`", "formats are text, compact"]);
}
