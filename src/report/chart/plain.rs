//! Charts as lines, row by row, without tables and drawing: for screen readers.

use super::Told;
use super::notes;
use crate::chart::{Cell, Chart, Head, Row, Shown};
use crate::report::Options;
use crate::text::capital;

/// Writes the charts, an empty line between them.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let charts: Vec<String> = told.charts.iter().map(|chart| one(chart, told)).collect();
    charts.join("\n")
}

fn one(chart: &Chart, told: &Told<'_>) -> String {
    let given = notes::given(chart);
    let given = if given.is_empty() { String::new() } else { format!(" {given}.") };
    let mut lines = vec![format!("{}. {}.{given}", chart.title, capital(&told.about()))];
    lines.extend(chart.rows.iter().flat_map(|row| self::row(chart, row, told)));
    if !chart.open.is_empty() {
        lines.extend([String::new(), "Not stated:".to_owned()]);
    }
    let open = chart.open.iter();
    lines
        .extend(open.map(|open| format!("{}. Place: {}.", capital(&open.says), told.place_words(open.span))));
    let left_out = notes::left_out(chart, told);
    if !left_out.is_empty() {
        lines.extend([String::new(), format!("{}:", capital(notes::LEFT_OUT))]);
    }
    lines.extend(left_out.iter().map(|line| format!("{}.", capital(line))));
    lines.push(String::new());
    lines.extend(chart.notes.iter().cloned());
    lines.extend(notes::source(chart).map(|source| capital(&source)));
    lines.extend([format!("Summary: {}.", notes::summary(chart)), String::new()]);
    lines.join("\n")
}

fn row(chart: &Chart, row: &Row, told: &Told<'_>) -> Vec<String> {
    let perhaps = if row.perhaps { ", perhaps" } else { "" };
    let place = row.span().map_or_else(String::new, |span| format!(" ({})", told.place_words(span)));
    let mut lines = vec![String::new(), format!("{}{perhaps}{place}", row.title())];
    let facts = chart.facts.iter().zip(&row.facts);
    lines.extend(facts.map(|(title, fact)| format!("{title}: {}.", words(fact))));
    lines.extend(row.gaps.iter().map(|says| format!("Gap: {says}.")));
    let cells = chart.columns.iter().zip(&row.cells);
    lines.extend(cells.map(|(head, cell)| self::cell(head, cell)));
    lines
}

fn cell(head: &Head, cell: &Cell) -> String {
    let was = cell.was.as_ref().map_or_else(String::new, |was| format!(", before: {}", words(was)));
    let gaps: Vec<String> = cell.gaps.iter().map(|says| format!(" Gap: {says}.")).collect();
    let doubt = if cell.doubt { " Perhaps a gap: not everything is stated." } else { "" };
    format!("{}: {}{was}.{}{doubt}", capital(&head.title), words(&cell.shown), gaps.concat())
}

fn words(shown: &Shown) -> &str {
    if shown.known { &shown.text } else { shown.text.trim_matches(['(', ')']) }
}
