//! Names of rules, packs, tags and standards that users give: whether they are names of something.

use std::collections::BTreeSet;

use super::failure::Failure;
use crate::analysis::STANDARD;
use crate::finding::did_you_mean;
use crate::policy::ir::{Policies, Rule, Standard};

/// Refuses the first of `words` that is no rule, pack, tag or standard; `from` is where they were given.
pub fn known(words: &[String], from: &str, policies: &Policies) -> Result<(), Failure> {
    let tags = policies.rules.iter().flat_map(|rule| &rule.tags);
    let packs = policies.packs.iter().map(|pack| &pack.name);
    let standards = standards(policies).map(|name| format!("{STANDARD}{name}"));
    let standards: Vec<String> = standards.collect();
    let names = policies.rule_names.iter().chain(packs).chain(tags).chain(&standards);
    let names: BTreeSet<&str> = names.map(String::as_str).collect();
    match words.iter().find(|word| !names.contains(word.as_str())) {
        None => Ok(()),
        Some(word) => {
            let message = format!("`{from}` names `{word}`, which is no rule, pack, tag or standard");
            let guess = did_you_mean(word, names);
            Err(Failure { message, help: guess.or_else(|| Some(packs_list(policies))) })
        }
    }
}

/// The rule called `name`.
pub fn named<'p>(name: &str, policies: &'p Policies) -> Result<&'p Rule, Failure> {
    policies.rules.iter().find(|rule| rule.id == name).ok_or_else(|| {
        if policies.rule_names.iter().any(|known| known == name) {
            let message = format!("the rule `{name}` cannot be read");
            return Failure::new(message, "mend what is wrong with its text");
        }
        if policies.views.iter().any(|view| view.name == name) {
            let help = format!("draw it with `irlint matrix --view {name}`");
            return Failure::new(format!("`{name}` is a view and no rule"), help);
        }
        let message = format!("there is no rule `{name}`");
        let guess = did_you_mean(name, policies.rule_names.iter().map(String::as_str));
        Failure::new(message, guess.unwrap_or_else(|| "list them with `irlint rules`".to_owned()))
    })
}

/// The standard that a pack of this name lists clauses of.
pub fn standard<'p>(name: &str, policies: &'p Policies) -> Result<&'p Standard, Failure> {
    policies.standard(name).ok_or_else(|| {
        let message = if policies.packs.iter().any(|pack| pack.name == name) {
            format!("the pack `{name}` lists no clauses of a standard")
        } else {
            format!("there is no standard `{name}`")
        };
        let names: Vec<&str> = standards(policies).collect();
        let help = did_you_mean(name, names.iter().copied());
        Failure::new(message, help.unwrap_or_else(|| format!("standards are {}", names.join(", "))))
    })
}

/// The names of all standards.
fn standards(policies: &Policies) -> impl Iterator<Item = &str> {
    policies.standards.iter().map(|standard| policies.pack_of(standard).name.as_str())
}

fn packs_list(policies: &Policies) -> String {
    let packs: Vec<&str> = policies.packs.iter().map(|pack| pack.name.as_str()).collect();
    format!("packs are {}", packs.join(", "))
}
