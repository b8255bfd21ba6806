//! What is put to the test: policies given by hand, each with the rest of its pack, and plans with notes about
//! a rule. Without any, the policies inside the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{PolicyFile, bytes, policy_file};
use super::plans::near;
use super::policies::joined;
use super::walk::{Candidate, walk};
use super::{Error, naming};
use crate::text::{FileId, Language, Origin, Source, Sources};

/// Policies and plans to be put to the test.
#[derive(Debug, Default)]
pub struct Trials {
    /// All policies: each file with its path as the packs see it.
    pub policies: Vec<(FileId, String)>,
    /// The policy files whose samples are asked for.
    pub tested: Vec<FileId>,
    /// The plans.
    pub plans: Vec<Noted>,
    /// What was passed over, and why.
    pub skipped: Vec<(String, &'static str)>,
}

/// A plan that may have notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The plan.
    pub file: FileId,
    /// The name of its folder, which is that of the rule it is about.
    pub folder: String,
    /// Whether it was given by hand.
    pub by_hand: bool,
    /// Whether it is UTF-8 text; if not, what is not was replaced.
    pub is_text: bool,
}

/// Reads what stands at `paths`, files and folders, into `sources`.
pub fn trials(paths: &[PathBuf], sources: &mut Sources) -> Result<Trials, Error> {
    let mut search = Search::default();
    for path in paths {
        search.path(path)?;
    }
    search.rest_of_packs()?;
    search.finish(paths.is_empty(), sources)
}

/// What was met so far.
#[derive(Default)]
struct Search {
    /// The real paths of all files that were met.
    met: BTreeSet<PathBuf>,
    /// The policies, with their folders and whether their samples are asked for.
    policies: Vec<(PolicyFile, PathBuf, bool)>,
    plans: Vec<(PathBuf, bool)>,
    skipped: Vec<(String, &'static str)>,
}

impl Search {
    fn path(&mut self, path: &Path) -> Result<(), Error> {
        if path.is_dir() {
            return self.folder(path);
        }
        if !path.exists() {
            return Err(Error::Missing { path: naming::shown(path), help: near(path) });
        }
        self.file(Candidate { path: path.to_owned(), real: naming::real(path) }, true)
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Error> {
        let mut walked = walk(folder, &[Language::Policy, Language::Markdown, Language::Plan]);
        self.skipped.append(&mut walked.skipped);
        if let Some(failure) = walked.failures.into_iter().next() {
            return Err(failure);
        }
        walked.files.into_iter().try_for_each(|file| self.file(file, false))
    }

    fn file(&mut self, Candidate { path, real }: Candidate, by_hand: bool) -> Result<(), Error> {
        if !self.met.insert(real) {
            return Ok(());
        }
        if let Some(policy) = policy_file(&path)? {
            self.policies.push((policy, folder_of(&path), true));
        } else if naming::language(&path) == Some(Language::Plan) {
            self.plans.push((path, by_hand));
        } else if by_hand {
            return Err(Error::Neither { path: naming::shown(&path) });
        }
        Ok(())
    }

    /// A file out of the folder of a pack means nothing without the others there.
    fn rest_of_packs(&mut self) -> Result<(), Error> {
        let dependent = self.policies.iter().filter(|(policy, ..)| !policy.stands_alone());
        let folders: BTreeSet<PathBuf> = dependent.map(|(_, folder, _)| folder.clone()).collect();
        for folder in folders.iter().filter(|folder| folder.join("pack.irpolicy").is_file()) {
            for path in files_in(folder)? {
                if self.met.insert(naming::real(&path)) {
                    self.policies.extend(policy_file(&path)?.map(|policy| (policy, folder.clone(), false)));
                }
            }
        }
        Ok(())
    }

    fn finish(self, embedded: bool, sources: &mut Sources) -> Result<Trials, Error> {
        let tested: BTreeSet<String> = self
            .policies
            .iter()
            .filter(|(.., tested)| *tested)
            .map(|(own, ..)| naming::shown(&own.path))
            .collect();
        let mut own: Vec<PolicyFile> = self.policies.into_iter().map(|(policy, ..)| policy).collect();
        own.sort_by_key(|one| naming::shown(&one.path));
        let policies = joined(own, sources);
        let asked = |file: &FileId| {
            let source = sources.get(*file);
            embedded || (source.origin == Origin::User && tested.contains(&source.path))
        };
        let tested = policies.iter().map(|(file, _)| *file).filter(asked).collect();
        let mut plans = Vec::new();
        for (path, by_hand) in self.plans {
            let real = naming::real(&path);
            let folder = real.parent().and_then(Path::file_name).unwrap_or_default();
            let folder = folder.to_string_lossy().into_owned();
            let bytes = bytes(&path)?;
            let text = String::from_utf8_lossy(&bytes);
            let is_text = matches!(text, std::borrow::Cow::Borrowed(_));
            let source = Source::new(naming::shown(&path), text, Language::Plan, Origin::User);
            plans.push(Noted { file: sources.add(source), folder, by_hand, is_text });
        }
        Ok(Trials { policies, tested, plans, skipped: self.skipped })
    }
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// The files in a folder, in the order of their names.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |cause| Error::Unreadable { path: naming::shown(folder), cause };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}
