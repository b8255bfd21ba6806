//! Tables of packs: rows of kinds such as obligations.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{Found, What};
use super::{Known, Placed};
use crate::finding::Finding;
use crate::model::{Datum, Private, Thing};
use crate::resolve;
use crate::syntax::policy::tree::Item;
use crate::text::Span;

/// Reads the tables of all packs, and notes which kinds each pack fills.
pub(super) fn check<'f>(
    known: &mut Known<'f>,
    placed: &[Placed<'f>],
    findings: &mut Vec<Finding>,
) -> (Vec<Thing>, Vec<Private>) {
    let mut rows: Vec<Thing> = Vec::new();
    let mut private = Vec::new();
    let mut first: BTreeMap<Arc<str>, Span> = BTreeMap::new();
    for one in placed {
        let Item::Table(table) = one.item else { continue };
        let read = resolve::rows(table, one.pack, &known.schema, &|name| parameter(known, one.pack, name));
        let (mut things, mut mistakes) = (read.things, read.findings);
        private.extend(read.private);
        report_doubles(&things, &mut first, &mut mistakes);
        resolve::shift(&mut things, rows.len() as u32);
        rows.append(&mut things);
        findings.append(&mut mistakes);
        let kind = known.schema.kind_named(table.kind.text);
        if let (Some(kind), Some(entry)) = (kind, known.packs.list.get_mut(usize::from(one.pack)))
            && !entry.pack.fills.contains(&kind)
        {
            entry.pack.fills.push(kind);
        }
    }
    (rows, private)
}

/// Says which rows have the name of a row of another table; within a table, reading said it.
fn report_doubles(things: &[Thing], first: &mut BTreeMap<Arc<str>, Span>, findings: &mut Vec<Finding>) {
    for thing in things.iter().filter(|thing| !thing.name.is_empty()) {
        let Some(other) = first.get(&thing.name) else { continue };
        let message = format!("there is already a row `{}`", thing.name);
        let finding = Finding::unreadable("type/twice", thing.span, message);
        findings.push(finding.also(*other, "the other one").help("give this row a name of its own"));
    }
    for thing in things {
        first.entry(Arc::clone(&thing.name)).or_insert(thing.span);
    }
}

/// The value of a parameter that the pack can see.
fn parameter(known: &Known<'_>, pack: u16, name: &str) -> Option<Datum> {
    match known.names.look_up(name, pack, &known.packs) {
        Found::Seen(declared) if declared.what == What::Param => {
            let number = declared.number.get()?;
            known.params.get(usize::from(number)).map(|param| param.value.clone())
        }
        Found::Seen(_) | Found::Hidden(_) | Found::Nothing => None,
    }
}
