//! How many files a run laid out: its last line.

use crate::report::counted;

/// How many files there were.
#[derive(Debug, Default)]
pub struct Tally {
    /// Those that were laid out, or would be.
    pub changed: usize,
    /// Those that were laid out before.
    pub unchanged: usize,
    /// Those that could not be read or written.
    pub failed: usize,
    /// Those of which something was left as it is.
    pub left: usize,
}

impl Tally {
    /// Whether all was done that should be.
    pub fn is_whole(&self) -> bool {
        self.failed + self.left == 0
    }

    /// It as a line: `formatted 3 files, 12 unchanged`. `verb` says what was done with the first.
    pub fn line(&self, verb: &str) -> String {
        let Self { changed, unchanged, failed, left } = *self;
        let mut parts =
            vec![format!("{verb} {}", counted(changed, "file")), format!("{unchanged} unchanged")];
        if failed > 0 {
            parts.push(format!("{failed} failed"));
        }
        if left > 0 {
            parts.push(format!("{left} with parts that stay as they are"));
        }
        parts.join(", ")
    }
}
