//! A plan after reading: things with their stated facts, every fact with its place.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{AttributeId, Datum, KindId};
use crate::text::{FileId, Span};

/// A thing, by its place in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub u32);

/// What a thing says about one of its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Nothing.
    Missing,
    /// `todo "..." by ...`: known to be missing.
    Todo {
        /// The note.
        note: Arc<str>,
        /// The day it is due.
        by: Option<jiff::civil::Date>,
        /// The value's place.
        span: Span,
    },
    /// It was written but could not be read, and that was reported: no rule speaks of it again.
    Unread(Span),
    /// `none`, with its place; without one if leaving the attribute out says none.
    None(Option<Span>),
    /// Values.
    Given(Given),
}

/// Stated values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The values, at least one unless `open`.
    pub values: Vec<Stated>,
    /// True if a value in the list could not be read: there may be more.
    pub open: bool,
    /// All values together.
    pub span: Span,
}

/// One stated value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The value.
    pub datum: Datum,
    /// Its place.
    pub span: Span,
    /// In a map: for which thing (a severity) it holds.
    pub per: Option<ThingId>,
}

/// Where a thing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The plan.
    Plan,
    /// A row of the pack with this number.
    Pack(u16),
}

/// One declared thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its kind.
    pub kind: KindId,
    /// Its name, dotted for a part (`soc_rota.day`); empty if it was given none.
    pub name: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// The `##` comment in front of it.
    pub doc: Option<Arc<str>>,
    /// The thing it is a part of.
    pub parent: Option<ThingId>,
    /// Where it comes from.
    pub from: From,
    /// Where it is named: the header of a block, the first cell of a row.
    pub span: Span,
    /// What it says, by attribute.
    pub slots: Vec<Slot>,
}

/// A fact that a thing may state: the unit by which missing facts are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The attribute of a thing.
    Of(ThingId, AttributeId),
    /// A block of a single kind, which the plan does not have.
    Block(KindId),
}

/// A plan: the things of its files, followed by the rows of all packs.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The file with the `plan` block, or the only file.
    pub root: Option<FileId>,
    /// All files it was read from, the root first.
    pub files: Vec<FileId>,
    /// All things.
    pub things: Vec<Thing>,
    /// Things by name; the plan's own before rows of packs.
    pub names: IndexMap<Arc<str>, ThingId>,
    /// Things of each kind in source order, by the kind's number.
    pub by_kind: Vec<Vec<ThingId>>,
}

impl Plan {
    /// The thing `id`.
    ///
    /// # Panics
    /// If `id` is of another plan.
    #[expect(clippy::indexing_slicing, reason = "a ThingId is only made by this plan")]
    pub fn thing(&self, id: ThingId) -> &Thing {
        &self.things[id.0 as usize]
    }

    /// The thing that people name when they speak of `id`: itself, or what it is a part of if it has no name.
    pub fn named(&self, id: ThingId) -> ThingId {
        let mut named = id;
        while let (true, Some(parent)) = (self.thing(named).name.is_empty(), self.thing(named).parent) {
            named = parent;
        }
        named
    }

    /// What `thing` says about `attribute`.
    pub fn slot(&self, thing: ThingId, attribute: AttributeId) -> &Slot {
        self.thing(thing).slots.get(attribute.0 as usize).unwrap_or(&Slot::Missing)
    }

    /// The things of `kind`, rows of packs included, in source order.
    pub fn of_kind(&self, kind: KindId) -> &[ThingId] {
        self.by_kind.get(kind.0 as usize).map_or(&[], Vec::as_slice)
    }
}
