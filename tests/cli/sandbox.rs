//! A folder of its own for a test, and the program run in it with nothing of the environment.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The date at which all runs are made.
pub const AS_OF: &str = "2026-11-23";

/// A file or folder of the fixtures.
pub fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// A folder with files, gone when the test ends well.
pub struct Sandbox {
    pub folder: PathBuf,
}

/// What the program said, and its exit code.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Sandbox {
    /// An empty folder that looks like the top of a repository, so that nothing above it counts.
    pub fn new(name: &str) -> Self {
        let folder =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(".git")).unwrap();
        Self { folder }
    }

    /// With a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Runs the program with these words, divided at spaces.
    pub fn run(&self, words: &str) -> Ran {
        self.run_with(words, &[], b"")
    }

    /// Runs it in a folder below.
    pub fn run_in(&self, folder: &str, words: &str) -> Ran {
        let below = Self { folder: self.folder.join(folder) };
        let ran = below.run(words);
        std::mem::forget(below);
        ran
    }

    /// Runs the program with these words, which may hold spaces.
    pub fn run_words(&self, words: &[&str]) -> Ran {
        self.run_all(words, &[], b"")
    }

    /// Runs it with variables and a standard input.
    pub fn run_with(&self, words: &str, variables: &[(&str, &str)], stdin: &[u8]) -> Ran {
        self.run_all(&words.split_whitespace().collect::<Vec<_>>(), variables, stdin)
    }

    fn run_all(&self, words: &[&str], variables: &[(&str, &str)], stdin: &[u8]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_irlint"));
        command.args(words).current_dir(&self.folder).env_clear();
        command.env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "1");
        command.envs(variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A run that fails early does not read its input.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        child.wait_with_output().unwrap().into()
    }

    /// The program with these words on a terminal: what is typed comes from a pipe, and what it shows goes to one. The program
    /// `script` of bsdutils has to be there.
    pub fn terminal(&self, words: &str) -> Command {
        let program = format!("{} {words} --color never", env!("CARGO_BIN_EXE_irlint"));
        let mut command = Command::new("script");
        command.args(["-qec", &program, "/dev/null"]).current_dir(&self.folder).env("TERM", "xterm");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Ran {
    /// Ended with `code` and said all of `words` somewhere.
    #[track_caller]
    pub fn says(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "{self:#?}");
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "`{word}` is missing in {self:#?}");
        }
        self
    }

    /// Said none of `words`.
    #[track_caller]
    pub fn hides(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(!self.out.contains(word) && !self.err.contains(word), "`{word}` stands in {self:#?}");
        }
        self
    }
}
