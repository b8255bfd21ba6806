//! Keeps expressions shallow. Everything that reads or walks an expression recurses, so how deep it may go is
//! counted here, in one pass over the words and without recursion, before it is parsed.

/// How deep brackets and conditions may stand inside each other, and how many values a sum may have.
pub(super) const MAX_DEPTH: usize = 64;

/// Where `text` gets deeper than [`MAX_DEPTH`], if it does.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // Each level takes at least one byte.
    if text.len() <= MAX_DEPTH { None } else { Depth::default().run(text) }
}

/// What is open at some point of an expression.
#[derive(Default)]
struct Depth {
    /// Brackets, quantifiers and conditions that are open.
    open: usize,
    /// `not` directly before this point.
    nots: usize,
    /// What was open before each bracket.
    brackets: Vec<usize>,
}

impl Depth {
    fn run(mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = text.get(at..).unwrap_or("");
            let length = match byte {
                b'"' => text_length(rest),
                b'#' if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                    rest.find('\n').unwrap_or(rest.len())
                }
                _ if byte.is_ascii_alphanumeric() || byte == b'_' => self.word(rest),
                _ => self.sign(byte),
            };
            if self.open + self.nots > MAX_DEPTH {
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
            "not" => self.nots += 1,
            "every" | "some" | "no" | "one" | "if" => {
                self.open += 1 + self.nots;
                self.nots = 0;
            }
            _ => self.nots = 0,
        }
        length
    }

    fn sign(&mut self, byte: u8) -> usize {
        match byte {
            b'(' | b'[' => {
                self.brackets.push(self.open);
                self.open += 1 + self.nots;
                self.nots = 0;
            }
            b')' | b']' => self.open = self.brackets.pop().unwrap_or(0),
            _ => {}
        }
        1
    }
}

/// How long the text in quotes is that `rest` starts with.
pub(super) fn text_length(rest: &str) -> usize {
    if let Some(long) = rest.strip_prefix("\"\"\"") {
        return long.find("\"\"\"").map_or(rest.len(), |end| end + 6);
    }
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    rest.len()
}
