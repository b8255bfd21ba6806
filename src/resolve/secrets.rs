//! Private values: where they are written, and how messages would repeat them. What the schema marks as private is
//! remembered also where it cannot be read, so that no output quotes it. Masks nothing: that is for reports.

use std::sync::Arc;

use crate::model::{KindId, Private, Scalar};
use crate::resolve::reader::Reader;
use crate::resolve::references::nearest_of_few;
use crate::resolve::wording::shown;
use crate::syntax::plan::tree::{Attribute, Broken};
use crate::syntax::{Literal, LiteralKind, Name};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Remembers the values of a private attribute.
    pub(super) fn keep_secret(&mut self, scalar: &Scalar, values: &[Literal<'_>]) {
        for literal in values {
            let said = self.said(scalar, &literal.kind);
            if !matches!(literal.kind, LiteralKind::None | LiteralKind::Todo { .. }) {
                self.secrets.push(Private { span: literal.span, said });
            }
        }
    }

    /// The same for an attribute that its kind does not have, if a private one was probably meant.
    pub(super) fn keep_if_meant_secret(&mut self, kind: KindId, stated: &Attribute<'_>) {
        let attributes = &self.schema.kind(kind).attributes;
        let meant = nearest_of_few(stated.name.text, attributes.keys().map(String::as_str));
        let meant = meant.and_then(|meant| attributes.get(meant));
        if let Some(meant) = meant.filter(|meant| meant.private) {
            self.keep_secret(&meant.scalar, &stated.values);
        }
    }

    /// What stands behind the name of a private attribute and cannot be read.
    pub(super) fn keep_broken(&mut self, broken: &Broken<'_>, name: Name<'_>) {
        let start = name.span.end.clamp(broken.span.start, broken.span.end);
        self.secrets.push(Private { span: Span { start, ..broken.span }, said: None });
    }

    /// How a message repeats a value. Things are called by their titles, which are no secret.
    fn said(&self, scalar: &Scalar, literal: &LiteralKind<'_>) -> Option<Arc<str>> {
        match literal {
            LiteralKind::Text(text) => Some(Arc::from(text.as_ref())),
            LiteralKind::Email(text) | LiteralKind::Phone(text) | LiteralKind::Url(text) => {
                Some(Arc::from(*text))
            }
            LiteralKind::Zone(text) | LiteralKind::Code(text) => Some(Arc::from(*text)),
            LiteralKind::Reference(word) => match scalar {
                Scalar::Word(list) => {
                    let listed = self.schema.list(*list).words.get(*word);
                    let title = listed.map(|listed| listed.title.as_str()).filter(|title| !title.is_empty());
                    Some(title.map_or_else(|| Arc::from(word.replace('_', " ")), Arc::from))
                }
                _ => None,
            },
            LiteralKind::Date(_)
            | LiteralKind::Duration(_)
            | LiteralKind::Percent(_)
            | LiteralKind::Number(_)
            | LiteralKind::Hours(_) => Some(Arc::from(shown(literal))),
            LiteralKind::None
            | LiteralKind::Todo { .. }
            | LiteralKind::YesNo(_)
            | LiteralKind::Weekday(_)
            | LiteralKind::RuleId(_) => None,
        }
    }
}
