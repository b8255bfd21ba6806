//! An evidence map as one JSON object.

use serde::Serialize;

use super::{MEANING, Page, Told};
use crate::evidence::{Asked, Concern, Entry};
use crate::finding::Finding;
use crate::report::json::{PlaceJson, SCHEMA_VERSION, Tool};

#[derive(Serialize)]
struct Object {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plan: String,
    standard: StandardJson,
    clauses: Vec<ClauseJson>,
    meaning: &'static str,
}

#[derive(Serialize)]
struct StandardJson {
    name: String,
    title: String,
    source: Option<String>,
    doc: String,
    concerns: &'static str,
    outside: Option<String>,
    waits_for: Vec<FindingJson>,
}

#[derive(Serialize)]
struct ClauseJson {
    number: String,
    state: &'static str,
    confidence: Option<String>,
    beyond: Option<String>,
    lacks_rules: bool,
    rules: Vec<AskedJson>,
}

#[derive(Serialize)]
struct AskedJson {
    rule: String,
    severity: Option<&'static str>,
    state: &'static str,
    because: Option<String>,
    findings: Vec<FindingJson>,
    waits_for: Vec<FindingJson>,
    evidence: Vec<PlaceJson>,
}

#[derive(Serialize)]
struct FindingJson {
    rule: String,
    message: String,
    place: PlaceJson,
    accepted: Option<AcceptedJson>,
}

#[derive(Serialize)]
struct AcceptedJson {
    by: Option<String>,
    until: Option<String>,
    because: Option<String>,
}

/// Writes the object, indented, with a line end.
pub(super) fn write(told: &Told<'_>, page: &Page<'_>) -> serde_json::Result<String> {
    let pack = told.map.pack;
    let (outside, missing) = match &told.map.concern {
        Concern::Yes => (None, &[][..]),
        Concern::No(which) => (Some(which.as_str()), &[][..]),
        Concern::Open(_, missing) => (None, missing.as_slice()),
    };
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: told.as_of.to_string(),
        plan: page.words(told.plan),
        standard: StandardJson {
            name: page.words(&pack.name),
            title: page.words(&pack.title),
            source: page.some(pack.source.as_deref()),
            doc: page.words(&pack.doc),
            concerns: told.map.concern.word(),
            outside: page.some(outside),
            waits_for: missing.iter().map(|finding| page.finding_json(finding)).collect(),
        },
        clauses: told.map.entries.iter().map(|entry| page.clause_json(entry)).collect(),
        meaning: MEANING,
    };
    Ok(serde_json::to_string_pretty(&object)? + "\n")
}

impl Page<'_> {
    fn some(&self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.words(text))
    }

    fn clause_json(&self, entry: &Entry<'_>) -> ClauseJson {
        let clause = entry.clause;
        ClauseJson {
            number: self.words(&clause.number),
            state: entry.state.word(),
            confidence: self.some(clause.confidence.as_deref()),
            beyond: self.some(clause.beyond.as_deref()),
            lacks_rules: clause.lacks_rules,
            rules: entry.rules.iter().map(|asked| self.asked_json(asked)).collect(),
        }
    }

    fn asked_json(&self, asked: &Asked<'_>) -> AskedJson {
        AskedJson {
            rule: self.words(asked.rule),
            severity: asked.level.map(crate::finding::Level::word),
            state: asked.state.word(),
            because: self.some(asked.because.as_deref()),
            findings: asked.failed.iter().map(|finding| self.finding_json(finding)).collect(),
            waits_for: asked.waits_for.iter().map(|finding| self.finding_json(finding)).collect(),
            evidence: asked.places.iter().map(|span| PlaceJson::new(&self.shown, *span)).collect(),
        }
    }

    fn finding_json(&self, finding: &Finding) -> FindingJson {
        let accepted = finding.accepted.as_ref().map(|accepted| AcceptedJson {
            by: self.some(accepted.by.as_deref()),
            until: self.some(accepted.until.as_deref()),
            because: self.some(accepted.because.as_deref()),
        });
        FindingJson {
            rule: self.words(&finding.rule),
            message: self.words(&finding.message),
            place: PlaceJson::new(&self.shown, finding.at.span),
            accepted,
        }
    }
}
