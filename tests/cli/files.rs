//! Which files are read as plans, and what is said of those that are not.

use crate::sandbox::Sandbox;

#[test]
fn an_empty_folder_ends_with_3() {
    let sandbox = Sandbox::new("empty-folder").file("notes.txt", "").file("sub/read.md", "no fence");
    sandbox
        .run("check")
        .says(3, &["nothing was checked: there is no plan in `.`", "checked no plan as of 2026-11-23"]);
    sandbox.run("check sub --format json").says(3, &["\"plans\": []", "\"findings\": []"]);
}

#[test]
fn an_empty_plan_ends_with_3() {
    for text in ["", "\n", "# nothing yet\n"] {
        let sandbox = Sandbox::new("empty-plan").file("plan.irp", text);
        sandbox.run("check plan.irp").says(3, &["this plan says nothing", "nothing was checked"]);
    }
}

#[test]
fn the_end_of_a_name_says_what_is_read() {
    let fenced = "# Plan\n\n```irp\nplan p \"P\"\n```\n";
    let sandbox = Sandbox::new("ends")
        .file("a.IRP", "plan p \"P\"\n")
        .file("b.md", fenced)
        .file("c.MarkDown", fenced)
        .file("d.mdx", fenced)
        .file("e.markdown", "# No fence\n");
    assert_eq!(sandbox.run("check --show-files").says(0, &[]).out, "a.IRP\nb.md\nc.MarkDown\n");
    sandbox.run("check --format compact c.MarkDown").says(1, &["c.MarkDown:4:1"]).hides(&["syntax/"]);
    sandbox.run("why asset-missing c.MarkDown").says(0, &["c.MarkDown"]);
    sandbox.run("fmt --check .").says(0, &["would format 0 files, 3 unchanged"]);
    let help = "fences belong in a document, the name of which ends in `.md`";
    sandbox.run("check d.mdx").says(2, &["cannot read ````irp`", help]);
}

#[test]
fn policies_among_the_plans_that_nobody_named_are_said() {
    let rule = "pack house \"House\" { version: \"1\"; schema: 1 }\n\
                rule plan-named \"Named\" {\n  severity: error\n  source: \"Board\"\n  for each plan p\n  \
                require p.version is given\n  message \"{p} has no version.\"\n}\n";
    let sandbox = Sandbox::new("not-used")
        .file("plan.irp", "plan p \"P\"\n")
        .file("house/house.irpolicy", rule)
        .file(".gitignore", "old.irpolicy\n")
        .file("old.irpolicy", rule);
    let said = "not used: `house/house.irpolicy`: neither `policies` in the settings nor `--policies` names the folder";
    assert!(sandbox.run("check").err.lines().any(|line| line == said));
    sandbox.run("check --format json").says(1, &["not used: `house/house.irpolicy`"]);
    for words in ["check --policies house", "check --isolated", "check --quiet", "check plan.irp"] {
        sandbox.run(words).hides(&["not used"]);
    }
    let sandbox = sandbox.file("irlint.toml", "policies = [\"house\"]\n");
    sandbox.run("check").says(1, &["error[plan-named]"]).hides(&["not used"]);
    let five = (1..=5).fold(sandbox, |sandbox, number| sandbox.file(&format!("more/{number}.irpolicy"), ""));
    five.run("check").says(1, &["not used: `more/1.irpolicy`, `more/2.irpolicy`"]).hides(&["more: neither"]);
    let six = five.file("more/6.irpolicy", "");
    six.run("check").says(1, &["`more/5.irpolicy` and 1 more: neither"]).hides(&["more/6"]);
}

#[test]
fn ignored_files_are_left_out_unless_given_by_hand() {
    let sandbox = Sandbox::new("ignored")
        .file(".gitignore", "old/\n*.tmp.irp\n!keep.tmp.irp\n")
        .file(".irlintignore", "draft.irp\n")
        .file("a.irp", "plan a\n")
        .file("old/b.irp", "plan b\n")
        .file("draft.irp", "plan c\n")
        .file("x.tmp.irp", "plan d\n")
        .file("keep.tmp.irp", "plan e\n")
        .file(".git/f.irp", "plan f\n");
    assert_eq!(sandbox.run("check --show-files").says(0, &[]).out, "a.irp\nkeep.tmp.irp\n");
    assert_eq!(sandbox.run("check --show-files old draft.irp").out, "draft.irp\nold/b.irp\n");
    let forced = sandbox.run("check --show-files --force-exclude a.irp draft.irp old/b.irp");
    assert_eq!(forced.out, "a.irp\n");
    sandbox.run("check -v --show-files").says(0, &["passed over: `draft.irp`: an ignore file names it"]);
}

#[test]
fn a_plan_brings_its_parts_and_a_part_its_plan() {
    let sandbox = Sandbox::new("parts")
        .file("plan.irp", "use \"people.irp\"\nuse \"teams/*.irp\"\nplan p \"P\"\n")
        .file("people.irp", "person anna\n")
        .file("teams/one.irp", "use \"../people.irp\"\nteam one\n")
        .file("teams/two.irp", "team two\n")
        .file("teams/notes.txt", "");
    let all = "people.irp\nplan.irp\nteams/one.irp\nteams/two.irp\n";
    for paths in ["", "plan.irp", "teams/two.irp", "people.irp teams", "./plan.irp people.irp"] {
        assert_eq!(sandbox.run(&format!("check --show-files {paths}")).says(0, &[]).out, all, "{paths}");
    }
    sandbox.run("check people.irp --format compact").hides(&["part-unused", "syntax/use"]);
}

#[test]
fn a_part_that_no_plan_uses_is_said() {
    let sandbox =
        Sandbox::new("unused").file("a/plan.irp", "plan p \"P\"\n").file("a/lost.irp", "person anna\n");
    let ran = sandbox.run("check --format compact");
    ran.says(ran.code, &["a/lost.irp:1:1: warning[syntax/part-unused] no plan uses this file"]);
    let alone = sandbox.run("check a/lost.irp --format compact");
    alone.says(alone.code, &["a/lost.irp:1:1: warning[syntax/part-unused]", "checked by itself"]);
}

#[test]
fn what_a_plan_may_not_use_is_said_at_its_place() {
    let sandbox = Sandbox::new("use")
        .file("outside.irp", "person x\n")
        .file("p/people.irp", "")
        .file("p/notes.txt", "")
        .file("p/sub/x.irp", "")
        .file(
            "p/plan.irp",
            "use \"peple.irp\"\nuse \"no/*.irp\"\nuse \"../outside.irp\"\n  use \"/etc/hosts\"\nuse \"sub\"\n\
             use \"notes.txt\"\nplan p \"P\"\n",
        );
    let ran = sandbox.run("check p --format text --format compact");
    ran.says(
        2,
        &[
            "p/plan.irp:1:5: error[syntax/use-missing] there is no file `peple.irp`",
            "p/plan.irp:2:5: error[syntax/use-missing] no file matches `no/*.irp`",
            "p/plan.irp:3:5: error[syntax/use-outside] `../outside.irp` lies outside the plan's folder",
            "p/plan.irp:4:7: error[syntax/use-outside] `/etc/hosts` lies outside the plan's folder",
            "p/plan.irp:5:5: error[syntax/use-missing] `sub` is a folder",
            "p/plan.irp:6:5: error[syntax/use-not-a-plan] `notes.txt` is no plan file",
        ],
    );
    sandbox.run("check p").says(2, &["did you mean `people.irp`?", "all its plan files with `sub/*.irp`"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let sandbox = Sandbox::new("links")
        .file("secret/x.irp", "person secret\n")
        .file("p/plan.irp", "use \"x.irp\"\nuse \"in/*.irp\"\nplan p \"P\"\n");
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, sandbox.folder.join(at)).unwrap();
    link("../secret/x.irp", "p/x.irp");
    link("../secret", "p/in");
    link("..", "p/circle");
    let ran = sandbox.run("check p --format compact -v");
    ran.says(
        2,
        &[
            "1:5: error[syntax/use-outside] `x.irp` lies",
            "2:5: error[syntax/use-outside] `in/*.irp` lies",
            "passed over: `p/x.irp`: it is a link",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_used_and_not_waited_for() {
    let sandbox =
        Sandbox::new("use-pipe").file("p/plan.irp", "use \"pipe.irp\"\nuse \"pip*.irp\"\nplan p \"P\"\n");
    let pipe = std::process::Command::new("mkfifo").arg(sandbox.folder.join("p/pipe.irp")).status();
    assert!(pipe.unwrap().success());
    for path in ["p", "p/plan.irp"] {
        sandbox.run(&format!("check {path} --format compact")).says(
            2,
            &[
                "1:5: error[syntax/use-not-a-plan] `pipe.irp` is no plain file",
                "2:5: error[syntax/use-missing] no file matches `pip*.irp`",
            ],
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_looks_like_a_plan_is_not_passed_over_in_silence() {
    let sandbox = Sandbox::new("link-beside")
        .file("shared/x.irp", "plan x \"X\"\n")
        .file("p/plan.irp", "plan p \"P\"\n");
    std::os::unix::fs::symlink("../shared/x.irp", sandbox.folder.join("p/x.irp")).unwrap();
    sandbox.run("check p").says(1, &["passed over: `p/x.irp`: it is a link", "checked 1 plan"]);
    sandbox.run("check p -q").hides(&["passed over"]);
}

#[test]
fn a_file_that_is_not_utf8_is_said_at_the_byte() {
    let sandbox = Sandbox::new("utf8")
        .file("plan.irp", b"plan p \"P\"\nperson anna \"Kr\xfcger\"\n")
        .file("wide.irp", b"\xff\xfep\0l\0a\0n\0");
    let ran = sandbox.run("check plan.irp --format compact");
    ran.says(2, &["plan.irp:2:16: error[syntax/not-utf8] the file is not UTF-8"]);
    sandbox.run("check wide.irp").says(2, &["the file is UTF-16, not UTF-8"]);
}

#[test]
fn the_mistakes_planted_in_the_fixtures_are_said() {
    let sandbox = Sandbox::new("planted");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/syntax/broken");
    let names = ["missing-file", "missing-pattern", "use-absolute", "use-leaves-folder", "not-utf8"];
    for name in names {
        let path = format!("{folder}/{name}.irp");
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let (place, words) =
            text.lines().next().unwrap().split_once(": ").unwrap().1.split_once(' ').unwrap();
        let ran = sandbox.run(&format!("check --format compact {path}"));
        let said: Vec<&str> = ran.out.lines().filter(|line| line.contains(&format!(":{place}: "))).collect();
        assert!(said.iter().any(|line| line.contains(words)), "{name}: {ran:#?}");
    }
}

#[test]
fn standard_input_is_checked_as_a_file() {
    let sandbox = Sandbox::new("stdin").file("people.irp", "person anna\n");
    let text = b"use \"peple.irp\"\nplan p \"P\"\n";
    let ran = sandbox.run_with("check - --format compact", &[], text);
    ran.says(2, &["<stdin>:1:5: error[syntax/use-missing]"]);
    let ran = sandbox.run_with("check - --stdin-filename sub/plan.irp --format compact", &[], text);
    ran.says(2, &["sub/plan.irp:1:5: error[syntax/use-missing]"]);
    sandbox.run_with("check -", &[], b"").says(3, &["this plan says nothing"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_said_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new("denied").file("a.irp", "plan a \"A\"\n").file("b.irp", "plan b \"B\"\n");
    let closed = sandbox.folder.join("b.irp");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&closed).is_ok() {
        return; // the system lets this user read everything
    }
    sandbox.run("check").says(2, &["error: cannot read `b.irp`: permission denied", "checked 1 plan"]);
}
