//! What keeps files from being read: always with the path, the cause, and where there is one a way out.

use std::io;

/// A file or folder that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path given by hand leads nowhere.
    #[error("there is no file or folder `{path}`")]
    Missing {
        /// The path.
        path: String,
        /// A name nearby, as a sentence.
        help: Option<String>,
    },
    /// The system refused.
    #[error("cannot read `{path}`: {}", reason(.cause))]
    Unreadable {
        /// The path.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// A policy where a plan is wanted.
    #[error("`{path}` is a policy, not a plan")]
    Policy {
        /// The path.
        path: String,
    },
    /// A file that is neither plan nor policy where one of both is wanted.
    #[error("`{path}` is neither a policy nor a plan")]
    Neither {
        /// The path.
        path: String,
    },
    /// A folder of policies that demands nothing.
    #[error("the policy folder `{path}` holds no rule")]
    NoRules {
        /// The path.
        path: String,
        /// How many policy files are in it.
        files: usize,
    },
    /// A policy file or a settings file that is not text.
    #[error("`{path}` is not UTF-8 text")]
    NotText {
        /// The path.
        path: String,
    },
    /// A policy file that is larger than can be read.
    #[error("`{path}` is larger than {} MiB, the most that is read", crate::text::MAX_BYTES >> 20)]
    TooBig {
        /// The path.
        path: String,
    },
    /// The policy files of the settings are not the locked ones.
    #[error("{first} in `{lock}`{}", others(*.more))]
    NotLocked {
        /// The lock file.
        lock: String,
        /// The first difference.
        first: super::Difference,
        /// How many there are besides.
        more: usize,
        /// The command that writes the lock file anew.
        command: String,
    },
    /// The system refused to write.
    #[error("cannot write `{path}`: {}", reason(.cause))]
    Unwritable {
        /// The path.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The file became another one while its new text was made.
    #[error("`{path}` was changed meanwhile by somebody else and is left as it is")]
    Changed {
        /// The path.
        path: String,
    },
    /// A settings file or a lock file that says something it may not.
    #[error("{path}:{line}:{column}: {message}")]
    Settings {
        /// The file.
        path: String,
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
        /// One sentence.
        message: String,
        /// What to do.
        help: Option<String>,
    },
}

impl Error {
    /// What to do.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Missing { help, .. } | Self::Settings { help, .. } => help.clone(),
            Self::Unreadable { .. } | Self::Unwritable { .. } => None,
            Self::Changed { .. } => Some("run the command again".to_owned()),
            Self::Policy { path } => {
                Some(format!("check plans against it with `--policies {}`", folder(path)))
            }
            Self::Neither { .. } => Some(
                "policies stand in files that end in `.irpolicy`, or in `.md` with such a fence; plans in files that end in `.irp`"
                    .to_owned(),
            ),
            Self::NoRules { files: 0, .. } => Some(
                "policies stand in files that end in `.irpolicy`; name the folder that holds them".to_owned(),
            ),
            Self::NoRules { .. } => Some("write at least one `rule` in its policy files".to_owned()),
            Self::TooBig { .. } => Some("divide it into several files".to_owned()),
            Self::NotLocked { command, .. } => Some(format!(
                "look at what changed with `{command} --check`; if it is meant, lock it with `{command}`"
            )),
            Self::NotText { .. } => Some("save it as UTF-8".to_owned()),
        }
    }
}

fn folder(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => ".",
    }
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => ", and 1 more file differs".to_owned(),
        more => format!(", and {more} more files differ"),
    }
}

/// What the system said, small first letter, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
}
