//! Puts marks together into statements and blocks, in one of two readings of the braces.

use super::faults::Fault;
use super::lines::{ends_open, indent, is_attribute, is_header, skip_blanks, starts_open, trim_end};
use super::marks::{Mark, MarkKind};
use super::statements::Opened;
use super::{MAX_DEPTH, MAX_STATEMENTS, Outline, Range};

/// How braces are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Braces alone decide.
    Plain,
    /// A header at the margin closes everything that is open.
    Margin,
}

/// A block that is still open.
struct Frame {
    header: Opened,
    /// Whether the first statement in it stands to the right of the margin, once that is known.
    indented: Option<bool>,
    /// Whether its header stands at the margin.
    at_margin: bool,
}

/// The pass over the marks.
pub(super) struct Builder<'t> {
    text: &'t str,
    marks: &'t [Mark],
    reading: Reading,
    outline: Outline,
    frames: Vec<Frame>,
    /// The last statement at the top, if it has no block.
    last_at_top: Option<Range>,
    /// Statements that look as if they belonged to the top, but stand in a block: a block was not closed.
    pub misplaced: Vec<u32>,
    doc: Option<Range>,
    /// How many braces are open inside something that is passed over.
    passing: Option<u32>,
    /// Whether nothing but line breaks and comments stands behind the last statement.
    fresh: bool,
    margin: u32,
    count: usize,
}

impl<'t> Builder<'t> {
    pub fn new(text: &'t str, marks: &'t [Mark], reading: Reading, margin: u8) -> Self {
        Self {
            text,
            marks,
            reading,
            outline: Outline::default(),
            frames: Vec::new(),
            last_at_top: None,
            misplaced: Vec::new(),
            doc: None,
            passing: None,
            fresh: false,
            margin: u32::from(margin),
            count: 0,
        }
    }

    /// Reads all marks, from `start` on.
    pub fn run(mut self, start: u32) -> (Outline, Vec<u32>) {
        let mut index = 0;
        let mut at = start;
        while let Some(&mark) = self.marks.get(index) {
            let content = skip_blanks(self.text, at, mark.at);
            let bracket = matches!(mark.kind, MarkKind::Bracket(_) | MarkKind::Unbracket);
            if content == mark.at && !bracket {
                at = self.gap(mark);
                index += 1;
                continue;
            }
            let (end, next) = self.extent(content, index);
            let Some(&stop) = self.marks.get(next) else { break };
            self.statement(Range { start: content, end }, stop);
            if self.count > MAX_STATEMENTS {
                break;
            }
            at = if stop.kind == MarkKind::Open { stop.at + 1 } else { stop.at };
            index = if stop.kind == MarkKind::Open { next + 1 } else { next };
        }
        self.finish()
    }

    /// Where the statement that starts at `start` ends, and the index of the mark that ends it.
    fn extent(&self, start: u32, mut index: usize) -> (u32, usize) {
        let mut end = start;
        let mut resumed = start;
        while let Some(mark) = self.marks.get(index) {
            let here = trim_end(self.text, resumed, mark.at);
            match mark.kind {
                MarkKind::Bracket(Some(partner)) => index = partner as usize + 1,
                MarkKind::Bracket(None) | MarkKind::Unbracket => index += 1,
                MarkKind::Open | MarkKind::Close | MarkKind::Semicolon | MarkKind::Border { .. } => {
                    return (if here > resumed { here } else { end }, index);
                }
                MarkKind::Comment { .. } | MarkKind::Break { .. } => {
                    end = if here > resumed { here } else { end };
                    let (content, next) = self.next_content(index);
                    let so_far = Range { start, end }.of(self.text);
                    if !ends_open(so_far) && !self.resumes(content, next) {
                        return (end, index);
                    }
                    resumed = content;
                    index = next;
                }
            }
        }
        (end, index)
    }

    /// Where text goes on behind the line breaks and comments at `index`, and the first mark from there.
    fn next_content(&self, mut index: usize) -> (u32, usize) {
        let mut content = None;
        while let Some(mark) = self.marks.get(index) {
            if let Some(content) = content.filter(|content| *content < mark.at) {
                return (content, index);
            }
            let (MarkKind::Comment { end, .. } | MarkKind::Break { end, .. }) = mark.kind else {
                return (mark.at, index);
            };
            index += 1;
            let limit = self.marks.get(index).map_or(end, |next| next.at);
            content = Some(skip_blanks(self.text, end, limit));
        }
        (content.unwrap_or(0), index)
    }

    /// Whether the line at `content` belongs to the statement before it.
    fn resumes(&self, content: u32, next: usize) -> bool {
        let end = self.marks.get(next).map_or(content, |mark| mark.at);
        starts_open(Range { start: content, end }.of(self.text))
    }

    /// A mark between statements. Says where to go on.
    fn gap(&mut self, mark: Mark) -> u32 {
        match mark.kind {
            MarkKind::Break { end, blank } => {
                if blank {
                    self.doc = None;
                }
                return end;
            }
            MarkKind::Comment { end, doc } => {
                if doc {
                    self.doc = Some(Range { start: self.doc.map_or(mark.at, |doc| doc.start), end });
                }
                return end;
            }
            MarkKind::Open => self.open_without_header(mark.at),
            MarkKind::Close => self.close(mark.at),
            MarkKind::Semicolon => self.fresh = false,
            MarkKind::Border { next, margin } => {
                self.doc = None;
                self.fresh = false;
                self.margin = u32::from(margin);
                return next;
            }
            // A bracket never stands between statements, it starts one.
            MarkKind::Bracket(_) | MarkKind::Unbracket => {}
        }
        mark.at + 1
    }

    fn statement(&mut self, head: Range, stop: Mark) {
        let opens = stop.kind == MarkKind::Open;
        let indent = indent(self.text, head.start);
        let at_margin = indent == Some(self.margin);
        if at_margin && !self.frames.is_empty() && self.belongs_to_top(head, opens) {
            match self.reading {
                Reading::Plain => self.misplaced.push(head.start),
                Reading::Margin => self.close_all(Some(head)),
            }
        }
        if let Some(depth) = &mut self.passing {
            *depth += u32::from(opens);
            self.doc = None;
            return;
        }
        if self.reading == Reading::Margin && self.frames.is_empty() && !at_margin {
            self.open_lost_block(head);
        }
        self.count += 1;
        if self.count > MAX_STATEMENTS {
            self.outline.faults.push(Fault::TooMany(head.start));
        }
        self.note_indent(indent);
        let doc = self.doc.take();
        if opens {
            self.open(doc, head, stop.at, at_margin);
        } else {
            if self.frames.is_empty() {
                self.last_at_top = Some(head);
            }
            self.outline.statements.add(doc, head);
        }
        self.fresh = !opens;
    }

    fn is_at_margin(&self, head: Range) -> bool {
        indent(self.text, head.start) == Some(self.margin)
    }

    /// Whether a statement at the margin looks as if it belonged to the top, not to the block that is open.
    fn belongs_to_top(&self, head: Range, opens: bool) -> bool {
        let indented = self.frames.first().is_some_and(|frame| frame.indented == Some(true));
        is_header(head.of(self.text)) && (opens || indented)
    }

    fn note_indent(&mut self, indent: Option<u32>) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.indented.is_none())
            && let Some(indent) = indent
        {
            frame.indented = Some(indent > self.margin);
        }
    }

    fn open(&mut self, doc: Option<Range>, head: Range, brace: u32, at_margin: bool) {
        if self.frames.len() == MAX_DEPTH {
            self.outline.faults.push(Fault::TooDeep(brace));
            self.passing = Some(1);
            return;
        }
        let header = self.outline.statements.open(doc, head);
        self.frames.push(Frame { header, indented: None, at_margin });
    }

    /// A brace where a statement should start: it belongs to the line above, or to nothing.
    fn open_without_header(&mut self, at: u32) {
        if let Some(depth) = &mut self.passing {
            *depth += 1;
            return;
        }
        let (text, fresh) = (self.text, self.fresh);
        let is_bare = |last: Range| fresh && !is_attribute(last.of(text));
        if let Some(above) = self.outline.statements.take_back(is_bare) {
            self.outline.faults.push(Fault::Detached { at, head: above.head });
            self.open(above.doc, above.head, at, self.is_at_margin(above.head));
        } else {
            self.outline.faults.push(Fault::Headless(at));
            self.passing = Some(1);
        }
        self.doc = None;
        self.fresh = false;
    }

    fn close(&mut self, at: u32) {
        self.doc = None;
        self.fresh = false;
        if let Some(depth) = self.passing {
            self.passing = Some(depth - 1).filter(|depth| *depth > 0);
            return;
        }
        if self.reading == Reading::Margin && indent(self.text, at) == Some(self.margin) {
            self.close_inner(at);
        }
        match self.frames.pop() {
            Some(frame) => self.outline.statements.shut(frame.header, at + 1),
            None => self.outline.faults.push(Fault::Stray(at)),
        }
    }

    /// A brace at the margin cannot close a block that was moved right inside one that was not.
    fn close_inner(&mut self, at: u32) {
        if !self.frames.iter().any(|frame| frame.at_margin) {
            return;
        }
        while let Some(frame) = self.frames.pop_if(|frame| !frame.at_margin) {
            let before = Some(Range { start: at, end: at + 1 });
            self.unclosed(frame.header, before);
            self.outline.statements.shut(frame.header, at);
        }
    }

    /// An attribute at the top belongs to the header above it, whose brace is missing.
    fn open_lost_block(&mut self, head: Range) {
        let text = self.text;
        if !is_attribute(head.of(text)) {
            return;
        }
        let at_top = self.last_at_top;
        let is_bare = |last: Range| at_top == Some(last) && is_header(last.of(text));
        if let Some(above) = self.outline.statements.take_back(is_bare) {
            self.outline.faults.push(Fault::Unopened { head: above.head, before: head });
            self.open(above.doc, above.head, head.start, self.is_at_margin(above.head));
        }
    }

    /// Closes every open block before `before`.
    fn close_all(&mut self, before: Option<Range>) {
        let passed = self.passing.take().is_some();
        let whole = self.count <= MAX_STATEMENTS;
        while let Some(frame) = self.frames.pop() {
            if whole && (!passed || self.frames.is_empty()) {
                self.unclosed(frame.header, before);
            }
            let end = before.map_or(self.text.len() as u32, |before| before.start);
            self.outline.statements.shut(frame.header, trim_end(self.text, 0, end));
        }
    }

    fn unclosed(&mut self, header: Opened, before: Option<Range>) {
        let head = self.outline.statements.head(header);
        self.outline.faults.push(Fault::Unclosed { head, before });
    }

    fn finish(mut self) -> (Outline, Vec<u32>) {
        self.close_all(None);
        (self.outline, self.misplaced)
    }
}
