//! Tables of packs: rows of kinds such as obligations.

use super::names::{Found, What};
use super::{Known, Placed};
use crate::finding::Finding;
use crate::model::{Datum, From, Thing};
use crate::resolve;
use crate::syntax::policy::tree::Item;

/// Reads the tables of all packs, and notes which kinds each pack fills.
pub(super) fn check<'f>(
    known: &mut Known<'f>,
    placed: &[Placed<'f>],
    findings: &mut Vec<Finding>,
) -> Vec<Thing> {
    let tables = placed.iter().filter_map(|one| match one.item {
        Item::Table(table) => Some((table, one.pack)),
        _ => None,
    });
    let tables: Vec<_> = tables.collect();
    let value = |from, name: &str| match from {
        From::Pack(pack) => parameter(known, pack, name),
        From::Plan => None,
    };
    let (rows, mistakes) = resolve::rows(&tables, &known.schema, &value);
    findings.extend(mistakes);
    for (table, pack) in tables {
        let kind = known.schema.kind_named(table.kind.text);
        if let (Some(kind), Some(entry)) = (kind, known.packs.list.get_mut(usize::from(pack)))
            && !entry.pack.fills.contains(&kind)
        {
            entry.pack.fills.push(kind);
        }
    }
    rows
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
