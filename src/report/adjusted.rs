//! What is changed from what the packs say of themselves: the words for people, and the form for programs. A rule that
//! is off or counts for less is said on every run, however little is asked for.

use std::io::{self, Write};

use serde::Serialize;

use super::json::PlaceJson;
use super::{Shown, words};
use crate::analysis::{Adjustment, Change};

/// What is changed, as a sentence.
pub fn sentence(one: &Adjustment) -> String {
    let Adjustment { of, pack, .. } = one;
    match &one.change {
        Change::Off => format!("`{of}` is switched off"),
        Change::Ignored => format!("`{of}` is left out, although no plan may accept what it finds"),
        Change::Level { from, to } => format!("`{of}` counts as {} instead of {}", to.word(), from.word()),
        Change::Value { from, to } => format!("`{of}` of pack {pack} is {to} instead of {from}"),
    }
}

/// Who changes it, and why.
pub fn reason(one: &Adjustment) -> String {
    let by = match (&one.by, &one.change) {
        (Some(pack), _) => format!("by pack {pack}"),
        (None, Change::Ignored) => "by `ignore`".to_owned(),
        (None, Change::Off | Change::Level { .. } | Change::Value { .. }) => "by the settings".to_owned(),
    };
    match &one.because {
        Some(because) => format!("{by}: {because}"),
        None => by,
    }
}

/// The list for people, with frames or without.
pub fn list(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    if shown.adjustments().is_empty() {
        return Ok(());
    }
    writeln!(out, "adjustments in force:")?;
    for one in shown.adjustments() {
        writeln!(out, "  {}: {}", words::place_of(shown, one.span), sentence(one))?;
        writeln!(out, "    {}", reason(one))?;
    }
    writeln!(out)
}

/// The sorts of changes.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Sort {
    Off,
    Ignored,
    Severity,
    Value,
}

/// An adjustment as JSON, for `json` and `jsonl`.
#[derive(Serialize)]
pub struct AdjustmentJson<'s> {
    name: &'s str,
    pack: &'s str,
    change: Sort,
    from: Option<&'s str>,
    to: Option<&'s str>,
    by: Option<&'s str>,
    because: Option<&'s str>,
    #[serde(flatten)]
    place: PlaceJson,
}

impl<'s> AdjustmentJson<'s> {
    /// With its place as people count.
    pub fn new(shown: &'s Shown<'_>, one: &'s Adjustment) -> Self {
        let (change, from, to) = match &one.change {
            Change::Off => (Sort::Off, None, None),
            Change::Ignored => (Sort::Ignored, None, None),
            Change::Level { from, to } => (Sort::Severity, Some(from.word()), Some(to.word())),
            Change::Value { from, to } => (Sort::Value, Some(from.as_str()), Some(to.as_str())),
        };
        Self {
            name: &one.of,
            pack: &one.pack,
            change,
            from,
            to,
            by: one.by.as_deref(),
            because: one.because.as_deref(),
            place: PlaceJson::new(shown, one.span),
        }
    }
}
