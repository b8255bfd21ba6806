//! Which line ends a section has: those of most of its lines. Lines that stay as they are do not count, so that the
//! answer is the same for the text laid out.

use crate::syntax::Range;
use crate::syntax::shape::{Head, Item, Section, Sort, What, Word};

/// The line end to write behind each line of `section`.
pub(super) fn line_end(text: &str, section: &Section) -> &'static str {
    let mut kept = Vec::new();
    collect(&section.items, &mut kept);
    let all = Count::of(section.range.of(text));
    let fixed = kept.iter().fold(Count::default(), |sum, range| sum.plus(Count::of(range.of(text))));
    let free = Count { crlf: all.crlf - fixed.crlf, lf: all.lf - fixed.lf };
    let counted = if free == Count::default() { fixed } else { free };
    if counted.crlf > counted.lf { "\r\n" } else { "\n" }
}

/// How many lines end in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    crlf: usize,
    lf: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let crlf = text.matches("\r\n").count();
        Self { crlf, lf: text.matches('\n').count() - crlf }
    }

    fn plus(self, other: Self) -> Self {
        Self { crlf: self.crlf + other.crlf, lf: self.lf + other.lf }
    }
}

/// The ranges that stay as they are, line ends included.
fn collect(items: &[Item], kept: &mut Vec<Range>) {
    for item in items {
        match &item.what {
            What::Comment(_) => {}
            What::Tangle(range) => kept.push(*range),
            What::Statement(statement) => {
                match &statement.head {
                    Head::Unread | Head::Row(_) => kept.push(statement.range),
                    Head::Words(_, words) => kept.extend(words.iter().filter_map(text)),
                }
                collect(statement.body.as_ref().map_or(&[], |body| &body.items), kept);
            }
        }
    }
}

fn text(word: &Word) -> Option<Range> {
    (word.sort == Sort::Text).then_some(word.range)
}
