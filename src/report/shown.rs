//! What formats get to see: an analysis whose words have passed redaction and cleaning once. The raw
//! analysis is not reachable from a format, so none can forget to do it.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Options, clean, redact};
use crate::analysis::{Adjustment, Analysis, Change, PackReport, PlanReport};
use crate::finding::{Acceptance, Finding, Label};
use crate::text::{FileId, Position, Source, Span};

/// An analysis, fit to be shown.
pub struct Shown<'a> {
    raw: &'a Analysis,
    findings: Vec<Finding>,
    excerpts: Vec<OnceLock<Source>>,
    packs: Vec<PackReport>,
    adjustments: Vec<Adjustment>,
    reveal: bool,
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
        let reveal = options.reveal;
        let excerpts = (0..raw.sources.len()).map(|_| OnceLock::new()).collect();
        let findings = raw.findings.iter().map(|finding| fit_finding(finding, reveal)).collect();
        let packs = raw.packs.iter().map(|pack| fit_pack(pack, reveal)).collect();
        let adjustments = raw.adjustments.iter().map(|one| fit_adjustment(one, reveal)).collect();
        Self { raw, findings, excerpts, packs, adjustments, reveal }
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
            let text = fit(&source.text, self.reveal, clean::file).into_owned();
            Source::new(self.path(file), text, source.language, source.origin)
        })
    }
}

/// First redacted, then cleaned.
fn fit(text: &str, reveal: bool, clean: fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    let masked = if reveal { Cow::Borrowed(text) } else { redact::mask(text) };
    match masked {
        Cow::Borrowed(text) => clean(text),
        Cow::Owned(text) => Cow::Owned(clean(&text).into_owned()),
    }
}

/// A text for one line: redacted unless `reveal`, then cleaned.
pub(super) fn words(text: &str, reveal: bool) -> String {
    fit(text, reveal, clean::line).into_owned()
}

fn fit_finding(finding: &Finding, reveal: bool) -> Finding {
    let words = |text: &str| words(text, reveal);
    let maybe = |text: &Option<String>| text.as_deref().map(words);
    let label = |label: &Label| Label { span: label.span, text: words(&label.text) };
    Finding {
        rule: words(&finding.rule),
        pack: maybe(&finding.pack),
        level: finding.level,
        outcome: finding.outcome,
        message: words(&finding.message),
        thing: maybe(&finding.thing),
        at: label(&finding.at),
        also: finding.also.iter().map(label).collect(),
        because: maybe(&finding.because),
        help: maybe(&finding.help),
        source: maybe(&finding.source),
        confidence: maybe(&finding.confidence),
        waiting: finding.waiting.iter().map(|name| words(name)).collect(),
        accepted: finding.accepted.as_ref().map(|accepted| Acceptance {
            by: maybe(&accepted.by),
            until: maybe(&accepted.until),
            because: maybe(&accepted.because),
            span: accepted.span,
        }),
    }
}

fn fit_pack(pack: &PackReport, reveal: bool) -> PackReport {
    PackReport {
        name: words(&pack.name, reveal),
        version: words(&pack.version, reveal),
        title: words(&pack.title, reveal),
        source: pack.source.as_deref().map(|source| words(source, reveal)),
        path: clean::line(&pack.path).into_owned(),
        ..pack.clone()
    }
}

fn fit_adjustment(one: &Adjustment, reveal: bool) -> Adjustment {
    let words = |text: &str| words(text, reveal);
    let change = match &one.change {
        Change::Value { from, to } => Change::Value { from: words(from), to: words(to) },
        Change::Off | Change::Ignored | Change::Level { .. } => one.change.clone(),
    };
    Adjustment {
        of: words(&one.of),
        pack: words(&one.pack),
        change,
        by: one.by.as_deref().map(words),
        because: one.because.as_deref().map(words),
        span: one.span,
    }
}
