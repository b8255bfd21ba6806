//! What is known of a statement that could not be read: the attributes it would have given. They count as stated
//! but unknown, so that nothing complains about them a second time.

use std::collections::BTreeSet;

use super::tree::{Broken, Entry};
use crate::syntax::outline::{Range, first_word, is_attribute, is_small_word};
use crate::syntax::reader::Reader;

/// The attributes that the unreadable statement at `range` would have given: its own, those of its tails, and those
/// that were drawn into it by a comma too many. One without a name if there are none.
pub(super) fn broken<'a>(reader: &Reader<'a>, range: Range) -> Vec<Entry<'a>> {
    let text = reader.slice(range);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut quoted = false;
    let mut line_start = true;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let joined = joined_length(rest);
        let word = if quoted { "" } else { first_word(rest) };
        let own = line_start && is_attribute(rest);
        let names = own || word.len() == joined && is_small_word(word);
        if !word.is_empty() && names && seen.insert(word) {
            let name = reader.name(Range { start: range.start + at as u32, end: range.end }, word.len());
            found.push(Entry::Broken(Broken { name: Some(name), span: reader.span(range) }));
        }
        let sign = rest.chars().next().filter(|_| joined == 0);
        line_start = sign == Some('\n') || line_start && sign.is_some_and(char::is_whitespace);
        quoted ^= sign == Some('"');
        at += joined.max(sign.map_or(0, char::len_utf8)).max(1);
    }
    if found.is_empty() {
        found.push(Entry::Broken(Broken { name: None, span: reader.span(range) }));
    }
    found
}

/// How long the word is that `rest` starts with, hyphens included.
fn joined_length(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len())
}
