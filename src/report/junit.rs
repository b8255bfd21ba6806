//! A check in the form that build servers read: one suite a plan, one case a rule. A case fails if a finding of it fails
//! the run; findings of a lower level are told in its output, and what is accepted is skipped with the reason.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::shown::Entry;
use super::suites::{self, Case, Failure, Suite};
use super::{Options, Shown, Summary, adjusted, json, words};
use crate::analysis::{PlanReport, Verdict};
use crate::finding::{Finding, Outcome};
use crate::text::FileId;

/// Writes a suite for each plan, and one for what is wrong with policies and settings.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let of_no_plan = shown.findings().filter(|entry| shown.plan_of(entry.span().file).is_none());
    let of_no_plan: Vec<Finding> = of_no_plan.map(|entry| entry.show()).collect();
    let run = Run { shown, options, facts: facts(shown, options), of_files: of_files(shown) };
    let lone = shown.plans().is_empty() || !of_no_plan.is_empty();
    let policies = || Suite {
        name: "policies".to_owned(),
        facts: run.facts.clone(),
        cases: alone(shown, options, of_no_plan.iter()),
    };
    let suites = || {
        let first = lone.then(policies);
        first.into_iter().chain(shown.plans().iter().map(|plan| run.of_plan(plan)))
    };
    suites::write("irlint check", suites, out)
}

/// What is the same for all plans.
struct Run<'r> {
    shown: &'r Shown<'r>,
    options: &'r Options,
    facts: Vec<(&'static str, String)>,
    /// The findings by their files.
    of_files: FxHashMap<FileId, Vec<Entry<'r>>>,
}

fn of_files<'r>(shown: &'r Shown<'_>) -> FxHashMap<FileId, Vec<Entry<'r>>> {
    let mut of_files: FxHashMap<FileId, Vec<Entry<'_>>> = FxHashMap::default();
    for entry in shown.findings() {
        of_files.entry(entry.span().file).or_default().push(entry);
    }
    of_files
}

/// What a reader must know of the whole run.
fn facts(shown: &Shown<'_>, options: &Options) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("as_of", shown.as_of().to_string()),
        ("summary", Summary::new(shown, options).sentence(shown.as_of())),
    ];
    facts.extend(shown.adjustments().iter().map(|one| {
        let (place, said, why) =
            (words::place_of(shown, one.span), adjusted::sentence(one), adjusted::reason(one));
        ("adjusted", format!("{place}: {said}; {why}"))
    }));
    facts
}

impl Run<'_> {
    /// The findings in the files of a plan, in the order of all.
    fn own(&self, plan: &PlanReport) -> Vec<Finding> {
        let entries = plan.files.iter().filter_map(|file| self.of_files.get(file));
        let mut entries: Vec<&Entry<'_>> = entries.flatten().collect();
        entries.sort_unstable_by_key(|entry| entry.number);
        entries.into_iter().map(Entry::show).collect()
    }

    fn of_plan(&self, plan: &PlanReport) -> Suite {
        let Self { shown, options, .. } = self;
        let mut of_rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        let mut rest = Vec::new();
        let own = self.own(plan);
        for finding in &own {
            let rules: Vec<&str> = rules_of(finding, plan).collect();
            for rule in &rules {
                of_rules.entry(rule).or_default().push(finding);
            }
            if rules.is_empty() && !is_of_another(shown, finding, plan) {
                rest.push(finding);
            }
        }
        let path = shown.path(plan.root).into_owned();
        let mut cases = alone(shown, options, rest);
        cases.extend(plan.verdicts.iter().map(|(rule, verdict)| {
            let findings = of_rules.get(rule).map_or(&[][..], Vec::as_slice);
            Case { name: rule.to_owned(), ..of_rule(shown, options, &path, (verdict, findings)) }
        }));
        Suite { name: path, facts: self.facts.clone(), cases }
    }
}

/// Whether a finding is of another plan that has the same file, and no news of this one.
fn is_of_another(shown: &Shown<'_>, finding: &Finding, plan: &PlanReport) -> bool {
    let mut sharing = shown.plans_of(finding.at.span.file).filter(|other| other.root != plan.root);
    plan.verdicts.get(&finding.rule).is_some()
        && sharing.any(|other| rules_of(finding, other).next().is_some())
}

/// The rules of a plan that a finding speaks for: its own, and those that wait for what it misses.
fn rules_of<'p>(finding: &'p Finding, plan: &'p PlanReport) -> impl Iterator<Item = &'p str> {
    let named = std::iter::once(&finding.rule).chain(&finding.waiting);
    let concerned = named.filter(|rule| match plan.verdicts.get(rule) {
        Some(Verdict::Failed | Verdict::Undecided) => true,
        Some(
            Verdict::Passed
            | Verdict::NotApplicable
            | Verdict::PackNotApplicable
            | Verdict::NotInForce
            | Verdict::SwitchedOff,
        )
        | None => false,
    });
    concerned.map(String::as_str)
}

fn of_rule(
    shown: &Shown<'_>,
    options: &Options,
    path: &str,
    (verdict, findings): (Verdict, &[&Finding]),
) -> Case {
    let case = of_findings(shown, options, findings);
    let silent = case.failures.is_empty() && case.said.is_empty() && case.skipped.is_none();
    let skipped = match verdict {
        Verdict::Passed | Verdict::Failed => None,
        Verdict::Undecided
        | Verdict::NotApplicable
        | Verdict::PackNotApplicable
        | Verdict::NotInForce
        | Verdict::SwitchedOff => silent.then(|| json::verdict_word(verdict).replace('_', " ")),
    };
    let (file, line) =
        if case.file.is_empty() { (path.to_owned(), 1) } else { (case.file.clone(), case.line) };
    let broken = || Failure { kind: "error".to_owned(), said: format!("{path}:1: the rule does not hold") };
    let unsaid = (silent && verdict == Verdict::Failed).then(broken);
    let failures = case.failures.iter().cloned().chain(unsaid).collect();
    Case { skipped: case.skipped.clone().or(skipped), file, line, failures, ..case }
}

/// A case for each rule id of findings that no rule of the plan answers for.
fn alone<'f>(
    shown: &Shown<'_>,
    options: &Options,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Vec<Case> {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    let cases = by_rule.into_iter();
    let case = |(rule, findings): (&str, Vec<&Finding>)| Case {
        name: rule.to_owned(),
        ..of_findings(shown, options, &findings)
    };
    cases.map(case).collect()
}

/// A case of these findings, without its name.
fn of_findings(shown: &Shown<'_>, options: &Options, findings: &[&Finding]) -> Case {
    let mut case = Case::default();
    if let Some(first) = findings.first() {
        let place = shown.place(first.at.span);
        (case.file, case.line) = (place.path.into_owned(), place.start.line.into());
    }
    let mut terms = Vec::new();
    for finding in findings {
        match &finding.accepted {
            Some(acceptance) => terms.push(format!("{}; {}", finding.message, words::terms(acceptance))),
            None if shown.fails(finding, options.fail_on) => case.failures.push(failure(shown, finding)),
            None => case.said.push(format!("{}: {}", finding.level.word(), said(shown, finding))),
        }
    }
    if case.failures.is_empty() && case.said.is_empty() {
        case.skipped = (!terms.is_empty()).then(|| terms.join("; "));
    } else {
        case.said.extend(terms);
    }
    case
}

fn failure(shown: &Shown<'_>, finding: &Finding) -> Failure {
    let kind = match finding.outcome {
        Outcome::Unreadable | Outcome::Failed => finding.level.word().to_owned(),
        Outcome::Undecided => format!("{}, undecided", finding.level.word()),
    };
    Failure { kind, said: said(shown, finding) }
}

/// The message with its place, then why and what to do.
fn said(shown: &Shown<'_>, finding: &Finding) -> String {
    let facts = [
        ("waiting", words::waiting(finding).map(Arc::from)),
        ("why", finding.because.clone()),
        ("help", finding.help.clone()),
        ("source", words::source(finding)),
    ];
    let facts = facts.into_iter().filter_map(|(name, fact)| Some(format!("\n{name}: {}", fact?)));
    let also = finding.also.iter().map(|label| {
        let place = words::place_of(shown, label.span);
        if label.text.is_empty() {
            format!("\nsee also {place}")
        } else {
            format!("\n{place}: {}", label.text)
        }
    });
    let rest: String = also.chain(facts).collect();
    format!("{}: {}{rest}", words::place(shown, finding), finding.message)
}
