//! SARIF 2.1.0, for code scanning: one run, the rules that found something, and one result a finding. Accepted findings
//! are left out unless they are asked for, because most readers take them for open ones.

mod form;
mod rules;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use form::{
    Artifact, ArtifactChange, Automation, CodeFlow, Content, Driver, FixForm, FlowStep, Further, Invocation,
    Location, Log, Logical, Message, Notification, Physical, Region, Replacement, ResultForm, Run, RunFacts,
    Suppression, ThreadFlow, Tool,
};
use rustc_hash::FxHashSet;

use super::json::Each;
use super::shown::Entry;
use super::worst::{by_level, worst};
use super::{Options, Shown, Summary, adjusted, fingerprint, words};
use crate::finding::{Edit, Finding, Fix, Label, Level, Outcome};
use crate::text::{FileId, Span};

/// How many results code scanning takes in a run.
const MOST: usize = 25_000;

/// Writes the log, indented, with a line end.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let chosen = worst(shown, MOST);
    let kept: FxHashSet<usize> = chosen.kept.iter().map(|entry| entry.number).collect();
    let is_told = |entry: &Entry<'_>| {
        if entry.is_open() { kept.contains(&entry.number) } else { options.suppressions }
    };
    let ids: BTreeSet<Cow<'_, str>> = shown.findings().filter(is_told).map(|entry| entry.rule()).collect();
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    let results = || {
        fingerprint::all(shown).filter(|(entry, _)| is_told(entry)).map(|(entry, fingerprint)| {
            let finding = entry.show();
            let index = ids.binary_search(&finding.rule.as_str()).unwrap_or_default();
            result(shown, finding, index, fingerprint)
        })
    };
    let run = Run {
        tool: Tool { driver: driver(shown, &ids) },
        automation_details: Automation { id: "irlint/" },
        invocations: [invocation(shown, options, &chosen.left_out)],
        column_kind: "unicodeCodePoints",
        results: Each(results),
        properties: RunFacts {
            as_of: shown.as_of().to_string(),
            summary: Summary::new(shown, options).sentence(shown.as_of()),
            adjustments: adjustments(shown),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &Log::of(run))?;
    writeln!(out)
}

fn driver<'s>(shown: &'s Shown<'_>, ids: &[&'s str]) -> Driver<'s> {
    Driver {
        name: env!("CARGO_PKG_NAME"),
        full_name: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: ids.iter().map(|id| rules::descriptor(shown, id)).collect(),
    }
}

/// Whether all was read, and what is left out.
fn invocation(shown: &Shown<'_>, options: &Options, left_out: &[Entry<'_>]) -> Invocation {
    let unread =
        shown.open().any(|entry| entry.outcome() == Outcome::Unreadable && entry.level() == Level::Error);
    let incomplete = "Something could not be read, and was not checked.".to_owned();
    let told = [
        (options.incomplete || unread).then_some(("error", incomplete)),
        (!left_out.is_empty()).then(|| {
            let (number, levels) = (left_out.len(), by_level(left_out));
            ("warning", format!("{number} more results ({levels}) are left out: code scanning takes {MOST}."))
        }),
    ];
    let notification = |(level, text)| Notification { level, message: Message { text } };
    Invocation {
        execution_successful: !options.incomplete && !unread,
        tool_execution_notifications: told.into_iter().flatten().map(notification).collect(),
    }
}

fn result(shown: &Shown<'_>, finding: Finding, rule_index: usize, fingerprint: String) -> ResultForm {
    let related = finding.also.iter().enumerate().map(|(at, label)| further(shown, Some(at + 1), label));
    let location = Location { physical_location: physical(shown, finding.at.span) };
    ResultForm {
        rule_index,
        level: finding.level.word(),
        message: Message { text: message(&finding) },
        locations: [location],
        related_locations: related.collect(),
        code_flows: code_flow(shown, &finding.steps),
        partial_fingerprints: BTreeMap::from([(fingerprint::KEY, fingerprint)]),
        suppressions: finding.accepted.as_ref().map(|acceptance| {
            let location = Location { physical_location: physical(shown, acceptance.span) };
            [Suppression {
                kind: "inSource",
                status: "accepted",
                justification: words::terms(acceptance),
                location,
            }]
        }),
        fixes: finding.fixes.into_iter().map(|fix| fix_form(shown, fix)).collect(),
        properties: form::Facts {
            outcome: match finding.outcome {
                Outcome::Undecided => "undecided",
                Outcome::Failed | Outcome::Unreadable => "failed",
            },
            thing: finding.thing,
            source: finding.source,
            confidence: finding.confidence,
            waiting: finding.waiting,
        },
        rule_id: finding.rule,
    }
}

/// A fix, its edits file by file.
fn fix_form(shown: &Shown<'_>, fix: Fix) -> FixForm {
    let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for edit in fix.edits {
        files.entry(edit.span.file).or_default().push(edit);
    }
    let replacement = |edit: Edit| Replacement {
        deleted_region: physical(shown, edit.span).region,
        inserted_content: Content { text: edit.text },
    };
    let change = |(file, edits): (FileId, Vec<Edit>)| ArtifactChange {
        artifact_location: physical(shown, Span::head_of(file)).artifact_location,
        replacements: edits.into_iter().map(replacement).collect(),
    };
    FixForm {
        description: Message { text: sentence(&fix.title) },
        artifact_changes: files.into_iter().map(change).collect(),
    }
}

/// What is wrong and what to do: readers show nothing else of a result.
fn message(finding: &Finding) -> String {
    words::sentences(finding).iter().map(|text| sentence(text)).collect::<Vec<_>>().join("\n")
}

/// A text that ends as sentences do, and holds no link: what looks like one is from a plan.
pub(super) fn sentence(text: &str) -> String {
    words::sentence(&text.replace("](", "] ("))
}

/// A further place. What stands in a policy that comes with the program has no address in the repository.
fn further(shown: &Shown<'_>, id: Option<usize>, label: &Label) -> Further {
    let text = if label.text.is_empty() { "See also this." } else { &label.text };
    let message = Message { text: sentence(text) };
    let own = shown.repository_path(label.span.file).is_some();
    let name = || [Logical { fully_qualified_name: words::place_of(shown, label.span) }];
    Further {
        id,
        message,
        physical_location: own.then(|| physical(shown, label.span)),
        logical_locations: (!own).then(name),
    }
}

/// What happens one after the other, which readers draw as steps.
fn code_flow(shown: &Shown<'_>, steps: &[Label]) -> Option<[CodeFlow; 1]> {
    let locations = steps.iter().map(|step| FlowStep { location: further(shown, None, step) });
    (!steps.is_empty()).then(|| [CodeFlow { thread_flows: [ThreadFlow { locations: locations.collect() }] }])
}

fn physical(shown: &Shown<'_>, span: Span) -> Physical {
    let place = shown.place(span);
    let path = shown.repository_path(span.file).unwrap_or_else(|| place.path.into_owned());
    let root = (!path.starts_with('/')).then_some("%SRCROOT%");
    Physical {
        artifact_location: Artifact { uri: uri(&path), uri_base_id: root },
        region: Region {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        },
    }
}

/// A path as a reference of the web: what is no plain letter, digit or sign is written as its bytes.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let byte = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(byte).collect()
}

fn adjustments(shown: &Shown<'_>) -> Vec<String> {
    let said = shown.adjustments().iter().map(|one| {
        let place = words::place_of(shown, one.span);
        format!("{place}: {}; {}", adjusted::sentence(one), adjusted::reason(one))
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::{sentence, uri};

    #[test]
    fn paths_are_references_of_the_web() {
        assert_eq!(uri("pl\u{e4}ne/a b%:c.irp"), "pl%C3%A4ne/a%20b%25%3Ac.irp");
    }

    #[test]
    fn texts_end_as_sentences_and_hold_no_links() {
        assert_eq!(sentence("see [x](http://x.example)"), "see [x] (http://x.example).");
        assert_eq!(sentence("Is it?"), "Is it?");
    }
}
