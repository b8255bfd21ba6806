//! `irlint coverage`: the evidence that a plan gives for a standard, clause by clause.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::against::Against;
use super::check::heard;
use super::exit::Exit;
use super::failure::Failure;
use super::one_plan;
use super::rules;
use super::terminal::Terminal;
use crate::analysis;
use crate::evidence::{self, State};
use crate::finding::Level;
use crate::model::Private;
use crate::report::evidence::Told;
use crate::workspace;

/// How the command is given a plan.
const USAGE: &str = "irlint coverage PLAN --standard NAME";

/// Shows the evidence that a plan gives for each clause of a standard: satisfied by which lines, failed, undecided, accepted until
/// when, not applicable and why, or not checkable by a machine. No score, and no statement of compliance.
///
/// A standard is a pack that lists clauses; `irlint packs` shows which do.
///
/// Exit codes: 0 shown, 1 with `--fail-on-gap` if a clause failed or is undecided, or it cannot be said whether the standard concerns the
/// plan, 2 no such standard, or the plan does not
/// read, 3 no rule looked at anything.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it; the current folder if it is left out.
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// The standard: the name of a pack that lists clauses.
    #[arg(long, value_name = "NAME")]
    standard: String,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
    /// Show values that are private: addresses of mail and telephone numbers.
    #[arg(long, help_heading = "Output")]
    reveal: bool,
    /// End with 1 if a clause failed or is undecided, or if it cannot be said whether the standard concerns the plan.
    #[arg(long, help_heading = "Outcome")]
    fail_on_gap: bool,
    #[command(flatten)]
    against: Against,
}

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A paragraph a clause, for people.
    Text,
    /// A table for a document.
    Markdown,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let path = arguments.plan.clone().unwrap_or_else(|| PathBuf::from("."));
    let mut against = arguments.against.told(&path, None)?;
    let mut found = workspace::find(&one_plan::request(&path)?);
    let (policies, mut findings) = against.load(&mut found)?;
    findings.append(&mut found.findings);
    let Some(files) = one_plan::only(&found, &found.sources, &path, USAGE)? else {
        return Ok(Exit::NothingChecked);
    };
    let (plan, mistakes) = analysis::read(&found.sources, files, &policies);
    findings.extend(mistakes);
    let private: Vec<Private> = plan.private.iter().chain(&policies.private).cloned().collect();
    let cannot = "a plan that does not read gives no evidence";
    if one_plan::say_mistakes(&findings, &found.sources, &private, cannot) {
        return Ok(Exit::CouldNotCheck);
    }
    let root = &found.sources.get(files.root).path;
    if plan.things.is_empty() {
        Failure::new(format!("`{root}` says nothing"), "start a plan with `irlint init`").print();
        return Ok(Exit::NothingChecked);
    }
    let standard = rules::standard(&arguments.standard, &policies)?;
    let map = evidence::map(&plan, &policies, &against.analysis, standard);
    let as_of = against.analysis.as_of;
    let told = Told { map: &map, plan: root, as_of, private };
    let options = terminal.options(Level::Error, arguments.reveal);
    let text = match arguments.format {
        Format::Text => told.text(&found.sources, &options),
        Format::Markdown => told.markdown(&found.sources, &options),
        Format::Json => told.json(&found.sources, &options).map_err(|error| unwritten(&error))?,
    };
    heard(std::io::stdout().lock().write_all(text.as_bytes()))?;
    let is_open = matches!(map.concern, evidence::Concern::Open(..));
    let any = |state: &dyn Fn(State) -> bool| map.entries.iter().any(|entry| state(entry.state));
    Ok(if !any(&State::is_checked) {
        Failure::new("no rule looked at anything", "see with `-v` why each of them did not").print();
        Exit::NothingChecked
    } else if arguments.fail_on_gap
        && (is_open || any(&|state| matches!(state, State::Failed | State::Undecided)))
    {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure { message: format!("cannot write the map: {error}"), help: None }
}
