//! The lists for people: aligned columns, and below each entry what does not fit into one.

use super::columns::{Row, lines};
use super::{Force, PackEntry, Parameter, RuleEntry, ViewEntry};
use crate::report::{Detail, Options, counted};

/// The list of rules, line by line.
pub fn rules(entries: &[RuleEntry], options: &Options) -> String {
    let heads = ["Severity", "Rule", "Pack", "Accept", "Confidence", "In force"];
    let rows: Vec<Row> = entries.iter().map(|entry| rule(entry, options.detail)).collect();
    let left_out = entries.iter().filter(|entry| !entry.selected).count();
    let all = counted(entries.len(), "rule");
    let off = entries.iter().filter(|entry| entry.switched_off).count();
    let closing = if left_out > 0 { format!("{all}, {left_out} left out by the settings") } else { all };
    let closing = if off > 0 { format!("{closing}, {off} switched off") } else { closing };
    finished(lines(&heads, &rows, options.width), &closing)
}

fn rule(entry: &RuleEntry, detail: Detail) -> Row {
    let of_case = entry.confidence_of_case.as_deref().map(|_| "of case");
    let confidence = entry.confidence.as_deref().or(of_case);
    let cells = [
        entry.severity,
        &entry.name,
        &entry.pack,
        if entry.acceptable { "yes" } else { "no" },
        confidence.unwrap_or("-"),
        &entry.force.words(),
    ];
    let source = match (&entry.source, &entry.source_of_case) {
        (Some(source), _) => Some(cited(source, entry.link.as_deref())),
        (None, Some(written)) => Some(format!("source of each case: {written}")),
        (None, None) => None,
    };
    let tags = (!entry.tags.is_empty()).then(|| format!("tags: {}", entry.tags.join(", ")));
    let left_out = (!entry.selected).then(|| "left out by the settings".to_owned());
    let more = [Some(entry.title.clone()), source, tags].into_iter().flatten();
    let more = more.filter(|_| detail > Detail::Quiet);
    Row {
        cells: cells.map(str::to_owned).to_vec(),
        below: more.chain(left_out).chain(entry.adjusted.clone()).chain(not_in_force(&entry.force)).collect(),
    }
}

/// The list of packs, line by line.
pub fn packs(entries: &[PackEntry], options: &Options) -> String {
    let heads = ["Pack", "Version", "Rules", "Rows", "In force"];
    let rows: Vec<Row> = entries.iter().map(|entry| pack(entry, options.detail)).collect();
    finished(lines(&heads, &rows, options.width), &counted(entries.len(), "pack"))
}

fn pack(entry: &PackEntry, detail: Detail) -> Row {
    let [rules, rows] = [entry.rules.len(), entry.rows].map(|number| number.to_string());
    let cells = [entry.name.clone(), entry.version.clone(), rules, rows, entry.force.words()];
    let source = entry.source.as_deref().map(|source| cited(source, entry.link.as_deref()));
    let uses = (!entry.uses.is_empty()).then(|| format!("uses: {}", entry.uses.join(", ")));
    let applies = entry.applies_when.as_ref().map(|applies| format!("applies when {applies}"));
    let standard = (entry.clauses > 0).then(|| format!("standard: {}", counted(entry.clauses, "clause")));
    let more = [Some(entry.title.clone()), source, uses, applies, standard].into_iter().flatten();
    let more = more.chain(entry.parameters.iter().map(parameter)).chain(entry.views.iter().map(view));
    let more = more.filter(|_| detail > Detail::Quiet);
    Row { cells: cells.to_vec(), below: more.chain(not_in_force(&entry.force)).collect() }
}

/// `limit = 24 hours (at most 24 hours): what it is for`.
fn parameter(parameter: &Parameter) -> String {
    let at_least = parameter.at_least.as_ref().map(|least| format!("at least {least}"));
    let at_most = parameter.at_most.as_ref().map(|most| format!("at most {most}"));
    let bounds: Vec<String> = [at_least, at_most].into_iter().flatten().collect();
    let bounds = if bounds.is_empty() { String::new() } else { format!(" ({})", bounds.join(", ")) };
    let Parameter { name, title, value, .. } = parameter;
    let title = if title.is_empty() { String::new() } else { format!(": {title}") };
    format!("{name} = {value}{bounds}{title}")
}

/// `view holders (given edition: edition): what it shows`.
fn view(view: &ViewEntry) -> String {
    let given =
        if view.given.is_empty() { String::new() } else { format!(" (given {})", view.given.join(", ")) };
    format!("view {}{given}: {}", view.name, view.title)
}

fn cited(source: &str, link: Option<&str>) -> String {
    match link {
        Some(link) => format!("{source} <{link}>"),
        None => source.to_owned(),
    }
}

fn not_in_force(force: &Force) -> Option<String> {
    (!force.in_force).then(|| "not in force".to_owned())
}

fn finished(mut lines: Vec<String>, closing: &str) -> String {
    lines.push(closing.to_owned());
    lines.push(String::new());
    lines.join("\n")
}
