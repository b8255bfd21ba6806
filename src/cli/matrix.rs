//! `irlint matrix`: charts of a plan, and of what moved between two editions of a provider's table.

use std::path::PathBuf;

use clap::Args;

use super::drawing::{self, Asked, Drawing, Given};
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::Terminal;

/// Draws views of a plan: each system against the areas of responsibility, with gaps marked.
///
/// With `--edition` and `--against`, what moved between two editions of a provider's table; that needs no plan.
/// Which views there are is said by policies: `irlint packs` lists them.
///
/// Exit codes: 0 drawn, 1 a gap is marked or may be hidden and `--fail-on-gap` is given, 2 no such view, or the plan does not read,
/// 3 there is nothing to draw.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: a file, or a folder that holds it; the current folder if it is left out.
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// The view to draw; all that need nothing else if it is left out.
    #[arg(long, value_name = "NAME", help_heading = "View")]
    view: Option<String>,
    /// The edition of a provider's table to draw.
    #[arg(long, value_name = "NAME", help_heading = "View")]
    edition: Option<String>,
    /// The edition to compare it with.
    #[arg(long, value_name = "NAME", help_heading = "View", requires = "edition")]
    against: Option<String>,
    /// What a view of your own is given; can be given several times.
    #[arg(long = "with", value_name = "NAME=VALUE", help_heading = "View")]
    with: Vec<String>,
    #[command(flatten)]
    drawing: Drawing,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let flags = [("edition", &arguments.edition), ("against", &arguments.against)];
    let flags = flags.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
    let mut given: Given = flags.collect();
    drawing::add(&mut given, &arguments.with)?;
    let (view, plan) = (arguments.view.as_deref(), arguments.plan.as_deref());
    drawing::draw(&Asked { command: "matrix", view, given, plan }, &arguments.drawing, terminal)
}
