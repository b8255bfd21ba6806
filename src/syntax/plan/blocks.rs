//! Blocks, and the statements at the top of a plan and inside blocks.

use super::attributes::{attribute, parsed_attribute, quick_attribute, tail};
use super::broken::broken;
use super::tables::table;
use super::tree::{Block, Entry, Item, Left, Map};
use crate::finding::Finding;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::{Range, Statement, Statements, first_word, is_attribute};
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;
use crate::syntax::{Name, Words};
use crate::text::Span;

/// Reads statements at the top of a plan, or in the plan of a sample.
pub(in crate::syntax) fn items<'a>(reader: &mut Reader<'a>, statements: Statements<'_>) -> Vec<Item<'a>> {
    let count = statements.iter().count();
    let mut items = Vec::with_capacity(count);
    for statement in statements {
        items.extend(item(reader, &statement, block));
    }
    debug_assert!(items.len() == count || !reader.is_silent(), "a statement was left out in silence");
    items
}

/// How a block is read.
type ReadBlock<'a> = fn(&mut Reader<'a>, &Statement<'_>) -> Option<Block<'a>>;

/// The item at the top of a plan whose attributes are left to be read later.
pub(super) fn opened_item<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Item<'a>> {
    item(reader, statement, opened)
}

fn item<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, block: ReadBlock<'a>) -> Option<Item<'a>> {
    let text = reader.slice(statement.head);
    if is_attribute(text) {
        let message = format!("the attribute `{}` stands outside a block", first_word(text));
        reader.report(Finding::unreadable("syntax/place", reader.span(statement.head), message));
        return None;
    }
    match first_word(text) {
        "use" => file(reader, statement).map(Item::Use),
        "table" => table(reader, statement).map(Item::Table),
        _ => block(reader, statement).map(Item::Block),
    }
}

/// Reads `use "people.irp"`.
pub(super) fn file<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Words<'a>> {
    no_body(reader, statement, "`use` takes no block");
    let node = reader.parse(Rule::use_head, statement.head, end_of(statement))?;
    words(reader, &node.children().next_as(Rule::text)?)
}

/// What stands behind a header, in words.
pub(in crate::syntax) fn end_of(statement: &Statement<'_>) -> &'static str {
    if statement.body.is_some() { "`{`" } else { "the end of the line" }
}

/// Reports a block behind a statement that has none. What is in it is not read.
pub(in crate::syntax) fn no_body(reader: &mut Reader<'_>, statement: &Statement<'_>, message: &str) -> bool {
    if statement.body.is_some() {
        reader.report(Finding::unreadable("syntax/place", reader.span(statement.head), message));
    }
    statement.body.is_some()
}

/// The parts of a header.
struct Head<'a> {
    kind: Name<'a>,
    id: Option<Name<'a>>,
    title: Option<Words<'a>>,
    tails: Vec<super::tree::Attribute<'a>>,
    broken: Vec<Entry<'a>>,
}

/// Reads `row obligation gdpr_sa { ... }`: a block behind a word.
pub(in crate::syntax) fn row<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Block<'a>> {
    let head = read_head(reader, statement, Rule::row_head)?;
    Some(whole(reader, statement, head))
}

fn block<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Block<'a>> {
    let head = block_head(reader, statement)?;
    Some(whole(reader, statement, head))
}

/// The block with this header and all that stands in it.
fn whole<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, head: Head<'a>) -> Block<'a> {
    let mut block = headed(reader, statement, head);
    let inner = statement.inner();
    block.entries.reserve(inner.clone().count());
    for inner in inner {
        entry(reader, &inner, &mut block.entries);
    }
    block
}

/// The block with this header and the blocks in it; its attributes are left for [`left`].
fn opened<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Block<'a>> {
    let head = block_head(reader, statement)?;
    let mut block = headed(reader, statement, head);
    block.left = Left(statement.body.map(Statements::within).unwrap_or_default());
    for inner in statement.inner().filter(|inner| !is_attribute(inner.head.of(reader.text))) {
        let read = nested(reader, &inner, opened);
        keep(reader, inner.head, read, &mut block.entries);
    }
    Some(block)
}

/// Reads what was left of a block. `visit` is given each attribute with the number of its statement.
pub(super) fn left<'a>(
    reader: &mut Reader<'a>,
    left: Statements<'_>,
    mut visit: impl FnMut(usize, &Entry<'a>),
) {
    for (turn, statement) in left.iter().enumerate() {
        if statement.body.is_none()
            && let Some(read) = quick_attribute(reader, statement.head)
        {
            visit(turn, &Entry::Attribute(read));
        } else if is_attribute(statement.head.of(reader.text)) {
            let mut read = Vec::new();
            entry(reader, &statement, &mut read);
            for entry in &read {
                visit(turn, entry);
            }
        }
    }
}

/// The block with this header, and nothing in it.
fn headed<'a>(reader: &Reader<'a>, statement: &Statement<'_>, head: Head<'a>) -> Block<'a> {
    let Head { kind, id, title, tails, broken } = head;
    let whole = Span::new(reader.file, statement.head.start, statement.end);
    let (doc, head) = (reader.doc(statement), reader.span(statement.head));
    Block { doc, kind, id, title, tails, entries: broken, left: Left::default(), head, whole }
}

fn block_head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Head<'a>> {
    read_head(reader, statement, Rule::block_head).or_else(|| guess_head(reader, statement.head))
}

fn read_head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, rule: Rule) -> Option<Head<'a>> {
    if let Some(quick::Head { kind, id, title, tails }) = quick::head(reader, statement.head, rule) {
        return Some(Head { kind, id, title, tails, broken: Vec::new() });
    }
    let node = reader.parse(rule, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let kind = parts.next_as(Rule::name)?.name();
    let id = parts.next_as(Rule::id).map(|id| id.name());
    let title = match parts.next_as(Rule::text) {
        Some(text) => Some(words(reader, &text)?),
        None => None,
    };
    let read: Vec<_> = parts.map(|part| tail(reader, &part)).collect();
    let tails: Option<Vec<_>> = read.into_iter().collect();
    Some(Head { kind, id, title, tails: tails?, broken: Vec::new() })
}

/// What can be told of a header that could not be read: its kind and name, and which tails it has.
fn guess_head<'a>(reader: &Reader<'a>, range: Range) -> Option<Head<'a>> {
    let text = reader.slice(range);
    let word = Some(first_word(text)).filter(|word| !word.is_empty())?;
    let kind = reader.name(range, word.len());
    let behind = text.get(word.len()..).unwrap_or("");
    let rest = behind.trim_start();
    let start = range.end - rest.len() as u32;
    let is_id_end = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let length = if first_word(rest).is_empty() { 0 } else { rest.find(is_id_end).unwrap_or(rest.len()) };
    let id = (length > 0 && rest.len() < behind.len() && !rest.get(length..).unwrap_or("").starts_with(':'))
        .then(|| reader.name(Range { start, end: range.end }, length));
    Some(Head { kind, id, title: None, tails: Vec::new(), broken: broken(reader, range) })
}

/// Reads a statement inside a block.
fn entry<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, entries: &mut Vec<Entry<'a>>) {
    if statement.body.is_none()
        && let Some(read) = quick_attribute(reader, statement.head)
    {
        entries.push(Entry::Attribute(read));
        return;
    }
    let text = reader.slice(statement.head);
    let read = if !is_attribute(text) {
        nested(reader, statement, block)
    } else if is_map(text) && statement.body.is_some() {
        Some(Entry::Map(map(reader, statement)))
    } else if no_body(reader, statement, "an attribute with a value takes no block") {
        None
    } else {
        parsed_attribute(reader, statement.head).map(Entry::Attribute)
    };
    keep(reader, statement.head, read, entries);
}

/// Adds what was `read` of the statement at `head`, or what it would have said if it could not be read.
fn keep<'a>(reader: &Reader<'a>, head: Range, read: Option<Entry<'a>>, entries: &mut Vec<Entry<'a>>) {
    if let Some(entry) = read {
        entries.push(entry);
    } else {
        debug_assert!(!reader.is_silent(), "a statement was broken in silence");
        entries.extend(broken(reader, head));
    }
}

fn nested<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, block: ReadBlock<'a>) -> Option<Entry<'a>> {
    let word = first_word(reader.slice(statement.head));
    if word == "table" || word == "use" {
        let message = format!("`{word}` stands inside a block");
        let finding = Finding::unreadable("syntax/place", reader.span(statement.head), message);
        reader.report(finding.help("write it at the top of the file"));
        return None;
    }
    block(reader, statement).map(Box::new).map(Entry::Block)
}

/// Whether nothing stands behind `name:`.
fn is_map(text: &str) -> bool {
    text.trim_end().ends_with(':')
}

fn map<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Map<'a> {
    let text = reader.slice(statement.head);
    let name = reader.name(statement.head, first_word(text).len());
    if let Some(record) = &mut reader.record {
        record.map(statement.head, name.span);
    }
    let (mut entries, mut broken) = (Vec::new(), false);
    for inner in statement.inner() {
        let bad = no_body(reader, &inner, "a line of a list by severity takes no block");
        match attribute(reader, inner.head).filter(|_| !bad) {
            Some(entry) => entries.push(entry),
            None => broken = true,
        }
    }
    let span = Span::new(reader.file, statement.head.start, statement.end);
    Map { name, entries, broken, span }
}
