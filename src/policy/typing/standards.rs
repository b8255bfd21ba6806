//! Standards: packs that have rows of the kind `clause`, which say which rules ask for a clause.

use rustc_hash::FxHashMap;

use super::Known;
use crate::finding::Finding;
use crate::model::{Datum, From, KindId, PackRows, Schema, Slot, Thing};
use crate::policy::ir::{Clause, Standard};

/// The standards, in the order of their packs. Says it where a pack lists a clause twice.
pub(super) fn collect(known: &Known<'_>, rows: &PackRows, findings: &mut Vec<Finding>) -> Vec<Standard> {
    let Some(kind) = known.schema.kind_named("clause") else { return Vec::new() };
    let mut standards: Vec<Standard> = Vec::new();
    let mut seen = FxHashMap::default();
    for row in rows.of_kind(kind).iter().filter_map(|id| rows.row(*id)) {
        let From::Pack(pack) = row.from else { continue };
        let Some(clause) = clause(&known.schema, kind, (rows, row)) else { continue };
        if let Some(before) = seen.insert((pack, clause.number.clone()), clause.span) {
            let message = format!("the clause `{}` is listed twice", clause.number);
            let finding = Finding::unreadable("type/twice", clause.span, message);
            findings.push(finding.also(before, "first here").help("name all its rules in one row"));
        }
        match standards.iter_mut().find(|standard| standard.pack == pack) {
            Some(standard) => standard.clauses.push(clause),
            None => standards.push(Standard { pack, clauses: vec![clause] }),
        }
    }
    standards.sort_by_key(|standard| standard.pack);
    standards
}

/// What a row says; none if its number could not be read, which was reported.
fn clause(schema: &Schema, kind: KindId, (rows, row): (&PackRows, &Thing)) -> Option<Clause> {
    let slot = |name: &str| {
        let attribute = schema.attribute_named(kind, name);
        attribute.map_or(&Slot::Missing, |at| rows.slot(row, at))
    };
    let first = |name: &str| match slot(name) {
        Slot::Given(given) => given.values.first().map(|stated| &stated.datum),
        Slot::Missing | Slot::Todo { .. } | Slot::Unread(_) | Slot::None(_) => None,
    };
    let text = |name: &str| match first(name) {
        Some(Datum::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let (satisfied_by, lacks_rules) = match slot("satisfied_by") {
        Slot::Given(given) => {
            let rules = given.values.iter().filter_map(|stated| match &stated.datum {
                Datum::Rule(name) => Some(name.to_string()),
                _ => None,
            });
            (rules.collect(), given.open)
        }
        Slot::Unread(_) => (Vec::new(), true),
        Slot::Missing | Slot::Todo { .. } | Slot::None(_) => (Vec::new(), false),
    };
    let confidence = match first("confidence") {
        Some(Datum::Word(word)) => Some(schema.word(*word).to_owned()),
        _ => None,
    };
    let number = text("identifier")?;
    Some(Clause { number, satisfied_by, lacks_rules, beyond: text("beyond"), confidence, span: row.span })
}
