//! Names of rules, packs and tags that users give: whether they are names of something.

use std::collections::BTreeSet;

use super::failure::Failure;
use crate::finding::did_you_mean;
use crate::policy::ir::{Policies, Rule};

/// Refuses the first of `words` that is no rule, pack or tag; `from` is where they were given.
pub fn known(words: &[String], from: &str, policies: &Policies) -> Result<(), Failure> {
    let tags = policies.rules.iter().flat_map(|rule| &rule.tags);
    let packs = policies.packs.iter().map(|pack| &pack.name);
    let names: BTreeSet<&str> =
        policies.rule_names.iter().chain(packs).chain(tags).map(String::as_str).collect();
    match words.iter().find(|word| !names.contains(word.as_str())) {
        None => Ok(()),
        Some(word) => {
            let message = format!("`{from}` names `{word}`, which is no rule, pack or tag");
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

fn packs_list(policies: &Policies) -> String {
    let packs: Vec<&str> = policies.packs.iter().map(|pack| pack.name.as_str()).collect();
    format!("packs are {}", packs.join(", "))
}
