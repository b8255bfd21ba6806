//! Puts statements and comments in order. Gives up if a byte that is no space would be lost.

use super::record::Record;
use super::{Body, Gap, Item, Outlined, Range, Statement, What};
use crate::syntax::outline::Statements;

/// What items are made from.
pub(super) struct Builder<'a> {
    /// The file.
    pub text: &'a str,
    /// What was read.
    pub record: &'a Record,
    /// All comments.
    pub comments: &'a [Range],
}

/// A statement, a comment or tangled lines, at their place.
#[derive(Clone, Copy)]
enum Part<'s> {
    Comment(Range),
    Statement(Outlined<'s>),
    Tangle(Range),
}

impl Part<'_> {
    /// The bytes it takes up. Tangled lines lose the empty ones at their end, but no space: it may count.
    fn range(self, text: &str) -> Range {
        match self {
            Self::Comment(range) => range,
            Self::Statement(statement) => Range { start: statement.head.start, end: statement.end },
            Self::Tangle(range) => {
                let whole = range.of(text);
                let content = whole.trim_end().len();
                let line =
                    whole.get(content..).and_then(|rest| rest.split(['\r', '\n']).next()).unwrap_or("");
                Range { start: range.start, end: range.start + (content + line.len()) as u32 }
            }
        }
    }
}

impl Builder<'_> {
    /// What stands in `range`, which is a whole section.
    pub fn top(&self, range: Range, statements: &[Outlined<'_>], zones: &[Range]) -> Option<Vec<Item>> {
        let tangled = |at: u32| {
            let zone = zones.get(zones.partition_point(|zone| zone.end <= at));
            zone.is_some_and(|zone| zone.start <= at)
        };
        let sound = statements.iter().copied().filter(|top| !tangled(top.head.start));
        let mut parts: Vec<Part<'_>> = sound.map(Part::Statement).collect();
        parts.extend(zones.iter().map(|zone| Part::Tangle(*zone)));
        self.items(range, parts)
    }

    /// Whether nothing of a statement would be lost.
    pub fn has_shape(&self, statement: &Outlined<'_>) -> bool {
        self.statement(statement).is_some()
    }

    /// What stands in the block `range`, the braces aside.
    fn block(&self, range: Range, statements: Statements<'_>) -> Option<Vec<Item>> {
        self.items(range, statements.iter().map(Part::Statement).collect())
    }

    fn items(&self, range: Range, mut parts: Vec<Part<'_>>) -> Option<Vec<Item>> {
        parts.sort_by_key(|part| part.range(self.text));
        let free = self.comments_outside(range, &parts);
        parts.extend(free.into_iter().map(Part::Comment));
        parts.sort_by_key(|part| part.range(self.text));
        let mut items = Vec::with_capacity(parts.len());
        let mut at = range.start;
        for part in parts {
            let own = part.range(self.text);
            let gap = self.gap(at, own.start)?;
            let behind = matches!(part, Part::Comment(_)) && self.is_behind_semicolon(own.start);
            let starts = items.is_empty() && !self.is_behind_brace(range);
            let gap = if behind { Gap::Same } else { gap.max(if starts { Gap::Next } else { Gap::Same }) };
            at = own.end;
            items.push(Item { gap, what: self.what(part)? });
        }
        self.gap(at, range.end)?;
        Some(items)
    }

    /// The comments in `range` that stand in none of `parts`, which are in order.
    fn comments_outside(&self, range: Range, parts: &[Part<'_>]) -> Vec<Range> {
        let from = self.comments.partition_point(|comment| comment.start < range.start);
        let inside = self.comments.iter().skip(from).take_while(|comment| comment.start < range.end);
        let mut parts = parts.iter().map(|part| part.range(self.text)).peekable();
        let mut free = Vec::new();
        for comment in inside {
            while parts.next_if(|part| part.end <= comment.start).is_some() {}
            if parts.peek().is_none_or(|part| comment.start < part.start) {
                let end = comment.start + comment.of(self.text).trim_end().len() as u32;
                free.push(Range { start: comment.start, end });
            }
        }
        free
    }

    /// What the bytes from `start` to `end` part; none if they hold more than space and semicolons.
    fn gap(&self, start: u32, end: u32) -> Option<Gap> {
        let between = self.text.get(start as usize..end as usize)?;
        let between = if start == 0 { between.trim_start_matches('\u{feff}') } else { between };
        if !between.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b';')) {
            return None;
        }
        Some(match between.bytes().filter(|byte| *byte == b'\n').count() {
            0 => Gap::Same,
            1 => Gap::Next,
            _ => Gap::Blank,
        })
    }

    /// Whether a comment would describe something if the semicolon before it went away.
    fn is_behind_semicolon(&self, comment: u32) -> bool {
        self.text
            .get(..comment as usize)
            .is_some_and(|before| before.trim_end_matches([' ', '\t', '\r']).ends_with(';'))
    }

    /// Whether `range` stands in braces, and is no whole section.
    fn is_behind_brace(&self, range: Range) -> bool {
        self.text.get(..range.start as usize).is_some_and(|before| before.ends_with('{'))
    }

    fn what(&self, part: Part<'_>) -> Option<What> {
        Some(match part {
            Part::Comment(range) => What::Comment(range),
            Part::Tangle(_) => What::Tangle(part.range(self.text)),
            Part::Statement(statement) => What::Statement(self.statement(&statement)?),
        })
    }

    fn statement(&self, statement: &Outlined<'_>) -> Option<Statement> {
        let range = statement.head;
        let body = match statement.body {
            Some(inner) => Some(self.body(range.end, statement.end, inner)?),
            None => None,
        };
        Some(Statement { range, doc: statement.doc, head: self.record.head(range), body })
    }

    /// The block between a header that ends at `head` and `end`.
    fn body(&self, head: u32, end: u32, inner: Statements<'_>) -> Option<Body> {
        let rest = self.text.get(head as usize..end as usize)?;
        let opened = rest.trim_start().strip_prefix('{')?;
        let inside = Range { start: end - opened.len() as u32, end: end.checked_sub(1)? };
        let closed = opened.ends_with('}');
        let one_line = !inside.of(self.text).contains('\n');
        closed.then(|| self.block(inside, inner)).flatten().map(|items| Body { items, one_line })
    }
}
