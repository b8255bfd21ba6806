//! What came of a run in the form that build servers read: one suite for each rule. Without times and hosts, so
//! that the same run gives the same bytes.

use std::io::{self, Write};

use serde_json::Value;

use super::outcome::{Outcome, Ran};
use crate::finding::{Finding, Level};
use crate::report::{clean_line, findings_json, mask};
use crate::text::Sources;

/// A suite: its name and its cases.
struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// A case: its name, where it stands, and what is not as it should be: a heading and the words.
struct Case {
    name: String,
    file: String,
    line: u64,
    failures: Vec<(String, String)>,
}

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
            None => suites.push(Suite { name, cases: vec![case] }),
        }
    }
    let failing = outcome.all_warnings().filter(|warning| warning.level >= fail_on);
    suites.extend(of_findings("policies", outcome.mistakes.iter().collect(), sources)?);
    suites.extend(of_findings("warnings", failing.collect(), sources)?);
    suites.extend(of_coverage(outcome));
    write_all(&suites, out)
}

fn of_ran(ran: &Ran<'_>, sources: &Sources) -> io::Result<Case> {
    let failures = findings_json(sources, ran.faults.clone())?;
    Ok(Case {
        name: clean_line(&mask(&ran.case.name())).into_owned(),
        file: clean_line(&sources.get(ran.case.file).path).into_owned(),
        line: sources.start(ran.case.span).line.into(),
        failures: failures.iter().map(failure).collect(),
    })
}

/// One case for each finding, if there are any.
fn of_findings(name: &str, findings: Vec<&Finding>, sources: &Sources) -> io::Result<Option<Suite>> {
    let findings = findings_json(sources, findings.into_iter().cloned().collect())?;
    let case = |finding: &Value| {
        let (file, line) = place(finding);
        Case { name: words(finding, "message"), file, line, failures: vec![failure(finding)] }
    };
    let cases: Vec<Case> = findings.iter().map(case).collect();
    Ok((!cases.is_empty()).then(|| Suite { name: name.to_owned(), cases }))
}

/// One case that asks whether enough branches were taken.
fn of_coverage(outcome: &Outcome<'_>) -> Option<Suite> {
    let taken = outcome.taken.as_ref().filter(|taken| taken.threshold.is_some())?;
    let failures =
        if taken.is_below() { vec![("threshold".to_owned(), taken.sentence())] } else { Vec::new() };
    let case = Case { name: "threshold".to_owned(), file: String::new(), line: 0, failures };
    Some(Suite { name: "coverage".to_owned(), cases: vec![case] })
}

fn failure(finding: &Value) -> (String, String) {
    let (file, line) = place(finding);
    let help = words(finding, "help");
    let help = if help.is_empty() { help } else { format!("\nhelp: {help}") };
    (words(finding, "rule"), format!("{file}:{line}: {}{help}", words(finding, "message")))
}

fn place(finding: &Value) -> (String, u64) {
    let line = finding.pointer("/start/line").and_then(Value::as_u64);
    (words(finding, "path"), line.unwrap_or(0))
}

fn words(finding: &Value, name: &str) -> String {
    finding.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn write_all(suites: &[Suite], out: &mut dyn Write) -> io::Result<()> {
    let count = |suites: &[Suite]| -> usize { suites.iter().map(|suite| suite.cases.len()).sum() };
    let failed: usize = suites.iter().map(Suite::failed).sum();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="irlint test" tests="{}" failures="{failed}" errors="0">"#,
        count(suites)
    )?;
    suites.iter().try_for_each(|suite| suite.write(out))?;
    writeln!(out, "</testsuites>")
}

impl Suite {
    fn failed(&self) -> usize {
        self.cases.iter().filter(|case| !case.failures.is_empty()).count()
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (name, all, failed) = (escaped(&self.name), self.cases.len(), self.failed());
        writeln!(
            out,
            r#"  <testsuite name="{name}" tests="{all}" failures="{failed}" errors="0" skipped="0">"#
        )?;
        let class = name.replace('/', ".");
        self.cases.iter().try_for_each(|case| case.write(&class, out))?;
        writeln!(out, "  </testsuite>")
    }
}

impl Case {
    fn write(&self, class: &str, out: &mut dyn Write) -> io::Result<()> {
        let (name, file) = (escaped(&self.name), escaped(&self.file));
        write!(out, r#"    <testcase classname="{class}" name="{name}""#)?;
        if !file.is_empty() {
            write!(out, r#" file="{file}" line="{}""#, self.line)?;
        }
        if self.failures.is_empty() {
            return writeln!(out, "/>");
        }
        writeln!(out, ">")?;
        for (kind, said) in &self.failures {
            let first = said.lines().next().unwrap_or("");
            let (kind, first, said) = (escaped(kind), escaped(first), escaped(said));
            writeln!(out, r#"      <failure type="{kind}" message="{first}">{said}</failure>"#)?;
        }
        writeln!(out, "    </testcase>")
    }
}

/// For attributes in double quotes and for text. What XML cannot hold was taken out before.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}
