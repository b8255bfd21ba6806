//! Pass 1: cuts a file into statements and blocks. Knows lines, texts, comments, brackets and braces; knows no
//! kind. Takes one step for each byte whatever the text, and never recurses.

mod blocks;
mod braces;
mod faults;
mod lines;
mod marks;
mod plain;
mod statements;

use super::markdown::Segment;

/// How deep blocks may stand inside each other.
pub(super) const MAX_DEPTH: usize = 64;

/// How many statements a file may have.
pub(super) const MAX_STATEMENTS: usize = 1_000_000;

/// Bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
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

pub(super) use braces::{read, read_by_marks};
pub(super) use faults::Fault;
pub(super) use lines::{ends_open, first_word, is_attribute, is_small_word, is_word, starts_open};
pub(super) use statements::{List, Statement, Statements, Within};

/// The comments in the segments of `text`, in order, without the line break behind each.
pub(super) fn comments(text: &str, segments: &[Segment]) -> Vec<Range> {
    let comment = |mark: marks::Mark| {
        if let marks::MarkKind::Comment { end, .. } = mark.kind {
            Some(Range { start: mark.at, end })
        } else {
            None
        }
    };
    marks::find(text, segments).into_iter().filter_map(comment).collect()
}

/// What pass 1 makes of a file.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Its statements.
    pub statements: List,
    /// What is wrong with its braces.
    pub faults: Vec<Fault>,
}

#[cfg(test)]
mod tests {
    use super::marks::MarkKind;
    use super::*;

    /// What the texts are made of: all that shapes an outline.
    const PIECES: [&str; 16] = [
        "a b", "c: d", " ", "\n", "\n  ", "{", "}", "(", ")", "\"", "\"\"\"", ",", ";", " # e", "##",
        "\nby f",
    ];

    /// Marks the bytes of `text` that belong to a statement.
    fn cover(text: &str, statements: Statements<'_>, seen: &mut [bool]) {
        for statement in statements {
            assert!(
                statement.head.start < statement.head.end && statement.head.end <= statement.end,
                "{text:?}"
            );
            seen[statement.head.start as usize..statement.head.end as usize].fill(true);
            statement.body.into_iter().for_each(|body| cover(text, body, seen));
        }
    }

    fn check(text: &str) {
        let segments = [Segment::whole(text)];
        let outline = read(text, &segments);
        let mut seen = vec![false; text.len()];
        cover(text, outline.statements.top(), &mut seen);
        for mark in marks::find(text, &segments) {
            if let MarkKind::Comment { end, .. } = mark.kind {
                seen[mark.at as usize..end as usize].fill(true);
            }
        }
        let lost = text.bytes().zip(seen).any(|(byte, seen)| !seen && !b" \t\r\n;{}".contains(&byte));
        assert!(!lost || !outline.faults.is_empty(), "{text:?}\n{outline:#?}");
    }

    #[test]
    fn no_byte_is_lost_in_silence() {
        let mut state: u64 = 20_261_123;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..state % 41 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[(state >> 60) as usize]);
            }
            state = state.rotate_left(17).wrapping_add(1);
            check(&text);
        }
    }
}
