//! The settings of packs, rules and adjustments: `severity: error`. Which ones there are, and what each takes.

use jiff::civil::Date;

use crate::finding::{Finding, did_you_mean};
use crate::policy::ir::{Edition, FIRST_EDITION};
use crate::syntax::policy::tree::{Expr, ExprKind, Setting};
use crate::syntax::{LiteralKind, Name};
use crate::text::Span;

/// The settings of one statement while they are read; what is wrong goes to `findings`.
pub(super) struct Settings<'s, 'f> {
    list: &'s [Setting<'s>],
    findings: &'f mut Vec<Finding>,
}

impl<'s, 'f> Settings<'s, 'f> {
    /// Opens the settings of `whose` ("a pack", "a rule"): only those in `allowed`. That each stands once is
    /// seen to when they are read.
    pub(super) fn open(
        list: &'s [Setting<'s>],
        whose: &str,
        allowed: &[&str],
        findings: &'f mut Vec<Finding>,
    ) -> Self {
        let strange = list.iter().filter(|setting| !allowed.contains(&setting.name.text));
        findings.extend(strange.map(|setting| unknown(setting.name, whose, allowed)));
        Self { list, findings }
    }

    /// The setting called `name`.
    pub(super) fn find(&self, name: &str) -> Option<&'s Setting<'s>> {
        self.list.iter().find(|setting| setting.name.text == name)
    }

    /// The only value of the setting called `name`.
    pub(super) fn value(&mut self, name: &str) -> Option<&'s Expr<'s>> {
        let setting = self.find(name)?;
        if let [_, second, ..] = setting.values.as_slice() {
            return self.wrong(second.span, format!("`{name}` takes one value"), None);
        }
        setting.values.first()
    }

    /// A day.
    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        let value = self.value(name)?;
        match literal(value) {
            Some(LiteralKind::Date(date)) => Some(*date),
            _ => self.wrong(value.span, format!("`{name}` wants a date"), Some("write `2026-11-23`")),
        }
    }

    /// The first and the last day on which something is in force.
    pub(super) fn in_force(&mut self) -> (Option<Date>, Option<Date>) {
        let (first, last) = (self.date("effective"), self.date("expires"));
        if let (Some(from), Some(to), Some(setting)) = (first, last, self.find("expires"))
            && to < from
        {
            let message = format!("this ends on {to}, before it begins on {from}");
            self.wrong::<()>(setting.span, message, Some("it would never be in force"));
        }
        (first, last)
    }

    /// The edition in which something arrived.
    pub(super) fn since(&mut self) -> Option<Edition> {
        let value = self.value("since")?;
        let year = match literal(value) {
            Some(LiteralKind::Number(thousandths)) if thousandths % 1000 == 0 => thousandths / 1000,
            _ => 0,
        };
        if (i64::from(FIRST_EDITION)..=9999).contains(&year) {
            return Edition::try_from(year).ok();
        }
        let message = format!("`since` wants an edition, which is a year from {FIRST_EDITION} on");
        self.wrong(
            value.span,
            message,
            Some("write the year in which it comes with a release: `since: 2027`"),
        )
    }

    /// `yes` or `no`.
    pub(super) fn yes_no(&mut self, name: &str) -> Option<bool> {
        let value = self.value(name)?;
        match literal(value) {
            Some(LiteralKind::YesNo(yes)) => Some(*yes),
            _ => self.wrong(value.span, format!("`{name}` is yes or no"), None),
        }
    }

    /// A text in quotes.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        match literal(value) {
            Some(LiteralKind::Text(text)) => Some(text.to_string()),
            _ => self.wrong(value.span, format!("`{name}` wants a text in quotes"), None),
        }
    }

    /// One of `words`.
    pub(super) fn one_of<'w>(&mut self, name: &str, words: &[&'w str]) -> Option<&'w str> {
        let value = self.value(name)?;
        let written = bare(value).map_or("", |name| name.text);
        if let Some(word) = words.iter().find(|word| **word == written) {
            return Some(word);
        }
        let help = did_you_mean(written, words.iter().copied());
        self.wrong(value.span, format!("`{name}` is one of {}", words.join(", ")), help.as_deref())
    }

    /// Words and texts, as many as there are: `tags: people, "on call"`.
    pub(super) fn words(&mut self, name: &str) -> Vec<String> {
        let Some(setting) = self.find(name) else { return Vec::new() };
        let mut words = Vec::new();
        for value in &setting.values {
            match (bare(value), literal(value)) {
                (Some(word), _) => words.push(word.text.to_owned()),
                (None, Some(LiteralKind::Text(text))) => words.push(text.to_string()),
                (None, _) => {
                    words.extend(self.wrong::<String>(value.span, format!("`{name}` wants words"), None));
                }
            }
        }
        words
    }

    /// A citation: a text or (where `expr` allows it) an expression, and perhaps a link behind it.
    pub(super) fn citation(&mut self, name: &str) -> Option<(&'s Expr<'s>, Option<String>)> {
        let setting = self.find(name)?;
        let (first, rest) = setting.values.split_first()?;
        match rest {
            [] => Some((first, None)),
            [link] => match literal(link) {
                Some(LiteralKind::Url(url)) => Some((first, Some((*url).to_owned()))),
                _ => self.wrong(link.span, format!("behind the text of `{name}` stands a link"), None),
            },
            [_, second, ..] => self.wrong(second.span, format!("`{name}` takes a text and a link"), None),
        }
    }

    /// Says that a value is wrong.
    pub(super) fn wrong<T>(&mut self, span: Span, message: String, help: Option<&str>) -> Option<T> {
        let finding = Finding::unreadable("type/setting", span, message);
        self.findings.push(finding.maybe_help(help.map(str::to_owned)));
        None
    }
}

/// The value as a literal.
pub(super) fn literal<'e>(value: &'e Expr<'_>) -> Option<&'e LiteralKind<'e>> {
    match &value.kind {
        ExprKind::Literal(literal) => Some(&literal.kind),
        _ => None,
    }
}

/// The value as one bare word, kebab-case or plain.
pub(super) fn bare<'e>(value: &Expr<'e>) -> Option<Name<'e>> {
    match &value.kind {
        ExprKind::Path(path) if path.len() == 1 => path.first().copied(),
        ExprKind::Literal(literal) => match literal.kind {
            LiteralKind::RuleId(text) | LiteralKind::Reference(text) => Some(Name { text, span: value.span }),
            _ => None,
        },
        _ => None,
    }
}

fn unknown(name: Name<'_>, whose: &str, allowed: &[&str]) -> Finding {
    let message = format!("{whose} has no setting `{}`", name.text);
    let help = did_you_mean(name.text, allowed.iter().copied());
    Finding::unreadable("type/setting", name.span, message)
        .maybe_help(help.or_else(|| Some(format!("the settings are {}", allowed.join(", ")))))
}
