//! The working days of a plan, from its `calendar`.

use jiff::civil::Date;

use crate::model::time::Calendar;
use crate::model::{Datum, Fact, Plan, Schema, Slot, ThingId};
use crate::policy::eval::Why;

/// The calendar that the plan names; without one, weekends are Saturday and Sunday, no day is a holiday,
/// and the doubt says which fact is missing.
pub(super) fn of(plan: &Plan, schema: &Schema) -> (Calendar, Option<Why>) {
    let usual = || Calendar {
        weekend: [false, false, false, false, false, true, true],
        holidays: std::collections::BTreeSet::new(),
    };
    let Some(kind) = schema.kind_named("plan") else { return (usual(), None) };
    let Some(block) = plan.of_kind(kind).first() else {
        return (usual(), Some(Why::missing(Fact::Block(kind))));
    };
    let Some(attribute) = schema.attribute_named(kind, "calendar") else { return (usual(), None) };
    match plan.slot(*block, attribute) {
        Slot::Given(given) => match given.values.first().map(|stated| &stated.datum) {
            Some(Datum::Thing(calendar)) => (read(plan, schema, *calendar), None),
            _ => (usual(), Some(Why::reported())),
        },
        Slot::None(_) => (usual(), None),
        Slot::Unread(_) => (usual(), Some(Why::reported())),
        Slot::Missing | Slot::Todo { .. } => (usual(), Some(Why::missing(Fact::Of(*block, attribute)))),
    }
}

fn read(plan: &Plan, schema: &Schema, calendar: ThingId) -> Calendar {
    let mut weekend = [false; 7];
    for datum in values(plan, schema, calendar, "weekend") {
        if let Datum::Weekday(day) = datum
            && let Some(free) = weekend.get_mut(*day as usize)
        {
            *free = true;
        }
    }
    let holidays = values(plan, schema, calendar, "holidays").filter_map(|datum| match datum {
        Datum::Date(day) => Some(*day),
        _ => None,
    });
    Calendar { weekend, holidays: holidays.collect::<std::collections::BTreeSet<Date>>() }
}

fn values<'p>(
    plan: &'p Plan,
    schema: &Schema,
    thing: ThingId,
    name: &str,
) -> impl Iterator<Item = &'p Datum> {
    let attribute = schema.attribute_named(plan.thing(thing).kind, name);
    let given = attribute.and_then(|attribute| match plan.slot(thing, attribute) {
        Slot::Given(given) => Some(given),
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) | Slot::None(_) => None,
    });
    given.into_iter().flat_map(|given| given.values.iter().map(|stated| &stated.datum))
}
