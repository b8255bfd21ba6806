//! The policies as lists: every rule and every pack with what stands in its head, ready to be shown. Read by the
//! commands that list them and by the pages of the reference. Judges nothing and looks at no plan.

mod columns;
mod json;
mod text;

use jiff::civil::Date;
use serde::Serialize;

use super::{adjusted, clean};
use crate::analysis::Settings;
use crate::model::time::Calendar;
use crate::model::{self, Datum, Plan, Scalar};
use crate::policy::eval::World;
use crate::policy::ir::{self, Edition, Expr, ExprKind, Policies};
use crate::resolve::{self, Context};
use crate::text::Sources;

pub use json::{packs as packs_json, rules as rules_json};
pub use text::{packs as packs_text, rules as rules_text};

/// A rule with what its head says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleEntry {
    /// Its name.
    pub name: String,
    /// What should hold.
    pub title: String,
    /// Its pack.
    pub pack: String,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The citation; none if each case has its own.
    pub source: Option<String>,
    /// How the policy writes a citation that each case has of its own.
    pub source_of_case: Option<String>,
    /// The link behind the citation.
    pub link: Option<String>,
    /// How well the citation was checked; none if each case says it.
    pub confidence: Option<String>,
    /// How the policy writes a confidence that each case has of its own.
    pub confidence_of_case: Option<String>,
    /// When it is in force.
    #[serde(flatten)]
    pub force: Force,
    /// The edition in which it arrived.
    pub since: Edition,
    /// Whether a plan may accept its findings.
    pub acceptable: bool,
    /// Words to select it by.
    pub tags: Vec<String>,
    /// Whether the settings let it run.
    pub selected: bool,
    /// Whether a pack switches it off.
    pub switched_off: bool,
    /// What a pack changes of it, by whom and why.
    pub adjusted: Option<String>,
}

/// A pack with what its header says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackEntry {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// Its version.
    pub version: String,
    /// The citation of what it is made from.
    pub source: Option<String>,
    /// The link behind that citation.
    pub link: Option<String>,
    /// When it is in force.
    #[serde(flatten)]
    pub force: Force,
    /// The packs whose names it uses.
    pub uses: Vec<String>,
    /// When it concerns a plan, as the policy writes it; always, if there is none.
    pub applies_when: Option<String>,
    /// The names of its rules.
    pub rules: Vec<String>,
    /// How many rows its tables have.
    pub rows: usize,
    /// How many of them are clauses, if it is a standard.
    pub clauses: usize,
    /// What users may tune.
    pub parameters: Vec<Parameter>,
    /// The views that it describes.
    pub views: Vec<ViewEntry>,
}

/// A view that a pack describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewEntry {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// The command that draws it unasked.
    pub command: Option<String>,
    /// What it is given: `name: kind`.
    pub given: Vec<String>,
}

/// A value that users may tune in their settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub title: String,
    /// Its value: the pack's, or that of the settings.
    pub value: String,
    /// The largest value allowed.
    pub at_most: Option<String>,
    /// The smallest value allowed.
    pub at_least: Option<String>,
}

/// When a rule or a pack is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Force {
    /// The first day, as `YYYY-MM-DD`.
    pub effective: Option<String>,
    /// The last day, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Whether it is in force on the date that was asked about.
    pub in_force: bool,
}

impl Force {
    fn new(effective: Option<Date>, expires: Option<Date>, as_of: Date) -> Self {
        let in_force =
            effective.is_none_or(|first| first <= as_of) && expires.is_none_or(|last| as_of <= last);
        let said = |date: Option<Date>| date.map(|date| date.to_string());
        Self { effective: said(effective), expires: said(expires), in_force }
    }

    /// `always`, or the days: `2018-05-25 on`.
    pub fn words(&self) -> String {
        match (&self.effective, &self.expires) {
            (None, None) => "always".to_owned(),
            (Some(first), None) => format!("{first} on"),
            (None, Some(last)) => format!("until {last}"),
            (Some(first), Some(last)) => format!("{first} to {last}"),
        }
    }
}

/// The rules, in the order of their packs and names.
pub fn rules(policies: &Policies, sources: &Sources, settings: &Settings) -> Vec<RuleEntry> {
    let mut entries: Vec<RuleEntry> =
        policies.rules.iter().map(|rule| rule_entry(rule, policies, sources, settings)).collect();
    entries.sort_by(|one, two| (&one.pack, &one.name).cmp(&(&two.pack, &two.name)));
    entries
}

fn rule_entry(rule: &ir::Rule, policies: &Policies, sources: &Sources, settings: &Settings) -> RuleEntry {
    let pack = policies.packs.get(usize::from(rule.pack));
    let effective = rule.effective.max(pack.and_then(|pack| pack.effective));
    let lasts = [rule.expires, pack.and_then(|pack| pack.expires)];
    let (source, source_of_case) = said(rule.source.as_ref(), policies, sources);
    let (confidence, confidence_of_case) = said(rule.confidence.as_ref(), policies, sources);
    RuleEntry {
        name: line(&rule.id),
        title: line(&rule.title),
        pack: pack.map(|pack| line(&pack.name)).unwrap_or_default(),
        severity: rule.level.word(),
        source,
        source_of_case,
        link: rule.link.as_deref().map(line),
        confidence,
        confidence_of_case,
        force: Force::new(effective, lasts.into_iter().flatten().min(), settings.as_of),
        since: rule.since,
        acceptable: rule.acceptable,
        tags: rule.tags.iter().map(|tag| line(tag)).collect(),
        selected: settings.chooses(rule, policies, None),
        switched_off: rule.off,
        adjusted: adjusted_by(rule, policies),
    }
}

fn adjusted_by(rule: &ir::Rule, policies: &Policies) -> Option<String> {
    let mut all = policies.adjustments.iter();
    let one = all.find(|one| one.of == rule.id && !matches!(one.change, ir::Change::Value { .. }))?;
    Some(line(&format!("{}, {}", adjusted::sentence(one), adjusted::reason(one))))
}

/// What an expression says for all cases, or else how it is written.
fn said(expr: Option<&Expr>, policies: &Policies, sources: &Sources) -> (Option<String>, Option<String>) {
    let Some(expr) = expr else { return (None, None) };
    match &expr.kind {
        ExprKind::Literal(Datum::Word(word)) => (Some(line(policies.schema.word(*word))), None),
        ExprKind::Literal(Datum::Text(text) | Datum::Url(text)) => (Some(line(text)), None),
        _ => (None, Some(line(sources.slice(expr.span)))),
    }
}

/// The packs, in the order of their names.
pub fn packs(policies: &Policies, sources: &Sources, as_of: Date) -> Vec<PackEntry> {
    let plan = without_plan(policies);
    let world = World::new(policies, &plan, as_of, (Calendar::default(), None));
    let packs = policies.packs.iter().enumerate();
    packs.map(|(number, pack)| pack_entry((number, pack), &world, sources)).collect()
}

/// A plan of nothing but the rows of packs.
pub(super) fn without_plan(policies: &Policies) -> Plan {
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    resolve::plan(&[], context).0
}

fn pack_entry((number, pack): (usize, &ir::Pack), world: &World<'_>, sources: &Sources) -> PackEntry {
    let policies = world.policies;
    let own = |pack: u16| usize::from(pack) == number;
    let uses = pack.uses.iter().filter_map(|used| policies.packs.get(usize::from(*used)));
    let rules = policies.rules.iter().filter(|rule| own(rule.pack));
    let parameters = policies.params.iter().filter(|param| own(param.pack));
    PackEntry {
        name: line(&pack.name),
        title: line(&pack.title),
        doc: line(&pack.doc),
        version: line(&pack.version),
        source: pack.source.as_deref().map(line),
        link: pack.link.as_deref().map(line),
        force: Force::new(pack.effective, pack.expires, world.as_of),
        uses: uses.map(|used| line(&used.name)).collect(),
        applies_when: pack.applies.as_ref().map(|applies| line(sources.slice(applies.span))),
        rules: rules.map(|rule| line(&rule.id)).collect(),
        rows: policies.rows.iter().filter(|row| row.from == model::From::Pack(number as u16)).count(),
        clauses: policies.standard(&pack.name).map_or(0, |standard| standard.clauses.len()),
        parameters: parameters.map(|param| parameter(param, world)).collect(),
        views: policies.views.iter().filter(|view| own(view.pack)).map(|one| view(one, policies)).collect(),
    }
}

fn view(view: &ir::View, policies: &Policies) -> ViewEntry {
    let schema = &policies.schema;
    let given = view.params.iter().map(|(name, ty)| match &ty.scalar {
        Scalar::Word(list) => format!("{name}: {}", schema.list(*list).name),
        Scalar::Thing(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| schema.kind(*kind).name.as_str()).collect();
            format!("{name}: {}", kinds.join(" or "))
        }
        // A view is given nothing else.
        _ => name.clone(),
    });
    ViewEntry {
        name: line(&view.name),
        title: line(&view.title),
        doc: line(&view.doc),
        command: view.command.as_deref().map(line),
        given: given.map(|given| line(&given)).collect(),
    }
}

/// What there is to say of a parameter.
pub(super) fn parameter(param: &ir::Param, world: &World<'_>) -> Parameter {
    let shown = |datum: &Datum| line(&world.show_datum(datum));
    Parameter {
        name: line(&param.name),
        title: line(&param.title),
        value: shown(&param.value),
        at_most: param.at_most.as_ref().map(shown),
        at_least: param.at_least.as_ref().map(shown),
    }
}

/// A text on one line, blanks run together.
fn line(text: &str) -> String {
    clean::line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
