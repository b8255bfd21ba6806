//! `path:line:column: severity[rule] message`: one line per finding, for editors, scripts and logs.

use std::fmt;
use std::io::{self, Write};

use super::{Detail, Options, Shown, adjusted, words};
use crate::finding::Outcome;

/// Writes the findings, the accepted ones, the adjustments, and the closing lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    lines(shown, options, &mut |line| writeln!(out, "{line}"))
}

/// What takes a line.
type Take<'t> = dyn FnMut(fmt::Arguments<'_>) -> io::Result<()> + 't;

/// Gives one line after the other to `take`, without its end.
pub fn lines(shown: &Shown<'_>, options: &Options, take: &mut Take<'_>) -> io::Result<()> {
    for entry in shown.open() {
        let finding = &entry.show();
        let colon = match finding.outcome {
            Outcome::Undecided => ":",
            Outcome::Unreadable | Outcome::Failed => "",
        };
        let place = words::place(shown, finding);
        let waiting = words::waiting(finding).map(|names| format!("; waiting: {names}")).unwrap_or_default();
        let (heading, message) = (words::heading(finding), words::message(finding));
        take(format_args!("{place}: {heading}{colon} {message}{waiting}"))?;
    }
    if options.detail >= Detail::Normal {
        for (finding, acceptance) in shown.accepted() {
            let (place, terms) = (words::place(shown, &finding), words::terms(&acceptance));
            take(format_args!("{place}: accepted[{}] {}; {terms}", finding.rule, finding.message))?;
        }
    }
    for one in shown.adjustments() {
        let (place, name) = (words::place_of(shown, one.span), &one.of);
        let (said, why) = (adjusted::sentence(one), adjusted::reason(one));
        take(format_args!("{place}: adjusted[{name}] {said}; {why}"))?;
    }
    words::closing(shown, options).iter().try_for_each(|line| take(format_args!("{line}")))
}
