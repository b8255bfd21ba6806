//! What lines look like: where a statement goes on over a line break, and what looks like the header of a block.

/// Whether a word ties a line to the next one when it stands at its end.
fn is_open_end(word: &[u8]) -> bool {
    matches!(
        word,
        b"and"
            | b"or"
            | b"where"
            | b"then"
            | b"else"
            | b"not"
            | b"when"
            | b"because"
            | b"default"
            | b"="
            | b"+"
            | b"-"
            | b"!="
            | b"<="
            | b">="
            | b"has"
    )
}

/// How long the longest of these words is, and of those below.
const LONGEST_END: usize = "because".len();

/// Whether a word ties a line to the one before when it stands at its start.
fn is_leading(word: &str) -> bool {
    matches!(word, "and" | "or" | "where" | "then" | "else" | "default" | "=" | "+")
}

/// Whether a word is one of the small words of the plan language that are attribute names as well: each can start a tail.
pub(in crate::syntax) fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "because"
            | "during"
            | "within"
            | "after"
            | "until"
            | "from"
            | "for"
            | "via"
            | "as"
            | "by"
            | "on"
            | "to"
    )
}

/// Whether a byte is space inside a line.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// Whether a byte belongs to a word.
#[inline]
pub(in crate::syntax) fn is_word(byte: u8) -> bool {
    IN_WORDS.get(byte as usize) == Some(&true)
}

/// Which bytes belong to words.
#[expect(clippy::indexing_slicing, reason = "there is a place for each byte")]
const IN_WORDS: [bool; 256] = {
    let mut words = [false; 256];
    let mut at = 0;
    while at < 256 {
        words[at] = (at as u8).is_ascii_alphanumeric() || at as u8 == b'_';
        at += 1;
    }
    words
};

/// Where the text before `end` ends without the space behind it, not before `start`.
pub(super) fn trim_end(text: &str, start: u32, end: u32) -> u32 {
    let part = text.as_bytes().get(start as usize..end as usize).unwrap_or(&[]);
    let last = part.iter().rposition(|byte| !is_space(*byte));
    last.map_or(start, |last| start + last as u32 + 1)
}

/// Where the text from `start` begins without the space before it, not behind `end`.
pub(super) fn skip_blanks(text: &str, start: u32, end: u32) -> u32 {
    let Some(part) = text.as_bytes().get(start as usize..end as usize) else { return end };
    let mut at = 0;
    while let Some(byte) = part.get(at) {
        at += match byte {
            byte if is_space(*byte) => 1,
            0xEF if part.get(at..).is_some_and(|rest| rest.starts_with(MARK.as_bytes())) => MARK.len(),
            _ => break,
        };
    }
    start + at as u32
}

/// The byte order mark.
pub(super) const MARK: &str = "\u{feff}";

/// Whether a byte is space, line breaks included.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether a statement that ends in `line` so far goes on behind the line break.
pub(in crate::syntax) fn ends_open(line: &str) -> bool {
    let bytes = line.as_bytes();
    match bytes.last() {
        Some(b',') => return true,
        Some(b'a'..=b'z' | b'=' | b'+' | b'-') => {}
        _ => return false,
    }
    let longest = bytes.get(bytes.len().saturating_sub(LONGEST_END + 1)..).unwrap_or(&[]);
    let blank = longest.iter().rposition(|byte| matches!(byte, b' ' | b'\t'));
    blank.is_some_and(|blank| is_open_end(longest.get(blank + 1..).unwrap_or(&[])))
}

/// Whether a line that starts with `line` belongs to the statement before it.
pub(in crate::syntax) fn starts_open(line: &str) -> bool {
    let in_word = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'=' | b'+');
    let end = line.as_bytes().iter().take_while(|byte| in_word(byte)).count();
    if !matches!(line.as_bytes().get(end), Some(b' ' | b'\t')) || end > LONGEST_END {
        return false;
    }
    let (word, rest) = line.split_at(end);
    if is_leading(word) {
        return true;
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    let each = word == "for" && starts_with_word(rest, "each");
    let clause = word == "because" || each;
    is_small_word(word) && !clause && !rest.starts_with([':', '|'])
}

/// Whether `text` starts with the whole word `word`.
pub(super) fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.bytes().next().is_some_and(is_word))
}

/// The lower-case word that `text` starts with.
pub(in crate::syntax) fn first_word(text: &str) -> &str {
    if !text.starts_with(|first: char| first.is_ascii_lowercase()) {
        return "";
    }
    let end = text.bytes().position(|byte| !is_word(byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Whether `head` looks like the header of a block that names what it declares: `role desk`, `kind "Title"`.
pub(super) fn is_header(head: &str) -> bool {
    let word = first_word(head);
    let rest = head.get(word.len()..).unwrap_or("");
    let second = rest.trim_start_matches([' ', '\t']);
    !word.is_empty()
        && second.len() < rest.len()
        && second.starts_with(|first: char| first.is_ascii_lowercase() || first == '"')
}

/// Whether `head` looks like an attribute: `name:`.
pub(in crate::syntax) fn is_attribute(head: &str) -> bool {
    let word = first_word(head);
    !word.is_empty() && head.get(word.len()..).unwrap_or("").trim_start_matches([' ', '\t']).starts_with(':')
}

/// Whether a text that was never closed ends before the line at `start`: a brace alone, or a header at the margin.
pub(super) fn ends_lost_text(bytes: &[u8], start: usize) -> bool {
    let rest = bytes.get(start..).unwrap_or(&[]);
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let line = std::str::from_utf8(rest.get(..end).unwrap_or(&[])).unwrap_or("");
    line.trim() == "}" || is_header(line) && line.contains('{')
}

/// How far `at` stands from the start of its line, in spaces; none if something else stands before it.
pub(super) fn indent(text: &str, at: u32) -> Option<u32> {
    let before = text.get(..at as usize).unwrap_or("");
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let blanks = before.bytes().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let line_start = before.len() - blanks;
    let first = line_start == 0 || before.as_bytes().get(line_start - 1) == Some(&b'\n');
    first.then_some(blanks as u32)
}
