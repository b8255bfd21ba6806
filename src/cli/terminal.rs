//! What the terminal can do and wants: colours, width, characters, and how much to say.

use std::io::{IsTerminal, Write};

use anstream::ColorChoice;
use clap::ValueEnum;

use crate::finding::Level;
use crate::report::{Detail, Options, clean_line};
use crate::workspace::IS_LINK;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`; elsewhere if `CLICOLOR_FORCE` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The terminal of a run.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    choice: ColorChoice,
    /// How much is written besides the findings.
    pub detail: Detail,
}

impl Terminal {
    /// With the colours that were asked for.
    pub fn new(when: When, detail: Detail) -> Self {
        let choice = match when {
            When::Auto => ColorChoice::Auto,
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
        };
        choice.write_global();
        Self { choice, detail }
    }

    /// Whether somebody looks at standard error who wants to know how far a run is.
    pub fn is_watched(self) -> bool {
        self.detail > Detail::Quiet && std::io::stderr().is_terminal() && !is_dumb()
    }

    /// How to write to standard output.
    pub fn options(self, fail_on: Level, reveal: bool) -> Options {
        let stdout = std::io::stdout();
        let color = match self.choice {
            ColorChoice::Auto => match anstream::AutoStream::choice(&stdout) {
                ColorChoice::Never => false,
                ColorChoice::Auto | ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
            },
            ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
            ColorChoice::Never => false,
        };
        let unicode = !stdout.is_terminal() || draws_unicode();
        let width = width();
        Options { color, width, unicode, reveal, detail: self.detail, fail_on, ..Options::default() }
    }
}

/// Says one line on standard error.
pub fn say(head: &str, text: &str) {
    let style = if head == "error" { "\u{1b}[1;31m" } else { "\u{1b}[36m" };
    // What standard error does not take cannot be said anywhere else.
    let _ = writeln!(anstream::stderr(), "{style}{head}:\u{1b}[0m {}", clean_line(text));
}

/// Says which files were passed over and why, where somebody could miss them.
pub fn say_passed_over(skipped: &[(String, &'static str)], detail: Detail) {
    let shown = skipped.iter().filter(|(_, why)| match detail {
        Detail::Quiet => false,
        Detail::Normal => *why == IS_LINK,
        Detail::Verbose => true,
    });
    shown.for_each(|(path, why)| say("passed over", &format!("`{path}`: {why}")));
}

/// How many names are listed before the others are counted.
const MOST_SHOWN: usize = 5;

/// The first of `names`, and how many more there are.
pub fn first_of(names: &[String]) -> String {
    let shown = names.iter().take(MOST_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Writes a line on standard error as it is, such as the row of a table.
pub fn note(line: &str) {
    // What standard error does not take cannot be said anywhere else.
    let _ = writeln!(anstream::stderr(), "{}", clean_line(line));
}

/// The value of a variable of the environment, if it is set and not empty.
#[expect(clippy::disallowed_methods, reason = "this room reads the environment")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the terminal only knows how to go on writing.
pub fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb")
}

/// As wide as `COLUMNS` says, within reason.
fn width() -> usize {
    let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    columns.unwrap_or(100_usize).clamp(60, 160)
}

/// Whether the terminal's locale can show more than ASCII.
fn draws_unicode() -> bool {
    if cfg!(windows) || variable("TERM").is_some_and(|term| term == "dumb" || term == "linux") {
        return cfg!(windows);
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
