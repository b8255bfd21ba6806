//! Schemas and plans out of strings, and their facts as text.

use std::fs;
use std::sync::Arc;

use irlint::finding::Finding;
use irlint::model::{Datum, PackRows, Plan, Schema, Slot, Stated, Thing};
use irlint::resolve::{self, Context};
use irlint::syntax;
use irlint::syntax::plan::Unread;
use irlint::text::{Language, Origin, Source, Sources};

/// The shipped schema.
pub fn schema() -> Schema {
    let mut paths: Vec<_> =
        fs::read_dir("policies/schema").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let (schema, said) = schema_of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(said, Vec::<String>::new());
    schema
}

pub fn schema_of(texts: &[&str]) -> (Schema, Vec<String>) {
    let mut sources = Sources::new();
    let ids: Vec<_> = texts
        .iter()
        .map(|text| sources.add(Source::new("s.irpolicy", *text, Language::Policy, Origin::Embedded)))
        .collect();
    let read = ids.iter().map(|id| (*id, syntax::policy::read(*id, sources.get(*id))));
    let mut findings = Vec::new();
    let trees: Vec<_> = read
        .map(|(id, (tree, mut mistakes))| {
            findings.append(&mut mistakes);
            (id, tree)
        })
        .collect();
    let (schema, mistakes) = resolve::schema(&trees);
    findings.extend(mistakes);
    (schema, findings.iter().map(|finding| say(&sources, finding)).collect())
}

/// `line:column rule message; help`.
pub fn say(sources: &Sources, finding: &Finding) -> String {
    let place = sources.start(finding.at.span);
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{}:{} {} {}{help}", place.line, place.column, finding.rule, finding.message)
}

pub struct Read {
    pub schema: Schema,
    pub plan: Plan,
    pub said: Vec<String>,
    pub sources: Sources,
}

pub fn read(texts: &[&str]) -> Read {
    read_with(schema(), PackRows::default(), texts)
}

pub fn read_with(schema: Schema, rows: PackRows, texts: &[&str]) -> Read {
    let mut sources = Sources::new();
    let ids: Vec<_> = texts
        .iter()
        .map(|text| sources.add(Source::new("p.irp", *text, Language::Plan, Origin::User)))
        .collect();
    let (mut said, mut trees) = (Vec::new(), Vec::new());
    for id in &ids {
        let (tree, mistakes) = syntax::plan::read(*id, sources.get(*id));
        said.extend(mistakes);
        trees.push((*id, tree));
    }
    let rules = ["backup-is-primary".to_owned(), "stage-without-owner".to_owned()];
    let rows = Arc::new(rows);
    let context = Context { schema: &schema, rows: &rows, rules: &rules };
    let (plan, mistakes) = resolve::plan(&trees, context);
    let mut unread: Vec<_> = ids.iter().map(|id| Unread::new(*id, sources.get(*id))).collect();
    let bit_by_bit = resolve::unread_plan(&mut unread, context);
    assert_eq!(format!("{bit_by_bit:#?}"), format!("{:#?}", (&plan, &mistakes)));
    assert_eq!(unread.into_iter().flat_map(Unread::finish).collect::<Vec<_>>(), said);
    said.extend(mistakes);
    said.sort_by_key(|finding| finding.at.span);
    let said = said.iter().map(|finding| say(&sources, finding)).collect();
    Read { schema, plan, said, sources }
}

/// A plan without mistakes.
pub fn good(texts: &[&str]) -> Read {
    let read = read(texts);
    assert_eq!(read.said, Vec::<String>::new());
    read
}

impl Read {
    pub fn slot(&self, thing: &str, attribute: &str) -> &Slot {
        let id = *self.plan.names.get(thing).unwrap_or_else(|| panic!("nothing is called {thing}"));
        self.slot_of(self.plan.thing(id), attribute)
    }

    pub fn slot_of(&self, thing: &Thing, attribute: &str) -> &Slot {
        let at = self.schema.attribute_named(thing.kind, attribute).unwrap();
        self.plan.facts.get(thing.says, at)
    }

    /// A slot as text: values as written or named, with their severities.
    pub fn text(&self, slot: &Slot) -> String {
        match slot {
            Slot::Missing => "missing".to_owned(),
            Slot::Todo { note, by, .. } => format!("todo {note:?} {by:?}"),
            Slot::Unread(_) => "unread".to_owned(),
            Slot::None(Some(_)) => "none".to_owned(),
            Slot::None(None) => "left out".to_owned(),
            Slot::Given(given) => {
                let values: Vec<_> = given.values.iter().map(|stated| self.value(stated)).collect();
                format!("{}{}", values.join(", "), if given.open { ", ..." } else { "" })
            }
        }
    }

    fn value(&self, stated: &Stated) -> String {
        let text = match &stated.datum {
            Datum::Thing(id) => {
                let thing = self.plan.thing(*id);
                if thing.name.is_empty() { self.part(thing) } else { thing.name.to_string() }
            }
            Datum::Word(word) => format!("'{}", self.schema.word(*word)),
            Datum::Hours(hours) => hours.to_string(),
            _ => self.sources.slice(stated.span).to_owned(),
        };
        match stated.per {
            Some(per) => format!("{}={text}", self.plan.thing(per).name),
            None => text,
        }
    }

    fn part(&self, thing: &Thing) -> String {
        let attributes = self.schema.kind(thing.kind).attributes.keys();
        let slots = attributes
            .zip(self.plan.facts.of(thing.says))
            .map(|(name, slot)| format!("{name}: {}", self.text(slot)));
        format!("({})", slots.collect::<Vec<_>>().join("; "))
    }

    pub fn says(&self, thing: &str, attribute: &str) -> String {
        self.text(self.slot(thing, attribute))
    }
}
