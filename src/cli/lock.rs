//! `irlint lock`: writes down which policy files a check may use, or says how they differ from what is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::heard;
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::Terminal;
use crate::config;
use crate::report::{Detail, clean_line, counted};
use crate::workspace::{self, Difference, Lock, Settings};

/// Writes `irlint.lock` beside `irlint.toml`: the policy files of the folders that it names, each with its SHA-256
/// digest. From then on, a check refuses policy files that were changed, taken away or added.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Where the settings file is looked for; the current folder if not set.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// The settings file to use instead of the nearest `irlint.toml`.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing: end with 1 if the lock file is out of date.
    #[arg(long)]
    pub check: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let settings = settings(arguments)?;
    let lock = workspace::lock(&settings)?;
    let (exit, mut lines) = if arguments.check { check(&lock)? } else { write(&lock)? };
    if terminal.detail == Detail::Quiet && exit == Exit::Clean {
        lines.drain(..lines.len().saturating_sub(1));
    }
    let mut out = std::io::stdout().lock();
    heard(lines.iter().try_for_each(|line| writeln!(out, "{}", clean_line(line))))?;
    Ok(exit)
}

fn settings(arguments: &Arguments) -> Result<Settings, Failure> {
    let from = arguments.path.as_deref().unwrap_or(Path::new("."));
    if !from.exists() {
        return Err(workspace::Error::Missing { path: from.display().to_string(), help: None }.into());
    }
    workspace::settings(from, arguments.config.as_deref())?.ok_or_else(|| {
        let message = format!("there is no `{}` for `{}`", config::FILE_NAME, from.display());
        Failure::new(message, "the policy folders to lock are those that `policies` names in it")
    })
}

/// How the policy files differ from the lock file.
fn check(lock: &Lock) -> Result<(Exit, Vec<String>), Failure> {
    let Some(differences) = lock.differences()? else {
        let message = format!("there is no lock file `{}`", lock.path);
        return Err(Failure::new(message, format!("write it with `{}`", lock.command)));
    };
    let mut lines: Vec<String> = differences.iter().map(Difference::to_string).collect();
    if lines.is_empty() {
        lines.push(format!("`{}` is up to date: {}", lock.path, files(lock)));
        return Ok((Exit::Clean, lines));
    }
    lines.push(format!("`{}` is out of date: {}", lock.path, counted(differences.len(), "difference")));
    Ok((Exit::Findings, lines))
}

/// Writes the lock file if it is not up to date, and says what is new. One that does not read is replaced.
fn write(lock: &Lock) -> Result<(Exit, Vec<String>), Failure> {
    let before = lock.differences().unwrap_or_default();
    if before.as_ref().is_some_and(Vec::is_empty) {
        return Ok((Exit::Clean, vec![format!("`{}` is up to date: {}", lock.path, files(lock))]));
    }
    lock.write()?;
    let mut lines: Vec<String> = before.iter().flatten().map(done).collect();
    lines.push(format!("wrote `{}`: {}", lock.path, files(lock)));
    Ok((Exit::Clean, lines))
}

fn files(lock: &Lock) -> String {
    counted(lock.len(), "policy file")
}

fn done(difference: &Difference) -> String {
    match difference {
        Difference::Changed(path) => format!("changed: `{path}`"),
        Difference::Missing(path) => format!("gone: `{path}`"),
        Difference::Surplus(path) => format!("new: `{path}`"),
    }
}
