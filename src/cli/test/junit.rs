//! What came of a run in the form that build servers read: one suite for each rule.

use std::io::{self, Write};

use serde_json::Value;

use super::outcome::{Outcome, Ran};
use crate::finding::{Finding, Level};
use crate::report::suites::{self, Case, Failure, Suite};
use crate::report::{clean_line, findings_json, mask};
use crate::text::Sources;

/// Writes the suites of all rules, then what is wrong with policies, warnings that fail the run, and coverage.
pub fn write(
    outcome: &Outcome<'_>,
    sources: &Sources,
    fail_on: Level,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut suites: Vec<Suite> = Vec::new();
    for ran in &outcome.ran {
        let name = format!("{}/{}", ran.pack, ran.case.rule);
        let case = of_ran(ran, sources)?;
        match suites.last_mut().filter(|suite| suite.name == name) {
            Some(suite) => suite.cases.push(case),
            None => suites.push(Suite { name, cases: vec![case], ..Suite::default() }),
        }
    }
    let failing = outcome.all_warnings().filter(|warning| warning.level >= fail_on);
    suites.extend(of_findings("policies", outcome.mistakes.iter().collect(), sources)?);
    suites.extend(of_findings("warnings", failing.collect(), sources)?);
    suites.extend(of_coverage(outcome));
    suites::write("irlint test", || suites.iter(), out)
}

fn of_ran(ran: &Ran<'_>, sources: &Sources) -> io::Result<Case> {
    let failures = findings_json(sources, ran.faults.clone())?;
    Ok(Case {
        name: clean_line(&mask(&ran.case.name())).into_owned(),
        file: clean_line(&sources.get(ran.case.file).path).into_owned(),
        line: sources.start(ran.case.span).line.into(),
        failures: failures.iter().map(failure).collect(),
        ..Case::default()
    })
}

/// One case for each finding, if there are any.
fn of_findings(name: &str, findings: Vec<&Finding>, sources: &Sources) -> io::Result<Option<Suite>> {
    let findings = findings_json(sources, findings.into_iter().cloned().collect())?;
    let case = |finding: &Value| {
        let (file, line) = place(finding);
        let (name, failures) = (words(finding, "message"), vec![failure(finding)]);
        Case { name, file, line, failures, ..Case::default() }
    };
    let cases: Vec<Case> = findings.iter().map(case).collect();
    Ok((!cases.is_empty()).then(|| Suite { name: name.to_owned(), cases, ..Suite::default() }))
}

/// One case that asks whether enough branches were taken.
fn of_coverage(outcome: &Outcome<'_>) -> Option<Suite> {
    let taken = outcome.taken.as_ref().filter(|taken| taken.threshold.is_some())?;
    let failure = || Failure { kind: "threshold".to_owned(), said: taken.sentence() };
    let failures = if taken.is_below() { vec![failure()] } else { Vec::new() };
    let case = Case { name: "threshold".to_owned(), failures, ..Case::default() };
    Some(Suite { name: "coverage".to_owned(), cases: vec![case], ..Suite::default() })
}

fn failure(finding: &Value) -> Failure {
    let (file, line) = place(finding);
    let help = words(finding, "help");
    let help = if help.is_empty() { help } else { format!("\nhelp: {help}") };
    Failure {
        kind: words(finding, "rule"),
        said: format!("{file}:{line}: {}{help}", words(finding, "message")),
    }
}

fn place(finding: &Value) -> (String, u64) {
    let line = finding.pointer("/start/line").and_then(Value::as_u64);
    (words(finding, "path"), line.unwrap_or(0))
}

fn words(finding: &Value, name: &str) -> String {
    finding.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
}
