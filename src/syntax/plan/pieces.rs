//! Plans of which little is asked for, such as where a thing is written: only the statements around that are read.

use std::collections::BTreeMap;

use super::blocks::items;
use super::tree::Tree;
use crate::syntax::outline::{List, Within};
use crate::syntax::reader::Reader;
use crate::text::{FileId, Language, Source};

/// A plan whose statements at the top are read one by one, each when something in it is asked for. Says nothing about mistakes.
pub struct Pieces<'a> {
    reader: Reader<'a>,
    statements: List,
    /// Where each statement at the top starts, and which of the statements it is with those in it.
    top: Vec<(u32, Within)>,
    read: BTreeMap<u32, Tree<'a>>,
}

impl<'a> Pieces<'a> {
    /// The plan that `source` holds.
    pub fn new(file: FileId, source: &'a Source) -> Self {
        let (reader, statements) = Reader::start(file, source, Language::Plan);
        let top = statements.whole().collect();
        Self { reader, statements, top, read: BTreeMap::new() }
    }

    /// The tree of the last statement at the top that starts at `at` or before it; an empty one if none does.
    pub fn around(&mut self, at: u32) -> &Tree<'a> {
        let behind = self.top.partition_point(|(start, _)| *start <= at);
        let (start, within) =
            behind.checked_sub(1).and_then(|last| self.top.get(last)).copied().unwrap_or_default();
        let (reader, statements) = (&mut self.reader, &self.statements);
        self.read.entry(start).or_insert_with(|| Tree { items: items(reader, statements.within(within)) })
    }
}
