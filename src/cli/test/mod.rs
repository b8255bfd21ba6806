//! `irlint test`: runs the samples and tests of policies and plans with notes, and says what is not as it
//! should be and what no sample reaches.

mod arguments;
mod coverage;
mod json;
mod junit;
mod material;
mod mutate;
mod outcome;
mod text;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

pub use arguments::Arguments;
use arguments::Form;
use material::Material;
use outcome::Outcome;

use super::check::heard;
use super::clock;
use super::exit::Exit;
use super::failure::Failure;
use super::progress;
use super::terminal::{Terminal, say};
use crate::finding::Level;
use crate::report::Detail;
use crate::text::Sources;
use crate::workspace;

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    // Nobody passes a check by turning this clock back: it is about samples.
    let as_of = clock::as_of(arguments.as_of.as_deref(), true)?;
    let mut sources = Sources::new();
    let paths = asked(arguments)?;
    let trials = workspace::trials(&paths, &mut sources)?;
    let material = Material::read(&trials, &sources)?;
    if terminal.detail == Detail::Verbose {
        let skipped = trials.skipped.iter().chain(&material.passed_over);
        skipped.for_each(|(path, why)| say("passed over", &format!("`{path}`: {why}")));
    }
    if arguments.mutate {
        return mutate::run(&material, &trials, &sources, arguments, (as_of, terminal));
    }
    let run = |_: &(dyn Fn() + Sync)| Outcome::of(&material, arguments, as_of);
    let outcome = progress::during(terminal, "running samples and tests", None, run);
    for (rule, count) in &outcome.left_out {
        say(
            "left out",
            &format!("{count} samples and tests of `{rule}`, which is switched off or does not read"),
        );
    }
    let fail_on = arguments.fail_on.map_or(Level::Error, Level::from);
    write(&outcome, &sources, arguments.format, terminal, fail_on)?;
    if let Some(failure) = outcome.nothing(&trials, (&paths, arguments)) {
        failure.print();
    }
    Ok(outcome.exit(fail_on))
}

/// What is put to the test: what is named, or else the folders of policies that the settings here name; the policies inside the
/// program if there are none.
fn asked(arguments: &Arguments) -> Result<Vec<PathBuf>, Failure> {
    if !arguments.paths.is_empty() {
        return Ok(arguments.paths.clone());
    }
    let settings = workspace::settings(Path::new("."), None)?;
    Ok(settings.map(|settings| settings.policy_folders()).unwrap_or_default())
}

fn write(
    outcome: &Outcome<'_>,
    sources: &Sources,
    form: Form,
    terminal: Terminal,
    fail_on: Level,
) -> Result<(), Failure> {
    let options = terminal.options(fail_on, false);
    let choice = if options.color { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
    let mut out = BufWriter::new(anstream::AutoStream::new(io::stdout().lock(), choice));
    let written = match form {
        Form::Text => text::write(outcome, sources, &options, &mut out),
        Form::Json => json::write(outcome, sources, &mut out),
        Form::Junit => junit::write(outcome, sources, fail_on, &mut out),
    };
    heard(written.and_then(|()| out.flush()))
}
