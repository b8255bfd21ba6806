//! What a check is told, put together in the order of precedence: flag, variable, settings file, default.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Arguments;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::config::{self, Config};
use crate::finding::Level;
use crate::workspace;

/// What a check is told.
#[derive(Debug)]
pub struct Told {
    /// The date of the check.
    pub as_of: Date,
    /// The level from which findings fail the run.
    pub fail_on: Level,
    /// Rules, packs or tags to run.
    pub select: Named,
    /// Rules, packs or tags to leave out.
    pub ignore: Named,
    /// Folders of policies, besides those that the settings file names.
    pub policies: Vec<PathBuf>,
    /// The settings file.
    pub settings: Option<workspace::Settings>,
}

/// Names with where they were given.
#[derive(Debug)]
pub struct Named {
    /// The names.
    pub words: Vec<String>,
    /// The flag, or the settings file.
    pub from: String,
}

/// Puts together what `arguments` and the settings file say.
pub fn told(arguments: &Arguments) -> Result<Told, Failure> {
    let as_of = clock::as_of(arguments.as_of.as_deref(), arguments.allow_past)?;
    let found = if arguments.isolated {
        None
    } else {
        workspace::settings(first(arguments), arguments.config.as_deref())?
    };
    let (config, path) = match &found {
        Some(found) => (found.config.clone(), found.path.clone()),
        None => (Config::default(), String::new()),
    };
    let level = config.fail_on.map(|level| match level {
        config::FailOn::Note => Level::Note,
        config::FailOn::Warning => Level::Warning,
        config::FailOn::Error => Level::Error,
    });
    Ok(Told {
        as_of,
        fail_on: arguments.fail_on.map(Level::from).or(level).unwrap_or(Level::Error),
        select: named(&arguments.select, "--select", config.select, &path),
        ignore: named(&arguments.ignore, "--ignore", config.ignore, &path),
        policies: arguments.policies.clone(),
        settings: found,
    })
}

fn named(flag: &[String], flag_name: &str, settings: Vec<String>, path: &str) -> Named {
    if flag.is_empty() {
        Named { words: settings, from: path.to_owned() }
    } else {
        Named { words: flag.to_vec(), from: flag_name.to_owned() }
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
