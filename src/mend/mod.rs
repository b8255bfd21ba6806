//! Where in the text of a plan something more can be said of a thing, and what goes with it when it goes: from a tree and
//! its text to edits. Knows no kind and judges nothing; what is written comes from elsewhere.

mod block;
mod choice;
mod row;

use crate::finding::Edit;
use crate::syntax::plan::tree::{Block, Entry, Item, Row, Table, Tree};
use crate::text::{Source, Span};

pub use choice::{Chosen, choose};
pub use row::{cell, statements};

/// Where a thing is written.
#[derive(Debug, Clone, Copy)]
pub enum Place<'t> {
    /// A block.
    Block(&'t Block<'t>),
    /// A row of a table.
    Row(&'t Table<'t>, &'t Row<'t>),
}

/// The place of the thing that is named at `named`; none if it is written in some other way, such as in a value.
pub fn place<'t>(tree: &'t Tree<'t>, named: Span) -> Option<Place<'t>> {
    // Statements and rows stand in the order of the file.
    match last_before(&tree.items, named, Item::start)? {
        Item::Use(_) => None,
        Item::Table(table) => {
            let row = last_before(&table.rows, named, |row| row.span.start)?;
            (row.named() == named).then_some(Place::Row(table, row))
        }
        Item::Block(block) => in_block(block, named).map(Place::Block),
    }
}

/// The last of `all` that does not start behind `named`.
fn last_before<T>(all: &[T], named: Span, start: impl Fn(&T) -> u32) -> Option<&T> {
    let behind = all.partition_point(|one| start(one) <= named.start);
    all.get(behind.checked_sub(1)?)
}

fn in_block<'t>(block: &'t Block<'t>, named: Span) -> Option<&'t Block<'t>> {
    let around = block.whole.start <= named.start && named.end <= block.whole.end;
    if block.named() == named {
        return Some(block);
    }
    block.entries.iter().filter(|_| around).find_map(|entry| match entry {
        Entry::Block(inner) => in_block(inner, named),
        Entry::Attribute(_) | Entry::Map(_) | Entry::Broken(_) => None,
    })
}

/// What is written where so that the thing at `place` also says `statements`, which stand on one line with `;` between
/// them. None if there is no room for them: a row holds attributes only.
pub fn add(source: &Source, place: Place<'_>, statements: &str) -> Option<Vec<Edit>> {
    match place {
        Place::Block(block) => block::add(source, block, statements).map(|edit| vec![edit]),
        Place::Row(table, row) => row::add(table, row, statements),
    }
}

/// What is taken away so that the thing at `place` is gone: its lines, with the description in front. None if something
/// else stands on them.
pub fn remove(source: &Source, place: Place<'_>) -> Option<Edit> {
    let span = match place {
        Place::Block(block) => block.doc.as_ref().map_or(block.whole, |doc| doc.span.to(block.whole)),
        Place::Row(_, row) => row.span,
    };
    let before = source.text.get(..span.start as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = source.text.get(span.end as usize..)?;
    let rest = behind.find('\n').map_or(behind.len(), |at| at + 1);
    let alone = |piece: &str| piece.trim().is_empty() || piece.trim_start().starts_with('#');
    let (left, right) = (before.get(start..)?, behind.get(..rest)?);
    (left.trim().is_empty() && alone(right)).then(|| {
        let span = Span::new(span.file, start as u32, span.end + rest as u32);
        Edit { span, text: String::new() }
    })
}
