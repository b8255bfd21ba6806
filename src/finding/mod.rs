//! What is said about a user's file, as plain data. A finding keeps its spans until a format writes them.

mod fix;
mod suggest;

use std::sync::Arc;

pub use fix::{Edit, Fix, apply};
pub use suggest::{did_you_mean, nearest, only_near};

use crate::text::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Must be mended or accepted.
    Error,
}

impl Level {
    /// The word for it, as written in policies and output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Note, Self::Warning, Self::Error].into_iter().find(|level| level.word() == word)
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The text could not be read, or names or types are wrong.
    Unreadable,
    /// A policy looked and found a gap.
    Failed,
    /// A policy could not decide, because a fact is not stated.
    Undecided,
}

/// A place with what there is to say about the marked words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The marked words.
    pub span: Span,
    /// What is said of them; empty for a bare mark.
    pub text: String,
}

/// Who accepted a finding, until when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Who accepts it, as titled in the plan.
    pub by: Option<String>,
    /// The last day on which it holds, as `YYYY-MM-DD`.
    pub until: Option<String>,
    /// The reason given.
    pub because: Option<String>,
    /// The statement that accepts it.
    pub span: Span,
}

/// One thing to say about a plan or a policy. There may be very many: texts that findings of a rule have in common can be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name; `syntax/…`, `name/…` or `type/…` for a mistake in reading, `missing/…` for a fact
    /// that policies wait for.
    pub rule: String,
    /// The pack the rule belongs to.
    pub pack: Option<Arc<str>>,
    /// How much it matters.
    pub level: Level,
    /// What kind of finding it is.
    pub outcome: Outcome,
    /// One sentence that says what is wrong.
    pub message: String,
    /// The name of the thing it is about, as `kind name` addresses it in the plan (`soc_rota.day`).
    pub thing: Option<String>,
    /// What it is about, in names of the plan and words of lists: what tells it from other findings of the same rule
    /// however it is worded. Empty if it is about the plan as a whole, or no rule's.
    pub subject: Vec<String>,
    /// The place.
    pub at: Label,
    /// Further places that help.
    pub also: Vec<Label>,
    /// What happens one after the other, each step at its place: a chain of time.
    pub steps: Vec<Label>,
    /// Why it matters.
    pub because: Option<Arc<str>>,
    /// What to do.
    pub help: Option<Arc<str>>,
    /// How it can be mended in the text of the plan, the best way first.
    pub fixes: Vec<Fix>,
    /// The citation behind the rule.
    pub source: Option<Arc<str>>,
    /// How sure that source is (a word of the list `confidence`).
    pub confidence: Option<Arc<str>>,
    /// Whether that differs from case to case of the rule.
    pub confidence_varies: bool,
    /// The rules and packs that wait for a missing fact.
    pub waiting: Vec<String>,
    /// Set when the plan accepts the finding.
    pub accepted: Option<Box<Acceptance>>,
}

impl Finding {
    /// A mistake in reading: `rule` is one of the `syntax/`, `name/`, `type/` ids.
    pub fn unreadable(rule: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule: rule.to_owned(),
            pack: None,
            level: Level::Error,
            outcome: Outcome::Unreadable,
            message: message.into(),
            thing: None,
            subject: Vec::new(),
            at: Label { span, text: String::new() },
            also: Vec::new(),
            steps: Vec::new(),
            because: None,
            help: None,
            fixes: Vec::new(),
            source: None,
            confidence: None,
            confidence_varies: false,
            waiting: Vec::new(),
            accepted: None,
        }
    }

    /// With what is said of the marked words.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.at.text = text.into();
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<Arc<str>>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// With what to do, if there is something.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.map(Arc::from).or(self.help);
        self
    }

    /// With a way to mend it, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// With a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.also.push(Label { span, text: text.into() });
        self
    }

    /// At another level than error.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}
