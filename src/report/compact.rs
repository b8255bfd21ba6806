//! `path:line:column: severity[rule] message`: one line per finding, for editors, scripts and logs.

use std::io::{self, Write};

use super::{Detail, Options, Shown, adjusted, words};
use crate::finding::Outcome;

/// Writes the findings, the accepted ones, the adjustments, and the closing lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for finding in shown.open() {
        let colon = match finding.outcome {
            Outcome::Undecided => ":",
            Outcome::Unreadable | Outcome::Failed => "",
        };
        let place = words::place(shown, finding);
        write!(out, "{place}: {}{colon} {}", words::heading(finding), words::message(finding))?;
        match words::waiting(finding) {
            Some(waiting) => writeln!(out, "; waiting: {waiting}")?,
            None => writeln!(out)?,
        }
    }
    if options.detail >= Detail::Normal {
        for (finding, acceptance) in shown.accepted() {
            let place = words::place(shown, finding);
            let (rule, message) = (&finding.rule, &finding.message);
            writeln!(out, "{place}: accepted[{rule}] {message}; {}", words::terms(acceptance))?;
        }
    }
    for one in shown.adjustments() {
        let (place, name) = (words::place_of(shown, one.span), &one.of);
        writeln!(out, "{place}: adjusted[{name}] {}; {}", adjusted::sentence(one), adjusted::reason(one))?;
    }
    words::closing(shown, options).iter().try_for_each(|line| writeln!(out, "{line}"))
}
