//! Faults put into a clean plan, one at a time: the intended rule finds each, and no other rule fires without a reason.
//!
//! A file in `fixtures/faults/` names a plan and lists the faults. `change` says what is done to its text:
//!
//! - `drop KIND.ATTRIBUTE`: what each thing of the kind says about the attribute is taken out,
//! - `set KIND.ATTRIBUTE = TEXT`: it becomes the text,
//! - `replace TEXT => TEXT`: words that stand there once, however spaced, become others,
//! - `add TEXT`: a statement is added at the end.
//!
//! Those that are about a kind are made for each thing that states the attribute, or only for those that `of` names: each
//! is a fault of its own. `then` lists further changes `replace` and `add` that belong to the same fault. `finds` is the rule
//! that must speak of it. `also` gives further rules with the reason why they rightly speak too, and `unless` the things of
//! which no rule speaks with the reason why that is right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use irlint::analysis::{Analysis, read};
use irlint::finding::Outcome;
use irlint::model::{From, Plan, Slot};
use irlint::text::{Language, Origin, Source};
use libtest_mimic::{Failed, Trial};
use rayon::prelude::*;
use serde::Deserialize;

use crate::support::{check_text, files_below, shipped};

/// A list of faults.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    plan: String,
    /// The fewest faults that the list must come to.
    least: usize,
    fault: Vec<Fault>,
}

/// One sort of fault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    what: String,
    change: String,
    #[serde(default)]
    then: Vec<String>,
    finds: String,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    also: BTreeMap<String, String>,
    #[serde(default)]
    unless: BTreeMap<String, String>,
}

/// A fault at its place.
struct Seeded<'f> {
    fault: &'f Fault,
    thing: String,
    text: String,
}

pub fn trials() -> Vec<Trial> {
    let lists = files_below(Path::new("fixtures/faults"), &["toml"]);
    let trial = |path: std::path::PathBuf| {
        Trial::test(format!("faults {}", path.display()), move || all_found(&path))
    };
    lists.into_iter().map(trial).collect()
}

#[expect(clippy::print_stdout, reason = "the figures are what the list is for")]
fn all_found(path: &Path) -> Result<(), Failed> {
    let list: List = toml::from_str(&fs::read_to_string(path)?)?;
    let text = fs::read_to_string(&list.plan)?;
    let before = said(&check_text(&list.plan, &text, shipped()));
    let mut wrong = Vec::new();
    let mut seeded = Vec::new();
    for fault in &list.fault {
        match seed(fault, &text) {
            Ok(all) => seeded.extend(all),
            Err(error) => wrong.push(format!("{} ({}): {error}", fault.what, fault.change)),
        }
    }
    let judged: Vec<(usize, Vec<String>)> =
        seeded.par_iter().map(|fault| judge(fault, &list.plan, &before)).collect();
    let findings: usize = judged.iter().map(|(findings, _)| findings).sum();
    let missed = judged.iter().filter(|(_, wrong)| !wrong.is_empty()).count();
    wrong.extend(judged.into_iter().flat_map(|(_, wrong)| wrong));
    let explained: usize = list.fault.iter().map(|fault| fault.unless.len()).sum();
    println!(
        "{}: {} faults, {} found by the intended rule and by no other without a reason; {findings} findings; \
         {explained} misses explained",
        path.display(),
        seeded.len() - explained,
        seeded.len() - explained - missed,
    );
    if seeded.len() < list.least + explained {
        wrong.push(format!("the list comes to {} faults, and {} are wanted", seeded.len(), list.least));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Whether the right rules speak of a fault: how many findings are new, and what is wrong.
fn judge(seeded: &Seeded<'_>, plan: &str, before: &[(String, String)]) -> (usize, Vec<String>) {
    let Seeded { fault, thing, text } = seeded;
    let analysis = check_text(plan, text, shipped());
    let mut old = before.to_vec();
    let mut new = said(&analysis);
    new.retain(|one| match old.iter().position(|other| other == one) {
        Some(at) => {
            old.remove(at);
            false
        }
        None => true,
    });
    let about = format!("{} ({} at `{thing}`)", fault.what, fault.change);
    let mut wrong: Vec<String> = unreadable(&analysis).map(|message| format!("{about}: {message}")).collect();
    let rules: BTreeSet<&str> = new.iter().map(|(rule, _)| rule.as_str()).collect();
    match (rules.contains(fault.finds.as_str()), fault.unless.contains_key(thing)) {
        (false, false) => wrong.push(format!("{about}: `{}` does not speak; {rules:?} do", fault.finds)),
        (true, true) => wrong.push(format!("{about}: `{}` speaks in spite of `unless`", fault.finds)),
        (true, false) | (false, true) => {}
    }
    let other = |rule: &&&str| **rule != fault.finds && !fault.also.contains_key(**rule);
    wrong.extend(rules.iter().filter(other).map(|rule| {
        let message = new.iter().find(|(name, _)| name == rule).map_or("", |(_, message)| message);
        format!("{about}: `{rule}` speaks too: {message}")
    }));
    (new.len(), wrong)
}

fn unreadable(analysis: &Analysis) -> impl Iterator<Item = &str> {
    let lost = analysis.findings.iter().filter(|finding| finding.outcome == Outcome::Unreadable);
    lost.map(|finding| finding.message.as_str())
}

/// What the rules say, without places: they move with the text.
fn said(analysis: &Analysis) -> Vec<(String, String)> {
    let open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
    open.map(|finding| (finding.rule.clone(), finding.message.clone())).collect()
}

/// The faults that a sort comes to in a plan.
fn seed<'f>(fault: &'f Fault, text: &str) -> Result<Vec<Seeded<'f>>, String> {
    let mut seeded = first(fault, text)?;
    for Seeded { text, .. } in &mut seeded {
        for change in &fault.then {
            *text = changed(text, change)?;
        }
    }
    Ok(seeded)
}

/// What the words of a whole change make of the text.
fn changed(text: &str, change: &str) -> Result<String, String> {
    match change.split_once(' ').ok_or("no verb")? {
        ("add", rest) => Ok(format!("{text}\n{rest}\n")),
        ("replace", rest) => {
            let (old, new) = rest.split_once(" => ").ok_or("`replace` needs ` => `")?;
            match standing(text, old).as_slice() {
                [place] => Ok(with(text, place.clone(), new)),
                all => Err(format!("`{old}` stands in the plan {} times", all.len())),
            }
        }
        (verb, _) => Err(format!("there is no change `{verb}`")),
    }
}

/// The faults that the first change of a sort comes to.
fn first<'f>(fault: &'f Fault, text: &str) -> Result<Vec<Seeded<'f>>, String> {
    let (verb, rest) = fault.change.split_once(' ').ok_or("no verb")?;
    match verb {
        "drop" => places(fault, rest, text, &|text, name, value| dropped(text, name, value)),
        "set" => {
            let (path, new) = rest.split_once(" = ").ok_or("`set` needs ` = `")?;
            places(fault, path, text, &|text, _, value| Ok(with(text, value, new)))
        }
        _ => Ok(vec![Seeded { fault, thing: String::new(), text: changed(text, &fault.change)? }]),
    }
}

/// Where words stand in a text, however they are spaced.
fn standing(text: &str, words: &str) -> Vec<Range<usize>> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    let end = |start: usize| {
        words.iter().try_fold(start, |at, word| {
            let rest = text[at..].trim_start();
            rest.starts_with(word).then(|| text.len() - rest.len() + word.len())
        })
    };
    text.match_indices(first).filter_map(|(start, _)| Some(start..end(start)?)).collect()
}

type Edit<'e> = dyn Fn(&str, &str, Range<usize>) -> Result<String, String> + 'e;

/// The same edit for each thing that states an attribute.
fn places<'f>(fault: &'f Fault, path: &str, text: &str, edit: &Edit<'_>) -> Result<Vec<Seeded<'f>>, String> {
    let (kind, attribute) = path.split_once('.').ok_or("no attribute")?;
    let schema = &shipped().policies.schema;
    let kind = schema.kind_named(kind).ok_or_else(|| format!("there is no kind `{kind}`"))?;
    let at = schema.attribute_named(kind, attribute).ok_or_else(|| format!("no attribute `{attribute}`"))?;
    let plan = plan(text);
    let mut seeded = Vec::new();
    for id in plan.of_kind(kind).iter().filter(|id| plan.thing(**id).from == From::Plan) {
        let name = plan.thing(plan.named(*id)).name.to_string();
        let range = match plan.slot(*id, at) {
            Slot::Given(given) => given.span.range(),
            Slot::None(Some(span)) => span.range(),
            Slot::None(None) | Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) => continue,
        };
        if fault.of.is_empty() || fault.of.contains(&name) {
            seeded.push(Seeded { fault, text: edit(text, attribute, range)?, thing: name });
        }
    }
    let found: BTreeSet<&String> = seeded.iter().map(|one| &one.thing).collect();
    let wanted = fault.of.iter().chain(fault.unless.keys());
    let lost: Vec<&String> = wanted.filter(|name| !found.contains(name)).collect();
    match (seeded.is_empty(), lost.is_empty()) {
        (true, _) => Err("no thing states it".to_owned()),
        (false, false) => Err(format!("{lost:?} do not state it")),
        (false, true) => Ok(seeded),
    }
}

fn plan(text: &str) -> Plan {
    let mut sources = shipped().sources.clone();
    let file = sources.add(Source::new("plan.irp", text, Language::Plan, Origin::User));
    let files = irlint::analysis::PlanFiles { root: file, files: vec![file] };
    read(&sources, &files, &shipped().policies).0
}

fn with(text: &str, place: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..place.start], &text[place.end..])
}

/// The text without a value and the name in front of it; in a table, without the cell's value.
fn dropped(text: &str, name: &str, value: Range<usize>) -> Result<String, String> {
    let before = text[..value.start].trim_end();
    if before.ends_with('|') {
        return Ok(with(text, value, ""));
    }
    let before = before.strip_suffix(':').unwrap_or(before).trim_end();
    let start =
        before.strip_suffix(name).ok_or_else(|| format!("`{name}` does not stand before its value"))?;
    let rest = &text[value.end..];
    let end = value.end + usize::from(rest.starts_with(';'));
    Ok(with(text, start.len()..end, ""))
}
