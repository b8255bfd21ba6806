//! The machine as a bad input finds it: rights that are missing, disks that are full, pipes that nobody reads, and Ctrl-C.
//! What is needed for that is demanded and never done without: on Debian it is in `util-linux` and `dash`.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::table::Input;
use crate::sandbox::{AS_OF, Ran, Sandbox};

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_irlint");

/// How long something may take that takes no time.
const DEADLINE: Duration = Duration::from_secs(60);

/// Opens nothing that would wait for somebody.
const NONBLOCK: i32 = 0o4000;

const PLAN: &str =
    "plan p \"P\"\nasset a \"A\" { model: saas }\nperson anna\nrole lead { primary: anna; backup: anna }\n";
const RULE: &str = "pack house \"House rules\" { version: \"1\"; schema: 1 }\nrule lead-missing \"There is a role\" {\n  \
                    severity: note\n  require some role r\n  message \"There is no role.\"\n  bad { person anna }\n  \
                    good { role lead }\n}\n";
const SETTINGS: &str = "policies = [\"policies\"]\n";

/// A folder with everything that is bad.
pub fn sandbox(name: &str) -> Sandbox {
    let texts = [
        ("plan.irp", PLAN),
        ("locked.irp", "plan   p\n"),
        ("locked/plan.irp", "plan   p\n"),
        ("untidy.irp", "plan   p\n"),
        ("secret.irp", PLAN),
        ("secret.toml", ""),
        ("closed/rule.irpolicy", RULE),
        ("house/house.irpolicy", RULE),
        ("old.json", "old"),
        ("silent.irp", ""),
        ("owes.irp", "organisation o \"A\" { country: US; regimes: gdpr; acts_as: controller }\n"),
        ("locked/irlint.toml", SETTINGS),
        ("locked/policies/house.irpolicy", RULE),
        ("own/irlint.toml", SETTINGS),
        ("own/policies/house.irpolicy", RULE),
        ("own/good/irlint.toml", SETTINGS),
        ("own/good/policies/house.irpolicy", RULE),
        ("own/unread/irlint.toml", SETTINGS),
        ("own/unread/policies/house.irpolicy", RULE),
        ("own/hollow/irlint.toml", SETTINGS),
    ];
    let sandbox =
        texts.into_iter().fold(Sandbox::new(name), |sandbox, (path, text)| sandbox.file(path, text));
    let sandbox = sandbox.file("utf16.irp", b"\xff\xfea\0").file("latin.irp", b"plan p \"K\xf6ln\" {\n}\n");
    let sandbox = sandbox.file("latin/latin.irpolicy", b"pack p \"K\xf6ln\"\n");
    for folder in ["empty", "sealed", "folder.irp", "folder.svg", "huge", "own/hollow/policies"] {
        fs::create_dir(sandbox.folder.join(folder)).unwrap();
    }
    for huge in ["huge.irp", "huge.toml", "huge/huge.irpolicy"] {
        // A hole of the file system: as long as it says, and as small as it can be.
        let file = File::create(sandbox.folder.join(huge)).unwrap();
        file.set_len(u64::try_from(irlint::text::MAX_BYTES).unwrap() + 1).unwrap();
    }
    sandbox.run("lock own/good").says(0, &["wrote"]);
    assert!(Command::new("mkfifo").arg(sandbox.folder.join("pipe")).status().unwrap().success());
    let rights = [
        ("secret.irp", 0o000),
        ("secret.toml", 0o000),
        ("closed", 0o000),
        ("own/unread/policies", 0o000),
        ("locked.irp", 0o444),
        ("locked/plan.irp", 0o444),
        ("locked/policies/house.irpolicy", 0o444),
        ("locked", 0o555),
        ("sealed", 0o555),
    ];
    for (path, mode) in rights {
        set_rights(&sandbox.folder.join(path), mode);
    }
    sandbox
}

/// Gives back the rights that it takes to clear the folder away.
pub fn open(sandbox: &Sandbox) {
    for path in ["closed", "locked", "own/unread/policies"] {
        set_rights(&sandbox.folder.join(path), 0o755);
    }
}

fn set_rights(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs the program with these words where `input` is bad.
pub fn ran(sandbox: &Sandbox, input: Input, words: &str) -> Ran {
    let mut command = match input {
        Input::Unreadable | Input::ReadOnly => powerless(),
        Input::FullDisk => small(),
        Input::Missing
        | Input::Empty
        | Input::Huge
        | Input::Encoding
        | Input::Folder
        | Input::FullOutput
        | Input::ClosedPipe
        | Input::Interrupt => Command::new(PROGRAM),
    };
    command.args(words.split_whitespace()).current_dir(&sandbox.folder);
    command.env_clear().env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    match input {
        Input::FullOutput => drop(command.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap())),
        Input::ClosedPipe => drop(command.stdout(std::io::pipe().unwrap().1)),
        Input::Missing
        | Input::Unreadable
        | Input::Empty
        | Input::Huge
        | Input::Encoding
        | Input::Folder
        | Input::ReadOnly
        | Input::FullDisk
        | Input::Interrupt => {}
    }
    let mut child = command.spawn().expect("setpriv of util-linux and sh have to be there");
    if input == Input::Interrupt {
        interrupt_in_reading(&mut child, &sandbox.folder.join("pipe"), words.ends_with(" -"));
    }
    ended(child)
}

/// What a process said and how it ended; a signal counts as shells count it.
pub fn ended(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    let code = output.status.code().or_else(|| output.status.signal().map(|signal| 128 + signal));
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: code.unwrap(),
    }
}

/// The program without the right to pass over rights, which root has and nobody else.
fn powerless() -> Command {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return Command::new(PROGRAM);
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set=-all", "--inh-caps=-all", "--", PROGRAM]);
    command
}

/// The program where no file may grow, which is a full disk to it, and takes neither rights nor a disk.
fn small() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", PROGRAM]);
    command
}

/// Stops a process with Ctrl-C as soon as it waits for `pipe` or for its standard input, which stay open until it has ended.
fn interrupt_in_reading(child: &mut Child, pipe: &Path, on_stdin: bool) {
    let stdin = child.stdin.take();
    let mut held = None;
    await_until("it opens the pipe", || {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before it was stopped");
        held = OpenOptions::new().write(true).custom_flags(NONBLOCK).open(pipe).ok();
        on_stdin || held.is_some()
    });
    await_until("it reads", || is_asleep(child.id()));
    interrupt(child);
    child.wait().unwrap();
    drop((stdin, held));
}

/// Whether a process waits.
fn is_asleep(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('S'))
}

/// Sends what Ctrl-C sends.
pub fn interrupt(child: &Child) {
    let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(sent.success());
}

/// Looks again and again whether something is so, and fails loudly if it is not in time.
pub fn await_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < DEADLINE, "waited in vain until {what}");
        sleep(Duration::from_millis(5));
    }
}

/// The files of a folder that can be read and are not huge, with what they hold.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let known = entry.metadata().unwrap();
        if known.is_file() && known.len() < 1 << 20 {
            files.push((entry.path().to_owned(), fs::read(entry.path()).unwrap_or_default()));
        }
    }
    files
}

/// Starts the program with these words; what it writes to standard output goes to `out`.
pub fn started(sandbox: &Sandbox, words: &str, out: Stdio) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(words.split_whitespace()).current_dir(&sandbox.folder).env_clear();
    command.env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "1");
    command.stdin(Stdio::null()).stdout(out).stderr(Stdio::piped()).spawn().unwrap()
}

/// Reads one byte of a pipe, which then holds a process in the middle of what it writes there.
pub fn first_byte(pipe: &Path) -> File {
    let mut file = File::open(pipe).unwrap();
    file.read_exact(&mut [0]).unwrap();
    file
}

/// A pipe that takes nothing more.
pub fn full_pipe() -> (std::io::PipeReader, std::io::PipeWriter) {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(&vec![b'x'; 1 << 16]).unwrap();
    (reader, writer)
}
