//! Which policies a run has: those inside the program, and those of folders given by hand, also in fences of
//! documents. A pack of a folder that is called like one inside the program takes its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Error, naming};
use crate::finding::{Finding, Level};
use crate::policy;
use crate::policy::ir::{Pack, Policies};
use crate::syntax;
use crate::syntax::markdown::concerns;
use crate::syntax::policy::tree::Item;
use crate::text::{FileId, Language, Origin, Source, Sources};

/// Reads the policies of a run into `sources`: each file with its path as the packs see it.
pub fn policies(folders: &[PathBuf], sources: &mut Sources) -> Result<Vec<(FileId, String)>, Error> {
    let mut own = Vec::new();
    for folder in folders {
        own.extend(read(folder)?);
    }
    Ok(joined(own, sources))
}

/// Policies of the user together with those inside the program that they do not replace.
pub(super) fn joined(own: Vec<Policy>, sources: &mut Sources) -> Vec<(FileId, String)> {
    let replaced: BTreeSet<String> = own.iter().flat_map(|file| file.declared.names.clone()).collect();
    let mut files = Vec::new();
    for (path, text) in kept(&replaced) {
        let source = Source::new(format!("policies/{path}"), text, Language::Policy, Origin::Embedded);
        files.push((sources.add(source), format!("{EMBEDDED}/{path}")));
    }
    for Policy { path, text, language, .. } in own {
        let file = sources.add(Source::new(path.clone(), text, language, Origin::User));
        files.push((file, path));
    }
    files
}

/// The folder that the policies inside the program stand in, as packs see it: no folder of a user is called
/// so, and no file of a user is taken for a part of these packs.
const EMBEDDED: &str = "<irlint>";

/// Notes on the packs in `policies` that take the place of one inside the program: a name chosen by accident would
/// silence all its rules.
pub fn replacing(policies: &Policies, sources: &Sources) -> Vec<Finding> {
    let own = policies.packs.iter().filter(|pack| sources.get(pack.span.file).origin == Origin::User);
    let replaces = |name: &str| {
        let head = format!("pack {name} ");
        policy::embedded().iter().any(|(_, text)| text.lines().any(|line| line.starts_with(&head)))
    };
    let note = |pack: &Pack| {
        let message = format!("this pack takes the place of the pack `{}` inside the program", pack.name);
        Finding::unreadable("type/replaces", pack.span, message)
            .level(Level::Note)
            .help("give it another name, unless the rules of that pack are not wanted")
    };
    own.filter(|pack| replaces(&pack.name)).map(note).collect()
}

/// A policy file of a folder.
pub(super) struct Policy {
    /// How it is called, folder included.
    path: String,
    text: String,
    language: Language,
    declared: Declared,
}

impl Policy {
    /// How it is called.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whether it says by itself what it is: a pack or a part of the schema.
    pub(super) fn stands_alone(&self) -> bool {
        !self.declared.names.is_empty()
    }
}

fn read(folder: &Path) -> Result<Vec<Policy>, Error> {
    let shown = naming::shown(folder);
    if !folder.exists() {
        return Err(Error::Missing {
            path: shown,
            help: Some("`--policies` names a folder of policies".to_owned()),
        });
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = entry.map_err(|error| {
            let path = naming::shown(error.path().unwrap_or(folder));
            let cause = error.into_io_error();
            let circle = || std::io::Error::other("the folder runs in a circle");
            Error::Unreadable { path, cause: cause.unwrap_or_else(circle) }
        })?;
        if entry.file_type().is_file() && naming::ends_in(entry.path(), &["irpolicy"]) {
            found.push(one(entry.path(), Language::Policy)?);
        } else if entry.file_type().is_file() && naming::ends_in(entry.path(), &["md"]) {
            let document = one(entry.path(), Language::Markdown)?;
            found.extend(concerns(&document.text, Language::Policy).then_some(document));
        }
    }
    if found.iter().any(|file| file.declared.substance) {
        Ok(found)
    } else {
        Err(Error::NoRules { path: shown, files: found.len() })
    }
}

/// Reads one file of policies.
pub(super) fn one(path: &Path, language: Language) -> Result<Policy, Error> {
    let shown = naming::shown(path);
    let text = String::from_utf8(bytes(path)?).map_err(|_| Error::NotText { path: shown.clone() })?;
    Ok(Policy { declared: declared(&text, language), path: shown, text, language })
}

/// Reads a file, as much of it as is read at most.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = fs::File::open(path).and_then(|file| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(
            &mut std::io::Read::take(file, crate::text::MAX_BYTES as u64),
            &mut bytes,
        )?;
        Ok(bytes)
    });
    bytes.map_err(|cause| Error::Unreadable { path: naming::shown(path), cause })
}

/// The files inside the program, without packs that are replaced.
fn kept(replaced: &BTreeSet<String>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut gone = Vec::new();
    for (path, text) in policy::embedded().iter().filter(|_| !replaced.is_empty()) {
        if declared(text, Language::Policy).names.iter().any(|name| replaced.contains(name)) {
            gone.push(path.strip_suffix("pack.irpolicy").unwrap_or(path));
        }
    }
    policy::embedded()
        .iter()
        .copied()
        .filter(move |(path, _)| !gone.iter().any(|gone| path.starts_with(gone)))
}

/// What a policy file declares.
#[derive(Debug, Default)]
struct Declared {
    /// What it is as a whole: `pack core`, `schema core`.
    names: Vec<String>,
    /// Whether it demands, tells or changes something, or tries to.
    substance: bool,
}

fn declared(text: &str, language: Language) -> Declared {
    let source = Source::new("", text, language, Origin::User);
    let (tree, mistakes) = syntax::policy::read(FileId(0), &source);
    let mut declared = Declared { names: Vec::new(), substance: !mistakes.is_empty() };
    for item in &tree.items {
        match item {
            Item::Pack(pack) => declared.names.push(format!("pack {}", pack.name.text)),
            Item::Schema(schema) => declared.names.push(format!("schema {}", schema.name.text)),
            Item::Param(_) | Item::Function(_) | Item::Test(_) => {}
            Item::Kind(_)
            | Item::Enum(_)
            | Item::Union(_)
            | Item::Table(_)
            | Item::Matrix(_)
            | Item::Rule(_)
            | Item::Adjust(_)
            | Item::Lost(_) => declared.substance = true,
        }
    }
    declared
}
