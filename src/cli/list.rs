//! `irlint rules` and `irlint packs`: what there is, with severity, source, and when it is in force.

use std::collections::BTreeSet;
use std::io::Write;

use clap::{Args, ValueEnum};

use super::check::heard;
use super::clock::Day;
use super::exit::Exit;
use super::failure::Failure;
use super::policies::{From, Loaded};
use super::terminal::Terminal;
use crate::analysis::{Choice, Settings};
use crate::config::listed;
use crate::finding::{Level, did_you_mean};
use crate::policy::ir::{Policies, Rule};
use crate::report::catalogue;

/// What is listed, and how.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only this pack; can be given several times.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pack: Vec<String>,
    /// Only rules with this tag, or packs with such a rule; can be given several times.
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    tag: Vec<String>,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    from: From,
}

/// A form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns, for people.
    Text,
    /// One object.
    Json,
}

/// Lists the rules.
pub fn rules(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let (loaded, settings) = load(arguments)?;
    let mut entries = catalogue::rules(&loaded.policies, &loaded.sources, &settings);
    let wanted = wanted(arguments, &loaded.policies);
    entries.retain(|entry| wanted.contains(entry.name.as_str()));
    let text = match arguments.format {
        Format::Json => catalogue::rules_json(&entries, settings.as_of).map_err(|error| unwritten(&error)),
        Format::Text => Ok(catalogue::rules_text(&entries, &terminal.options(Level::Error, false))),
    };
    finish(&loaded, &text?)
}

/// Lists the packs.
pub fn packs(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let (loaded, settings) = load(arguments)?;
    let mut entries = catalogue::packs(&loaded.policies, &loaded.sources, settings.as_of);
    let wanted = wanted(arguments, &loaded.policies);
    entries.retain(|entry| {
        let named = arguments.pack.is_empty() || arguments.pack.contains(&entry.name);
        let tagged = entry.rules.iter().any(|rule| wanted.contains(rule.as_str()));
        named && (arguments.tag.is_empty() || tagged)
    });
    let text = match arguments.format {
        Format::Json => catalogue::packs_json(&entries, settings.as_of).map_err(|error| unwritten(&error)),
        Format::Text => Ok(catalogue::packs_text(&entries, &terminal.options(Level::Error, false))),
    };
    finish(&loaded, &text?)
}

fn load(arguments: &Arguments) -> Result<(Loaded, Settings), Failure> {
    let as_of = arguments.day.date()?;
    let loaded = arguments.from.load()?;
    known(arguments, &loaded.policies)?;
    let names = |list: Option<&_>| listed(list).to_vec();
    let (select, ignore) = (names(loaded.config.select.as_ref()), names(loaded.config.ignore.as_ref()));
    let (choice, edition) = (Choice { select, ignore, fail_on: None }, loaded.edition);
    Ok((loaded, Settings { edition, choice, ..Settings::new(as_of) }))
}

/// Refuses names that match nothing.
fn known(arguments: &Arguments, policies: &Policies) -> Result<(), Failure> {
    let packs: BTreeSet<&str> = policies.packs.iter().map(|pack| pack.name.as_str()).collect();
    let tags: BTreeSet<&str> =
        policies.rules.iter().flat_map(|rule| &rule.tags).map(String::as_str).collect();
    for (names, known, what, list) in [
        (&arguments.pack, packs, "there is no pack", "packs"),
        (&arguments.tag, tags, "no rule has the tag", "tags"),
    ] {
        if let Some(name) = names.iter().find(|name| !known.contains(name.as_str())) {
            let all = known.iter().copied().collect::<Vec<_>>().join(", ");
            let all =
                if all.is_empty() { format!("there are no {list}") } else { format!("{list} are {all}") };
            let help = did_you_mean(name, known);
            return Err(Failure::new(format!("{what} `{name}`"), help.unwrap_or(all)));
        }
    }
    Ok(())
}

/// The names of the rules that were asked for.
fn wanted<'p>(arguments: &Arguments, policies: &'p Policies) -> BTreeSet<&'p str> {
    let pack = |rule: &Rule| policies.packs.get(usize::from(rule.pack)).map(|pack| pack.name.as_str());
    let named = |rule: &Rule| {
        arguments.pack.is_empty() || arguments.pack.iter().any(|name| pack(rule) == Some(name.as_str()))
    };
    let tagged =
        |rule: &Rule| arguments.tag.is_empty() || rule.tags.iter().any(|tag| arguments.tag.contains(tag));
    let rules = policies.rules.iter().filter(|rule| named(rule) && tagged(rule));
    rules.map(|rule| rule.id.as_str()).collect()
}

fn finish(loaded: &Loaded, text: &str) -> Result<Exit, Failure> {
    heard(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(if loaded.mistaken { Exit::CouldNotCheck } else { Exit::Clean })
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure { message: format!("cannot write the list: {error}"), help: None }
}
