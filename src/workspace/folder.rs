//! The policy files of a folder, also those in fences of documents. Links are followed: who names a folder vouches for what is in it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Error, naming};
use crate::syntax;
use crate::syntax::markdown::concerns;
use crate::syntax::policy::tree::Item;
use crate::text::{FileId, Language, MAX_BYTES, Origin, Source};

/// A policy file.
#[derive(Debug)]
pub struct PolicyFile {
    /// As it is named.
    pub path: PathBuf,
    /// Its text, byte for byte.
    pub text: String,
    /// What it is written in: a policy file, or a document with fences.
    pub language: Language,
    /// What it declares.
    pub declared: Declared,
}

impl PolicyFile {
    /// Whether it says by itself what it is: a pack or a part of the schema.
    pub fn stands_alone(&self) -> bool {
        !self.declared.names.is_empty()
    }

    /// Whether it is a part of the schema.
    pub fn is_schema(&self) -> bool {
        self.declared.names.iter().any(|name| name.starts_with("schema "))
    }
}

/// What a policy file declares.
#[derive(Debug, Default)]
pub struct Declared {
    /// What it is as a whole: `pack core`, `schema core`.
    pub names: Vec<String>,
    /// Whether it demands, tells or changes something, or tries to.
    pub substance: bool,
}

/// The policy files of `folder`, in the order of their names.
pub fn policy_files(folder: &Path) -> Result<Vec<PolicyFile>, Error> {
    let shown = naming::shown(folder);
    if !folder.exists() {
        let help = Some("`--policies` and `policies` in the settings name folders of policies".to_owned());
        return Err(Error::Missing { path: shown, help });
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = entry.map_err(|error| {
            let path = naming::shown(error.path().unwrap_or(folder));
            let cause = error.into_io_error();
            let circle = || std::io::Error::other("the folder runs in a circle");
            Error::Unreadable { path, cause: cause.unwrap_or_else(circle) }
        })?;
        if entry.file_type().is_file() {
            found.extend(policy_file(entry.path())?);
        }
    }
    Ok(found)
}

/// Refuses a folder whose policy files say nothing.
pub fn demand_substance(folder: &Path, files: &[PolicyFile]) -> Result<(), Error> {
    if files.iter().any(|file| file.declared.substance) {
        return Ok(());
    }
    Err(Error::NoRules { path: naming::shown(folder), files: files.len() })
}

/// Reads the policies in a file; none in a document without a fence for them, or in a file that ends otherwise.
pub fn policy_file(path: &Path) -> Result<Option<PolicyFile>, Error> {
    let Some(language @ (Language::Policy | Language::Markdown)) = naming::language(path) else {
        return Ok(None);
    };
    let bytes = bytes(path)?;
    if language == Language::Markdown && !concerns(&String::from_utf8_lossy(&bytes), Language::Policy) {
        return Ok(None);
    }
    let text = String::from_utf8(bytes).map_err(|_| Error::NotText { path: naming::shown(path) })?;
    Ok(Some(PolicyFile { declared: declared(&text, language), path: path.to_owned(), text, language }))
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|cause| Error::Unreadable { path: naming::shown(path), cause })?;
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooBig { path: naming::shown(path) });
    }
    Ok(bytes)
}

/// What the text of a policy file declares.
pub fn declared(text: &str, language: Language) -> Declared {
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
            | Item::Row(_)
            | Item::Matrix(_)
            | Item::View(_)
            | Item::Rule(_)
            | Item::Adjust(_)
            | Item::Lost(_) => declared.substance = true,
        }
    }
    declared
}
