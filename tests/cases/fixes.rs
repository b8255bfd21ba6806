//! What fixes promise: a plan that reads still reads, what was mended is not found again, nothing new is found but the
//! questions themselves, and a second run has nothing to do. Shown on the samples of all rules with a fix, and on all plans.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use irlint::analysis::{Analysis, Choice, Fixed, Limits, PlanFiles, Settings, analyse, fix};
use irlint::finding::{Finding, Level, Outcome};
use irlint::policy::ir::Rule;
use irlint::syntax;
use irlint::syntax::policy::tree::Item;
use irlint::text::{FileId, Language, Origin, Source, Sources, Span};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, files_below, say, shipped};

pub fn trials() -> Vec<Trial> {
    let rules = shipped().policies.rules.iter().filter(|rule| !rule.fixes.is_empty());
    let of_rule = |rule: &'static Rule| Trial::test(format!("fixes {}", rule.id), move || samples(rule));
    let mut trials: Vec<Trial> = rules.map(of_rule).collect();
    assert!(trials.len() >= 15, "only {} rules have a fix", trials.len());
    for folder in ["fixtures/plans", "fixtures/silent", "fixtures/syntax"] {
        let paths = files_below(Path::new(folder), &["irp", "md"]);
        assert!(!paths.is_empty(), "{folder} holds no plans");
        for (path, asked) in paths.iter().flat_map(|path| [(path.clone(), false), (path.clone(), true)]) {
            let which = if asked { "all" } else { "safe" };
            let name = format!("fixes {which} {}", path.display());
            trials.push(Trial::test(name, move || {
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                keeps_its_word(&path.to_string_lossy(), &text, &[], asked).map(drop)
            }));
        }
    }
    trials
}

/// Each bad sample of a rule, under the rule alone; at least one must offer a fix.
fn samples(rule: &Rule) -> Result<(), Failed> {
    let source = shipped().sources.get(rule.span.file);
    let (tree, _) = syntax::policy::read(rule.span.file, source);
    let samples = tree.items.iter().find_map(|item| match item {
        Item::Rule(tree) if tree.id.text == rule.id => Some(&tree.samples),
        _ => None,
    });
    let mut made = 0;
    for sample in samples.unwrap().iter().filter(|sample| !sample.good) {
        let text = body(source, sample.span);
        let fixed = keeps_its_word("sample.irp", text, std::slice::from_ref(&rule.id), true)?;
        made += fixed.made;
    }
    if made == 0 { Err("no bad sample offers a fix".into()) } else { Ok(()) }
}

/// What stands between the braces of a sample.
fn body(source: &Source, span: Span) -> &str {
    let text = source.slice(span);
    let open = text.rfind("\" {").map_or(text.find('{').unwrap(), |_| {
        let title = text.find('"').unwrap();
        let end = title + 1 + text[title + 1..].find('"').unwrap();
        if text[..title].contains('{') {
            text.find('{').unwrap()
        } else {
            end + text[end..].find('{').unwrap()
        }
    });
    &text[open + 1..text.rfind('}').unwrap()]
}

/// Fixes a plan that stands alone, and compares what is found before and after.
fn keeps_its_word(path: &str, text: &str, select: &[String], asked: bool) -> Result<Fixed, Failed> {
    let language = if Path::new(path).extension().is_some_and(|end| end == "md") {
        Language::Markdown
    } else {
        Language::Plan
    };
    let mut sources = shipped().sources.clone();
    let file = sources.add(Source::new(path, text, language, Origin::User));
    let settings =
        Settings { choice: Choice { select: select.to_vec(), ..Choice::default() }, ..Settings::new(AS_OF) };
    let before = check(&sources, file, &settings);
    let fixed = mend(&sources, file, &settings, asked);
    let after = check(&fixed.sources, file, &settings);
    let mut wrong = Vec::new();
    if unread(&before).next().is_none() {
        wrong.extend(
            unread(&after).map(|mistake| format!("no longer reads: {}", say(&after.sources, mistake))),
        );
        let known: BTreeSet<_> = before.findings.iter().map(key).collect();
        let new = after.findings.iter().filter(|finding| !known.contains(&key(finding)));
        let new = new.filter(|finding| !is_question(finding, &before, fixed.sources.get(file)));
        wrong.extend(new.map(|finding| format!("is new: {}", say(&after.sources, finding))));
    }
    let open = after.findings.iter().filter(|finding| finding.accepted.is_none());
    let offered = open.filter(|finding| finding.fixes.iter().any(|fix| fix.safe || asked));
    wrong.extend(offered.map(|finding| format!("is still offered: {}", say(&after.sources, finding))));
    if !mend(&fixed.sources, file, &settings, asked).changed.is_empty() || fixed.left > 0 {
        wrong.push("a second run changes something".to_owned());
    }
    let same = *fixed.sources.get(file).text == *sources.get(file).text;
    if same != (fixed.made == 0) {
        wrong.push(format!(
            "{} fixes were made, and the text is {}the same",
            fixed.made,
            if same { "" } else { "not " }
        ));
    }
    if wrong.is_empty() {
        return Ok(fixed);
    }
    wrong.push(fixed.sources.get(file).text.to_string());
    Err(wrong.join("\n").into())
}

fn plan(file: FileId) -> PlanFiles {
    PlanFiles { root: file, files: vec![file] }
}

fn check(sources: &Sources, file: FileId, settings: &Settings) -> Analysis {
    analyse(sources, &[plan(file)], &shipped().policies, settings)
}

fn mend(sources: &Sources, file: FileId, settings: &Settings, asked: bool) -> Fixed {
    let limits = Limits { asked, may: &|written| written == file, known: None };
    fix(sources, &[plan(file)], (&shipped().policies, settings), &limits)
}

fn unread(analysis: &Analysis) -> impl Iterator<Item = &Finding> {
    let findings = analysis.findings.iter();
    findings.filter(|finding| finding.outcome == Outcome::Unreadable && finding.level == Level::Error)
}

/// Whether a finding is a question in the text, for which a rule waits that was not content before.
fn is_question(finding: &Finding, before: &Analysis, text: &Source) -> bool {
    let was_found = |rule: &String| {
        before.findings.iter().any(|found| found.rule == *rule || found.waiting.contains(rule))
    };
    text.slice(finding.at.span).starts_with("todo \"") && finding.waiting.iter().any(was_found)
}

/// What a finding is about, however it is worded and wherever it stands: a question is still the same missing fact.
fn key(finding: &Finding) -> (String, Vec<String>, Option<String>) {
    (finding.rule.clone(), finding.subject.clone(), finding.thing.clone())
}
