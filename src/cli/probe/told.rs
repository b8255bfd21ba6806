//! What came of probing one plan, put into words.

use indexmap::IndexMap;

use crate::analysis::{self, PlanFiles, Settings};
use crate::model::{AttributeId, Datum, KindId, Plan, Schema, ThingId};
use crate::policy::ir::Policies;
use crate::probe::{Notice, Probed, Way, probe};
use crate::resolve::shown;
use crate::syntax::LiteralKind;
use crate::text::{Position, Sources};

/// What came of one plan.
#[derive(Debug)]
pub struct Told {
    /// The plan's root file.
    pub path: String,
    /// How many rules ran on it.
    pub rules: usize,
    /// How many changes are noticed by rules.
    pub by_rules: usize,
    /// How many changes leave a plan that does not read.
    pub by_reading: usize,
    /// The facts that were changed, in the order of the schema.
    pub groups: Vec<Group>,
}

/// Changes of the same attribute of the same kind, or of things of a kind.
#[derive(Debug)]
pub struct Group {
    /// The kind, or kind and attribute: `person.reach`.
    pub of: String,
    /// How many changes there are.
    pub changes: usize,
    /// Those that nobody notices, in the order of the plan.
    pub unnoticed: Vec<Unnoticed>,
}

/// A change that nobody notices.
#[derive(Debug)]
pub struct Unnoticed {
    /// The thing.
    pub thing: ThingId,
    /// The kind of the thing.
    pub kind: String,
    /// Its name; empty if it has none.
    pub name: String,
    /// The attribute; none if the thing itself goes.
    pub attribute: Option<String>,
    /// How it is changed, in one word.
    pub change: &'static str,
    /// The same in words: "is deleted".
    pub said: String,
    /// The file.
    pub path: String,
    /// Where the changed words start and end.
    pub place: (Position, Position),
    /// Rules that have nothing to look at then.
    pub no_longer_asked: Vec<String>,
}

impl Told {
    /// Probes the plan in `files`, which reads.
    pub fn new(sources: &Sources, files: &PlanFiles, policies: &Policies, settings: &Settings) -> Self {
        let (plan, _) = analysis::read(sources, files, policies);
        let rules = settings.chosen(policies, plan.root).len();
        let probed = probe(&plan, policies, settings);
        let count = |notice| probed.iter().filter(|one| one.notice == notice).count();
        let (by_rules, by_reading) = (count(Notice::Rules), count(Notice::Reading));
        let words = Words { sources, plan: &plan, schema: &policies.schema };
        let path = sources.get(files.root).path.clone();
        Self { path, rules, by_rules, by_reading, groups: words.groups(probed) }
    }

    /// How many changes were made.
    pub fn changes(&self) -> usize {
        self.groups.iter().map(|group| group.changes).sum()
    }

    /// How many changes nobody notices.
    pub fn unnoticed(&self) -> usize {
        self.groups.iter().map(|group| group.unnoticed.len()).sum()
    }
}

/// What words are made of.
struct Words<'w> {
    sources: &'w Sources,
    plan: &'w Plan,
    schema: &'w Schema,
}

impl Words<'_> {
    fn groups(&self, probed: Vec<Probed>) -> Vec<Group> {
        let mut groups: IndexMap<(KindId, Option<AttributeId>), Group> = IndexMap::new();
        for one in probed {
            let kind = self.plan.thing(one.change.thing).kind;
            let key = (kind, one.change.attribute);
            let new =
                || Group { of: self.fact(kind, one.change.attribute), changes: 0, unnoticed: Vec::new() };
            let group = groups.entry(key).or_insert_with(new);
            group.changes += 1;
            if one.notice == Notice::Nobody {
                group.unnoticed.push(self.unnoticed(one));
            }
        }
        groups.sort_unstable_keys();
        groups.into_values().collect()
    }

    fn fact(&self, kind: KindId, attribute: Option<AttributeId>) -> String {
        let name = &self.schema.kind(kind).name;
        match attribute {
            Some(attribute) => format!("{name}.{}", self.schema.attribute(kind, attribute).name),
            None => name.clone(),
        }
    }

    fn unnoticed(&self, probed: Probed) -> Unnoticed {
        let Probed { change, no_longer_asked, .. } = probed;
        let thing = self.plan.thing(change.thing);
        let source = self.sources.get(change.span.file);
        let attribute = |at| self.schema.attribute(thing.kind, at).name.clone();
        Unnoticed {
            thing: change.thing,
            attribute: change.attribute.map(attribute),
            kind: self.schema.kind(thing.kind).name.clone(),
            name: thing.name.to_string(),
            change: word(&change.way),
            said: self.said(&change.way),
            path: source.path.clone(),
            place: (source.position(change.span.start), source.position(change.span.end)),
            no_longer_asked,
        }
    }

    fn said(&self, way: &Way) -> String {
        match way {
            Way::ThingDeleted | Way::Deleted => "is deleted".to_owned(),
            Way::Removed(datum) => match self.value(datum) {
                Some(value) => format!("loses `{value}`"),
                None => "loses one of its values".to_owned(),
            },
            Way::Longer(amount) => format!("becomes `{}`", shown(&LiteralKind::Duration(*amount))),
            Way::Elsewhere(old, new) => format!("names `{}` for `{}`", self.name(*new), self.name(*old)),
            Way::No => "becomes `no`".to_owned(),
            Way::Later => "is three hours later".to_owned(),
        }
    }

    fn name(&self, thing: ThingId) -> &str {
        &self.plan.thing(thing).name
    }

    /// A value that is no text of the author's: those may be private.
    fn value(&self, datum: &Datum) -> Option<String> {
        match datum {
            Datum::Thing(thing) => Some(self.name(*thing).to_owned()),
            Datum::Word(word) => Some(self.schema.word(*word).to_owned()),
            Datum::Duration(amount) => Some(shown(&LiteralKind::Duration(*amount))),
            Datum::Date(date) => Some(date.to_string()),
            Datum::Text(_)
            | Datum::Number(_)
            | Datum::Percent(_)
            | Datum::Hours(_)
            | Datum::YesNo(_)
            | Datum::Weekday(_)
            | Datum::Zone(_)
            | Datum::Code(_)
            | Datum::Email(_)
            | Datum::Phone(_)
            | Datum::Url(_)
            | Datum::Rule(_) => None,
        }
    }
}

const fn word(way: &Way) -> &'static str {
    match way {
        Way::ThingDeleted | Way::Deleted => "deleted",
        Way::Removed(_) => "removed",
        Way::Longer(_) => "longer",
        Way::Elsewhere(..) => "elsewhere",
        Way::No => "no",
        Way::Later => "later",
    }
}
