//! The words that the formats for people share: how a finding is headed, and the lists behind the
//! findings.

use std::borrow::Cow;
use std::sync::Arc;

use super::summary::not_applicable;
use super::{Detail, Options, Shown, Summary};
use crate::analysis::PackReport;
use crate::finding::{Acceptance, Finding, Outcome};
use crate::text::{Origin, Span};

/// `error[name-of-the-rule]`, with `undecided` behind it where a rule waits for a fact.
pub fn heading(finding: &Finding) -> String {
    let heading = format!("{}[{}]", finding.level.word(), finding.rule);
    match finding.outcome {
        Outcome::Undecided => format!("{heading} undecided"),
        Outcome::Unreadable | Outcome::Failed => heading,
    }
}

/// `name-of-a-rule, pack eu-gdpr`: who waits for the missing fact.
pub fn waiting(finding: &Finding) -> Option<String> {
    (!finding.waiting.is_empty()).then(|| finding.waiting.join(", "))
}

/// The citation with how sure it is.
pub fn source(finding: &Finding) -> Option<Arc<str>> {
    let source = finding.source.as_ref()?;
    Some(match &finding.confidence {
        Some(confidence) => format!("{source} ({confidence})").into(),
        None => Arc::clone(source),
    })
}

/// The message and, where that differs from case to case, how sure its source is.
pub fn message(finding: &Finding) -> Cow<'_, str> {
    match &finding.confidence {
        Some(confidence) if finding.confidence_varies => format!("{} ({confidence})", finding.message).into(),
        Some(_) | None => finding.message.as_str().into(),
    }
}

/// How the finding can be fixed, the best way first.
pub fn fix(finding: &Finding) -> Option<String> {
    let fix = finding.fixes.first()?;
    Some(if fix.safe { fix.title.clone() } else { format!("{} (if you ask for it)", fix.title) })
}

/// How what can be fixed is fixed.
fn to_fix(shown: &Shown<'_>) -> Option<String> {
    let (mut safe, mut asked) = (0, 0);
    for entry in shown.open() {
        match entry.fixes().map(|fix| fix.safe).max() {
            None => {}
            Some(true) => safe += 1,
            Some(false) => asked += 1,
        }
    }
    let fixes = format!("`irlint check --fix` fixes {}", super::counted(safe, "finding"));
    let more =
        if asked == 1 { "1 guess or question".to_owned() } else { format!("{asked} guesses or questions") };
    match (safe, asked) {
        (0, 0) => None,
        (_, 0) => Some(format!("to fix: {fixes}")),
        (0, _) => Some(format!("to fix: `irlint check --fix --unsafe-fixes` writes {more} into the plan")),
        (_, _) => Some(format!("to fix: {fixes}; with `--unsafe-fixes` it also writes {more} into the plan")),
    }
}

/// `by Anna Krüger until 2027-01-31: the reason`.
pub fn terms(acceptance: &Acceptance) -> String {
    let by = acceptance.by.as_ref().map(|by| format!(" by {by}"));
    let until = acceptance.until.as_ref().map(|until| format!(" until {until}"));
    let because = acceptance.because.as_ref().map(|because| format!(": {because}"));
    let parts = [Some("accepted".to_owned()), by, until, because];
    parts.into_iter().flatten().collect()
}

/// A text that ends as sentences do.
pub fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// What is wrong and what to do, a sentence each, for readers that show one text of a finding.
pub fn sentences(finding: &Finding) -> Vec<String> {
    let undecided = if finding.outcome == Outcome::Undecided { "Undecided: " } else { "" };
    let waiting = waiting(finding).map(|names| format!("Waiting: {names}"));
    let said = [Some(format!("{undecided}{}", message(finding))), waiting];
    let said = said.iter().flatten().map(String::as_str);
    said.chain(finding.help.as_deref()).map(sentence).collect()
}

/// `path:line:column` of where a finding points.
pub fn place(shown: &Shown<'_>, finding: &Finding) -> String {
    place_of(shown, finding.at.span)
}

/// `path:line:column` of where a span starts.
pub fn place_of(shown: &Shown<'_>, span: Span) -> String {
    let place = shown.place(span);
    format!("{}:{}:{}", place.path, place.start.line, place.start.column)
}

/// `house (house/pack.irpolicy)`.
fn own_pack(pack: &PackReport) -> String {
    let instead = if pack.replaces { ", in place of the one in the program" } else { "" };
    format!("{} ({}{instead})", pack.name, pack.path)
}

/// How many rules that have nothing to look at are named unasked.
const USUAL: usize = 20;

/// The rules that had nothing to look at; if there are many, how many, and how to see which.
fn idle(rules: &[&str], options: &Options) -> Option<String> {
    match rules.len() {
        0 => None,
        few if few <= USUAL || options.detail >= Detail::Verbose => {
            Some(format!("not applicable: {}", rules.join(", ")))
        }
        many => Some(format!("not applicable: {many} rules had nothing to look at; `-v` names them")),
    }
}

/// The lines that close every output for people: what had nothing to look at, and the summary.
pub fn closing(shown: &Shown<'_>, options: &Options) -> Vec<String> {
    let mut lines = Vec::new();
    if options.detail >= Detail::Normal {
        lines.extend(idle(&not_applicable(shown.plans()), options));
    }
    if options.detail >= Detail::Verbose {
        let packs = shown.packs().iter().filter(|pack| pack.applied == 0);
        let packs: Vec<&str> = packs.map(|pack| pack.name.as_str()).collect();
        if !packs.is_empty() {
            lines.push(format!("packs that concern no plan: {}", packs.join(", ")));
        }
        let own = shown.packs().iter().filter(|pack| pack.origin == Origin::User);
        let own: Vec<String> = own.map(own_pack).collect();
        if !own.is_empty() {
            lines.push(format!("packs of your own: {}", own.join(", ")));
        }
    }
    lines.extend(to_fix(shown));
    lines.push(Summary::new(shown, options).sentence(shown.as_of()));
    lines
}
