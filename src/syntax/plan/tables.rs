//! Tables: a row of column names, then rows of cells with `|` between them.

use super::attributes::values;
use super::blocks::{end_of, no_body};
use super::tree::{Cell, Row, Table};
use crate::finding::Finding;
use crate::syntax::depth::{line_length, text_length};
use crate::syntax::expected::clip;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::{Range, Statement, first_word};
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::{Few, Name};

/// Reads a table with its rows.
pub(in crate::syntax) fn table<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Table<'a>> {
    let doc = reader.doc(statement);
    let node = reader.parse(Rule::table_head, statement.head, end_of(statement))?;
    let kind = node.children().next_as(Rule::name)?.name();
    let head = reader.span(statement.head);
    let mut lines = statement.inner();
    let Some(first) = lines.next() else {
        let message = format!("the table of `{}` has no columns", kind.text);
        reader.report(Finding::unreadable("syntax/statement", head, message));
        return None;
    };
    let columns = columns(reader, &first);
    let rows = rows(reader, lines, &columns);
    Some(Table { doc, kind, columns: columns.into_iter().flatten().collect(), rows, head })
}

/// The column names in the first row; none where a name cannot be read.
pub(in crate::syntax) fn columns<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
) -> Vec<Option<Name<'a>>> {
    no_body(reader, statement, "a row takes no block");
    let cells = split(reader, statement.head);
    note(reader, statement, &cells);
    cells.into_iter().map(|cell| column(reader, cell)).collect()
}

fn column<'a>(reader: &mut Reader<'a>, range: Range) -> Option<Name<'a>> {
    let text = reader.slice(range);
    if !text.is_empty() && first_word(text) == text {
        if let Some(record) = &mut reader.record {
            record.column(range);
        }
        return Some(reader.name(range, text.len()));
    }
    let message = match text {
        "" => "a column has no name".to_owned(),
        other => format!("`{}` is not a column's name", clip(other)),
    };
    let help = "the first row of a table names its columns, such as `id | name | phone`";
    reader.report(Finding::unreadable("syntax/statement", reader.span(range), message).help(help));
    None
}

/// The rows of a table. Cells in columns without a name are left out.
pub(in crate::syntax) fn rows<'a, 's>(
    reader: &mut Reader<'a>,
    statements: impl Iterator<Item = Statement<'s>>,
    columns: &[Option<Name<'a>>],
) -> Vec<Row<'a>> {
    statements.filter_map(|statement| row(reader, &statement, columns)).collect()
}

fn row<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
    columns: &[Option<Name<'a>>],
) -> Option<Row<'a>> {
    if no_body(reader, statement, "a row takes no block") {
        return None;
    }
    let named = |at: &usize| columns.get(*at).is_none_or(Option::is_some);
    let ranges = split(reader, statement.head);
    if !reader.count_cells(statement.head, ranges.len()) {
        return None;
    }
    note(reader, statement, &ranges);
    let kept = ranges.into_iter().enumerate().filter(|(at, _)| named(at));
    let cells = kept.map(|(_, range)| cell(reader, range)).collect();
    Some(Row { cells, span: reader.span(statement.head) })
}

/// Tells who wants to know where the cells of a row stand.
fn note(reader: &mut Reader<'_>, statement: &Statement<'_>, cells: &[Range]) {
    if let Some(record) = reader.record.as_mut().filter(|_| statement.body.is_none()) {
        record.row(statement.head, cells);
    }
}

fn cell<'a>(reader: &mut Reader<'a>, range: Range) -> Cell<'a> {
    let span = reader.span(range);
    let empty = Cell { values: Few::new(), tails: Vec::new(), broken: false, span };
    if range.start == range.end {
        return empty;
    }
    if let Some((values, tails)) = quick::cell(reader, range) {
        return Cell { values, tails, ..empty };
    }
    let node = reader.parse(Rule::cell, range, "the end of the cell");
    let read = node.and_then(|node| values(reader, node.children().next_as(Rule::values)?.children()));
    match read {
        Some((values, tails)) => Cell { values, tails, ..empty },
        None => Cell { broken: true, ..empty },
    }
}

/// Cuts a row at each `|` outside texts and comments, and takes the space off each piece.
fn split(reader: &Reader<'_>, row: Range) -> Vec<Range> {
    let text = reader.slice(row);
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let mut at = 0;
    let mut start = 0;
    // Up to here no quote closes a text.
    let mut quoteless = 0;
    while let Some(&byte) = bytes.get(at) {
        let blank_before = at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace);
        let rest = text.get(at..).unwrap_or("");
        at += match byte {
            b'"' if at >= quoteless => text_length(rest).unwrap_or_else(|| {
                quoteless = at + line_length(rest);
                1
            }),
            b'#' if blank_before => line_length(rest),
            b'|' => {
                cuts.push((start, at));
                start = at + 1;
                1
            }
            _ => 1,
        };
    }
    cuts.push((start, bytes.len()));
    cuts.into_iter().map(|(start, end)| trim(text, row.start, start, end)).collect()
}

fn trim(text: &str, base: u32, start: usize, end: usize) -> Range {
    let piece = text.get(start..end).unwrap_or("");
    let left = start + piece.len() - piece.trim_start().len();
    let right = left + piece.trim().len();
    Range { start: base + left as u32, end: base + right as u32 }
}
