//! What formats get to see: an analysis whose words pass redaction and cleaning when they are asked for, one finding or one
//! file at a time, so that no more is held than is written. The raw analysis is not reachable from a format, so none can
//! forget to do it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fit::Fit;
use super::page::Page;
use super::{Options, clean, fingerprint};
use crate::analysis::{Adjustment, Analysis, Cost, PackReport, PlanReport};
use crate::finding::{Acceptance, Finding, Fix, Level, Outcome};
use crate::policy::ir::{Edition, Policies};
use crate::text::{FileId, Origin, Position, Source, Span};

/// An analysis, fit to be shown.
pub struct Shown<'a> {
    raw: &'a Analysis,
    packs: Vec<PackReport>,
    adjustments: Vec<Adjustment>,
    fit: Fit,
    /// What masks where `fit` does not.
    masking: OnceLock<Fit>,
    policies: Option<&'a Policies>,
    here: String,
}

/// A finding in the list of all. What holds no words of a plan can be asked of it; for its words it has to be shown.
#[derive(Clone, Copy)]
pub struct Entry<'s> {
    shown: &'s Shown<'s>,
    raw: &'s Finding,
    /// Its place in the list, from 0.
    pub number: usize,
}

/// Where words stand, as people count.
pub struct Place<'a> {
    /// The file.
    pub path: Cow<'a, str>,
    /// The first of the words.
    pub start: Position,
    /// What follows them.
    pub end: Position,
}

impl<'a> Shown<'a> {
    /// Of an analysis, with as much revealed as the options say.
    pub fn new(raw: &'a Analysis, options: &Options) -> Self {
        let fit = Fit::new(&raw.private, options.reveal);
        let packs = raw.packs.iter().map(|pack| fit.pack(pack)).collect();
        let adjustments = raw.adjustments.iter().map(|one| fit.adjustment(one)).collect();
        let (masking, policies, here) = (OnceLock::new(), None, options.here.clone());
        Self { raw, packs, adjustments, fit, masking, policies, here }
    }

    /// With the policies that the analysis was made with, for what is said of rules.
    #[must_use]
    pub fn with(self, policies: &'a Policies) -> Self {
        Self { policies: Some(policies), ..self }
    }

    /// The page of a rule; none for what is found without a rule.
    pub fn page(&self, rule: &str) -> Option<Page<'_>> {
        let policies = self.policies?;
        let rule = policies.rules.iter().find(|known| known.id == rule)?;
        Some(Page::of(policies, &self.raw.sources, rule, self.raw.as_of))
    }

    /// Lines of a text that is no file of the run.
    pub fn lines(&self, text: &str) -> String {
        self.fit.lines(text)
    }

    /// How a file is called from the top of the repository; none for one that comes with the program.
    pub fn repository_path(&self, file: FileId) -> Option<String> {
        let path = self.path(file);
        let mut parts: Vec<&str> = self.here.split('/').filter(|part| !part.is_empty()).collect();
        if path.starts_with('/') {
            parts.clear();
        }
        for part in path.split('/') {
            match (part, parts.last()) {
                ("..", Some(last)) if *last != ".." => drop(parts.pop()),
                ("" | ".", _) => {}
                _ => parts.push(part),
            }
        }
        let top = if path.starts_with('/') { "/" } else { "" };
        let own = self.raw.sources.get(file).origin == Origin::User;
        own.then(|| format!("{top}{}", parts.join("/")))
    }

    /// A text on one line, as findings are.
    pub fn words(&self, text: &str) -> String {
        self.fit.words(text)
    }

    /// All findings, accepted ones too, in their order.
    pub fn findings(&self) -> impl Iterator<Item = Entry<'_>> {
        let all = self.raw.findings.iter().enumerate();
        all.map(|(number, raw)| Entry { shown: self, raw, number })
    }

    /// The findings that nobody accepted.
    pub fn open(&self) -> impl Iterator<Item = Entry<'_>> {
        self.findings().filter(Entry::is_open)
    }

    /// The findings that the plans accept, with who, until when and why.
    pub fn accepted(&self) -> impl Iterator<Item = (Finding, Acceptance)> {
        self.findings().filter(|entry| !entry.is_open()).filter_map(|entry| {
            let mut finding = entry.show();
            let acceptance = *finding.accepted.take()?;
            Some((finding, acceptance))
        })
    }

    /// The date of the check.
    pub fn as_of(&self) -> jiff::civil::Date {
        self.raw.as_of
    }

    /// The plans: numbers and names of rules only.
    pub fn plans(&self) -> &[PlanReport] {
        &self.raw.plans
    }

    /// What each rule took that was judged, by its name.
    pub fn costs(&self) -> &BTreeMap<String, Cost> {
        &self.raw.costs
    }

    /// The plan that a file is of; the first of them by path, if it is of several.
    pub fn plan_of(&self, file: FileId) -> Option<&PlanReport> {
        self.raw.plan_of(file)
    }

    /// The plans that a file is of, in their order.
    pub fn plans_of(&self, file: FileId) -> impl Iterator<Item = &PlanReport> {
        self.raw.plans.of(file)
    }

    /// Whether a finding fails a run that fails from `fail_on`.
    pub fn fails(&self, finding: &Finding, fail_on: Level) -> bool {
        self.raw.fails(finding, fail_on)
    }

    /// The edition that is pinned; none for the newest.
    pub fn edition(&self) -> Option<Edition> {
        self.raw.edition
    }

    /// How many rules wait for their edition, by that edition.
    pub fn later(&self) -> BTreeMap<Edition, usize> {
        self.raw.later.iter().map(|(edition, rules)| (*edition, rules.len())).collect()
    }

    /// Whether acceptances of the plans count.
    pub fn accepts(&self) -> bool {
        self.raw.accepts
    }

    /// How many findings a baseline knows.
    pub fn known(&self) -> usize {
        self.raw.known
    }

    /// The packs that were loaded.
    pub fn packs(&self) -> &[PackReport] {
        &self.packs
    }

    /// What is changed from what the packs say of themselves.
    pub fn adjustments(&self) -> &[Adjustment] {
        &self.adjustments
    }

    /// How a file is called.
    pub fn path(&self, file: FileId) -> Cow<'_, str> {
        clean::line(&self.raw.sources.get(file).path)
    }

    /// How long a file is.
    pub fn bytes(&self, file: FileId) -> usize {
        self.raw.sources.get(file).bytes
    }

    /// Where a span starts and ends.
    pub fn place(&self, span: Span) -> Place<'_> {
        let source = self.raw.sources.get(span.file);
        Place {
            path: self.path(span.file),
            start: source.position(span.start),
            end: source.position(span.end),
        }
    }

    /// What masks private values, whoever may see them.
    fn masking(&self) -> &Fit {
        if self.fit.masks() {
            return &self.fit;
        }
        self.masking.get_or_init(|| Fit::new(&self.raw.private, false))
    }

    /// A file to quote from; every byte stands where it stands in the plan.
    pub fn excerpt(&self, file: FileId) -> Source {
        let source = self.raw.sources.get(file);
        Source::new(self.path(file), self.fit.file(file, source), source.language, source.origin)
    }
}

impl<'s> Entry<'s> {
    /// The finding, fit to be shown.
    pub fn show(&self) -> Finding {
        self.shown.fit.finding(self.raw, &self.shown.raw.sources)
    }

    /// The name of its rule.
    pub fn rule(&self) -> Cow<'s, str> {
        clean::line(&self.raw.rule)
    }

    /// How much it matters.
    pub fn level(&self) -> Level {
        self.raw.level
    }

    /// What kind of finding it is.
    pub fn outcome(&self) -> Outcome {
        self.raw.outcome
    }

    /// Its place.
    pub fn span(&self) -> Span {
        self.raw.at.span
    }

    /// Whether nobody accepted it.
    pub fn is_open(&self) -> bool {
        self.raw.accepted.is_none()
    }

    /// Whether it fails a run that fails from `fail_on`.
    pub fn fails(&self, fail_on: Level) -> bool {
        self.shown.raw.fails(self.raw, fail_on)
    }

    /// How it can be mended, as far as that can be shown.
    pub fn fixes(&self) -> impl Iterator<Item = &'s Fix> {
        self.raw.fixes.iter().filter(|fix| self.shown.fit.shows(fix))
    }

    /// What tells it from all others, but for those of which the same is said of the same; words are masked whoever may see
    /// them, for it must not depend on that, nor tell what is private to those who try out values.
    pub fn identity(&self) -> fingerprint::Identity<'s> {
        let Self { shown, raw, .. } = self;
        let fit = shown.masking();
        fingerprint::Identity {
            rule: self.rule(),
            plan: shown.plan_of(raw.at.span.file).and_then(|plan| plan.name.as_deref()),
            thing: raw.thing.as_deref().map(clean::line),
            subject: raw.subject.iter().map(|name| fit.words(name)).collect(),
            message: (raw.outcome == Outcome::Unreadable)
                .then(|| fit.about(&raw.message, raw, &shown.raw.sources)),
        }
    }
}
