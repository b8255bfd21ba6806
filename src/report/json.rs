//! One JSON object with everything that came out. Its fields are a contract: `schemas/output.json` says
//! them, and a test holds both together.

use std::io::{self, Write};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::adjusted::AdjustmentJson;
use super::shown::Place;
use super::{Options, Shown, Statistics, Summary, fingerprint};
use crate::analysis::{PackReport, PlanReport, Verdict, Verdicts};
use crate::finding::{Acceptance, Edit, Finding, Fix, Label, Level, Outcome};
use crate::text::{Origin, Position, Span};

/// The version of the form, raised when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes the object, indented, with a line end.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: shown.as_of().to_string(),
        plans: Each(|| shown.plans().iter().map(|plan| PlanJson::new(shown, plan, options.fail_on))),
        packs: shown.packs().iter().map(PackJson::new).collect(),
        adjustments: shown.adjustments().iter().map(|one| AdjustmentJson::new(shown, one)).collect(),
        summary: Summary::new(shown, options),
        statistics: options.statistics.then(|| Statistics::new(shown)),
        findings: Each(|| FindingJson::all(shown)),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

/// A list whose members are made while it is written, so that no two of them are held at a time.
pub struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct Object<'s, P: Serialize, F: Serialize> {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plans: P,
    packs: Vec<PackJson<'s>>,
    adjustments: Vec<AdjustmentJson<'s>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Statistics>,
    findings: F,
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
    #[serde(serialize_with = "verdicts")]
    rules: &'s Verdicts,
}

fn verdicts<S: Serializer>(verdicts: &Verdicts, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(verdicts.iter().map(|(rule, verdict)| (rule, verdict_word(verdict))))
}

impl<'s> PlanJson<'s> {
    fn new(shown: &'s Shown<'_>, plan: &'s PlanReport, fail_on: Level) -> Self {
        Self {
            path: shown.path(plan.root).into_owned(),
            things: plan.things,
            fail_on: plan.fail_on.unwrap_or(fail_on).word(),
            rules: &plan.verdicts,
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
pub struct FindingJson {
    rule: String,
    pack: Option<Arc<str>>,
    severity: &'static str,
    outcome: &'static str,
    message: String,
    label: Option<String>,
    help: Option<Arc<str>>,
    fixes: Vec<FixJson>,
    because: Option<Arc<str>>,
    thing: Option<String>,
    #[serde(flatten)]
    place: PlaceJson,
    related: Vec<RelatedJson>,
    steps: Vec<RelatedJson>,
    source: Option<Arc<str>>,
    confidence: Option<Arc<str>>,
    waiting: Vec<String>,
    fingerprint: String,
    accepted: Option<AcceptedJson>,
}

impl FindingJson {
    /// All findings of a report.
    pub fn all(shown: &Shown<'_>) -> impl Iterator<Item = Self> {
        fingerprint::all(shown).map(|(entry, fingerprint)| Self::new(shown, entry.show(), fingerprint))
    }

    /// With all places as people count.
    fn new(shown: &Shown<'_>, finding: Finding, fingerprint: String) -> Self {
        Self {
            rule: finding.rule,
            pack: finding.pack,
            severity: finding.level.word(),
            outcome: match finding.outcome {
                Outcome::Undecided => "undecided",
                Outcome::Failed | Outcome::Unreadable => "failed",
            },
            message: finding.message,
            label: Some(finding.at.text).filter(|text| !text.is_empty()),
            help: finding.help,
            fixes: finding.fixes.into_iter().map(|fix| FixJson::new(shown, fix)).collect(),
            because: finding.because,
            thing: finding.thing,
            place: PlaceJson::new(shown, finding.at.span),
            related: finding.also.into_iter().map(|label| RelatedJson::new(shown, label)).collect(),
            steps: finding.steps.into_iter().map(|step| RelatedJson::new(shown, step)).collect(),
            source: finding.source,
            confidence: finding.confidence,
            waiting: finding.waiting,
            fingerprint,
            accepted: finding.accepted.map(|accepted| AcceptedJson::new(shown, *accepted)),
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
struct FixJson {
    title: String,
    safe: bool,
    edits: Vec<EditJson>,
}

impl FixJson {
    fn new(shown: &Shown<'_>, fix: Fix) -> Self {
        let edit = |edit: Edit| EditJson { place: PlaceJson::new(shown, edit.span), text: edit.text };
        Self { title: fix.title, safe: fix.safe, edits: fix.edits.into_iter().map(edit).collect() }
    }
}

#[derive(Serialize)]
struct EditJson {
    #[serde(flatten)]
    place: PlaceJson,
    text: String,
}

#[derive(Serialize)]
struct RelatedJson {
    message: Option<String>,
    #[serde(flatten)]
    place: PlaceJson,
}

impl RelatedJson {
    fn new(shown: &Shown<'_>, label: Label) -> Self {
        let message = Some(label.text).filter(|text| !text.is_empty());
        Self { message, place: PlaceJson::new(shown, label.span) }
    }
}

#[derive(Serialize)]
struct AcceptedJson {
    by: Option<String>,
    until: Option<String>,
    because: Option<String>,
    #[serde(flatten)]
    place: PlaceJson,
}

impl AcceptedJson {
    fn new(shown: &Shown<'_>, acceptance: Acceptance) -> Self {
        Self {
            by: acceptance.by,
            until: acceptance.until,
            because: acceptance.because,
            place: PlaceJson::new(shown, acceptance.span),
        }
    }
}
