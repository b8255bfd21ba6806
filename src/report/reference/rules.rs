//! The pages of the rules, and the list of them.

use jiff::civil::Date;

use super::table::{cell, table};
use super::{MADE, Page, page};
use crate::policy::ir::{Policies, Rule};
use crate::report::page;
use crate::text::Sources;

const INTRODUCTION: &str = "\
What is demanded of a plan, pack by pack. Each page says what the rule demands, where that comes from, what breaks it, and
how to mend that. A pack without rules of its own brings [rows](../reference/packs.md) that the rules of other packs read.";

/// One page for each rule, in a folder for each pack, and the list.
pub(super) fn pages(policies: &Policies, sources: &Sources, as_of: Date) -> Vec<Page> {
    let mut pages = vec![page("rules/README.md", &list(policies))];
    pages.extend(policies.rules.iter().map(|rule| Page {
        path: format!("rules/{}", path(rule, policies)),
        text: page::rule(policies, sources, rule, as_of),
    }));
    pages
}

/// The page of a rule, below the folder of rules: `pack/rule.md`.
pub(super) fn path(rule: &Rule, policies: &Policies) -> String {
    let pack = policies.packs.get(usize::from(rule.pack)).map_or("", |pack| pack.name.as_str());
    format!("{pack}/{}.md", rule.id)
}

fn list(policies: &Policies) -> String {
    let sections = policies.packs.iter().enumerate().filter_map(|(number, pack)| {
        let own: Vec<&Rule> = policies.rules.iter().filter(|rule| usize::from(rule.pack) == number).collect();
        let rows = rows(&own, policies, "");
        (!own.is_empty()).then(|| format!("## {}\n\n{}.\n\n{rows}\n", pack.name, cell(&pack.title)))
    });
    format!("# Rules\n\n{MADE}\n\n{INTRODUCTION}\n\n{}", sections.collect::<String>())
}

/// A table of rules, with links to their pages; `folder` leads to the folder of rules.
pub(super) fn rows(rules: &[&Rule], policies: &Policies, folder: &str) -> String {
    let row = |rule: &&Rule| {
        let link = format!("[{}]({folder}{})", rule.id, path(rule, policies));
        [link, rule.level.word().to_owned(), cell(&rule.title)]
    };
    table(["Rule", "Severity", "What holds"], rules.iter().map(row))
}
