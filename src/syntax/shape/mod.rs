//! The shape of a text, for those who lay it out: its statements, words and comments in order, and nothing of what
//! they mean. What the reader cannot read has no words here. Together, the parts hold every byte that is no space.

mod items;
mod record;
mod words;
mod zones;

use super::Range;
use super::markdown::{self, Segment};
use super::outline::{self, Outline, Statement as Outlined};
use super::reader::Reader;
use super::{plan, policy};
use crate::text::{FileId, Language, Source};

pub(super) use record::Record;

/// The parts of a file that are written in one language: the whole, or the fences of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// The parts in the order of the file.
    pub sections: Vec<Section>,
    /// What is said of braces that do not balance, in the order of the file.
    pub faults: Vec<String>,
    /// How many statements stand in the block of each statement, in the order of the file, those in parts without a shape too; none
    /// for one without a block.
    pub nesting: Vec<Option<u32>>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its bytes.
    pub range: Range,
    /// How many spaces its lines are moved to the right.
    pub margin: u8,
    /// Set if it has no shape.
    pub shapeless: Option<Shapeless>,
    /// What stands in it; nothing if it has no shape.
    pub items: Vec<Item>,
}

/// Why a part of a file has no shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shapeless {
    /// The file is too large to be read, or a part of it is too deep.
    TooLarge,
    /// It holds a character that nobody can see.
    Hidden,
    /// A block of it goes on in another fence.
    Fences,
    /// Its braces cannot be put in order.
    Braces,
}

/// A statement or a comment, with what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What stands between it and the item or the brace before it.
    pub gap: Gap,
    /// What it is.
    pub what: What,
}

/// How two things follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// On the same line. For a comment, also if a semicolon stands before it on a line of its own.
    Same,
    /// On the next line.
    Next,
    /// With an empty line between them.
    Blank,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A comment, without space behind it.
    Comment(Range),
    /// A statement.
    Statement(Statement),
    /// Whole lines whose braces do not balance.
    Tangle(Range),
}

/// A statement and the block behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// It without the block.
    pub range: Range,
    /// From the first to the last line of its description.
    pub doc: Option<Range>,
    /// What it is made of.
    pub head: Head,
    /// The block.
    pub body: Option<Body>,
}

/// What a statement is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// It does not read.
    Unread,
    /// Words.
    Words(Form, Vec<Word>),
    /// The cells of a row.
    Row(Vec<Vec<Word>>),
}

/// The block behind a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// What stands in it.
    pub items: Vec<Item>,
    /// Whether it stands on one line.
    pub one_line: bool,
}

/// What a statement looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `name: value`.
    Attribute,
    /// `word value`, as `message "..."`.
    Clause,
    /// `word "text"`, as in a list of words.
    Entry,
    /// The header of a block in a plan: `role desk "Duty desk"`.
    Block,
    /// The header of a sample: `bad "No owner"`.
    Sample,
    /// The header of rows: `table person`.
    Rows,
    /// Anything else.
    Other,
}

/// A word, a value, a sign or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub range: Range,
    /// What it is.
    pub sort: Sort,
    /// Whether it starts a line.
    pub starts_line: bool,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word, a value or a sign with space around it.
    Plain,
    /// A text in quotes.
    Text,
    /// A link: what follows without space belongs to it.
    Link,
    /// A number with its unit of time, or alone.
    Measure,
    /// A small word that starts a tail.
    Small,
    /// The first word of a further declaration in the same statement.
    Further,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A sign directly behind a type: `?`, `*`, `!`.
    Count,
    /// The dash between two ends of a span of time.
    Dash,
    /// A bracket that opens; directly behind a name if `tight`.
    Opening {
        /// Whether it belongs to the name before it.
        tight: bool,
    },
    /// A bracket that closes.
    Closing,
    /// A comment.
    Comment,
}

/// The shape of `source`. In a document, `language` says whose fences are meant.
pub fn shape(source: &Source, language: Language) -> Shape {
    let (mut reader, outline, segments) = Reader::open(FileId(0), source, language);
    if segments.is_empty() && source.language != Language::Markdown {
        let whole = shapeless(&Segment::whole(&source.text), Shapeless::TooLarge);
        return Shape { sections: vec![whole], faults: Vec::new(), nesting: Vec::new() };
    }
    reader.record = Some(Record::default());
    if language == Language::Policy {
        policy::items(&mut reader, outline.statements.top());
    } else {
        plan::items(&mut reader, outline.statements.top());
    }
    let comments = outline::comments(&source.text, &segments);
    let record = reader.record.take().unwrap_or_default();
    let builder = items::Builder { text: reader.text, record: &record, comments: &comments };
    let top: Vec<Outlined<'_>> = outline.statements.top().iter().collect();
    let outlined = (&outline, top.as_slice());
    let sections = segments.iter().map(|segment| section(&builder, segment, outlined, &reader.hidden));
    let said = |fault: &outline::Fault| fault.finding(FileId(0), &source.text).message;
    let faults = outline.faults.iter().map(said).collect();
    Shape { sections: sections.collect(), faults, nesting: outline.statements.nesting() }
}

/// Whether a statement that ends in `before` must be parted by `;` from one on the next line that starts with `after`,
/// because the line break would not part them.
pub fn runs_on(before: &str, after: &str) -> bool {
    outline::ends_open(before) || outline::starts_open(after)
}

/// Whether `text`, a document, has a fence of `language`.
pub fn has_fence(text: &str, language: Language) -> bool {
    markdown::has_fence(text, language)
}

fn shapeless(segment: &Segment, why: Shapeless) -> Section {
    let range = Range { start: segment.start, end: segment.end };
    Section { range, margin: segment.margin, shapeless: Some(why), items: Vec::new() }
}

fn section(
    builder: &items::Builder<'_>,
    segment: &Segment,
    (outline, top): (&Outline, &[Outlined<'_>]),
    hidden: &[u32],
) -> Section {
    let next_hidden = hidden.get(hidden.partition_point(|at| *at < segment.start));
    if next_hidden.is_some_and(|at| *at < segment.end) {
        return shapeless(segment, Shapeless::Hidden);
    }
    let statements = inside(segment, top);
    let Some(statements) = statements else { return shapeless(segment, Shapeless::Fences) };
    let Some(mut places) = zones::places(&outline.faults) else {
        return shapeless(segment, Shapeless::TooLarge);
    };
    places.extend(statements.iter().filter(|top| !builder.has_shape(top)).map(|top| top.head.start));
    places.sort_unstable();
    let zones = zones::find(builder.text, segment, statements, &places);
    let range = Range { start: segment.start, end: segment.end };
    match builder.top(range, statements, &zones) {
        Some(items) => Section { range, margin: segment.margin, shapeless: None, items },
        None => shapeless(segment, Shapeless::Braces),
    }
}

/// The statements of a segment; none if one of them goes on in another.
fn inside<'t, 's>(segment: &Segment, statements: &'t [Outlined<'s>]) -> Option<&'t [Outlined<'s>]> {
    let from = statements.partition_point(|top| top.head.start < segment.start);
    let to = statements.partition_point(|top| top.head.start < segment.end);
    let before = from.checked_sub(1).and_then(|index| statements.get(index));
    let own = statements.get(from..to)?;
    let apart = before.is_none_or(|before| before.end <= segment.start);
    (apart && own.last().is_none_or(|last| last.end <= segment.end)).then_some(own)
}
