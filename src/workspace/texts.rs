//! Texts to be laid out: the plans, policies and documents at some paths, each once, as they stand on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::folder::bytes;
use super::ignored::Ignored;
use super::plans::{STDIN, near};
use super::walk::{Candidate, walk};
use super::{Error, Request, naming};
use crate::syntax::markdown::has_fence;
use crate::text::{Language, Origin, Source};

/// What can be laid out.
const LAID_OUT: &[Language] = &[Language::Plan, Language::Policy, Language::Markdown];

/// What was found at some paths.
#[derive(Debug, Default)]
pub struct Texts {
    /// The texts with the files they stand in, in the order they were found.
    pub texts: Vec<(PathBuf, Source)>,
    /// What could not be read.
    pub failures: Vec<Error>,
    /// What was passed over, and why.
    pub skipped: Vec<(String, &'static str)>,
}

/// Finds and reads the texts of `request`. A text from standard input comes first, under the name it stands for.
pub fn texts(request: &Request) -> Texts {
    let mut search = Search::default();
    if let Some(stdin) = &request.stdin {
        let path = stdin.path.clone().unwrap_or_else(|| PathBuf::from(STDIN));
        let language = if stdin.path.is_some() { naming::language(&path) } else { Some(Language::Plan) };
        search.read(&path, language, || Ok(stdin.bytes.clone()));
    }
    for path in &request.paths {
        search.path(path, request.force_exclude);
    }
    search.found
}

#[derive(Default)]
struct Search {
    met: BTreeSet<PathBuf>,
    found: Texts,
}

impl Search {
    fn path(&mut self, path: &Path, force_exclude: bool) {
        let shown = naming::shown(path);
        if path.is_dir() {
            self.folder(path);
        } else if !path.exists() {
            self.found.failures.push(Error::Missing { help: near(path), path: shown });
        } else if force_exclude && is_ignored(path) {
            self.found.skipped.push((shown, "an ignore file names it"));
        } else if path.is_file() {
            self.file(path, naming::real(path));
        } else {
            let cause = std::io::Error::other("it is no file");
            self.found.failures.push(Error::Unreadable { path: shown, cause });
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut walked = walk(folder, LAID_OUT);
        self.found.failures.append(&mut walked.failures);
        self.found.skipped.append(&mut walked.skipped);
        for Candidate { path, real } in walked.files {
            self.file(&path, real);
        }
    }

    fn file(&mut self, path: &Path, real: PathBuf) {
        if self.met.insert(real) {
            self.read(path, naming::language(path), || bytes(path));
        }
    }

    fn read(
        &mut self,
        path: &Path,
        language: Option<Language>,
        bytes: impl FnOnce() -> Result<Vec<u8>, Error>,
    ) {
        let shown = naming::shown(path);
        let Some(language) = language else {
            self.found.failures.push(Error::Neither { path: shown });
            return;
        };
        let bytes = match bytes() {
            Ok(bytes) => bytes,
            Err(error) => return self.found.failures.push(error),
        };
        if language == Language::Markdown && !has_fences(&String::from_utf8_lossy(&bytes)) {
            self.found.skipped.push((shown, "it holds no `irp` or `irpolicy` fence"));
            return;
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let source = Source::new(shown, text, language, Origin::User);
                self.found.texts.push((path.to_owned(), source));
            }
            Err(_) => self.found.failures.push(Error::NotText { path: shown }),
        }
    }
}

fn has_fences(text: &str) -> bool {
    has_fence(text, Language::Plan) || has_fence(text, Language::Policy)
}

fn is_ignored(path: &Path) -> bool {
    let real = naming::real(path);
    Ignored::below(real.parent().unwrap_or(&real)).leaves_out_or_above(&real)
}
