//! Why a rule came out as it did, for people and for programs. Private values are masked and control characters
//! taken out as in every other output.

mod json;
mod rows;
mod text;

use jiff::civil::Date;

use super::lone::alone;
use super::{Options, Shown};
use crate::analysis::Analysis;
use crate::check::Verdict;
use crate::explain::why::Explanation;
use crate::model::Private;
use crate::policy::ir::Rule;
use crate::text::{Sources, Span};

/// What is told, and about what.
#[derive(Debug, Clone)]
pub struct Told<'t> {
    /// The rule.
    pub rule: &'t Rule,
    /// How the plan's root file is called.
    pub plan: &'t str,
    /// The thing that was asked about; the whole plan if none was.
    pub thing: Option<&'t str>,
    /// The date of the check.
    pub as_of: Date,
    /// The reasons.
    pub explanation: &'t Explanation,
    /// What is private in the plan and in the packs.
    pub private: Vec<Private>,
}

impl Told<'_> {
    /// For people: aligned lines, the whole first and what it rests on below it.
    pub fn text(&self, sources: &Sources, options: &Options) -> String {
        let analysis = self.alone(sources);
        text::write(self, &Page::new(&analysis, options), options)
    }

    /// For programs: one object with the tree.
    pub fn json(&self, sources: &Sources, options: &Options) -> serde_json::Result<String> {
        let analysis = self.alone(sources);
        json::write(self, &Page::new(&analysis, options))
    }

    /// Nothing but files and what is private in them.
    fn alone(&self, sources: &Sources) -> Analysis {
        Analysis { private: self.private.clone(), ..alone(sources, Vec::new()) }
    }
}

/// Texts and places, fit to be shown.
struct Page<'a> {
    shown: Shown<'a>,
    sources: &'a Sources,
}

impl<'a> Page<'a> {
    fn new(analysis: &'a Analysis, options: &Options) -> Self {
        Self { shown: Shown::new(analysis, options), sources: &analysis.sources }
    }

    /// A text on one line.
    fn words(&self, text: &str) -> String {
        self.shown.words(text)
    }

    /// The words of a policy, blanks run together.
    fn slice(&self, span: Span) -> String {
        let text = self.sources.slice(span);
        let text: Vec<&str> = text.split_whitespace().collect();
        self.words(without_brackets(&text.join(" ")))
    }

    /// `path:line:column`, without the path if it is that of the place before.
    fn place(&self, span: Span, before: Option<Span>) -> String {
        let place = self.shown.place(span);
        let position = format!("{}:{}", place.start.line, place.start.column);
        match before {
            Some(before) if before.file == span.file => position,
            Some(_) | None => format!("{}:{position}", place.path),
        }
    }
}

/// A condition without the brackets that hold all of it.
fn without_brackets(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return text };
    let mut depth = 0;
    for sign in inner.chars() {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        if depth < 0 {
            return text;
        }
    }
    inner
}

/// How a rule came out, in words.
const fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Undecided => "undecided",
        Verdict::NotApplicable => "not applicable",
        Verdict::PackNotApplicable => "not applicable: its pack does not concern the plan",
        Verdict::NotInForce => "not in force",
        Verdict::SwitchedOff => "switched off",
    }
}
