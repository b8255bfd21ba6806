//! A chart as a table of short texts: what stands in each cell, with its marks.

use crate::chart::{Cell, Chart, Row, Shown};

/// What marks a gap.
pub(super) const GAP: &str = "!";

/// What stands where something is not stated, and marks what may be a gap.
pub(super) const OPEN: &str = "?";

/// What stands where there is nothing.
const NOTHING: &str = "-";

/// A column: cells or facts.
#[derive(Debug)]
pub(super) struct Column {
    /// What stands above it.
    pub head: String,
    /// What stands in it, row by row.
    pub squares: Vec<Square>,
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) struct Square {
    /// In words, with its marks.
    pub text: String,
    /// Its place in the legend.
    pub word: Option<usize>,
    /// Whether a gap is marked.
    pub gap: bool,
}

/// All columns: the cells, then the facts.
pub(super) fn columns(chart: &Chart) -> Vec<Column> {
    cells(chart).into_iter().chain(facts(chart)).collect()
}

/// The columns of cells.
pub(super) fn cells(chart: &Chart) -> Vec<Column> {
    let cells = chart.columns.iter().enumerate().map(|(at, head)| Column {
        head: if head.name.is_empty() { head.title.clone() } else { head.name.clone() },
        squares: chart.rows.iter().filter_map(|row| row.cells.get(at)).map(square).collect(),
    });
    cells.collect()
}

/// The columns of facts.
pub(super) fn facts(chart: &Chart) -> Vec<Column> {
    let facts = chart.facts.iter().enumerate().map(|(at, title)| Column {
        head: title.clone(),
        squares: chart.rows.iter().filter_map(|row| row.facts.get(at)).map(fact).collect(),
    });
    facts.collect()
}

/// The titles of the rows, with their marks.
pub(super) fn titles(chart: &Chart) -> Vec<String> {
    chart.rows.iter().map(title).collect()
}

fn title(row: &Row) -> String {
    let perhaps = if row.perhaps { format!(" {OPEN}") } else { String::new() };
    let gap = if row.gaps.is_empty() { String::new() } else { format!(" {GAP}") };
    format!("{}{perhaps}{gap}", row.title())
}

fn square(cell: &Cell) -> Square {
    let gap = !cell.gaps.is_empty();
    let mark = if gap { format!(" {GAP}") } else { String::new() };
    let doubt = if cell.doubt && cell.shown.known { format!(" {OPEN}") } else { String::new() };
    Square { text: format!("{}{mark}{doubt}", value(cell)), word: cell.shown.word, gap }
}

/// What a cell holds and, where that differs, what it held before: `customer -> shared`.
pub(super) fn value(cell: &Cell) -> String {
    let Some(was) = &cell.was else { return text(&cell.shown) };
    let word = |shown: &Shown| if text(shown) == NOTHING { "none".to_owned() } else { text(shown) };
    format!("{} -> {}", word(was), word(&cell.shown))
}

fn fact(shown: &Shown) -> Square {
    Square { text: text(shown), word: None, gap: false }
}

/// A value in a table: short where nothing is stated, and nothing where there is none.
pub(super) fn text(shown: &Shown) -> String {
    match (shown.known, shown.text.as_str()) {
        (false, "(not stated)") => OPEN.to_owned(),
        (true, "none") => NOTHING.to_owned(),
        (_, text) => text.to_owned(),
    }
}
