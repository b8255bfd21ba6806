//! The plain sentences of the shipped rules: all different, and none survives a change to its rule.

use std::collections::BTreeMap;

use irlint::explain::plain;
use irlint::policy::ir::{Expr, Policies, Rule};

use crate::changes::{Choice, bound_by, in_sight};
use crate::support::shipped;

#[test]
fn no_two_rules_read_the_same() {
    let policies = &shipped().policies;
    let mut seen = BTreeMap::new();
    for rule in &policies.rules {
        let said = plain::rule(policies, rule).to_string();
        if let Some(other) = seen.insert(said, &rule.id) {
            panic!("{other} and {} read the same", rule.id);
        }
    }
}

#[test]
fn a_rule_reads_as_people_speak() {
    let policies = &shipped().policies;
    let said = |id: &str| {
        let rule = policies.rules.iter().find(|rule| rule.id == id).unwrap();
        plain::rule(policies, rule).to_string()
    };
    assert_eq!(
        said("customer-side-unwatched").lines().next().unwrap(),
        "For each asset and area for which `holder_of` of the area and the asset is customer or shared: there must be \
         a detection whose `watches` includes the asset, whose `areas` includes the area, whose `run_by` is not `none` \
         and whose `run_by` is not a provider. Otherwise it is an error."
    );
    assert_eq!(
        said("crisis-team-missing"),
        "There must be a team whose `function` includes \"crisis management\" and for which the count of the team's \
         `members` is at least `crisis_team_size` (3). Otherwise it is an error."
    );
    assert_eq!(
        said("acceptance-expired"),
        "For each accept: the accept's `until` must be given and the accept's `until` must be on or after the date of \
         the check. Otherwise it is an error, and it cannot be accepted."
    );
}

#[test]
fn no_sentence_survives_a_change_to_its_rule() {
    let policies = &shipped().policies;
    let (mut tried, mut changed) = (0, policies.clone());
    for rule in &policies.rules {
        let said = plain::rule(policies, rule).to_string();
        for changed in changed_rules(policies, rule) {
            tried += 1;
            assert_ne!(
                said,
                plain::rule(policies, &changed).to_string(),
                "{}: {:#?}",
                rule.id,
                changed.require
            );
        }
        for number in called(policies, rule) {
            for body in changed_bodies(policies, number) {
                tried += 1;
                changed.functions[number].body = body;
                let body = &changed.functions[number].body;
                assert_ne!(said, plain::rule(&changed, rule).to_string(), "{}: {body:#?}", rule.id);
            }
            changed.functions[number].body = policies.functions[number].body.clone();
        }
    }
    assert!(tried > 1000, "only {tried} changes were tried");
}

/// The rule with every single change to what it looks at and requires.
fn changed_rules(policies: &Policies, rule: &Rule) -> Vec<Rule> {
    let choice = Choice { policies, slots: rule.names.iter().map(|(_, slot)| *slot).collect() };
    let mut all = Vec::new();
    all.extend(choice.of(&rule.require).into_iter().map(|require| Rule { require, ..rule.clone() }));
    for when in rule.when.iter().flat_map(|when| choice.of(when)) {
        all.push(Rule { when: Some(when), ..rule.clone() });
    }
    for each in rule.each.iter().flat_map(|each| choice.of_binder(each)) {
        all.push(Rule { each: Some(each), ..rule.clone() });
    }
    for key in rule.once_per.iter().flat_map(|key| choice.of(key)) {
        all.push(Rule { once_per: Some(key), ..rule.clone() });
    }
    for (at, (_, value)) in rule.lets.iter().enumerate() {
        for value in choice.of(value) {
            let mut changed = rule.clone();
            changed.lets[at].1 = value;
            all.push(changed);
        }
    }
    all.retain(names_in_sight);
    all
}

/// Every name of the rule stands where it is bound.
fn names_in_sight(rule: &Rule) -> bool {
    let Some(mut bound) = rule.each.as_ref().map_or(Some(Vec::new()), |each| bound_by(each, &[])) else {
        return false;
    };
    let before = rule.when.as_ref().is_none_or(|when| in_sight(when, &[]));
    let key = rule.once_per.as_ref().is_none_or(|key| in_sight(key, &bound));
    let lets = rule.lets.iter().all(|(slot, value)| {
        let sound = in_sight(value, &bound);
        bound.push(*slot);
        sound
    });
    before && key && lets && in_sight(&rule.require, &bound)
}

/// The body of a function with every single change to it.
fn changed_bodies(policies: &Policies, number: usize) -> Vec<Expr> {
    let function = &policies.functions[number];
    let choice = Choice { policies, slots: function.names.iter().map(|(_, slot)| *slot).collect() };
    let params: Vec<u16> = (0..function.params.len() as u16).collect();
    choice.of(&function.body).into_iter().filter(|body| in_sight(body, &params)).collect()
}

/// The functions that a rule calls, also by way of others.
fn called(policies: &Policies, rule: &Rule) -> Vec<usize> {
    let said = plain::rule(policies, rule).to_string();
    let is_called = |name: &str| said.contains(&format!("\n`{name}` of "));
    let functions = policies.functions.iter().enumerate();
    functions.filter(|(_, function)| is_called(&function.name)).map(|(number, _)| number).collect()
}
