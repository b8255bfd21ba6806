//! What carries each system that the seed article names: the table `fixtures/facts/seed.toml` names rules, commands and
//! data that are there, none of its rows is empty, and `docs/seed.md` is made from it. `UPDATE=1` writes the page.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Deserialize;

use crate::support::console;
use crate::support::files;

const TABLE: &str = "fixtures/facts/seed.toml";
const PAGE: &str = "docs/seed.md";

/// How many systems the article names.
const SYSTEMS: usize = 45;

const HEAD: &str = "<!-- made from fixtures/facts/seed.toml; `UPDATE=1 cargo test --test main seed` writes it -->\n\n\
# What the article asks for\n\n\
`irlint` began with an article: \"Microsoft Details Security Responsibilities for Azure Cloud Customers\", SecurityWeek, 2016. \
It names documents, models, parties, processes, functions, stages and roles. This page says what carries each of them. A rule's \
page holds its bad and good plans.\n\n\
| | system | kind | carried by | bad and good plan |\n|---|---|---|---|---|\n";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    system: Vec<System>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct System {
    id: String,
    name: String,
    kind: String,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    commands: Vec<String>,
    #[serde(default)]
    data: Vec<String>,
    #[serde(default)]
    bad: Option<String>,
    #[serde(default)]
    good: Option<String>,
}

#[test]
fn every_system_of_the_seed_is_carried_by_something() {
    let table: Table = toml::from_str(&read(TABLE)).unwrap();
    let mut faults: Vec<String> = table.system.iter().flat_map(System::faults).collect();
    let ids: BTreeSet<&str> = table.system.iter().map(|system| system.id.as_str()).collect();
    if ids.len() != SYSTEMS || table.system.len() != SYSTEMS {
        faults.push(format!(
            "{} systems, {} ids; the article names {SYSTEMS}",
            table.system.len(),
            ids.len()
        ));
    }
    let page = table.system.iter().fold(HEAD.to_owned(), |page, system| page + &system.row());
    if super::update() {
        std::fs::write(files::root().join(PAGE), &page).unwrap();
    }
    if read(PAGE) != page {
        faults.push(format!("{PAGE} is stale; `UPDATE=1 cargo test --test main seed` writes it"));
    }
    super::none(&faults);
}

impl System {
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let is_there = |path: &str| files::root().join(path).is_file();
        let rules = self.rules.iter().filter(|rule| rule_file(rule).is_none());
        faults.extend(rules.map(|rule| format!("there is no rule `{rule}`")));
        let files = self.data.iter().chain(&self.bad).chain(&self.good);
        faults.extend(files.filter(|path| !is_there(path)).map(|path| format!("there is no `{path}`")));
        let help = |command: &String| console::run(&format!("irlint {command} --help"), &files::root());
        let commands = self.commands.iter().filter(|command| !matches!(help(command), Ok((_, 0))));
        faults.extend(commands.map(|command| format!("there is no command `{command}`")));
        if self.rules.is_empty() && self.commands.is_empty() && self.data.is_empty() {
            faults.push("nothing carries it".to_owned());
        }
        if self.rules.is_empty() && (self.bad.is_none() || self.good.is_none()) {
            faults.push("it has no bad and good plan".to_owned());
        }
        faults.into_iter().map(|fault| format!("{TABLE}: {} {}: {fault}", self.id, self.name)).collect()
    }

    fn row(&self) -> String {
        let rules = self.rules.iter().map(|rule| {
            let pack = rule_file(rule).unwrap_or_default();
            format!("[{rule}](rules/{pack}/{rule}.md)")
        });
        let commands = self.commands.iter().map(|command| format!("`irlint {command}`"));
        let name =
            |path: &str| path.trim_start_matches("policies/").trim_start_matches("fixtures/").to_owned();
        let link = |path: &String| format!("[{}](../{path})", name(path));
        let data = self.data.iter().map(link);
        let carried: Vec<String> = rules.chain(commands).chain(data).collect();
        let mut plans: Vec<String> = self.bad.iter().chain(&self.good).map(link).collect();
        if plans.is_empty() {
            plans.push("samples of the rules".to_owned());
        }
        let mut row = String::new();
        let Self { id, name, kind, .. } = self;
        writeln!(row, "| {id} | {name} | {kind} | {} | {} |", carried.join(", "), plans.join(", ")).unwrap();
        row
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(files::root().join(path)).unwrap_or_default()
}

/// The pack that a rule's file stands in.
fn rule_file(rule: &str) -> Option<String> {
    let policies = files::below("policies", &[".irpolicy"]);
    let end = format!("/{rule}.irpolicy");
    let path = policies.into_iter().map(|file| file.path).find(|path| path.ends_with(&end))?;
    path.strip_prefix("policies/")?.strip_suffix(&end).map(str::to_owned)
}
