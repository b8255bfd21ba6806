//! The line table of a file: built once, asked often.

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
    /// Byte in the file, from 0.
    pub byte: u32,
}

/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Box<[u32]>,
}

impl LineIndex {
    /// Reads the line starts of `text` in one pass.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { starts: std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect() }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The number of the line that holds `byte`, from 0.
    pub fn line_of(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The first byte of `line` (from 0); the last line's for one beyond the end.
    pub fn start_of(&self, line: usize) -> u32 {
        self.starts.get(line).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// The place of `byte` in `text`, the text this table was made of.
    pub fn position(&self, text: &str, byte: u32) -> Position {
        let line = self.line_of(byte);
        let before = text.get(self.start_of(line) as usize..byte as usize).unwrap_or("");
        let before = before.trim_start_matches('\u{feff}');
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1, byte }
    }
}
