//! The table: each command with each bad input, what is run there, how it ends and what it says; or why there is no such
//! case.

use super::{fixed, plans, policies};
use Cell::Never;
use Input::{
    ClosedPipe, Empty, Encoding, Folder, FullDisk, FullOutput, Huge, Interrupt, Missing, ReadOnly, Unreadable,
};

/// What is bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A path leads nowhere.
    Missing,
    /// A file or folder may not be read.
    Unreadable,
    /// A file or folder holds nothing.
    Empty,
    /// A file is one byte longer than is read.
    Huge,
    /// A file is not UTF-8.
    Encoding,
    /// A folder stands where a file is wanted.
    Folder,
    /// What is to be written may not be written to.
    ReadOnly,
    /// There is no room for a file that is to be written.
    FullDisk,
    /// There is no room for what goes to standard output.
    FullOutput,
    /// Nobody reads standard output any more: no fault, and nothing to say.
    ClosedPipe,
    /// Ctrl-C while the command waits for `pipe` or standard input: it ends by the signal, says nothing and writes nothing.
    Interrupt,
}

/// All of them: every command has all.
pub const INPUTS: [Input; 11] = [
    Missing, Unreadable, Empty, Huge, Encoding, Folder, ReadOnly, FullDisk, FullOutput, ClosedPipe, Interrupt,
];

/// A case, or why there is none.
pub enum Cell {
    /// What is run, its exit code, and what it says.
    Run(&'static str, i32, &'static str),
    /// Why this cannot happen.
    Never(&'static str),
}

/// Why no file is bad.
pub const READS_NOTHING: Cell = Never("it reads no file");
/// Why no file is in the way.
pub const WRITES_NOTHING: Cell = Never("it writes to no file");
/// Why nothing can come between.
pub const AT_ONCE: Cell = Never("it waits for nothing: it writes what it has and ends");
/// What is said where nothing more goes to standard output.
pub const FULL: &str = "cannot write to standard output: no space left on device";

/// How a command ends that is stopped by Ctrl-C: by the signal, which shells call 130.
pub const STOPPED: i32 = 130;

/// A command with its cells.
pub type Row = (&'static str, &'static [(Input, Cell)]);

/// The table, a command a row.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [plans::ROWS, policies::ROWS, fixed::ROWS].into_iter().flatten()
}
