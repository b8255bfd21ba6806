//! From an analysis to bytes: one file per format, and one table of formats that the command line, the
//! settings and the docs read. Private values are masked and control characters taken out before any
//! format sees a word (`shown`). Touches no disk, no clock and no terminal.

mod adjusted;
pub mod catalogue;
pub mod chart;
mod clean;
mod compact;
pub mod evidence;
mod fingerprint;
mod fit;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod lone;
mod markdown;
pub mod page;
mod plain;
mod redact;
pub mod reference;
mod sarif;
mod shown;
mod statistics;
pub mod suites;
mod summary;
mod text;
pub mod why;
mod words;
mod worst;

use std::io;

use crate::analysis::Analysis;
use crate::finding::{Level, did_you_mean};
use crate::policy::ir::Policies;

pub use clean::{line as clean_line, steers};
pub use lone::{findings_json, fit_to_say, write_findings};
pub use redact::mask;
use shown::Shown;
pub use statistics::{RuleNumbers, Statistics};
pub use summary::{Summary, counted};

/// A form of output.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub doc: &'static str,
    /// Whether it may show private values: one that is made for other people's servers never does.
    pub reveals: bool,
    /// Whether it says the date and what was checked; elsewhere that has to be said beside it.
    pub sums_up: bool,
    /// Whether it says what the check took, if that is asked for; elsewhere that has to be said beside it.
    pub counts: bool,
    write: Write,
}

/// All formats; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        counts: true,
        ..here("text", "findings with the lines they are about, for people", text::write)
    },
    here("compact", "one line per finding, for editors and scripts", compact::write),
    Format { counts: true, ..here("plain", "sentences without drawing, for screen readers", plain::write) },
    Format { counts: true, ..here("json", "one object with everything that came out", json::write) },
    here("jsonl", "one object per finding and line, the summary last", jsonl::write),
    away("sarif", "SARIF 2.1.0, for code scanning", sarif::write),
    away("junit", "JUnit, one suite a plan and one case a rule, for build servers", junit::write),
    away("github", "annotations of GitHub Actions, the worst nine", github::write),
    Format { sums_up: false, ..away("gitlab", "Code Quality of GitLab", gitlab::write) },
    here("markdown", "tables for a comment on a change", markdown::write),
];

/// How a format is written.
type Write = fn(&Shown<'_>, &Options, &mut dyn io::Write) -> io::Result<()>;

/// A format whose readers may see the plan.
const fn here(name: &'static str, doc: &'static str, write: Write) -> Format {
    Format { name, doc, reveals: true, sums_up: true, counts: false, write }
}

/// A format for other people's servers.
const fn away(name: &'static str, doc: &'static str, write: Write) -> Format {
    Format { reveals: false, ..here(name, doc, write) }
}

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
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
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
    /// Where the program runs, from the top of the repository: `sub/folder`, empty at the top.
    pub here: String,
    /// Whether `sarif` holds accepted findings too, marked as suppressed.
    pub suppressions: bool,
    /// Whether something could not be read at all, and so was not checked.
    pub incomplete: bool,
    /// Whether formats that can say it say what the check took.
    pub statistics: bool,
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
            here: String::new(),
            suppressions: false,
            incomplete: false,
            statistics: false,
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

/// Writes `analysis`, made with `policies`, in `format`. The same analysis and options give the same bytes.
pub fn write(
    format: &Format,
    (analysis, policies): (&Analysis, &Policies),
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let options = Options { reveal: options.reveal && format.reveals, ..options.clone() };
    (format.write)(&Shown::new(analysis, &options).with(policies), &options, out)
}

/// Writes the tables of `markdown` for the summary of a step of GitHub Actions, within what it takes.
pub fn write_step_summary(
    (analysis, policies): (&Analysis, &Policies),
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let options = Options { reveal: false, ..options.clone() };
    let shown = Shown::new(analysis, &options).with(policies);
    markdown::write_within(&shown, &options, markdown::STEP_SUMMARY, out)
}
