//! What formats get to see: an analysis whose words have passed redaction and cleaning once. The raw
//! analysis is not reachable from a format, so none can forget to do it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::page::Page;
use super::redact::Secrets;
use super::{Options, clean, fingerprint};
use crate::analysis::{Adjustment, Analysis, Change, Cost, PackReport, PlanReport};
use crate::finding::{Acceptance, Edit, Finding, Fix, Label, Level, Outcome};
use crate::model::Private;
use crate::policy::ir::{Edition, Policies};
use crate::text::{FileId, Origin, Position, Source, Sources, Span};

/// An analysis, fit to be shown.
pub struct Shown<'a> {
    raw: &'a Analysis,
    findings: Vec<Finding>,
    excerpts: Vec<OnceLock<Box<Source>>>,
    packs: Vec<PackReport>,
    adjustments: Vec<Adjustment>,
    fit: Fit,
    policies: Option<&'a Policies>,
    here: String,
    fingerprints: OnceLock<Vec<String>>,
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
    /// Redacts and cleans what is said; files only when an excerpt of them is asked for.
    pub fn new(raw: &'a Analysis, options: &Options) -> Self {
        let fit = Fit::new(&raw.private, options.reveal);
        let excerpts = (0..raw.sources.len()).map(|_| OnceLock::new()).collect();
        let findings = raw.findings.iter().map(|finding| fit.finding(finding, &raw.sources)).collect();
        let packs = raw.packs.iter().map(|pack| fit.pack(pack)).collect();
        let adjustments = raw.adjustments.iter().map(|one| fit.adjustment(one)).collect();
        let (policies, here, fingerprints) = (None, options.here.clone(), OnceLock::new());
        Self { raw, findings, excerpts, packs, adjustments, fit, policies, here, fingerprints }
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

    /// What tells each finding from all others, in the order of the findings.
    pub fn fingerprints(&self) -> &[String] {
        let masked = || Self::new(self.raw, &Options::default());
        // They must not depend on who may see what, nor tell what is private to those who try out values.
        let of_all =
            || if self.fit.0.is_some() { fingerprint::all(self) } else { fingerprint::all(&masked()) };
        self.fingerprints.get_or_init(of_all)
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
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that nobody accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }

    /// The findings that the plans accept, with who, until when and why.
    pub fn accepted(&self) -> impl Iterator<Item = (&Finding, &Acceptance)> {
        self.findings.iter().filter_map(|finding| Some((finding, finding.accepted.as_ref()?)))
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

    /// A file to quote from; every byte stands where it stands in the plan.
    ///
    /// # Panics
    /// If `file` is of another analysis.
    #[expect(clippy::indexing_slicing, reason = "there is a cell for each file of the analysis")]
    pub fn excerpt(&self, file: FileId) -> &Source {
        self.excerpts[file.0 as usize].get_or_init(|| {
            let source = self.raw.sources.get(file);
            let text = self.fit.file(file, source);
            Box::new(Source::new(self.path(file), text, source.language, source.origin))
        })
    }
}

/// A name that was given to be used: a rule's, a thing's. It is never private, whatever else reads like it.
fn name(text: &str) -> String {
    clean::line(text).into_owned()
}

/// Makes words fit to be shown: first redacted, unless they are to be revealed, then cleaned.
pub(super) struct Fit(Option<Secrets>);

impl Fit {
    /// For these private values.
    pub fn new(private: &[Private], reveal: bool) -> Self {
        Self((!reveal).then(|| Secrets::of(private)))
    }

    /// A text for one line.
    pub fn words(&self, text: &str) -> String {
        let masked = self.0.as_ref().map_or(Cow::Borrowed(text), |secrets| secrets.mask(text));
        clean::line(&masked).into_owned()
    }

    /// A text of several lines that is no file of the run.
    pub fn lines(&self, text: &str) -> String {
        let masked = self.0.as_ref().map_or(Cow::Borrowed(text), |secrets| secrets.mask(text));
        clean::file(&masked).into_owned()
    }

    /// A file for excerpts, byte for byte as long.
    fn file(&self, id: FileId, source: &Source) -> String {
        let text =
            self.0.as_ref().map_or(Cow::Borrowed(&*source.text), |secrets| secrets.mask_file(id, source));
        clean::file(&text).into_owned()
    }

    fn maybe(&self, text: Option<&String>) -> Option<String> {
        text.map(|text| self.words(text))
    }

    fn label(&self, label: &Label) -> Label {
        Label { span: label.span, text: self.words(&label.text) }
    }

    /// A fix, unless what it writes cannot be shown as it is.
    fn fix(&self, fix: &Fix) -> Option<Fix> {
        let shows = |edit: &Edit| self.lines(&edit.text) == edit.text;
        let title = self.words(&fix.title);
        (title == fix.title && fix.edits.iter().all(shows)).then(|| fix.clone())
    }

    /// All words of a finding about these files.
    pub fn finding(&self, finding: &Finding, sources: &Sources) -> Finding {
        let about = |text: &str| match (&self.0, finding.outcome) {
            (Some(secrets), Outcome::Unreadable) => {
                self.words(&secrets.mask_quotes(text, finding.at.span, sources))
            }
            (Some(_), Outcome::Failed | Outcome::Undecided) | (None, _) => self.words(text),
        };
        Finding {
            rule: name(&finding.rule),
            pack: finding.pack.as_deref().map(name),
            level: finding.level,
            outcome: finding.outcome,
            message: about(&finding.message),
            thing: finding.thing.as_deref().map(name),
            subject: finding.subject.iter().map(|name| self.words(name)).collect(),
            at: Label { span: finding.at.span, text: about(&finding.at.text) },
            also: finding.also.iter().map(|label| self.label(label)).collect(),
            steps: finding.steps.iter().map(|step| self.label(step)).collect(),
            because: self.maybe(finding.because.as_ref()),
            help: finding.help.as_deref().map(about),
            fixes: finding.fixes.iter().filter_map(|fix| self.fix(fix)).collect(),
            source: self.maybe(finding.source.as_ref()),
            confidence: finding.confidence.as_deref().map(name),
            confidence_varies: finding.confidence_varies,
            waiting: finding.waiting.iter().map(|who| name(who)).collect(),
            accepted: finding.accepted.as_ref().map(|accepted| Acceptance {
                by: self.maybe(accepted.by.as_ref()),
                until: self.maybe(accepted.until.as_ref()),
                because: self.maybe(accepted.because.as_ref()),
                span: accepted.span,
            }),
        }
    }

    fn pack(&self, pack: &PackReport) -> PackReport {
        PackReport {
            name: name(&pack.name),
            version: self.words(&pack.version),
            title: self.words(&pack.title),
            source: self.maybe(pack.source.as_ref()),
            path: clean::line(&pack.path).into_owned(),
            ..pack.clone()
        }
    }

    fn adjustment(&self, one: &Adjustment) -> Adjustment {
        let change = match &one.change {
            Change::Value { from, to } => Change::Value { from: self.words(from), to: self.words(to) },
            Change::Off | Change::Ignored | Change::Level { .. } => one.change.clone(),
        };
        Adjustment {
            of: name(&one.of),
            pack: name(&one.pack),
            change,
            by: one.by.as_deref().map(name),
            because: self.maybe(one.because.as_ref()),
            span: one.span,
        }
    }
}
