//! The first step: every block is a thing with a name. Attributes are looked at in the second step.

use std::sync::Arc;

use crate::finding::{Edit, Finding, Fix};
use crate::model::{Attribute, AttributeId, Datum, Given, KindId, Place, Scalar, Slot, Stated, ThingId};
use crate::resolve::reader::{Keep, New, Reader};
use crate::resolve::wording::{a_kind, wanted};
use crate::syntax::plan::tree::{Block, Entry};
use crate::syntax::{Few, Name};
use crate::text::Span;

impl<'t> Reader<'_, 't> {
    /// Declares a block at the top of a plan and what stands in it.
    pub(super) fn declare_top<'b>(&mut self, block: &'b Block<'t>, keep: Keep<'b, 't>) {
        let known = if is_guessed(block) { self.guessed_kind(block) } else { self.kind_at_top(block.kind) };
        match known {
            Some(kind) => {
                self.declare_block((block, keep), kind, None);
            }
            None => self.lose(block),
        }
    }

    /// Remembers the name of a block that declares nothing. It is read all the same, so that what is wrong in it is said.
    fn lose(&mut self, block: &Block<'t>) {
        self.lost.extend(block.id.map(|id| id.text));
        self.pass_over(block);
    }

    fn pass_over(&mut self, block: &Block<'t>) {
        self.passed.push((self.file, block.left));
        for entry in &block.entries {
            if let Entry::Block(inner) = entry {
                self.pass_over(inner);
            }
        }
    }

    /// The kind of a block whose header could not be read, which was reported.
    fn guessed_kind(&self, block: &Block<'_>) -> Option<KindId> {
        let kind = self.schema.kind_named(block.kind.text)?;
        (self.schema.kind(kind).place != Place::Nested).then_some(kind)
    }

    fn declare_block<'b>(
        &mut self,
        (block, keep): (&'b Block<'t>, Keep<'b, 't>),
        kind: KindId,
        parent: Option<ThingId>,
    ) -> ThingId {
        let id = block.id.filter(|id| self.head_of(kind).is_none() && self.is_name(*id, is_guessed(block)));
        let title = block.title.as_ref().map(|title| Arc::from(title.text.as_ref()));
        let new = New { kind, id, title, doc: block.doc.as_ref(), parent, span: block.named() };
        let thing = self.declare(new);
        self.bodies.push((thing, keep(block, self.file)));
        for entry in &block.entries {
            if let Entry::Block(inner) = entry {
                self.declare_inner((inner, keep), thing);
            }
        }
        thing
    }

    /// Adds a thing; a second one of a single kind is reported.
    pub(super) fn declare(&mut self, new: New<'_, 't>) -> ThingId {
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
    fn declare_inner<'b>(&mut self, (block, keep): (&'b Block<'t>, Keep<'b, 't>), parent: ThingId) {
        let outer = self.kind_of(parent);
        if let Some((attribute, kind)) = self.part_named(outer, block.kind.text) {
            let part = self.declare_block((block, keep), kind, Some(parent));
            self.attach(parent, attribute, part);
            return;
        }
        let at_top = self.schema.kind_named(block.kind.text);
        if let Some(kind) = at_top.filter(|kind| self.schema.kind(*kind).place != Place::Nested) {
            let around = std::mem::replace(&mut self.astray, true);
            if !around {
                let message = format!("{} has no `{}`", a_kind(self.schema, outer), block.kind.text);
                let finding = Finding::unreadable("name/place", block.kind.span, message);
                self.findings.push(finding.help("close the block around it with `}` first"));
            }
            self.declare_block((block, keep), kind, None);
            self.astray = around;
            return;
        }
        if !is_guessed(block) {
            match self.attribute_named(parent, block.kind.text) {
                Some((_, attribute)) => self.no_block(block, attribute),
                None => self.no_attribute(outer, block.kind),
            }
        }
        self.guess(parent, block.kind, block.named());
        self.lose(block);
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
        let values = Few::one(Stated { datum: Datum::Thing(part), span, per: None });
        self.put(parent, attribute, Slot::Given(Given { values, open: false, span }), span);
    }

    /// A block where an attribute is meant: with braces, or with nothing but a forgotten colon.
    fn no_block(&mut self, block: &Block<'_>, attribute: &Attribute) {
        let name = block.kind;
        let behind = block.id.map(|id| (id.text, id.span));
        let finding = if let Some((value, span)) = behind.filter(|_| block.whole.end <= block.head.end) {
            let message = format!("cannot read `{0} {value}`: `:` is missing behind `{0}`", name.text);
            let edit = Edit { span: Span { start: name.span.end, ..name.span }, text: ":".to_owned() };
            let fix =
                Fix { title: format!("write `:` behind `{}`", name.text), safe: true, edits: vec![edit] };
            Finding::unreadable("syntax/colon", span, message).fix(Some(fix))
        } else {
            let wanted = wanted(self.schema, &attribute.scalar);
            let message = format!("`{}` is a block here, but {wanted} is wanted", name.text);
            Finding::unreadable("type/value", name.span, message)
        };
        let example = behind.map_or("...", |(value, _)| value);
        self.findings.push(finding.help(format!("write `{}: {example}`", name.text)));
    }

    /// Whether a word in a header can name a thing; reports one that cannot.
    fn is_name(&mut self, id: Name<'_>, reported: bool) -> bool {
        let plain = !id.text.contains(['-', '.']);
        if !plain && !reported {
            let message = format!("`{}` cannot be the name of a thing", id.text);
            let help = "names are small letters, digits and `_`";
            self.findings.push(Finding::unreadable("name/letters", id.span, message).help(help));
        }
        plain
    }
}

/// Whether the header could not be read, so that kind and name are a guess. Reported by the reader, which
/// leaves a broken statement as long as the header.
pub(super) fn is_guessed(block: &Block<'_>) -> bool {
    let broken = |entry: &Entry<'_>| matches!(entry, Entry::Broken(broken) if broken.span == block.head);
    block.entries.iter().any(broken)
}
