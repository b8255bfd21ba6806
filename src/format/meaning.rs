//! What a layout must not change: the words of a text in order, its comments, and what stands in which block.

use super::phrase::written;
use super::{Left, Why};
use crate::syntax::Range;
use crate::syntax::shape::{Gap, Head, Item, Section, Shape, Shapeless, Sort, Statement, What, Word};

/// A word, or what shapes a text besides.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A section starts.
    Section(Option<Shapeless>),
    /// What is said of braces that do not balance.
    Fault(String),
    /// How many statements stand in the block of one.
    Holds(Option<u32>),
    /// A part that stays as it is.
    Kept(String),
    /// A statement starts.
    Statement,
    /// A word of it.
    Word(Sort, String),
    /// A cell of a row ends.
    Cell,
    /// The description of the statement, line by line.
    Doc(Vec<String>),
    /// A comment.
    Comment(String),
    /// A block starts.
    Open,
    /// A block ends.
    Close,
}

/// The words of `text`, which has this shape.
pub(super) fn words(text: &str, shape: &Shape) -> Vec<Sign> {
    let faults = shape.faults.iter().cloned().map(Sign::Fault);
    let mut pass =
        Pass { text, signs: faults.chain(shape.nesting.iter().copied().map(Sign::Holds)).collect() };
    for section in &shape.sections {
        pass.signs.push(Sign::Section(section.shapeless));
        if section.shapeless.is_some() {
            pass.signs.push(Sign::Kept(section.range.of(text).to_owned()));
        }
        pass.items(&section.items);
    }
    pass.signs
}

struct Pass<'t> {
    text: &'t str,
    signs: Vec<Sign>,
}

impl Pass<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match &item.what {
                What::Comment(range) => self.signs.push(Sign::Comment(range.of(self.text).to_owned())),
                What::Tangle(range) => self.signs.push(Sign::Kept(range.of(self.text).to_owned())),
                What::Statement(statement) => self.statement(statement),
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        self.signs.push(Sign::Statement);
        let lines = |doc: Range| doc.of(self.text).lines().map(|line| line.trim().to_owned());
        self.signs.extend(statement.doc.map(|doc| Sign::Doc(lines(doc).collect())));
        match &statement.head {
            Head::Unread => self.signs.push(Sign::Kept(statement.range.of(self.text).to_owned())),
            Head::Words(_, words) => self.words(words),
            Head::Row(cells) => {
                for cell in cells {
                    self.words(cell);
                    self.signs.push(Sign::Cell);
                }
            }
        }
        if let Some(body) = &statement.body {
            self.signs.push(Sign::Open);
            self.items(&body.items);
            self.signs.push(Sign::Close);
        }
    }

    fn words(&mut self, words: &[Word]) {
        let sign = |word: &Word| Sign::Word(word.sort, written(self.text, word.range, word.sort));
        self.signs.extend(words.iter().map(sign).collect::<Vec<_>>());
    }
}

/// Whether a comment of its own line points at what stands above it: `#   ^^^^ named as backup here`.
pub(super) fn has_notes(text: &str, shape: &Shape) -> bool {
    shape.sections.iter().any(|section| notes(text, &section.items))
}

fn notes(text: &str, items: &[Item]) -> bool {
    items.iter().any(|item| match &item.what {
        What::Comment(range) => {
            let body = range.of(text).strip_prefix('#').unwrap_or("");
            item.gap != Gap::Same && body.trim_start_matches(' ').starts_with('^')
        }
        What::Statement(statement) => statement.body.as_ref().is_some_and(|body| notes(text, &body.items)),
        What::Tangle(_) => false,
    })
}

/// What stays as it is, with its places in both texts.
pub(super) fn left(before: &[&Section], after: &[&Section]) -> Vec<Left> {
    let pairs = parts(before).into_iter().zip(parts(after));
    pairs.map(|((why, before), (_, after))| Left { before, after, why }).collect()
}

/// The parts of these sections that stay as they are, in order.
fn parts(sections: &[&Section]) -> Vec<(Why, u32)> {
    let mut found = Vec::new();
    for section in sections {
        found.extend(section.shapeless.map(|why| (why.into(), section.range.start)));
        unread(&section.items, &mut found);
    }
    found
}

fn unread(items: &[Item], found: &mut Vec<(Why, u32)>) {
    for item in items {
        match &item.what {
            What::Comment(_) => {}
            What::Tangle(range) => found.push((Why::Braces, range.start)),
            What::Statement(statement) => {
                if statement.head == Head::Unread {
                    found.push((Why::Unread, statement.range.start));
                }
                unread(statement.body.as_ref().map_or(&[], |body| &body.items), found);
            }
        }
    }
}
