//! How files are called in output: relative to where the program runs, with `/` between folders. And what the end of a name
//! says.

use std::path::{Component, Path, PathBuf};

use crate::text::Language;

/// What files are written in, by the ends of their names.
const ENDS: &[(&str, Language)] = &[
    ("irp", Language::Plan),
    ("irpolicy", Language::Policy),
    ("md", Language::Markdown),
    ("markdown", Language::Markdown),
];

/// What a plan can be written in.
pub const PLANS: &[Language] = &[Language::Plan, Language::Markdown];

/// The name of `path` for people.
pub fn shown(path: &Path) -> String {
    let below = |path: &Path| {
        let here = std::env::current_dir().unwrap_or_default();
        slashed(&tidy(path.strip_prefix(&here).unwrap_or(path)))
    };
    let name = if path.is_absolute() { below(path) } else { slashed(&tidy(path)) };
    if name.is_empty() { ".".to_owned() } else { name }
}

/// Where the program runs, from the top of the repository: `sub/folder`; empty at the top, and without a repository.
pub fn here() -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let folders = upwards(&here);
    let below = folders.last().and_then(|top| here.strip_prefix(top).ok());
    below.map(slashed).unwrap_or_default()
}

/// `path` with `/` between folders.
pub fn slashed(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace('\\', "/") }
}

/// `path` without `.` and, where a folder stands before it, without `..`; nothing is asked of the disk.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidied.components().next_back(), Some(Component::Normal(_))) => {
                tidied.pop();
            }
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => {
                tidied.push(component);
            }
        }
    }
    tidied
}

/// The path that names the same file from everywhere; of a file that is not there, as good as can be.
pub fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| {
        let here = std::env::current_dir().unwrap_or_default();
        let whole = tidy(&here.join(path));
        match (whole.parent().map(std::fs::canonicalize), whole.file_name()) {
            (Some(Ok(folder)), Some(name)) => folder.join(name),
            _ => whole,
        }
    })
}

/// What a file is written in, by the end of its name, case aside.
pub fn language(path: &Path) -> Option<Language> {
    let end = path.extension()?.to_str()?;
    ENDS.iter().find(|(known, _)| end.eq_ignore_ascii_case(known)).map(|(_, language)| *language)
}

/// Whether a file can be one of a plan, by the end of its name.
pub fn can_be_plan(path: &Path) -> bool {
    is_in(PLANS, path)
}

/// Whether a file is written in one of these, by the end of its name.
pub fn is_in(languages: &[Language], path: &Path) -> bool {
    language(path).is_some_and(|language| languages.contains(&language))
}

/// The folders from `folder` upwards to the nearest that holds `.git`; `folder` alone if none does.
pub fn upwards(folder: &Path) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = folder.ancestors().map(Path::to_owned).collect();
    match folders.iter().position(|folder| folder.join(".git").exists()) {
        Some(top) => folders.into_iter().take(top + 1).collect(),
        None => folders.into_iter().take(1).collect(),
    }
}
