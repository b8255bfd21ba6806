//! Tables and rows of packs: things of kinds such as obligations.

use super::names::{Found, What};
use super::{Known, Placed};
use crate::finding::Finding;
use crate::model::{Datum, From, PackRows, Private};
use crate::resolve::{self, NO_RULE, Written};
use crate::syntax::policy::tree::Item;

/// Reads the tables and rows of all packs, and notes which kinds each pack fills.
pub(super) fn check<'f>(
    known: &mut Known<'f>,
    placed: &[Placed<'f>],
    findings: &mut Vec<Finding>,
) -> (PackRows, Vec<Private>) {
    let written = placed.iter().filter_map(|one| match one.item {
        Item::Table(table) => Some((Written::Table(table), one.pack)),
        Item::Row(row) => Some((Written::Row(row), one.pack)),
        _ => None,
    });
    let written: Vec<_> = written.collect();
    let value = |from, name: &str| match from {
        From::Pack(pack) => parameter(known, pack, name),
        From::Plan => None,
    };
    let read = resolve::rows(&written, (&known.schema, &known.rule_names), &value);
    // A pack of the user may stand in for one that comes with the program, and have fewer rules.
    let stood_in_for = |finding: &Finding| finding.rule == NO_RULE && known.is_proven(finding.at.span);
    findings.extend(read.findings.into_iter().filter(|finding| !stood_in_for(finding)));
    for (one, pack) in written {
        let kind = known.schema.kind_named(one.kind().text);
        if let (Some(kind), Some(entry)) = (kind, known.packs.list.get_mut(usize::from(pack)))
            && !entry.pack.fills.contains(&kind)
        {
            entry.pack.fills.push(kind);
        }
    }
    (read.rows, read.private)
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
