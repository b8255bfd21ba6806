//! A range of bytes in one file.

/// A file in [`Sources`](super::Sources), by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes of one file: `start` included, `end` not.
///
/// INVARIANT: `start <= end` and both lie on character boundaries of the file (`tests/hostile`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte, from 0.
    pub start: u32,
    /// First byte behind it, from 0.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to `end` of `file`.
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The empty range before the first byte of `file`.
    pub const fn head_of(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }

    /// The smallest range that holds both; `other` must lie in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.file, self.start.min(other.start), self.end.max(other.end))
    }

    /// How many bytes it holds.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range to slice the file's text with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
