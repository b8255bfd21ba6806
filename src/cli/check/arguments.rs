//! The arguments of `check`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

use crate::cli::against::Against;
use crate::config;
use crate::finding::Level;
use crate::report::FORMATS;

/// Checks the plans in PATH... against policies.
#[derive(Debug, Default, Args)]
#[command(group = ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Arguments {
    /// Files and folders; the current folder if there are none, `-` for standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", help = formats(), help_heading = "Output")]
    pub format: Option<String>,
    /// Write a further output to a file; can be given several times.
    #[arg(long, value_name = "FORMAT=PATH", help_heading = "Output")]
    pub output: Vec<String>,
    /// Show values that are private: addresses of mail, telephone numbers, and what policies mark as private.
    #[arg(long, help_heading = "Output")]
    pub reveal: bool,
    /// Keep accepted findings in `sarif`, marked as suppressed.
    #[arg(long, help_heading = "Output")]
    pub sarif_suppressions: bool,
    /// Say what the check took: for each rule its findings, cases and steps.
    #[arg(long, help_heading = "Output", conflicts_with = "show_files")]
    pub statistics: bool,
    /// Check again whenever a plan, a policy or the settings change, until Ctrl-C.
    #[arg(long, help_heading = "Output")]
    pub watch: bool,
    /// List the files that would be checked, and check nothing.
    #[arg(long, help_heading = "Output")]
    pub show_files: bool,
    /// List the settings that hold for PATH and what sets each, and check nothing.
    #[arg(long, help_heading = "Output")]
    pub show_settings: bool,
    /// The level from which findings fail the run; error if not set.
    #[arg(long, value_name = "LEVEL", help_heading = "Outcome")]
    pub fail_on: Option<FailOn>,
    /// End with 0 in spite of findings; not if something could not be checked.
    #[arg(long, help_heading = "Outcome")]
    pub exit_zero: bool,
    /// Count findings that a plan accepts as open.
    #[arg(long, help_heading = "Outcome")]
    pub no_accepts: bool,
    /// Fix what is wrong in shape only, in the files themselves, and report what is left; of standard input, write the fixed
    /// text to standard output.
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["diff", "show_files"])]
    pub fix: bool,
    /// Fix also what has to be read before it is kept: names that were probably meant, and questions where a fact is missing.
    #[arg(long, help_heading = "Fixing", requires = "fixing")]
    pub unsafe_fixes: bool,
    /// Write nothing: show what `--fix` would change, and end with 1 if there is something to fix.
    #[arg(
        long,
        help_heading = "Fixing",
        conflicts_with_all = [
            "format", "output", "show_files", "write_baseline", "prune_baseline", "fail_on", "exit_zero"
        ]
    )]
    pub diff: bool,
    /// Leave out the gaps that this file knows, and report those that it knows and that are closed.
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub baseline: Option<PathBuf>,
    /// Write all gaps that are found to the baseline.
    #[arg(long, help_heading = "Baseline", conflicts_with = "prune_baseline")]
    pub write_baseline: bool,
    /// Take the gaps that are closed out of the baseline.
    #[arg(long, help_heading = "Baseline")]
    pub prune_baseline: bool,
    #[command(flatten)]
    pub against: Against,
    /// The file that standard input stands for.
    #[arg(long, value_name = "PATH", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,
    /// Let ignore files also hold for paths given by hand.
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
}

/// What `--format` is, with the list of formats.
fn formats() -> String {
    let lines = FORMATS.iter().map(|format| format!("- {}: {}", format.name, format.doc));
    format!("The form of the output\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// A level on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Fail on errors.
    Error,
    /// Fail on warnings and errors.
    Warning,
    /// Fail on anything.
    Note,
}

impl From<config::FailOn> for Level {
    fn from(level: config::FailOn) -> Self {
        match level {
            config::FailOn::Error => Self::Error,
            config::FailOn::Warning => Self::Warning,
            config::FailOn::Note => Self::Note,
        }
    }
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Note => Self::Note,
        }
    }
}
