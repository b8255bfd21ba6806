//! What providers promise to tell, against the facts: each row has its fact and each fact its row, and a cell that is
//! changed on the side of the policies is said; that is shown for each of them.
#![expect(clippy::panic, reason = "tests stop at a surprise")]

use std::collections::BTreeSet;

use std::sync::Arc;

use irlint::model::{Datum, From, PackRows, Slot, Thing};
use irlint::policy::ir::Policies;
use irlint::text::Span;
use irlint::workspace::parse_literal;
use libtest_mimic::{Failed, Trial};

use crate::facts::{same, table};
use crate::support::shipped;

const FACTS: &str = "fixtures/facts/notices.md";

/// A kind of rows, and the heads of its table of facts: what the sheet calls it, the row, and attributes.
type Compared = (&'static str, &'static [&'static str]);

const KINDS: [Compared; 5] = [
    ("notice_channel", &["channel in the sheet", "row", "services", "carries", "fallback", "confidence"]),
    (
        "promise",
        &[
            "provider in the sheet",
            "row",
            "service",
            "process",
            "within",
            "after",
            "softened",
            "contacts_kept_by",
            "authority_told_by",
            "confidence",
        ],
    ),
    ("unreported", &["in the sheet", "row", "services", "what", "confidence"]),
    (
        "incident_definition",
        &["in the sheet", "row", "services", "regimes", "edition", "newest", "effects", "confidence"],
    ),
    ("contact_point", &["in the sheet", "row", "services", "for", "needs", "confidence"]),
];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("facts: the rows say what providers promise", || same(&differences(&shipped().policies))),
        Trial::test("facts: a changed cell of a promise is said", changed_cells),
        Trial::test("facts: a row about providers that is taken away is said", rows_taken_away),
    ]
}

/// Where the rows about providers differ from the facts.
fn differences(policies: &Policies) -> Vec<String> {
    KINDS.iter().flat_map(|kind| of_kind(policies, kind)).collect()
}

fn of_kind(policies: &Policies, (kind, columns): &Compared) -> Vec<String> {
    let facts = table(FACTS, columns);
    let rows = rows_of(policies, kind);
    let known: BTreeSet<&str> = facts.iter().filter_map(|fact| fact.get(1)).map(String::as_str).collect();
    let strange = rows.iter().filter(|row| !known.contains(row.name.as_ref()));
    let mut found: Vec<String> = strange.map(|row| format!("{} has no fact", row.name)).collect();
    for fact in &facts {
        let [_, name, cells @ ..] = fact.as_slice() else { panic!("{FACTS} has a short row") };
        let Some(row) = rows.iter().find(|row| *row.name == **name) else {
            found.push(format!("{name} has no row"));
            continue;
        };
        for (attribute, cell) in columns.iter().skip(2).zip(cells) {
            if !says(policies, row, attribute, cell) {
                found.push(format!("{name}.{attribute}: the fact is `{cell}`"));
            }
        }
    }
    found
}

fn rows_of<'p>(policies: &'p Policies, kind: &str) -> Vec<&'p Thing> {
    let kind = policies.schema.kind_named(kind).unwrap();
    let of_packs = |row: &&Thing| row.kind == kind && matches!(row.from, From::Pack(_));
    policies.rows.iter().filter(of_packs).collect()
}

/// Whether the row says in this attribute what the cell says; an empty cell is not stated.
fn says(policies: &Policies, row: &Thing, attribute: &str, cell: &str) -> bool {
    let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
    match policies.rows.slot(row, at) {
        Slot::None(Some(_)) => cell == "none",
        Slot::Given(given) => {
            let said: BTreeSet<String> =
                given.values.iter().map(|value| said(policies, &value.datum, cell)).collect();
            let several = given.values.iter().all(|value| matches!(value.datum, Datum::Word(_)));
            let wanted = if several { cell.split(", ").collect() } else { vec![cell] };
            said == wanted.into_iter().map(str::to_owned).collect()
        }
        Slot::None(None) | Slot::Missing => cell.is_empty(),
        Slot::Todo { .. } | Slot::Unread(_) => false,
    }
}

/// A value as facts write it; a length of time as the cell writes it, if both mean the same.
fn said(policies: &Policies, datum: &Datum, cell: &str) -> String {
    match datum {
        Datum::Word(word) => policies.schema.word(*word).to_owned(),
        Datum::Text(text) => text.to_string(),
        Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other if parse_literal(cell).as_ref() == Some(other) => cell.to_owned(),
        other => format!("{other:?}"),
    }
}

fn changed_cells() -> Result<(), Failed> {
    let shipped = &shipped().policies;
    for (kind, columns) in &KINDS {
        let names: Vec<_> = rows_of(shipped, kind).iter().map(|row| row.name.clone()).collect();
        for (name, attribute) in
            names.iter().flat_map(|name| columns.iter().skip(2).map(move |at| (name, at)))
        {
            let mut policies = shipped.clone();
            let mut rows = policies.rows.iter().enumerate();
            let (number, row) = rows.find(|(_, row)| row.name == *name).unwrap();
            let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
            let place = row.span;
            alter(Arc::make_mut(&mut policies.rows).slot_mut(number, at).unwrap(), place);
            if differences(&policies).len() != 1 {
                return Err(format!("a change of {name}.{attribute} is not said").into());
            }
        }
    }
    Ok(())
}

/// Another value, or none where there was one of a kind that has no other, or one where there was none.
fn alter(slot: &mut Slot, place: Span) {
    match slot {
        Slot::Given(given) => match given.values.first_mut().map(|value| &mut value.datum) {
            Some(Datum::Word(word)) => word.at = u16::from(word.at == 0),
            Some(Datum::Duration(amount)) => amount.thousandths += 1000,
            Some(Datum::YesNo(yes)) => *yes = !*yes,
            Some(Datum::Text(text)) => *text = format!("{text}.").into(),
            other => panic!("rows hold no {other:?}"),
        },
        Slot::Missing | Slot::None(None) => *slot = Slot::None(Some(place)),
        _ => *slot = Slot::Missing,
    }
}

fn rows_taken_away() -> Result<(), Failed> {
    let shipped = &shipped().policies;
    for (kind, _) in &KINDS {
        for name in rows_of(shipped, kind).iter().map(|row| &row.name) {
            let mut policies = shipped.clone();
            let kept = policies.rows.iter().filter(|row| row.name != *name).cloned();
            policies.rows = Arc::new(PackRows::new(kept.collect(), shipped.rows.facts().clone()));
            if differences(&policies).len() != 1 {
                return Err(format!("that {name} is gone is not said").into());
            }
        }
    }
    Ok(())
}
