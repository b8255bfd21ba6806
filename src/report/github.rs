//! Workflow commands of GitHub Actions, which become annotations of the changed files. No more than ten of a step are
//! shown, so the worst nine are annotated, the last one says how many more there are, and lines for people follow that
//! leave nothing out.

use std::io::{self, Write};

use super::worst::{Worst, by_level, worst};
use super::{Options, Shown, compact, words};
use crate::finding::{Finding, Level, Outcome};

/// How many findings are annotated.
const ANNOTATED: usize = 9;

/// Writes the annotations, then all findings as `compact` does.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let Worst { kept, left_out } = worst(shown, ANNOTATED);
    for entry in kept {
        annotate(shown, &entry.show(), out)?;
    }
    if let Some(first) = left_out.first() {
        let (number, levels) = (left_out.len(), by_level(&left_out));
        let said = format!("and {number} more ({levels}): all stand in the log of this step");
        writeln!(out, "::{} title=irlint::{}", command(first.level()), data(&said))?;
    }
    compact::lines(shown, options, &mut |line| writeln!(out, "{}", spoken(&line.to_string())))
}

fn annotate(shown: &Shown<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let place = shown.place(finding.at.span);
    let undecided = if finding.outcome == Outcome::Undecided { "undecided: " } else { "" };
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let message = data(&format!("{undecided}{}{help}", words::message(finding)));
    let (start, end) = (place.start, place.end);
    let mut properties = vec![format!("title={}", property(&finding.rule))];
    if let Some(path) = shown.repository_path(finding.at.span.file) {
        properties.push(format!("file={},line={},endLine={}", property(&path), start.line, end.line));
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    writeln!(out, "::{} {}::{message}", command(finding.level), properties.join(","))
}

const fn command(level: Level) -> &'static str {
    match level {
        Level::Note => "notice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line for people that nothing takes for a command, neither in the new form, which starts a line, nor in the old one.
fn spoken(line: &str) -> String {
    let line = line.replace("##[", "# #[");
    if line.trim_start().starts_with("::") { format!("- {line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped_as_the_runner_reads_them() {
        assert_eq!(data("50%\nmore: a, b"), "50%25%0Amore: a, b");
        assert_eq!(property("a:b,c%\r"), "a%3Ab%2Cc%25%0D");
    }

    #[test]
    fn no_line_for_people_is_a_command() {
        assert_eq!(spoken("::stop-commands::x"), "- ::stop-commands::x");
        assert_eq!(spoken(" a ##[add-mask]x"), " a # #[add-mask]x");
    }
}
