//! One JSON object per line: each finding and adjustment as in `json`, then the summary. For tools that read a stream.

use std::io::{self, Write};

use serde::Serialize;

use super::adjusted::AdjustmentJson;
use super::json::{FindingJson, SCHEMA_VERSION, Tool};
use super::{Options, Shown, Summary};

/// Writes the lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for finding in FindingJson::all(shown) {
        line(&Line::Finding(&finding), out)?;
    }
    for one in shown.adjustments() {
        line(&Line::Adjustment(AdjustmentJson::new(shown, one)), out)?;
    }
    let last = Last {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: shown.as_of().to_string(),
        summary: Summary::new(shown, options),
    };
    line(&Line::Summary(last), out)
}

fn line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'s> {
    Finding(&'s FindingJson),
    Adjustment(AdjustmentJson<'s>),
    Summary(Last),
}

#[derive(Serialize)]
struct Last {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    #[serde(flatten)]
    summary: Summary,
}
