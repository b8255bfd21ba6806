//! Walks folders for plans and policies, in the order of their names. Links are not followed, so a walk cannot
//! leave its folder or run in circles; a link that looks like a plan is noted as passed over.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::ignored::Ignored;
use super::{Error, naming};
use crate::text::Language;

/// Why a link is passed over; nobody asked for that, as somebody did with an ignore file.
pub const IS_LINK: &str = "it is a link";

/// A file to be read.
#[derive(Debug)]
pub struct Candidate {
    /// As it is named.
    pub path: PathBuf,
    /// Its real path.
    pub real: PathBuf,
}

/// What a walk came across.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files that may be plans.
    pub files: Vec<Candidate>,
    /// The folders that were entered, by their real paths.
    pub folders: Vec<PathBuf>,
    /// The policies that were met where none were asked for.
    pub policies: Vec<Candidate>,
    /// What could not be entered.
    pub failures: Vec<Error>,
    /// What was passed over, and why.
    pub skipped: Vec<(String, &'static str)>,
}

/// Walks `folder` for files that are written in one of `languages`.
pub fn walk(folder: &Path, languages: &[Language]) -> Walked {
    let real = naming::real(folder);
    let mut ignored = Ignored::below(&real);
    let mut walked = Walked::default();
    let below = |entry: &DirEntry| match entry.path().strip_prefix(folder) {
        Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
        _ => real.clone(),
    };
    let mut skipped = Vec::new();
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let out = entry.depth() > 0 && ignored.leaves_out(&below(entry), entry.file_type().is_dir());
        if out && naming::is_in(languages, entry.path()) {
            skipped.push((naming::shown(entry.path()), "an ignore file names it"));
        }
        !out
    });
    for entry in entries {
        match entry {
            Ok(entry) => keep(&entry, below(&entry), languages, &mut walked),
            Err(error) => walked.failures.push(failure(error, folder)),
        }
    }
    walked.skipped.append(&mut skipped);
    walked
}

fn keep(entry: &DirEntry, real: PathBuf, languages: &[Language], walked: &mut Walked) {
    let path = entry.path();
    if entry.file_type().is_dir() {
        walked.folders.push(real);
        return;
    }
    let language = naming::language(path);
    let asked = language.is_some_and(|language| languages.contains(&language));
    if entry.file_type().is_file() {
        let found = Candidate { path: path.to_owned(), real };
        match language {
            _ if asked => walked.files.push(found),
            Some(Language::Policy) => walked.policies.push(found),
            _ => {}
        }
    } else if asked && entry.file_type().is_symlink() {
        walked.skipped.push((naming::shown(path), IS_LINK));
    }
}

fn failure(error: walkdir::Error, folder: &Path) -> Error {
    let path = naming::shown(error.path().unwrap_or(folder));
    let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder runs in a circle"));
    Error::Unreadable { path, cause }
}
