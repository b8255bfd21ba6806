//! The page of a rule: what it demands, why, where that comes from, what breaks it and how to mend it. All of
//! it is read from the checked policies and their texts, so that a page cannot say what the rule does not.

mod json;
mod markdown;
mod sample;
mod text;

use jiff::civil::Date;

use crate::explain::plain::{self, Plain};
use crate::model::time::Calendar;
use crate::model::{Datum, Schema};
use crate::policy::eval::World;
use crate::policy::ir::{Expr, ExprKind, FIRST_EDITION, Part, Policies, Rule, Template};
use crate::report::catalogue::{Parameter, parameter, without_plan};
use crate::report::{Options, adjusted};
use crate::syntax;
use crate::syntax::policy::tree::{self, Item};
use crate::text::{Origin, Sources, Span};

pub(super) use markdown::escaped;
pub use sample::Sample;

/// What a page says of a rule.
#[derive(Debug, Clone)]
pub struct Page<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The name and the title of its pack.
    pub pack: (&'p str, &'p str),
    /// The policy file it stands in.
    pub path: String,
    /// Whether that file comes with the program.
    pub origin: Origin,
    /// The citation; in words if it differs from case to case.
    pub source: Option<String>,
    /// How sure it is; in words if it differs from case to case.
    pub confidence: Option<String>,
    /// What it demands, in plain sentences.
    pub plain: Plain,
    /// When its pack concerns a plan, in plain sentences; always, if there is none.
    pub applies: Option<Plain>,
    /// What is changed about it, by whom and why.
    pub adjusted: Vec<String>,
    /// The clauses of standards that it asks for, or for a part of them.
    pub clauses: Vec<String>,
    /// The parameters it uses.
    pub parameters: Vec<Parameter>,
    /// What is wrong, with the holes as the rule writes them.
    pub message: String,
    /// Why it matters, likewise.
    pub because: Option<String>,
    /// What to do, likewise.
    pub help: Option<String>,
    /// Its samples in the order of the file.
    pub samples: Vec<Sample>,
    /// Its text, without the doc comment and the samples.
    pub text: String,
}

/// The page of `rule` as Markdown. `sources` holds the files that `policies` were read from; samples of packs
/// that pin no date are judged at `as_of`.
pub fn rule(policies: &Policies, sources: &Sources, rule: &Rule, as_of: Date) -> String {
    Page::of(policies, sources, rule, as_of).markdown()
}

impl<'p> Page<'p> {
    /// The page as Markdown.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// The page for a terminal.
    pub fn text(&self, options: &Options) -> String {
        text::write(self, options)
    }

    /// The page as one JSON object.
    pub fn json(&self) -> serde_json::Result<String> {
        json::write(self)
    }

    /// What stands in the head of the page: names and values.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let rule = self.rule;
        let with_link = |source: &str| match &rule.link {
            Some(link) => format!("{source} <{link}>"),
            None => source.to_owned(),
        };
        let tags = (!rule.tags.is_empty()).then(|| rule.tags.join(", "));
        let facts = [
            ("Severity", Some(rule.level.word().to_owned())),
            ("Pack", Some(format!("{}: {}", self.pack.0, self.pack.1))),
            ("Source", self.source.as_deref().map(with_link)),
            ("Confidence", self.confidence.clone()),
            ("In force from", rule.effective.map(|day| day.to_string())),
            ("In force until", rule.expires.map(|day| day.to_string())),
            ("Since edition", (rule.since > FIRST_EDITION).then(|| rule.since.to_string())),
            ("Can be accepted", Some(if rule.acceptable { "yes" } else { "no" }.to_owned())),
            ("Tags", tags),
            ("Clauses", (!self.clauses.is_empty()).then(|| self.clauses.join(", "))),
            ("Adjusted", (!self.adjusted.is_empty()).then(|| self.adjusted.join("; "))),
        ];
        facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// What must be known besides to understand the plain sentence: functions, and when the pack applies.
    fn notes(&self) -> Vec<String> {
        let applies = self.applies.iter();
        let applies = applies.flat_map(|plain| {
            let sentence = plain.sentence.replacen("It concerns", "Its pack concerns", 1);
            std::iter::once(sentence).chain(plain.meanings.clone())
        });
        self.plain.meanings.iter().cloned().chain(applies).collect()
    }

    /// Reads what there is to say of `rule`.
    pub fn of(policies: &'p Policies, sources: &Sources, rule: &'p Rule, as_of: Date) -> Self {
        let pack = policies.packs.get(rule.pack as usize);
        let as_of = pack.and_then(|pack| pack.tests_as_of).unwrap_or(as_of);
        let file = sources.get(rule.span.file);
        let (read, _) = syntax::policy::read(rule.span.file, file);
        let tree = read.items.iter().find_map(|item| match item {
            Item::Rule(tree) if tree.id.text == rule.id => Some(tree.as_ref()),
            _ => None,
        });
        let plain = plain::rule(policies, rule);
        let said = |template: &Template| with_holes(template, sources);
        Self {
            rule,
            pack: pack.map_or(("", ""), |pack| (pack.name.as_str(), pack.title.as_str())),
            path: file.path.clone(),
            origin: file.origin,
            source: rule.source.as_ref().map(|expr| cited(expr, sources)),
            confidence: rule.confidence.as_ref().map(|expr| how_sure(expr, &policies.schema, sources)),
            adjusted: adjusted(policies, rule),
            clauses: policies.clauses_of(&rule.id),
            parameters: parameters(policies, &plain),
            plain,
            applies: pack.and_then(|pack| pack.applies.as_ref()).map(|when| plain::applies(policies, when)),
            message: said(&rule.message),
            because: rule.because.as_ref().map(said),
            help: rule.help.as_ref().map(said),
            samples: tree.map_or_else(Vec::new, |tree| {
                tree.samples.iter().map(|one| Sample::of(one, sources, (policies, rule), as_of)).collect()
            }),
            text: tree.map_or_else(String::new, |tree| without_samples(tree, sources)),
        }
    }
}

fn adjusted(policies: &Policies, rule: &Rule) -> Vec<String> {
    let own = policies.adjustments.iter().filter(|one| one.of == rule.id);
    own.map(|one| format!("{}, {}", adjusted::sentence(one), adjusted::reason(one))).collect()
}

fn parameters(policies: &Policies, plain: &Plain) -> Vec<Parameter> {
    let plan = without_plan(policies);
    let world = World::new(policies, &plan, Date::ZERO, (Calendar::default(), None));
    let used = plain.params.iter().filter_map(|number| policies.params.get(usize::from(*number)));
    used.map(|param| parameter(param, &world)).collect()
}

/// A template as the rule writes it: `{p} is both primary and backup of {r}.`
fn with_holes(template: &Template, sources: &Sources) -> String {
    let piece = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Hole(expr) => format!("{{{}}}", sources.slice(expr.span)),
    };
    template.parts.iter().map(piece).collect()
}

fn cited(expr: &Expr, sources: &Sources) -> String {
    match &expr.kind {
        ExprKind::Literal(Datum::Text(text)) => text.to_string(),
        _ => differs(expr, sources),
    }
}

fn how_sure(expr: &Expr, schema: &Schema, sources: &Sources) -> String {
    match &expr.kind {
        ExprKind::Literal(Datum::Word(word)) => schema.word(*word).to_owned(),
        _ => differs(expr, sources),
    }
}

fn differs(expr: &Expr, sources: &Sources) -> String {
    format!("differs from case to case (`{}`)", sources.slice(expr.span))
}

/// The rule as it stands in its file, up to its first sample.
fn without_samples(tree: &tree::Rule<'_>, sources: &Sources) -> String {
    let end = tree.samples.iter().map(|sample| sample.span.start).min();
    let Some(end) = end else { return sources.slice(tree.whole).to_owned() };
    let head = Span { end, ..tree.whole };
    format!("{}\n}}", sources.slice(head).trim_end())
}
