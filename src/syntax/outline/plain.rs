//! Cuts a file whose braces are sound into statements, in one pass and without marks. Nearly all files are; whatever is in doubt
//! gives nothing, and is then looked at twice (`braces`). That both say the same of a sound file is a test (`super::tests`).

use super::lines::{MARK, ends_open, indent, is_blank, is_header, skip_blanks, starts_open, trim_end};
use super::marks::{comment, long_text_end, next_sign, short_text_end, starts_comment};
use super::statements::{List, Opened};
use super::{MAX_DEPTH, MAX_STATEMENTS, Range, Segment};

/// How many bytes a statement has, where there are many of them.
const USUAL_LENGTH: usize = 32;

/// The pass over the text.
struct Pass<'t> {
    text: &'t str,
    bytes: &'t [u8],
    margin: u32,
    statements: List,
    /// The blocks that are open.
    frames: Vec<Opened>,
    doc: Option<Range>,
    count: usize,
}

/// The statements of `text`, if its braces leave no doubt.
pub(super) fn read(text: &str, segments: &[Segment]) -> Option<List> {
    let statements = List::with_room_for(text.len() / USUAL_LENGTH);
    let mut pass = Pass { text, bytes: &[], margin: 0, statements, frames: Vec::new(), doc: None, count: 0 };
    for segment in segments {
        pass.text = text.get(..segment.end as usize)?;
        pass.bytes = pass.text.as_bytes();
        pass.margin = u32::from(segment.margin);
        pass.doc = None;
        pass.segment(segment.start as usize)?;
    }
    pass.frames.is_empty().then_some(pass.statements)
}

impl Pass<'_> {
    fn segment(&mut self, start: usize) -> Option<()> {
        let mut at = start;
        while let Some(&byte) = self.bytes.get(at) {
            at = match byte {
                b'\n' => self.line_break(at),
                b' ' | b'\t' | b'\r' | b';' => at + 1,
                b'#' if starts_comment(self.bytes, at) => self.comment(at),
                b'}' => self.close(at)?,
                b'{' => return None,
                0xEF if self.text.get(at..).is_some_and(|rest| rest.starts_with(MARK)) => at + MARK.len(),
                _ => self.statement(at)?,
            };
        }
        Some(())
    }

    /// Goes over a line break; an empty line parts a description from what it stands before.
    fn line_break(&mut self, at: usize) -> usize {
        let mut next = at + 1;
        while self.bytes.get(next).copied().is_some_and(is_blank) {
            next += 1;
        }
        if self.bytes.get(next) == Some(&b'\n') {
            self.doc = None;
        }
        next
    }

    fn comment(&mut self, at: usize) -> usize {
        let (end, doc) = comment(self.bytes, at);
        if doc {
            let start = self.doc.map_or(at as u32, |doc| doc.start);
            self.doc = Some(Range { start, end: end as u32 });
        }
        end
    }

    fn close(&mut self, at: usize) -> Option<usize> {
        self.doc = None;
        let header = self.frames.pop()?;
        self.statements.shut(header, at as u32 + 1);
        Some(at + 1)
    }

    /// Takes the statement that starts at `at`; gives the place behind it and, if it is the header of a block, behind its brace.
    fn statement(&mut self, at: usize) -> Option<usize> {
        let (end, next) = self.extent(at)?;
        let head = Range { start: at as u32, end };
        let opens = self.bytes.get(next) == Some(&b'{');
        self.count += 1;
        if self.count > MAX_STATEMENTS || self.is_in_doubt(head) {
            return None;
        }
        let doc = self.doc.take();
        if !opens {
            self.statements.add(doc, head);
            return Some(next);
        }
        if self.frames.len() == MAX_DEPTH {
            return None;
        }
        self.frames.push(self.statements.open(doc, head));
        Some(next + 1)
    }

    /// Whether a statement in a block looks as if it belonged to the top.
    fn is_in_doubt(&self, head: Range) -> bool {
        let before = self.bytes.get((head.start as usize).wrapping_sub(1));
        !self.frames.is_empty()
            && (self.margin > 0 || before == Some(&b'\n'))
            && indent(self.text, head.start) == Some(self.margin)
            && is_header(head.of(self.text))
    }

    /// Where the statement that starts at `start` ends, without the space behind it, and where its last sign stands.
    fn extent(&self, start: usize) -> Option<(u32, usize)> {
        let mut end = start as u32;
        let mut resumed = end;
        let mut at = start;
        loop {
            let found = next_sign(self.bytes, at);
            let sign = found.map(|(_, sign)| sign);
            at = found.map_or(self.bytes.len(), |(place, _)| place);
            at = match sign {
                Some(b'"') => self.behind_text(at)?,
                Some(b'(' | b'[') => self.behind_bracket(at)?,
                Some(b')' | b']') => at + 1,
                Some(b'#') if !starts_comment(self.bytes, at) => at + 1,
                _ => {
                    let here = trim_end(self.text, resumed, at as u32);
                    end = if here > resumed { here } else { end };
                    if !matches!(sign, Some(b'\n' | b'#')) {
                        return Some((end, at));
                    }
                    let content = self.next_content(at);
                    if !ends_open(Range { start: start as u32, end }.of(self.text)) && !self.resumes(content)
                    {
                        return Some((end, at));
                    }
                    resumed = content as u32;
                    content
                }
            };
        }
    }

    /// Where text goes on behind line breaks and comments.
    fn next_content(&self, mut at: usize) -> usize {
        loop {
            at = match self.bytes.get(at) {
                Some(b'#') if starts_comment(self.bytes, at) => comment(self.bytes, at).0,
                Some(b' ' | b'\t' | b'\r' | b'\n' | 0xEF) => {
                    let next = skip_blanks(self.text, at as u32, self.text.len() as u32) as usize;
                    if next == at {
                        return at;
                    }
                    next
                }
                _ => return at,
            };
        }
    }

    /// Whether the line at `content` belongs to the statement before it.
    fn resumes(&self, content: usize) -> bool {
        starts_open(self.text.get(content..).unwrap_or(""))
    }

    /// The place behind the text at `at`.
    fn behind_text(&self, at: usize) -> Option<usize> {
        if self.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\"\"\"")) {
            long_text_end(self.bytes, at)
        } else {
            short_text_end(self.bytes, at).ok()
        }
    }

    /// The place behind the bracket that closes the one at `at`.
    fn behind_bracket(&self, mut at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        loop {
            at = match self.bytes.get(at)? {
                b'"' => self.behind_text(at)?,
                b'#' if starts_comment(self.bytes, at) => comment(self.bytes, at).0,
                b'{' | b'}' => return None,
                b'(' | b'[' => {
                    depth += 1;
                    at + 1
                }
                b')' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                    at + 1
                }
                _ => at + 1,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::outline::braces::read_by_marks;

    /// Random numbers, always the same.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % limit
        }

        fn text(&mut self, pieces: &[&'static str], most: usize) -> String {
            (0..self.below(most)).map(|_| pieces[self.below(pieces.len())]).collect()
        }
    }

    /// What shapes one most of the time.
    const COMMON: [&str; 16] = [
        "a b", "c: d", " ", "\n", "\n  ", "{", "}", "(", ")", "\"", "\"\"\"", ",", ";", " # e", "##",
        "\nby f",
    ];

    /// All that shapes an outline.
    const PIECES: [&str; 32] = [
        "k n {\n  ",
        "k n \"T\" { ",
        "\n}\n",
        "}",
        "; }",
        "a: b\n  ",
        "a: b, ",
        "[",
        "]",
        "(c)",
        "\\",
        "\\\"",
        "\r\n",
        "\n\n",
        "\t",
        "\u{feff}",
        "## doc\n",
        "### no\n",
        "#",
        "and ",
        "by ",
        "for each ",
        "for ",
        "or\n",
        "=",
        "+ ",
        ": ",
        "| ",
        "\n    ",
        "\nk ",
        "\"x\"",
        "ä",
    ];

    #[test]
    fn a_sound_text_is_cut_alike_in_one_pass_and_by_its_marks() {
        let mut dice = Dice(20_261_129);
        let mut sound = 0;
        for round in 0..400_000 {
            let text = dice.text(if round % 2 == 0 { &PIECES } else { &COMMON }, 24);
            let cut = dice.below(text.len() + 1);
            let cut = (0..=cut).rev().find(|cut| text.is_char_boundary(*cut)).unwrap_or(0) as u32;
            let margin = dice.below(5) as u8;
            let parts = [
                Segment { end: cut, margin, ..Segment::whole(&text) },
                Segment { start: cut, margin: dice.below(5) as u8, ..Segment::whole(&text) },
            ];
            for segments in [&[Segment::whole(&text)] as &[Segment], &parts] {
                let Some(statements) = read(&text, segments) else { continue };
                let outline = read_by_marks(&text, segments);
                assert_eq!(
                    (&statements, &Vec::new()),
                    (&outline.statements, &outline.faults),
                    "{text:?} {cut}"
                );
                sound += usize::from(statements.top().iter().any(|statement| statement.body.is_some()));
            }
        }
        assert!(sound > 10_000, "only {sound} texts with blocks were sound");
    }
}
