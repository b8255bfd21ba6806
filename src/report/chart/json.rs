//! Charts for machines: one JSON object.

use indexmap::IndexMap;
use serde::Serialize;

use super::Told;
use crate::chart::{Cell, Chart, Head, LeftOut, Open, Row, Shown};
use crate::report::Options;
use crate::report::json::{PositionJson, SCHEMA_VERSION, Tool};
use crate::text::Span;

/// Writes the object, indented, with a line end.
pub(super) fn write(told: &Told<'_>, _: &Options) -> String {
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: told.as_of.to_string(),
        plan: told.plan.as_ref().map(|(path, title)| PlanJson { path, title }),
        views: told.charts.iter().map(|chart| ChartJson::new(chart, told)).collect(),
    };
    // All of it is texts and numbers, which can be written.
    serde_json::to_string_pretty(&object).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Object<'t> {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    plan: Option<PlanJson<'t>>,
    views: Vec<ChartJson<'t>>,
}

#[derive(Serialize)]
struct PlanJson<'t> {
    path: &'t str,
    title: &'t str,
}

#[derive(Serialize)]
struct ChartJson<'t> {
    name: &'t str,
    pack: &'t str,
    title: &'t str,
    source: Option<&'t str>,
    link: Option<&'t str>,
    given: IndexMap<&'t str, HeadJson<'t>>,
    legend: IndexMap<&'t str, &'t str>,
    columns: Vec<HeadJson<'t>>,
    facts: &'t [String],
    rows: Vec<RowJson<'t>>,
    not_stated: Vec<OpenJson<'t>>,
    left_out: Vec<LeftOutJson<'t>>,
    notes: &'t [String],
    summary: SummaryJson,
}

impl<'t> ChartJson<'t> {
    fn new(chart: &'t Chart, told: &Told<'_>) -> Self {
        let head = |head: &'t Head| HeadJson::new(head, told);
        Self {
            name: &chart.name,
            pack: &chart.pack,
            title: &chart.title,
            source: chart.source.as_deref(),
            link: chart.link.as_deref(),
            given: chart.given.iter().map(|(name, one)| (name.as_str(), head(one))).collect(),
            legend: chart.legend.iter().map(|(word, title)| (word.as_str(), title.as_str())).collect(),
            columns: chart.columns.iter().map(head).collect(),
            facts: &chart.facts,
            rows: chart.rows.iter().map(|row| RowJson::new(row, chart, told)).collect(),
            not_stated: OpenJson::all(&chart.open, told),
            left_out: chart.left_out.iter().map(|one| LeftOutJson::new(one, told)).collect(),
            notes: &chart.notes,
            summary: SummaryJson {
                rows: chart.rows.len(),
                gaps: chart.gaps(),
                changes: chart.moved(),
                not_known: chart.doubts(),
            },
        }
    }
}

#[derive(Serialize)]
struct SummaryJson {
    rows: usize,
    gaps: usize,
    changes: usize,
    not_known: usize,
}

#[derive(Serialize)]
struct HeadJson<'t> {
    name: Option<&'t str>,
    title: &'t str,
    #[serde(flatten)]
    place: Option<PlaceJson>,
}

impl<'t> HeadJson<'t> {
    fn new(head: &'t Head, told: &Told<'_>) -> Self {
        let name = Some(head.name.as_str()).filter(|name| !name.is_empty());
        Self { name, title: &head.title, place: head.span.map(|span| PlaceJson::new(span, told)) }
    }
}

#[derive(Serialize)]
struct PlaceJson {
    path: String,
    start: PositionJson,
}

impl PlaceJson {
    fn new(span: Span, told: &Told<'_>) -> Self {
        let (path, start) = told.place(span);
        Self { path, start: start.into() }
    }
}

#[derive(Serialize)]
struct RowJson<'t> {
    of: Vec<HeadJson<'t>>,
    perhaps: bool,
    cells: Vec<CellJson<'t>>,
    facts: IndexMap<&'t str, Option<&'t str>>,
    gaps: &'t [String],
    perhaps_gap: bool,
}

impl<'t> RowJson<'t> {
    fn new(row: &'t Row, chart: &'t Chart, told: &Told<'_>) -> Self {
        let cells = chart.columns.iter().zip(&row.cells);
        let facts = chart.facts.iter().zip(&row.facts);
        Self {
            of: row.heads.iter().map(|head| HeadJson::new(head, told)).collect(),
            perhaps: row.perhaps,
            cells: cells.map(|(head, cell)| CellJson::new(head, cell)).collect(),
            facts: facts.map(|(title, fact)| (title.as_str(), known(fact))).collect(),
            gaps: &row.gaps,
            perhaps_gap: row.doubt,
        }
    }
}

#[derive(Serialize)]
struct CellJson<'t> {
    column: &'t str,
    value: Option<&'t str>,
    was: Option<&'t str>,
    gaps: &'t [String],
    perhaps_gap: bool,
}

impl<'t> CellJson<'t> {
    fn new(head: &'t Head, cell: &'t Cell) -> Self {
        Self {
            column: if head.name.is_empty() { &head.title } else { &head.name },
            value: known(&cell.shown),
            was: cell.was.as_ref().and_then(known),
            gaps: &cell.gaps,
            perhaps_gap: cell.doubt,
        }
    }
}

/// A value in words; nothing if it is not known.
fn known(shown: &Shown) -> Option<&str> {
    shown.known.then_some(shown.text.as_str())
}

#[derive(Serialize)]
struct OpenJson<'t> {
    message: &'t str,
    #[serde(flatten)]
    place: PlaceJson,
}

impl<'t> OpenJson<'t> {
    fn all(open: &'t [Open], told: &Told<'_>) -> Vec<Self> {
        let one = |open: &'t Open| Self { message: &open.says, place: PlaceJson::new(open.span, told) };
        open.iter().map(one).collect()
    }
}

/// A pack that may concern the plan.
#[derive(Serialize)]
struct LeftOutJson<'t> {
    pack: &'t str,
    not_stated: Vec<OpenJson<'t>>,
}

impl<'t> LeftOutJson<'t> {
    fn new(left_out: &'t LeftOut, told: &Told<'_>) -> Self {
        Self { pack: &left_out.pack, not_stated: OpenJson::all(&left_out.open, told) }
    }
}
