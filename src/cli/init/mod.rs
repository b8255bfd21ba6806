//! `irlint init`: starts a plan and its settings. Asks on a terminal, never changes a file that is there, and makes up no
//! fact: what only the organisation knows is a `todo` with a day.

mod ask;
mod starter;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::check::heard;
use super::clock::Day;
use super::exit::Exit;
use super::failure::Failure;
use super::fresh;
use super::terminal::Terminal;
use crate::check;
use crate::config::FILE_NAME;
use crate::model::Plan;
use crate::policy;
use crate::report::Detail;
use crate::text::Sources;
use crate::workspace;
use ask::Dialogue;
use starter::Starter;

/// What the plan is called.
const PLAN: &str = "incident-response.irp";

/// The settings that a new plan starts with.
const SETTINGS: &str = include_str!("../../../templates/irlint.toml");

/// What is started, and where.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder to write to; the current one if not set.
    folder: Option<PathBuf>,
    /// The starter plan; asked for if not set.
    #[arg(long, value_name = "NAME", help = preset_help())]
    preset: Option<String>,
    /// The name of the organisation; asked for if not set.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The country where it is established, in two letters; asked for if not set.
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Ask nothing: take the defaults for whatever no flag says.
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    day: Day,
}

/// What the plan is made of.
#[derive(Debug)]
struct Answers {
    starter: Starter,
    name: Option<String>,
    country: Option<String>,
}

fn preset_help() -> String {
    let names: Vec<&str> = starter::all().map(|starter| starter.name).collect();
    format!("The starter plan, one of {}; asked for if not set", names.join(", "))
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let as_of = arguments.day.date()?;
    let folder = arguments.folder.clone().unwrap_or_default();
    let (plan, settings) = (folder.join(PLAN), folder.join(FILE_NAME));
    if let Some(taken) = [&plan, &settings].into_iter().find(|path| path.exists()) {
        return Err(fresh::there(taken, ELSEWHERE));
    }
    let answers = answers(arguments)?;
    let text = answers.starter.plan(&answers, answered_by(as_of)?);
    if arguments.folder.is_some() {
        fresh::folder(&folder, "name another folder")?;
    }
    create(&plan, &text)?;
    create(&settings, SETTINGS)?;
    if terminal.detail > Detail::Quiet {
        let told = told(&folder, &fresh::holes(&text));
        heard(std::io::stdout().lock().write_all(told.as_bytes()))?;
    }
    Ok(Exit::Clean)
}

/// The way out where something is in the way.
const ELSEWHERE: &str = "name another folder: `irlint init FOLDER`";

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    fresh::file(path, text, ELSEWHERE, "name a folder that may be written to: `irlint init FOLDER`")
}

/// What the flags say and somebody answers.
fn answers(arguments: &Arguments) -> Result<Answers, Failure> {
    let is_open = arguments.preset.is_none() || arguments.name.is_none() || arguments.country.is_none();
    // A mistake in a flag is said before anything is asked.
    let unasked = ask::unasked(arguments)?;
    if arguments.yes || !is_open {
        return Ok(unasked);
    }
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Err(Failure::new(
            "nobody is there to answer: standard input is no terminal",
            "`--yes` takes the defaults and asks nothing; flags say the rest, such as `--preset azure-iaas`",
        ));
    }
    Dialogue { input: &mut input.lock(), output: &mut std::io::stderr().lock() }.answers(arguments, unasked)
}

/// The day by which the questions of a plan are answered that is started on `as_of`: as long after it as for those that
/// `check --fix` writes.
fn answered_by(as_of: Date) -> Result<Option<Date>, Failure> {
    let mut sources = Sources::new();
    let files = workspace::policies(None, &[], &mut sources)?;
    let (policies, _) = policy::load_to_check(&sources, &files, &[]);
    let plan = Plan::default();
    Ok(check::answer_by(&check::world(&plan, &policies, as_of).0))
}

/// What was written, and what to do next.
fn told(folder: &Path, holes: &str) -> String {
    let shown = |name: &str| workspace::shown(&folder.join(name));
    let plan = shown(PLAN);
    let lines = [
        format!("wrote {plan}"),
        format!("wrote {}", shown(FILE_NAME)),
        format!("{holes} in the plan are marked `todo \"...\"`: write the answer in place of each"),
        "then read it line by line: times and criteria are proposals, and yours to change".to_owned(),
        format!("`irlint check {plan}` says what is still open, and what waits for it"),
    ];
    lines.map(|line| line + "\n").concat()
}
