//! Parts in the short form, `lead after 15 minutes via pager`, and where the tails behind a value belong:
//! to the nearest thing that has such an attribute.

use crate::finding::Finding;
use crate::model::{self, AttributeId, Datum, Given, KindId, Scalar, Slot, Stated, ThingId};
use crate::resolve::lower::span_of;
use crate::resolve::reader::{New, Reader};
use crate::resolve::wording::a_kind;
use crate::syntax::plan::tree::Attribute;
use crate::syntax::{Few, Literal};
use crate::text::Span;

/// What the tails behind several parts say of each of them.
type Shared = Vec<(AttributeId, Slot, Span)>;

impl<'t> Reader<'_, 't> {
    /// Values of an attribute that holds parts: each is the head of one, and the tails hold for all.
    pub(super) fn parts(
        &mut self,
        thing: ThingId,
        attribute: &model::Attribute,
        values: &[Literal<'t>],
        tails: &[Attribute<'t>],
    ) -> Slot {
        let (Some(span), Scalar::Thing(kinds)) = (span_of(values), &attribute.scalar) else {
            return Slot::Missing;
        };
        let Some(kind) = kinds.first().copied() else { return Slot::Unread(span) };
        let head = self.head_of(kind);
        let Some((head, head_attribute)) = head else {
            return self.alone(attribute, values).unwrap_or_else(|| self.no_short_form(attribute, span));
        };
        let shared = self.shared(thing, kind, tails);
        if let Some(slot) = self.alone(attribute, values) {
            return slot;
        }
        let mut given = Given { values: Few::new(), open: false, span };
        for literal in values {
            let part = self.add(New {
                kind,
                id: None,
                title: None,
                doc: None,
                parent: Some(thing),
                span: literal.span,
            });
            let slot = self.slot(head_attribute, std::slice::from_ref(literal));
            self.put(part, head, slot, literal.span);
            for (at, slot, span) in &shared {
                self.put(part, *at, slot.clone(), *span);
            }
            given.values.push(Stated { datum: Datum::Thing(part), span: literal.span, per: None });
        }
        self.one_part(attribute, given)
    }

    fn one_part(&mut self, attribute: &model::Attribute, given: Given) -> Slot {
        if let (false, Some(second)) = (attribute.many, given.values.get(1)) {
            let message =
                format!("`{}` takes one value, and here are {}", attribute.name, given.values.len());
            self.findings.push(Finding::unreadable("type/one", second.span, message));
        }
        Slot::Given(given)
    }

    /// The tails that belong to parts of `kind`; the others go to the thing around them.
    fn shared(&mut self, thing: ThingId, kind: KindId, tails: &[Attribute<'t>]) -> Shared {
        let mut shared = Vec::new();
        for tail in tails {
            if let Some((at, attribute)) = self.attribute_of(kind, tail.name.text) {
                let slot = if self.schema.is_part(&attribute.scalar) {
                    self.no_short_form(attribute, tail.span)
                } else {
                    self.slot(attribute, &tail.values)
                };
                shared.push((at, slot, tail.span));
            } else if self.attribute_named(thing, tail.name.text).is_some() {
                self.lower_attribute(thing, tail);
            } else {
                let (part, whole) = (a_kind(self.schema, kind), a_kind(self.schema, self.kind_of(thing)));
                let message = format!("neither {part} nor {whole} has `{}`", tail.name.text);
                self.findings.push(Finding::unreadable("name/attribute", tail.name.span, message));
            }
        }
        shared
    }

    /// Tails behind plain values or in a header: attributes of the thing itself.
    pub(super) fn tails(&mut self, thing: ThingId, tails: &[Attribute<'t>]) {
        for tail in tails {
            self.lower_attribute(thing, tail);
        }
    }

    fn no_short_form(&mut self, attribute: &model::Attribute, span: Span) -> Slot {
        let message = format!("`{}` is written as a block", attribute.name);
        let help = format!("write `{} name {{ ... }}`", attribute.name);
        self.findings.push(Finding::unreadable("type/value", span, message).help(help));
        Slot::Unread(span)
    }
}
