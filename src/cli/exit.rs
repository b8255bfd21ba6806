//! Exit codes, the same for every command and format.

use std::process::ExitCode;

/// How a run ended. The order is that of weight: of two, the later one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Checked, and nothing at or above the level that fails a run.
    Clean,
    /// Checked, with findings at or above it.
    Findings,
    /// Nothing was checked.
    NothingChecked,
    /// Could not check properly.
    CouldNotCheck,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::CouldNotCheck => 2,
            Exit::NothingChecked => 3,
        })
    }
}
