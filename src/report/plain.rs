//! Sentences without drawing, one fact a line, for screen readers and for mail.

use std::io::{self, Write};
use std::sync::Arc;

use super::{Detail, Options, Shown, Statistics, adjusted, words};
use crate::finding::{Finding, Label, Outcome};

/// Writes the findings, the accepted ones, the adjustments, and the closing lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let number = shown.open().count();
    for (at, entry) in shown.open().enumerate() {
        let finding = entry.show();
        writeln!(out, "Finding {} of {number}: {}.", at + 1, kind(&finding))?;
        one(shown, &finding, out)?;
        writeln!(out)?;
    }
    if options.detail >= Detail::Normal {
        for (finding, acceptance) in shown.accepted() {
            writeln!(out, "Accepted, rule {}.", finding.rule)?;
            one(shown, &finding, out)?;
            writeln!(out, "Terms: {}", words::terms(&acceptance))?;
            writeln!(out)?;
        }
    }
    for one in shown.adjustments() {
        writeln!(out, "Adjusted, {}.", one.of)?;
        writeln!(out, "{}, {}", adjusted::sentence(one), adjusted::reason(one))?;
        label(shown, "Place", &Label { span: one.span, text: String::new() }, out)?;
        writeln!(out)?;
    }
    if options.statistics {
        Statistics::new(shown).sentences().iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out)?;
    }
    words::closing(shown, options).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn kind(finding: &Finding) -> String {
    let (level, rule) = (finding.level.word(), &finding.rule);
    match finding.outcome {
        Outcome::Undecided => format!("{level}, undecided, rule {rule}"),
        Outcome::Unreadable | Outcome::Failed => format!("{level}, rule {rule}"),
    }
}

fn one(shown: &Shown<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", finding.message)?;
    label(shown, "Place", &finding.at, out)?;
    finding.also.iter().try_for_each(|also| label(shown, "See also", also, out))?;
    for (at, step) in finding.steps.iter().enumerate() {
        label(shown, &format!("Step {}", at + 1), step, out)?;
    }
    let facts = [
        ("Waiting", words::waiting(finding).map(Arc::from)),
        ("Why", finding.because.clone()),
        ("Help", finding.help.clone()),
        ("Fix", words::fix(finding).map(Arc::from)),
        ("Source", words::source(finding)),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            writeln!(out, "{name}: {fact}")?;
        }
    }
    Ok(())
}

fn label(shown: &Shown<'_>, name: &str, label: &Label, out: &mut dyn Write) -> io::Result<()> {
    let place = shown.place(label.span);
    write!(out, "{name}: {}, line {}, column {}", place.path, place.start.line, place.start.column)?;
    if label.text.is_empty() { writeln!(out) } else { writeln!(out, ": {}", label.text) }
}
