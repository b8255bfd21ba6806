//! The page of a rule as Markdown.

use std::fmt::{self, Write};

use super::{Page, Sample};

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
    writeln!(out, "## What it says\n\n> {}\n", escaped(&page.message))?;
    if let Some(because) = &page.because {
        paragraph(out, &escaped(because))?;
    }
    if let Some(help) = &page.help {
        writeln!(out, "## How to mend it\n\n{}\n", escaped(help))?;
    }
    samples(page, out)?;
    writeln!(out, "## The rule itself\n\n`{}`:\n", page.path)?;
    fence(out, "irpolicy", &page.text)
}

/// What could be read as markup, taken literally; code between back-ticks stays as it is.
pub(in crate::report) fn escaped(text: &str) -> String {
    let piece = |(at, piece): (usize, &str)| {
        if at % 2 == 1 {
            format!("`{piece}`")
        } else {
            piece.replace('*', "\\*").replace('_', "\\_").replace('<', "\\<")
        }
    };
    text.split('`').enumerate().map(piece).collect()
}

fn paragraph(out: &mut String, text: &str) -> fmt::Result {
    if text.is_empty() { Ok(()) } else { writeln!(out, "{text}\n") }
}

fn facts(page: &Page<'_>, out: &mut String) -> fmt::Result {
    let rule = page.rule;
    let mut rows = vec![
        ("Severity", rule.level.word().to_owned()),
        ("Pack", format!("`{}`: {}", page.pack.0, page.pack.1)),
    ];
    let source = page.source.as_deref().map(|source| match &rule.link {
        Some(link) => format!("[{}]({link})", escaped(source)),
        None => escaped(source),
    });
    rows.extend(source.map(|source| ("Source", source)));
    rows.extend(page.confidence.clone().map(|sure| ("Confidence", sure)));
    rows.extend(rule.effective.map(|day| ("In force from", day.to_string())));
    rows.extend(rule.expires.map(|day| ("In force until", day.to_string())));
    rows.push(("Can be accepted", if rule.acceptable { "yes" } else { "no" }.to_owned()));
    writeln!(out, "| | |\n|---|---|")?;
    rows.iter().try_for_each(|(name, value)| writeln!(out, "| {name} | {} |", value.replace('|', "\\|")))?;
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
    fence(out, "irp", &sample.plan)?;
    if sample.said.is_empty() {
        return Ok(());
    }
    writeln!(out, "`irlint` says:\n")?;
    fence(out, "text", &sample.said)
}

fn fence(out: &mut String, language: &str, text: &str) -> fmt::Result {
    let ticks = if text.contains("```") { "````" } else { "```" };
    writeln!(out, "{ticks}{language}\n{text}\n{ticks}\n")
}
