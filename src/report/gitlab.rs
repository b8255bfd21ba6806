//! Code Quality of GitLab: one list of findings, each with a fingerprint by which GitLab knows it again. Accepted
//! findings are left out, for the form has no word for them; nor has it one for the date.

use std::io::{self, Write};

use serde::Serialize;

use super::{Options, Shown, words};
use crate::finding::{Finding, Level, Outcome};

#[derive(Serialize)]
struct Issue<'s> {
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    check_name: &'s str,
    categories: [&'static str; 1],
    fingerprint: &'s str,
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
    let all = shown.findings().iter().zip(shown.fingerprints());
    let open = all.filter(|(finding, _)| finding.accepted.is_none());
    let issues: Vec<Issue<'_>> = open.map(|(finding, print)| issue(shown, finding, print)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'s>(shown: &'s Shown<'_>, finding: &'s Finding, fingerprint: &'s str) -> Issue<'s> {
    let place = shown.place(finding.at.span);
    Issue {
        kind: "issue",
        description: words::sentences(finding).join(" "),
        check_name: &finding.rule,
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
