//! What is left out of a walk: what `.gitignore` and `.irlintignore` name, and `.git` itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The names of ignore files; of two that disagree the first has the last word.
const FILES: &[&str] = &[".irlintignore", ".gitignore"];

/// The ignore files of the folders seen so far.
#[derive(Debug, Default)]
pub struct Ignored {
    by_folder: BTreeMap<PathBuf, Vec<Arc<Gitignore>>>,
    top: PathBuf,
    /// The folder of the path that was last asked for.
    folder: PathBuf,
    /// The ignore files in it and above it, the nearest first.
    around: Vec<Arc<Gitignore>>,
}

impl Ignored {
    /// For what lies below `folder`, a real path; ignore files count upwards to the nearest `.git`.
    pub fn below(folder: &Path) -> Self {
        let top = super::naming::upwards(folder).pop().unwrap_or_else(|| folder.to_owned());
        Self { top, ..Self::default() }
    }

    /// Whether the file or folder at `path`, a real path, is to be left out. The folders above it are
    /// taken to be let in.
    pub fn leaves_out(&mut self, path: &Path, is_folder: bool) -> bool {
        if is_folder && path.file_name().is_some_and(|name| name == ".git") {
            return true;
        }
        let Some(folder) = path.parent() else { return false };
        if folder.as_os_str() != self.folder.as_os_str() {
            self.enter(folder);
        }
        let mut matches = self.around.iter().map(|rules| rules.matched(path, is_folder));
        matches.find(|found| !found.is_none()).is_some_and(|found| found.is_ignore())
    }

    /// Finds the ignore files in `folder` and above it.
    fn enter(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
        self.around.clear();
        for folder in folder.ancestors().take_while(|folder| folder.starts_with(&self.top)) {
            let rules = self.by_folder.entry(folder.to_owned()).or_insert_with(|| read(folder));
            self.around.extend_from_slice(rules);
        }
    }

    /// Whether the file at `path` or a folder above it is left out.
    pub fn leaves_out_or_above(&mut self, path: &Path) -> bool {
        let top = self.top.clone();
        let mut folders: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(&top) && **folder != *top)
            .collect();
        folders.reverse();
        folders.into_iter().any(|folder| self.leaves_out(folder, true))
            || self.leaves_out(path, path.is_dir())
    }
}

fn read(folder: &Path) -> Vec<Arc<Gitignore>> {
    let rules = FILES.iter().map(|name| folder.join(name)).filter(|path| path.is_file()).map(|path| {
        let mut builder = GitignoreBuilder::new(folder);
        builder.add(path);
        Arc::new(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    });
    rules.collect()
}
