//! Charts as a drawing (SVG): one picture with all of them, one below the other. It says in words what it shows in
//! colours, has a title and a description for those who listen to it, and holds no script and no link.

use std::fmt::Write;

use super::Told;
use super::grid::{self, Column, Square};
use super::notes::{self, Note};
use crate::chart::Chart;
use crate::report::Options;

/// The height of a row and of a line of text, and the space around the drawing, in pixels.
const ROW: usize = 28;
const LINE: usize = 20;
const EDGE: usize = 16;

/// The width that a letter takes up, and the space on both sides of a text.
const LETTER: usize = 8;
const PAD: usize = 20;

/// How many letters a line of text may have, however narrow the table is.
const MEASURE: usize = 90;

/// Fills of the words of a legend, in its order and again from the start; dark text can be read on all of them.
const FILLS: [&str; 6] = ["#cfe2ff", "#e9ecef", "#d1f0dc", "#fff3cd", "#e2d9f3", "#f8d7da"];

/// Writes one drawing of all charts.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let mut drawing = Drawing { out: String::new(), width: 0, down: EDGE };
    for chart in &told.charts {
        drawing.chart(chart, told);
        drawing.down += EDGE;
    }
    let titles: Vec<&str> = told.charts.iter().map(|chart| chart.title.as_str()).collect();
    let title = escaped(&format!("{} ({})", titles.join("; "), told.about()));
    let (width, height) = (drawing.width + EDGE, drawing.down);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"chart-title chart-text\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"#1a1a1a\">\n<title id=\"chart-title\">{title}</title>\n\
         <desc id=\"chart-text\">{}</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
        escaped(&description(told)),
        drawing.out
    )
}

/// What the charts say, for those who do not see them.
fn description(told: &Told<'_>) -> String {
    let of = |chart: &Chart| {
        let lines = notes::notes(chart, told)
            .into_iter()
            .map(|Note { head, lines }| format!("{head}: {}", lines.join("; ")));
        std::iter::once(notes::summary(chart)).chain(lines).collect::<Vec<_>>().join(". ")
    };
    told.charts.iter().map(of).collect::<Vec<_>>().join(". ")
}

/// A drawing, filled from the top.
struct Drawing {
    out: String,
    width: usize,
    /// Where the next piece starts.
    down: usize,
}

impl Drawing {
    fn chart(&mut self, chart: &Chart, told: &Told<'_>) {
        self.text(EDGE, &chart.title, " font-size=\"18\" font-weight=\"bold\"", LINE + 6);
        let about = [told.about(), notes::given(chart)];
        let about: Vec<&str> = about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.text(EDGE, &about.join(", "), "", LINE + 4);
        self.table(chart);
        self.down += EDGE;
        self.legend(chart);
        for note in notes::notes(chart, told) {
            self.text(EDGE, &format!("{}:", note.head), " font-weight=\"bold\"", LINE);
            note.lines.iter().for_each(|line| self.paragraph(2 * EDGE, line, ""));
        }
        if let Some(source) = notes::source(chart) {
            self.paragraph(EDGE, &source, " fill=\"#555555\"");
        }
        self.text(EDGE, &notes::summary(chart), "", LINE);
    }

    /// A text on as many lines as it needs to stay below the table, or not to get much wider than it.
    fn paragraph(&mut self, across: usize, text: &str, style: &str) {
        let most = (self.width.saturating_sub(across) / LETTER).max(MEASURE);
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > most {
                self.text(across, &line, style, LINE);
                line.clear();
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        self.text(across, &line, style, LINE);
    }

    /// A line of text; then goes down by `high`.
    fn text(&mut self, across: usize, text: &str, style: &str, high: usize) {
        let base = self.down + LINE - 6;
        self.add(&format!("<text x=\"{across}\" y=\"{base}\"{style}>{}</text>", escaped(text)));
        self.width = self.width.max(across + wide(text));
        self.down += high;
    }

    fn table(&mut self, chart: &Chart) {
        let (titles, columns) = (grid::titles(chart), grid::columns(chart));
        let margin = titles.iter().map(|title| wide(title)).max().unwrap_or(0);
        let mut across = EDGE + margin;
        for (at, title) in titles.iter().enumerate() {
            let base = self.down + ROW + ROW * at + ROW - 9;
            let weight = if chart.rows.get(at).is_some_and(|row| !row.gaps.is_empty()) {
                " font-weight=\"bold\""
            } else {
                ""
            };
            self.add(&format!("<text x=\"{EDGE}\" y=\"{base}\"{weight}>{}</text>", escaped(title)));
        }
        for column in &columns {
            let width = column_width(column);
            let (middle, base) = (across + width / 2, self.down + ROW - 9);
            self.add(&format!(
                "<text x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
                escaped(&column.head)
            ));
            for (at, square) in column.squares.iter().enumerate() {
                let title = titles.get(at).map_or("", String::as_str);
                let top = self.down + ROW * (at + 1);
                self.square(
                    (across, top, width),
                    square,
                    &format!("{title}, {}: {}", column.head, square.text),
                );
            }
            across += width;
        }
        self.width = self.width.max(across);
        self.down += ROW * (titles.len() + 1);
    }

    fn square(&mut self, (across, top, width): (usize, usize, usize), square: &Square, says: &str) {
        let fill = square.word.and_then(|word| FILLS.get(word % FILLS.len())).copied().unwrap_or("#ffffff");
        let edge = if square.gap {
            "stroke=\"#b00020\" stroke-width=\"2.5\" stroke-dasharray=\"6 3\""
        } else {
            "stroke=\"#c8c8c8\""
        };
        let (left, up, inner, high) = (across + 1, top + 1, width.saturating_sub(3), ROW - 3);
        let (middle, base) = (across + width / 2, top + ROW - 9);
        self.add(&format!(
            "<g><title>{}</title><rect x=\"{left}\" y=\"{up}\" width=\"{inner}\" height=\"{high}\" rx=\"3\" \
             fill=\"{fill}\" {edge}/><text x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\">{}</text></g>",
            escaped(says),
            escaped(&square.text)
        ));
    }

    /// The words of cells with their colours.
    fn legend(&mut self, chart: &Chart) {
        let mut across = EDGE;
        for (at, (word, _)) in chart.legend.iter().enumerate() {
            let square = Square { text: word.clone(), word: Some(at), gap: false };
            let width = wide(word) + PAD;
            self.square((across, self.down, width), &square, word);
            across += width;
        }
        if !chart.legend.is_empty() {
            self.width = self.width.max(across);
            self.down += ROW + LINE / 2;
        }
    }

    fn add(&mut self, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.out, "{line}");
    }
}

fn column_width(column: &Column) -> usize {
    let squares = column.squares.iter().map(|square| wide(&square.text));
    squares.chain([wide(&column.head)]).max().unwrap_or(0)
}

fn wide(text: &str) -> usize {
    text.chars().count() * LETTER + PAD
}

/// A text that XML takes as it is meant. Characters that no XML may hold become a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
