//! What is known of a statement that could not be read: the attributes it would have given. They count as stated
//! but unknown, so that nothing complains about them a second time.

use super::tree::{Broken, Entry};
use crate::syntax::outline::{Range, first_word, is_attribute};
use crate::syntax::reader::Reader;

/// The small words that are attribute names as well.
const SMALL_WORDS: [&str; 12] =
    ["because", "during", "within", "after", "until", "from", "for", "via", "as", "by", "on", "to"];

/// The attributes that the unreadable statement at `range` would have given: its own, those of its tails, and those
/// that were drawn into it by a comma too many. One without a name if there are none.
pub(super) fn broken<'a>(reader: &Reader<'a>, range: Range) -> Vec<Entry<'a>> {
    let text = reader.slice(range);
    let mut found = Vec::new();
    let mut quoted = false;
    let mut line_start = true;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let word = if quoted { "" } else { first_word(rest) };
        let own = line_start && is_attribute(rest);
        if !word.is_empty() && (own || SMALL_WORDS.contains(&word)) {
            let name = reader.name(Range { start: range.start + at as u32, end: range.end }, word.len());
            found.push(Entry::Broken(Broken { name: Some(name), span: reader.span(range) }));
        }
        let step = step(rest, word);
        line_start = matches!(step.1, '\n') || line_start && step.1.is_whitespace();
        quoted ^= step.1 == '"';
        at += step.0;
    }
    if found.is_empty() {
        found.push(Entry::Broken(Broken { name: None, span: reader.span(range) }));
    }
    found
}

/// How far to go on, and the last character passed.
fn step(rest: &str, word: &str) -> (usize, char) {
    // A word in the middle of another one is passed over as a whole.
    let joined = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    let length = joined.max(word.len());
    match rest.chars().next() {
        Some(_) if length > 0 => (length, 'a'),
        Some(first) => (first.len_utf8(), first),
        None => (1, ' '),
    }
}
