//! A statement laid out by itself: its lines, and its block if that fits on the line.

use super::inline::{Inline, inline};
use super::phrase::{Phrase, phrases};
use super::rows;
use super::width::{LIMIT, width};
use crate::syntax::shape::{Body, Form, Head, Statement};

/// With which neighbours a statement lines up, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// With none.
    None,
    /// Attributes: their values start in one column.
    Values,
    /// Clauses of a rule: what stands behind their words does.
    Clauses,
    /// Words of a list: their texts do.
    Entries,
    /// Blocks on one line each: their braces do.
    Braces,
    /// Samples on one line each: their braces do, be they good or bad.
    Samples,
    /// Headers without a block: their titles do.
    Titles,
}

/// A statement laid out.
#[derive(Debug)]
pub(super) struct Laid<'s> {
    /// With whom it lines up.
    pub column: Column,
    /// What stands before the column; empty if it lines up with none.
    pub label: String,
    /// Its lines, without the label.
    pub lines: Vec<Phrase>,
    /// Whether its lines may be broken.
    pub breaks: bool,
    /// Its block, on the same line.
    pub inline: Option<Inline>,
    /// Its block, on lines of its own.
    pub block: Option<&'s Body>,
}

impl Laid<'_> {
    /// The statement as the outline sees it, up to the brace of its block.
    pub fn text(&self) -> String {
        let mut text = self.label.clone();
        for (number, line) in self.lines.iter().enumerate() {
            let line = line.text();
            text.push_str(if number > 0 { "\n  " } else { "" });
            text.push_str(if number > 0 || text.is_empty() || line.is_empty() { "" } else { " " });
            text.push_str(&line);
        }
        text.push_str(if self.has_block() { " {" } else { "" });
        text
    }

    /// Whether a block stands behind it.
    pub fn has_block(&self) -> bool {
        self.inline.is_some() || self.block.is_some()
    }
}

/// Lays `statement` out behind `indent` columns.
pub(super) fn laid<'s>(text: &str, statement: &'s Statement, indent: usize) -> Laid<'s> {
    let (form, mut lines) = head(text, statement);
    let (column, count) = match form {
        Form::Attribute => (Column::Values, 2),
        Form::Clause => (Column::Clauses, 1),
        Form::Entry => (Column::Entries, 1),
        Form::Block | Form::Sample | Form::Rows | Form::Other => (Column::None, 0),
    };
    let label = lines.first_mut().map(|first| first.take(count)).unwrap_or_default();
    let breaks = matches!(form, Form::Attribute | Form::Block);
    let mut laid = Laid { column, label, lines, breaks, inline: None, block: None };
    let Some(body) = &statement.body else {
        let titled = form == Form::Block && laid.lines.len() == 1;
        laid.column = if titled { Column::Titles } else { column };
        return laid;
    };
    let room = LIMIT.saturating_sub(indent + laid.text().split('\n').map(width).max().unwrap_or(0) + 1);
    laid.inline = inline(text, body).filter(|inline| width(&inline.text()) <= room);
    match &laid.inline {
        Some(_) if form == Form::Block && laid.lines.len() == 1 => laid.column = Column::Braces,
        Some(_) if form == Form::Sample && laid.lines.len() == 1 => laid.column = Column::Samples,
        Some(_) => {}
        None => {
            laid.column = Column::None;
            laid.block = Some(body);
        }
    }
    laid
}

/// The lines of a statement. What does not read, and a row on several lines, stay as they are.
pub(super) fn head(text: &str, statement: &Statement) -> (Form, Vec<Phrase>) {
    let kept = || vec![Phrase::kept(statement.range.of(text))];
    match &statement.head {
        Head::Unread => (Form::Other, kept()),
        Head::Words(form, words) => (*form, phrases(text, words)),
        Head::Row(_) => {
            (Form::Other, rows::cells(text, statement).map_or_else(kept, |cells| vec![rows::plain(&cells)]))
        }
    }
}
