//! The real plans: each finding has been read and has its judgement, each finding that a reader wanted is there, and each fact
//! of the plan is said in it or stands with the reason why not. `docs/real-plans.md` is made from that; `UPDATE=1` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use irlint::analysis::{Analysis, PlanFiles, read};
use irlint::finding::Finding;
use irlint::model::Slot;
use irlint::text::{Language, Origin, Source};
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::support::{check_file, files_below, shipped};

const FOLDER: &str = "fixtures/plans/real";
const PAGE: &str = "docs/real-plans.md";

/// The plans, with how many findings their readers wanted.
const PLANS: [(&str, usize); 5] = [
    ("azure-security-response", 6),
    ("cloud-gov", 7),
    ("data-portal", 5),
    ("small-company", 6),
    ("template", 6),
];

const HEAD: &str = "\
<!-- made from fixtures/plans/real; `UPDATE=1 cargo test --test cases real` writes it -->\n\n\
# What it says of five real plans\n\n\
Five published plans were written down in the plan language, each fact in our own words: their files, with licence and \
attribution, lie in [fixtures/plans/real](../fixtures/plans/real). Before the program looked at them, a reader wrote down \
what a good checker says of each. A test holds that all of this is found, that each finding has been read and judged, and \
that each fact of a plan is said in its file or listed below as what could not be said.\n";

/// What stands beside a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    /// What the organisation is.
    about: String,
    /// What a reader wanted to hear, and the findings that say it: `rule` or `rule thing`.
    wanted: BTreeMap<String, Vec<String>>,
    /// By rule and thing, why the finding is right.
    judged: BTreeMap<String, BTreeMap<String, String>>,
    /// The facts of the published plan, and where each is said: `thing.attribute`, or the name of a thing.
    facts: BTreeMap<String, Vec<String>>,
    /// The facts that could not be said, and why no rule needs them.
    unsaid: BTreeMap<String, String>,
}

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = PLANS
        .into_iter()
        .map(|(name, wanted)| Trial::test(format!("real: {name}"), move || is_read(name, wanted)))
        .collect();
    trials.push(Trial::test("real: five plans, and a page about them", page_is_fresh));
    trials.push(Trial::test("real: what nobody judged, wanted or said is found", faults_are_found));
    trials
}

fn path(name: &str, end: &str) -> PathBuf {
    Path::new(FOLDER).join(name).with_extension(end)
}

fn reading(name: &str) -> Result<Reading, Failed> {
    Ok(toml::from_str(&fs::read_to_string(path(name, "toml"))?)?)
}

fn is_read(name: &str, wanted: usize) -> Result<(), Failed> {
    let reading = reading(name)?;
    let plan = path(name, "irp");
    let text = fs::read_to_string(&plan)?;
    let mut faults = misjudged(&reading, &open(&check_file(&plan, shipped())));
    faults.extend(unsaid(&reading, &text));
    if reading.wanted.len() != wanted {
        faults.push(format!("{} findings are wanted, and the reader wanted {wanted}", reading.wanted.len()));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// What is said of a plan: rule, thing and message of each finding that nobody accepted.
type Said = (String, String, String);

fn open(analysis: &Analysis) -> Vec<Said> {
    let said = |finding: &Finding| {
        let thing = finding.thing.as_deref().unwrap_or("-").to_owned();
        (finding.rule.clone(), thing, finding.message.clone())
    };
    analysis.findings.iter().filter(|finding| finding.accepted.is_none()).map(said).collect()
}

/// Findings without a judgement, judgements without a finding, and what was wanted and is not there.
fn misjudged(reading: &Reading, said: &[Said]) -> Vec<String> {
    let found: BTreeSet<(&str, &str)> =
        said.iter().map(|(rule, thing, _)| (rule.as_str(), thing.as_str())).collect();
    let judged: BTreeSet<(&str, &str)> = reading
        .judged
        .iter()
        .flat_map(|(rule, things)| things.keys().map(move |thing| (rule.as_str(), thing.as_str())))
        .collect();
    let mut faults = Vec::new();
    for (rule, thing, message) in said {
        if !judged.contains(&(rule.as_str(), thing.as_str())) {
            faults.push(format!("nobody has judged {rule} {thing}: {message}"));
        }
    }
    let idle = judged.difference(&found);
    faults.extend(idle.map(|(rule, thing)| format!("{rule} {thing} is judged and not found")));
    for (words, findings) in &reading.wanted {
        let meets = |line: &String| {
            let (rule, thing) = line.split_once(' ').unwrap_or((line, ""));
            found.iter().any(|(one, of)| *one == rule && (thing.is_empty() || *of == thing))
        };
        if findings.is_empty() || !findings.iter().all(meets) {
            faults.push(format!("wanted and not found: {words}"));
        }
    }
    faults
}

/// Facts that stand nowhere in the plan, and reasons that are none.
fn unsaid(reading: &Reading, text: &str) -> Vec<String> {
    let mut sources = shipped().sources.clone();
    let file = sources.add(Source::new("plan.irp", text, Language::Plan, Origin::User));
    let plan = read(&sources, &PlanFiles { root: file, files: vec![file] }, &shipped().policies).0;
    let schema = &shipped().policies.schema;
    let is_said = |place: &String| {
        let whole = plan.find(place);
        let part = place.rsplit_once('.').and_then(|(thing, attribute)| {
            let thing = plan.find(thing)?;
            let at = schema.attribute_named(plan.thing(thing).kind, attribute)?;
            Some(!matches!(plan.slot(thing, at), Slot::Missing | Slot::Unread(_)))
        });
        whole.is_some() || part == Some(true)
    };
    let mut faults = Vec::new();
    for (fact, places) in &reading.facts {
        let lost = places.iter().filter(|place| !is_said(place));
        faults.extend(lost.map(|place| format!("{place} does not stand in the plan: {fact}")));
        if places.is_empty() {
            faults.push(format!("it is not said where this stands: {fact}"));
        }
    }
    let empty = reading.unsaid.iter().filter(|(_, why)| why.trim().is_empty());
    faults.extend(empty.map(|(fact, _)| format!("no reason is given for what is left out: {fact}")));
    faults
}

fn page_is_fresh() -> Result<(), Failed> {
    let there: Vec<PathBuf> = files_below(Path::new(FOLDER), &["irp"]);
    let listed: Vec<PathBuf> = PLANS.iter().map(|(name, _)| path(name, "irp")).collect();
    if there != listed {
        return Err(format!("the plans are {there:?}, and those read are {listed:?}").into());
    }
    let mut page = HEAD.to_owned();
    for (name, _) in PLANS {
        let said = open(&check_file(&path(name, "irp"), shipped()));
        page += &chapter(name, &reading(name)?, &said)?;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &page)?;
    }
    let stale = fs::read_to_string(PAGE).unwrap_or_default() != page;
    if stale {
        Err(format!("{PAGE} is stale; `UPDATE=1 cargo test --test cases real` writes it").into())
    } else {
        Ok(())
    }
}

fn chapter(name: &str, reading: &Reading, said: &[Said]) -> Result<String, Failed> {
    let mut text = String::new();
    writeln!(text, "\n## {}\n", reading.about)?;
    writeln!(text, "[The plan](../fixtures/plans/real/{name}.irp): {} facts.\n", reading.facts.len())?;
    writeln!(text, "| what a reader wanted to hear | said by |\n|---|---|")?;
    for (words, findings) in &reading.wanted {
        let rules: Vec<String> = findings.iter().map(|finding| format!("`{finding}`")).collect();
        writeln!(text, "| {words} | {} |", rules.join(", "))?;
    }
    writeln!(text, "\n| finding | why it is right |\n|---|---|")?;
    let mut alike: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (rule, thing, message) in said {
        alike.entry((rule, thing)).or_default().insert(message);
    }
    for ((rule, thing), messages) in alike {
        let why = reading.judged.get(rule).and_then(|things| things.get(thing)).map_or("", String::as_str);
        let first = messages.first().copied().unwrap_or_default();
        let more = if messages.len() > 1 {
            format!(" And {} more like it.", messages.len() - 1)
        } else {
            String::new()
        };
        writeln!(text, "| `{rule}`: {first}{more} | {why} |")?;
    }
    if reading.unsaid.is_empty() {
        writeln!(text, "\nEvery fact of the plan could be said.")?;
    } else {
        writeln!(text, "\n| what could not be said | why no rule needs it |\n|---|---|")?;
        for (fact, why) in &reading.unsaid {
            writeln!(text, "| {fact} | {why} |")?;
        }
    }
    Ok(text)
}

fn faults_are_found() -> Result<(), Failed> {
    let reading: Reading = toml::from_str(
        r#"
        about = "Nobody"
        wanted = { "a" = ["one"], "b" = ["one it"], "c" = ["two"], "d" = [] }
        judged = { one = { it = "yes" }, idle = { it = "no" } }
        facts = { "e" = ["lead.primary"], "f" = ["lead"], "g" = ["lead.backup"], "h" = ["desk"], "i" = [] }
        unsaid = { "j" = " " }
        "#,
    )?;
    let said = |rule: &str| (rule.to_owned(), "it".to_owned(), "Words.".to_owned());
    let wrong = misjudged(&reading, &[said("one"), said("more")]);
    let wanted = [
        "nobody has judged more it: Words.",
        "idle it is judged and not found",
        "wanted and not found: c",
        "wanted and not found: d",
    ];
    assert_eq!(wrong, wanted);
    let lost = unsaid(&reading, "person ann\nrole lead { primary: ann }\n");
    let wanted = [
        "lead.backup does not stand in the plan: g",
        "desk does not stand in the plan: h",
        "it is not said where this stands: i",
        "no reason is given for what is left out: j",
    ];
    assert_eq!(lost, wanted);
    Ok(())
}
