//! Reading: valid files are silent, planted mistakes are said once each at their place.

use std::fs;
use std::path::Path;

use irlint::text::{Language, Origin, Source};
use libtest_mimic::{Failed, Trial};

use crate::expected;
use crate::support::{Shipped, check_file, files_below, load, say, shipped};

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for path in files_below(Path::new("fixtures/syntax"), &["irp", "md"]) {
        let name = format!("syntax {}", path.display());
        if path.starts_with("fixtures/syntax/use") || needs_disk(&path) {
            continue;
        }
        if path.starts_with("fixtures/syntax/broken") {
            trials.push(Trial::test(name, move || broken(&path)));
        } else if path.with_extension("expected").exists() {
            trials.push(Trial::test(name, move || planted(&path)));
        } else {
            trials.push(Trial::test(name, move || valid(&path)));
        }
    }
    for path in files_below(Path::new("fixtures/types"), &["irpolicy"]) {
        if path.starts_with("fixtures/types/planted") {
            continue;
        }
        trials.push(Trial::test(format!("types {}", path.display()), move || policy(&path)));
    }
    trials
}

/// Cases about files that are not there or not text: `tests/cli.rs` has them.
fn needs_disk(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    let Ok(text) = std::str::from_utf8(&bytes) else { return true };
    text.lines().any(|line| line.starts_with("use "))
}

fn valid(path: &Path) -> Result<(), Failed> {
    let analysis = check_file(path, shipped());
    let said = expected::mistakes(&analysis);
    let things = analysis.plans.first().map_or(0, |plan| plan.things);
    match (said.is_empty(), things) {
        (true, 1..) => Ok(()),
        (true, 0) => Err("nothing was read".into()),
        (false, _) => Err(said.join("\n").into()),
    }
}

/// The `# expect: line:column words` lines, and no others.
fn broken(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path).unwrap();
    let wanted: Vec<&str> =
        text.lines().filter_map(|line| line.split_once("expect: ")).map(|(_, rest)| rest).collect();
    matches(&wanted, &expected::mistakes(&check_file(path, shipped())))
}

/// The mistakes in reading of an `.expected` file; lines that name a rule are about something else.
fn planted(path: &Path) -> Result<(), Failed> {
    let lines = expected::lines(&path.with_extension("expected"));
    let is_rule = |line: &str| line.split_once(' ').is_some_and(|(_, words)| !words.contains(' '));
    let wanted: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !is_rule(line)).collect();
    matches(&wanted, &expected::mistakes(&check_file(path, shipped())))
}

fn matches(wanted: &[&str], got: &[String]) -> Result<(), Failed> {
    let same = wanted.len() == got.len() && wanted.iter().zip(got).all(|(wanted, got)| begins(got, wanted));
    if same {
        Ok(())
    } else {
        Err(format!("wanted:\n{}\ngot:\n{}", wanted.join("\n"), got.join("\n")).into())
    }
}

/// A suggestion may stand in the message or in its help.
fn begins(got: &str, wanted: &str) -> bool {
    got.starts_with(wanted)
}

fn policy(path: &Path) -> Result<(), Failed> {
    let (Shipped { mut sources, mut files, .. }, _) = load(|_| true);
    let text = fs::read_to_string(path).unwrap();
    let name = path.to_string_lossy().into_owned();
    files.push((sources.add(Source::new(name.clone(), text, Language::Policy, Origin::User)), name.clone()));
    let (_, findings) = irlint::policy::load(&sources, &files, &[]);
    let errors = findings.iter().filter(|finding| finding.level == irlint::finding::Level::Error);
    let mut got: Vec<(u32, String)> = errors
        .map(|finding| {
            let place = sources.start(finding.at.span);
            let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
            if sources.get(finding.at.span.file).path != name {
                return (0, say(&sources, finding));
            }
            (place.byte, format!("{}:{} {}{help}", place.line, place.column, finding.message))
        })
        .collect();
    got.sort();
    let got: Vec<String> = got.into_iter().map(|(_, words)| words).collect();
    let lines = expected::lines(&path.with_extension("expected"));
    matches(&lines.iter().map(String::as_str).collect::<Vec<_>>(), &got)
}
