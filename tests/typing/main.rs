//! Mistakes in policies, each found before any plan is read and marked at its place, and what sound policies
//! become.
//!
//! A mistake is written as `marked words | message; help`.

#[cfg(test)]
mod adjustments;
#[cfg(test)]
mod binders;
#[cfg(test)]
mod conditions;
#[cfg(test)]
#[path = "../hostile/dice.rs"]
mod dice;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod never;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod support;
#[cfg(test)]
mod views;

use support::{load, said};

#[test]
fn the_nine_planted_mistakes_are_found_where_they_are() {
    let planted = include_str!("../../fixtures/types/nine-mistakes.irpolicy");
    let mut files: Vec<(&str, &str)> = irlint::policy::embedded().to_vec();
    files.push(("planted.irpolicy", planted));
    let (policies, findings, sources) = load(&files, &[]);
    let mut places: Vec<_> = findings.iter().map(|finding| sources.start(finding.at.span)).collect();
    places.sort();
    let places = places.iter().map(|place| format!("{}:{}", place.line, place.column));
    let wanted = ["5:11", "9:12", "14:36", "20:11", "25:11", "30:23", "35:19", "41:11", "45:11"];
    assert_eq!(places.collect::<Vec<_>>(), wanted);
    let left = policies.rules.iter().filter(|rule| sources.get(rule.span.file).path == "planted.irpolicy");
    assert_eq!(left.count(), 0, "a rule with a mistake is left out");
    assert!(policies.rule_names.iter().any(|name| name == "stage-too-long"), "its name stays known");
}

#[test]
fn the_shipped_policies_have_no_mistake() {
    let (policies, findings, sources) = load(irlint::policy::embedded(), &[]);
    assert_eq!(findings.iter().map(|finding| said(&sources, finding)).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(policies.rules.len(), policies.rule_names.len());
    assert!(policies.rows.len() > 5, "{} rows", policies.rows.len());
}
