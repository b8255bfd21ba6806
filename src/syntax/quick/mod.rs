//! The statements that make up nearly all of plans and policies, read in one pass over their bytes: attributes, headers and
//! cells of names, texts, numbers and dates; clauses, conditions, definitions and declarations. What is not of this common form
//! is declined, and the grammar reads it; what is read here is what the grammar reads, which is held against it on generated
//! and on broken texts (`tests/syntax/quick.rs` and `quick_policy.rs`, and fuzzers). Reports nothing, because whatever has a
//! mistake is declined.

mod brackets;
mod clauses;
mod cursor;
mod expressions;
mod values;

pub(super) use clauses::{
    Declaration, Declared, Definition, Listed, binding, condition, declarations, declared, definition, fact,
    gap, hole, listed, names, pointer, setting, step, text, titled,
};
pub(super) use expressions::is_keyword;

use super::grammar::Rule;
use super::outline::Range;
use super::plan::tree::Attribute;
use super::reader::{MAX_STATEMENT, Reader};
use super::{Few, Literal, Name, Words};

use cursor::Cursor;

/// Values and the tails behind them.
pub(super) type Values<'a> = (Few<Literal<'a>>, Vec<Attribute<'a>>);

/// What a header says: the kind, and perhaps a name, a title and tails.
pub(super) struct Head<'a> {
    /// The first word.
    pub kind: Name<'a>,
    /// The name of the thing.
    pub id: Option<Name<'a>>,
    /// Its title.
    pub title: Option<Words<'a>>,
    /// What stands behind them.
    pub tails: Vec<Attribute<'a>>,
}

/// `name: values`, with the sign on the line of the name: what looks like an attribute is one wherever it stands.
pub(super) fn attribute<'a>(reader: &Reader<'a>, range: Range) -> Option<(Name<'a>, Values<'a>)> {
    let mut cursor = start(reader, range)?;
    let name = cursor.name()?;
    cursor.blanks();
    cursor.take(b':')?;
    Some((name, cursor.values_to_the_end()?))
}

/// A cell of a table.
pub(super) fn cell<'a>(reader: &Reader<'a>, range: Range) -> Option<Values<'a>> {
    start(reader, range)?.values_to_the_end()
}

/// A header, read by the grammar as `rule`.
pub(super) fn head<'a>(reader: &Reader<'a>, range: Range, rule: Rule) -> Option<Head<'a>> {
    let mut cursor = start(reader, range)?;
    if rule == Rule::row_head {
        cursor.word("row")?;
        cursor.space();
    }
    let kind = cursor.name()?;
    cursor.space();
    let (mut id, mut title) = (None, None);
    if cursor.peek().is_some_and(|byte| byte.is_ascii_lowercase()) && !cursor.at_preposition() {
        id = Some(cursor.hyphened()?);
        cursor.space();
    }
    if cursor.peek() == Some(b'"') {
        title = Some(cursor.text()?);
        cursor.space();
    }
    let mut tails = Vec::new();
    while !cursor.is_done() {
        tails.push(cursor.tail()?);
    }
    Some(Head { kind, id, title, tails })
}

/// Nothing if somebody wants to know how the grammar reads the statement, or if it is too long to be read.
fn start<'a>(reader: &Reader<'a>, range: Range) -> Option<Cursor<'a>> {
    let text = reader.slice(range);
    let wanted = reader.quick && reader.record.is_none() && text.len() <= MAX_STATEMENT;
    let mut cursor = wanted.then(|| Cursor::new(text, reader.file, range.start))?;
    cursor.space();
    Some(cursor)
}

impl<'a> Cursor<'a> {
    fn values_to_the_end(&mut self) -> Option<Values<'a>> {
        let values = self.values()?;
        let mut tails = Vec::new();
        while !self.is_done() {
            tails.push(self.tail()?);
        }
        Some((values, tails))
    }

    /// Values with commas between them, and the space behind them.
    fn values(&mut self) -> Option<Few<Literal<'a>>> {
        self.space();
        let mut values = Few::one(self.value()?);
        self.space();
        while self.take(b',').is_some() {
            self.space();
            values.push(self.value()?);
            self.space();
        }
        Some(values)
    }

    /// `within 48 hours`.
    fn tail(&mut self) -> Option<Attribute<'a>> {
        let name = self.preposition()?;
        self.space();
        let values = self.values()?;
        let end = values.last().map_or(name.span, |value| value.span);
        Some(Attribute { name, values, tails: Vec::new(), span: name.span.to(end) })
    }

    /// Whether all was read.
    fn is_done(&self) -> bool {
        self.peek().is_none()
    }

    /// The text between two bytes, as a word.
    fn piece(&self, from: usize) -> Name<'a> {
        Name { text: self.text_from(from), span: self.span_from(from) }
    }
}
