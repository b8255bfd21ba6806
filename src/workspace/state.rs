//! How that stands on the disk which a check rests on: plans, policies, settings. Says what changed from one look to the
//! next, and in which folders such a change would show. Reads no text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::walk::walk;
use super::{Settings, naming, pattern};
use crate::config::FILE_NAME;
use crate::text::{Language, Origin, Sources};

/// What a check rests on.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// The files and folders to check, as given.
    pub paths: Vec<PathBuf>,
    /// The folders of policies.
    pub policies: BTreeSet<PathBuf>,
    /// Files that were read, or that would be if they were there.
    pub files: BTreeSet<PathBuf>,
}

impl Basis {
    /// A check of `paths` whose settings are `given`, or looked for from `first` upwards.
    pub fn new(paths: &[PathBuf], first: &Path, given: Option<&Path>) -> Self {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { here.to_vec() } else { paths.to_vec() };
        let mut basis = Self { paths, ..Self::default() };
        let real = naming::real(first);
        let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
        match given {
            Some(given) => basis.settings(given),
            None => naming::upwards(folder).iter().for_each(|folder| basis.settings(&folder.join(FILE_NAME))),
        }
        basis
    }

    /// Rests also on the folders that the settings name.
    pub fn named_by(&mut self, settings: Option<&Settings>) {
        let folders: Vec<PathBuf> = settings.map(Settings::policy_folders).unwrap_or_default();
        self.policies.extend(folders);
    }

    /// Rests also on the files that were read.
    pub fn read(&mut self, sources: &Sources) {
        let own = sources.iter().filter(|(_, source)| source.origin == Origin::User);
        self.files.extend(own.map(|(_, source)| PathBuf::from(&source.path)));
    }

    /// Rests on a settings file, and on the lock file beside it.
    fn settings(&mut self, path: &Path) {
        self.files.extend([path.to_owned(), path.with_extension("lock")]);
    }
}

/// A file at one look: when it was changed and how long it is; nothing of that if only its name counts.
type Stamp = Option<(SystemTime, u64)>;

/// What a check rests on, at one look.
#[derive(Debug, Default)]
pub struct State {
    files: BTreeMap<PathBuf, Stamp>,
    folders: BTreeSet<PathBuf>,
}

impl State {
    /// Looks at the disk.
    pub fn of(basis: &Basis) -> Self {
        let mut state = Self::default();
        for path in &basis.paths {
            if path.is_dir() {
                let walked = walk(path, naming::PLANS);
                state.folders.extend(walked.folders);
                walked.files.iter().for_each(|file| state.file(&file.path));
            }
            state.file(path);
        }
        basis.policies.iter().for_each(|folder| state.policies(folder));
        basis.files.iter().for_each(|file| state.file(file));
        // A file that comes beside a plan may be one that it uses.
        for folder in
            basis.files.iter().filter(|file| naming::can_be_plan(file)).filter_map(|file| file.parent())
        {
            state.names(folder);
        }
        state
    }

    /// The folders in which a change would show.
    pub fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// What is another in `after`, a sentence each.
    pub fn changes(&self, after: &Self) -> Vec<String> {
        let all: BTreeSet<&PathBuf> = self.files.keys().chain(after.files.keys()).collect();
        let change = |path: &PathBuf| {
            let what = match (self.files.get(path), after.files.get(path)) {
                (Some(one), Some(two)) if one == two => return None,
                (Some(_), Some(_)) => "changed",
                (None, _) => "is new",
                (_, None) => "is gone",
            };
            Some(format!("`{}` {what}", naming::shown(path)))
        };
        all.into_iter().filter_map(change).collect()
    }

    /// This look, but as `before` wherever it looked at the same: what changed in between is still to be seen.
    #[must_use]
    pub fn since(mut self, before: Self) -> Self {
        for (path, stamp) in before.files {
            match self.files.get(&path) {
                // Only its name counts now, or only its name counted then.
                Some(None) => {}
                Some(Some(_)) if stamp.is_none() => {}
                Some(Some(_)) | None => drop(self.files.insert(path, stamp)),
            }
        }
        self
    }

    /// Takes in a file, if it is there, and the folder in which it would come, go or change.
    fn file(&mut self, path: &Path) {
        let real = naming::real(path);
        let folder = real.ancestors().skip(1).find(|folder| folder.is_dir());
        self.folders.extend(folder.map(Path::to_owned));
        let Ok(known) = fs::metadata(&real) else { return };
        if known.is_file() {
            let changed = known.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            self.files.insert(real, Some((changed, known.len())));
        }
    }

    fn policies(&mut self, folder: &Path) {
        self.file(folder);
        for entry in WalkDir::new(folder).follow_links(true).into_iter().flatten() {
            if entry.file_type().is_dir() {
                self.folders.insert(naming::real(entry.path()));
            } else if naming::is_in(&[Language::Policy, Language::Markdown], entry.path()) {
                self.file(entry.path());
            }
        }
    }

    /// Takes in the names of the plan files in `folder`.
    fn names(&mut self, folder: &Path) {
        let real = naming::real(folder);
        let names = pattern::names_in(&real);
        for path in names.iter().map(|name| real.join(name)).filter(|path| naming::can_be_plan(path)) {
            self.files.entry(path).or_insert(None);
        }
    }
}
