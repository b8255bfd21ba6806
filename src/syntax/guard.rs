//! What is checked before anything is read: the size of a file, and characters that nobody can see.

use crate::finding::Finding;
use crate::text::{FileId, MAX_BYTES, Span};

/// How many hidden characters of a file are reported one by one.
const MAX_REPORTED: usize = 20;

/// The finding for a file that is too large to be read.
pub(super) fn too_large(file: FileId, text: &str) -> Option<Finding> {
    let message = format!("the file has {} bytes; at most {MAX_BYTES} are read", text.len());
    (text.len() > MAX_BYTES).then(|| Finding::unreadable("syntax/too-large", Span::head_of(file), message))
}

/// The places of hidden characters between `start` and `end`.
pub(super) fn hidden(text: &str, start: u32, end: u32) -> Vec<Hidden> {
    let part = text.get(start as usize..end as usize).unwrap_or("");
    let mut found = Vec::new();
    // Nearly all texts are plain throughout, and a test of all bytes alike is quick.
    if part.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
        return found;
    }
    for (at, character) in part.char_indices() {
        let is_line_end = character == '\r' && part.as_bytes().get(at + 1) == Some(&b'\n');
        let is_mark = character == '\u{feff}' && at == 0 && start == 0;
        if is_hidden(character) && !is_line_end && !is_mark {
            let at = start + at as u32;
            found.push(Hidden { at, character });
        }
    }
    found
}

/// Whether a byte is a character that everybody sees, or ends a line.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// A hidden character and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Its first byte.
    pub at: u32,
    /// The character.
    pub character: char,
}

/// One finding for each of `found`, up to a limit.
pub(super) fn report(file: FileId, found: &[Hidden]) -> Vec<Finding> {
    let shown = found.iter().take(MAX_REPORTED);
    let rest = found.len().saturating_sub(MAX_REPORTED);
    let mut findings: Vec<Finding> = shown.map(|hidden| finding(file, *hidden)).collect();
    if let Some(last) = findings.last_mut().filter(|_| rest > 0) {
        last.message = format!("{}, and {rest} more hidden characters behind it", last.message);
    }
    findings
}

fn finding(file: FileId, hidden: Hidden) -> Finding {
    let end = hidden.at + hidden.character.len_utf8() as u32;
    let code = u32::from(hidden.character);
    let character = format!("character U+{code:04X}");
    let message = match hidden.character {
        '\r' => format!("the control {character} stands without a line feed"),
        '\u{feff}' => format!("the byte order mark, {character}, stands inside the text"),
        '\u{2028}' | '\u{2029}' => format!("the {character} hides a line break"),
        other if turns(other) => format!("the {character} changes the direction of text"),
        other if other.is_control() => format!("the control {character} stands in the text"),
        _ => format!("the {character} has no width"),
    };
    Finding::unreadable("syntax/control-character", Span::new(file, hidden.at, end), message)
        .help("delete it; what is read must be what is shown")
}

/// Control characters apart from tab and line feed, marks that change the direction of writing, and
/// characters without width.
fn is_hidden(character: char) -> bool {
    let unseen = matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    );
    unseen || character.is_control() && !matches!(character, '\t' | '\n')
}

/// Whether a character changes the direction of writing.
fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
