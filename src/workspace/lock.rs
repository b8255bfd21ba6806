//! The lock file: which policy files a check may use. Holds the files of the folders that the settings name
//! against it, and writes it. Never asks where a policy comes from, only whether it is the one that was locked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use super::folder::{PolicyFile, demand_substance};
use super::settings::{mistaken, text_of};
use super::{Error, Settings, naming, policies, put};
use crate::config::{self, lock as form};
use crate::text::digest;

/// How a policy file differs from the lock file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Its bytes are others.
    Changed(String),
    /// It is locked and not there.
    Missing(String),
    /// It is there and not locked.
    Surplus(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(out, "`{path}` has changed since it was locked"),
            Self::Missing(path) => write!(out, "`{path}` is not there, but locked"),
            Self::Surplus(path) => write!(out, "`{path}` is not locked"),
        }
    }
}

/// The policy files of the settings as a lock file names them.
#[derive(Debug)]
pub struct Lock {
    /// How the lock file is called.
    pub path: String,
    /// The command that writes it.
    pub command: String,
    file: PathBuf,
    folder: PathBuf,
    files: BTreeMap<String, String>,
}

impl Lock {
    /// How many policy files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How the policy files differ from the lock file, sorted by path; nothing if there is no lock file.
    pub fn differences(&self) -> Result<Option<Vec<Difference>>, Error> {
        if !self.file.exists() {
            return Ok(None);
        }
        let text = text_of(&self.file)?;
        let locked = form::read(&text).map_err(|mistake| {
            mistaken(&self.path, &text, mistake.span.start, mistake.message, mistake.help)
        })?;
        let names = self.files.keys().chain(locked.keys());
        let names: BTreeSet<&String> = names.collect();
        let shown = |name: &str| naming::shown(&self.folder.join(name));
        let differences =
            names.into_iter().filter_map(|name| match (self.files.get(name), locked.get(name)) {
                (Some(one), Some(other)) => (one != other).then(|| Difference::Changed(shown(name))),
                (None, Some(_)) => Some(Difference::Missing(shown(name))),
                (Some(_), None) => Some(Difference::Surplus(shown(name))),
                (None, None) => None,
            });
        Ok(Some(differences.collect()))
    }

    /// Writes the lock file.
    pub fn write(&self) -> Result<(), Error> {
        let unwritable = |cause| Error::Unwritable { path: self.path.clone(), cause };
        put(&self.file, |out| out.write_all(form::written(&self.files).as_bytes())).map_err(unwritable)
    }
}

/// What the lock file of these settings should say.
pub fn lock(settings: &Settings) -> Result<Lock, Error> {
    let folders = policies::of_settings(settings)?;
    for (folder, files) in &folders {
        demand_substance(folder, files)?;
    }
    Ok(of_folders(settings, &folders))
}

/// Refuses files that are not the locked ones. Without a lock file, all are taken.
pub fn hold(settings: &Settings, folders: &[(PathBuf, Vec<PolicyFile>)]) -> Result<(), Error> {
    let lock = of_folders(settings, folders);
    let mut differences = lock.differences()?.unwrap_or_default().into_iter();
    let Some(first) = differences.next() else { return Ok(()) };
    Err(Error::NotLocked { lock: lock.path, first, more: differences.len(), command: lock.command })
}

fn of_folders(settings: &Settings, folders: &[(PathBuf, Vec<PolicyFile>)]) -> Lock {
    let name = Path::new(&settings.path).file_name().unwrap_or_default();
    let file = settings.folder.join(name).with_extension("lock");
    let digests = folders.iter().flat_map(|(_, files)| files).map(|file| {
        let path = file.path.strip_prefix(&settings.folder).unwrap_or(&file.path);
        (naming::slashed(&naming::tidy(path)), digest(&file.text))
    });
    Lock {
        path: naming::shown(&file),
        command: command(settings),
        folder: settings.folder.clone(),
        files: digests.collect(),
        file,
    }
}

/// The command that writes the lock file of these settings.
fn command(settings: &Settings) -> String {
    match settings.path.rsplit_once('/') {
        None if settings.path == config::FILE_NAME => "irlint lock".to_owned(),
        Some((folder, config::FILE_NAME)) => format!("irlint lock {folder}"),
        _ => format!("irlint lock --config {}", settings.path),
    }
}
