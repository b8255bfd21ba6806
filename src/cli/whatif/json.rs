//! What would come and go, as one JSON object. Findings look as in the output of `check`.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{Placed, Told};
use crate::report::{findings_json, mask};

/// The version of the form, raised when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Writes the object, indented, with a line end.
pub fn write(told: &Told<'_>, as_of: Date, out: &mut dyn Write) -> io::Result<()> {
    let (before, after) = told.texts;
    let compared = &told.compared;
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        as_of: as_of.to_string(),
        plan: &told.path,
        set: told.changes.iter().map(SetJson::new).collect(),
        appear: findings_json(after, compared.appear.clone())?,
        vanish: findings_json(before, compared.vanish.clone())?,
        no_longer_asked: &compared.no_longer_asked,
        summary: Summary {
            appear: compared.appear.len(),
            vanish: compared.vanish.len(),
            stay: compared.stay,
            rules: compared.rules,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Object<'t> {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plan: &'t str,
    set: Vec<SetJson<'t>>,
    appear: Vec<Value>,
    vanish: Vec<Value>,
    no_longer_asked: &'t [String],
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    appear: usize,
    vanish: usize,
    stay: usize,
    rules: usize,
}

#[derive(Serialize)]
struct SetJson<'t> {
    thing: &'t str,
    attribute: &'t str,
    value: String,
    before: Option<String>,
    changes: bool,
    path: &'t str,
    line: u32,
    column: u32,
}

impl<'t> SetJson<'t> {
    fn new(placed: &'t Placed) -> Self {
        let Placed { change, path, start } = placed;
        Self {
            thing: &change.set.thing,
            attribute: &change.set.attribute,
            value: mask(&change.set.value).into_owned(),
            before: change.before.as_deref().map(|before| mask(before).into_owned()),
            changes: !change.same,
            path,
            line: start.line,
            column: start.column,
        }
    }
}
