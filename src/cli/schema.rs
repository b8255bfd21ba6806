//! `irlint schema`: the JSON schemas of what the program writes and reads, for editors and for programs that check.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::check::heard;
use super::exit::Exit;
use super::failure::Failure;

/// Prints a JSON schema.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What it describes.
    #[arg(value_name = "NAME")]
    name: Name,
}

/// What there are schemas of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// The object of `irlint check --format json`.
    Output,
    /// A line of `irlint check --format jsonl`.
    Line,
    /// The object of `irlint test --format json`.
    Test,
    /// The settings file `irlint.toml`.
    Settings,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let text = match arguments.name {
        Name::Output => include_str!("../../schemas/output.json"),
        Name::Line => include_str!("../../schemas/line.json"),
        Name::Test => include_str!("../../schemas/test.json"),
        Name::Settings => include_str!("../../schemas/settings.json"),
    };
    heard(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(Exit::Clean)
}
