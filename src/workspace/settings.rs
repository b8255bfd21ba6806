//! Finds and reads the settings file: upwards from the first path, not above the first `.git`, and never in
//! the home folder.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::folder::bytes;
use super::{Error, naming};
use crate::config::{self, Config};
use crate::text::LineIndex;

/// Settings with where they came from.
#[derive(Debug)]
pub struct Settings {
    /// What they say.
    pub config: Config,
    /// How the file is called.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The folder that paths in it are relative to.
    pub folder: PathBuf,
}

impl Settings {
    /// The folders of policies that they name.
    pub fn policy_folders(&self) -> Vec<PathBuf> {
        let named = config::listed(self.config.policies.as_ref());
        named.iter().map(|folder| self.folder.join(folder)).collect()
    }

    /// `irlint.toml:4`: where something in them stands.
    pub fn place(&self, span: &Range<usize>) -> String {
        let place = LineIndex::new(&self.text).position(&self.text, span.start as u32);
        format!("{}:{}", self.path, place.line)
    }

    /// That something in them is wrong.
    pub(super) fn wrong(&self, span: &Range<usize>, message: String, help: Option<String>) -> Error {
        mistaken(&self.path, &self.text, span.start, message, help)
    }
}

/// The settings for `first`, the first path to check; `given` is a settings file named by hand.
pub fn settings(first: &Path, given: Option<&Path>) -> Result<Option<Settings>, Error> {
    if let Some(path) = given {
        return read(path).map(Some);
    }
    for folder in folders(first) {
        let path = folder.join(config::FILE_NAME);
        if path.is_file() {
            return read(&path).map(Some);
        }
    }
    Ok(None)
}

/// Where a settings file for `first` is looked for, the nearest folder first, as they are shown.
pub fn looked_in(first: &Path) -> Vec<String> {
    folders(first).iter().map(|folder| naming::shown(folder)).collect()
}

fn folders(first: &Path) -> Vec<PathBuf> {
    let real = naming::real(first);
    let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
    let home = std::env::home_dir().map(|home| naming::real(&home));
    let mut folders = Vec::new();
    for folder in folder.ancestors() {
        if Some(folder) != home.as_deref() {
            folders.push(folder.to_owned());
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    folders
}

fn read(path: &Path) -> Result<Settings, Error> {
    let shown = naming::shown(path);
    if matches!(fs::exists(path), Ok(false)) {
        return Err(Error::Missing { path: shown, help: None });
    }
    let text = text_of(path)?;
    let config = config::read(&text, env!("CARGO_PKG_VERSION"))
        .map_err(|mistake| mistaken(&shown, &text, mistake.span.start, mistake.message, mistake.help))?;
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    Ok(Settings { config, path: shown, text, folder })
}

/// The text of a file.
pub(super) fn text_of(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|_| Error::NotText { path: naming::shown(path) })
}

/// A mistake at `byte` of the settings file or of the lock file.
pub(super) fn mistaken(path: &str, text: &str, byte: usize, message: String, help: Option<String>) -> Error {
    let place = LineIndex::new(text).position(text, byte as u32);
    Error::Settings { path: path.to_owned(), line: place.line, column: place.column, message, help }
}
