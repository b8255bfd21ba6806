//! The settings of a rule: how much a gap matters, from where it is known, when it is in force.

use jiff::civil::Date;

use super::expr::Typer;
use super::settings::Settings;
use super::types;
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::ir::{Edition, Expr};
use crate::syntax::policy::tree::{self, Rule};

const ALLOWED: [&str; 8] =
    ["severity", "source", "confidence", "effective", "expires", "since", "acceptable", "tags"];

/// What a rule says in its settings, but for what depends on the case.
pub(super) struct Plain {
    /// `severity:`; a rule that does not say it was reported when it was read.
    pub level: Level,
    /// `effective:`.
    pub effective: Option<Date>,
    /// `expires:`.
    pub expires: Option<Date>,
    /// `since:`.
    pub since: Option<Edition>,
    /// `acceptable:`; yes if nothing is said.
    pub acceptable: bool,
    /// `tags:`.
    pub tags: Vec<String>,
    /// The link of `source:`.
    pub link: Option<String>,
}

/// Reads the settings that are the same for all cases.
pub(super) fn plain(rule: &Rule<'_>, findings: &mut Vec<Finding>) -> Plain {
    let mut settings = Settings::open(&rule.settings, "a rule", &ALLOWED, findings);
    let words = [Level::Error, Level::Warning, Level::Note].map(Level::word);
    let level = settings.one_of("severity", &words).and_then(Level::from_word);
    let (effective, expires) = settings.in_force();
    Plain {
        level: level.unwrap_or(Level::Error),
        effective,
        expires,
        since: settings.since(),
        acceptable: settings.yes_no("acceptable").unwrap_or(true),
        tags: settings.words("tags"),
        link: settings.citation("source").and_then(|(_, link)| link),
    }
}

impl Typer<'_> {
    /// `source:` as an expression on the case.
    pub(super) fn source(&mut self, rule: &Rule<'_>) -> Option<Expr> {
        let value = first_value(rule, "source")?;
        let source = self.expr(value, None);
        let source = self.keep(source)?;
        if !source.ty.set && matches!(source.ty.scalar, Scalar::Text | Scalar::Url) {
            return Some(source);
        }
        let message = format!("a source is a text, this is {}", self.with_article(&source.ty));
        self.fail(Finding::unreadable("type/setting", value.span, message))
    }

    /// `confidence:` as a word, or as an expression on the case.
    pub(super) fn confidence(&mut self, rule: &Rule<'_>) -> Option<Expr> {
        let value = first_value(rule, "confidence")?;
        let list = self.known.schema.list_named("confidence");
        let Some(list) = list else {
            let message = "there is no list of words `confidence`";
            return self.fail(Finding::unreadable("type/setting", value.span, message));
        };
        let wanted = types::one(Scalar::Word(list));
        let confidence = self.expr(value, Some(&wanted.scalar));
        let confidence = self.keep(confidence)?;
        if confidence.ty == wanted {
            return Some(confidence);
        }
        let message = format!("a confidence is wanted here, this is {}", self.with_article(&confidence.ty));
        self.fail(Finding::unreadable("type/setting", value.span, message))
    }
}

fn first_value<'r>(rule: &'r Rule<'r>, name: &str) -> Option<&'r tree::Expr<'r>> {
    rule.settings.iter().find(|setting| setting.name.text == name)?.values.first()
}
