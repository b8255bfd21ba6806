//! How a finding can be mended in the text of a plan. A fix changes shape only or says openly that something is not
//! known: it never makes up a fact.

use crate::text::Span;

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "write `phone`".
    pub title: String,
    /// Whether the plan says the same afterwards, only in the right words. What is not safe puts a new statement into
    /// a document that people sign, or settles what was meant, and is only made when it is asked for.
    pub safe: bool,
    /// The changes, all of them or none; no two overlap.
    pub edits: Vec<Edit>,
}

/// A text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// Another word in the place of one.
    pub fn word(span: Span, word: &str, safe: bool) -> Self {
        let edits = vec![Edit { span, text: word.to_owned() }];
        Self { title: format!("write `{word}`"), safe, edits }
    }
}

/// `text`, a file's, with these edits. Edits that overlap others are left out, as are those that lie outside.
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        if let Some(between) = text.get(done..range.start)
            && text.is_char_boundary(range.end)
        {
            changed.push_str(between);
            changed.push_str(&edit.text);
            done = range.end;
        }
    }
    changed.push_str(text.get(done..).unwrap_or(""));
    changed
}
