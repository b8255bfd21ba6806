//! One file with its text, and all files of a run.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{FileId, LineIndex, Position, Span};

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// The plan language, a file of statements.
    Plan,
    /// The policy language.
    Policy,
    /// A document with plan statements in fences marked `irp`.
    Markdown,
    /// The settings file, in TOML.
    Settings,
}

/// Where a file came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From disk or standard input.
    User,
    /// Shipped inside the program.
    Embedded,
}

/// The text of a file.
#[derive(Debug, Clone)]
pub enum Text {
    /// It stands in the program, and is not copied.
    Embedded(&'static str),
    /// It was read, and is held once however often it is asked for.
    Read(Arc<String>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Embedded(text) => text,
            Self::Read(text) => text,
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// How the file is named in output: relative to where the program runs, with `/`.
    pub path: String,
    /// The whole text.
    pub text: Text,
    /// What it is written in.
    pub language: Language,
    /// Where it came from.
    pub origin: Origin,
    /// How many bytes it has, also if its text was set aside.
    pub bytes: usize,
    /// Made when it is first asked for: of most policies nobody asks where something stands.
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A file of the given name, text and language.
    pub fn new(path: impl Into<String>, text: impl Into<String>, language: Language, origin: Origin) -> Self {
        Self::of(path.into(), Text::Read(Arc::new(text.into())), language, origin)
    }

    /// A policy file that stands in the program.
    pub fn embedded(path: impl Into<String>, text: &'static str) -> Self {
        Self::of(path.into(), Text::Embedded(text), Language::Policy, Origin::Embedded)
    }

    fn of(path: String, text: Text, language: Language, origin: Origin) -> Self {
        Self { path, bytes: text.len(), text, language, origin, lines: OnceLock::new() }
    }

    /// Whether its text was set aside.
    pub fn is_aside(&self) -> bool {
        self.text.len() < self.bytes
    }

    /// Puts the text aside; it still is known how long it was.
    pub fn set_aside(&mut self) {
        (self.text, self.lines) = (Text::Embedded(""), OnceLock::new());
    }

    /// Where `byte` stands, as people count.
    pub fn position(&self, byte: u32) -> Position {
        self.lines().position(&self.text, byte)
    }

    /// The line table.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The text under `span`, empty if it lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// How the text of a file that was set aside is read again; an error is said as the end of a sentence.
type Again = dyn Fn(FileId, &Source) -> Result<Source, String> + Send + Sync;

/// All files of a run, in a fixed order. Of very many, texts are set aside and read again one by one, so that no more of them
/// are held than are worked on.
#[derive(Clone, Default)]
pub struct Sources {
    files: Vec<Arc<Source>>,
    again: Option<Arc<Again>>,
}

impl std::fmt::Debug for Sources {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Sources").field("files", &self.files).finish_non_exhaustive()
    }
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and says how to refer to it.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(Arc::new(source));
        FileId(self.files.len() as u32 - 1)
    }

    /// Puts another file in the place of `id`.
    pub fn replace(&mut self, id: FileId, source: impl Into<Arc<Source>>) {
        if let Some(place) = self.files.get_mut(id.0 as usize) {
            *place = source.into();
        }
    }

    /// Sets the text of `id` aside.
    pub fn set_aside(&mut self, id: FileId) {
        if let Some(place) = self.files.get_mut(id.0 as usize) {
            Arc::make_mut(place).set_aside();
        }
    }

    /// Says how texts come back that were set aside.
    pub fn read_again_by(&mut self, again: Arc<Again>) {
        self.again = Some(again);
    }

    /// The file `id` with its text, for those who need it now; why it cannot be read again, if it cannot.
    pub fn with_text(&self, id: FileId) -> Result<Arc<Source>, String> {
        let Some(source) = self.files.get(id.0 as usize) else { return Err("it is not there".to_owned()) };
        match &self.again {
            Some(again) if source.is_aside() => again(id, source).map(Arc::new),
            _ => Ok(Arc::clone(source)),
        }
    }

    /// The file `id`.
    ///
    /// # Panics
    /// If `id` is of another collection.
    #[expect(clippy::indexing_slicing, reason = "a FileId is only made by `add`")]
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files with their ids, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(at as u32), source.as_ref()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).slice(span)
    }

    /// Where `span` starts, as people count.
    pub fn start(&self, span: Span) -> Position {
        self.get(span.file).position(span.start)
    }
}
