//! Pass 1: cuts a file into statements and blocks. Knows lines, texts, comments, brackets and braces; knows no
//! kind. Takes one step for each byte whatever the text, and never recurses.

mod blocks;
mod braces;
mod faults;
mod lines;
mod marks;

use super::markdown::Segment;

/// How deep blocks may stand inside each other.
pub(super) const MAX_DEPTH: usize = 64;

/// How many statements a file may have.
pub(super) const MAX_STATEMENTS: usize = 2_000_000;

/// A statement, and the block behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// From the first to the last `##` line in front of it.
    pub doc: Option<Range>,
    /// The statement without the block and without the comment behind it.
    pub head: Range,
    /// What stands between its braces.
    pub body: Option<Vec<Statement>>,
    /// Where the block ends, behind the brace; the end of the head if there is none.
    pub end: u32,
}

/// Bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// The first.
    pub start: u32,
    /// The first behind it.
    pub end: u32,
}

impl Range {
    /// The text under it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

pub(super) use braces::read;
pub(super) use faults::Fault;
pub(super) use lines::{SMALL_WORDS, first_word, is_attribute};

/// What pass 1 makes of a file.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The statements at the top.
    pub statements: Vec<Statement>,
    /// What is wrong with its braces.
    pub faults: Vec<Fault>,
}
