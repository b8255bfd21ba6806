//! Lines of a file for miette, found through the line table: what a frame costs does not depend on the
//! size of the file, nor on the length of a line.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::text::{Source, Span};

/// How many bytes of a line are shown on each side of the marked words.
const MARGIN: usize = 160;

/// A file that frames are cut from.
#[derive(Debug, Clone, Copy)]
pub struct Excerpt<'s>(pub &'s Source);

impl Excerpt<'_> {
    /// The part of `span` that is marked: within one line, not longer than can be shown, and at least one
    /// character if the line has one.
    pub fn marked(self, span: Span) -> SourceSpan {
        let text: &str = &self.0.text;
        let (start, last) = self.line_at(span.start as usize);
        let from = floor(text, (span.start as usize).min(last));
        let to = floor(text, (span.end as usize).min(last).min(from + MARGIN));
        let next = text.get(from..last).and_then(|rest| rest.chars().next());
        let before = text.get(start..from).and_then(|rest| rest.chars().next_back());
        let (from, to) = match (to > from, next, before) {
            (true, ..) => (from, to),
            (false, Some(next), _) => (from, from + next.len_utf8()),
            (false, None, Some(before)) => (from - before.len_utf8(), from),
            (false, None, None) => (from, from),
        };
        (from, to - from).into()
    }

    /// First byte of the line that holds `byte`, and the byte behind its last, line end not counted.
    fn line_at(self, byte: usize) -> (usize, usize) {
        let lines = self.0.lines();
        let line = lines.line_of(byte as u32);
        let start = lines.start_of(line) as usize;
        let end =
            if line + 1 < lines.count() { lines.start_of(line + 1) as usize } else { self.0.text.len() };
        let text = self.0.text.get(start..end).unwrap_or("");
        (start, start + text.trim_end_matches(['\n', '\r']).len())
    }

    /// The first byte to show before `span`: so many lines before, unless a line is too long to show.
    fn first(self, span: &SourceSpan, lines_before: usize) -> usize {
        let lines = self.0.lines();
        let line = lines.line_of(span.offset() as u32);
        let start = lines.start_of(line.saturating_sub(lines_before)) as usize;
        let own = lines.start_of(line) as usize;
        let reach = span.offset().saturating_sub(MARGIN);
        floor(&self.0.text, if own < reach { reach } else { start.max(reach.min(own)) })
    }

    /// The byte behind the last to show.
    fn last(self, span: &SourceSpan, lines_after: usize) -> usize {
        let lines = self.0.lines();
        let behind = span.offset() + span.len();
        let line = lines.line_of(behind.saturating_sub(1).max(span.offset()) as u32);
        let own = self.line_at(lines.start_of(line) as usize).1;
        let reach = behind + MARGIN;
        if own > reach {
            return floor(&self.0.text, reach);
        }
        let end = (line..=line + lines_after).rev().filter(|line| *line < lines.count());
        let ends = end.map(|line| self.line_at(lines.start_of(line) as usize).1);
        ends.clone().find(|end| *end <= own + MARGIN).unwrap_or(own)
    }
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text: &str = &self.0.text;
        let (first, last) = (self.first(span, lines_before), self.last(span, lines_after));
        let data = text.get(first..last).ok_or(MietteError::OutOfBounds)?;
        if span.len() > 4 * MARGIN {
            return Err(MietteError::OutOfBounds);
        }
        let place = self.0.position(if lines_before == 0 { span.offset() as u32 } else { first as u32 });
        let lines = data.bytes().filter(|byte| *byte == b'\n').count();
        let whole = (first, last - first).into();
        let (line, column) = (place.line as usize - 1, place.column as usize - 1);
        Ok(Box::new(MietteSpanContents::new_named(
            self.0.path.clone(),
            data.as_bytes(),
            whole,
            line,
            column,
            lines,
        )))
    }
}

/// The nearest start of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
