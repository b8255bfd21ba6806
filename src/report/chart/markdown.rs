//! Charts as Markdown: a table each, and what is said below it.

use super::Told;
use super::grid;
use super::notes;
use crate::chart::Chart;
use crate::report::Options;
use crate::report::reference::table::{cell, cited, wide_table};

/// Writes the charts, an empty line between them.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let charts: Vec<String> = told.charts.iter().map(|chart| one(chart, told)).collect();
    charts.join("\n")
}

fn one(chart: &Chart, told: &Told<'_>) -> String {
    let columns = grid::columns(chart);
    let heads = columns.iter().map(|column| cell(&column.head));
    let heads: Vec<String> = std::iter::once(String::new()).chain(heads).collect();
    let titles = grid::titles(chart);
    let rows = titles.iter().enumerate().map(|(at, title)| {
        let squares = columns.iter().filter_map(|column| column.squares.get(at));
        let squares = squares.map(|square| {
            let text = cell(&square.text);
            if square.gap { format!("**{text}**") } else { text }
        });
        std::iter::once(cell(title)).chain(squares).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let about = [told.about(), notes::given(chart)];
    let about: Vec<String> = about.iter().filter(|part| !part.is_empty()).map(|part| cell(part)).collect();
    let mut out =
        format!("# {}\n\n{}\n\n{}", cell(&chart.title), about.join(", "), wide_table(&heads, &rows));
    for note in notes::notes(chart, told) {
        out += &format!("\n{}:\n\n", capital(&note.head));
        note.lines.iter().for_each(|line| out += &format!("- {}\n", cell(line)));
    }
    if let Some(source) = &chart.source {
        out += &format!("\nSource: {}\n", cited(source, chart.link.as_deref()));
    }
    out += &format!("\n{}\n", capital(&notes::summary(chart)));
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
