//! What keeps a command from doing its work: one sentence and a way out, on standard error.

use std::io::Write;

use super::terminal::say;
use crate::report::{UnknownFormat, clean_line};
use crate::workspace;

/// A failure of a command; the run ends with exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// One sentence: what, with the path and the cause.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
}

impl Failure {
    /// With a way out.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }

    /// Says it on standard error.
    pub fn print(&self) {
        say("error", &self.message);
        if let Some(help) = &self.help {
            say("help", help);
        }
    }
}

impl From<&workspace::Error> for Failure {
    fn from(error: &workspace::Error) -> Self {
        Self { message: error.to_string(), help: error.help() }
    }
}

impl From<workspace::Error> for Failure {
    fn from(error: workspace::Error) -> Self {
        Self::from(&error)
    }
}

impl From<UnknownFormat> for Failure {
    fn from(error: UnknownFormat) -> Self {
        Self::new(error.to_string(), error.help)
    }
}

/// The exit code of a run that ended by a bug.
const BUG: i32 = 101;

/// Makes a panic say what to do about it, and end the program with code 101 at once.
pub fn explain_bugs() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let mut out = anstream::stderr();
        let _ = writeln!(
            out,
            "error: this is a bug in irlint {}{place}: {}",
            env!("CARGO_PKG_VERSION"),
            clean_line(&text)
        );
        let _ = writeln!(
            out,
            "help: please report this message and, if it holds nothing private, the plan at {}/issues",
            env!("CARGO_PKG_REPOSITORY")
        );
        std::process::exit(BUG);
    }));
}
