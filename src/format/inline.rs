//! Blocks on one line: `{ owner: duty_analyst; within: 30 minutes }`. Only what its author wrote on one line stays there.

use super::statement;
use crate::syntax::shape::{Body, Form, Item, What};

/// A block on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inline {
    /// Its statements.
    pub parts: Vec<Part>,
}

/// A statement in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The name of the attribute that it is, if it is one.
    pub name: Option<String>,
    /// The statement.
    pub text: String,
}

impl Inline {
    /// It as text.
    pub fn text(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        if parts.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", parts.join("; ")) }
    }
}

/// The block on one line, if that is where its author put it.
pub(super) fn inline(text: &str, body: &Body) -> Option<Inline> {
    if !body.one_line {
        return None;
    }
    let parts = body.items.iter().map(|item| part(text, item));
    Some(Inline { parts: parts.collect::<Option<_>>()? })
}

fn part(text: &str, item: &Item) -> Option<Part> {
    let What::Statement(statement) = &item.what else { return None };
    let (form, mut lines) = statement::head(text, statement);
    let line = lines.pop().filter(|line| lines.is_empty() && line.comment.is_none())?;
    let mut whole = line.text();
    let attribute = form == Form::Attribute && statement.body.is_none();
    let name = attribute.then(|| line.clone().take(1));
    if let Some(body) = &statement.body {
        whole = format!("{whole} {}", inline(text, body)?.text());
    }
    Some(Part { name, text: whole }).filter(|part| !part.text.contains('\n'))
}
