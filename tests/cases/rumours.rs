//! Wrong facts about duties to report that are in circulation: a plan that leans on one gets a finding, the same plan without it
//! does not, and the rows of the law say what is right.

use std::collections::BTreeMap;
use std::fs;

use irlint::analysis::{Analysis, Verdict};
use irlint::finding::Outcome;
use irlint::model::{Datum, Slot, Thing};
use irlint::policy::ir::Policies;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::facts::table;
use crate::support::{check_text, say, shipped};

const SHEET: &str = "fixtures/facts/notification-duties.md";
const CASES: &str = "fixtures/facts/wrong-facts.toml";

type Rows = BTreeMap<String, BTreeMap<String, String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    fact: Vec<Fact>,
}

/// A wrong fact.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    seen: String,
    rule: Option<String>,
    wrong: Option<String>,
    right: Option<String>,
    #[serde(default)]
    row: Rows,
    #[serde(default)]
    not: Rows,
}

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = list().fact.into_iter().map(trial).collect();
    trials.push(Trial::test("rumours: each wrong fact of the sheet has its case", all_there));
    trials
}

fn list() -> List {
    toml::from_str(&fs::read_to_string(CASES).unwrap()).unwrap()
}

fn trial(fact: Fact) -> Trial {
    Trial::test(format!("rumours: {}", fact.seen), move || {
        let wrong = [plans(&fact)?, rows(&fact, &shipped().policies)].concat();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
    })
}

fn all_there() -> Result<(), Failed> {
    let seen: Vec<String> =
        table(SHEET, &["statement seen", "correct"]).into_iter().map(|mut row| row.swap_remove(0)).collect();
    let cases: Vec<String> = list().fact.into_iter().map(|fact| fact.seen).collect();
    if seen == cases { Ok(()) } else { Err(format!("the sheet has {seen:#?}\nthe cases {cases:#?}").into()) }
}

/// How the two plans come out otherwise than they should.
fn plans(fact: &Fact) -> Result<Vec<String>, Failed> {
    let (Some(rule), Some(wrong), Some(right)) = (&fact.rule, &fact.wrong, &fact.right) else {
        let nothing =
            fact.rule.is_none() && fact.wrong.is_none() && fact.right.is_none() && !fact.row.is_empty();
        return if nothing { Ok(Vec::new()) } else { Err("it has half a plan, or nothing at all".into()) };
    };
    let mut faults = Vec::new();
    for (plan, wanted) in [(wrong, true), (right, false)] {
        let analysis = check_text("rumour.irp", plan, shipped());
        faults.extend(unreadable(&analysis));
        let verdict = analysis.plans.first().and_then(|report| report.verdicts.get(rule.as_str()));
        let fits = match verdict {
            Some(Verdict::Failed) => wanted,
            Some(Verdict::Passed | Verdict::NotApplicable) => !wanted,
            _ => false,
        };
        if !fits {
            faults.push(format!("`{rule}` is {verdict:?} on\n{plan}"));
        }
    }
    Ok(faults)
}

fn unreadable(analysis: &Analysis) -> Option<String> {
    let lost = analysis.findings.iter().find(|finding| finding.outcome == Outcome::Unreadable);
    lost.map(|finding| say(&analysis.sources, finding))
}

/// What the rows of laws say otherwise.
fn rows(fact: &Fact, policies: &Policies) -> Vec<String> {
    let mut faults = Vec::new();
    for (all, wanted) in [(&fact.row, true), (&fact.not, false)] {
        for (name, attributes) in all {
            let Some(row) = policies.rows.iter().find(|row| *row.name == **name) else {
                faults.push(format!("there is no row {name}"));
                continue;
            };
            for (attribute, text) in attributes {
                let said = said(policies, row, attribute);
                if holds(&said, text, attribute) != wanted {
                    faults.push(format!("{name}.{attribute} is {said:?}"));
                }
            }
        }
    }
    faults
}

/// Figures and words are equal; of a text, some words are enough.
fn holds(said: &str, text: &str, attribute: &str) -> bool {
    let prose = ["limit", "clock", "provided", "delays", "addressee", "cite", "counts", "standing"];
    if prose.contains(&attribute) { said.contains(&text.to_lowercase()) } else { said == text.to_lowercase() }
}

fn said(policies: &Policies, row: &Thing, attribute: &str) -> String {
    let Some(at) = policies.schema.attribute_named(row.kind, attribute) else { return "unknown".to_owned() };
    let one = |datum: &Datum| match datum {
        Datum::Text(text) => text.to_lowercase(),
        Datum::Word(word) => policies.schema.word(*word).to_owned(),
        Datum::Duration(amount) => amount.to_string(),
        other => format!("{other:?}"),
    };
    match policies.rows.slot(row, at) {
        Slot::Given(given) => {
            given.values.iter().map(|value| one(&value.datum)).collect::<Vec<_>>().join(", ")
        }
        _ => "none".to_owned(),
    }
}
