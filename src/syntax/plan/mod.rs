//! Plans: from text to a tree of blocks, attributes and tables.

mod attributes;
mod blocks;
mod broken;
mod links;
mod pieces;
mod tables;
pub mod tree;
mod unread;

pub use links::{Links, links, starts_a_plan};
pub use pieces::Pieces;
pub use unread::{Bodies, Top, Unread};

use super::outline::List;
use super::reader::Reader;
use crate::finding::Finding;
use crate::text::{FileId, Language, Source};

pub(super) use blocks::{end_of, items, no_body, row};
pub(super) use tables::{columns, rows, table};

/// Reads a plan (`.irp`, or the `irp` fences of a Markdown document).
///
/// Always gives a tree: a statement that cannot be read is left out of it or stands there as broken,
/// and the findings say why.
pub fn read(file: FileId, source: &Source) -> (tree::Tree<'_>, Vec<Finding>) {
    let (reader, statements) = Reader::start(file, source, Language::Plan);
    finish(reader, &statements)
}

/// The same by the grammar alone: what [`read`], which takes a short way through statements of the common form, is held
/// against.
pub fn read_by_grammar(file: FileId, source: &Source) -> (tree::Tree<'_>, Vec<Finding>) {
    let (reader, statements) = Reader::start_by_grammar(file, source, Language::Plan);
    finish(reader, &statements)
}

fn finish<'a>(mut reader: Reader<'a>, statements: &List) -> (tree::Tree<'a>, Vec<Finding>) {
    let items = items(&mut reader, statements.top());
    (tree::Tree { items }, reader.finish())
}
