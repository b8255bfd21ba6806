//! The page of a rule as one JSON object.

use serde::Serialize;

use super::Page;
use crate::policy::ir::Edition;
use crate::report::catalogue::Parameter;
use crate::report::json::{SCHEMA_VERSION, Tool};

#[derive(Serialize)]
struct Object<'p> {
    schema_version: u32,
    tool: Tool,
    rule: &'p str,
    title: &'p str,
    doc: &'p str,
    pack: PackJson<'p>,
    severity: &'static str,
    source: Option<&'p str>,
    link: Option<&'p str>,
    confidence: Option<&'p str>,
    effective: Option<String>,
    expires: Option<String>,
    since: Edition,
    acceptable: bool,
    adjusted: &'p [String],
    tags: &'p [String],
    clauses: &'p [String],
    plain: PlainJson<'p>,
    parameters: &'p [Parameter],
    message: &'p str,
    because: Option<&'p str>,
    help: Option<&'p str>,
    samples: Vec<SampleJson<'p>>,
    path: &'p str,
    text: &'p str,
}

#[derive(Serialize)]
struct PackJson<'p> {
    name: &'p str,
    title: &'p str,
}

#[derive(Serialize)]
struct PlainJson<'p> {
    sentence: &'p str,
    meanings: &'p [String],
    applies: Option<String>,
}

#[derive(Serialize)]
struct SampleJson<'p> {
    good: bool,
    title: Option<&'p str>,
    plan: &'p str,
    said: Option<&'p str>,
}

/// Writes the object, indented, with a line end.
pub fn write(page: &Page<'_>) -> serde_json::Result<String> {
    let rule = page.rule;
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        rule: &rule.id,
        title: &rule.title,
        doc: &rule.doc,
        pack: PackJson { name: page.pack.0, title: page.pack.1 },
        severity: rule.level.word(),
        source: page.source.as_deref(),
        link: rule.link.as_deref(),
        confidence: page.confidence.as_deref(),
        effective: rule.effective.map(|day| day.to_string()),
        expires: rule.expires.map(|day| day.to_string()),
        since: rule.since,
        acceptable: rule.acceptable,
        adjusted: &page.adjusted,
        tags: &rule.tags,
        clauses: &page.clauses,
        plain: PlainJson {
            sentence: &page.plain.sentence,
            meanings: &page.plain.meanings,
            applies: page.applies.as_ref().map(ToString::to_string),
        },
        parameters: &page.parameters,
        message: &page.message,
        because: page.because.as_deref(),
        help: page.help.as_deref(),
        samples: page
            .samples
            .iter()
            .map(|sample| SampleJson {
                good: sample.good,
                title: sample.title.as_deref(),
                plan: &sample.plan,
                said: (!sample.said.is_empty()).then_some(sample.said.as_str()),
            })
            .collect(),
        path: &page.path,
        text: &page.text,
    };
    Ok(serde_json::to_string_pretty(&object)? + "\n")
}
