//! One fact that is set: which thing, which attribute, which value; and whether that can be said in the plan.

use super::edit;
use crate::analysis::{self, PlanFiles};
use crate::finding::{Finding, Level, did_you_mean};
use crate::model::{AttributeId, Datum, From, Plan, Schema, Slot, ThingId};
use crate::policy::ir::Policies;
use crate::resolve::a;
use crate::syntax::plan::{
    self,
    tree::{Entry, Item},
};
use crate::text::{FileId, Language, Origin, Source, Sources, Span};

/// A fact as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The name of the thing, dotted for a part.
    pub thing: String,
    /// The attribute.
    pub attribute: String,
    /// Its values, as a plan writes them.
    pub value: String,
}

/// A fact that was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was set.
    pub set: Set,
    /// What the plan says of it, as written; none if it says nothing.
    pub before: Option<String>,
    /// Whether it says the same afterwards.
    pub same: bool,
    /// Where the fact or, if it is not stated, its thing stands in the plan as it was before this change.
    pub span: Span,
}

/// Why a fact cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// One sentence.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
}

impl Refused {
    fn new(message: String, help: Option<String>) -> Self {
        Self { message, help }
    }
}

/// Sets a fact in the text of a plan that reads: the texts with it, and what changed.
pub fn set(
    sources: &Sources,
    files: &PlanFiles,
    policies: &Policies,
    set: Set,
) -> Result<(Sources, Change), Refused> {
    let (plan, _) = analysis::read(sources, files, policies);
    let schema = &policies.schema;
    let thing = thing(&set, &plan, schema)?;
    let attribute = attribute(&set, thing, &plan, schema)?;
    one_value(&set)?;
    let edit = edit::of((sources, files), &plan, (thing, attribute), (&set.attribute, &set.value));
    let edit = edit.ok_or_else(|| {
        let message =
            format!("there is no place in the plan to write `{}` of `{}`", set.attribute, set.thing);
        Refused::new(message, Some("write it into the plan, and set it then".to_owned()))
    })?;
    let changed = edit.apply(sources);
    let (after, findings) = analysis::read(&changed, files, policies);
    if let Some(mistake) = findings.iter().find(|finding| finding.level == Level::Error) {
        return Err(wrong_value(&set, mistake));
    }
    let slot = plan.slot(thing, attribute);
    let same = data(slot) == data(after.slot(thing, attribute));
    let written = stated(slot);
    let before = written.map(|span| sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" "));
    let span = written.unwrap_or(plan.thing(thing).span);
    Ok((changed, Change { set, before, same, span }))
}

/// The thing of the plan that is named.
fn thing(set: &Set, plan: &Plan, schema: &Schema) -> Result<ThingId, Refused> {
    let name = set.thing.as_str();
    match plan.meant(name, schema) {
        Some(thing) if plan.thing(thing).from == From::Plan => return Ok(thing),
        Some(_) => {
            let message = format!("`{name}` stands in the policies and not in the plan");
            return Err(Refused::new(message, Some("set what a thing of the plan says".to_owned())));
        }
        None => {}
    }
    let titled = plan.all_names().find(|(_, thing)| plan.thing(**thing).title.as_deref() == Some(name));
    let names = plan.names.keys().map(AsRef::as_ref);
    let help = match titled {
        Some((other, _)) => Some(format!("it is called `{other}` in the plan")),
        None => did_you_mean(name, names),
    };
    let help =
        help.or_else(|| Some("name a thing as the plan does: `--set THING.ATTRIBUTE=VALUE`".to_owned()));
    Err(Refused::new(format!("nothing in the plan is called `{name}`"), help))
}

/// The attribute of its kind that is named, and is no part.
fn attribute(set: &Set, thing: ThingId, plan: &Plan, schema: &Schema) -> Result<AttributeId, Refused> {
    let kind = plan.thing(thing).kind;
    let known = schema.kind(kind);
    let Some(at) = schema.attribute_named(kind, &set.attribute) else {
        let message = format!("{} has no `{}`", a(&known.name), set.attribute);
        let names: Vec<&str> = known.attributes.keys().map(String::as_str).collect();
        let guess = did_you_mean(&set.attribute, names.iter().copied());
        let list = format!("{} has {}", a(&known.name), names.join(", "));
        return Err(Refused::new(message, Some(guess.unwrap_or(list))));
    };
    if schema.is_part(&schema.attribute(kind, at).scalar) {
        let message = format!("`{}` of `{}` holds parts with facts of their own", set.attribute, set.thing);
        let help = "set a fact of a part that has a name: `--set THING.PART.ATTRIBUTE=VALUE`";
        return Err(Refused::new(message, Some(help.to_owned())));
    }
    Ok(at)
}

/// Refuses what would write more into the plan than the values of one attribute.
fn one_value(set: &Set) -> Result<(), Refused> {
    let more = || {
        let message = format!("`{}` is more than the values of `{}`", set.value, set.attribute);
        Refused::new(message, Some("set each fact by itself, with a `--set` of its own".to_owned()))
    };
    // A comment, or a line of its own, would hide what stands behind it.
    if set.value.contains(['\n', '\r', '#']) {
        return Err(more());
    }
    let text = format!("x y {{ {}: {} }}", set.attribute, set.value);
    let source = Source::new("", text, Language::Plan, Origin::User);
    let (tree, mistakes) = plan::read(FileId(0), &source);
    if let Some(mistake) = mistakes.iter().find(|finding| finding.level == Level::Error) {
        return Err(wrong_value(set, mistake));
    }
    let alone = match tree.items.as_slice() {
        [Item::Block(block)] => match block.entries.as_slice() {
            [Entry::Attribute(only)] => only.tails.is_empty(),
            _ => false,
        },
        _ => false,
    };
    if alone { Ok(()) } else { Err(more()) }
}

fn wrong_value(set: &Set, mistake: &Finding) -> Refused {
    let Set { thing, attribute, value } = set;
    Refused::new(
        format!("`{thing}.{attribute}` cannot be `{value}`: {}", mistake.message),
        mistake.help.as_deref().map(str::to_owned),
    )
}

/// Where the plan states the fact.
fn stated(slot: &Slot) -> Option<Span> {
    match slot {
        Slot::Given(given) => Some(given.span),
        Slot::None(span) => *span,
        Slot::Todo { span, .. } | Slot::Unread(span) => Some(*span),
        Slot::Missing => None,
    }
}

/// What is said, wherever it stands.
#[derive(PartialEq, Eq)]
enum Data<'p> {
    Nothing,
    None,
    Later,
    Values(Vec<(&'p Datum, Option<ThingId>)>),
}

fn data(slot: &Slot) -> Data<'_> {
    match slot {
        Slot::Missing | Slot::Unread(_) => Data::Nothing,
        Slot::None(_) => Data::None,
        Slot::Todo { .. } => Data::Later,
        Slot::Given(given) => Data::Values(given.values.iter().map(|one| (&one.datum, one.per)).collect()),
    }
}
