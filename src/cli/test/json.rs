//! What came of a run as one JSON object. Its fields are a contract: `schemas/test.json` says them, and a test
//! holds both together.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::coverage::{Taken, source_text};
use super::outcome::{Outcome, Ran};
use super::text::Count;
use crate::finding::Finding;
use crate::report::{clean_line, findings_json, mask};
use crate::text::{Sources, Span};
use crate::trial::coverage::Unit;

/// The version of the form, raised when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Writes the object, indented, with a line end.
pub fn write(outcome: &Outcome<'_>, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let findings = |findings: Vec<&Finding>| findings_json(sources, findings.into_iter().cloned().collect());
    let cases: serde_json::Result<Vec<Value>> = outcome.ran.iter().map(|ran| case(ran, sources)).collect();
    let object = json!({
        "schema_version": SCHEMA_VERSION,
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "as_of": outcome.as_of.to_string(),
        "summary": summary(outcome),
        "cases": cases?,
        "mistakes": findings(outcome.mistakes.iter().collect())?,
        "warnings": findings(outcome.all_warnings().collect())?,
        "coverage": outcome.taken.as_ref().map(|taken| coverage(taken, sources)),
    });
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn summary(outcome: &Outcome<'_>) -> Value {
    let Count { samples, tests, plans, rules } = Count::of(outcome);
    json!({
        "samples": samples,
        "tests": tests,
        "plans": plans,
        "rules": rules,
        "failed": outcome.failed(),
        "left_out": outcome.left_out.values().sum::<usize>(),
        "mistakes": outcome.mistakes.len(),
        "warnings": outcome.all_warnings().count(),
    })
}

fn case(ran: &Ran<'_>, sources: &Sources) -> serde_json::Result<Value> {
    let title = ran.case.title.map(|title| clean_line(&mask(title)).into_owned());
    let mut object = json!({
        "rule": ran.case.rule,
        "pack": ran.pack,
        "kind": ran.case.kind(),
        "number": ran.case.number,
        "title": title,
        "passed": ran.faults.is_empty(),
        "failures": findings_json(sources, ran.faults.clone())?,
    });
    place(&mut object, ran.case.span, sources);
    Ok(object)
}

fn coverage(taken: &Taken, sources: &Sources) -> Value {
    json!({
        "branches": taken.branches(),
        "covered": taken.covered(),
        "threshold": taken.threshold,
        "enough": !taken.is_below(),
        "units": taken.units.iter().map(|unit| unit_json(unit, sources)).collect::<Vec<_>>(),
    })
}

fn unit_json(unit: &Unit, sources: &Sources) -> Value {
    let piece = |span: Span, lack: &str| {
        let mut object = json!({ "lack": lack, "text": clean_line(&source_text(span, sources)) });
        place(&mut object, span, sources);
        object
    };
    let missed: Vec<Value> = unit.gaps().iter().map(|gap| piece(gap.span, gap.lack.words())).collect();
    let told: Vec<Value> =
        unit.never_unknown().into_iter().map(|span| piece(span, "never unknown")).collect();
    let mut object = json!({
        "kind": unit.kind.word(),
        "name": unit.name,
        "branches": unit.branches(),
        "covered": unit.covered(),
        "missed": missed,
        "never_unknown": told,
    });
    place(&mut object, unit.span, sources);
    object
}

/// Adds where something stands.
fn place(object: &mut Value, span: Span, sources: &Sources) {
    let start = sources.start(span);
    let Some(object) = object.as_object_mut() else { return };
    object.insert("path".to_owned(), json!(clean_line(&sources.get(span.file).path)));
    object.insert("line".to_owned(), json!(start.line));
    object.insert("column".to_owned(), json!(start.column));
}
