//! The rows of the commands whose output is fixed.

use super::table::Cell::Run;
use super::table::Input::{
    ClosedPipe, Empty, Encoding, Folder, FullDisk, FullOutput, Huge, Interrupt, Missing, ReadOnly, Unreadable,
};
use super::table::{AT_ONCE, FULL, READS_NOTHING, Row, WRITES_NOTHING};

/// The rows.
pub const ROWS: &[Row] = &[
    (
        "schema",
        &[
            (Missing, READS_NOTHING),
            (Unreadable, READS_NOTHING),
            (Empty, READS_NOTHING),
            (Huge, READS_NOTHING),
            (Encoding, READS_NOTHING),
            (Folder, READS_NOTHING),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("schema output", 2, FULL)),
            (ClosedPipe, Run("schema output", 0, "")),
            (Interrupt, AT_ONCE),
        ],
    ),
    (
        "completions",
        &[
            (Missing, READS_NOTHING),
            (Unreadable, READS_NOTHING),
            (Empty, READS_NOTHING),
            (Huge, READS_NOTHING),
            (Encoding, READS_NOTHING),
            (Folder, READS_NOTHING),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("completions bash", 2, FULL)),
            (ClosedPipe, Run("completions bash", 0, "")),
            (Interrupt, AT_ONCE),
        ],
    ),
    (
        "man",
        &[
            (Missing, READS_NOTHING),
            (Unreadable, READS_NOTHING),
            (Empty, READS_NOTHING),
            (Huge, READS_NOTHING),
            (Encoding, READS_NOTHING),
            (Folder, READS_NOTHING),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("man check", 2, FULL)),
            (ClosedPipe, Run("man", 0, "")),
            (Interrupt, AT_ONCE),
        ],
    ),
    (
        "help",
        &[
            (Missing, READS_NOTHING),
            (Unreadable, READS_NOTHING),
            (Empty, READS_NOTHING),
            (Huge, READS_NOTHING),
            (Encoding, READS_NOTHING),
            (Folder, READS_NOTHING),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("help check", 2, FULL)),
            (FullOutput, Run("--help", 2, FULL)),
            (FullOutput, Run("--version", 2, FULL)),
            (ClosedPipe, Run("help", 0, "")),
            (Interrupt, AT_ONCE),
        ],
    ),
];
