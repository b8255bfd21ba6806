//! `irlint probe`: changes a plan one fact at a time and says which changes no rule notices.

mod json;
mod text;
mod told;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::against::Against;
use super::check;
use super::exit::Exit;
use super::failure::Failure;
use super::one_plan;
use super::progress;
use super::terminal::Terminal;
use crate::workspace;
use told::Told;

/// Changes a plan one fact at a time and says which changes no rule notices. Writes to no file.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it; the current folder if it is left out.
    #[arg(value_name = "PLAN", default_value = ".", hide_default_value = true)]
    pub plan: PathBuf,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// End with 1 if a change goes unnoticed.
    #[arg(long, help_heading = "Outcome")]
    pub fail_on_unnoticed: bool,
    #[command(flatten)]
    pub against: Against,
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
    let mut told = arguments.against.told(&arguments.plan, None)?;
    let request = one_plan::request(&arguments.plan)?;
    let mut found = workspace::find(&request);
    found.failures.iter().for_each(|failure| Failure::from(failure).print());
    let (policies, mut findings) = told.load(&mut found)?;
    findings.append(&mut found.findings);
    let analysis = told.analyse(&found, &policies, findings);
    let (sources, private) = (&analysis.sources, &analysis.private);
    let cannot = "a plan that does not read cannot be probed";
    let unread = || one_plan::say_mistakes(&analysis.findings, sources, private, cannot);
    if !found.failures.is_empty() || unread() {
        return Ok(Exit::CouldNotCheck);
    }
    if let Some(failure) = check::nothing_checked(&analysis, &found, &request) {
        failure.print();
        return Ok(Exit::NothingChecked);
    }
    let settings = &told.analysis;
    let probed = progress::during(terminal, "probing plans", Some(found.plans.len()), |seen| {
        let one = |files| {
            let probed = Told::new(&found.sources, files, &policies, settings);
            seen();
            probed
        };
        found.plans.iter().map(one).collect::<Vec<_>>()
    });
    let mut out = std::io::stdout().lock();
    check::heard(match arguments.format {
        Format::Text => text::write(&probed, terminal.detail, &mut out),
        Format::Json => json::write(&probed, settings.as_of, &mut out),
    })?;
    let unnoticed = probed.iter().any(|told| told.unnoticed() > 0);
    Ok(if unnoticed && arguments.fail_on_unnoticed { Exit::Findings } else { Exit::Clean })
}
