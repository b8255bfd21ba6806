//! `fmt`: what it writes, what it leaves alone, and how it ends.

use std::fs;

use crate::sandbox::Sandbox;

const MESSY: &str = "plan   p \"P\"{version:\"1\"}\nrole a{primary:b;within:15min}\n";
const NEAT: &str = "plan p \"P\" { version: \"1\" }\nrole a { primary: b; within: 15 minutes }\n";

fn text(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.folder.join(path)).unwrap()
}

/// No file is left beside those that were there.
#[track_caller]
fn assert_only(sandbox: &Sandbox, names: &[&str]) {
    let entries = fs::read_dir(&sandbox.folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut found: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    found.retain(|name| name != ".git");
    found.sort();
    assert_eq!(found, names);
}

#[test]
fn files_are_laid_out_and_a_second_run_changes_nothing() {
    let sandbox = Sandbox::new("fmt-write").file("a.irp", MESSY).file("b.irp", NEAT).file(
        "house/rule.irpolicy",
        "rule  a-b \"T\"{severity:error\nrequire plan.version is given\nmessage \"M\"}\n",
    );
    sandbox.run("fmt").says(
        0,
        &["formatted: `a.irp`\n", "formatted: `house/rule.irpolicy`\n", "formatted 2 files, 1 unchanged\n"],
    );
    assert_eq!(text(&sandbox, "a.irp"), NEAT);
    assert!(text(&sandbox, "house/rule.irpolicy").contains("\n  severity: error\n"));
    assert_only(&sandbox, &["a.irp", "b.irp", "house"]);
    let ran = sandbox.run("fmt .");
    assert_eq!(ran.says(0, &[]).out, "formatted 0 files, 3 unchanged\n");
    assert_eq!(sandbox.run("fmt -q").out, "formatted 0 files, 3 unchanged\n");
}

#[test]
fn quiet_says_the_summary_alone() {
    let sandbox = Sandbox::new("fmt-quiet").file("a.irp", MESSY);
    assert_eq!(sandbox.run("fmt -q").says(0, &[]).out, "formatted 1 file, 0 unchanged\n");
}

#[test]
fn check_lists_the_files_and_writes_nothing() {
    let sandbox = Sandbox::new("fmt-check").file("a.irp", MESSY).file("b.irp", NEAT);
    let ran = sandbox.run("fmt --check");
    assert_eq!(ran.says(1, &[]).out, "would format: `a.irp`\nwould format 1 file, 1 unchanged\n");
    assert_eq!(text(&sandbox, "a.irp"), MESSY);
    sandbox.run("fmt --check b.irp").says(0, &["would format 0 files, 1 unchanged"]);
    let quiet = sandbox.run("fmt --check -q");
    quiet.says(1, &["would format: `a.irp`"]);
}

#[test]
fn diff_shows_what_would_change_and_writes_nothing() {
    let sandbox = Sandbox::new("fmt-diff").file("a.irp", "person   a\nperson b").file("b.irp", NEAT);
    let ran = sandbox.run("fmt --diff");
    ran.says(1, &["would format 1 file, 1 unchanged"]);
    assert_eq!(
        ran.out,
        concat!(
            "--- a/a.irp\n+++ b/a.irp\n@@ -1,2 +1,2 @@\n-person   a\n-person b\n",
            "\\ No newline at end of file\n+person a\n+person b\n",
        )
    );
    assert_eq!(text(&sandbox, "a.irp"), "person   a\nperson b");
    let both = sandbox.run("fmt --diff --check");
    assert_eq!((both.code, both.out), (1, ran.out));
    assert_eq!(sandbox.run("fmt --diff b.irp").says(0, &["would format 0 files"]).out, "");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let sandbox = Sandbox::new("fmt-stdin");
    let run = |words: &str, stdin: &str| sandbox.run_with(words, &[], stdin.as_bytes());
    let ran = run("fmt -", MESSY);
    assert_eq!((ran.code, &*ran.out, &*ran.err), (0, NEAT, ""));
    let policy = run("fmt --stdin-filename x.irpolicy -", "schema   core 1");
    assert_eq!((policy.code, &*policy.out), (0, "schema core 1\n"));
    let document = run("fmt - --stdin-filename docs/x.md", "#  A\n```irp\nperson   a\n```");
    assert_eq!((document.code, &*document.out), (0, "#  A\n```irp\nperson a\n```"));
    let checked = run("fmt --check -", MESSY);
    assert_eq!((checked.code, &*checked.out), (1, "would format: `<stdin>`\n"));
    assert_eq!(run("fmt --check -", NEAT).says(0, &[]).out, "");
    run("fmt --diff --stdin-filename a.irp -", MESSY)
        .says(1, &["--- a/a.irp", "+plan p \"P\" { version: \"1\" }"]);
    let empty = run("fmt -", "");
    assert_eq!((empty.code, &*empty.out, &*empty.err), (0, "", ""));
    assert_only(&sandbox, &[]);
}

#[test]
fn standard_input_that_does_not_read_is_given_back_with_2() {
    let sandbox = Sandbox::new("fmt-stdin-bad");
    let ran = sandbox.run_with("fmt -", &[], b"person   a\nrole b {\n x:  ,\n}\n");
    ran.says(2, &["<stdin>:3:2: this statement does not read and stays as it is"]);
    assert_eq!(ran.out, "person a\nrole b {\n  x:  ,\n}\n");
    let bytes = sandbox.run_with("fmt -", &[], b"person \xff");
    assert_eq!(bytes.says(2, &["`<stdin>` is not UTF-8 text"]).out, "");
    let other = sandbox.run_with("fmt --stdin-filename x.txt -", &[], b"person   a");
    assert_eq!(other.says(2, &["`x.txt` is neither a policy nor a plan"]).out, "");
}

#[test]
fn what_does_not_read_stays_and_the_rest_is_laid_out() {
    let broken = "person   a\n\nrole b {\n      x:  !\n  y:z\n  u  v  w\n}\n\nperson   c }\n";
    let sandbox = Sandbox::new("fmt-broken").file("a.irp", broken).file("b.irp", MESSY);
    let dry = sandbox.run("fmt --check a.irp");
    dry.says(2, &["a.irp:4:7: this statement does not read and stays as it is, as does one more"]);
    let ran = sandbox.run("fmt");
    ran.says(
        2,
        &[
            "a.irp:4:3: this statement does not read and stays as it is, as does one more",
            "a.irp:9:1: the braces from here on do not balance, and the lines stay as they are",
            "see what is wrong with `irlint check a.irp`",
            "formatted 2 files, 0 unchanged, 1 with parts that stay as they are",
        ],
    );
    assert_eq!(
        text(&sandbox, "a.irp"),
        "person a\n\nrole b {\n  x:  !\n  y: z\n  u  v  w\n}\n\nperson   c }\n"
    );
    assert_eq!(text(&sandbox, "b.irp"), NEAT);
}

#[test]
fn wrong_paths_are_said_and_the_rest_is_done() {
    let sandbox =
        Sandbox::new("fmt-paths").file("a.irp", MESSY).file("b.txt", "person   a").file("c.irp", b"\xff");
    let ran = sandbox.run("fmt b.txt a.irp c.irp missing.irp a.irp");
    ran.says(
        2,
        &[
            "`b.txt` is neither a policy nor a plan",
            "`c.irp` is not UTF-8 text",
            "there is no file or folder `missing.irp`",
            "formatted 1 file, 0 unchanged, 3 failed",
        ],
    );
    assert_eq!(text(&sandbox, "a.irp"), NEAT);
    assert_eq!(text(&sandbox, "b.txt"), "person   a");
    sandbox.run("fmt - a.irp").says(2, &["standard input is laid out alone"]);
    sandbox.run("fmt --stdin-filename a.irp a.irp").says(2, &["names standard input, which is not read"]);
    sandbox.run("fmt --chekc").says(2, &["--check"]);
}

#[test]
fn nothing_found_is_3_and_empty_files_are_fine() {
    let sandbox = Sandbox::new("fmt-nothing").file("docs/readme.md", "# Nothing\n").file("x.txt", "a");
    sandbox.run("fmt").says(3, &["there is nothing to lay out in `.`"]);
    sandbox.run("fmt --check docs").says(3, &["nothing to lay out in `docs`"]);
    sandbox.run("fmt -v docs/readme.md").says(3, &["it holds no `irp` or `irpolicy` fence"]);
    let sandbox = sandbox.file("empty.irp", "").file("blank.irp", " \n\n");
    sandbox.run("fmt").says(0, &["formatted: `blank.irp`", "formatted 1 file, 1 unchanged"]);
    assert_eq!(text(&sandbox, "blank.irp"), "");
}

#[test]
fn ignore_files_hold_in_folders_and_by_hand_if_asked() {
    let sandbox = Sandbox::new("fmt-ignored")
        .file(".gitignore", "made/\n")
        .file(".irlintignore", "old.irp\n")
        .file("made/a.irp", MESSY)
        .file("old.irp", MESSY)
        .file("new.irp", MESSY);
    sandbox.run("fmt --check").says(1, &["would format 1 file, 0 unchanged"]).hides(&["old.irp", "made"]);
    sandbox.run("fmt --check -v").says(1, &["`old.irp`: an ignore file names it"]);
    sandbox.run("fmt --check old.irp").says(1, &["would format: `old.irp`"]);
    sandbox.run("fmt --check --force-exclude old.irp made/a.irp").says(3, &["nothing to lay out"]);
}

#[test]
fn documents_and_line_ends_keep_what_they_are() {
    let sandbox = Sandbox::new("fmt-ends")
        .file("a.md", "\u{feff}# A \t\r\n\r\n```irp\r\nperson   a\r\n```\r\ntrailing  ")
        .file("b.irp", "\u{feff}person   a\r\nperson b");
    sandbox.run("fmt").says(0, &["formatted 2 files"]);
    assert_eq!(text(&sandbox, "a.md"), "\u{feff}# A \t\r\n\r\n```irp\r\nperson a\r\n```\r\ntrailing  ");
    assert_eq!(text(&sandbox, "b.irp"), "\u{feff}person a\r\nperson b\r\n");
}

#[test]
fn plans_with_notes_are_left_alone_without_a_fault() {
    let noted = "role   a { b: c }\n#      ^ here\n";
    let sandbox = Sandbox::new("fmt-notes").file("a.irp", noted);
    sandbox.run("fmt").says(0, &["formatted 0 files, 1 unchanged"]).hides(&["notes"]);
    sandbox.run("fmt -v").says(0, &["`a.irp`: its notes point at columns"]);
    assert_eq!(text(&sandbox, "a.irp"), noted);
}

#[test]
fn what_the_program_writes_itself_is_laid_out() {
    let sandbox = Sandbox::new("fmt-new");
    sandbox.run("new rule vendor-without-contact").says(0, &["wrote"]);
    let ran = sandbox.run("fmt --diff");
    assert_eq!(ran.says(2, &["would format 0 files, 2 unchanged"]).out, "");
}

#[test]
fn control_characters_reach_no_terminal_and_their_text_is_left_alone() {
    let sandbox = Sandbox::new("fmt-control").file("a.irp", "person   a # \u{1b}[31m\n");
    let ran = sandbox.run("fmt --diff");
    ran.says(2, &["a.irp:1:1: characters that nobody can see"]).hides(&["\u{1b}"]);
    assert_eq!(ran.out, "");
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::io::Read as _;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::{MESSY, NEAT, assert_only, text};
    use crate::sandbox::Sandbox;

    #[test]
    fn a_read_only_file_is_refused_and_stays() {
        let sandbox = Sandbox::new("fmt-read-only").file("a.irp", MESSY).file("b.irp", MESSY);
        let path = sandbox.folder.join("a.irp");
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        let ran = sandbox.run("fmt");
        ran.says(2, &["cannot write `a.irp`", "formatted 1 file, 0 unchanged, 1 failed"]);
        assert_eq!((text(&sandbox, "a.irp"), text(&sandbox, "b.irp")), (MESSY.into(), NEAT.into()));
        assert_only(&sandbox, &["a.irp", "b.irp"]);
        sandbox.run("fmt --check a.irp").says(1, &["would format: `a.irp`"]);
    }

    #[test]
    fn permissions_stay_and_a_link_stays_a_link() {
        let sandbox = Sandbox::new("fmt-link").file("real/a.irp", MESSY);
        let path = sandbox.folder.join("real/a.irp");
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink("real/a.irp", sandbox.folder.join("link.irp")).unwrap();
        sandbox.run("fmt --check").says(1, &["would format 1 file", "`link.irp`: it is a link"]);
        sandbox.run("fmt link.irp").says(0, &["formatted: `link.irp`", "formatted 1 file"]);
        assert_eq!(text(&sandbox, "real/a.irp"), NEAT);
        assert!(fs::symlink_metadata(sandbox.folder.join("link.irp")).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        sandbox.run("fmt link.irp real").says(0, &["formatted 0 files, 1 unchanged"]);
    }

    /// A shell that runs the program in the folder, with what it wrote to standard error.
    fn shell(sandbox: &Sandbox, script: &str) -> (Option<i32>, String) {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(script)
            .current_dir(&sandbox.folder)
            .env("IRLINT", env!("CARGO_BIN_EXE_irlint"));
        let output = command.stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }

    #[test]
    fn a_disk_that_takes_no_more_leaves_the_file_as_it_was() {
        let sandbox = Sandbox::new("fmt-full").file("a.irp", MESSY);
        let (code, err) =
            shell(&sandbox, "trap '' XFSZ; ulimit -f 0; \"$IRLINT\" fmt a.irp | cat >&2; exit 7");
        assert!(err.contains("cannot write `a.irp`"), "{err}");
        assert_eq!(code, Some(7));
        let (code, _) = shell(&sandbox, "trap '' XFSZ; ulimit -f 0; exec \"$IRLINT\" fmt a.irp");
        assert_eq!(code, Some(2));
        assert_eq!(text(&sandbox, "a.irp"), MESSY);
        assert_only(&sandbox, &["a.irp"]);
    }

    #[test]
    fn a_pipe_that_is_closed_early_is_no_fault() {
        let sandbox = Sandbox::new("fmt-pipe").file("a.irp", MESSY).file("b.irp", MESSY);
        let (code, err) = shell(&sandbox, "{ \"$IRLINT\" fmt; echo $? >&2; } | true");
        assert_eq!((code, &*err), (Some(0), "0\n"));
        assert_eq!((text(&sandbox, "a.irp"), text(&sandbox, "b.irp")), (NEAT.into(), NEAT.into()));
        let (_, err) =
            shell(&sandbox, "{ yes 'person   a' | head -100000 | \"$IRLINT\" fmt -; echo $? >&2; } | true");
        assert_eq!(err, "0\n");
    }

    #[test]
    fn a_run_that_is_stopped_leaves_each_file_old_or_new() {
        let mut sandbox = Sandbox::new("fmt-stopped");
        let names: Vec<String> = (0..200).map(|number| format!("{number}.irp")).collect();
        for name in &names {
            sandbox = sandbox.file(name, MESSY);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_irlint"));
        let mut child =
            command.arg("fmt").current_dir(&sandbox.folder).stdout(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let texts: Vec<String> = names.iter().map(|name| text(&sandbox, name)).collect();
        assert!(texts.iter().all(|text| text == MESSY || text == NEAT));
        sandbox.run("fmt").says(0, &[]);
        assert!(names.iter().all(|name| text(&sandbox, name) == NEAT));
    }
}
