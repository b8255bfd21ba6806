//! A plan after reading: things with their stated facts, every fact with its place.

use std::ops::Deref;
use std::sync::Arc;

use indexmap::IndexMap;

use super::facts::Says;
use super::{AttributeId, Datum, Facts, KindId, Place, Schema};
use crate::syntax::Few;
use crate::text::{FileId, Span};

/// A thing, by its place in its plan or, from `ROWS` on, among the rows of packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub u32);

/// Where the numbers of rows begin: far above the number of things that a plan may have.
const ROWS: u32 = 1 << 31;

impl ThingId {
    /// The row at this place among the rows of packs.
    pub const fn row(at: usize) -> Self {
        Self(ROWS + at as u32)
    }

    /// Its place among the rows of packs, if it is one.
    fn as_row(self) -> Option<usize> {
        self.0.checked_sub(ROWS).map(|at| at as usize)
    }
}

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
    pub values: Few<Stated>,
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
    /// Where the facts have what it says.
    pub says: Says,
}

/// A value that no output shows unless asked to: the schema marks its attribute as private.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Private {
    /// Where it is written, readable or not.
    pub span: Span,
    /// How messages would repeat it; none for names of things, and for words such as `yes` that say nothing alone.
    pub said: Option<Arc<str>>,
}

/// A fact that a thing may state: the unit by which missing facts are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The attribute of a thing.
    Of(ThingId, AttributeId),
    /// A block of a single kind, which the plan does not have.
    Block(KindId),
}

/// The rows of all packs: things that every plan sees behind its own. All plans of a run share them.
#[derive(Debug, Clone, Default)]
pub struct PackRows {
    things: Vec<Thing>,
    facts: Facts,
    names: IndexMap<Arc<str>, ThingId>,
    by_kind: Vec<Vec<ThingId>>,
}

impl PackRows {
    /// These rows with what they say; where they name each other, by [`ThingId::row`]. Of two with a name the first is found by
    /// it.
    pub fn new(things: Vec<Thing>, facts: Facts) -> Self {
        let mut rows = Self { things, facts, ..Self::default() };
        for (at, row) in rows.things.iter().enumerate() {
            let (id, kind) = (ThingId::row(at), row.kind.0 as usize);
            if !row.name.is_empty() {
                rows.names.entry(Arc::clone(&row.name)).or_insert(id);
            }
            if rows.by_kind.len() <= kind {
                rows.by_kind.resize_with(kind + 1, Vec::new);
            }
            if let Some(of_kind) = rows.by_kind.get_mut(kind) {
                of_kind.push(id);
            }
        }
        rows
    }

    /// The row `id`; none if it is no row.
    pub fn row(&self, id: ThingId) -> Option<&Thing> {
        self.things.get(id.as_row()?)
    }

    /// What all of them say.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What `row` says about `attribute`.
    pub fn slot(&self, row: &Thing, attribute: AttributeId) -> &Slot {
        self.facts.get(row.says, attribute)
    }

    /// What the row at this place says about `attribute`, to be changed.
    pub fn slot_mut(&mut self, at: usize, attribute: AttributeId) -> Option<&mut Slot> {
        self.facts.get_mut(self.things.get(at)?.says, attribute)
    }

    /// Those with a name.
    pub fn names(&self) -> &IndexMap<Arc<str>, ThingId> {
        &self.names
    }

    /// Those of `kind`.
    pub fn of_kind(&self, kind: KindId) -> &[ThingId] {
        self.by_kind.get(kind.0 as usize).map_or(&[], Vec::as_slice)
    }
}

/// All rows, pack by pack.
impl Deref for PackRows {
    type Target = [Thing];

    fn deref(&self) -> &[Thing] {
        &self.things
    }
}

/// A plan: the things of its files, and behind them the rows of all packs.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The rows of all packs.
    pub rows: Arc<PackRows>,
    /// The file with the `plan` block, or the only file.
    pub root: Option<FileId>,
    /// All files it was read from, the root first.
    pub files: Vec<FileId>,
    /// Its own things.
    pub things: Vec<Thing>,
    /// What they say.
    pub facts: Facts,
    /// Its own things by name.
    pub names: IndexMap<Arc<str>, ThingId>,
    /// Things of each kind in source order, rows of packs behind them, by the kind's number. Of a kind without a thing of the
    /// plan's own there is none here, and [`Self::of_kind`] gives the rows.
    pub by_kind: Vec<Vec<ThingId>>,
    /// The private values of its files, in no order.
    pub private: Vec<Private>,
}

impl Plan {
    /// The thing `id`.
    ///
    /// # Panics
    /// If `id` is of another plan.
    #[expect(clippy::indexing_slicing, reason = "a ThingId is only made by this plan")]
    pub fn thing(&self, id: ThingId) -> &Thing {
        match id.as_row() {
            None => &self.things[id.0 as usize],
            Some(row) => &self.rows.things[row],
        }
    }

    /// What is called `name`: a thing of its own, else a row of a pack.
    pub fn find(&self, name: &str) -> Option<ThingId> {
        self.names.get(name).or_else(|| self.rows.names.get(name)).copied()
    }

    /// What people mean by `name`: the thing that is called so or, if a plan has one thing of that kind at most, this one.
    pub fn meant(&self, name: &str, schema: &Schema) -> Option<ThingId> {
        self.find(name).or_else(|| {
            let kind = schema.kind_named(name).filter(|kind| schema.kind(*kind).place == Place::Single)?;
            self.of_kind(kind).first().copied()
        })
    }

    /// Everything with a name, its own things first.
    pub fn all_names(&self) -> impl Iterator<Item = (&Arc<str>, &ThingId)> {
        self.names.iter().chain(&self.rows.names)
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
        let facts = if thing.as_row().is_some() { &self.rows.facts } else { &self.facts };
        facts.get(self.thing(thing).says, attribute)
    }

    /// The things of `kind`, rows of packs included, in source order.
    pub fn of_kind(&self, kind: KindId) -> &[ThingId] {
        match self.by_kind.get(kind.0 as usize) {
            Some(things) if !things.is_empty() => things,
            Some(_) | None => self.rows.of_kind(kind),
        }
    }
}
