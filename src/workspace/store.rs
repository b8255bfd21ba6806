//! The files that were read, each once, with what ties them together.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::naming;
use crate::finding::Finding;
use crate::syntax::markdown::concerns;
use crate::syntax::plan;
use crate::text::{FileId, Language, MAX_BYTES, Origin, Source, Sources, Span};

/// A file that was read.
#[derive(Debug)]
pub struct Loaded {
    /// As it is named.
    pub path: PathBuf,
    /// Its real path.
    pub real: PathBuf,
    /// Whether it has a `plan` block.
    pub is_root: bool,
    /// The paths and patterns it uses, with their places.
    pub uses: Vec<(String, Span)>,
    /// What is wrong with it before it is read as a plan.
    pub findings: Vec<Finding>,
}

/// All files that were read.
#[derive(Debug, Default)]
pub struct Store {
    /// Their texts.
    pub sources: Sources,
    ids: BTreeMap<PathBuf, FileId>,
    loaded: BTreeMap<FileId, Loaded>,
}

impl Store {
    /// What is known of `file`.
    pub fn get(&self, file: FileId) -> Option<&Loaded> {
        self.loaded.get(&file)
    }

    /// The file of that real path, if it was read.
    pub fn known(&self, real: &Path) -> Option<FileId> {
        self.ids.get(real).copied()
    }

    /// Reads the file at `path`, unless it was read before.
    pub fn load(&mut self, path: &Path, real: &Path) -> io::Result<FileId> {
        match self.known(real) {
            Some(file) => Ok(file),
            None => Ok(self.add(path, real, &read(path)?)),
        }
    }

    /// As [`Self::load`], but leaves out a document without a fence that holds plan statements.
    pub fn load_if_plan(&mut self, path: &Path, real: &Path) -> io::Result<Option<FileId>> {
        if let Some(file) = self.known(real) {
            return Ok(Some(file));
        }
        let bytes = read(path)?;
        if language(path) == Language::Markdown && !concerns(&String::from_utf8_lossy(&bytes), Language::Plan)
        {
            return Ok(None);
        }
        Ok(Some(self.add(path, real, &bytes)))
    }

    /// Whether `file` can hold statements: a document only if it has a fence for them, or tries to.
    pub fn can_hold_statements(&self, file: FileId) -> bool {
        let source = self.sources.get(file);
        source.language != Language::Markdown || concerns(&source.text, Language::Plan)
    }

    /// Adds a file whose bytes are at hand.
    pub fn add(&mut self, path: &Path, real: &Path, bytes: &[u8]) -> FileId {
        let (text, mistake) = decode(bytes);
        let source = Source::new(naming::shown(path), text, language(path), Origin::User);
        let file = self.sources.add(source);
        let links = plan::links(file, self.sources.get(file));
        let uses = links.uses.iter().map(|words| (words.text.to_string(), words.span)).collect();
        let findings = mistake.into_iter().map(|mistake| mistake.finding(file)).collect();
        let is_root = links.is_root();
        let loaded = Loaded { path: path.to_owned(), real: real.to_owned(), is_root, uses, findings };
        self.ids.insert(real.to_owned(), file);
        self.loaded.insert(file, loaded);
        file
    }
}

/// What a file is written in, by the end of its name.
pub fn language(path: &Path) -> Language {
    if naming::ends_in(path, &["md"]) { Language::Markdown } else { Language::Plan }
}

/// The bytes of a file, one more than may be read at most.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why bytes are not a text to read.
enum Mistake {
    TooBig,
    Utf16,
    NotUtf8 { from: u32, to: u32 },
}

impl Mistake {
    fn finding(&self, file: FileId) -> Finding {
        let head = Span::head_of(file);
        match self {
            Self::TooBig => {
                let message =
                    format!("the file is larger than {} MiB, the most that is read", MAX_BYTES >> 20);
                Finding::unreadable("syntax/too-big", head, message)
                    .help("split the plan into files and bring them in with `use`")
            }
            Self::Utf16 => Finding::unreadable("syntax/not-utf8", head, "the file is UTF-16, not UTF-8")
                .help("save it as UTF-8"),
            Self::NotUtf8 { from, to } => {
                let span = Span::new(file, *from, *to);
                Finding::unreadable("syntax/not-utf8", span, "the file is not UTF-8 from here on")
                    .label("these bytes are not UTF-8")
                    .help("save the file as UTF-8")
            }
        }
    }
}

/// Whether the text is UTF-16 without a mark: every other byte of its start is zero, and the others are not.
fn has_wide_letters(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64)).unwrap_or(&[]);
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    half > 0 && (zeros(0) == 0 && zeros(1) == half || zeros(1) == 0 && zeros(0) >= half)
}

/// The text of a file. Bytes that are not UTF-8 become replacement characters, so that all the rest can be
/// read and checked.
fn decode(bytes: &[u8]) -> (String, Option<Mistake>) {
    if bytes.len() > MAX_BYTES {
        return (String::new(), Some(Mistake::TooBig));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || has_wide_letters(bytes) {
        return (String::new(), Some(Mistake::Utf16));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let from = error.valid_up_to() as u32;
            let text = String::from_utf8_lossy(bytes).into_owned();
            let to = from + char::REPLACEMENT_CHARACTER.len_utf8() as u32;
            (text, Some(Mistake::NotUtf8 { from, to }))
        }
    }
}
