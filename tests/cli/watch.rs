//! `check --watch`: the real program watches real files. Each test waits for what has to be said, and fails if it is not
//! said in time.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::sandbox::{AS_OF, Sandbox};

const GAP: &str = "plan p \"P\"\nperson anna\nperson ben\nrole lead { primary: anna; backup: anna }\n";
const MENDED: &str = "plan p \"P\"\nperson anna\nperson ben\nrole lead { primary: anna; backup: ben }\n";
const RULE: &str = "pack house \"House rules\" { version: \"1\"; schema: 1 }\nrule desk-missing \"There is a desk\" {\n  \
                    severity: note\n  require some asset a\n  message \"There is no desk.\"\n  bad { person anna }\n  \
                    good { asset desk }\n}\n";

/// How long a line may be waited for.
const DEADLINE: Duration = Duration::from_secs(60);

/// A program that watches, and what it writes, line by line.
struct Watching<'s> {
    sandbox: &'s Sandbox,
    child: Child,
    lines: Receiver<String>,
}

impl<'s> Watching<'s> {
    /// Starts the program; what it says of the first run is the second.
    fn start(sandbox: &'s Sandbox, words: &str) -> (Self, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_irlint"));
        command.args(words.split_whitespace()).current_dir(&sandbox.folder).env_clear();
        command.env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "1").env("IRLINT_FORMAT", "compact");
        // One pipe for both, so that the lines come in the order in which they are written.
        let (out, write) = std::io::pipe().unwrap();
        command.stdin(Stdio::null()).stdout(write.try_clone().unwrap()).stderr(write);
        let child = command.spawn().unwrap();
        drop(command);
        let (send, lines) = channel();
        pass_on(out, send);
        let mut watching = Self { sandbox, child, lines };
        let said = watching.until("watching:");
        (watching, said)
    }

    /// All lines up to the one that starts so.
    fn until(&mut self, start: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.starts_with(start)) {
            let line = self.lines.recv_timeout(DEADLINE);
            let line = line.unwrap_or_else(|error| panic!("waited in vain for `{start}` ({error}):\n{said}"));
            said += &(line + "\n");
        }
        said
    }

    /// Changes something, and reads on to the run that says all of `words` and none of `hidden`. A file that is written in
    /// several steps may be checked in between.
    #[track_caller]
    fn after(&mut self, change: impl FnOnce(&Sandbox), words: &[&str], hidden: &[&str]) {
        change(self.sandbox);
        let mut said = String::new();
        loop {
            let event = self.lines.recv_timeout(DEADLINE);
            let line = event
                .unwrap_or_else(|_| panic!("no run says {words:?} and hides {hidden:?}; the last:\n{said}"));
            if line.starts_with("checking again:") {
                said.clear();
            }
            said += &(line + "\n");
            let whole = said.starts_with("checking again:") && said.contains("\nwatching:");
            let all = words.iter().all(|word| said.contains(word));
            if whole && all && !hidden.iter().any(|word| said.contains(word)) {
                return;
            }
        }
    }

    /// Writes a file as careful programs do, at one stroke.
    #[track_caller]
    fn writes(&mut self, path: &str, text: &str, words: &[&str], hidden: &[&str]) {
        let write = |sandbox: &Sandbox| {
            let new = sandbox.folder.join("new.tmp");
            std::fs::write(&new, text).unwrap();
            std::fs::rename(new, sandbox.folder.join(path)).unwrap();
        };
        self.after(write, words, hidden);
    }
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends the lines of a stream.
fn pass_on(stream: impl Read + Send + 'static, send: Sender<String>) {
    std::thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| send.send(line))
    });
}

#[track_caller]
fn says(said: &str, words: &[&str], hidden: &[&str]) {
    for word in words {
        assert!(said.contains(word), "`{word}` is missing in:\n{said}");
    }
    for word in hidden {
        assert!(!said.contains(word), "`{word}` stands in:\n{said}");
    }
}

#[test]
fn a_plan_that_changes_is_checked_again_and_the_change_is_said() {
    let sandbox = Sandbox::new("watch-plan").file("plan.irp", GAP);
    let (mut watching, said) = Watching::start(&sandbox, "check plan.irp --watch");
    says(&said, &["error[backup-is-primary]"], &["checking again"]);
    watching.writes(
        "plan.irp",
        MENDED,
        &["checking again: `plan.irp` changed", "checked 1 plan"],
        &["backup-is-primary]"],
    );
    let rewrite = |sandbox: &Sandbox| std::fs::write(sandbox.folder.join("plan.irp"), GAP).unwrap();
    watching.after(rewrite, &["error[backup-is-primary]"], &[]);
}

#[test]
fn a_plan_may_go_and_come_back() {
    let sandbox = Sandbox::new("watch-rename").file("plan.irp", GAP);
    let (mut watching, _) = Watching::start(&sandbox, "check plan.irp --watch");
    watching.after(
        |sandbox| std::fs::remove_file(sandbox.folder.join("plan.irp")).unwrap(),
        &["`plan.irp` is gone", "there is no file or folder `plan.irp`"],
        &[],
    );
    watching.writes("plan.irp", MENDED, &["`plan.irp` is new", "checked 1 plan"], &[]);
    watching.writes("plan.irp", GAP, &["`plan.irp` changed", "error[backup-is-primary]"], &[]);
}

#[test]
fn a_new_plan_a_new_folder_and_a_folder_that_comes_back_are_seen() {
    let sandbox = Sandbox::new("watch-folder").file("plans/plan.irp", MENDED);
    let (mut watching, _) = Watching::start(&sandbox, "check plans --watch");
    let second = GAP.replace("plan p", "plan q");
    watching.writes("plans/q.irp", &second, &["`plans/q.irp` is new", "checked 2 plans"], &[]);
    watching.after(
        |sandbox| {
            std::fs::create_dir(sandbox.folder.join("made")).unwrap();
            std::fs::write(sandbox.folder.join("made/r.irp"), GAP.replace("plan p", "plan r")).unwrap();
            std::fs::rename(sandbox.folder.join("made"), sandbox.folder.join("plans/deep")).unwrap();
        },
        &["`plans/deep/r.irp` is new", "checked 3 plans"],
        &[],
    );
    watching.after(
        |sandbox| {
            std::fs::rename(sandbox.folder.join("plans"), sandbox.folder.join("away")).unwrap();
        },
        &["is gone", "there is no file or folder `plans`"],
        &[],
    );
    watching.after(
        |sandbox| {
            std::fs::rename(sandbox.folder.join("away"), sandbox.folder.join("plans")).unwrap();
        },
        &["checked 3 plans"],
        &[],
    );
    watching.writes("plans/deep/r.irp", MENDED, &["`plans/deep/r.irp` changed"], &[]);
}

#[test]
fn settings_and_policies_that_break_are_said_and_mended_ones_count() {
    let sandbox = Sandbox::new("watch-settings").file("plan.irp", GAP).file("house/house.irpolicy", RULE);
    let (mut watching, said) = Watching::start(&sandbox, "check --watch");
    says(&said, &[], &["desk-missing"]);
    watching.writes(
        "irlint.toml",
        "policies = [\"house\"]\nselect = [\"desk-missing\"]\n",
        &["`irlint.toml` is new", "note[desk-missing]"],
        &["backup-is-primary"],
    );
    watching.writes(
        "irlint.toml",
        "polcies = []\n",
        &["`irlint.toml` changed", "error: irlint.toml:1:1"],
        &[],
    );
    watching.writes(
        "irlint.toml",
        "policies = [\"house\"]\n# mended\n",
        &["note[desk-missing]", "error[backup-is-primary]"],
        &[],
    );
    let louder = RULE.replace("note", "error");
    watching.writes("house/house.irpolicy", &louder, &["error[desk-missing]"], &[]);
    watching.writes("house/house.irpolicy", "pack house {", &["house/house.irpolicy:1"], &[]);
    watching.writes("house/house.irpolicy", RULE, &["note[desk-missing]"], &[]);
}

#[test]
fn a_part_that_a_plan_uses_is_watched_also_outside_of_what_was_given() {
    let plan = "plan p \"P\"\nuse \"parts/*.irp\"\n";
    let sandbox =
        Sandbox::new("watch-parts").file("plan.irp", plan).file("parts/people.irp", "person anna\n");
    let (mut watching, _) = Watching::start(&sandbox, "check plan.irp --watch");
    let role = "role lead { primary: anna; backup: anna }\n";
    watching.writes(
        "parts/roles.irp",
        role,
        &["`parts/roles.irp` is new", "parts/roles.irp:1:36: error[backup-is-primary]"],
        &[],
    );
    watching.writes(
        "parts/roles.irp",
        "role lead { primary: anna; backup: none }\n",
        &["`parts/roles.irp` changed", "checked 1 plan"],
        &["error[backup-is-primary]"],
    );
}

#[test]
fn what_does_not_concern_the_check_is_not_said() {
    let sandbox = Sandbox::new("watch-others").file("plan.irp", GAP).file(".gitignore", "drafts/\n");
    let sandbox = sandbox.file("drafts/draft.irp", GAP).file("notes.txt", "");
    let (mut watching, _) = Watching::start(&sandbox, "check --watch");
    std::fs::write(sandbox.folder.join("notes.txt"), "new").unwrap();
    std::fs::write(sandbox.folder.join("drafts/draft.irp"), "new").unwrap();
    watching.writes(
        "plan.irp",
        MENDED,
        &["checking again: `plan.irp` changed\n"],
        &["notes.txt", "draft.irp"],
    );
}

#[test]
fn ctrl_c_ends_it_as_shells_expect() {
    use std::os::unix::process::ExitStatusExt;
    let sandbox = Sandbox::new("watch-end").file("plan.irp", GAP);
    let (mut watching, _) = Watching::start(&sandbox, "check plan.irp --watch");
    crate::bad_inputs::interrupt(&watching.child);
    assert_eq!(watching.child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_makes_no_sense_with_it_is_refused_and_the_reason_said() {
    let sandbox = Sandbox::new("watch-refused").file("plan.irp", GAP);
    let cases = [
        ("-", "standard input is read once"),
        ("plan.irp --write-baseline --baseline known.toml", "knows each new gap at once"),
        ("plan.irp --prune-baseline --baseline known.toml", "would be taken out for good"),
        ("plan.irp --output json=out.json", "written anew at each change"),
        ("plan.irp --show-files", "nothing is checked with it"),
        ("plan.irp --exit-zero", "ends only with Ctrl-C"),
        ("plan.irp --format nothing", "there is no format `nothing`"),
        ("plan.irp --as-of tomorrow", "cannot read the date `tomorrow`"),
    ];
    for (words, why) in cases {
        sandbox.run(&format!("check --watch {words}")).says(2, &[why]);
    }
}

#[test]
fn a_terminal_is_cleared_between_runs_and_nothing_else_is() {
    let sandbox = Sandbox::new("watch-terminal").file("plan.irp", GAP);
    let mut child = sandbox.terminal("check plan.irp --watch").spawn().unwrap();
    let (send, lines) = channel();
    pass_on(child.stdout.take().unwrap(), send);
    let mut watching = Watching { sandbox: &sandbox, child, lines };
    says(&watching.until("watching:"), &["backup-is-primary"], &["\u{1b}[2J"]);
    std::fs::write(sandbox.folder.join("plan.irp"), MENDED).unwrap();
    let said = watching.until("watching:");
    says(&said, &["\u{1b}[2J\u{1b}[3J\u{1b}[Hchecking again: `plan.irp` changed"], &["backup-is-primary]"]);
}

#[test]
fn a_run_that_nobody_reads_any_more_ends_at_the_next_change() {
    let sandbox = Sandbox::new("watch-unread").file("plan.irp", GAP);
    let mut command = Command::new(env!("CARGO_BIN_EXE_irlint"));
    command.args(["check", "plan.irp", "--watch", "--format", "compact"]).current_dir(&sandbox.folder);
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (send, lines) = channel();
    pass_on(child.stderr.take().unwrap(), send);
    let watching = lines.iter().find(|line| line.starts_with("watching:"));
    assert!(watching.is_some(), "it ended before it watched");
    drop(child.stdout.take());
    std::fs::write(sandbox.folder.join("plan.irp"), MENDED).unwrap();
    let (tell, ended) = channel();
    let id = child.id();
    std::thread::spawn(move || tell.send(child.wait()));
    let Ok(ended) = ended.recv_timeout(DEADLINE) else {
        let _ = Command::new("kill").arg(id.to_string()).status();
        panic!("it goes on although nobody reads what it says");
    };
    assert_eq!(ended.unwrap().code(), Some(1), "{:?}", lines.iter().collect::<Vec<_>>());
}
