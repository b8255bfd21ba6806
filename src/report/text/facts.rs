//! What stands below the frames of a finding: who waits, why it matters, what to do, the source.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::finding::Finding;
use crate::report::{Options, Shown, words};

/// The facts that have been written, by rule: what many findings share is said at the first of them.
#[derive(Debug, Default)]
pub struct Said(FxHashSet<String>);

/// Writes what stands below the frames, wrapped and aligned.
pub fn write(
    finding: &Finding,
    options: &Options,
    said: &mut Said,
    into: &mut impl fmt::Write,
) -> fmt::Result {
    let facts = [
        ("waiting", words::waiting(finding).map(Arc::from)),
        ("why", finding.because.clone()),
        ("help", finding.help.clone()),
        ("fix", words::fix(finding).map(Arc::from)),
        ("source", words::source(finding)),
    ];
    let some = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?)));
    let (new, old): (Vec<_>, Vec<_>) =
        some.partition(|(name, fact)| said.0.insert(format!("{}\0{name}\0{fact}", finding.rule)));
    let room = new.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 1;
    for (name, fact) in new {
        let gap = " ".repeat(room - name.len());
        let margin = " ".repeat(room + 3);
        let wrapped = wrap(&fact, options.width.saturating_sub(room + 3).max(30));
        let name = paint(&format!("{name}:"), options);
        writeln!(into, "  {name}{gap}{}", wrapped.join(&format!("\n{margin}")))?;
    }
    if !old.is_empty() {
        let names: Vec<&str> = old.into_iter().map(|(name, _)| name).collect();
        writeln!(into, "  {} as above", paint(&format!("{}:", names.join(", ")), options))?;
    }
    Ok(())
}

/// Writes what happens one after the other, a step a line with its place.
pub fn steps(
    shown: &Shown<'_>,
    finding: &Finding,
    options: &Options,
    into: &mut impl fmt::Write,
) -> fmt::Result {
    for (at, step) in finding.steps.iter().enumerate() {
        let name = if at == 0 { paint("steps:", options) } else { " ".repeat(6) };
        let place = words::place_of(shown, step.span);
        writeln!(into, "  {name} {}. {} ({place})", at + 1, step.text)?;
    }
    Ok(())
}

fn paint(name: &str, options: &Options) -> String {
    if options.color { format!("\u{1b}[36m{name}\u{1b}[0m") } else { name.to_owned() }
}

/// Breaks a text at its spaces into lines of at most `width` characters where words allow.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        match lines.last_mut() {
            Some(line) if used == 0 || used + 1 + long <= width => {
                if used > 0 {
                    line.push(' ');
                }
                line.push_str(word);
                used += long + usize::from(used > 0);
            }
            _ => {
                lines.push(word.to_owned());
                used = long;
            }
        }
    }
    lines
}
