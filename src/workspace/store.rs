//! The files that were read, each once, with what ties them together.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::naming;
use crate::finding::Finding;
use crate::syntax::markdown::concerns;
use crate::syntax::plan;
use crate::text::{FileId, Language, MAX_BYTES, Origin, Source, Sources, Span};

/// How many bytes of texts are held where texts may be set aside.
const HELD: usize = 1 << 19;

/// A file that was read.
#[derive(Debug)]
pub struct Loaded {
    /// As it is named.
    pub path: Arc<Path>,
    /// Its real path.
    pub real: Arc<Path>,
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
    ids: BTreeMap<Arc<Path>, FileId>,
    /// What is known of each, by its number.
    loaded: Vec<Loaded>,
    sparing: bool,
    held: usize,
}

impl Store {
    /// Without files; texts may be set aside if `sparing`.
    pub fn new(sparing: bool) -> Self {
        Self { sparing, ..Self::default() }
    }

    /// What is known of `file`.
    pub fn get(&self, file: FileId) -> Option<&Loaded> {
        self.loaded.get(file.0 as usize)
    }

    /// The file of that real path, if it was read.
    pub fn known(&self, real: &Path) -> Option<FileId> {
        self.ids.get(real).copied()
    }

    /// Reads the file at `path`, unless it was read before.
    pub fn load(&mut self, path: &Path, real: &Path) -> io::Result<FileId> {
        if let Some(file) = self.known(real) {
            return Ok(file);
        }
        let (bytes, again) = read(path)?;
        Ok(self.add_from_disk(path, real, &bytes, again))
    }

    /// As [`Self::load`], but leaves out a document without a fence that holds plan statements.
    pub fn load_if_plan(&mut self, path: &Path, real: &Path) -> io::Result<Option<FileId>> {
        if let Some(file) = self.known(real) {
            return Ok(Some(file));
        }
        let (bytes, again) = read(path)?;
        if language(path) == Language::Markdown && !concerns(&String::from_utf8_lossy(&bytes), Language::Plan)
        {
            return Ok(None);
        }
        Ok(Some(self.add_from_disk(path, real, &bytes, again)))
    }

    /// Whether `file` can hold statements: a document only if it has a fence for them, or tries to. Of one that cannot be read
    /// again that is said later.
    pub fn can_hold_statements(&self, file: FileId) -> bool {
        self.sources.get(file).language != Language::Markdown
            || self.with_text(file).map_or(true, |source| concerns(&source.text, Language::Plan))
    }

    /// Adds a file, and sets its text aside if enough others are held and it can be read `again`.
    fn add_from_disk(&mut self, path: &Path, real: &Path, bytes: &[u8], again: bool) -> FileId {
        let file = self.add(path, real, bytes);
        let whole = self.get(file).is_some_and(|loaded| loaded.findings.is_empty());
        if self.sparing && again && whole && self.held + bytes.len() > HELD {
            self.sources.set_aside(file);
        } else {
            self.held += bytes.len();
        }
        file
    }

    /// A file with its text.
    pub fn with_text(&self, file: FileId) -> Result<Arc<Source>, String> {
        let source = self.sources.get(file);
        match self.get(file).filter(|_| source.is_aside()) {
            Some(loaded) => loaded.read_again(file).map(Arc::new),
            None => self.sources.with_text(file),
        }
    }

    /// The files with their texts, those that were set aside too.
    pub fn into_sources(self) -> Sources {
        let Self { mut sources, loaded, .. } = self;
        let gone = || Err("it is not there".to_owned());
        sources.read_again_by(Arc::new(move |file| {
            loaded.get(file.0 as usize).map_or_else(gone, |loaded| loaded.read_again(file))
        }));
        sources
    }

    /// Adds a file whose bytes are at hand.
    pub fn add(&mut self, path: &Path, real: &Path, bytes: &[u8]) -> FileId {
        let (text, mistake) = decode(bytes);
        let source = Source::new(naming::shown(path), text, language(path), Origin::User);
        let file = self.sources.add(source);
        let (is_root, uses) = ties(file, self.sources.get(file));
        let findings = mistake.into_iter().map(|mistake| mistake.finding(file)).collect();
        let path: Arc<Path> = path.into();
        let real = if *path == *real { Arc::clone(&path) } else { real.into() };
        self.ids.insert(Arc::clone(&real), file);
        self.loaded.push(Loaded { path, real, is_root, uses, findings });
        file
    }
}

impl Loaded {
    /// The file as it is now, if it still is of the same plans.
    fn read_again(&self, file: FileId) -> Result<Source, String> {
        let (bytes, _) = read(&self.path).map_err(|error| super::error::reason(&error))?;
        let (text, mistake) = decode(&bytes);
        let source = Source::new(naming::shown(&self.path), text, language(&self.path), Origin::User);
        let (is_root, uses) = ties(file, &source);
        if mistake.is_some() || is_root != self.is_root || uses != self.uses {
            return Err("it has changed since it was found".to_owned());
        }
        Ok(source)
    }
}

/// Whether a file is the root of a plan, and what it uses.
fn ties(file: FileId, source: &Source) -> (bool, Vec<(String, Span)>) {
    let links = plan::links(file, source);
    (links.is_root, links.uses.iter().map(|words| (words.text.to_string(), words.span)).collect())
}

/// What a file is written in, by the end of its name.
pub fn language(path: &Path) -> Language {
    if naming::ends_in(path, &["md"]) { Language::Markdown } else { Language::Plan }
}

/// The bytes of a file, one more than may be read at most, and whether they can be read again: those of a pipe cannot.
fn read(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let file = File::open(path)?;
    let known = file.metadata()?;
    let mut bytes = Vec::with_capacity((known.len() as usize).min(MAX_BYTES) + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes, known.is_file()))
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests of this room make the files that it reads")]
mod tests {
    use std::fs;

    use super::*;
    use crate::analysis::{PlanFiles, read};
    use crate::policy::ir::Policies;

    /// A folder with a file that is just as large as what is held, and a plan beside it.
    fn folder(plan: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("large.irp"), format!("plan p\n#{}\n", " ".repeat(HELD - 9))).unwrap();
        fs::write(folder.path().join("plan.irp"), plan).unwrap();
        folder
    }

    fn load(store: &mut Store, folder: &tempfile::TempDir, name: &str) -> FileId {
        let path = folder.path().join(name);
        store.load(&path, &path).unwrap()
    }

    #[test]
    fn texts_are_set_aside_only_where_many_are_held_and_that_is_wanted() {
        let folder = folder("plan p\n");
        for sparing in [true, false] {
            let mut store = Store::new(sparing);
            let small = load(&mut store, &folder, "plan.irp");
            let large = load(&mut store, &folder, "large.irp");
            let aside = [small, large].map(|file| store.sources.get(file).is_aside());
            assert_eq!(aside, [false, sparing]);
            let again = store.with_text(large).unwrap();
            assert_eq!((again.text.len(), again.is_aside()), (store.sources.get(large).bytes, false));
        }
    }

    #[test]
    fn a_file_that_has_changed_its_ties_or_is_gone_is_said() {
        let plan = "plan p\n# a user\n";
        for (now, said) in [
            (Some("plan p\n# more\n"), None),
            (Some("use \"a.irp\"\nplan p\n"), Some("it has changed since it was found")),
            (Some("role p\n"), Some("it has changed since it was found")),
            (Some("plan \u{0}p\n\u{0}\u{0}"), None),
            (None, Some("no such file or directory")),
        ] {
            let (folder, mut store) = (folder(plan), Store::new(true));
            load(&mut store, &folder, "large.irp");
            let root = load(&mut store, &folder, "plan.irp");
            let path = folder.path().join("plan.irp");
            now.map_or_else(|| fs::remove_file(&path).unwrap(), |text| fs::write(&path, text).unwrap());
            assert_eq!(store.with_text(root).map(|_| ()), said.map_or(Ok(()), |said| Err(said.to_owned())));
            let files = PlanFiles { root, files: vec![root] };
            let (_, findings) = read(&store.into_sources(), &files, &Policies::default());
            let lost: Vec<_> = findings.iter().filter(|finding| finding.rule == "syntax/lost").collect();
            let wanted = said.map(|said| format!("the file was found, but cannot be read now: {said}"));
            assert_eq!(lost.first().map(|finding| finding.message.clone()), wanted);
        }
    }
}
