//! `irlint check`: finds plans, checks them against policies, writes what came out.

mod arguments;
mod fixing;
mod known;
mod outcome;
mod output;
mod settings;
mod watch;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

pub use arguments::{Arguments, FailOn};
use fixing::Next;
use known::Known;
pub(super) use outcome::{cannot_be_read, nothing_checked};
use output::Outputs;
pub(super) use output::{WRITABLE, heard, not_over};
use watch::Watch;

use super::against::{Checked, Told};
use super::exit::Exit;
use super::failure::Failure;
use super::progress;
use super::terminal::{Terminal, say, say_passed_over};
use crate::report::{Detail, Options};
use crate::text::{MAX_BYTES, Sources};
use crate::workspace::{self, Found, Request, Stdin};

/// Runs the command.
pub fn run(arguments: &Arguments, matches: &ArgMatches, terminal: Terminal) -> Result<Exit, Failure> {
    fixing::refuse(arguments)?;
    if arguments.show_settings {
        Outputs::of(arguments)?;
        settings::show(arguments, &told(arguments)?, matches)
    } else if arguments.watch {
        watch::run(arguments, terminal)
    } else {
        once(arguments, terminal, None)
    }
}

/// What the flags, variables and the settings file say together.
fn told(arguments: &Arguments) -> Result<Told, Failure> {
    let mut told = arguments.against.told(first(arguments), arguments.fail_on)?;
    told.analysis.accepts = !arguments.no_accepts;
    Ok(told)
}

/// Checks once, and tells who watches, if somebody does, what the check rests on.
fn once(arguments: &Arguments, terminal: Terminal, mut watch: Option<&mut Watch>) -> Result<Exit, Failure> {
    let outputs = Outputs::of(arguments)?;
    let mut told = told(arguments)?;
    if let Some(Watch { basis, .. }) = &mut watch {
        basis.named_by(told.settings.as_ref());
    }
    let known = Known::of(arguments, told.settings.as_ref())?;
    let request = match fixing::run(arguments, &mut told, known.as_ref(), request(arguments)?)? {
        Next::Check(request) => request,
        Next::End(exit) => return Ok(exit),
    };
    let (found, checked) = if arguments.show_files {
        (workspace::find_sparingly(&request, Sources::new(), &mut |_, _| {}), None)
    } else {
        let check = |seen: &(dyn Fn() + Sync)| told.check(&request, seen);
        let (found, checked) = progress::during(terminal, "checking plans", None, check);
        (found, Some(checked))
    };
    found.failures.iter().for_each(|failure| Failure::from(failure).print());
    if terminal.detail == Detail::Verbose {
        told.settings.iter().for_each(|settings| say("settings", &format!("`{}`", settings.path)));
    }
    say_passed_over(&found.skipped, terminal.detail);
    let Some(checked) = checked else { return show_files(&found) };
    if let Some(Watch { basis, .. }) = &mut watch {
        basis.read(&found.sources);
    }
    let Checked { policies, mut analysis, settings } = checked?;
    if terminal.detail >= Detail::Normal {
        if let Some(unused) = outcome::unused_policies(&found, &arguments.against, &told) {
            say("not used", &unused);
        }
        told.idle_overrides(&found)?.iter().for_each(|idle| say("overrides", idle));
    }
    let nothing = outcome::nothing_checked(&analysis, &found, &request);
    if nothing.is_none() {
        outcome::left_alone(&analysis).for_each(|path| {
            say("overrides", &format!("no rule is left for `{path}`, which was read and not checked"));
        });
    }
    if let Some(known) = known.filter(|known| nothing.is_none() || known.stays()) {
        let complete = found.failures.is_empty() && !analysis.findings.iter().any(cannot_be_read);
        known.apply(&mut analysis, &settings, complete)?;
    }
    if let Some(Watch { basis, .. }) = &mut watch {
        basis.read(&analysis.sources);
    }
    let is_read = outputs.write((&analysis, &policies), &options(arguments, terminal, &told, &found))?;
    if let Some(watch) = &mut watch {
        watch.is_read = is_read;
    }
    if let Some(failure) = &nothing {
        failure.print();
    }
    let exit = outcome::exit(&analysis, &found, told.fail_on, nothing.is_some());
    if !arguments.watch {
        // The program ends here, and the system takes at once what would be given back in thousands of pieces.
        std::mem::forget((policies, analysis, found));
    }
    Ok(if arguments.exit_zero && exit == Exit::Findings { Exit::Clean } else { exit })
}

/// How what came out is written.
fn options(arguments: &Arguments, terminal: Terminal, told: &Told, found: &Found) -> Options {
    Options {
        here: workspace::here(),
        suppressions: arguments.sarif_suppressions,
        incomplete: !found.failures.is_empty(),
        statistics: arguments.statistics,
        ..terminal.options(told.fail_on, arguments.reveal)
    }
}

/// The path that the settings file is looked for from.
fn first(arguments: &Arguments) -> &Path {
    match arguments.paths.first().map(PathBuf::as_path) {
        Some(path) if path == Path::new("-") => arguments.stdin_filename.as_deref().unwrap_or(Path::new(".")),
        Some(path) => path,
        None => Path::new("."),
    }
}

fn request(arguments: &Arguments) -> Result<Request, Failure> {
    requested(&arguments.paths, arguments.stdin_filename.as_ref(), arguments.force_exclude)
}

/// What is looked for at `paths`, with standard input read if `-` is among them.
pub(super) fn requested(
    paths: &[PathBuf],
    stdin_filename: Option<&PathBuf>,
    force_exclude: bool,
) -> Result<Request, Failure> {
    let (dashes, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path == Path::new("-"));
    let stdin = if dashes.is_empty() {
        if let Some(path) = stdin_filename {
            let message =
                format!("`--stdin-filename {}` names standard input, which is not read", path.display());
            return Err(Failure::new(message, "give `-` as the path to read it"));
        }
        None
    } else {
        Some(Stdin { path: stdin_filename.cloned(), bytes: stdin()? })
    };
    if paths.is_empty() && stdin.is_none() {
        paths.push(PathBuf::from("."));
    }
    Ok(Request { paths, stdin, force_exclude })
}

/// All of standard input.
fn stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| Failure {
        message: format!("cannot read standard input: {}", workspace::reason(&error)),
        help: None,
    })?;
    if bytes.len() > MAX_BYTES {
        let path = "standard input".to_owned();
        return Err(workspace::Error::TooBig { path }.into());
    }
    Ok(bytes)
}

fn show_files(found: &Found) -> Result<Exit, Failure> {
    let mut paths: Vec<&str> = found
        .plans
        .iter()
        .flat_map(|plan| &plan.files)
        .map(|file| found.sources.get(*file).path.as_str())
        .chain(found.parts.iter().map(String::as_str))
        .collect();
    paths.sort_unstable();
    paths.dedup();
    let mut out = std::io::stdout().lock();
    heard(paths.iter().try_for_each(|path| writeln!(out, "{}", crate::report::clean_line(path))))?;
    Ok(match (found.failures.is_empty(), paths.is_empty()) {
        (false, _) => Exit::CouldNotCheck,
        (true, true) => Exit::NothingChecked,
        (true, false) => Exit::Clean,
    })
}
