//! Keeps statements shallow. Everything that reads or walks an expression recurses, so how deep it may go is
//! counted here, in one pass over the words and without recursion, before it is parsed.

/// How deep brackets and conditions may stand inside each other, and how many values a sum may have.
pub(super) const MAX_DEPTH: usize = 64;

/// What makes a statement deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Brackets alone.
    Brackets,
    /// Brackets, and words such as `not` and `every`.
    Conditions,
}

/// Where `text` gets deeper than [`MAX_DEPTH`], if it does.
pub(super) fn too_deep(text: &str, measure: Measure) -> Option<usize> {
    // Each level takes at least one byte.
    if text.len() <= MAX_DEPTH { None } else { Depth::new(measure).run(text) }
}

/// The first bracket in `text` that no bracket closes.
pub(super) fn open_bracket(text: &str) -> Option<usize> {
    let mut depth = Depth::new(Measure::Brackets);
    depth.limit = usize::MAX;
    depth.run(text);
    depth.brackets.first().map(|(at, _)| *at)
}

/// What is open at some point of a statement.
struct Depth {
    measure: Measure,
    limit: usize,
    /// Brackets, quantifiers and conditions that are open.
    open: usize,
    /// `not` directly before this point.
    nots: usize,
    /// Where each open bracket stands, and what was open before it.
    brackets: Vec<(usize, usize)>,
}

impl Depth {
    fn new(measure: Measure) -> Self {
        Self { measure, limit: MAX_DEPTH, open: 0, nots: 0, brackets: Vec::new() }
    }

    fn run(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = text.get(at..).unwrap_or("");
            let length = match byte {
                // Nothing is read behind a text that is never closed.
                b'"' => text_length(rest).unwrap_or(rest.len()),
                b'#' if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => line_length(rest),
                _ if byte.is_ascii_alphanumeric() || byte == b'_' => self.word(rest),
                _ => self.sign(at, byte),
            };
            if self.open + self.nots > self.limit {
                return Some(at);
            }
            at += length;
        }
        None
    }

    fn word(&mut self, rest: &str) -> usize {
        let end = rest.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'));
        let length = end.unwrap_or(rest.len());
        match rest.get(..length).unwrap_or("") {
            _ if self.measure == Measure::Brackets => {}
            "not" => self.nots += 1,
            "every" | "some" | "no" | "one" | "if" => self.enter(),
            _ => self.nots = 0,
        }
        length
    }

    fn sign(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'(' | b'[' => {
                self.brackets.push((at, self.open));
                self.enter();
            }
            b')' | b']' => self.open = self.brackets.pop().map_or(0, |(_, open)| open),
            _ => {}
        }
        1
    }

    fn enter(&mut self) {
        self.open += 1 + self.nots;
        self.nots = 0;
    }
}

/// How long the text in quotes is that `rest` starts with, if it is closed.
pub(super) fn text_length(rest: &str) -> Option<usize> {
    if let Some(long) = rest.strip_prefix("\"\"\"") {
        return long.find("\"\"\"").map(|end| end + 6);
    }
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return Some(at + 1),
            b'\n' => return None,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    None
}

/// How far it is to the end of the line.
pub(super) fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}
