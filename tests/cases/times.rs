//! Figures of time that were worked out by hand: how long lengths are, how long reports wait, and whether a promise keeps a limit.
//! Each case is a small plan and what is asked of it: the value of an expression, whether a condition holds, or how a shipped
//! rule comes out.
#![expect(clippy::panic, reason = "tests stop at a surprise")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use irlint::analysis::{Analysis, PlanFiles, Settings, Verdict, analyse};
use irlint::finding::Outcome;
use irlint::policy::ir::Policies;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::Date;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::support::{AS_OF, files_below, load, say};

/// How many cases there must be.
const CASES: usize = 120;

/// A list of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// Parts of plans that several cases share.
    pieces: BTreeMap<String, String>,
    case: Vec<Case>,
}

/// A plan, what is asked of it, what comes of it, and how that was worked out.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    plan: String,
    as_of: Option<String>,
    each: Option<String>,
    /// An expression, shown as in a message.
    value: Option<String>,
    /// A condition.
    holds: Option<String>,
    /// A shipped rule.
    rule: Option<String>,
    is: String,
    hand: String,
}

pub fn trials() -> Vec<Trial> {
    let lists = files_below(Path::new("fixtures/time"), &["toml"]);
    let trial = |path: std::path::PathBuf| {
        Trial::test(format!("times {}", path.display()), move || worked_out(&path))
    };
    let mut trials: Vec<Trial> = lists.into_iter().map(trial).collect();
    trials.push(Trial::test("times: a figure that is wrong is said", wrong_figures));
    trials.push(Trial::test("times: there are as many cases as were worked out", enough));
    trials
}

fn read(path: &Path) -> Result<List, Failed> {
    Ok(toml::from_str(&fs::read_to_string(path)?)?)
}

fn enough() -> Result<(), Failed> {
    let mut cases = 0;
    for path in files_below(Path::new("fixtures/time"), &["toml"]) {
        let list = read(&path)?;
        cases += list.case.len();
        if let Some(case) = list.case.iter().find(|case| case.hand.len() < 8) {
            return Err(format!("{}: it is not told how that was worked out", case.about).into());
        }
    }
    if cases < CASES {
        Err(format!("there are {cases} cases, and {CASES} are wanted").into())
    } else {
        Ok(())
    }
}

fn worked_out(path: &Path) -> Result<(), Failed> {
    let wrong = differences(&read(path)?);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// With another figure in each case, each is said.
fn wrong_figures() -> Result<(), Failed> {
    for path in files_below(Path::new("fixtures/time"), &["toml"]) {
        let mut list = read(&path)?;
        for case in &mut list.case {
            case.is = if case.value.is_some() { format!("1{}", case.is) } else { other(&case.is).to_owned() };
        }
        let (said, cases) = (differences(&list).len(), list.case.len());
        if said != cases {
            return Err(format!("{}: {said} of {cases} wrong figures are said", path.display()).into());
        }
    }
    Ok(())
}

fn other(verdict: &str) -> &'static str {
    if verdict == "undecided" { "holds" } else { "undecided" }
}

/// What comes out otherwise than the list says.
fn differences(list: &List) -> Vec<String> {
    let mut policies = load(|_| true).0;
    let pack = asked(&list.case);
    let file = policies.sources.add(Source::new("hand.irpolicy", pack, Language::Policy, Origin::User));
    policies.files.push((file, "hand.irpolicy".to_owned()));
    let (loaded, findings) = irlint::policy::load(&policies.sources, &policies.files, &[]);
    // A condition on lengths alone always comes out the same, and some lists ask nothing of the pack.
    let usual = ["type/always", "type/unused"];
    let mistakes = findings.iter().filter(|finding| !usual.contains(&finding.rule.as_str()));
    let mut wrong: Vec<String> = mistakes.map(|finding| say(&policies.sources, finding)).collect();
    for (number, case) in list.case.iter().enumerate() {
        let found = outcome(number, case, &plan(case, list), &policies.sources, &loaded);
        if found != case.is {
            wrong.push(format!("{}: {found}, and by hand it is {}", case.about, case.is));
        }
    }
    wrong
}

/// A pack with a rule for each case that asks for a value or a condition.
fn asked(cases: &[Case]) -> String {
    let mut pack =
        "pack hand \"Figures\" { version: \"1\"; schema: 1; source: \"by hand\"; uses: duties }\n".to_owned();
    for (number, case) in cases.iter().enumerate().filter(|(_, case)| case.rule.is_none()) {
        let each = case.each.as_ref().map_or_else(String::new, |each| format!("for each {each}\n"));
        let require = case.holds.as_deref().unwrap_or("as_of < 1900-01-01");
        let message = case.value.as_ref().map_or_else(|| "no".to_owned(), |value| format!("{{{value}}}"));
        let _ = writeln!(
            pack,
            "rule hand-{number} \"Case\" {{\nseverity: note\n{each}require {require}\nmessage \"{message}\"\n\
             bad {{ plan x }}\ngood {{ plan x }}\n}}"
        );
    }
    pack
}

fn plan(case: &Case, list: &List) -> String {
    let pieces = case.with.iter().map(|name| {
        list.pieces.get(name).unwrap_or_else(|| panic!("{}: there is no piece `{name}`", case.about)).as_str()
    });
    pieces.chain([case.plan.as_str()]).collect::<Vec<_>>().join("\n")
}

/// What the program says of a case.
fn outcome(number: usize, case: &Case, plan: &str, sources: &Sources, policies: &Policies) -> String {
    let as_of = case.as_of.as_ref().map_or(AS_OF, |day| day.parse::<Date>().unwrap());
    let mut sources = sources.clone();
    let root = sources.add(Source::new("case.irp", plan, Language::Plan, Origin::User));
    let files = PlanFiles { root, files: vec![root] };
    let analysis = analyse(&sources, &[files], policies, &Settings::new(as_of));
    if let Some(lost) = analysis.findings.iter().find(|finding| finding.outcome == Outcome::Unreadable) {
        return say(&analysis.sources, lost);
    }
    let rule = case.rule.clone().unwrap_or_else(|| format!("hand-{number}"));
    if case.value.is_some() { message(&analysis, &rule) } else { verdict(&analysis, case, &rule) }
}

fn message(analysis: &Analysis, rule: &str) -> String {
    let said: Vec<&str> = analysis
        .findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.message.as_str())
        .collect();
    said.join(" / ")
}

fn verdict(analysis: &Analysis, case: &Case, rule: &str) -> String {
    let verdict = analysis.plans.first().and_then(|plan| plan.verdicts.get(rule));
    let said = match verdict {
        Some(Verdict::Passed) if case.holds.is_some() => "holds",
        Some(Verdict::Passed) => "passes",
        Some(Verdict::Failed) => "fails",
        Some(Verdict::Undecided) => "undecided",
        Some(_) => "not asked",
        None => "no such rule",
    };
    said.to_owned()
}
