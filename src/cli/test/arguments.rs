//! The arguments of `test`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, value_parser};

use crate::cli::check::FailOn;

/// Runs the samples and tests of policies, and plans with notes.
///
/// A plan in a folder that is called like a rule is run too: a comment `#  ^^^^ text` below a line expects that
/// the rule marks these words, with a label or message that holds the text.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Policies and plans with notes, files and folders; left out, the folders of policies that the settings name, and if they name
    /// none the policies inside the program.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Run only samples whose rule, pack or title holds this text.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// The date for packs that pin none with `tests_as_of`; today if not set.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Say which conditions never held or always held.
    #[arg(long, help_heading = "Coverage")]
    pub coverage: bool,
    /// Fail if less than this share of the branches was taken.
    #[arg(long, value_name = "PERCENT", help_heading = "Coverage", requires = "coverage",
          value_parser = value_parser!(u8).range(0..=100))]
    pub threshold: Option<u8>,
    /// Change the policies one thing at a time and say which changes no sample notices.
    #[arg(long, help_heading = "Mutants", conflicts_with_all = ["coverage", "filter", "format", "fail_on"])]
    pub mutate: bool,
    /// The list of mutants that may survive: an id and the reason, one a line.
    #[arg(long, value_name = "FILE", help_heading = "Mutants", requires = "mutate")]
    pub survivors: Option<PathBuf>,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = "text")]
    pub format: Form,
    /// The level from which warnings fail the run too; error if not set.
    #[arg(long, value_name = "LEVEL", help_heading = "Outcome")]
    pub fail_on: Option<FailOn>,
}

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// What is not as it should be, with the lines it is about, for people.
    Text,
    /// One object with everything that came out.
    Json,
    /// One suite for each rule, for build servers.
    Junit,
}
