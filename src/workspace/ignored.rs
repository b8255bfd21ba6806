//! What is left out of a walk: what `.gitignore` and `.irlintignore` name, and `.git` itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The names of ignore files; of two that disagree the first has the last word.
const FILES: &[&str] = &[".irlintignore", ".gitignore"];

/// The ignore files of the folders seen so far.
#[derive(Debug, Default)]
pub struct Ignored {
    by_folder: BTreeMap<PathBuf, Vec<Gitignore>>,
    top: PathBuf,
    /// The folder that was last seen to have no ignore file, and none above it.
    without: Option<PathBuf>,
}

impl Ignored {
    /// For what lies below `folder`, a real path; ignore files count upwards to the nearest `.git`.
    pub fn below(folder: &Path) -> Self {
        let top = super::naming::upwards(folder).pop().unwrap_or_else(|| folder.to_owned());
        Self { by_folder: BTreeMap::new(), top, without: None }
    }

    /// Whether the file or folder at `path`, a real path, is to be left out. The folders above it are
    /// taken to be let in.
    pub fn leaves_out(&mut self, path: &Path, is_folder: bool) -> bool {
        if is_folder && path.file_name().is_some_and(|name| name == ".git") {
            return true;
        }
        let parent = path.parent();
        if parent.is_some() && parent == self.without.as_deref() {
            return false;
        }
        let top = self.top.clone();
        let mut met = false;
        for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(&top)) {
            let rules = self.by_folder.entry(folder.to_owned()).or_insert_with(|| read(folder));
            met |= !rules.is_empty();
            for rules in rules {
                match rules.matched(path, is_folder) {
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                    Match::None => {}
                }
            }
        }
        if !met {
            self.without = parent.map(Path::to_owned);
        }
        false
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

fn read(folder: &Path) -> Vec<Gitignore> {
    let rules = FILES.iter().map(|name| folder.join(name)).filter(|path| path.is_file()).map(|path| {
        let mut builder = GitignoreBuilder::new(folder);
        builder.add(path);
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    });
    rules.collect()
}
