//! `irlint explain`: the page of a rule in the terminal, from the policies alone.

use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::check::heard;
use super::clock::Day;
use super::exit::Exit;
use super::failure::Failure;
use super::policies::From;
use super::rules;
use super::terminal::Terminal;
use crate::finding::Level;
use crate::report::page::Page;

/// Shows what a rule demands, why, where that comes from, and what breaks and keeps it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The rule.
    #[arg(value_name = "RULE")]
    rule: String,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    from: From,
}

/// A form of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// As Markdown, as the reference holds it.
    Markdown,
    /// One object.
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let as_of: Date = arguments.day.date()?;
    let loaded = arguments.from.load()?;
    let rule = rules::named(&arguments.rule, &loaded.policies)?;
    let page = Page::of(&loaded.policies, &loaded.sources, rule, as_of);
    let text = match arguments.format {
        Format::Text => page.text(&terminal.options(Level::Error, false)),
        Format::Markdown => page.markdown(),
        Format::Json => page.json().map_err(|error| unwritten(&error))?,
    };
    heard(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(if loaded.mistaken { Exit::CouldNotCheck } else { Exit::Clean })
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure { message: format!("cannot write the page: {error}"), help: None }
}
