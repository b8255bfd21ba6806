//! The lists for machines: one JSON object each.

use serde::Serialize;

use super::{PackEntry, RuleEntry};
use crate::report::json::{SCHEMA_VERSION, Tool};

/// The list of rules as an object, with a line end.
pub fn rules(entries: &[RuleEntry], as_of: jiff::civil::Date) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Object<'e> {
        schema_version: u32,
        tool: Tool,
        as_of: String,
        rules: &'e [RuleEntry],
    }
    written(&Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: as_of.to_string(),
        rules: entries,
    })
}

/// The list of packs as an object, with a line end.
pub fn packs(entries: &[PackEntry], as_of: jiff::civil::Date) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Object<'e> {
        schema_version: u32,
        tool: Tool,
        as_of: String,
        packs: &'e [PackEntry],
    }
    written(&Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: as_of.to_string(),
        packs: entries,
    })
}

fn written(object: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(object).map(|text| text + "\n")
}
