//! The second step: what each thing says, attribute by attribute, with the schema at hand.

use crate::finding::Finding;
use crate::model::{self, AttributeId, Given, KindId, Place, Scalar, Slot, Stated, ThingId};
use crate::resolve::columns::Column;
use crate::resolve::declare::is_guessed;
use crate::resolve::reader::{Body, Reader};
use crate::resolve::references::{fix_of_few, nearest_of_few};
use crate::resolve::wording::{a, a_kind, spoken};
use crate::syntax::plan::Bodies;
use crate::syntax::plan::tree::{Attribute, Block, Broken, Cell, Entry, Left, Map};
use crate::syntax::{Few, Literal, LiteralKind, Name};
use crate::text::Span;

impl<'t> Reader<'_, 't> {
    /// Lowers all things that were declared; `unread` are the files whose blocks are still to be read.
    pub(super) fn lower<'a: 't>(&mut self, unread: &mut [&mut Bodies<'a>]) {
        self.zone = self.own_zone(unread);
        for (thing, body) in std::mem::take(&mut self.bodies) {
            self.from = self.known(thing).map_or(self.from, |thing| thing.from);
            match body {
                Body::Block(block) => self.lower_block(thing, block),
                Body::Headed(file, block) => {
                    self.lower_header(thing, &block);
                    self.lower_left(thing, unread, (file, block.left), &block.entries);
                }
                Body::Left(file, left, id) => {
                    self.lower_head(thing, id);
                    self.lower_left(thing, unread, (file, left), &[]);
                }
                Body::Row(table, row) => {
                    let columns = self.tables.get(table).cloned().unwrap_or_default();
                    for (column, cell) in columns.into_iter().zip(&row.cells) {
                        self.lower_cell(thing, column, cell);
                    }
                }
            }
        }
        self.read_passed(unread);
    }

    /// Reads what stands in blocks that declare nothing, for what is wrong with it.
    fn read_passed(&mut self, unread: &mut [&mut Bodies<'_>]) {
        for (file, left) in std::mem::take(&mut self.passed) {
            if let Some(bodies) = unread.get_mut(file as usize) {
                bodies.read(left, |_, _| {});
            }
        }
    }

    /// The zone that hours without one are in: what the plan's single block with a zone says.
    fn own_zone<'a: 't>(&mut self, unread: &mut [&mut Bodies<'a>]) -> Option<std::sync::Arc<str>> {
        let single = |kind: &&crate::model::Kind| kind.place == Place::Single;
        let kinds = self.schema.kinds.values().filter(single);
        let attributes =
            kinds.flat_map(|kind| kind.attributes.values().map(move |attribute| (kind, attribute)));
        let (kind, attribute) =
            attributes.into_iter().find(|(_, attribute)| attribute.scalar == Scalar::Zone)?;
        let kind = self.schema.kind_named(&kind.name)?;
        let thing = self.singles.get(kind.0 as usize).copied().flatten()?;
        let (_, body) = self.bodies.iter().find(|(id, _)| *id == thing)?;
        let zone = |values: &[Literal<'t>]| match values.first()?.kind {
            LiteralKind::Zone(name) | LiteralKind::Code(name) => Some(name),
            _ => None,
        };
        let mut left = |file: u32, left| unread.get_mut(file as usize)?.peek(left, &attribute.name);
        let name = match body {
            Body::Block(block) => zone(block.entries.iter().find_map(|entry| match entry {
                Entry::Attribute(stated) if stated.name.text == attribute.name => Some(&stated.values),
                Entry::Attribute(_) | Entry::Map(_) | Entry::Block(_) | Entry::Broken(_) => None,
            })?),
            Body::Left(file, block, _) => zone(&left(*file, *block)?.values),
            Body::Headed(file, block) => zone(&left(*file, block.left)?.values),
            Body::Row(table, row) => {
                let (attribute, _) = self.attribute_of(kind, &attribute.name)?;
                let columns = self.tables.get(*table)?;
                let at = columns.iter().position(|column| *column == Column::Attribute(attribute))?;
                zone(&row.cells.get(at)?.values)
            }
        };
        self.zone_named(name?)
    }

    fn lower_block(&mut self, thing: ThingId, block: &Block<'t>) {
        self.lower_header(thing, block);
        let kind = self.kind_of(thing);
        for (turn, entry) in block.entries.iter().enumerate() {
            self.lower_entry((thing, kind), turn, entry);
        }
    }

    fn lower_header(&mut self, thing: ThingId, block: &Block<'t>) {
        match self.head_of(self.kind_of(thing)) {
            Some((head, _)) if is_guessed(block) => self.spoil(thing, head, block.head),
            Some(_) | None => self.lower_head(thing, block.id),
        }
        self.tails(thing, &block.tails);
    }

    /// What stands in the header where other things have their name.
    fn lower_head(&mut self, thing: ThingId, id: Option<Name<'t>>) {
        if let (Some((head, attribute)), Some(id)) = (self.head_of(self.kind_of(thing)), id) {
            let slot = self.slot(attribute, &[head_value(id)]);
            self.put(thing, head, slot, id.span);
        }
    }

    /// What was left of a block of the file with this number, and what was `read` of it before, in the order of the text.
    fn lower_left<'a: 't>(
        &mut self,
        thing: ThingId,
        unread: &mut [&mut Bodies<'a>],
        (file, left): (u32, Left),
        read: &[Entry<'t>],
    ) {
        let thing = (thing, self.kind_of(thing));
        let mut read = read.iter().peekable();
        debug_assert!(unread.len() > file as usize, "there is no file {file}, and what was left is lost");
        if let Some(bodies) = unread.get_mut(file as usize) {
            bodies.read(left, |turn, entry| {
                while let Some(before) = read.next_if(|before| before.span().start < entry.span().start) {
                    self.lower_entry(thing, turn, before);
                }
                self.lower_entry(thing, turn, entry);
            });
        }
        read.for_each(|entry| self.lower_entry(thing, 0, entry));
    }

    fn lower_entry(&mut self, (thing, kind): (ThingId, KindId), turn: usize, entry: &Entry<'t>) {
        match entry {
            Entry::Attribute(attribute) => {
                let known = self.attribute_in_turn(kind, turn, attribute.name.text);
                self.lower_known(thing, attribute, known);
            }
            Entry::Map(map) => self.lower_map(thing, map),
            Entry::Broken(broken) => self.lower_broken(thing, broken),
            Entry::Block(_) => {}
        }
    }

    /// A tail that has found its home.
    pub(super) fn lower_attribute(&mut self, thing: ThingId, stated: &Attribute<'t>) {
        let known = self.attribute_of(self.kind_of(thing), stated.name.text);
        self.lower_known(thing, stated, known);
    }

    /// An attribute that is `known` to the thing's kind, or is not.
    fn lower_known(
        &mut self,
        thing: ThingId,
        stated: &Attribute<'t>,
        known: Option<(AttributeId, &model::Attribute)>,
    ) {
        if let Some((at, attribute)) = known {
            self.state(thing, (at, attribute), stated.span, (&stated.values, &stated.tails));
        } else {
            let kind = self.kind_of(thing);
            self.keep_if_meant_secret(kind, stated);
            self.unknown(thing, stated.name, stated.span);
        }
    }

    /// Values of a known attribute, with the tails behind them; `span` is the statement.
    pub(super) fn state(
        &mut self,
        thing: ThingId,
        (at, attribute): (AttributeId, &model::Attribute),
        span: Span,
        (values, tails): (&[Literal<'t>], &[Attribute<'t>]),
    ) {
        if self.schema.is_part(&attribute.scalar) {
            let slot = self.parts(thing, attribute, values, tails);
            self.put(thing, at, slot, span);
        } else {
            let slot = self.slot(attribute, values);
            self.put(thing, at, slot, span);
            self.tails(thing, tails);
        }
    }

    fn lower_cell(&mut self, thing: ThingId, column: Column, cell: &Cell<'t>) {
        match column {
            Column::Attribute(_) if cell.values.is_empty() && !cell.broken => {}
            Column::Attribute(at) if cell.broken => self.spoil(thing, at, cell.span),
            Column::Attribute(at) => {
                let attribute = self.schema.attribute(self.kind_of(thing), at);
                self.state(thing, (at, attribute), cell.span, (&cell.values, &cell.tails));
            }
            Column::Id | Column::Title => self.tails(thing, &cell.tails),
            Column::Unknown => {}
        }
    }

    /// A statement that could not be read: its attribute counts as stated, where its name can be told.
    fn lower_broken(&mut self, thing: ThingId, broken: &Broken<'_>) {
        let Some(name) = broken.name else { return };
        match self.attribute_named(thing, name.text) {
            Some((at, attribute)) => {
                if attribute.private {
                    self.keep_broken(broken, name);
                }
                self.spoil(thing, at, broken.span);
            }
            None => self.guess(thing, name, broken.span),
        }
    }

    /// `within: { sev1: 15 minutes; sev2: 30 minutes }`.
    fn lower_map(&mut self, thing: ThingId, map: &Map<'t>) {
        let Some((at, attribute)) = self.attribute_named(thing, map.name.text) else {
            self.unknown(thing, map.name, map.span);
            return;
        };
        let Some(per) = attribute.per else {
            self.no_map(map);
            self.spoil(thing, at, map.span);
            return;
        };
        let mut given = Given { values: Few::new(), open: map.broken, span: map.span };
        for entry in &map.entries {
            self.lower_line((attribute, per), entry, &mut given);
            self.tails(thing, &entry.tails);
        }
        self.put(thing, at, Slot::Given(given), map.span);
    }

    /// A map for an attribute that has one value for all.
    fn no_map(&mut self, map: &Map<'_>) {
        let key = map.entries.first().and_then(|entry| self.find(entry.name.text));
        let each = key.map_or("line".to_owned(), |key| spoken(&self.schema.kind(self.kind_of(key)).name));
        let message = format!("`{}` takes no value for each {each}", map.name.text);
        let help = format!("give one value for all: `{}: ...`", map.name.text);
        self.findings.push(Finding::unreadable("type/map", map.name.span, message).help(help));
    }

    /// One line of a map.
    fn lower_line(
        &mut self,
        (attribute, per): (&crate::model::Attribute, KindId),
        entry: &Attribute<'t>,
        given: &mut Given,
    ) {
        let key = Literal { kind: LiteralKind::Reference(entry.name.text), span: entry.name.span };
        let key = self.thing(&[per], &key);
        let twice = given.values.iter().find(|value| value.per.is_some() && value.per == key);
        if let Some(before) = twice {
            let message = format!("`{}` is given twice", entry.name.text);
            let finding = Finding::unreadable("name/attribute-twice", entry.name.span, message);
            self.findings.push(finding.also(before.span, "given here first"));
        }
        let fresh = twice.is_none();
        match (key, self.slot(attribute, &entry.values)) {
            (Some(key), Slot::Given(slot)) if fresh => {
                given.open |= slot.open;
                given.values.extend(slot.values.into_iter().map(|value| Stated { per: Some(key), ..value }));
            }
            (_, Slot::None(_) | Slot::Todo { .. }) => {
                given.open = true;
                self.not_in_a_map(entry);
            }
            (_, Slot::Missing | Slot::Unread(_) | Slot::Given(_)) => given.open = true,
        }
    }

    fn not_in_a_map(&mut self, entry: &Attribute<'_>) {
        let Some(literal) = entry.values.first() else { return };
        let message = "each line of a map holds a value, and `none` or `todo` is none";
        let help = "leave the line out, or give `none` or `todo` to the whole attribute";
        self.findings.push(Finding::unreadable("type/map", literal.span, message).help(help));
    }

    /// An attribute that the thing's kind does not have.
    pub(super) fn unknown(&mut self, thing: ThingId, name: Name<'_>, span: Span) {
        self.no_attribute(self.kind_of(thing), name);
        self.guess(thing, name, span);
    }

    /// The attribute that was probably meant is not asked for again.
    pub(super) fn guess(&mut self, thing: ThingId, name: Name<'_>, span: Span) {
        let attributes = &self.schema.kind(self.kind_of(thing)).attributes;
        let meant = nearest_of_few(name.text, attributes.keys().map(String::as_str));
        if let Some((at, _)) = meant.and_then(|meant| self.attribute_named(thing, meant)) {
            self.meant.push((thing, at, span));
        }
    }

    /// Reports an attribute or column that a kind does not have.
    pub(super) fn no_attribute(&mut self, kind: KindId, name: Name<'_>) {
        let known = self.schema.kind(kind);
        let message = format!("{} has no `{}`", a_kind(self.schema, kind), name.text);
        let help = match name.text {
            "name" | "title" => {
                Some(format!("write the title behind the name: `{} ... \"...\"`", known.name))
            }
            "id" => Some(format!("write the name in the header: `{} ... {{`", known.name)),
            _ => nearest_of_few(name.text, known.attributes.keys().map(String::as_str))
                .map(|meant| format!("did you mean `{meant}`?")),
        };
        let help = help.or_else(|| {
            let names: Vec<_> = known.attributes.keys().map(|name| format!("`{name}`")).collect();
            let what = a(&spoken(&known.name));
            (!names.is_empty() && names.len() <= 15).then(|| format!("{what} has {}", names.join(", ")))
        });
        let fix = fix_of_few(name, known.attributes.keys().map(String::as_str));
        self.findings
            .push(Finding::unreadable("name/attribute", name.span, message).maybe_help(help).fix(fix));
    }
}

/// The value that stands in a header where other things have their name.
fn head_value(id: Name<'_>) -> Literal<'_> {
    let rule = id.text.contains('-');
    let kind = if rule { LiteralKind::RuleId(id.text) } else { LiteralKind::Reference(id.text) };
    Literal { kind, span: id.span }
}

/// All values together.
pub(super) fn span_of(values: &[Literal<'_>]) -> Option<Span> {
    let (first, last) = (values.first()?, values.last()?);
    Some(first.span.to(last.span))
}
