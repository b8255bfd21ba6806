//! What a layout must not change: the words of a text in order, its comments, and what stands in which block.

use super::phrase::written;
use super::{Left, Why};
use crate::syntax::shape::{Gap, Head, Item, Section, Shape, Shapeless, Sort, Statement, What, Word};

/// A word, or what shapes a text besides.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A section starts.
    Section(Option<Shapeless>),
    /// What is said of braces that do not balance.
    Fault(String),
    /// A part that stays as it is.
    Kept(String),
    /// A statement starts.
    Statement,
    /// A word of it.
    Word(Sort, String),
    /// A cell of a row ends.
    Cell,
    /// A comment; whether an empty line stands before it decides what it describes.
    Comment(String),
    /// An empty line between a comment and what it could describe.
    Apart,
    /// A block starts.
    Open,
    /// A block ends.
    Close,
}

/// The words of `text`, which has this shape.
pub(super) fn words(text: &str, shape: &Shape) -> Vec<Sign> {
    let mut pass = Pass { text, signs: shape.faults.iter().cloned().map(Sign::Fault).collect() };
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
        let mut comment = false;
        for item in items {
            if comment && item.gap == Gap::Blank {
                self.signs.push(Sign::Apart);
            }
            comment = matches!(item.what, What::Comment(_));
            match &item.what {
                What::Comment(range) => self.signs.push(Sign::Comment(range.of(self.text).to_owned())),
                What::Tangle(range) => self.signs.push(Sign::Kept(range.of(self.text).to_owned())),
                What::Statement(statement) => self.statement(statement),
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        self.signs.push(Sign::Statement);
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

/// What of a section stays as it is.
pub(super) fn left(section: &Section) -> Vec<Left> {
    if let Some(why) = section.shapeless {
        return vec![Left { at: section.range.start, why: why.into() }];
    }
    let mut found = Vec::new();
    unread(&section.items, &mut found);
    found
}

fn unread(items: &[Item], found: &mut Vec<Left>) {
    for item in items {
        match &item.what {
            What::Comment(_) => {}
            What::Tangle(range) => found.push(Left { at: range.start, why: Why::Braces }),
            What::Statement(statement) => {
                if statement.head == Head::Unread {
                    found.push(Left { at: statement.range.start, why: Why::Unread });
                }
                unread(statement.body.as_ref().map_or(&[], |body| &body.items), found);
            }
        }
    }
}
