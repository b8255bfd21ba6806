//! The files that were read, each once, with what ties them together.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::naming;
use super::walk::Candidate;
use crate::analysis::PlanFiles;
use crate::finding::Finding;
use crate::syntax::markdown::concerns;
use crate::syntax::plan;
use crate::text::{FileId, Language, MAX_BYTES, Origin, Source, Sources, Span};

/// How many bytes of texts are held where texts may be set aside.
const HELD: usize = 1 << 16;

/// A file that was read.
#[derive(Debug)]
pub struct Loaded {
    /// What it was found to be.
    pub known: Known,
    /// Its real path.
    pub real: Arc<Path>,
    /// What is wrong with it before it is read as a plan.
    pub findings: Vec<Finding>,
    /// Whether its text may be set aside, since it can be read again.
    again: bool,
}

/// What a file was found to be; read again, it must be that still.
#[derive(Debug)]
pub struct Known {
    /// As it is named.
    pub path: Arc<Path>,
    /// Whether it has a `plan` block.
    pub is_root: bool,
    /// The paths and patterns it uses, with their places.
    pub uses: Vec<(String, Span)>,
}

/// The real path of a file. Two of them are the same if they are written alike.
#[derive(Debug)]
struct Real(Arc<Path>);

impl Borrow<[u8]> for Real {
    fn borrow(&self) -> &[u8] {
        self.0.as_os_str().as_encoded_bytes()
    }
}

impl Ord for Real {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other): (&[u8], &[u8]) = (self.borrow(), other.borrow());
        one.cmp(other)
    }
}

impl PartialOrd for Real {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Real {}

/// A file that was read and is still to be numbered.
struct Understood {
    source: Source,
    /// Whether its text may be set aside.
    again: bool,
    mistake: Option<Mistake>,
    ties: Ties,
}

/// Whether a file is the root of a plan, and what it uses.
type Ties = (bool, Vec<(String, Span)>);

/// All files that were read.
#[derive(Debug, Default)]
pub struct Store {
    /// Their texts, behind those that were there before.
    pub sources: Sources,
    ids: BTreeMap<Real, FileId>,
    /// What is known of each, in the order of their numbers.
    loaded: Vec<Loaded>,
    /// The number of the first.
    first: usize,
    sparing: bool,
    held: usize,
}

impl Store {
    /// Without files of plans; texts may be set aside.
    pub fn sparing(sources: Sources) -> Self {
        Self { first: sources.len(), sources, sparing: true, ..Self::default() }
    }

    /// Whether texts may be set aside.
    pub fn is_sparing(&self) -> bool {
        self.sparing
    }

    /// What is known of `file`.
    pub fn get(&self, file: FileId) -> Option<&Loaded> {
        self.loaded.get((file.0 as usize).checked_sub(self.first)?)
    }

    /// The file of that real path, if it was read.
    pub fn known(&self, real: &Path) -> Option<FileId> {
        self.ids.get(real.as_os_str().as_encoded_bytes()).copied()
    }

    /// Reads the file at `path`, unless it was read before.
    pub fn load(&mut self, path: &Path, real: &Path) -> io::Result<FileId> {
        if let Some(file) = self.known(real) {
            return Ok(file);
        }
        let (bytes, again) = read(path)?;
        let file = self.put(path, real, self.understood((path, bytes), again, true));
        self.spare(file);
        Ok(file)
    }

    /// As [`Self::load`], but leaves out a document without a fence that holds plan statements.
    pub fn load_if_plan(&mut self, file: &Candidate) -> io::Result<Option<FileId>> {
        let read = self.read_if_plan(file, true);
        let file = self.take(file, read)?;
        if let Some(file) = file {
            self.spare(file);
        }
        Ok(file)
    }

    /// The same for many files, by all threads. No text is set aside, unless it alone is more than may be held.
    pub fn load_plans(&mut self, files: &[Candidate]) -> Vec<io::Result<Option<FileId>>> {
        let read: Vec<_> = files.par_iter().map(|file| self.read_if_plan(file, files.len() == 1)).collect();
        files.iter().zip(read).map(|(file, read)| self.take(file, read)).collect()
    }

    /// The plan whose only file this is, if its text is at hand.
    pub fn stands_alone(&self, file: FileId) -> Option<PlanFiles> {
        let known = &self.get(file)?.known;
        let alone = known.is_root && known.uses.is_empty() && !self.sources.get(file).is_aside();
        alone.then(|| PlanFiles { root: file, files: vec![file] })
    }

    /// Sets the text of `file` aside if it is more than may be held: the first is held whatever its size, for there may be no other.
    pub fn spare(&mut self, file: FileId) {
        let (source, again) = (self.sources.get(file), self.get(file).is_some_and(|loaded| loaded.again));
        if again && self.held > 0 && self.held + source.bytes > HELD {
            self.sources.set_aside(file);
        } else {
            self.held += source.text.len();
        }
    }

    fn take(&mut self, file: &Candidate, read: io::Result<Option<Understood>>) -> io::Result<Option<FileId>> {
        let Candidate { path, real } = file;
        if let Some(known) = self.known(real) {
            return Ok(Some(known));
        }
        Ok(read?.map(|understood| self.put(path, real, understood)))
    }

    /// A file that is not known and may be a plan.
    fn read_if_plan(
        &self,
        Candidate { path, real }: &Candidate,
        alone: bool,
    ) -> io::Result<Option<Understood>> {
        if self.known(real).is_some() {
            return Ok(None);
        }
        let (bytes, again) = read(path)?;
        let is_document = language(path) == Language::Markdown;
        if is_document && !concerns(&String::from_utf8_lossy(&bytes), Language::Plan) {
            return Ok(None);
        }
        Ok(Some(self.understood((path, bytes), again, alone)))
    }

    /// What the bytes of a file say, which is read `alone` or among others. The text is set aside at once if it can be read `again`
    /// and is more than may be held.
    fn understood(&self, (path, bytes): (&Path, Vec<u8>), again: bool, alone: bool) -> Understood {
        let (text, mistake) = decode(bytes);
        let mut source = Source::new(naming::shown(path), text, language(path), Origin::User);
        let ties = ties(FileId(0), &source);
        let again = self.sparing && again && mistake.is_none();
        if again && source.bytes > HELD && !(alone && self.held == 0) {
            source.set_aside();
        }
        Understood { source, again, mistake, ties }
    }

    /// Whether `file` can hold statements: a document only if it has a fence for them, or tries to. Of one that cannot be read
    /// again that is said later.
    pub fn can_hold_statements(&self, file: FileId) -> bool {
        self.sources.get(file).language != Language::Markdown
            || self.with_text(file).map_or(true, |source| concerns(&source.text, Language::Plan))
    }

    /// A file with its text.
    pub fn with_text(&self, file: FileId) -> Result<Arc<Source>, String> {
        let source = self.sources.get(file);
        match self.get(file).filter(|_| source.is_aside()) {
            Some(loaded) => loaded.known.read_again(file, source).map(Arc::new),
            None => self.sources.with_text(file),
        }
    }

    /// The files with their texts, those that were set aside too. Of very many files no more is kept than that takes.
    pub fn into_sources(self) -> Sources {
        let Self { mut sources, loaded, first, .. } = self;
        let mut known: Vec<Known> = loaded.into_iter().map(|loaded| loaded.known).collect();
        known.shrink_to_fit();
        let gone = || Err("it is not there".to_owned());
        sources.read_again_by(Arc::new(move |file, aside| {
            let known = (file.0 as usize).checked_sub(first).and_then(|at| known.get(at));
            known.map_or_else(gone, |known| known.read_again(file, aside))
        }));
        sources
    }

    /// Adds a file whose bytes are at hand.
    pub fn add(&mut self, path: &Path, real: &Path, bytes: &[u8]) -> FileId {
        self.put(path, real, self.understood((path, bytes.to_owned()), false, true))
    }

    fn put(&mut self, path: &Path, real: &Path, understood: Understood) -> FileId {
        let Understood { source, again, mistake, ties: (is_root, mut uses) } = understood;
        let file = self.sources.add(source);
        for (_, span) in &mut uses {
            span.file = file;
        }
        let findings = mistake.into_iter().map(|mistake| mistake.finding(file)).collect();
        let path: Arc<Path> = path.into();
        let real = if path.as_os_str() == real.as_os_str() { Arc::clone(&path) } else { real.into() };
        self.ids.insert(Real(Arc::clone(&real)), file);
        self.loaded.push(Loaded { known: Known { path, is_root, uses }, real, findings, again });
        file
    }
}

impl Known {
    /// The file as it is now, if it still is of the same plans; `aside` is what was found of it.
    fn read_again(&self, file: FileId, aside: &Source) -> Result<Source, String> {
        let (bytes, _) = read(&self.path).map_err(|error| super::error::reason(&error))?;
        let (text, mistake) = decode(bytes);
        let source = Source::new(aside.path.clone(), text, aside.language, aside.origin);
        let (is_root, uses) = ties(file, &source);
        if mistake.is_some() || is_root != self.is_root || uses != self.uses {
            return Err("it has changed since it was found".to_owned());
        }
        Ok(source)
    }
}

/// What ties a file to others.
fn ties(file: FileId, source: &Source) -> Ties {
    let links = plan::links(file, source);
    (links.is_root, links.uses.iter().map(|words| (words.text.to_string(), words.span)).collect())
}

/// What a plan is written in, by the end of its name: whatever is asked for is read as a plan.
fn language(path: &Path) -> Language {
    naming::language(path).filter(|language| *language == Language::Markdown).unwrap_or(Language::Plan)
}

/// The bytes of a file, one more than may be read at most, and whether they can be read again: those of a pipe cannot.
fn read(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let mut file = File::open(path)?;
    let known = file.metadata()?;
    let most = (known.len() as usize).min(MAX_BYTES) + 1;
    let mut bytes = vec![0; most];
    let read = file
        .read(&mut bytes)
        .or_else(|why| if why.kind() == io::ErrorKind::Interrupted { Ok(0) } else { Err(why) })?;
    bytes.truncate(read);
    // A file that gives as many bytes as it is said to have, where more were asked for, has no more.
    if !(known.is_file() && 0 < read && read < most && read as u64 == known.len()) {
        file.take((MAX_BYTES + 1 - read) as u64).read_to_end(&mut bytes)?;
    }
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
fn decode(bytes: Vec<u8>) -> (String, Option<Mistake>) {
    if bytes.len() > MAX_BYTES {
        return (String::new(), Some(Mistake::TooBig));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || has_wide_letters(&bytes) {
        return (String::new(), Some(Mistake::Utf16));
    }
    String::from_utf8(bytes).map_or_else(
        |error| {
            let from = error.utf8_error().valid_up_to() as u32;
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let to = from + char::REPLACEMENT_CHARACTER.len_utf8() as u32;
            (text, Some(Mistake::NotUtf8 { from, to }))
        },
        |text| (text, None),
    )
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests of this room make the files that it reads")]
mod tests {
    use std::fs;

    use super::*;
    use crate::analysis::read;
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
            let mut store = if sparing { Store::sparing(Sources::new()) } else { Store::default() };
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
            let (folder, mut store) = (folder(plan), Store::sparing(Sources::new()));
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
