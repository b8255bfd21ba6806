//! The files of the repository. Never looks into `.git` or at what `.gitignore` names.

use std::path::{Path, PathBuf};

/// A text file of the repository.
pub struct File {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The root of the repository, where cargo runs tests. Not asked at build time: `target/` may be of another clone.
pub fn root() -> PathBuf {
    std::env::current_dir().unwrap()
}

/// All text files below `folder`, sorted by path, whose name ends in one of `endings`; all for no endings.
pub fn below(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = root();
    let mut files: Vec<File> = ignore::WalkBuilder::new(root.join(folder))
        .hidden(false)
        .require_git(false)
        .parents(false)
        .add_custom_ignore_filename(".gitignore")
        .filter_entry(|entry| entry.file_name() != ".git" && entry.file_name() != "target")
        .build()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file() && has_ending(path, endings))
        .filter_map(|path| {
            Some(File { text: std::fs::read_to_string(&path).ok()?, path: name(&root, &path) })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    endings.is_empty() || endings.iter().any(|ending| path.to_string_lossy().ends_with(ending))
}

fn name(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}
