//! What is known while a plan is read: the things so far, their names, and what is still to be lowered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::finding::Finding;
use crate::model::time::{Hours, WeekWindow};
use crate::model::{
    Attribute, AttributeId, Datum, Facts, From, Given, KindId, Private, Schema, Slot, Thing, ThingId,
};
use crate::resolve::Context;
use crate::resolve::columns::Column;
use crate::resolve::references::Search;
use crate::resolve::wording::a_kind;
use crate::syntax::plan::tree::{Block, Entry as Inner, Left, Row};
use crate::syntax::{Name, Words};
use crate::text::Span;

/// A thing whose attributes are still to be lowered.
pub(super) enum Body<'t> {
    /// A block, its own attributes only.
    Block(&'t Block<'t>),
    /// A block of the file with this number whose attributes are still to be read, and what stands in its header where others
    /// have their name.
    Left(u32, Left, Option<Name<'t>>),
    /// The same with more in its header.
    Headed(u32, Box<Block<'t>>),
    /// A row of the table with this number.
    Row(usize, &'t Row<'t>),
}

/// What is kept of a block of the file with this number until it is lowered.
pub(super) type Keep<'b, 't> = fn(&'b Block<'t>, u32) -> Body<'t>;

impl<'t> Body<'t> {
    /// A block that was read as a whole.
    pub(super) fn whole(block: &'t Block<'t>, _: u32) -> Self {
        Self::Block(block)
    }

    /// A block whose attributes are read when it is lowered.
    pub(super) fn unread(block: &Block<'t>, file: u32) -> Self {
        let is_plain =
            block.tails.is_empty() && block.entries.iter().all(|entry| matches!(entry, Inner::Block(_)));
        if is_plain {
            Self::Left(file, block.left, block.id)
        } else {
            Self::Headed(file, Box::new(block.alone()))
        }
    }
}

/// Up to how many statements of a thing are remembered.
const REMEMBERED: usize = 32;

/// The reading of one plan, or of the tables of all packs.
pub(super) struct Reader<'r, 't> {
    pub(super) schema: &'r Schema,
    pub(super) context: Context<'r>,
    /// Where the things at hand come from.
    pub(super) from: From,
    /// The number of the file at hand.
    pub(super) file: u32,
    /// The values of parameters, for packs.
    pub(super) parameter: &'r dyn Fn(From, &str) -> Option<Datum>,
    pub(super) things: Vec<Thing>,
    /// What they say.
    pub(super) facts: Facts,
    /// The things at hand by name; rows of packs are in the context.
    pub(super) names: IndexMap<Arc<str>, ThingId>,
    /// Names of things that could not be declared: nobody is told of them again.
    pub(super) lost: BTreeSet<&'t str>,
    /// Whether the block around stands at the wrong place: one brace too few moves all that follow.
    pub(super) astray: bool,
    pub(super) bodies: Vec<(ThingId, Body<'t>)>,
    /// What was left of blocks that declare nothing, with the numbers of their files.
    pub(super) passed: Vec<(u32, Left)>,
    pub(super) tables: Vec<Vec<Column>>,
    /// The attributes that the last thing of each kind stated, one after the other.
    pub(super) orders: Vec<Vec<Option<AttributeId>>>,
    /// The first thing of each single kind, by the kind's number.
    pub(super) singles: Vec<Option<ThingId>>,
    /// Attributes that a misspelt one probably meant.
    pub(super) meant: Vec<(ThingId, AttributeId, Span)>,
    /// The zone of hours that name none.
    pub(super) zone: Option<Arc<str>>,
    pub(super) zones: IndexMap<&'t str, Option<Arc<str>>>,
    /// The hours met so far.
    pub(super) hours: IndexMap<Vec<WeekWindow>, Arc<Hours>>,
    pub(super) search: Search,
    /// The finding about each name that nothing is called by: further places are added to it.
    pub(super) unknown: BTreeMap<String, usize>,
    /// Whether the values being read are private: no message repeats them.
    pub(super) private: bool,
    /// The private values so far.
    pub(super) secrets: Vec<Private>,
    pub(super) findings: Vec<Finding>,
}

/// What a new thing is.
pub(super) struct New<'b, 't> {
    pub(super) kind: KindId,
    pub(super) id: Option<Name<'t>>,
    pub(super) title: Option<Arc<str>>,
    pub(super) doc: Option<&'b Words<'t>>,
    pub(super) parent: Option<ThingId>,
    pub(super) span: Span,
}

impl<'r, 't> Reader<'r, 't> {
    /// The reading of about as many `things`.
    pub(super) fn new(
        context: Context<'r>,
        from: From,
        parameter: &'r dyn Fn(From, &str) -> Option<Datum>,
        things: usize,
    ) -> Self {
        Self {
            schema: context.schema,
            context,
            from,
            file: 0,
            parameter,
            things: Vec::with_capacity(things),
            facts: Facts::with_room_for(things),
            names: IndexMap::with_capacity(things),
            lost: BTreeSet::new(),
            astray: false,
            bodies: Vec::with_capacity(things),
            passed: Vec::new(),
            tables: Vec::new(),
            orders: vec![Vec::new(); context.schema.kinds.len()],
            singles: vec![None; context.schema.kinds.len()],
            meant: Vec::new(),
            zone: None,
            zones: IndexMap::new(),
            hours: IndexMap::new(),
            search: Search::default(),
            unknown: BTreeMap::new(),
            private: false,
            secrets: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Adds a thing and binds its name.
    pub(super) fn add(&mut self, new: New<'_, 't>) -> ThingId {
        let id = ThingId(self.things.len() as u32);
        let name = self.bind(id, &new);
        let says = self.facts.declare(&self.schema.kind(new.kind).silence);
        self.things.push(Thing {
            kind: new.kind,
            name,
            title: new.title,
            doc: new.doc.map(|doc| Arc::from(doc.text.as_ref())),
            parent: new.parent,
            from: self.from,
            span: new.span,
            says,
        });
        id
    }

    /// Binds the name of a new thing and gives it back, dotted for a part. A part of a thing without a
    /// name cannot be addressed, but keeps its own name for messages.
    fn bind(&mut self, id: ThingId, new: &New<'_, 't>) -> Arc<str> {
        let Some(own) = new.id else { return Arc::default() };
        let parent = new.parent.and_then(|parent| self.things.get(parent.0 as usize));
        let name: Arc<str> = match parent {
            Some(parent) if parent.name.is_empty() => return Arc::from(own.text),
            Some(parent) => [&*parent.name, ".", own.text].concat().into(),
            None => Arc::from(own.text),
        };
        match self.names.entry(Arc::clone(&name)) {
            Entry::Vacant(free) => {
                free.insert(id);
            }
            Entry::Occupied(taken) => {
                let first = *taken.get();
                let what = a_kind(self.schema, self.kind_of(first));
                let twice =
                    Finding::unreadable("name/twice", own.span, format!("`{name}` is already {what}"));
                self.findings.push(twice.also(self.span_of(first), "named here first"));
            }
        }
        name
    }

    /// The kind of a thing or row.
    pub(super) fn kind_of(&self, id: ThingId) -> KindId {
        self.known(id).map_or(KindId(0), |thing| thing.kind)
    }

    fn span_of(&self, id: ThingId) -> Span {
        self.known(id).map_or(Span::head_of(crate::text::FileId(0)), |thing| thing.span)
    }

    pub(super) fn known(&self, id: ThingId) -> Option<&Thing> {
        self.context.rows.row(id).or_else(|| self.things.get(id.0 as usize))
    }

    /// What is called `name`: a thing at hand, else a row of a pack.
    pub(super) fn find(&self, name: &str) -> Option<ThingId> {
        self.names.get(name).or_else(|| self.context.rows.names().get(name)).copied()
    }

    /// An attribute of a thing by name.
    pub(super) fn attribute_named(&self, thing: ThingId, name: &str) -> Option<(AttributeId, &'r Attribute)> {
        self.attribute_of(self.kind_of(thing), name)
    }

    /// The attribute that a thing states, `turn` statements from its start. Things of a kind are mostly written alike, so what
    /// stood there last is tried before all others.
    pub(super) fn attribute_in_turn(
        &mut self,
        kind: KindId,
        turn: usize,
        name: &str,
    ) -> Option<(AttributeId, &'r Attribute)> {
        let schema = self.schema;
        let order = self.orders.get_mut(kind.0 as usize)?;
        if let Some(last) = order.get(turn).copied().flatten() {
            let attribute = schema.attribute(kind, last);
            if attribute.name == name {
                return Some((last, attribute));
            }
        }
        let found = schema.attribute_named(kind, name)?;
        if turn < REMEMBERED {
            order.resize(order.len().max(turn + 1), None);
            order.get_mut(turn).into_iter().for_each(|place| *place = Some(found));
        }
        Some((found, schema.attribute(kind, found)))
    }

    /// An attribute of a kind by name.
    pub(super) fn attribute_of(&self, kind: KindId, name: &str) -> Option<(AttributeId, &'r Attribute)> {
        let (at, _, attribute) = self.schema.kind(kind).attributes.get_full(name)?;
        Some((AttributeId(at as u16), attribute))
    }

    /// The attribute of a kind that is written first.
    pub(super) fn head_of(&self, kind: KindId) -> Option<(AttributeId, &'r Attribute)> {
        let head = self.schema.kind(kind).head?;
        Some((head, self.schema.attribute(kind, head)))
    }

    /// Says that something about an attribute stands there but could not be read.
    pub(super) fn spoil(&mut self, thing: ThingId, attribute: AttributeId, span: Span) {
        let Some(said) = self.things.get(thing.0 as usize) else { return };
        match self.facts.state(said.says, attribute, Slot::Unread(span)) {
            Some((place @ (Slot::Missing | Slot::None(_) | Slot::Todo { .. }), unread)) => *place = unread,
            Some((Slot::Given(given), _)) => given.open = true,
            Some((Slot::Unread(_), _)) | None => {}
        }
    }

    /// States what a thing says about an attribute; `span` is the statement. Parts add up, anything else
    /// may be said once.
    pub(super) fn put(&mut self, thing: ThingId, attribute: AttributeId, slot: Slot, span: Span) {
        let Some(said) = self.things.get(thing.0 as usize) else { return };
        let kind = said.kind;
        let Some(twice) = self.facts.state(said.says, attribute, slot) else { return };
        let schema = self.schema;
        let declared = schema.attribute(kind, attribute);
        match twice {
            (place @ (Slot::Missing | Slot::None(None)), slot) => *place = slot,
            (Slot::Given(before), Slot::Given(given)) if schema.is_part(&declared.scalar) => {
                join(before, given);
            }
            (before, _) => {
                let first = stated(before).unwrap_or(span);
                let name = &declared.name;
                let twice =
                    Finding::unreadable("name/attribute-twice", span, format!("`{name}` is given twice"));
                self.findings.push(twice.also(first, "given here first"));
                self.spoil(thing, attribute, span);
            }
        }
    }
}

/// Adds further values to a list of parts.
fn join(before: &mut Given, more: Given) {
    before.open |= more.open;
    before.span = before.span.to(more.span);
    before.values.extend(more.values);
}

/// Where a slot was stated.
fn stated(slot: &Slot) -> Option<Span> {
    match slot {
        Slot::Missing => None,
        Slot::Todo { span, .. } | Slot::Unread(span) => Some(*span),
        Slot::None(span) => *span,
        Slot::Given(given) => Some(given.span),
    }
}
