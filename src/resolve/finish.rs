//! The end of reading: attributes a thing cannot be without, rows behind the plan's own things, and the
//! lists that others look things up in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{Datum, Facts, Given, KindId, PackRows, Plan, Slot, Thing, ThingId};
use crate::resolve::Rows;
use crate::resolve::reader::Reader;
use crate::resolve::wording::spoken;
use crate::text::{FileId, Span};

impl Reader<'_, '_> {
    /// The plan, with the rows of packs behind its own things.
    pub(super) fn into_plan(mut self, mut files: Vec<FileId>) -> (Plan, Vec<Finding>) {
        self.finish();
        self.declare_todos();
        let rank: BTreeMap<FileId, usize> =
            files.iter().enumerate().rev().map(|(at, file)| (*file, at)).collect();
        let mut counts = vec![0; self.schema.kinds.len()];
        for thing in &self.things {
            counts.get_mut(thing.kind.0 as usize).into_iter().for_each(|count| *count += 1);
        }
        let rows_of = |kind: usize| self.context.rows.of_kind(KindId(kind as u16));
        let room = |(kind, count): (usize, &usize)| if *count > 0 { count + rows_of(kind).len() } else { 0 };
        let mut by_kind: Vec<Vec<ThingId>> =
            counts.iter().enumerate().map(|kind| Vec::with_capacity(room(kind))).collect();
        for (at, thing) in self.things.iter().enumerate() {
            if let Some(things) = by_kind.get_mut(thing.kind.0 as usize) {
                things.push(ThingId(at as u32));
            }
        }
        for things in &mut by_kind {
            things.sort_by_key(|id| {
                let span = self.things.get(id.0 as usize).map(|thing| thing.span);
                span.map(|span| (rank.get(&span.file).copied(), span.start))
            });
        }
        for (kind, things) in by_kind.iter_mut().enumerate().filter(|(_, things)| !things.is_empty()) {
            things.extend_from_slice(rows_of(kind));
        }
        let root = files.first().copied();
        let mut seen = BTreeSet::new();
        files.retain(|file| seen.insert(*file));
        let rows = Arc::clone(self.context.rows);
        let (things, facts, names, private) = (self.things, self.facts, self.names, self.secrets);
        (Plan { rows, root, files, things, facts, names, by_kind, private }, self.findings)
    }

    /// The rows of a table.
    pub(super) fn into_rows(mut self) -> Rows {
        self.finish();
        renumber(&mut self.things, &mut self.facts, |id| ThingId::row(id.0 as usize));
        Rows { rows: PackRows::new(self.things, self.facts), private: self.secrets, findings: self.findings }
    }

    fn finish(&mut self) {
        for (thing, at, span) in std::mem::take(&mut self.meant) {
            let says = self.things.get(thing.0 as usize).map(|thing| thing.says);
            let Some(slot) = says.and_then(|says| self.facts.get_mut(says, at)) else { continue };
            match slot {
                Slot::Missing | Slot::None(None) => *slot = Slot::Unread(span),
                Slot::None(Some(_)) | Slot::Todo { .. } | Slot::Unread(_) | Slot::Given(_) => {
                    self.keep_slip(span);
                }
            }
        }
        self.require();
        self.findings.sort_by_key(|finding| finding.at.span);
    }

    /// What stands in `span` cannot be the attribute that was probably meant: that is stated elsewhere.
    fn keep_slip(&mut self, span: Span) {
        let within = |finding: &Finding| {
            let at = finding.at.span;
            at.file == span.file && span.start <= at.start && at.end <= span.end
        };
        let slips = self.findings.iter_mut().filter(|finding| within(finding));
        slips.for_each(|finding| finding.fixes.clear());
    }

    /// Reports things that mean nothing because of what they leave out.
    fn require(&mut self) {
        for thing in &self.things {
            let kind = self.schema.kind(thing.kind);
            for at in &kind.required {
                if let (Slot::Missing | Slot::None(None), Some((name, _))) =
                    (self.facts.get(thing.says, *at), kind.attributes.get_index(at.0 as usize))
                {
                    let message = format!("this {} does not say `{name}`", spoken(&kind.name));
                    self.findings.push(Finding::unreadable("type/required", thing.span, message));
                    if let Some(slot) = self.facts.get_mut(thing.says, *at) {
                        *slot = Slot::Unread(thing.span);
                    }
                }
            }
        }
    }
}

/// Gives every thing that `things` and `facts` name its new number.
fn renumber(things: &mut [Thing], facts: &mut Facts, new: impl Fn(ThingId) -> ThingId) {
    for thing in things {
        thing.parent = thing.parent.map(&new);
    }
    for slot in facts.stated_mut() {
        let Slot::Given(Given { values, .. }) = slot else { continue };
        for value in values {
            value.per = value.per.map(&new);
            if let Datum::Thing(id) = &mut value.datum {
                *id = new(*id);
            }
        }
    }
}
