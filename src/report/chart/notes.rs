//! What is said below a chart: its words and columns, its gaps, what moved, what is not stated, and where it is from.

use indexmap::IndexMap;

use super::Told;
use super::grid::{self, GAP, OPEN};
use crate::chart::{Chart, Open, Row};
use crate::report::counted;

/// What stands above the packs whose rows are left out.
pub(super) const LEFT_OUT: &str =
    "rows may be missing, for it cannot be said whether these packs concern the plan";

/// How many packs are named that wait for the same facts.
const NAMED: usize = 5;

/// A heading with lines below it.
#[derive(Debug)]
pub(super) struct Note {
    /// The heading.
    pub head: String,
    /// The lines; at least one.
    pub lines: Vec<String>,
}

/// All that is said below a chart.
pub(super) fn notes(chart: &Chart, told: &Told<'_>) -> Vec<Note> {
    let notes = [
        Note { head: "what the words mean".to_owned(), lines: words(chart) },
        Note { head: format!("gaps, marked `{GAP}`"), lines: gaps(chart, told) },
        Note { head: "what moved".to_owned(), lines: moved(chart) },
        Note { head: format!("not stated, marked `{OPEN}`"), lines: open(&chart.open, told).collect() },
        Note { head: LEFT_OUT.to_owned(), lines: left_out(chart, told) },
        Note { head: "notes".to_owned(), lines: chart.notes.clone() },
    ];
    notes.into_iter().filter(|note| !note.lines.is_empty()).collect()
}

/// What is not stated, with the places.
fn open(open: &[Open], told: &Told<'_>) -> impl Iterator<Item = String> {
    open.iter().map(|open| format!("{} ({})", open.says, told.place_words(open.span)))
}

/// The packs whose rows are left out, and why; those that wait for the same on one line.
pub(super) fn left_out(chart: &Chart, told: &Told<'_>) -> Vec<String> {
    let mut groups: IndexMap<Vec<String>, Vec<&str>> = IndexMap::new();
    for one in &chart.left_out {
        groups.entry(open(&one.open, told).collect()).or_default().push(&one.pack);
    }
    let line = |(why, packs): (Vec<String>, Vec<&str>)| {
        let why =
            if why.is_empty() { "the condition takes too many steps".to_owned() } else { why.join("; ") };
        let word = if packs.len() == 1 { "pack" } else { "packs" };
        let named = packs.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = packs.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{word} {named}{more}: {why}")
    };
    groups.into_iter().map(line).collect()
}

/// What the words of cells and columns mean, where they do not say it by themselves.
fn words(chart: &Chart) -> Vec<String> {
    let used = |at: &usize| {
        let cells = chart.rows.iter().flat_map(|row| &row.cells);
        let mut shown = cells.flat_map(|cell| [Some(&cell.shown), cell.was.as_ref()]).flatten();
        shown.any(|shown| shown.word == Some(*at))
    };
    let cells = chart.legend.iter().enumerate().filter(|(at, _)| used(at)).map(|(_, pair)| pair);
    let columns = chart.columns.iter().map(|head| (&head.name, &head.title));
    let all = cells.map(|(word, title)| (word, title)).chain(columns);
    let telling = all
        .filter(|(word, title)| !title.is_empty() && !word.is_empty() && word.replace('_', " ") != **title);
    telling.map(|(word, title)| format!("{word}: {title}")).collect()
}

fn gaps(chart: &Chart, told: &Told<'_>) -> Vec<String> {
    chart.rows.iter().flat_map(|row| gaps_of(chart, row, told)).collect()
}

/// The gaps of a row, those that say the same on one line.
pub(super) fn gaps_of(chart: &Chart, row: &Row, told: &Told<'_>) -> Vec<String> {
    let mut all: Vec<(&str, Vec<&str>)> = row.gaps.iter().map(|says| (says.as_str(), Vec::new())).collect();
    for (cell, head) in row.cells.iter().zip(&chart.columns) {
        for says in &cell.gaps {
            match all.iter_mut().find(|(other, columns)| other == says && !columns.is_empty()) {
                Some((_, columns)) => columns.push(&head.title),
                None => all.push((says, vec![&head.title])),
            }
        }
    }
    let place = row.span().map_or_else(String::new, |span| format!(", {}", told.place_words(span)));
    let said = all.into_iter().map(|(says, columns)| {
        let columns = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
        format!("{}: {says}{columns}{place}", row.title())
    });
    said.collect()
}

fn moved(chart: &Chart) -> Vec<String> {
    let cells =
        chart.rows.iter().flat_map(|row| row.cells.iter().zip(&chart.columns).map(move |of| (row, of)));
    let moved = cells.filter(|(_, (cell, _))| cell.was.is_some());
    moved
        .map(|(row, (cell, head))| format!("{}, {}: {}", row.title(), head.title, grid::value(cell)))
        .collect()
}

/// One sentence that sums up: how much is shown, and what is marked.
pub(super) fn summary(chart: &Chart) -> String {
    let (gaps, doubts) = (chart.gaps(), chart.doubts());
    let moved = chart.compares.then(|| counted(chart.moved(), "change"));
    let gaps = (!chart.compares || gaps > 0).then(|| counted(gaps, "gap"));
    let doubts = (doubts > 0).then(|| format!("{} not known", counted(doubts, "cell")));
    let parts = [Some(counted(chart.rows.len(), "row")), moved, gaps, doubts];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// From where the chart is, with the link.
pub(super) fn source(chart: &Chart) -> Option<String> {
    let source = chart.source.as_ref()?;
    Some(match &chart.link {
        Some(link) => format!("source: {source} <{link}>"),
        None => format!("source: {source}"),
    })
}

/// What the chart was given: `edition = 2016, against = 2026`; nothing if nothing.
pub(super) fn given(chart: &Chart) -> String {
    let given = chart.given.iter().map(|(name, head)| format!("{name}: {}", head.title));
    given.collect::<Vec<_>>().join(", ")
}
