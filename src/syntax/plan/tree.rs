//! The tree of a plan. Blocks and attributes in source order; kinds and types are not known here.

use crate::syntax::outline::Within;
use crate::syntax::{Few, Literal, Name, Words};
use crate::text::Span;

/// A file of plan statements, or the plan inside a policy's sample.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'a> {
    /// The statements that could be read.
    pub items: Vec<Item<'a>>,
}

/// A statement at the top of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// `use "people.irp"`.
    Use(Words<'a>),
    /// `table person { ... }`.
    Table(Table<'a>),
    /// `role desk "Duty desk" { ... }`.
    Block(Block<'a>),
}

/// The attributes of a block of an [`Unread`](super::Unread) plan, which reads them when it is asked to: none of a block that was
/// read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left(pub(super) Within);

/// `kind id "Title" tails { entries }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// The kind, or the name of the nested block.
    pub kind: Name<'a>,
    /// The name: plain or, for `accept`, a rule's name.
    pub id: Option<Name<'a>>,
    /// The title.
    pub title: Option<Words<'a>>,
    /// Attributes written in the header.
    pub tails: Vec<Attribute<'a>>,
    /// What stands between the braces, as far as it was read.
    pub entries: Vec<Entry<'a>>,
    /// What is still to be read of it.
    pub left: Left,
    /// The header, without the brace.
    pub head: Span,
    /// Header and body.
    pub whole: Span,
}

impl Item<'_> {
    /// Where it starts; of `use`, where its path does.
    pub fn start(&self) -> u32 {
        match self {
            Self::Use(path) => path.span.start,
            Self::Table(table) => table.head.start,
            Self::Block(block) => block.whole.start,
        }
    }
}

impl Block<'_> {
    /// The header as far as it names the thing: kind, name and title, without tails.
    pub fn named(&self) -> Span {
        let id = self.id.map_or(self.kind.span, |id| self.kind.span.to(id.span));
        self.title.as_ref().map_or(id, |title| id.to(title.span))
    }

    /// The same without the blocks in it.
    #[must_use]
    pub fn alone(&self) -> Self {
        let own = |entry: &&Entry<'_>| !matches!(entry, Entry::Block(_));
        let entries = self.entries.iter().filter(own).cloned().collect();
        let (doc, title, tails) = (self.doc.clone(), self.title.clone(), self.tails.clone());
        Self { doc, title, tails, entries, ..*self }
    }
}

impl Row<'_> {
    /// Where the row names its thing: the first cell, or the whole row if that is empty.
    pub fn named(&self) -> Span {
        self.cells.first().filter(|cell| !cell.span.is_empty()).map_or(self.span, |cell| cell.span)
    }
}

/// A statement inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// `name: value, value tails`.
    Attribute(Attribute<'a>),
    /// `within: { sev1: 15 minutes; sev2: 30 minutes }`.
    Map(Map<'a>),
    /// A nested block: boxed, because it is twice as large as the attributes that most entries are.
    Block(Box<Block<'a>>),
    /// A statement that could not be read and was reported.
    Broken(Broken<'a>),
}

impl Entry<'_> {
    /// Header and body, or the whole statement.
    pub fn span(&self) -> Span {
        match self {
            Self::Attribute(attribute) => attribute.span,
            Self::Map(map) => map.span,
            Self::Block(block) => block.whole,
            Self::Broken(broken) => broken.span,
        }
    }
}

/// `name: value, value tails`, or a tail `name value, value` (then without tails of its own).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The attribute's name.
    pub name: Name<'a>,
    /// The values, at least one.
    pub values: Few<Literal<'a>>,
    /// Tails behind the values.
    pub tails: Vec<Attribute<'a>>,
    /// The whole statement or tail.
    pub span: Span,
}

/// An attribute with one value for each severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<'a> {
    /// The attribute's name.
    pub name: Name<'a>,
    /// One entry a line: the severity's name and its value.
    pub entries: Vec<Attribute<'a>>,
    /// The lines in it that could not be read.
    pub broken: bool,
    /// Header and body.
    pub span: Span,
}

/// A statement that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken<'a> {
    /// The attribute it would have been, where the start of the statement says so.
    pub name: Option<Name<'a>>,
    /// The statement.
    pub span: Span,
}

/// `table kind { columns and rows }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// The kind of its rows.
    pub kind: Name<'a>,
    /// The column names.
    pub columns: Vec<Name<'a>>,
    /// The rows that could be read.
    pub rows: Vec<Row<'a>>,
    /// The header, without the brace.
    pub head: Span,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its cells, as many as were written.
    pub cells: Vec<Cell<'a>>,
    /// The whole row.
    pub span: Span,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its values; none for an empty cell.
    pub values: Few<Literal<'a>>,
    /// Tails behind the values.
    pub tails: Vec<Attribute<'a>>,
    /// True if it could not be read and was reported.
    pub broken: bool,
    /// The cell without the space around it; empty for an empty cell.
    pub span: Span,
}
