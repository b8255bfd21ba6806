//! What reports must say against the sheet of facts, both ways. A word that is changed is said.
#![expect(clippy::indexing_slicing, reason = "tests stop at a surprise")]

use std::collections::BTreeSet;

use std::sync::Arc;

use irlint::model::Slot;
use irlint::policy::ir::Policies;
use libtest_mimic::{Failed, Trial};

use crate::facts::{FACTS, WRITTEN, alter, compare, of_kind, same, sheet, table};
use crate::support::shipped;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("facts: what a report must say is what the laws say", || {
            same(&contents(&shipped().policies))
        }),
        Trial::test("facts: a changed word of what a report must say is said", changed_contents),
    ]
}

/// Where the rows of what reports must say differ from the sheet: a duty that was read in the law's text, and each part of whose
/// contents has its words, has a row with just these words; no other has one.
fn contents(policies: &Policies) -> Vec<String> {
    let words = table(FACTS, &["part", "words"]);
    let written = table(FACTS, &WRITTEN);
    let ours = of_kind(policies, "report_contents");
    let mut left: BTreeSet<&str> = ours.iter().map(|row| row.name.as_ref()).collect();
    let mut differences = Vec::new();
    for read in sheet().iter().flat_map(|law| &law.duties).filter(|read| read[11] == "VERIFIED") {
        let parts = read[7].split(';').map(str::trim);
        let found: Option<Vec<&str>> =
            parts.map(|part| words.iter().find(|row| row[0] == part).map(|row| row[1].as_str())).collect();
        let Some(found) = found else { continue };
        let mut says: Vec<&str> = Vec::new();
        for word in found.iter().flat_map(|words| words.split(", ")) {
            if !says.contains(&word) {
                says.push(word);
            }
        }
        for row in written.iter().filter(|row| row[0] == read[0]) {
            let name = format!("{}_contents", row[1]);
            left.remove(name.as_str());
            match ours.iter().find(|one| *one.name == *name) {
                Some(one) => {
                    compare(policies, one, &[("of", &row[1]), ("says", &says.join(", "))], &mut differences);
                }
                None => differences.push(format!("there is no {name}")),
            }
        }
    }
    differences.extend(left.iter().map(|name| format!("{name} has no fact")));
    differences
}

/// Another first word in each row, and each is said.
fn changed_contents() -> Result<(), Failed> {
    let mut policies = shipped().policies.clone();
    let kind = policies.schema.kind_named("report_contents").unwrap();
    let at = policies.schema.attribute_named(kind, "says").unwrap();
    for row in (0..policies.rows.len()).filter(|row| shipped().policies.rows[*row].kind == kind) {
        let slot = Arc::make_mut(&mut policies.rows).slot_mut(row, at).unwrap();
        let before = slot.clone();
        if let Slot::Given(given) = slot {
            alter(&mut given.values[0].datum);
        }
        let said = contents(&policies).len();
        if said != 1 {
            return Err(format!("a change of {} is said {said} times", policies.rows[row].name).into());
        }
        *Arc::make_mut(&mut policies.rows).slot_mut(row, at).unwrap() = before;
    }
    Ok(())
}
