//! Texts in quotes: escapes, and the margin of texts over several lines.

use std::borrow::Cow;

use super::grammar::Node;
use super::reader::Reader;
use super::{Name, Words};
use crate::finding::Finding;
use crate::text::Span;

/// One character of a text, with the byte of its sign in the quoted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// Counted from the opening quote.
    pub at: usize,
    /// What it stands for.
    pub character: char,
    /// Whether it was written with a backslash.
    pub escaped: bool,
}

/// The text of a `text` node, its escapes resolved.
pub(super) fn words<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Words<'a>> {
    let quoted = node.text();
    let text = match plain(quoted) {
        Some(plain) => Cow::Borrowed(plain),
        None => Cow::Owned(letters(reader, node.name())?.iter().map(|letter| letter.character).collect()),
    };
    Some(Words { text, span: node.span() })
}

/// What stands between the quotes, if it needs no change.
fn plain(quoted: &str) -> Option<&str> {
    match quoted.strip_prefix("\"\"\"") {
        Some(long) => long.strip_suffix("\"\"\"").filter(|long| !long.contains('\n')),
        None => quoted.strip_prefix('"')?.strip_suffix('"').filter(|short| !short.contains('\\')),
    }
}

/// The characters that a text with its quotes stands for.
pub(super) fn letters<'a>(reader: &mut Reader<'a>, text: Name<'a>) -> Option<Vec<Letter>> {
    let quoted = text.text;
    if let Some(long) = quoted.strip_prefix("\"\"\"") {
        return Some(long_letters(long.strip_suffix("\"\"\"").unwrap_or(long)));
    }
    let mut letters = Vec::with_capacity(quoted.len());
    let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or("");
    let mut characters = inner.char_indices().map(|(at, character)| (at + 1, character));
    while let Some((at, character)) = characters.next() {
        let escaped = character == '\\';
        let meant = if escaped { characters.next().map_or('\\', |(_, next)| next) } else { character };
        let character = match (escaped, meant) {
            (true, 'n') => '\n',
            (true, '"' | '\\') | (false, _) => meant,
            (true, other) => {
                reader.report(unknown_escape(text.span, at, other));
                return None;
            }
        };
        letters.push(Letter { at, character, escaped });
    }
    Some(letters)
}

fn unknown_escape(text: Span, at: usize, meant: char) -> Finding {
    let start = text.start + at as u32;
    let span = Span::new(text.file, start, start + 1 + meant.len_utf8() as u32);
    Finding::unreadable("syntax/text", span, format!("`\\{meant}` is no escape"))
        .help("write `\\\\` for a backslash, `\\\"` for a quote and `\\n` for a line break")
}

/// A text in three quotes means what it shows. If it starts behind a line break, that break, the common margin and
/// the line of the closing quotes do not belong to it.
fn long_letters(inner: &str) -> Vec<Letter> {
    let first_line = inner.split('\n').next().unwrap_or("");
    let block = inner.contains('\n') && first_line.trim().is_empty();
    let start = if block { first_line.len() + 1 } else { 0 };
    let body = inner.get(start..).unwrap_or("");
    let body = if block { without_last_line(body) } else { body };
    let margin = if block { common_margin(body) } else { 0 };
    let mut letters = Vec::with_capacity(body.len());
    let mut at = start + 3;
    for line in body.split_inclusive('\n') {
        push_line(&mut letters, line, at, margin);
        at += line.len();
    }
    letters
}

/// A text without its last line, if that is empty.
fn without_last_line(body: &str) -> &str {
    let (rest, last) = body.rsplit_once('\n').unwrap_or(("", body));
    if last.trim().is_empty() { rest } else { body }
}

fn push_line(letters: &mut Vec<Letter>, line: &str, at: usize, margin: usize) {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let skipped = blanks.min(margin);
    for (offset, character) in line.char_indices().skip(skipped) {
        if character != '\r' {
            letters.push(Letter { at: at + offset, character, escaped: false });
        }
    }
}

/// The smallest indentation of the lines that are not empty.
fn common_margin(body: &str) -> usize {
    let full = body.split('\n').filter(|line| !line.trim().is_empty());
    full.map(|line| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()).min().unwrap_or(0)
}
