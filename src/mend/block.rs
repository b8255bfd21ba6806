//! Room in a block: on a line of its own before the closing brace, on the one line of a short block, or in braces behind a
//! header that has none.

use crate::finding::Edit;
use crate::syntax::plan::tree::Block;
use crate::text::{Source, Span};

/// `statements` at the end of `block`; none if its braces do not balance.
pub(super) fn add(source: &Source, block: &Block<'_>, statements: &str) -> Option<Edit> {
    let body = source.text.get(block.head.end as usize..block.whole.end as usize)?;
    let put = |start: usize, end: usize, text: String| {
        let at = |offset: usize| block.head.end + offset as u32;
        Edit { span: Span::new(block.head.file, at(start), at(end)), text }
    };
    if body.trim().is_empty() {
        return Some(put(0, 0, format!(" {{ {statements} }}")));
    }
    let open = body.find('{').filter(|open| body.get(..*open).is_some_and(|gap| gap.trim().is_empty()))?;
    let close = body.len().checked_sub(1).filter(|close| body.ends_with('}') && *close > open)?;
    let inside = body.get(open + 1..close)?;
    let last = inside.rfind('\n').map(|at| open + 2 + at);
    if let Some(line) = last.filter(|line| body.get(*line..close).is_some_and(|left| left.trim().is_empty()))
    {
        let end = if body.get(..line)?.ends_with("\r\n") { "\r\n" } else { "\n" };
        return Some(put(line, line, format!("{}{statements}{end}", indent(source, block))));
    }
    let filled = inside.trim_end();
    let at = open + 1 + filled.len();
    Some(match filled.trim() {
        "" => put(open + 1, close, format!(" {statements} ")),
        said if said.ends_with(';') => put(at, at, format!(" {statements}")),
        _ => put(at, at, format!("; {statements}")),
    })
}

/// How far the lines of a block are moved to the right: as the first of them that starts a line, else two more than its header.
fn indent(source: &Source, block: &Block<'_>) -> String {
    let first = block.entries.iter().find_map(|entry| margin(source, entry.span().start));
    first.unwrap_or_else(|| {
        let before = source.text.get(..block.head.start as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        format!("{}  ", line.get(..blank).unwrap_or(""))
    })
}

/// What stands before `at` on its line, if that is nothing but space.
fn margin(source: &Source, at: u32) -> Option<String> {
    let before = source.text.get(..at as usize)?;
    let line = before.get(before.rfind('\n')? + 1..)?;
    line.trim().is_empty().then(|| line.to_owned())
}
