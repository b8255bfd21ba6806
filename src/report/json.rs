//! One JSON object with everything that came out. Its fields are a contract: `schemas/output.json` says
//! them, and a test holds both together.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::adjusted::AdjustmentJson;
use super::shown::Place;
use super::{Options, Shown, Statistics, Summary};
use crate::analysis::{PackReport, PlanReport, Verdict};
use crate::finding::{Acceptance, Edit, Finding, Fix, Label, Level, Outcome};
use crate::text::{Origin, Position, Span};

/// The version of the form, raised when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes the object, indented, with a line end.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let findings = FindingJson::all(shown).collect();
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: shown.as_of().to_string(),
        plans: shown.plans().iter().map(|plan| PlanJson::new(shown, plan, options.fail_on)).collect(),
        packs: shown.packs().iter().map(PackJson::new).collect(),
        adjustments: shown.adjustments().iter().map(|one| AdjustmentJson::new(shown, one)).collect(),
        summary: Summary::new(shown, options),
        statistics: options.statistics.then(|| Statistics::new(shown)),
        findings,
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Object<'s> {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plans: Vec<PlanJson<'s>>,
    packs: Vec<PackJson<'s>>,
    adjustments: Vec<AdjustmentJson<'s>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Statistics>,
    findings: Vec<FindingJson<'s>>,
}

/// Who wrote the output.
#[derive(Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Self = Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
struct PlanJson<'s> {
    path: String,
    things: usize,
    fail_on: &'static str,
    rules: BTreeMap<&'s str, &'static str>,
}

impl<'s> PlanJson<'s> {
    fn new(shown: &'s Shown<'_>, plan: &'s PlanReport, fail_on: Level) -> Self {
        let rules = plan.verdicts.iter().map(|(rule, verdict)| (rule, verdict_word(verdict)));
        Self {
            path: shown.path(plan.root).into_owned(),
            things: plan.things,
            fail_on: plan.fail_on.unwrap_or(fail_on).word(),
            rules: rules.collect(),
        }
    }
}

/// How a rule came out, as a word for programs.
pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Undecided => "undecided",
        Verdict::NotApplicable => "not_applicable",
        Verdict::PackNotApplicable => "pack_not_applicable",
        Verdict::NotInForce => "not_in_force",
        Verdict::SwitchedOff => "switched_off",
    }
}

#[derive(Serialize)]
struct PackJson<'s> {
    name: &'s str,
    version: &'s str,
    title: &'s str,
    source: Option<&'s str>,
    origin: &'static str,
    path: &'s str,
    replaces_shipped: bool,
    rules: usize,
    applied: usize,
}

impl<'s> PackJson<'s> {
    fn new(pack: &'s PackReport) -> Self {
        Self {
            name: &pack.name,
            version: &pack.version,
            title: &pack.title,
            source: pack.source.as_deref(),
            origin: match pack.origin {
                Origin::Embedded => "shipped",
                Origin::User => "user",
            },
            path: &pack.path,
            replaces_shipped: pack.replaces,
            rules: pack.rules,
            applied: pack.applied,
        }
    }
}

/// A finding as JSON, for `json` and `jsonl`.
#[derive(Serialize)]
pub struct FindingJson<'s> {
    rule: &'s str,
    pack: Option<&'s str>,
    severity: &'static str,
    outcome: &'static str,
    message: &'s str,
    label: Option<&'s str>,
    help: Option<&'s str>,
    fixes: Vec<FixJson<'s>>,
    because: Option<&'s str>,
    thing: Option<&'s str>,
    #[serde(flatten)]
    place: PlaceJson,
    related: Vec<RelatedJson<'s>>,
    steps: Vec<RelatedJson<'s>>,
    source: Option<&'s str>,
    confidence: Option<&'s str>,
    waiting: &'s [String],
    fingerprint: &'s str,
    accepted: Option<AcceptedJson<'s>>,
}

impl<'s> FindingJson<'s> {
    /// All findings of a report.
    pub fn all(shown: &'s Shown<'_>) -> impl Iterator<Item = Self> {
        let all = shown.findings().iter().zip(shown.fingerprints());
        all.map(|(finding, fingerprint)| Self::new(shown, finding, fingerprint))
    }

    /// With all places as people count.
    fn new(shown: &Shown<'_>, finding: &'s Finding, fingerprint: &'s str) -> Self {
        Self {
            rule: &finding.rule,
            pack: finding.pack.as_deref(),
            severity: finding.level.word(),
            outcome: match finding.outcome {
                Outcome::Undecided => "undecided",
                Outcome::Failed | Outcome::Unreadable => "failed",
            },
            message: &finding.message,
            label: (!finding.at.text.is_empty()).then_some(finding.at.text.as_str()),
            help: finding.help.as_deref(),
            fixes: finding.fixes.iter().map(|fix| FixJson::new(shown, fix)).collect(),
            because: finding.because.as_deref(),
            thing: finding.thing.as_deref(),
            place: PlaceJson::new(shown, finding.at.span),
            related: finding.also.iter().map(|label| RelatedJson::new(shown, label)).collect(),
            steps: finding.steps.iter().map(|step| RelatedJson::new(shown, step)).collect(),
            source: finding.source.as_deref(),
            confidence: finding.confidence.as_deref(),
            waiting: &finding.waiting,
            fingerprint,
            accepted: finding.accepted.as_ref().map(|accepted| AcceptedJson::new(shown, accepted)),
        }
    }
}

/// Where words stand.
#[derive(Serialize)]
pub struct PlaceJson {
    path: String,
    start: PositionJson,
    end: PositionJson,
}

impl PlaceJson {
    /// As people count.
    pub fn new(shown: &Shown<'_>, span: Span) -> Self {
        let Place { path, start, end } = shown.place(span);
        Self { path: path.into_owned(), start: start.into(), end: end.into() }
    }
}

/// A position as people count it, and its byte.
#[derive(Serialize)]
pub struct PositionJson {
    line: u32,
    column: u32,
    byte: u32,
}

impl From<Position> for PositionJson {
    fn from(Position { line, column, byte }: Position) -> Self {
        Self { line, column, byte }
    }
}

/// A way to mend a finding in the text of the plan.
#[derive(Serialize)]
struct FixJson<'s> {
    title: &'s str,
    safe: bool,
    edits: Vec<EditJson<'s>>,
}

impl<'s> FixJson<'s> {
    fn new(shown: &Shown<'_>, fix: &'s Fix) -> Self {
        let edit = |edit: &'s Edit| EditJson { place: PlaceJson::new(shown, edit.span), text: &edit.text };
        Self { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
    }
}

#[derive(Serialize)]
struct EditJson<'s> {
    #[serde(flatten)]
    place: PlaceJson,
    text: &'s str,
}

#[derive(Serialize)]
struct RelatedJson<'s> {
    message: Option<&'s str>,
    #[serde(flatten)]
    place: PlaceJson,
}

impl<'s> RelatedJson<'s> {
    fn new(shown: &Shown<'_>, label: &'s Label) -> Self {
        let message = (!label.text.is_empty()).then_some(label.text.as_str());
        Self { message, place: PlaceJson::new(shown, label.span) }
    }
}

#[derive(Serialize)]
struct AcceptedJson<'s> {
    by: Option<&'s str>,
    until: Option<&'s str>,
    because: Option<&'s str>,
    #[serde(flatten)]
    place: PlaceJson,
}

impl<'s> AcceptedJson<'s> {
    fn new(shown: &Shown<'_>, acceptance: &'s Acceptance) -> Self {
        Self {
            by: acceptance.by.as_deref(),
            until: acceptance.until.as_deref(),
            because: acceptance.because.as_deref(),
            place: PlaceJson::new(shown, acceptance.span),
        }
    }
}
