//! The values behind one attribute: none, a note that they are still to come, or what is stated.

use std::sync::Arc;

use crate::finding::Finding;
use crate::model::time::{Hours, WeekWindow};
use crate::model::{Attribute, Datum, Given, Scalar, Slot, Stated};
use crate::resolve::lower::span_of;
use crate::resolve::reader::Reader;
use crate::syntax::{Few, Literal, LiteralKind, Window};
use crate::text::Span;

impl<'t> Reader<'_, 't> {
    /// What `values` say about an attribute that is no part.
    pub(super) fn slot(&mut self, attribute: &Attribute, values: &[Literal<'t>]) -> Slot {
        let Some(span) = span_of(values) else { return Slot::Missing };
        self.private = attribute.private;
        if attribute.private {
            self.keep_secret(&attribute.scalar, values);
        }
        if let Some(slot) = self.alone(attribute, values) {
            return slot;
        }
        if attribute.scalar == Scalar::Hours {
            return self.hours(values, span);
        }
        if let (false, Some(second)) = (attribute.many, values.get(1)) {
            let message = format!("`{}` takes one value, and here are {}", attribute.name, values.len());
            self.findings.push(Finding::unreadable("type/one", second.span, message));
            for value in values {
                let _ = self.datum(&attribute.scalar, value);
            }
            return Slot::Unread(span);
        }
        if let [literal] = values {
            return self
                .datum(&attribute.scalar, literal)
                .map_or(Slot::Unread(span), |datum| given(datum, span));
        }
        let mut given = Given { values: Few::new(), open: false, span };
        for literal in values {
            match self.datum(&attribute.scalar, literal) {
                Some(datum) => given.values.push(Stated { datum, span: literal.span, per: None }),
                None => given.open = true,
            }
        }
        if given.values.is_empty() { Slot::Unread(span) } else { Slot::Given(given) }
    }

    /// `none` and `todo`, which stand alone.
    pub(super) fn alone(&mut self, attribute: &Attribute, values: &[Literal<'_>]) -> Option<Slot> {
        let alone =
            |literal: &&Literal<'_>| matches!(literal.kind, LiteralKind::None | LiteralKind::Todo { .. });
        let found = values.iter().find(alone)?;
        if values.len() > 1 {
            let word = if found.kind == LiteralKind::None { "none" } else { "todo" };
            let message = format!("`{word}` stands alone: it speaks for the whole of `{}`", attribute.name);
            self.findings.push(Finding::unreadable("type/alone", found.span, message));
            return span_of(values).map(Slot::Unread);
        }
        match &found.kind {
            LiteralKind::Todo { note, by } => {
                Some(Slot::Todo { note: Arc::from(note.as_ref()), by: *by, span: found.span })
            }
            _ if attribute.required => {
                let message =
                    format!("`{}` cannot be none: without it the entry means nothing", attribute.name);
                self.findings.push(Finding::unreadable("type/required", found.span, message));
                Some(Slot::Unread(found.span))
            }
            _ => Some(Slot::None(Some(found.span))),
        }
    }

    /// All windows together are one set of hours; one that cannot be read spoils the set.
    fn hours(&mut self, values: &[Literal<'t>], span: Span) -> Slot {
        let mut windows = Vec::with_capacity(values.len());
        for literal in values {
            match &literal.kind {
                LiteralKind::Hours(window) => windows.extend(self.window(window, literal.span)),
                _ if values.len() == 1 => match self.datum(&Scalar::Hours, literal) {
                    Some(datum) => return given(datum, span),
                    None => return Slot::Unread(span),
                },
                _ => self.mistyped(&Scalar::Hours, literal),
            }
        }
        if windows.len() < values.len() {
            return Slot::Unread(span);
        }
        given(Datum::Hours(self.hours_of(windows)), span)
    }

    /// The hours in these windows, held once for all who are there at the same.
    pub(super) fn hours_of(&mut self, windows: Vec<WeekWindow>) -> Arc<Hours> {
        if let Some(known) = self.hours.get(&windows) {
            return Arc::clone(known);
        }
        let hours = Arc::new(Hours::new(windows.clone()));
        self.hours.insert(windows, Arc::clone(&hours));
        hours
    }

    /// One window in its own zone or the plan's.
    pub(super) fn window(&mut self, window: &Window<'t>, span: Span) -> Option<WeekWindow> {
        let zone = match window.zone {
            None => self.zone.clone(),
            Some(name) => {
                let zone = self.zone_named(name);
                if zone.is_none() {
                    self.no_zone(name, span);
                    return None;
                }
                zone
            }
        };
        let Window { first, last, from, to, .. } = *window;
        Some(WeekWindow { first, last, from, to, zone })
    }
}

fn given(datum: Datum, span: Span) -> Slot {
    Slot::Given(Given { values: Few::one(Stated { datum, span, per: None }), open: false, span })
}
