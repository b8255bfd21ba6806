//! `irlint probe`: changes a plan one fact at a time and says which changes no rule notices.

mod json;
mod text;
mod told;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::check;
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::{Terminal, say};
use crate::analysis::Analysis;
use crate::report::said;
use crate::workspace;
use told::Told;

/// Changes a plan one fact at a time and says which changes no rule notices. Writes to no file.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// End with 1 if a change goes unnoticed.
    #[arg(long, help_heading = "Outcome")]
    pub fail_on_unnoticed: bool,
    /// The date of the check; today if not set.
    #[arg(long, value_name = "DATE", help_heading = "Outcome")]
    pub as_of: Option<String>,
    /// Allow a date that is past.
    #[arg(long, help_heading = "Outcome")]
    pub allow_past: bool,
    /// Run only these rules, packs or tags.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    pub select: Vec<String>,
    /// Leave out these rules, packs or tags.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    pub ignore: Vec<String>,
    /// A folder with more policies; can be given several times.
    #[arg(long, value_name = "FOLDER", help_heading = "Policies")]
    pub policies: Vec<PathBuf>,
    /// The settings file to use instead of the nearest `irlint.toml`.
    #[arg(long, value_name = "FILE", help_heading = "Files", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no settings file.
    #[arg(long, help_heading = "Files")]
    pub isolated: bool,
    /// How many threads to use; all if not set.
    #[arg(short, long, value_name = "N", help_heading = "Files")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let check = as_check(arguments);
    let told = check::told(&check)?;
    let request = check::request(&check)?;
    let mut found = workspace::find(&request);
    found.failures.iter().for_each(|failure| Failure::from(failure).print());
    let (policies, mut findings) = check::load(&told, &mut found.sources)?;
    findings.append(&mut found.findings);
    let analysis = check::analyse(&found, &policies, &told, findings);
    if !found.failures.is_empty() || unreadable(&analysis) {
        return Ok(Exit::CouldNotCheck);
    }
    if let Some(failure) = check::nothing_checked(&analysis, &found, &request) {
        failure.print();
        return Ok(Exit::NothingChecked);
    }
    let settings = check::analysis_settings(&told);
    let probed = check::with_threads(&check, || {
        let one = |files| Told::new(&found.sources, files, &policies, &settings);
        found.plans.iter().map(one).collect::<Vec<_>>()
    })?;
    let mut out = std::io::stdout().lock();
    check::heard(match arguments.format {
        Format::Text => text::write(&probed, terminal.detail, &mut out),
        Format::Json => json::write(&probed, settings.as_of, &mut out),
    })?;
    let unnoticed = probed.iter().any(|told| told.unnoticed() > 0);
    Ok(if unnoticed && arguments.fail_on_unnoticed { Exit::Findings } else { Exit::Clean })
}

/// What the same flags mean to `check`.
fn as_check(arguments: &Arguments) -> check::Arguments {
    check::Arguments {
        paths: vec![arguments.plan.clone()],
        as_of: arguments.as_of.clone(),
        allow_past: arguments.allow_past,
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        policies: arguments.policies.clone(),
        config: arguments.config.clone(),
        isolated: arguments.isolated,
        jobs: arguments.jobs,
        ..check::Arguments::default()
    }
}

/// Says what could not be read, if anything could not.
fn unreadable(analysis: &Analysis) -> bool {
    let mistakes: Vec<_> =
        analysis.findings.iter().filter(|finding| check::cannot_be_read(finding)).collect();
    for finding in &mistakes {
        let start = analysis.sources.start(finding.at.span);
        let path = &analysis.sources.get(finding.at.span.file).path;
        say(
            "error",
            &format!("{path}:{}:{}: {}", start.line, start.column, said(analysis, &finding.message)),
        );
    }
    if !mistakes.is_empty() {
        Failure::new("a plan that does not read cannot be probed", "mend what `irlint check` says first")
            .print();
    }
    !mistakes.is_empty()
}
