//! Findings without a check around them, for commands that sum up in words of their own. They pass the same
//! redaction and cleaning as all others.

use std::io;

use jiff::civil::Date;
use serde_json::Value;

use super::fit::Fit;
use super::json::FindingJson;
use super::{Options, Shown, text};
use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::model::Private;
use crate::text::Sources;

/// Writes findings with their frames, as `text` does, and nothing else.
pub fn write_findings(
    sources: &Sources,
    findings: Vec<Finding>,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    text::findings(&Shown::new(&alone(sources, findings), options), options, out)
}

/// Findings as objects, as `json` writes them. Private values are masked.
pub fn findings_json(sources: &Sources, findings: Vec<Finding>) -> serde_json::Result<Vec<Value>> {
    let alone = alone(sources, findings);
    let shown = Shown::new(&alone, &Options::default());
    FindingJson::all(&shown).map(serde_json::to_value).collect()
}

/// A finding whose words have passed redaction and cleaning, for commands that say it in a line of their own.
pub fn fit_to_say(finding: &Finding, sources: &Sources, private: &[Private]) -> Finding {
    Fit::new(private, false).finding(finding, sources)
}

/// An analysis of nothing but findings.
pub(super) fn alone(sources: &Sources, findings: Vec<Finding>) -> Analysis {
    Analysis { findings, ..Analysis::empty(sources.clone(), Date::ZERO) }
}
