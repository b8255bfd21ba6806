//! The page of a rule as Markdown.

use std::fmt::{self, Write};

use super::{Page, Sample};
use crate::report::catalogue::Parameter;

/// Writes the page; it ends with one line end.
pub fn write(page: &Page<'_>) -> String {
    let mut out = String::new();
    // A text in memory takes everything.
    let _ = whole(page, &mut out);
    format!("{}\n", out.trim_end())
}

fn whole(page: &Page<'_>, out: &mut String) -> fmt::Result {
    writeln!(out, "# {}\n\n{}.\n", page.rule.id, page.rule.title)?;
    paragraph(out, &page.rule.doc)?;
    facts(page, out)?;
    demand(page, out)?;
    writeln!(out, "## What a finding says\n\n> {}\n", escaped(&page.message))?;
    if let Some(because) = &page.because {
        paragraph(out, &escaped(because))?;
    }
    if let Some(help) = &page.help {
        writeln!(out, "## How to mend it\n\n{}\n", escaped(help))?;
    }
    samples(page, out)?;
    writeln!(out, "## The rule itself\n\n`{}`:\n", page.path)?;
    fence(out, &page.text)
}

/// What could be read as markup, taken literally; code between back-ticks and links stay as they are.
pub(in crate::report) fn escaped(text: &str) -> String {
    let word = |word: &str| {
        let is_link = word.contains("://");
        let literal = || word.replace('*', "\\*").replace('_', "\\_").replace('<', "\\<");
        if is_link { word.to_owned() } else { literal() }
    };
    let piece = |(at, piece): (usize, &str)| match at % 2 {
        1 => format!("`{piece}`"),
        _ => piece.split_inclusive(' ').map(word).collect(),
    };
    text.split('`').enumerate().map(piece).collect()
}

fn paragraph(out: &mut String, text: &str) -> fmt::Result {
    if text.is_empty() { Ok(()) } else { writeln!(out, "{text}\n") }
}

fn facts(page: &Page<'_>, out: &mut String) -> fmt::Result {
    writeln!(out, "| | |\n|---|---|")?;
    for (name, value) in page.facts() {
        writeln!(out, "| {name} | {} |", escaped(&value).replace('|', "\\|"))?;
    }
    writeln!(out)
}

fn samples(page: &Page<'_>, out: &mut String) -> fmt::Result {
    for good in [false, true] {
        let some: Vec<&Sample> = page.samples.iter().filter(|sample| sample.good == good).collect();
        if some.is_empty() {
            continue;
        }
        writeln!(out, "## {}\n", if good { "What keeps it" } else { "What breaks it" })?;
        some.into_iter().try_for_each(|sample| one_sample(sample, out))?;
    }
    Ok(())
}

fn one_sample(sample: &Sample, out: &mut String) -> fmt::Result {
    if let Some(title) = &sample.title {
        writeln!(out, "{title}:\n")?;
    }
    fence(out, &sample.plan)?;
    if sample.said.is_empty() {
        return Ok(());
    }
    writeln!(out, "`irlint` says:\n")?;
    fence(out, &sample.said)
}

/// The texts of pages are pieces; marked as plans, they would be read and checked as such.
fn fence(out: &mut String, text: &str) -> fmt::Result {
    let ticks = if text.contains("```") { "````" } else { "```" };
    writeln!(out, "{ticks}text\n{text}\n{ticks}\n")
}

/// What the rule demands in plain sentences, with what its functions mean and what can be tuned.
fn demand(page: &Page<'_>, out: &mut String) -> fmt::Result {
    writeln!(out, "## In plain words\n\n{}\n", escaped(&page.plain.sentence))?;
    let notes = page.notes();
    notes.iter().try_for_each(|note| writeln!(out, "- {}", escaped(note)))?;
    if !notes.is_empty() {
        writeln!(out)?;
    }
    if page.parameters.is_empty() {
        return Ok(());
    }
    writeln!(out, "| Setting | Value | Bounds | What it is |\n|---|---|---|---|")?;
    for Parameter { name, title, value, at_most, at_least } in &page.parameters {
        let bound =
            |word: &str, bound: &Option<String>| bound.as_ref().map(|bound| format!("{word} {bound}"));
        let bounds: Vec<String> =
            [bound("at least", at_least), bound("at most", at_most)].into_iter().flatten().collect();
        writeln!(out, "| `{name}` | {value} | {} | {} |", bounds.join(", "), escaped(title))?;
    }
    writeln!(out)
}
