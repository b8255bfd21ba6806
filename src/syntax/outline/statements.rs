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
pub(in crate::syntax) struct Statements<'s> {
    /// Where the first of them stands in the list of the file.
    first: u32,
    listed: &'s [Listed],
}

/// Which statements of a file they are, for who asks for them later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::syntax) struct Within {
    first: u32,
    count: u32,
}

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
        Statements { first: 0, listed: &self.0 }
    }

    /// How many statements stand in the block of each, in the order of the file; none for one without a block.
    pub(in crate::syntax) fn nesting(&self) -> Vec<Option<u32>> {
        self.0.iter().map(|statement| statement.inside).collect()
    }

    /// Each statement at the top with those in it, behind the place where it starts.
    pub(in crate::syntax) fn whole(&self) -> impl Iterator<Item = (u32, Within)> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let statement = self.0.get(next as usize)?;
            let within = Within { first: next, count: 1 + statement.inside.unwrap_or(0) };
            next += within.count;
            Some((statement.head.start, within))
        })
    }

    /// These statements of the file.
    pub(in crate::syntax) fn within(&self, Within { first, count }: Within) -> Statements<'_> {
        let from = first as usize;
        Statements { first, listed: self.0.get(from..from + count as usize).unwrap_or(&[]) }
    }
}

impl<'s> Statement<'s> {
    /// What stands between its braces, one by one; nothing if it has none.
    pub(in crate::syntax) fn inner(&self) -> Siblings<'s> {
        self.body.unwrap_or(Statements { first: 0, listed: &[] }).iter()
    }
}

impl<'s> Statements<'s> {
    /// One by one.
    pub(in crate::syntax) fn iter(self) -> Siblings<'s> {
        Siblings(self)
    }

    /// Which they are.
    pub(in crate::syntax) fn within(self) -> Within {
        Within { first: self.first, count: self.listed.len() as u32 }
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
pub(in crate::syntax) struct Siblings<'s>(Statements<'s>);

impl<'s> Iterator for Siblings<'s> {
    type Item = Statement<'s>;

    fn next(&mut self) -> Option<Statement<'s>> {
        let (statement, rest) = self.0.listed.split_first()?;
        let count = statement.inside.unwrap_or(0);
        let (inner, behind) = rest.split_at_checked(count as usize).unwrap_or((rest, &[]));
        let inner = Statements { first: self.0.first + 1, listed: inner };
        self.0 = Statements { first: inner.first + count, listed: behind };
        let body = statement.inside.map(|_| inner);
        Some(Statement { doc: statement.doc, head: statement.head, body, end: statement.end })
    }
}
