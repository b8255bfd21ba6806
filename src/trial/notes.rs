//! Caret notes: a plan says in comments which words a finding must mark, and with what text.
//!
//! ```text
//! role lead { primary: anna; backup: anna }
//! #                                  ^^^^ named as backup here
//! #^^^^^^^^ a note that begins at once marks from the column of its `#`
//! ```
//!
//! A note is about the nearest line above that is no note. Its text must be part of what the finding's label
//! there says, or of the finding's message; a note without text takes any. Every finding needs a note.

use super::got::Got;
use crate::check::group;
use crate::finding::{Finding, Label};
use crate::text::{FileId, Span};

/// A note: a finding is expected at these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'t> {
    /// What the finding's label or message must hold; may be empty.
    pub text: &'t str,
    /// The marked words.
    pub at: Span,
    /// The end of the line that they stand in: what is marked beyond it does not count.
    pub line_end: u32,
}

/// Whether a text holds notes.
pub fn has_notes(text: &str) -> bool {
    text.lines().any(|line| Carets::of(line).is_some())
}

/// The notes in a text.
pub fn notes(file: FileId, text: &str) -> Vec<Note<'_>> {
    let mut notes = Vec::new();
    let (mut start, mut above) = (0, (0, ""));
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        match Carets::of(words) {
            Some(carets) => notes.push(carets.below(file, above)),
            None => above = (start, words),
        }
        start += line.len() as u32;
    }
    notes
}

/// A row of carets in a comment: columns from 0, the last not included, and what stands behind it.
struct Carets<'t> {
    from: usize,
    to: usize,
    text: &'t str,
}

impl<'t> Carets<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let body = line.trim_start();
        let column = line.chars().count() - body.chars().count();
        let behind = body.strip_prefix('#')?;
        let row = behind.trim_start_matches(' ');
        let text = row.trim_start_matches('^');
        let (gap, width) = (behind.len() - row.len(), row.len() - text.len());
        let from = if gap == 0 { column } else { column + 1 + gap };
        (width > 0).then(|| Self { from, to: column + 1 + gap + width, text: text.trim() })
    }

    /// The note about the line `above`, which starts at a byte of the file.
    fn below(&self, file: FileId, (start, above): (u32, &str)) -> Note<'t> {
        let byte = |column: usize| {
            let at = above.char_indices().nth(column).map_or(above.len(), |(at, _)| at);
            start + at as u32
        };
        let at = Span::new(file, byte(self.from), byte(self.to));
        Note { text: self.text, at, line_end: start + above.len() as u32 }
    }
}

/// The notes that no finding answers, and the findings that no note names.
pub(super) fn compare(notes: &[Note<'_>], got: &Got<'_>) -> Vec<Finding> {
    let said = said(got);
    let unmet = notes.iter().filter(|note| !said.iter().any(|finding| answers(finding, note)));
    let unmet = unmet.map(|note| not_found(note, &said, got));
    let unnamed = said.iter().filter(|finding| !notes.iter().any(|note| names(note, finding)));
    unmet.chain(unnamed.map(|finding| not_noted(finding, got))).collect()
}

/// What a check would say of the rule on this plan, facts that it waits for included.
fn said(got: &Got<'_>) -> Vec<Finding> {
    let said = group(got.checked.clone(), got.plan, got.policies, got.as_of);
    said.into_iter().map(|said| said.finding).collect()
}

fn answers(finding: &Finding, note: &Note<'_>) -> bool {
    let also = finding.also.iter().any(|label| marks(note, label) && label.text.contains(note.text));
    also || names(note, finding)
}

/// Whether a note is about the main place of a finding.
fn names(note: &Note<'_>, finding: &Finding) -> bool {
    let says = [&finding.at.text, &finding.message].iter().any(|text| text.contains(note.text));
    marks(note, &finding.at) && says
}

/// Whether a label marks the same words.
fn marks(note: &Note<'_>, label: &Label) -> bool {
    let Span { file, start, end } = label.span;
    let end = end.max(start + 1).min(note.line_end);
    note.at == Span::new(file, start, end.max(start))
}

fn not_found(note: &Note<'_>, said: &[Finding], got: &Got<'_>) -> Finding {
    let rule = &got.rule.id;
    let wants = if note.text.is_empty() { String::new() } else { format!(" that says `{}`", note.text) };
    let here = said.iter().find(|finding| marks(note, &finding.at));
    let but = match (here, said) {
        (Some(finding), _) => format!("what it finds here says: {}", finding.message),
        (None, []) => got.words(),
        (None, [one]) => format!("it finds elsewhere: {}", one.message),
        (None, [one, rest @ ..]) => {
            format!("it finds elsewhere: {} ... and {} more", one.message, rest.len())
        }
    };
    let message = format!("the note wants a finding of `{rule}`{wants}, but {but}");
    let mut finding = Finding::unreadable("test/note", note.at, message).label("noted below");
    finding.also = got.places();
    finding
}

fn not_noted(finding: &Finding, got: &Got<'_>) -> Finding {
    let message = format!("no note names what `{}` finds here: {}", got.rule.id, finding.message);
    let words = if finding.at.text.is_empty() { &finding.message } else { &finding.at.text };
    Finding::unreadable("test/note", finding.at.span, message)
        .label(finding.at.text.clone())
        .help(format!("add a line below: `#    ^^^^ {words}`, the carets under the marked words"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<(&str, &str)> {
        let found = notes(FileId(0), text);
        found.iter().map(|note| (&text[note.at.range()], note.text)).collect()
    }

    #[test]
    fn carets_mark_the_words_above_them() {
        let text = "role lead\n#    ^^^^ is late\n#^^^^^^^^\nperson a\n  #  ^ x\n";
        assert_eq!(marked(text), [("lead", "is late"), ("role lead", ""), ("n", "x")]);
    }

    #[test]
    fn columns_are_characters_and_ends_are_kept() {
        let text = "person j\u{fc}rgen\r\n#      ^^^^^^ here\r\n#               ^ beyond";
        assert_eq!(marked(text), [("j\u{fc}rgen", "here"), ("", "beyond")]);
    }

    #[test]
    fn other_comments_are_no_notes() {
        assert!(!has_notes("# see ^ above\n## ^^ doc\nrole lead # ^^\n"));
        assert!(has_notes("role lead\n#^^^\n"));
    }
}
