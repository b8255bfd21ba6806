//! The clocks of laws against a table of facts. A cell that is changed on either side is said; that is shown for each.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "tests stop at a surprise")]

use std::collections::BTreeSet;
use std::fs;

use irlint::model::{Datum, Slot, Thing};
use irlint::policy::ir::Policies;
use irlint::workspace::parse_literal;
use libtest_mimic::{Failed, Trial};

use crate::support::shipped;

const DEADLINES: &str = "fixtures/facts/eu-deadlines.md";
const PACKS: [&str; 2] = ["eu-gdpr", "eu-nis2"];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("facts: the rows say what the laws say", || same(&rows(&shipped().policies))),
        Trial::test("facts: a changed cell of a row is said", changed_rows),
        Trial::test("facts: no limit of a law can be set laxer", || same(&limits(&shipped().policies))),
    ]
}

fn same(differences: &[String]) -> Result<(), Failed> {
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
}

/// The rows of the tables in a document that have as many cells as `columns`, which heads one of them.
pub fn table(path: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    let lines = text.lines().map(|line| if line.starts_with('|') { cells(line) } else { Vec::new() });
    let below = lines.skip_while(|cells| cells != columns).skip(2);
    let rows: Vec<_> = below.take_while(|cells| !cells.is_empty()).collect();
    assert!(!rows.is_empty(), "{path} has no table of {columns:?}");
    assert!(rows.iter().all(|row| row.len() == columns.len()), "{path} has a row of another length");
    rows
}

/// The attributes of a row that are compared, in the order of the facts' columns from the third.
const COMPARED: [&str; 5] = ["as", "for", "within", "after", "tells"];

/// Where the rows of the laws differ from the facts.
fn rows(policies: &Policies) -> Vec<String> {
    let columns = ["duty", "row", "as", "for", "deadline", "clock start", "recipient"];
    let facts = table(DEADLINES, &columns);
    let ours = of_packs(policies);
    let mut differences = Vec::new();
    let known: BTreeSet<&str> = facts.iter().map(|fact| fact[1].as_str()).collect();
    let strange = ours.iter().filter(|row| !known.contains(row.name.as_ref()));
    differences.extend(strange.map(|row| format!("{} has no fact", row.name)));
    for fact in &facts {
        let Some(row) = ours.iter().find(|row| *row.name == *fact[1]) else {
            differences.push(format!("{} ({}) has no row", fact[1], fact[0]));
            continue;
        };
        for (attribute, wanted) in COMPARED.iter().zip(&fact[2..]) {
            if !states(policies, row, attribute, wanted) {
                differences.push(format!("{}.{attribute}: the fact is {wanted}", row.name));
            }
        }
    }
    differences
}

fn of_packs(policies: &Policies) -> Vec<&Thing> {
    let ours = |row: &&Thing| match row.from {
        irlint::model::From::Pack(pack) => PACKS.contains(&policies.packs[pack as usize].name.as_str()),
        irlint::model::From::Plan => false,
    };
    policies.rows.iter().filter(ours).collect()
}

fn states(policies: &Policies, row: &Thing, attribute: &str, wanted: &str) -> bool {
    let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
    match &row.slots[at.0 as usize] {
        Slot::None(Some(_)) => wanted == "none",
        Slot::Given(given) => match given.values.as_slice() {
            [one] => match &one.datum {
                Datum::Word(word) => policies.schema.word(*word) == wanted,
                other => parse_literal(wanted).as_ref() == Some(other),
            },
            _ => false,
        },
        Slot::None(None) | Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => false,
    }
}

fn changed_rows() -> Result<(), Failed> {
    let shipped = &shipped().policies;
    let names: Vec<_> = of_packs(shipped).iter().map(|row| row.name.clone()).collect();
    for name in names {
        for attribute in COMPARED {
            let mut policies = shipped.clone();
            let row = policies.rows.iter_mut().find(|row| row.name == name).unwrap();
            let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
            let slot = &mut row.slots[at.0 as usize];
            match slot {
                Slot::Given(given) => alter(&mut given.values[0].datum),
                _ => *slot = Slot::Missing,
            }
            if rows(&policies).len() != 1 {
                return Err(format!("a change of {name}.{attribute} is not said").into());
            }
        }
    }
    Ok(())
}

/// A unit more, or another word.
fn alter(datum: &mut Datum) {
    match datum {
        Datum::Word(word) => word.at = u16::from(word.at == 0),
        Datum::Duration(amount) => amount.thousandths += 1000,
        other => panic!("rows hold words and lengths of time, not {other:?}"),
    }
}

/// Which parameters of the laws' packs can be set laxer than the facts allow.
fn limits(policies: &Policies) -> Vec<String> {
    let facts = table(DEADLINES, &["parameter", "at most"]);
    let ours = policies
        .params
        .iter()
        .filter(|param| PACKS.contains(&policies.packs[param.pack as usize].name.as_str()));
    let mut left: BTreeSet<&str> = facts.iter().map(|fact| fact[0].as_str()).collect();
    let mut differences = Vec::new();
    for param in ours {
        let fact = facts.iter().find(|fact| fact[0] == param.name).and_then(|fact| parse_literal(&fact[1]));
        left.remove(param.name.as_str());
        if fact.is_none() || param.at_most != fact {
            differences.push(format!("{} is at most {:?}, the fact is {fact:?}", param.name, param.at_most));
        }
    }
    differences.extend(left.iter().map(|name| format!("there is no parameter {name}")));
    differences
}
