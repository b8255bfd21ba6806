//! The words of findings, packs and changes, made fit to be shown: redacted, unless they are to be revealed, and cleaned.

use std::borrow::Cow;

use super::clean;
use super::redact::Secrets;
use crate::analysis::{Adjustment, Change, PackReport};
use crate::finding::{Acceptance, Edit, Finding, Fix, Label, Outcome};
use crate::model::Private;
use crate::text::{FileId, Source, Sources};

/// Makes words fit to be shown: first redacted, unless they are to be revealed, then cleaned.
pub struct Fit(Option<Secrets>);

impl Fit {
    /// For these private values.
    pub fn new(private: &[Private], reveal: bool) -> Self {
        Self((!reveal).then(|| Secrets::of(private)))
    }

    /// Whether private values are masked.
    pub fn masks(&self) -> bool {
        self.0.is_some()
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
    pub fn file(&self, id: FileId, source: &Source) -> String {
        let text =
            self.0.as_ref().map_or(Cow::Borrowed(&*source.text), |secrets| secrets.mask_file(id, source));
        clean::file(&text).into_owned()
    }

    fn maybe<T: From<String>>(&self, text: Option<&str>) -> Option<T> {
        text.map(|text| self.words(text).into())
    }

    fn label(&self, label: &Label) -> Label {
        Label { span: label.span, text: self.words(&label.text) }
    }

    /// Whether a fix can be shown: what it writes as it is, or not at all.
    pub fn shows(&self, fix: &Fix) -> bool {
        let shows = |edit: &Edit| self.lines(&edit.text) == edit.text;
        self.words(&fix.title) == fix.title && fix.edits.iter().all(shows)
    }

    /// A text of a finding, which may quote the words that the finding is about.
    pub fn about(&self, text: &str, finding: &Finding, sources: &Sources) -> String {
        match (&self.0, finding.outcome) {
            (Some(secrets), Outcome::Unreadable) => {
                self.words(&secrets.mask_quotes(text, finding.at.span, sources))
            }
            (Some(_), Outcome::Failed | Outcome::Undecided) | (None, _) => self.words(text),
        }
    }

    /// All words of a finding about these files.
    pub fn finding(&self, finding: &Finding, sources: &Sources) -> Finding {
        let about = |text: &str| self.about(text, finding, sources);
        Finding {
            rule: name(&finding.rule),
            pack: finding.pack.as_deref().map(|pack| name(pack).into()),
            level: finding.level,
            outcome: finding.outcome,
            message: about(&finding.message),
            thing: finding.thing.as_deref().map(name),
            subject: finding.subject.iter().map(|name| self.words(name)).collect(),
            at: Label { span: finding.at.span, text: about(&finding.at.text) },
            also: finding.also.iter().map(|label| self.label(label)).collect(),
            steps: finding.steps.iter().map(|step| self.label(step)).collect(),
            because: self.maybe(finding.because.as_deref()),
            help: finding.help.as_deref().map(|help| about(help).into()),
            fixes: finding.fixes.iter().filter(|fix| self.shows(fix)).cloned().collect(),
            source: self.maybe(finding.source.as_deref()),
            confidence: finding.confidence.as_deref().map(|word| name(word).into()),
            confidence_varies: finding.confidence_varies,
            waiting: finding.waiting.iter().map(|who| name(who)).collect(),
            accepted: finding.accepted.as_ref().map(|accepted| {
                Box::new(Acceptance {
                    by: self.maybe(accepted.by.as_deref()),
                    until: self.maybe(accepted.until.as_deref()),
                    because: self.maybe(accepted.because.as_deref()),
                    span: accepted.span,
                })
            }),
        }
    }

    /// What is said of a pack.
    pub fn pack(&self, pack: &PackReport) -> PackReport {
        PackReport {
            name: name(&pack.name),
            version: self.words(&pack.version),
            title: self.words(&pack.title),
            source: self.maybe(pack.source.as_deref()),
            path: clean::line(&pack.path).into_owned(),
            ..pack.clone()
        }
    }

    /// What is said of a change.
    pub fn adjustment(&self, one: &Adjustment) -> Adjustment {
        let change = match &one.change {
            Change::Value { from, to } => Change::Value { from: self.words(from), to: self.words(to) },
            Change::Off | Change::Ignored | Change::Level { .. } => one.change.clone(),
        };
        Adjustment {
            of: name(&one.of),
            pack: name(&one.pack),
            change,
            by: one.by.as_deref().map(name),
            because: self.maybe(one.because.as_deref()),
            span: one.span,
        }
    }
}

/// A name that was given to be used: a rule's, a thing's. It is never private, whatever else reads like it.
fn name(text: &str) -> String {
    clean::line(text).into_owned()
}
