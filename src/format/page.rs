//! The lines of a section as they are written, and the comments behind them in one column.

use super::width::last_width;

/// A line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// How far it is moved to the right.
    pub indent: usize,
    /// What stands on it. A text over several lines is one line here.
    pub text: String,
    /// The comment behind it, or alone on it.
    pub comment: Option<String>,
    /// Whether an empty line stands before it.
    pub blank: bool,
}

impl Line {
    /// Where a comment behind it can start.
    fn end(&self) -> usize {
        let start = if self.text.contains('\n') { 0 } else { self.indent };
        start + last_width(&self.text) + 2
    }

    /// Whether its comment stands in one column with that of the line before.
    fn goes_with(&self, before: &Self) -> bool {
        let behind = |line: &Self| line.comment.is_some() && !line.text.is_empty();
        behind(self) && behind(before) && !self.blank && self.indent == before.indent
    }
}

/// Writes lines with `end` behind each.
pub(super) fn write(lines: &[Line], end: &str) -> String {
    let mut page = String::new();
    for run in lines.chunk_by(|before, line| line.goes_with(before)) {
        let column = run.iter().map(Line::end).max().unwrap_or(0);
        for line in run {
            write_line(&mut page, line, column, end);
        }
    }
    page
}

fn write_line(page: &mut String, line: &Line, column: usize, end: &str) {
    if line.blank {
        page.push_str(end);
    }
    page.extend(std::iter::repeat_n(' ', line.indent));
    page.push_str(&line.text);
    if let Some(comment) = &line.comment {
        let blanks = if line.text.is_empty() { 0 } else { column.saturating_sub(line.end()) + 2 };
        page.extend(std::iter::repeat_n(' ', blanks));
        page.push_str(comment);
    }
    page.push_str(end);
}
