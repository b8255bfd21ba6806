//! Code Quality of GitLab: one list of findings, each with a fingerprint by which GitLab knows it again. Accepted
//! findings are left out, for the form has no word for them; nor has it one for the date.

use std::io::{self, Write};

use serde::Serialize;

use super::json::Each;
use super::{Options, Shown, fingerprint, words};
use crate::finding::{Finding, Level, Outcome};

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    check_name: String,
    categories: [&'static str; 1],
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the list, with a line end.
pub fn write(shown: &Shown<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let issues = || {
        let open = fingerprint::all(shown).filter(|(entry, _)| entry.is_open());
        open.map(|(entry, fingerprint)| issue(shown, &entry.show(), fingerprint))
    };
    serde_json::to_writer_pretty(&mut *out, &Each(issues))?;
    writeln!(out)
}

fn issue(shown: &Shown<'_>, finding: &Finding, fingerprint: String) -> Issue {
    let place = shown.place(finding.at.span);
    Issue {
        kind: "issue",
        description: words::sentences(finding).join(" "),
        check_name: finding.rule.clone(),
        categories: ["Security"],
        fingerprint,
        severity: severity(finding),
        location: Location {
            path: shown.repository_path(finding.at.span.file).unwrap_or_else(|| place.path.into_owned()),
            lines: Lines { begin: place.start.line, end: place.end.line },
        },
    }
}

/// What keeps a plan from being read at all blocks.
const fn severity(finding: &Finding) -> &'static str {
    match (finding.level, finding.outcome) {
        (Level::Error, Outcome::Unreadable) => "blocker",
        (Level::Error, Outcome::Failed | Outcome::Undecided) => "major",
        (Level::Warning, _) => "minor",
        (Level::Note, _) => "info",
    }
}
