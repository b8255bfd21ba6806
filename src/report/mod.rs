//! From an analysis to bytes: one file per format, and one table of formats that the command line, the
//! settings and the docs read. Private values are masked and control characters taken out before any
//! format sees a word (`shown`). Touches no disk, no clock and no terminal.

mod adjusted;
pub mod catalogue;
pub mod chart;
mod clean;
mod compact;
mod json;
mod jsonl;
mod lone;
pub mod page;
mod plain;
mod redact;
pub mod reference;
mod shown;
mod summary;
mod text;
pub mod why;
mod words;

use std::io;

use crate::analysis::Analysis;
use crate::finding::{Level, did_you_mean};

pub use clean::{line as clean_line, steers};
pub use lone::{findings_json, write_findings};
pub use redact::mask;
use shown::Shown;
pub use summary::{Summary, counted};

/// A form of output.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub doc: &'static str,
    write: fn(&Shown<'_>, &Options, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats; the first is the default.
pub const FORMATS: &[Format] = &[
    Format { name: "text", doc: "findings with the lines they are about, for people", write: text::write },
    Format { name: "compact", doc: "one line per finding, for editors and scripts", write: compact::write },
    Format { name: "plain", doc: "sentences without drawing, for screen readers", write: plain::write },
    Format { name: "json", doc: "one object with everything that came out", write: json::write },
    Format { name: "jsonl", doc: "one object per finding and line, the summary last", write: jsonl::write },
];

/// How much is written besides the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Findings and the summary.
    Quiet,
    /// Also accepted findings and the rules that had nothing to look at.
    Normal,
    /// Also packs that do not concern any plan.
    Verbose,
}

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether to use colours.
    pub color: bool,
    /// How many columns a line may have.
    pub width: usize,
    /// Whether frames may be drawn with other than ASCII characters.
    pub unicode: bool,
    /// Whether private values are shown.
    pub reveal: bool,
    /// How much is written besides the findings.
    pub detail: Detail,
    /// The level from which findings fail the run.
    pub fail_on: Level,
}

impl Default for Options {
    /// For a file: no colours, 100 columns, frames, nothing private.
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            unicode: true,
            reveal: false,
            detail: Detail::Normal,
            fail_on: Level::Error,
        }
    }
}

/// There is no format of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{name}`")]
pub struct UnknownFormat {
    /// The name that was given.
    pub name: String,
    /// What to do.
    pub help: String,
}

/// The format called `name`.
pub fn format_named(name: &str) -> Result<&'static Format, UnknownFormat> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let list = format!("formats are {}", names.join(", "));
        let help = match did_you_mean(name, names) {
            Some(guess) => format!("{guess} {list}"),
            None => list,
        };
        UnknownFormat { name: clean::line(name).into_owned(), help }
    })
}

/// Writes `analysis` in `format`. The same analysis and options give the same bytes.
pub fn write(
    format: &Format,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    (format.write)(&Shown::new(analysis, options), options, out)
}
