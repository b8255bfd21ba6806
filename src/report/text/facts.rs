//! What stands below the frames of a finding: who waits, why it matters, what to do, the source.

use std::fmt;

use crate::finding::Finding;
use crate::report::{Options, words};

/// What stands below the frames, wrapped and aligned.
pub fn write(finding: &Finding, options: &Options, into: &mut impl fmt::Write) -> fmt::Result {
    let facts = [
        ("waiting", words::waiting(finding)),
        ("why", finding.because.clone()),
        ("help", finding.help.clone()),
        ("source", words::source(finding)),
    ];
    let some: Vec<(&str, String)> =
        facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    let room = some.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 1;
    for (name, fact) in some {
        let name = format!("{name}:");
        let painted = if options.color { format!("\u{1b}[36m{name}\u{1b}[0m") } else { name.clone() };
        let gap = " ".repeat(room - name.len());
        let margin = " ".repeat(room + 3);
        let wrapped = wrap(&fact, options.width.saturating_sub(room + 3).max(30));
        writeln!(into, "  {painted}{gap} {}", wrapped.join(&format!("\n{margin}")))?;
    }
    Ok(())
}

/// Breaks a text at its spaces into lines of at most `width` characters where words allow.
fn wrap(text: &str, width: usize) -> Vec<String> {
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
