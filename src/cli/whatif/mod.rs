//! `irlint whatif`: what would come and go in what the rules say if a plan said something else.

mod json;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::against::Against;
use super::check::{FailOn, heard};
use super::exit::Exit;
use super::failure::Failure;
use super::one_plan;
use super::terminal::Terminal;
use crate::analysis::PlanFiles;
use crate::model::Private;
use crate::policy::ir::Policies;
use crate::text::{Position, Sources};
use crate::whatif::{Change, Compared, Set, compare, set};
use crate::workspace;

/// How the command is given a plan.
const USAGE: &str = "irlint whatif PLAN --set THING.ATTRIBUTE=VALUE";

/// Says which findings would appear and which would vanish if the plan said something else. Writes to no file.
///
/// Exit codes: 0 nothing at or above `--fail-on` would appear, 1 something would, 2 wrong use, or the plan does not
/// read, 3 there is no plan.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it; the current folder if it is left out.
    #[arg(value_name = "PLAN", default_value = ".", hide_default_value = true)]
    plan: PathBuf,
    /// What the plan would say, such as `billing.model=paas` or, of what a plan has once, `organisation.sector=energy`; can be
    /// given several times.
    #[arg(long = "set", value_name = "THING.ATTRIBUTE=VALUE", required = true)]
    sets: Vec<String>,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
    /// Show values that are private: addresses of mail and telephone numbers.
    #[arg(long, help_heading = "Output")]
    reveal: bool,
    /// The level from which findings that would appear fail the run; error if not set.
    #[arg(long, value_name = "LEVEL", help_heading = "Outcome")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    against: Against,
}

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
}

/// A change with the place that people look it up at.
#[derive(Debug)]
struct Placed {
    change: Change,
    path: String,
    start: Position,
}

/// What came of it.
#[derive(Debug)]
struct Told<'t> {
    /// The plan's root file.
    path: String,
    /// What was set, in order.
    changes: Vec<Placed>,
    compared: Compared,
    /// The texts as they are, and as they would be.
    texts: (&'t Sources, &'t Sources),
    policies: &'t Policies,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let sets = arguments.sets.iter().map(|written| parsed(written)).collect::<Result<Vec<_>, _>>()?;
    twice(&sets)?;
    let mut against = arguments.against.told(&arguments.plan, arguments.fail_on)?;
    let request = one_plan::request(&arguments.plan)?;
    let mut found = workspace::find(&request);
    let (policies, mut findings) = against.load(&mut found)?;
    findings.extend(found.findings.iter().cloned());
    let Some(files) = one_plan::only(&found, &found.sources, &arguments.plan, USAGE)? else {
        return Ok(Exit::NothingChecked);
    };
    let (plan, mistakes) = crate::analysis::read(&found.sources, files, &policies);
    findings.extend(mistakes);
    let private: Vec<Private> = plan.private.iter().chain(&policies.private).cloned().collect();
    let cannot = "a plan that does not read cannot be changed";
    if one_plan::say_mistakes(&findings, &found.sources, &private, cannot) {
        return Ok(Exit::CouldNotCheck);
    }
    let (after, changes) = changed(&found.sources, files, &policies, sets)?;
    let texts = (&found.sources, &after);
    let compared = compare(files, texts, &policies, &against.analysis);
    let path = found.sources.get(files.root).path.clone();
    let told = Told { path, changes, compared, texts, policies: &policies };
    let fail_on = against.analysis.choice(Some(files.root)).fail_on.unwrap_or(against.fail_on);
    let options = terminal.options(fail_on, arguments.reveal);
    let mut out = std::io::stdout().lock();
    heard(match arguments.format {
        Format::Text => text::write(&told, &options, against.analysis.as_of, &mut out),
        Format::Json => json::write(&told, against.analysis.as_of, &mut out),
    })?;
    let fails = told.compared.appear.iter().any(|finding| finding.level >= fail_on);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

/// `billing.model=paas`.
fn parsed(written: &str) -> Result<Set, Failure> {
    let halves = written.split_once('=').and_then(|(fact, value)| {
        let (thing, attribute) = fact.trim().rsplit_once('.')?;
        Some((thing, attribute, value.trim()))
    });
    match halves {
        Some((thing, attribute, value)) if ![thing, attribute, value].contains(&"") => {
            Ok(Set { thing: thing.to_owned(), attribute: attribute.to_owned(), value: value.to_owned() })
        }
        _ => {
            let message = format!("cannot read `--set {written}`");
            Err(Failure::new(message, "write it as THING.ATTRIBUTE=VALUE: `--set billing.model=paas`"))
        }
    }
}

/// Refuses to set one fact twice.
fn twice(sets: &[Set]) -> Result<(), Failure> {
    let same = |one: &Set, two: &Set| one.thing == two.thing && one.attribute == two.attribute;
    let twice = sets.iter().enumerate().find(|(at, set)| sets.iter().take(*at).any(|other| same(set, other)));
    twice.map_or(Ok(()), |(_, set)| {
        let help = "set it once; several values have commas between them";
        Err(Failure::new(format!("`{}.{}` is set twice", set.thing, set.attribute), help))
    })
}

/// The texts with all that is set, one after the other.
fn changed(
    sources: &Sources,
    files: &PlanFiles,
    policies: &Policies,
    sets: Vec<Set>,
) -> Result<(Sources, Vec<Placed>), Failure> {
    let mut texts = sources.clone();
    let mut changes = Vec::with_capacity(sets.len());
    for one in sets {
        let (next, change) = set(&texts, files, policies, one)
            .map_err(|refused| Failure { message: refused.message, help: refused.help })?;
        let (path, start) = (texts.get(change.span.file).path.clone(), texts.start(change.span));
        changes.push(Placed { change, path, start });
        texts = next;
    }
    Ok((texts, changes))
}
