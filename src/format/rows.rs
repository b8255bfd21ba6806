//! Rows of tables: cells with `|` between them, each column as wide as its widest cell.

use super::phrase::{Phrase, phrases};
use super::width::width;
use crate::syntax::shape::{Head, Item, Statement, What};

/// The cells of a row as they are to be written; none if it is no row, or one that goes over several lines.
pub(super) fn cells(text: &str, statement: &Statement) -> Option<Vec<String>> {
    let Head::Row(cells) = &statement.head else { return None };
    if statement.range.of(text).contains('\n') || statement.body.is_some() {
        return None;
    }
    let cell = |words: &Vec<_>| phrases(text, words).iter().map(Phrase::text).collect::<String>();
    Some(cells.iter().map(cell).collect())
}

/// A row by itself.
pub(super) fn plain(cells: &[String]) -> Phrase {
    padded(cells, &[])
}

/// A row whose columns are as wide as these.
pub(super) fn padded(cells: &[String], widths: &[usize]) -> Phrase {
    let last = cells.len().saturating_sub(1);
    let mut line = String::new();
    for (number, cell) in cells.iter().enumerate() {
        line.push_str(cell);
        if number < last {
            let wide = widths.get(number).copied().unwrap_or(0);
            line.extend(std::iter::repeat_n(' ', wide.saturating_sub(width(cell))));
            line.push_str(if line.is_empty() { "| " } else { " | " });
        }
    }
    Phrase::kept(line.trim_end())
}

/// How wide the columns of the rows among `items` are.
pub(super) fn widths(text: &str, items: &[Item]) -> Vec<usize> {
    let mut widths = Vec::new();
    for item in items {
        let What::Statement(statement) = &item.what else { continue };
        for (number, cell) in cells(text, statement).unwrap_or_default().iter().enumerate() {
            match widths.get_mut(number) {
                Some(wide) => *wide = width(cell).max(*wide),
                None => widths.push(width(cell)),
            }
        }
    }
    widths
}
