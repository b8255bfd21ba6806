//! The rows of a pack's tables, as the packs state them.

use super::table::{cell, code, wide_table};
use crate::model::{AttributeId, Datum, From, KindId, Plan, Slot, ThingId};
use crate::policy::eval::World;

/// The rows of a pack's tables, a table for each kind.
pub(super) fn of_pack(number: u16, world: &World<'_>) -> String {
    let kinds = (0..world.policies.schema.kinds.len()).map(|kind| KindId(kind as u16));
    let tables = kinds.filter_map(|kind| {
        let of_pack = |row: &&ThingId| world.plan.thing(**row).from == From::Pack(number);
        let rows: Vec<ThingId> = world.plan.of_kind(kind).iter().filter(of_pack).copied().collect();
        (!rows.is_empty()).then(|| rows_of(kind, &rows, world))
    });
    tables.collect::<Vec<_>>().join("\n\n")
}

fn rows_of(kind: KindId, rows: &[ThingId], world: &World<'_>) -> String {
    let kind_is = world.policies.schema.kind(kind);
    let stated = |at: &AttributeId| {
        rows.iter().any(|row| !matches!(world.plan.slot(*row, *at), Slot::Missing | Slot::None(None)))
    };
    let columns: Vec<AttributeId> =
        (0..kind_is.attributes.len()).map(|at| AttributeId(at as u16)).filter(stated).collect();
    let heads = columns.iter().map(|at| code(&world.policies.schema.attribute(kind, *at).name));
    let heads: Vec<String> = std::iter::once(code("id")).chain(heads).collect();
    let lines = rows.iter().map(|row| {
        let cells = columns.iter().map(|at| shown(world.plan, (*row, *at), world));
        std::iter::once(code(&world.plan.thing(*row).name)).chain(cells).collect()
    });
    let lines: Vec<Vec<String>> = lines.collect();
    format!("Rows of [{0}](schema.md#{0}):\n\n{1}", kind_is.name, wide_table(&heads, &lines))
}

/// What a row says in a cell.
fn shown(plan: &Plan, (row, at): (ThingId, AttributeId), world: &World<'_>) -> String {
    match plan.slot(row, at) {
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => String::new(),
        Slot::None(_) => "none".to_owned(),
        Slot::Given(given) => {
            let values = given.values.iter().map(|value| match &value.datum {
                Datum::Url(link) => format!("<{link}>"),
                datum => cell(&world.show_datum(datum)),
            });
            values.collect::<Vec<_>>().join(", ")
        }
    }
}
