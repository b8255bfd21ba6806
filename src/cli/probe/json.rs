//! What came of probing, as one JSON object.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::told::{Group, Told, Unnoticed};
use crate::text::Position;

/// The version of the form, raised when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Writes the object, indented, with a line end.
pub fn write(probed: &[Told], as_of: Date, out: &mut dyn Write) -> io::Result<()> {
    let tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    let plans = probed.iter().map(PlanJson::new).collect();
    let object = Object { schema_version: SCHEMA_VERSION, tool, as_of: as_of.to_string(), plans };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Object<'t> {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plans: Vec<PlanJson<'t>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct PlanJson<'t> {
    path: &'t str,
    rules: usize,
    changes: usize,
    noticed_by_rules: usize,
    noticed_by_reading: usize,
    unnoticed: usize,
    facts: Vec<FactJson<'t>>,
}

impl<'t> PlanJson<'t> {
    fn new(told: &'t Told) -> Self {
        Self {
            path: &told.path,
            rules: told.rules,
            changes: told.changes(),
            noticed_by_rules: told.by_rules,
            noticed_by_reading: told.by_reading,
            unnoticed: told.unnoticed(),
            facts: told.groups.iter().map(FactJson::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct FactJson<'t> {
    fact: &'t str,
    changes: usize,
    unnoticed: Vec<ChangeJson<'t>>,
}

impl<'t> FactJson<'t> {
    fn new(group: &'t Group) -> Self {
        let unnoticed = group.unnoticed.iter().map(ChangeJson::new).collect();
        Self { fact: &group.of, changes: group.changes, unnoticed }
    }
}

#[derive(Serialize)]
struct ChangeJson<'t> {
    kind: &'t str,
    thing: Option<&'t str>,
    attribute: Option<&'t str>,
    change: &'static str,
    message: &'t str,
    path: &'t str,
    start: PositionJson,
    end: PositionJson,
    no_longer_asked: &'t [String],
}

impl<'t> ChangeJson<'t> {
    fn new(one: &'t Unnoticed) -> Self {
        Self {
            kind: &one.kind,
            thing: Some(one.name.as_str()).filter(|name| !name.is_empty()),
            attribute: one.attribute.as_deref(),
            change: one.change,
            message: &one.said,
            path: &one.path,
            start: one.place.0.into(),
            end: one.place.1.into(),
            no_longer_asked: &one.no_longer_asked,
        }
    }
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    column: u32,
    byte: u32,
}

impl From<Position> for PositionJson {
    fn from(Position { line, column, byte }: Position) -> Self {
        Self { line, column, byte }
    }
}
