//! `irlint duties`: every report that a plan owes, and how the plan answers it.

use std::path::PathBuf;

use clap::Args;

use super::drawing::{self, Asked, Drawing, Given};
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::Terminal;

/// Lists every duty to report that concerns a plan: who is told, from when and by when, and which notification answers it.
///
/// What is listed is a view of policies with `command: duties`, as those of `irlint matrix` are. Not legal advice.
///
/// Exit codes: 0 listed, 1 a gap is marked or may be hidden and `--fail-on-gap` is given, 2 the plan does not read, 3 no
/// duty concerns it or may.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it; the current folder if it is left out.
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    #[command(flatten)]
    drawing: Drawing,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let plan = arguments.plan.as_deref();
    drawing::draw(
        &Asked { command: "duties", view: None, given: Given::new(), plan },
        &arguments.drawing,
        terminal,
    )
}
