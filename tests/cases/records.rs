//! What services record and who can obtain which proof, against the table of facts: row by row and cell by cell, both
//! ways. A cell that is changed is said; that is shown for each of them.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "tests stop at a surprise")]

use std::sync::Arc;

use irlint::model::{Datum, Slot, Thing};
use irlint::policy::ir::Policies;
use irlint::workspace::parse_literal;
use libtest_mimic::{Failed, Trial};

use crate::facts::table;
use crate::support::shipped;

const FACTS: &str = "fixtures/facts/records.md";
const RECORDS: [&str; 11] = [
    "fact",
    "row",
    "service",
    "on by default",
    "kept",
    "keeps",
    "adjustable",
    "per region",
    "closed",
    "ends",
    "mark",
];
/// The attributes that are compared, in the order of the columns from the third.
const COMPARED: [&str; 9] =
    ["service", "on_by_default", "kept", "keeps", "adjustable", "per_region", "closed", "ends", "confidence"];
const LICENCES: [&str; 4] = ["row", "entra_free", "entra_p1", "entra_p2"];
const UNSHIPPED: [&str; 3] = ["fact", "row it would have", "why there is none"];
const PROOF: [&str; 5] = ["artefact", "on_prem", "iaas", "paas", "saas"];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("records: the rows say what the pages say", || same(&records(&shipped().policies))),
        Trial::test("records: a changed cell of a row is said", changed_records),
        Trial::test("records: the times by licence are the pages'", || same(&licences(&shipped().policies))),
        Trial::test("records: a changed time is said", changed_licences),
        Trial::test("records: what was not read has no row", || same(&unread(&shipped().policies))),
        Trial::test("records: the table of proof is the one that was worked out", || {
            same(&proof(&shipped().policies))
        }),
        Trial::test("records: a changed cell of the table of proof is said", changed_proof),
    ]
}

fn same(differences: &[String]) -> Result<(), Failed> {
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
}

fn rows<'p>(policies: &'p Policies, kind: &str) -> Vec<&'p Thing> {
    let kind = policies.schema.kind_named(kind).unwrap();
    policies.rows.iter().filter(|row| row.kind == kind).collect()
}

/// Whether a row says of an attribute what the fact is: `none`, or values between commas.
fn says(policies: &Policies, row: &Thing, attribute: &str, fact: &str) -> bool {
    let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
    match policies.rows.slot(row, at) {
        Slot::None(_) => fact == "none",
        Slot::Given(given) => {
            let facts: Vec<&str> = fact.split(", ").collect();
            let mut pairs = given.values.iter().zip(&facts);
            facts.len() == given.values.len() && pairs.all(|(value, fact)| is(policies, &value.datum, fact))
        }
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => false,
    }
}

fn is(policies: &Policies, datum: &Datum, fact: &str) -> bool {
    match datum {
        Datum::Word(word) => policies.schema.word(*word) == fact,
        Datum::Thing(id) => policies.rows.row(*id).is_some_and(|row| *row.name == *fact),
        other => parse_literal(fact).as_ref() == Some(other),
    }
}

fn confidence(mark: &str) -> &str {
    match mark {
        "V" => "verified",
        "S" => "secondary",
        "D" => "derived",
        other => panic!("{FACTS} has a mark `{other}`"),
    }
}

/// Where the rows of the providers differ from the facts.
fn records(policies: &Policies) -> Vec<String> {
    let facts = table(FACTS, &RECORDS);
    let ours = rows(policies, "record_source");
    let strange = ours.iter().filter(|row| !facts.iter().any(|fact| *fact[1] == *row.name));
    let mut differences: Vec<String> = strange.map(|row| format!("{} has no fact", row.name)).collect();
    for fact in &facts {
        let Some(row) = ours.iter().find(|row| *row.name == *fact[1]) else {
            differences.push(format!("{} ({}) has no row", fact[1], fact[0]));
            continue;
        };
        for (attribute, wanted) in COMPARED.iter().zip(&fact[2..]) {
            let wanted = if *attribute == "confidence" { confidence(wanted) } else { wanted };
            if !says(policies, row, attribute, wanted) {
                differences.push(format!("{}.{attribute}: the fact is {wanted}", row.name));
            }
        }
    }
    differences
}

fn changed_records() -> Result<(), Failed> {
    for name in rows(&shipped().policies, "record_source").iter().map(|row| row.name.clone()) {
        for attribute in COMPARED {
            changed(&name, attribute, &records)?;
        }
    }
    Ok(())
}

/// Changes a cell of a row, and demands that it is said.
fn changed(
    name: &str,
    attribute: &str,
    differences: &dyn Fn(&Policies) -> Vec<String>,
) -> Result<(), Failed> {
    let mut policies = shipped().policies.clone();
    let number = policies.rows.iter().position(|row| *row.name == *name).unwrap();
    let at = policies.schema.attribute_named(policies.rows[number].kind, attribute).unwrap();
    match Arc::make_mut(&mut policies.rows).slot_mut(number, at).unwrap() {
        Slot::Given(given) => alter(&mut given.values[0].datum),
        slot => *slot = Slot::Missing,
    }
    if differences(&policies).is_empty() {
        Err(format!("a change of {name}.{attribute} is not said").into())
    } else {
        Ok(())
    }
}

/// A unit more, the other answer, another word.
fn alter(datum: &mut Datum) {
    match datum {
        Datum::Word(word) => word.at = u16::from(word.at == 0),
        Datum::Duration(amount) => amount.thousandths += 1000,
        Datum::YesNo(yes) => *yes = !*yes,
        Datum::Date(day) => *day = day.tomorrow().unwrap(),
        other => panic!("records hold words, answers, days and lengths of time, not {other:?}"),
    }
}

/// Where the times by licence differ from the facts.
fn licences(policies: &Policies) -> Vec<String> {
    let facts = table(FACTS, &LICENCES);
    let ours = rows(policies, "licence_keeps");
    let mut differences = Vec::new();
    for fact in &facts {
        for (licence, time) in LICENCES[1..].iter().zip(&fact[1..]) {
            let stated = |row: &&&Thing| {
                says(policies, row, "of", &fact[0])
                    && says(policies, row, "licence", licence)
                    && says(policies, row, "keeps", time)
            };
            if ours.iter().filter(stated).count() != 1 {
                differences.push(format!("{} under {licence}: the fact is {time}", fact[0]));
            }
        }
    }
    if ours.len() != facts.len() * (LICENCES.len() - 1) {
        differences.push(format!("there are {} times by licence", ours.len()));
    }
    differences
}

fn changed_licences() -> Result<(), Failed> {
    let names = rows(&shipped().policies, "licence_keeps").into_iter().map(|row| row.name.clone());
    for name in names {
        changed(&name, "licence", &licences)?;
        changed(&name, "keeps", &licences)?;
    }
    Ok(())
}

/// What has a row although it was not read.
fn unread(policies: &Policies) -> Vec<String> {
    let facts = table(FACTS, &UNSHIPPED);
    let shipped = facts.iter().filter(|fact| policies.rows.iter().any(|row| *row.name == *fact[1]));
    shipped.map(|fact| format!("{} has a row: {}", fact[0], fact[2])).collect()
}

/// Where the table of proof differs from the facts.
fn proof(policies: &Policies) -> Vec<String> {
    let facts = table(FACTS, &PROOF);
    let schema = &policies.schema;
    let matrix = policies.matrices.iter().find(|matrix| matrix.name == "obtained").unwrap();
    let artefacts: Vec<&String> = schema.list(matrix.rows).words.keys().collect();
    let models: Vec<&String> = schema.list(matrix.columns).words.keys().collect();
    assert_eq!(artefacts, facts.iter().map(|fact| &fact[0]).collect::<Vec<_>>(), "{FACTS} has other rows");
    assert_eq!(models, PROOF[1..].iter().collect::<Vec<_>>(), "{FACTS} has other columns");
    let mut differences = Vec::new();
    for (row, fact) in facts.iter().enumerate() {
        for (column, wanted) in fact[1..].iter().enumerate() {
            let at = matrix.cells[row][column] as usize;
            let (said, _) = schema.list(matrix.cells_of).words.get_index(at).unwrap();
            if said != wanted {
                differences
                    .push(format!("{} of {}: the fact is {wanted}, not {said}", fact[0], models[column]));
            }
        }
    }
    differences
}

fn changed_proof() -> Result<(), Failed> {
    let mut policies = shipped().policies.clone();
    let at = policies.matrices.iter().position(|matrix| matrix.name == "obtained").unwrap();
    let terms = policies.schema.list(policies.matrices[at].cells_of).words.len() as u16;
    for row in 0..policies.matrices[at].cells.len() {
        for column in 0..policies.matrices[at].cells[row].len() {
            let old = policies.matrices[at].cells[row][column];
            policies.matrices[at].cells[row][column] = (old + 1) % terms;
            if proof(&policies).len() != 1 {
                return Err(format!("a change in row {row}, column {column} is not said").into());
            }
            policies.matrices[at].cells[row][column] = old;
        }
    }
    Ok(())
}
