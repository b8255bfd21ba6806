//! The views that policies describe, filled in for a plan and drawn: what `irlint matrix` and `irlint duties` share. Knows no view
//! by name.

mod choice;
mod output;

use std::path::{Path, PathBuf};

use clap::Args;

pub use choice::{Given, add};

use super::clock;
use super::exit::Exit;
use super::failure::Failure;
use super::one_plan;
use super::policies::{From, Loaded};
use super::terminal::{Terminal, say};
use crate::analysis;
use crate::chart::{self, Chart};
use crate::check;
use crate::finding::Level;
use crate::model::{Plan, Private};
use crate::policy::ir::{Over, Policies, View};
use crate::report::Options;
use crate::report::chart::{FORMATS, Told};
use crate::resolve::{self, Context};
use crate::workspace::{self, Request};

/// What is drawn, and whose flags say so.
pub struct Asked<'a> {
    /// The command, whose views are drawn unasked.
    pub command: &'static str,
    /// The view to draw, if one is named.
    pub view: Option<&'a str>,
    /// What views are given, by name.
    pub given: Given,
    /// The plan, if one is named.
    pub plan: Option<&'a Path>,
}

/// The flags of every command that draws.
#[derive(Debug, Args)]
pub struct Drawing {
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", help = formats(), help_heading = "Output")]
    format: Option<String>,
    /// The file to write to; its ending says the form if `--format` does not.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Show values that are private: addresses of mail and telephone numbers.
    #[arg(long, help_heading = "Output")]
    reveal: bool,
    /// End with 1 if a gap is marked, or if there may be one that is not: something is not stated, or rows may be missing.
    #[arg(long, help_heading = "Outcome")]
    fail_on_gap: bool,
    /// The date that it is about; today if not set.
    #[arg(long, value_name = "DATE", help_heading = "Outcome")]
    as_of: Option<String>,
    /// Allow a date that is past.
    #[arg(long, help_heading = "Outcome")]
    allow_past: bool,
    #[command(flatten)]
    from: From,
}

/// What `--format` is, with the list of formats.
fn formats() -> String {
    let lines = FORMATS.iter().map(|format| format!("- {}: {}", format.name, format.doc));
    format!("The form of the output\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// Draws what is asked for.
pub fn draw(asked: &Asked<'_>, drawing: &Drawing, terminal: Terminal) -> Result<Exit, Failure> {
    let output = output::Output::of(drawing)?;
    let as_of = clock::as_of(drawing.as_of.as_deref(), drawing.allow_past)?;
    // What is given to a view stands in policies; without anything, views are about the plan.
    let path = match (asked.plan, asked.given.is_empty()) {
        (Some(path), _) => Some(path),
        (None, true) => Some(Path::new(".")),
        (None, false) => None,
    };
    let request = path.map_or(Ok(Request::default()), one_plan::request)?;
    let mut found = workspace::find(&request);
    let beside = path.unwrap_or(Path::new("."));
    let loaded = drawing.from.load_beside(beside, std::mem::take(&mut found.sources))?;
    let Loaded { sources, policies, mistaken, .. } = &loaded;
    let views = choice::views(asked, policies)?;
    let (plan, about) = match path {
        None => (without_plan(policies), None),
        Some(path) => {
            let usage = format!("irlint {} PLAN", asked.command);
            let Some(files) = one_plan::only(&found, sources, path, &usage)? else {
                return Ok(Exit::NothingChecked);
            };
            let (plan, findings) = analysis::read(sources, files, policies);
            let all = findings.iter().chain(&found.findings);
            let private: Vec<Private> = plan.private.iter().chain(&policies.private).cloned().collect();
            if one_plan::say_mistakes(all, sources, &private, "a plan that does not read cannot be drawn") {
                return Ok(Exit::CouldNotCheck);
            }
            let about = (sources.get(files.root).path.clone(), title(&plan, policies));
            (plan, Some(about))
        }
    };
    let (mut world, mut undecided) = check::world(&plan, policies, as_of);
    if about.is_none() {
        // No pack concerns a plan that is not there.
        undecided.clear();
    }
    let charts = views.into_iter().map(|view| {
        let values = choice::values(view, &asked.given, (&plan, policies))?;
        chart::draw(&mut world, view, &values, &undecided).map_err(|_| stopped(view))
    });
    let charts = charts.collect::<Result<_, _>>()?;
    let told = Told { charts, plan: about, as_of, sources };
    let shown = tell(told, &output, policies, &terminal.options(Level::Error, drawing.reveal))?;
    Ok(match shown {
        Shown::Nothing => Exit::NothingChecked,
        Shown::Gaps | Shown::NoGap if *mistaken => Exit::CouldNotCheck,
        Shown::Gaps if drawing.fail_on_gap => Exit::Findings,
        Shown::Gaps | Shown::NoGap => Exit::Clean,
    })
}

/// What was shown.
enum Shown {
    /// Nothing, which was said.
    Nothing,
    /// Charts with a gap, or of which it cannot be said that they have none.
    Gaps,
    /// Charts without a gap.
    NoGap,
}

/// Writes what was drawn, and says what the output has no place for.
fn tell(
    mut told: Told<'_>,
    output: &output::Output<'_>,
    policies: &Policies,
    options: &Options,
) -> Result<Shown, Failure> {
    let no_rows = told.charts.iter().all(|chart| chart.rows.is_empty());
    if no_rows || output.is_days_only() {
        told.left_out(options).iter().for_each(|line| say("may be missing", line));
    }
    if no_rows {
        nothing(&told.charts, policies).print();
        return Ok(Shown::Nothing);
    }
    without_empty(&mut told.charts);
    let gaps = told.charts.iter().any(|chart| chart.gaps() > 0 || chart.may_hide_gaps());
    if !output.has_anything(&told) {
        Failure::new("there is no day to come in what is shown", "choose another form with `--format`")
            .print();
        return Ok(Shown::Nothing);
    }
    output.not_over(&told)?;
    output.write(told, options)?;
    Ok(if gaps { Shown::Gaps } else { Shown::NoGap })
}

/// Takes out the charts that have no rows and leave none out, and says which.
fn without_empty(charts: &mut Vec<Chart>) {
    let empty = charts.extract_if(.., |chart| chart.rows.is_empty() && chart.left_out.is_empty());
    let empty: Vec<String> = empty.map(|chart| format!("`{}`", chart.name)).collect();
    match empty.as_slice() {
        [] => {}
        [one] => say("not drawn", &format!("{one}, which has no rows here")),
        several => say("not drawn", &format!("{}, which have no rows here", several.join(", "))),
    }
}

/// A plan of nothing but the rows of packs.
fn without_plan(policies: &Policies) -> Plan {
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    resolve::plan(&[], context).0
}

/// What the plan calls itself; empty if it does not.
fn title(plan: &Plan, policies: &Policies) -> String {
    let block = policies.schema.kind_named("plan").and_then(|kind| plan.of_kind(kind).first());
    let title = block.and_then(|block| plan.thing(*block).title.as_deref());
    title.unwrap_or("").to_owned()
}

fn stopped(view: &View) -> Failure {
    let message = format!("the view `{}` was stopped because it took too many steps", view.name);
    Failure::new(message, "bind fewer names in its rows and columns")
}

/// Why there is nothing to draw.
fn nothing(charts: &[Chart], policies: &Policies) -> Failure {
    let named = |chart: &Chart| policies.views.iter().find(|view| view.name == chart.name);
    let kind = |view: &View| match view.rows.binds.first().map(|bind| &bind.over) {
        Some(Over::Kind(kind)) => Some(policies.schema.kind(*kind).name.clone()),
        Some(Over::List(_) | Over::Set(_)) | None => None,
    };
    let mut kinds: Vec<String> = charts.iter().filter_map(named).filter_map(kind).collect();
    kinds.dedup();
    let help = match kinds.as_slice() {
        [] => "no row fits its conditions".to_owned(),
        [one] => format!("its rows are things of the kind `{one}`, and there is none that fits"),
        several => {
            format!("rows are things of the kinds {}, and there is none that fits", several.join(", "))
        }
    };
    Failure::new("there is nothing to draw", help)
}
