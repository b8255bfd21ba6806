//! Charts: views of policies, filled in for one plan at one date. Plain data in words, with places; how they are drawn
//! is not known here, and nothing is judged.

mod draw;

use crate::text::Span;

pub use draw::{Stopped, draw};

/// A view, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The name of the view.
    pub name: String,
    /// Its pack.
    pub pack: String,
    /// What it shows.
    pub title: String,
    /// What it says of itself.
    pub doc: String,
    /// The citation of what it is made from.
    pub source: Option<String>,
    /// The link behind that citation.
    pub link: Option<String>,
    /// What the view was given.
    pub given: Vec<(String, Head)>,
    /// The columns of cells; none if only facts of rows are shown.
    pub columns: Vec<Head>,
    /// The titles of the facts of each row.
    pub facts: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The words that can stand in cells, with what they mean, if cells hold words of a list.
    pub legend: Vec<(String, String)>,
    /// Whether cells are compared with something.
    pub compares: bool,
    /// What is said below it.
    pub notes: Vec<String>,
    /// What is not stated and would settle what stays open.
    pub open: Vec<Open>,
    /// Packs with rows that may belong here and are left out.
    pub left_out: Vec<LeftOut>,
}

/// A pack of which it cannot be said whether it concerns the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub pack: String,
    /// What is not stated; nothing if its condition took too many steps.
    pub open: Vec<Open>,
}

/// What a row or column is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name, as plans and policies write it; empty if it has none.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Where it stands; none for a word of a list.
    pub span: Option<Span>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about; at least one.
    pub heads: Vec<Head>,
    /// Whether it may not belong here, because something is not stated.
    pub perhaps: bool,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// A value for each fact.
    pub facts: Vec<Shown>,
    /// What is wrong with the whole row.
    pub gaps: Vec<String>,
    /// Whether more may be wrong with it, because something is not stated.
    pub doubt: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub shown: Shown,
    /// What it held in what it is compared with, if that is something else.
    pub was: Option<Shown>,
    /// What is wrong there.
    pub gaps: Vec<String>,
    /// Whether there may be something wrong, because something is not stated.
    pub doubt: bool,
}

/// A value in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// In words; a word of a list as policies write it.
    pub text: String,
    /// Its place in the legend.
    pub word: Option<usize>,
    /// Whether it is known.
    pub known: bool,
}

/// Something that is not stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What is missing, in a sentence.
    pub says: String,
    /// Where it would stand.
    pub span: Span,
}

impl Chart {
    /// How many marks of gaps there are.
    pub fn gaps(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.gaps.len());
        cells.chain(self.rows.iter().map(|row| row.gaps.len())).sum()
    }

    /// Whether there may be gaps that are not marked: something is not stated, or rows may be missing.
    pub fn may_hide_gaps(&self) -> bool {
        let doubt = |row: &Row| row.doubt || row.cells.iter().any(|cell| cell.doubt);
        !self.left_out.is_empty() || self.rows.iter().any(doubt)
    }

    /// How many cells differ from what they are compared with.
    pub fn moved(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.was.is_some()).count()
    }

    /// How many cells are not known, or may be gaps.
    pub fn doubts(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.doubt || !cell.shown.known).count()
    }
}

impl Row {
    /// Where the first of what it is about stands; none for words of lists.
    pub fn span(&self) -> Option<Span> {
        self.heads.iter().find_map(|head| head.span)
    }

    /// What it is about, in words.
    pub fn title(&self) -> String {
        self.heads.iter().map(|head| head.title.as_str()).collect::<Vec<_>>().join(", ")
    }
}
