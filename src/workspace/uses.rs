//! Follows `use` from a plan's root through all its files, and never out of the root's folder: neither by
//! an absolute path, nor by `..`, nor through a link.

use std::path::{Component, Path, PathBuf};

use indexmap::IndexSet;

use super::store::Store;
use super::{error, naming, pattern};
use crate::analysis::PlanFiles;
use crate::finding::{Finding, did_you_mean};
use crate::text::{FileId, Span};

/// The files of the plan that starts at `root`, in the order they are used, and what is wrong with its
/// `use` statements.
pub fn follow(root: FileId, store: &mut Store) -> (PlanFiles, Vec<Finding>) {
    let folders = store.get(root).map(Folders::of).unwrap_or_default();
    let mut files = IndexSet::from([root]);
    let mut findings = Vec::new();
    let mut next = 0;
    while let Some(file) = files.get_index(next).copied() {
        next += 1;
        let Some(loaded) = store.get(file) else { continue };
        let base = loaded.real.parent().map(Path::to_owned).unwrap_or_default();
        for (path, span) in loaded.known.uses.clone() {
            match targets(&path, &base, &folders, span, store) {
                Ok(used) => files.extend(used),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    (PlanFiles { root, files: files.into_iter().collect() }, findings)
}

/// The folder of a plan's root.
#[derive(Debug, Default)]
struct Folders {
    /// As it is named.
    named: PathBuf,
    /// Its real path.
    real: PathBuf,
}

impl Folders {
    fn of(root: &super::store::Loaded) -> Self {
        let parent = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        Self { named: parent(&root.known.path), real: parent(&root.real) }
    }
}

type Refused = Box<Finding>;

/// The files that one `use` statement brings in.
fn targets(
    path: &str,
    base: &Path,
    folders: &Folders,
    span: Span,
    store: &mut Store,
) -> Result<Vec<FileId>, Refused> {
    let below = below(path, base, &folders.real).ok_or_else(|| outside(path, span))?;
    if !below.iter().any(|part| pattern::is_pattern(part)) {
        let file = target(path, &below.iter().collect::<PathBuf>(), folders, span, store)?;
        return if store.can_hold_statements(file) { Ok(vec![file]) } else { Err(prose(path, span)) };
    }
    let found = pattern::expand(&folders.real, &below);
    let found: Result<Vec<FileId>, Refused> =
        found.iter().map(|below| target(path, below, folders, span, store)).collect();
    let mut found = found?;
    found.retain(|file| store.can_hold_statements(*file));
    if found.is_empty() {
        return Err(missing(span, format!("no file matches `{path}`"))
            .help("a pattern matches plan files, which end in `.irp`, or in `.md` with an `irp` fence")
            .into());
    }
    Ok(found)
}

/// The names between the slashes of `path`, which is relative to `base`, seen from `root`; nothing if it
/// leaves `root`.
fn below(path: &str, base: &Path, root: &Path) -> Option<Vec<String>> {
    let start = base.strip_prefix(root).ok()?.components();
    let mut parts: Vec<String> = start.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    for component in Path::new(path).components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts)
}

fn target(
    path: &str,
    below: &Path,
    folders: &Folders,
    span: Span,
    store: &mut Store,
) -> Result<FileId, Refused> {
    let wanted = folders.real.join(below);
    if let Some(file) = store.known(&wanted) {
        return Ok(file);
    }
    if wanted.is_dir() {
        let help = format!("name a file, or all its plan files with `{}/*.irp`", path.trim_end_matches('/'));
        return Err(missing(span, format!("`{path}` is a folder")).help(help).into());
    }
    let Ok(real) = std::fs::canonicalize(&wanted) else { return Err(not_there(path, &wanted, span)) };
    if !real.starts_with(&folders.real) {
        return Err(outside(path, span));
    }
    // What is read from a pipe or a device may never end.
    if !real.is_file() {
        let finding =
            Finding::unreadable("syntax/use-not-a-plan", span, format!("`{path}` is no plain file"));
        return Err(finding.help("write the plan into a file, and name that").into());
    }
    if !naming::can_be_plan(&wanted) {
        let message = format!("`{path}` is no plan file");
        let finding = Finding::unreadable("syntax/use-not-a-plan", span, message);
        return Err(finding.help("plan files end in `.irp` or `.md`").into());
    }
    store.load(&folders.named.join(below), &real).map_err(|error| {
        let message = format!("cannot read `{path}`: {}", error::reason(&error));
        Finding::unreadable("syntax/use-unreadable", span, message).into()
    })
}

/// A document that brings in nothing.
fn prose(path: &str, span: Span) -> Refused {
    let message = format!("`{path}` holds no `irp` fence");
    let finding = Finding::unreadable("syntax/use-not-a-plan", span, message);
    finding.help("put its statements into a fence marked `irp`, or delete this line").into()
}

fn missing(span: Span, message: String) -> Finding {
    Finding::unreadable("syntax/use-missing", span, message)
}

/// With a name that is there and looks like the wanted one.
fn not_there(path: &str, wanted: &Path, span: Span) -> Refused {
    let finding = missing(span, format!("there is no file `{path}`"));
    let names = wanted.parent().map(pattern::names_in).unwrap_or_default();
    let plans: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| naming::can_be_plan(Path::new(name))).collect();
    let name = wanted.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    finding.maybe_help(did_you_mean(&name, plans)).into()
}

fn outside(path: &str, span: Span) -> Refused {
    let message = format!("`{path}` lies outside the plan's folder");
    let finding = Finding::unreadable("syntax/use-outside", span, message);
    finding.help("a plan may only use files in the folder of its first file and below").into()
}
