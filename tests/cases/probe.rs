//! Probing changes a plan that was read. Where the same change can be made to the text, by taking out a line,
//! a check of that text must say the same: something new, or nothing.

use std::fs;
use std::path::Path;

use irlint::analysis::{PlanFiles, Settings, judge, read};
use irlint::finding::Finding;
use irlint::probe::{Notice, Probed, Way, probe};
use irlint::text::{FileId, Language, Origin, Source, Sources};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, files_below, shipped};

pub fn trials() -> Vec<Trial> {
    let plans = files_below(Path::new("fixtures/plans"), &["irp"]);
    // The clean plans are so long that this takes many seconds without an optimised build.
    let roots = plans.into_iter().filter(|path| !path.starts_with("fixtures/plans/clean"));
    let trial = |path: std::path::PathBuf| {
        Trial::test(format!("probed {}", path.display()), move || as_without_the_line(&path))
    };
    roots.map(trial).collect()
}

fn as_without_the_line(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path).unwrap();
    let (mut sources, files) =
        (shipped().sources.clone(), |root: FileId| PlanFiles { root, files: vec![root] });
    let root = sources.add(Source::new("plan.irp", text.as_str(), Language::Plan, Origin::User));
    let settings = Settings::new(AS_OF);
    let policies = &shipped().policies;
    let (plan, _) = read(&sources, &files(root), policies);
    let before = said(&judge(&plan, policies, &settings).findings, &sources, &[]);
    let mut faults = Vec::new();
    for probed in probe(&plan, policies, &settings).iter().filter(|probed| probed.change.way == Way::Deleted)
    {
        let Some(line) = own_line(&text, probed) else { continue };
        let shorter = format!("{}{}", &text[..line.start], &text[line.end..]);
        let file = sources.add(Source::new("plan.irp", shorter, Language::Plan, Origin::User));
        let (shorter, mistakes) = read(&sources, &files(file), policies);
        let after = said(&judge(&shorter, policies, &settings).findings, &sources, &mistakes);
        let mut left = before.clone();
        let new = after.iter().any(|entry| match left.iter().position(|other| other == entry) {
            Some(at) => {
                left.remove(at);
                false
            }
            None => true,
        });
        if new != (probed.notice != Notice::Nobody) {
            faults.push(format!("without `{}`: {:?}", text[line].trim(), probed.notice));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// The line of an attribute that stands alone on it, without tails.
fn own_line(text: &str, probed: &Probed) -> Option<std::ops::Range<usize>> {
    let value = probed.change.span.range();
    let start = text[..value.start].rfind('\n')? + 1;
    let end = value.end + text[value.end..].find('\n')? + 1;
    let (name, rest) = text[start..value.start].trim_start().split_once(':')?;
    let word = name.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    let alone = word && rest.trim().is_empty() && text[value.end..end].trim().is_empty();
    alone.then_some(start..end)
}

/// What is said, without places: they move with the text.
fn said(findings: &[Finding], sources: &Sources, mistakes: &[Finding]) -> Vec<String> {
    let open = findings.iter().filter(|finding| finding.accepted.is_none());
    let one = |finding: &Finding| {
        let Finding { rule, message, waiting, at, .. } = finding;
        let words = sources.slice(at.span);
        if waiting.is_empty() {
            return vec![format!("{rule} {message} {words}")];
        }
        waiting.iter().map(|waiting| format!("{rule} {message} {words} {waiting}")).collect()
    };
    open.chain(mistakes).flat_map(one).collect()
}
