//! The signs that shape a file: line breaks, comments, braces, semicolons and brackets outside texts. Found in
//! one pass over the bytes.

use super::Segment;
use super::lines::{MARK, ends_lost_text, is_blank};

/// A sign and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its first byte.
    pub at: u32,
    /// What it is.
    pub kind: MarkKind,
}

/// The signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// Line breaks with nothing but space between them, up to `end`; with an empty line if `blank`.
    Break { end: u32, blank: bool },
    /// A comment, up to `end`; a description if it starts its line with `##`.
    Comment { end: u32, doc: bool },
    /// `{`
    Open,
    /// `}`
    Close,
    /// `;`
    Semicolon,
    /// `(` or `[`, and the index of the mark that closes it before the next brace.
    Bracket(Option<u32>),
    /// `)` or `]`.
    Unbracket,
    /// The end of a segment; the next one starts at `next` and is moved right by `margin` spaces.
    Border { next: u32, margin: u8 },
}

/// Finds all signs in the segments of `text`, and one border behind each segment.
pub(super) fn find(text: &str, segments: &[Segment]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / USUAL_DISTANCE);
    for (number, segment) in segments.iter().enumerate() {
        let part = text.get(..segment.end as usize).unwrap_or(text);
        Scan::new(part, &mut marks).run(segment.start as usize);
        let next = segments.get(number + 1);
        let kind = MarkKind::Border {
            next: next.map_or(segment.end, |next| next.start),
            margin: next.map_or(0, |next| next.margin),
        };
        marks.push(Mark { at: segment.end, kind });
    }
    marks
}

/// How many bytes lie between two signs where there are many of them.
const USUAL_DISTANCE: usize = 16;

/// The pass over one segment.
struct Scan<'t, 'm> {
    bytes: &'t [u8],
    marks: &'m mut Vec<Mark>,
    /// Marks of brackets that are still open.
    brackets: Vec<usize>,
    /// Up to here no quote closes a text that starts on this line.
    quoteless: usize,
    /// What is known of texts in three quotes.
    long_texts: LongTexts,
}

/// Whether every text in three quotes is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LongTexts {
    /// As far as is known.
    Closed,
    /// One was found that is not.
    Lost,
    /// One is not, so each of them ends at the latest where a block visibly ends or starts.
    Suspected,
}

/// Which bytes may shape a file; most do not.
#[expect(clippy::indexing_slicing, reason = "there is a place for each byte")]
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut at = 0;
    while at < 256 {
        signs[at] = matches!(at as u8, b'\n' | b'"' | b'#' | b'{' | b'}' | b';' | b'(' | b')' | b'[' | b']');
        at += 1;
    }
    signs
};

impl<'t, 'm> Scan<'t, 'm> {
    fn new(text: &'t str, marks: &'m mut Vec<Mark>) -> Self {
        let bytes = text.as_bytes();
        Self { bytes, marks, brackets: Vec::new(), quoteless: 0, long_texts: LongTexts::Closed }
    }

    fn run(&mut self, start: usize) {
        let known = self.marks.len();
        self.pass(start);
        if self.long_texts == LongTexts::Lost {
            self.marks.truncate(known);
            self.long_texts = LongTexts::Suspected;
            self.pass(start);
        }
    }

    fn pass(&mut self, start: usize) {
        self.brackets.clear();
        self.quoteless = 0;
        let mut at = start;
        while let Some((sign, byte)) = next_sign(self.bytes, at) {
            at = self.step(sign, byte);
        }
    }

    /// Looks at the byte at `at` and says where to go on.
    fn step(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'\n' => return self.line_break(at),
            b'"' => return self.text(at),
            b'#' if starts_comment(self.bytes, at) => return self.comment(at),
            b'{' | b'}' => {
                self.brackets.clear();
                self.push(at, if byte == b'{' { MarkKind::Open } else { MarkKind::Close });
            }
            b';' => self.push(at, MarkKind::Semicolon),
            b'(' | b'[' => {
                self.brackets.push(self.marks.len());
                self.push(at, MarkKind::Bracket(None));
            }
            b')' | b']' => self.unbracket(at),
            _ => {}
        }
        at + 1
    }

    fn push(&mut self, at: usize, kind: MarkKind) {
        self.marks.push(Mark { at: at as u32, kind });
    }

    fn unbracket(&mut self, at: usize) {
        let partner = self.marks.len() as u32;
        if let Some(open) = self.brackets.pop().and_then(|index| self.marks.get_mut(index)) {
            open.kind = MarkKind::Bracket(Some(partner));
        }
        self.push(at, MarkKind::Unbracket);
    }

    /// A run of line breaks becomes one mark.
    fn line_break(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        let mut blank = false;
        let mut look = end;
        while let Some(&byte) = self.bytes.get(look) {
            look += 1;
            match byte {
                b'\n' => {
                    blank = true;
                    end = look;
                }
                b' ' | b'\t' | b'\r' => {}
                _ => break,
            }
        }
        self.push(at, MarkKind::Break { end: end as u32, blank });
        end
    }

    fn comment(&mut self, at: usize) -> usize {
        let (end, doc) = comment(self.bytes, at);
        self.push(at, MarkKind::Comment { end: end as u32, doc });
        end
    }

    /// A text in quotes, to behind its end; one that is never closed is passed by quote by quote.
    fn text(&mut self, at: usize) -> usize {
        if self.at(at + 1) == b'"' && self.at(at + 2) == b'"' {
            self.long_text(at)
        } else {
            self.short_text(at)
        }
    }

    fn short_text(&mut self, at: usize) -> usize {
        if at < self.quoteless {
            return at + 1;
        }
        short_text_end(self.bytes, at).unwrap_or_else(|quoteless| {
            self.quoteless = quoteless;
            at + 1
        })
    }

    fn long_text(&mut self, at: usize) -> usize {
        if self.long_texts == LongTexts::Suspected {
            return lost_text_end(self.bytes, at);
        }
        long_text_end(self.bytes, at).unwrap_or_else(|| {
            self.long_texts = LongTexts::Lost;
            self.bytes.len()
        })
    }

    fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }
}

/// The next byte from `at` on that may shape a file, and its place.
#[inline]
pub(super) fn next_sign(bytes: &[u8], at: usize) -> Option<(usize, u8)> {
    let is_sign = |byte: &u8| SIGNS.get(*byte as usize) == Some(&true);
    let rest = bytes.get(at..)?;
    // Four at a time, for most bytes are none.
    let plain =
        rest.chunks_exact(4).take_while(|four| !four.iter().fold(false, |any, byte| any | is_sign(byte)));
    let from = 4 * plain.count();
    let found = from + rest.get(from..)?.iter().position(is_sign)?;
    Some((at + found, *rest.get(found)?))
}

/// A comment starts at the start of a line, behind a space, and where a statement could start.
pub(super) fn starts_comment(bytes: &[u8], at: usize) -> bool {
    let before = before(bytes, at).last();
    before.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b';'))
}

/// What stands in front of `at`, but for the byte order mark of the file.
fn before(bytes: &[u8], at: usize) -> &[u8] {
    let before = bytes.get(..at).unwrap_or(&[]);
    before.strip_prefix(MARK.as_bytes()).unwrap_or(before)
}

/// Where the comment at `at` ends, before the line break, and whether it is a description: it starts its line with `##`.
pub(super) fn comment(bytes: &[u8], at: usize) -> (usize, bool) {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let line = rest.get(..length).unwrap_or(rest);
    let doc = line.starts_with(b"##") && line.get(2) != Some(&b'#') && is_first_on_line(bytes, at);
    (at + line.strip_suffix(b"\r").unwrap_or(line).len(), doc)
}

fn is_first_on_line(bytes: &[u8], at: usize) -> bool {
    let mut before = before(bytes, at).iter().rev();
    before.find(|byte| !is_blank(**byte)).is_none_or(|byte| *byte == b'\n')
}

/// The place behind the text on one line that starts at `at`; if it is not closed, up to where no quote is.
pub(super) fn short_text_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let shapes = |byte: &u8| matches!(byte, b'"' | b'\n' | b'\\');
    let mut look = at + 1;
    while let Some(skipped) = bytes.get(look..).and_then(|rest| rest.iter().position(shapes)) {
        look += skipped;
        match (bytes.get(look), bytes.get(look + 1)) {
            (Some(b'"'), _) => return Ok(look + 1),
            (Some(b'\\'), Some(b'\n' | b'\r')) => look += 1,
            (Some(b'\\'), _) => look += 2,
            _ => return Err(look),
        }
    }
    Err(bytes.len().max(look))
}

/// The place behind the text in three quotes that starts at `at`; none if it is never closed.
pub(super) fn long_text_end(bytes: &[u8], at: usize) -> Option<usize> {
    let inner = bytes.get(at + 3..)?;
    inner.windows(3).position(|three| three == b"\"\"\"").map(|length| at + 3 + length + 3)
}

/// The same where one of them is not closed: it ends at the latest where a block visibly ends or starts.
fn lost_text_end(bytes: &[u8], at: usize) -> usize {
    let mut look = at + 3;
    while let Some(&byte) = bytes.get(look) {
        if bytes.get(look..).is_some_and(|rest| rest.starts_with(b"\"\"\"")) {
            return look + 3;
        }
        look += 1;
        if byte == b'\n' && ends_lost_text(bytes, look) {
            return look - 1;
        }
    }
    bytes.len()
}
