//! Charts as Markdown: a table each, and what is said below it.

use super::Told;
use super::grid;
use super::notes;
use crate::chart::Chart;
use crate::report::Options;
use crate::report::reference::table::{cell, cited, wide_table};
use crate::text::capital;

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
    let table = wide_table(&heads, &rows);
    let mut lines =
        vec![format!("# {}", cell(&chart.title)), String::new(), about.join(", "), String::new(), table];
    for note in notes::notes(chart, told) {
        lines.extend([format!("{}:", capital(&note.head)), String::new()]);
        lines.extend(note.lines.iter().map(|line| format!("- {}", cell(line))));
        lines.push(String::new());
    }
    let source = chart.source.as_ref().map(|source| cited(source, chart.link.as_deref()));
    lines.extend(source.into_iter().flat_map(|source| [format!("Source: {source}"), String::new()]));
    lines.extend([capital(&notes::summary(chart)), String::new()]);
    lines.join("\n")
}
