//! Holes: places of a policy that are still to be filled in, marked as in a plan by `todo "what"`. A statement with a
//! hole is no statement yet: it is reported with what is wanted there, and never read as one that asks for nothing.

use super::depth;
use super::outline::{Range, Statement, is_attribute};
use super::reader::Reader;
use crate::finding::Finding;
use crate::text::{FileId, Span};

/// The word that marks a hole.
const MARK: &str = "todo";

/// How many characters of a hole's text a message repeats.
const MAX_SHOWN: usize = 200;

/// The finding for a hole at `at`, where the reading of a statement stopped: `whole` is the statement, `rest` what is
/// left of it. In an attribute that was read up to there a `todo` too many is a mistake like any other.
pub(super) fn stopped(file: FileId, whole: &str, rest: &str, at: u32, may_end: bool) -> Option<Finding> {
    let length = hole(rest)?;
    (!(may_end && is_attribute(whole))).then(|| finding(file, rest, at, length))
}

/// Reports the hole that the description of a statement starts with, if it is one.
pub(super) fn in_doc(reader: &mut Reader<'_>, statement: &Statement<'_>) {
    let Some(range) = statement.doc else { return };
    let text = reader.slice(range);
    let bare = text.trim_start_matches(['#', ' ', '\t']);
    let at = range.start + (text.len() - bare.len()) as u32;
    if let Some(length) = hole(bare) {
        let finding = finding(reader.file, reader.slice(Range { start: at, end: range.end }), at, length);
        reader.report(finding);
    }
}

/// How long the hole is that `rest` starts with.
fn hole(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix(MARK)?;
    let text = behind.trim_start_matches([' ', '\t']);
    let blanks = behind.len() - text.len();
    let length = depth::text_length(text).filter(|_| blanks > 0 && text.starts_with('"'))?;
    Some(MARK.len() + blanks + length)
}

fn finding(file: FileId, rest: &str, at: u32, length: usize) -> Finding {
    let quoted = rest.get(MARK.len()..length).unwrap_or("").trim();
    let wanted: Vec<&str> = quoted.trim_matches('"').split_whitespace().collect();
    let wanted = wanted.join(" ").chars().take(MAX_SHOWN).collect::<String>();
    let message = format!("this is still to be filled in: {}", wanted.trim_end_matches('.'));
    let span = Span::new(file, at, at + length as u32);
    Finding::unreadable("syntax/hole", span, message).help("write it in place of `todo \"...\"`")
}
