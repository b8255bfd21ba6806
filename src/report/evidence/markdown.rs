//! An evidence map as Markdown: a table with a row for each clause.

use super::{MEANING, Page, Told};
use crate::evidence::State;
use crate::report::reference::table::{cell, wide_table};
use crate::text::capital;

/// Writes the map; it ends with one line end.
pub(super) fn write(told: &Told<'_>, page: &Page<'_>) -> String {
    let pack = told.map.pack;
    let heads = ["Clause", "State", "Evidence"].map(str::to_owned);
    let rows = told.map.entries.iter().map(|entry| {
        let words = entry.state.words();
        let state = if entry.state == State::Failed { format!("**{words}**") } else { words.to_owned() };
        let state = state + &cell(&page.confidence_of(entry));
        let said: Vec<String> = page.said(entry).iter().map(|said| cell(said)).collect();
        vec![cell(&page.words(&entry.clause.number)), state, said.join("<br>")]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut lines = vec![
        format!("# {}\n", cell(&page.words(&pack.title))),
        format!("{}, {}\n", cell(&page.words(told.plan)), told.summary()),
    ];
    lines.extend(page.confidence_of_all().map(|said| format!("{}.\n", cell(&said))));
    lines.extend(page.concern(&told.map.concern).map(|said| format!("{}.\n", cell(&capital(&said)))));
    lines.push(wide_table(&heads, &rows));
    lines.push(format!("{} {MEANING}\n", cell(&page.words(&pack.doc))));
    lines.join("\n")
}
