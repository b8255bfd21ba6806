//! What sources ask of a complete plan, and what becomes of it: each row names rules that there are, or says why no machine can
//! check it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::support::shipped;

/// The sheets, the name of a row in each, and how many rows there are.
const SHEETS: [(&str, &str, usize); 3] = [
    ("fixtures/facts/requirements/a-to-f.toml", "requirement", 91),
    ("fixtures/facts/requirements/g-to-t.toml", "requirement", 132),
    ("fixtures/facts/subtleties.toml", "subtlety", 50),
];

/// What a source asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    rules: Vec<String>,
    not_checkable: Option<String>,
    /// Why no rule is needed: reading the plan finds it.
    by_reader: Option<String>,
}

pub fn trials() -> Vec<Trial> {
    let sheet = |(path, row, count)| {
        Trial::test(format!("requirements: {path}"), move || {
            let faults = faults(&fs::read_to_string(path)?, row, count)?;
            if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
        })
    };
    let mut trials: Vec<Trial> = SHEETS.into_iter().map(sheet).collect();
    trials.push(Trial::test("requirements: a wrong row is found", a_wrong_row_is_found));
    trials
}

fn faults(sheet: &str, row: &str, count: usize) -> Result<Vec<String>, Failed> {
    let mut sheet: BTreeMap<String, Vec<Row>> = toml::from_str(sheet)?;
    let rows = sheet.remove(row).ok_or_else(|| format!("no `{row}` is there"))?;
    let known: BTreeSet<&str> = shipped().policies.rule_names.iter().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for Row { id, rules, not_checkable, by_reader } in &rows {
        if !seen.insert(id) {
            faults.push(format!("{id} is there twice"));
        }
        if rules.is_empty() == (not_checkable.is_none() && by_reader.is_none()) {
            faults.push(format!("{id} needs rules, or the reason why there is none"));
        }
        let lost = rules.iter().filter(|rule| !known.contains(rule.as_str()));
        faults.extend(lost.map(|rule| format!("{id}: there is no rule `{rule}`")));
    }
    if rows.len() != count {
        faults.push(format!("{} rows, and {count} are wanted", rows.len()));
    }
    Ok(faults)
}

fn a_wrong_row_is_found() -> Result<(), Failed> {
    let sheet = "[[r]]\nid = \"a\"\nrules = [\"no-such-rule\"]\n[[r]]\nid = \"a\"\n";
    let wanted = [
        "a: there is no rule `no-such-rule`",
        "a is there twice",
        "a needs rules, or the reason why there is none",
        "2 rows, and 3 are wanted",
    ];
    assert_eq!(faults(sheet, "r", 3)?, wanted);
    assert!(faults(sheet, "other", 0).is_err());
    Ok(())
}
