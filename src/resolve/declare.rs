//! The first step: every block is a thing with a name. Attributes are looked at in the second step.

use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{Attribute, AttributeId, Datum, Given, KindId, Place, Scalar, Slot, Stated, ThingId};
use crate::resolve::reader::{Body, New, Reader};
use crate::resolve::wording::a_kind;
use crate::syntax::Name;
use crate::syntax::plan::tree::{Block, Entry};
use crate::text::Span;

impl<'t> Reader<'_, 't> {
    /// Declares a block at the top of a plan and what stands in it.
    pub(super) fn declare_top(&mut self, block: &'t Block<'t>) {
        match self.kind_at_top(block.kind) {
            Some(kind) => {
                self.declare_block(block, kind, None);
            }
            None => self.lost.extend(block.id.map(|id| id.text)),
        }
    }

    fn declare_block(&mut self, block: &'t Block<'t>, kind: KindId, parent: Option<ThingId>) -> ThingId {
        let id = block.id.filter(|id| self.head_of(kind).is_none() && self.is_name(*id));
        let title = block.title.as_ref().map(|title| Arc::from(title.text.as_ref()));
        let new = New { kind, id, title, doc: block.doc.as_ref(), parent, span: header(block) };
        let thing = self.declare(new);
        self.bodies.push((thing, Body::Block(block)));
        for entry in &block.entries {
            if let Entry::Block(inner) = entry {
                self.declare_inner(inner, thing);
            }
        }
        thing
    }

    /// Adds a thing; a second one of a single kind is reported.
    pub(super) fn declare(&mut self, new: New<'t>) -> ThingId {
        let (kind, span) = (new.kind, new.span);
        let thing = self.add(new);
        if self.schema.kind(kind).place == Place::Single
            && let Some(first) = self.singles.get_mut(kind.0 as usize)
        {
            match *first {
                None => *first = Some(thing),
                Some(first) => self.single_twice(kind, first, span),
            }
        }
        thing
    }

    fn single_twice(&mut self, kind: KindId, first: ThingId, span: Span) {
        let message = format!("there is already {}; a second one stands here", a_kind(self.schema, kind));
        let twice = Finding::unreadable("name/twice", span, message);
        let Some(first) = self.known(first).map(|thing| thing.span) else { return };
        self.findings.push(twice.also(first, "declared here first"));
    }

    /// A block inside a block: a part of it, or a thing that stands at the wrong place.
    fn declare_inner(&mut self, block: &'t Block<'t>, parent: ThingId) {
        let outer = self.kind_of(parent);
        if let Some((attribute, kind)) = self.part_named(outer, block.kind.text) {
            let part = self.declare_block(block, kind, Some(parent));
            self.attach(parent, attribute, part);
            return;
        }
        let at_top = self.schema.kind_named(block.kind.text);
        if let Some(kind) = at_top.filter(|kind| self.schema.kind(*kind).place != Place::Nested) {
            let message = format!("{} has no `{}`", a_kind(self.schema, outer), block.kind.text);
            let finding = Finding::unreadable("name/place", block.kind.span, message);
            self.findings.push(finding.help("close the block around it with `}` first"));
            self.declare_block(block, kind, None);
            return;
        }
        if let Some((_, attribute)) = self.attribute_named(parent, block.kind.text) {
            self.no_block(block.kind, attribute);
        } else {
            self.no_attribute(outer, block.kind);
        }
        self.lose(block, parent);
    }

    /// The attribute of `kind` that takes blocks called `name`, and the kind of those: named as the
    /// attribute is, or as the kind is if only one attribute takes that.
    fn part_named(&self, kind: KindId, name: &str) -> Option<(AttributeId, KindId)> {
        let part = |attribute: &Attribute| match &attribute.scalar {
            Scalar::Thing(kinds) if self.schema.is_part(&attribute.scalar) => kinds.first().copied(),
            _ => None,
        };
        if let Some((at, attribute)) = self.attribute_of(kind, name) {
            return part(attribute).map(|kind| (at, kind));
        }
        let wanted = self.schema.kind_named(name)?;
        let attributes = self.schema.kind(kind).attributes.values().enumerate();
        let mut fitting = attributes.filter(|(_, attribute)| part(attribute) == Some(wanted));
        let only = fitting.next().map(|(at, _)| (AttributeId(at as u16), wanted));
        only.filter(|_| fitting.next().is_none())
    }

    /// Says that a part belongs to its parent.
    fn attach(&mut self, parent: ThingId, attribute: AttributeId, part: ThingId) {
        let Some(span) = self.known(part).map(|part| part.span) else { return };
        let values = vec![Stated { datum: Datum::Thing(part), span, per: None }];
        self.put(parent, attribute, Slot::Given(Given { values, open: false, span }), span);
    }

    fn no_block(&mut self, name: Name<'_>, attribute: &Attribute) {
        let wanted = crate::resolve::wording::wanted(self.schema, &attribute.scalar);
        let message = format!("`{}` is a block here, but {wanted} is wanted", name.text);
        let help = format!("write `{}: ...`", name.text);
        self.findings.push(Finding::unreadable("type/value", name.span, message).help(help));
    }

    /// Remembers a block that belongs nowhere: its attribute is not asked for again.
    fn lose(&mut self, block: &'t Block<'t>, parent: ThingId) {
        if let Some((attribute, _)) = self.attribute_named(parent, block.kind.text) {
            self.meant.push((parent, attribute, header(block)));
        }
        self.lost.extend(block.id.map(|id| id.text));
    }

    /// Whether a word in a header can name a thing; reports one that cannot.
    fn is_name(&mut self, id: Name<'_>) -> bool {
        let plain = !id.text.contains(['-', '.']);
        if !plain {
            let message = format!("`{}` cannot be the name of a thing", id.text);
            let help = "names are small letters, digits and `_`";
            self.findings.push(Finding::unreadable("name/letters", id.span, message).help(help));
        }
        plain
    }
}

/// The header as far as it names the thing: kind, name and title, without tails.
fn header(block: &Block<'_>) -> Span {
    let id = block.id.map_or(block.kind.span, |id| block.kind.span.to(id.span));
    block.title.as_ref().map_or(id, |title| id.to(title.span))
}
