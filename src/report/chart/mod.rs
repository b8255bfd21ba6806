//! Charts as bytes: one file per format, and one table of formats. Private values are masked and characters that steer
//! are taken out before any format sees a word.

mod grid;
mod ics;
mod json;
mod markdown;
mod notes;
mod plain;
mod svg;
mod text;

use jiff::civil::Date;

use super::{Options, UnknownFormat, clean, mask};
use crate::chart::{Cell, Chart, Head, LeftOut, Open, Row, Shown};
use crate::finding::did_you_mean;
use crate::text::{Position, Sources, Span};

/// A form of output for charts.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub doc: &'static str,
    /// The end of names of files that are written in it.
    pub ending: &'static str,
    /// Whether it has only the days to come, and not all that is shown.
    pub days_only: bool,
    write: fn(&Told<'_>, &Options) -> String,
}

/// All formats; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        doc: "tables for people, in colour on a terminal",
        ending: "txt",
        days_only: false,
        write: text::write,
    },
    Format {
        name: "plain",
        doc: "lines without tables, for screen readers",
        ending: "",
        days_only: false,
        write: plain::write,
    },
    Format {
        name: "json",
        doc: "one object with everything that is shown",
        ending: "json",
        days_only: false,
        write: json::write,
    },
    Format {
        name: "markdown",
        doc: "tables for a document",
        ending: "md",
        days_only: false,
        write: markdown::write,
    },
    Format {
        name: "svg",
        doc: "a drawing for a browser, a slide or a document",
        ending: "svg",
        days_only: false,
        write: svg::write,
    },
    Format {
        name: "ics",
        doc: "the days to come, as events for a calendar",
        ending: "ics",
        days_only: true,
        write: ics::write,
    },
];

/// The format called `name`.
pub fn format_named(name: &str) -> Result<&'static Format, UnknownFormat> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let list = format!("formats are {}", names.join(", "));
        let guess = did_you_mean(name, names);
        let help = guess.map_or_else(|| list.clone(), |guess| format!("{guess} {list}"));
        UnknownFormat { name: clean::line(name).into_owned(), help }
    })
}

/// Charts with what they were drawn from.
#[derive(Debug)]
pub struct Told<'t> {
    /// The charts.
    pub charts: Vec<Chart>,
    /// The path and the title of the plan; none if they are about no plan.
    pub plan: Option<(String, String)>,
    /// The date.
    pub as_of: Date,
    /// All files, for places.
    pub sources: &'t Sources,
}

impl Told<'_> {
    /// The charts in `format`. The same charts and options give the same bytes.
    pub fn write(mut self, format: &Format, options: &Options) -> String {
        let words = |text: &str| harmless(text, options);
        self.charts = self.charts.iter().map(|chart| cleaned(chart, &words)).collect();
        self.plan = self.plan.map(|(path, title)| (words(&path), words(&title)));
        (format.write)(&self, options)
    }

    /// Whether `format` has anything to write of the charts.
    pub fn has_anything_for(&self, format: &Format) -> bool {
        !format.days_only || ics::any_day(self)
    }

    /// The packs with rows that are left out of any of the charts, and why; as harmless as what is written.
    pub fn left_out(&self, options: &Options) -> Vec<String> {
        let lines = self.charts.iter().flat_map(|chart| notes::left_out(chart, self));
        let mut lines: Vec<String> = lines.map(|line| harmless(&line, options)).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// What the charts are about: the plan, the date.
    fn about(&self) -> String {
        match &self.plan {
            Some((path, title)) if title.is_empty() => format!("{path}, on {}", self.as_of),
            Some((path, title)) => format!("{title} ({path}), on {}", self.as_of),
            None => format!("on {}", self.as_of),
        }
    }

    /// The path and the position of a place.
    fn place(&self, span: Span) -> (String, Position) {
        (clean::line(&self.sources.get(span.file).path).into_owned(), self.sources.start(span))
    }

    /// `path:line:column`.
    fn place_words(&self, span: Span) -> String {
        let (path, Position { line, column, .. }) = self.place(span);
        format!("{path}:{line}:{column}")
    }
}

/// A text on one line, without private values unless they are asked for.
fn harmless(text: &str, options: &Options) -> String {
    let masked = if options.reveal { text.into() } else { mask(text) };
    clean::line(&masked).into_owned()
}

/// The chart with all its texts made harmless by `words`.
fn cleaned(chart: &Chart, words: &dyn Fn(&str) -> String) -> Chart {
    let all = |texts: &[String]| texts.iter().map(|text| words(text)).collect();
    let head = |head: &Head| Head { name: words(&head.name), title: words(&head.title), span: head.span };
    let shown = |one: &Shown| Shown { text: words(&one.text), ..one.clone() };
    let cell = |cell: &Cell| Cell {
        shown: shown(&cell.shown),
        was: cell.was.as_ref().map(shown),
        gaps: all(&cell.gaps),
        doubt: cell.doubt,
    };
    let row = |row: &Row| Row {
        heads: row.heads.iter().map(head).collect(),
        perhaps: row.perhaps,
        cells: row.cells.iter().map(cell).collect(),
        facts: row.facts.iter().map(shown).collect(),
        gaps: all(&row.gaps),
        doubt: row.doubt,
    };
    let open = |open: &Open| Open { says: words(&open.says), span: open.span };
    let open = |opens: &[Open]| opens.iter().map(open).collect();
    let left_out = |one: &LeftOut| LeftOut { pack: words(&one.pack), open: open(&one.open) };
    Chart {
        name: words(&chart.name),
        pack: words(&chart.pack),
        title: words(&chart.title),
        doc: words(&chart.doc),
        source: chart.source.as_deref().map(words),
        link: chart.link.as_deref().map(words),
        given: chart.given.iter().map(|(name, one)| (words(name), head(one))).collect(),
        columns: chart.columns.iter().map(head).collect(),
        facts: all(&chart.facts),
        rows: chart.rows.iter().map(row).collect(),
        legend: chart.legend.iter().map(|(word, title)| (words(word), words(title))).collect(),
        compares: chart.compares,
        notes: all(&chart.notes),
        open: open(&chart.open),
        left_out: chart.left_out.iter().map(left_out).collect(),
    }
}
