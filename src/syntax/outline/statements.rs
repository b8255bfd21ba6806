//! The statements of a file, held in one list however deep they stand inside each other.

use super::Range;

/// A statement, and the block behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct Statement<'s> {
    /// From the first to the last `##` line in front of it.
    pub doc: Option<Range>,
    /// The statement without the block and without the comment behind it.
    pub head: Range,
    /// What stands between its braces.
    pub body: Option<Statements<'s>>,
    /// Where the block ends, behind the brace; the end of the head if there is none.
    pub end: u32,
}

/// Statements of a file, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct Statements<'s>(&'s [Listed]);

/// All statements of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::syntax) struct List(Vec<Listed>);

/// A statement in the list. Those of its block stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) doc: Option<Range>,
    pub(super) head: Range,
    pub(super) end: u32,
    /// How many statements stand in its block, those in the blocks of these included.
    inside: Option<u32>,
}

/// The place of a header whose block is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened(usize);

impl List {
    /// None yet, with room for so many.
    pub(super) fn with_room_for(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Adds a statement without a block.
    pub(super) fn add(&mut self, doc: Option<Range>, head: Range) {
        self.0.push(Listed { doc, head, end: head.end, inside: None });
    }

    /// Adds a header. All that is added before its block is shut stands in it.
    pub(super) fn open(&mut self, doc: Option<Range>, head: Range) -> Opened {
        self.0.push(Listed { doc, head, end: head.end, inside: Some(0) });
        Opened(self.0.len() - 1)
    }

    /// Shuts the block behind a header.
    pub(super) fn shut(&mut self, header: Opened, end: u32) {
        let inside = self.0.len() - header.0 - 1;
        if let Some(header) = self.0.get_mut(header.0) {
            (header.end, header.inside) = (end, Some(inside as u32));
        }
    }

    /// The header of an open block.
    pub(super) fn head(&self, header: Opened) -> Range {
        self.0.get(header.0).map_or(Range { start: 0, end: 0 }, |header| header.head)
    }

    /// Takes the last statement back if it has no block and is `unwanted`.
    pub(super) fn take_back(&mut self, unwanted: impl FnOnce(Range) -> bool) -> Option<Listed> {
        self.0.pop_if(|last| last.inside.is_none() && unwanted(last.head))
    }

    /// The statements at the top.
    pub(in crate::syntax) fn top(&self) -> Statements<'_> {
        Statements(&self.0)
    }
}

impl<'s> Statement<'s> {
    /// What stands between its braces, one by one; nothing if it has none.
    pub(in crate::syntax) fn inner(&self) -> Siblings<'s> {
        self.body.map_or(Siblings(&[]), Statements::iter)
    }
}

impl<'s> Statements<'s> {
    /// One by one.
    pub(in crate::syntax) fn iter(self) -> Siblings<'s> {
        Siblings(self.0)
    }
}

impl<'s> IntoIterator for Statements<'s> {
    type Item = Statement<'s>;
    type IntoIter = Siblings<'s>;

    fn into_iter(self) -> Siblings<'s> {
        self.iter()
    }
}

/// Statements one by one; those in a block come with its header.
#[derive(Debug, Clone)]
pub(in crate::syntax) struct Siblings<'s>(&'s [Listed]);

impl<'s> Iterator for Siblings<'s> {
    type Item = Statement<'s>;

    fn next(&mut self) -> Option<Statement<'s>> {
        let (first, rest) = self.0.split_first()?;
        let inside = first.inside.unwrap_or(0) as usize;
        let (inner, behind) = rest.split_at_checked(inside).unwrap_or((rest, &[]));
        self.0 = behind;
        let body = first.inside.map(|_| Statements(inner));
        Some(Statement { doc: first.doc, head: first.head, body, end: first.end })
    }
}
