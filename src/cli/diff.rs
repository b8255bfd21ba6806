//! What would change, as `patch` and `git apply` read it.

use std::io::{self, IsTerminal, Write};

use similar::TextDiff;

use crate::report::clean_line;
use crate::text::Source;

/// Writes how `after` differs from `source` to standard output. To a terminal, nothing is written that could steer it;
/// anywhere else each byte counts.
pub fn write(source: &Source, after: &str) -> io::Result<()> {
    let name = clean_line(&source.path).into_owned();
    let diff = TextDiff::from_lines(&*source.text, after);
    let mut unified = diff.unified_diff();
    let whole = unified.header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    let mut out = io::stdout().lock();
    if !out.is_terminal() {
        return out.write_all(whole.as_bytes());
    }
    whole.lines().try_for_each(|line| writeln!(out, "{}", clean_line(line)))
}
