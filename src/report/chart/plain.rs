//! Charts as lines, row by row, without tables and drawing: for screen readers.

use super::Told;
use super::notes;
use crate::chart::{Cell, Chart, Head, Row, Shown};
use crate::report::Options;

/// Writes the charts, an empty line between them.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let charts: Vec<String> = told.charts.iter().map(|chart| one(chart, told)).collect();
    charts.join("\n")
}

fn one(chart: &Chart, told: &Told<'_>) -> String {
    let given = notes::given(chart);
    let given = if given.is_empty() { String::new() } else { format!(" {given}.") };
    let mut out = format!("{}. {}.{given}\n", chart.title, sentence(&told.about()));
    for row in &chart.rows {
        out += &self::row(chart, row, told);
    }
    if !chart.open.is_empty() {
        out += "\nNot stated:\n";
        for open in &chart.open {
            out += &format!("{}. Place: {}.\n", sentence(&open.says), told.place_words(open.span));
        }
    }
    out += "\n";
    chart.notes.iter().for_each(|note| out += &format!("{note}\n"));
    notes::source(chart).into_iter().for_each(|source| out += &format!("{}\n", sentence(&source)));
    out += &format!("Summary: {}.\n", notes::summary(chart));
    out
}

fn row(chart: &Chart, row: &Row, told: &Told<'_>) -> String {
    let perhaps = if row.perhaps { ", perhaps" } else { "" };
    let place = row.heads.iter().find_map(|head| head.span);
    let place = place.map_or_else(String::new, |span| format!(" ({})", told.place_words(span)));
    let mut out = format!("\n{}{perhaps}{place}\n", row.title());
    for (title, fact) in chart.facts.iter().zip(&row.facts) {
        out += &format!("{title}: {}.\n", words(fact));
    }
    row.gaps.iter().for_each(|says| out += &format!("Gap: {says}.\n"));
    for (head, cell) in chart.columns.iter().zip(&row.cells) {
        out += &self::cell(head, cell);
    }
    out
}

fn cell(head: &Head, cell: &Cell) -> String {
    let was = cell.was.as_ref().map_or_else(String::new, |was| format!(", before: {}", words(was)));
    let gaps = cell.gaps.iter().map(|says| format!(" Gap: {says}.")).collect::<String>();
    let doubt = if cell.doubt { " Perhaps a gap: not everything is stated." } else { "" };
    format!("{}: {}{was}.{gaps}{doubt}\n", sentence(&head.title), words(&cell.shown))
}

fn words(shown: &Shown) -> &str {
    if shown.known { &shown.text } else { shown.text.trim_matches(['(', ')']) }
}

/// With a large first letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
