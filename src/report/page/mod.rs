//! The page of a rule: what it demands, why, where that comes from, what breaks it and how to mend it. All of
//! it is read from the checked policies and their texts, so that a page cannot say what the rule does not.

mod markdown;
mod sample;

use jiff::civil::Date;

use crate::model::{Datum, Schema};
use crate::policy::ir::{Expr, ExprKind, Part, Policies, Rule, Template};
use crate::syntax;
use crate::syntax::policy::tree::{self, Item};
use crate::text::{Sources, Span};

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
    /// The citation; in words if it differs from case to case.
    pub source: Option<String>,
    /// How sure it is; in words if it differs from case to case.
    pub confidence: Option<String>,
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
    markdown::write(&Page::of(policies, sources, rule, as_of))
}

impl<'p> Page<'p> {
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
        let said = |template: &Template| with_holes(template, sources);
        Self {
            rule,
            pack: pack.map_or(("", ""), |pack| (pack.name.as_str(), pack.title.as_str())),
            path: file.path.clone(),
            source: rule.source.as_ref().map(|expr| cited(expr, sources)),
            confidence: rule.confidence.as_ref().map(|expr| how_sure(expr, &policies.schema, sources)),
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
