//! Tables in Markdown for a comment on a change, or for the summary of a step. Words of plans are escaped: none becomes
//! markup, a link, or the name of somebody who would be called in.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::worst::{Worst, by_level, worst};
use super::{Detail, Options, Shown, Summary, adjusted, words};
use crate::finding::{Finding, Outcome};
use crate::text::Span;

/// How many bytes a comment takes, less some for what others add to it.
const COMMENT: usize = 60_000;

/// The same for the summary of a step.
pub const STEP_SUMMARY: usize = 1_000_000;

/// Signs that mean something in Markdown, or in the programs that show it.
const MEANINGFUL: &str = "\\*_[]<>#|~&$@^!";

/// Signs that call up somebody or something by the name behind them.
const CALLING: &str = "@#!~&$%^";

/// What stands between such a sign and the name: invisible, and no break of the word.
const JOINER: char = '\u{2060}';

/// Writes the tables, within what a comment takes.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_within(shown, options, COMMENT, out)
}

/// Writes the tables in at most `room` bytes; says how many findings are left out for want of it.
pub fn write_within(
    shown: &Shown<'_>,
    options: &Options,
    room: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let summary = Summary::new(shown, options);
    let head = format!(
        "## irlint: {}\n\n{}\n",
        escaped(&summary.found()),
        escaped(&summary.sentence(shown.as_of()))
    );
    let rest = [accepted(shown, options), adjustments(shown), not_applicable(shown, options)].concat();
    let room = room.saturating_sub(head.len());
    let rest = if rest.len() <= room / 2 { rest } else { format!("\n{}\n", in_short(&summary)) };
    write!(out, "{head}{}{rest}", findings(shown, room.saturating_sub(rest.len())))
}

/// The table of findings, the worst first, as long as there is room.
fn findings(shown: &Shown<'_>, room: usize) -> String {
    let Worst { kept, .. } = worst(shown, usize::MAX);
    if kept.is_empty() {
        return String::new();
    }
    let mut table = "\n| Severity | Place | Finding |\n|---|---|---|\n".to_owned();
    let mut told = BTreeSet::new();
    let mut left_out = kept.as_slice();
    while let [entry, rest @ ..] = left_out {
        let row = row(shown, &entry.show(), &mut told);
        if table.len() + row.len() + 200 > room {
            break;
        }
        table.push_str(&row);
        left_out = rest;
    }
    if !left_out.is_empty() {
        let (number, levels) = (left_out.len(), by_level(left_out));
        let more = format!("\nAnd {number} more ({levels}), for which there is no room here.\n");
        table.push_str(&more);
    }
    table
}

/// One finding; what was told of another one of its rule is not told again.
fn row(shown: &Shown<'_>, finding: &Finding, told: &mut BTreeSet<(String, String)>) -> String {
    let level = finding.level.word();
    let level = match finding.outcome {
        Outcome::Undecided => format!("{level}, undecided"),
        Outcome::Unreadable | Outcome::Failed => level.to_owned(),
    };
    let facts = [
        words::waiting(finding).map(|names| format!("Waiting: {}", escaped(&names))),
        steps(finding),
        finding.because.as_deref().map(escaped),
        finding.help.as_ref().map(|help| format!("**Help:** {}", escaped(help))),
        words::source(finding).map(|source| format!("Source: {}", escaped(&source))),
    ];
    let facts = facts.into_iter().flatten().filter(|fact| told.insert((finding.rule.clone(), fact.clone())));
    let message = format!("{}: {}", code(&finding.rule), escaped(&finding.message));
    let said: Vec<String> = std::iter::once(message).chain(facts).collect();
    format!("| {level} | {} | {} |\n", place(shown, finding.at.span), said.join("<br>"))
}

/// What happens one after the other, on a line each.
fn steps(finding: &Finding) -> Option<String> {
    let steps =
        finding.steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, escaped(&step.text)));
    (!finding.steps.is_empty()).then(|| steps.collect::<Vec<_>>().join("<br>"))
}

fn accepted(shown: &Shown<'_>, options: &Options) -> String {
    let rows = shown.accepted().map(|(finding, acceptance)| {
        let (rule, place) = (code(&finding.rule), place(shown, finding.at.span));
        format!(
            "| {place} | {rule}: {} | {} |\n",
            escaped(&finding.message),
            escaped(&words::terms(&acceptance))
        )
    });
    let rows: String = rows.collect();
    if rows.is_empty() || options.detail == Detail::Quiet {
        return String::new();
    }
    format!("\n### Accepted\n\n| Place | Finding | Terms |\n|---|---|---|\n{rows}")
}

fn adjustments(shown: &Shown<'_>) -> String {
    let lines = shown.adjustments().iter().map(|one| {
        let (place, said, why) = (place(shown, one.span), adjusted::sentence(one), adjusted::reason(one));
        format!("- {place}: {}; {}\n", escaped(&said), escaped(&why))
    });
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\n### Adjustments in force\n\n{lines}") }
}

fn not_applicable(shown: &Shown<'_>, options: &Options) -> String {
    let lines = words::closing(shown, options);
    let but_the_last = lines.split_last().map_or(&[][..], |(_, lines)| lines);
    but_the_last.iter().flat_map(|line| ["\n".to_owned(), escaped(line), "\n".to_owned()]).collect()
}

/// What stands for lists that are too long.
fn in_short(summary: &Summary) -> String {
    let (accepted, adjustments) = (summary.accepted, summary.adjustments);
    format!("Accepted: {accepted}. Adjustments in force: {adjustments}. There is no room here to list them.")
}

fn place(shown: &Shown<'_>, span: Span) -> String {
    code(&words::place_of(shown, span))
}

/// A text as code, whatever is in it.
fn code(text: &str) -> String {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{gap}{}{gap}{ticks}", text.replace('|', "\\|"))
}

/// A text that means nothing but itself; what stands between back-ticks is code.
fn escaped(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (at, piece) in pieces.iter().enumerate() {
        let closed = at % 2 == 1 && at + 1 < pieces.len();
        match (closed, piece.is_empty()) {
            (true, false) => out.push_str(&code(piece)),
            (true, true) => out.push_str("\\`\\`"),
            (false, _) => {
                let open = at % 2 == 1;
                out.push_str(if open { "\\`" } else { "" });
                literal(piece, &mut out);
            }
        }
    }
    out
}

fn literal(text: &str, out: &mut String) {
    let mut signs = text.chars().peekable();
    let mut word = String::new();
    while let Some(sign) = signs.next() {
        let binds = |next: &char| *next == '/' || next.is_alphanumeric();
        let linked =
            sign == '.' && word.eq_ignore_ascii_case("www") || sign == ':' && signs.peek().is_some_and(binds);
        if MEANINGFUL.contains(sign) || linked {
            out.push('\\');
        }
        out.push(sign);
        if CALLING.contains(sign) && signs.peek().is_some_and(|next| next.is_alphanumeric() || *next == '"') {
            out.push(JOINER);
        }
        if sign.is_alphanumeric() { word.push(sign) } else { word.clear() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_plan_are_no_markup() {
        assert_eq!(escaped("a|b *c* <img> [x](y)"), "a\\|b \\*c\\* \\<img\\> \\[x\\](y)");
        assert_eq!(escaped("`role.may` and `a|b`"), "`role.may` and `a\\|b`");
        assert_eq!(escaped("one ` alone, `` none"), "one ` alone, `\\` none");
        assert_eq!(escaped("no `` code"), "no \\`\\` code");
    }

    #[test]
    fn nobody_is_called_and_nothing_linked() {
        assert_eq!(
            escaped("@anna #1 5 % http://x www.x.org"),
            "\\@\u{2060}anna \\#\u{2060}1 5 % http\\://x www\\.x.org"
        );
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
