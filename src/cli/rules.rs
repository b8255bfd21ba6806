//! Whether the names in `--select` and `--ignore` are names of something.

use std::collections::BTreeSet;

use super::failure::Failure;
use crate::finding::did_you_mean;
use crate::policy::ir::Policies;

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

fn packs_list(policies: &Policies) -> String {
    let packs: Vec<&str> = policies.packs.iter().map(|pack| pack.name.as_str()).collect();
    format!("packs are {}", packs.join(", "))
}
