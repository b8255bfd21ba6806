//! Plans that are read twice over: first what names things, then what they say, one thing at a time. What was read of a thing is
//! used up before the next is read, so a plan takes little more memory than what comes out of it.

use super::attributes::attribute;
use super::blocks::{left, opened_item};
use super::tables::table;
use super::tree::{Attribute, Block, Entry, Item, Left, Table};
use crate::finding::Finding;
use crate::syntax::outline::{List, first_word, is_attribute};
use crate::syntax::reader::Reader;
use crate::text::{FileId, Language, Source};

/// A plan of which only the tables are read yet.
pub struct Unread<'a> {
    tables: Vec<Option<Table<'a>>>,
    bodies: Bodies<'a>,
}

/// The blocks of an [`Unread`] plan.
pub struct Bodies<'a> {
    reader: Reader<'a>,
    statements: List,
}

/// A statement at the top of an [`Unread`] plan.
pub enum Top<'b, 'a> {
    /// The next of its tables.
    Table,
    /// A block with the blocks in it. What else stands in them is left to be read.
    Block(&'b Block<'a>),
}

impl<'a> Unread<'a> {
    /// Begins to read a plan.
    pub fn new(file: FileId, source: &'a Source) -> Self {
        let (mut reader, statements) = Reader::start(file, source, Language::Plan);
        let text = reader.text;
        let tables = statements.top().iter().filter(|statement| is_table(statement.head.of(text)));
        let tables = tables.map(|statement| table(&mut reader, &statement)).collect();
        Self { tables, bodies: Bodies { reader, statements } }
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.bodies.reader.file
    }

    /// Its tables, with none for each that could not be read; and its blocks.
    pub fn parts(&mut self) -> (&[Option<Table<'a>>], &mut Bodies<'a>) {
        (&self.tables, &mut self.bodies)
    }

    /// What is wrong with what was read, in the order of the file.
    pub fn finish(self) -> Vec<Finding> {
        self.bodies.reader.finish()
    }
}

impl<'a> Bodies<'a> {
    /// How many statements stand at the top.
    pub fn count(&self) -> usize {
        self.statements.top().iter().count()
    }

    /// Reads what names things, statement by statement.
    pub fn headers(&mut self, mut visit: impl FnMut(Top<'_, 'a>)) {
        for statement in self.statements.top() {
            if is_table(statement.head.of(self.reader.text)) {
                visit(Top::Table);
                continue;
            }
            let item = opened_item(&mut self.reader, &statement);
            debug_assert!(item.is_some() || !self.reader.is_silent(), "a statement was left out in silence");
            if let Some(Item::Block(block)) = item {
                visit(Top::Block(&block));
            }
        }
    }

    /// Reads the attributes that were left of a block. `visit` is given each with the number of its statement.
    pub fn read(&mut self, block: Left, visit: impl FnMut(usize, &Entry<'a>)) {
        left(&mut self.reader, self.statements.within(block.0), visit);
    }

    /// The attribute of this name that was left of a block, ahead of its turn: what is wrong with it is said when that comes.
    pub fn peek(&mut self, block: Left, name: &str) -> Option<Attribute<'a>> {
        let lines = self.statements.within(block.0).iter().filter(|statement| statement.body.is_none());
        self.reader.quietly(|reader| {
            let text = reader.text;
            let mut named = lines.filter(|statement| first_word(statement.head.of(text)) == name);
            named.find_map(|statement| attribute(reader, statement.head))
        })
    }
}

fn is_table(text: &str) -> bool {
    first_word(text) == "table" && !is_attribute(text)
}
