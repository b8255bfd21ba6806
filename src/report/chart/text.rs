//! Charts for people: aligned tables, in groups of columns that fit the width; a column that fits no line is told as a
//! list. Colours only repeat what words and marks say.

use super::Told;
use super::grid::{self, Column, Square};
use super::notes;
use crate::chart::Chart;
use crate::report::Options;

/// The space between columns.
const GUTTER: usize = 2;

/// The colours of the words of a legend, in its order and again from the start.
const COLORS: [&str; 6] = ["1;34", "90", "36", "32", "35", "33"];

/// The colour of what is marked.
const MARKED: &str = "1;31";

/// Writes the charts, an empty line between them.
pub(super) fn write(told: &Told<'_>, options: &Options) -> String {
    let charts: Vec<String> = told.charts.iter().map(|chart| one(chart, told, options)).collect();
    charts.join("\n")
}

fn one(chart: &Chart, told: &Told<'_>, options: &Options) -> String {
    let mut out = String::new();
    let title = painted(&chart.title, "1", options.color);
    push(&mut out, &title);
    let given = notes::given(chart);
    push(
        &mut out,
        &[told.about(), given].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", "),
    );
    let titles = grid::titles(chart);
    // Cells and facts fit on one line, or stand apart.
    let all = grid::columns(chart);
    let room = all.iter().map(|column| GUTTER + width_of(column)).sum::<usize>() + margin(&titles);
    let parts = if room <= options.width { vec![all] } else { vec![grid::cells(chart), grid::facts(chart)] };
    let parts = if chart.rows.is_empty() { Vec::new() } else { parts };
    for group in parts.into_iter().flat_map(|part| groups(part, &titles, options.width)) {
        push(&mut out, "");
        match group {
            Group::Table(columns) => table(&mut out, &titles, &columns, options),
            Group::List(columns) => columns.iter().for_each(|column| list(&mut out, &titles, column)),
        }
    }
    for note in notes::notes(chart, told) {
        push(&mut out, &format!("\n{}:", note.head));
        note.lines.iter().for_each(|line| wrapped(&mut out, line, options.width));
    }
    push(&mut out, "");
    if let Some(source) = notes::source(chart) {
        push(&mut out, &source);
    }
    push(&mut out, &notes::summary(chart));
    out
}

/// Columns that stand side by side, or one that is too wide for a table.
enum Group {
    Table(Vec<Column>),
    List(Vec<Column>),
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// The width of the titles.
fn margin(titles: &[String]) -> usize {
    titles.iter().map(|title| width(title)).max().unwrap_or(0)
}

fn width_of(column: &Column) -> usize {
    let squares = column.squares.iter().map(|square| width(&square.text));
    squares.chain([width(&column.head)]).max().unwrap_or(0)
}

/// Groups that fit `most` columns of the terminal, as equal in size as can be without making more of them.
fn groups(columns: Vec<Column>, titles: &[String], most: usize) -> Vec<Group> {
    let room = most.saturating_sub(margin(titles));
    let widths: Vec<usize> = columns.iter().map(|column| GUTTER + width_of(column)).collect();
    let first = sizes(&widths, room, usize::MAX);
    let even = sizes(&widths, room, widths.len().div_ceil(first.len().max(1)));
    let sizes = if even.len() == first.len() { even } else { first };
    let mut columns = columns.into_iter().zip(widths);
    let groups = sizes.into_iter().map(|size| {
        let group: Vec<(Column, usize)> = columns.by_ref().take(size).collect();
        let fits = group.iter().map(|(_, wide)| wide).sum::<usize>() <= room;
        let group: Vec<Column> = group.into_iter().map(|(column, _)| column).collect();
        if fits { Group::Table(group) } else { Group::List(group) }
    });
    groups.collect()
}

/// How many columns stand in each group: as many as fit, but `most` at most. One that never fits stands alone.
fn sizes(widths: &[usize], room: usize, most: usize) -> Vec<usize> {
    let mut sizes = Vec::new();
    let (mut count, mut used) = (0, 0);
    for wide in widths {
        if count > 0 && (used + wide > room || count == most) {
            sizes.push(count);
            (count, used) = (0, 0);
        }
        count += 1;
        used += wide;
    }
    sizes.extend((count > 0).then_some(count));
    sizes
}

fn table(out: &mut String, titles: &[String], columns: &[Column], options: &Options) {
    let margin = margin(titles);
    let widths: Vec<usize> = columns.iter().map(width_of).collect();
    let mut line = " ".repeat(margin);
    for (column, width) in columns.iter().zip(&widths) {
        line.push_str("  ");
        line.push_str(&padded(&column.head, *width, "1", options.color));
    }
    push(out, line.trim_end());
    for (at, title) in titles.iter().enumerate() {
        let mut line = padded(title, margin, "", false);
        for (column, width) in columns.iter().zip(&widths) {
            let Some(square) = column.squares.get(at) else { continue };
            line.push_str("  ");
            line.push_str(&padded(&square.text, *width, color(square), options.color));
        }
        push(out, line.trim_end());
    }
}

fn list(out: &mut String, titles: &[String], column: &Column) {
    push(out, &format!("{}:", column.head));
    for (title, square) in titles.iter().zip(&column.squares) {
        push(out, &format!("  {title}: {}", square.text));
    }
}

fn color(square: &Square) -> &'static str {
    if square.gap {
        return MARKED;
    }
    square.word.and_then(|word| COLORS.get(word % COLORS.len())).copied().unwrap_or("")
}

fn padded(text: &str, width_wanted: usize, color: &str, with_color: bool) -> String {
    let room = " ".repeat(width_wanted.saturating_sub(width(text)));
    format!("{}{room}", painted(text, color, with_color))
}

fn painted(text: &str, color: &str, with_color: bool) -> String {
    if with_color && !color.is_empty() && !text.is_empty() {
        format!("\u{1b}[{color}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// A line with a margin, its words on as many lines as they need.
fn wrapped(out: &mut String, text: &str, most: usize) {
    let mut line = String::from(" ");
    for word in text.split(' ') {
        if width(&line) + 1 + width(word) > most && !line.trim().is_empty() {
            push(out, &line);
            line = String::from("   ");
        }
        line.push(' ');
        line.push_str(word);
    }
    push(out, &line);
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}
