//! `irlint fmt`: lays out plans, policies and the fences of documents, or says which it would lay out and how.

mod left;
mod tally;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::check::{heard, requested};
use super::diff;
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::{Terminal, say, say_passed_over};
use crate::format::{self, Formatted};
use crate::report::{Detail, clean_line};
use crate::text::Source;
use crate::workspace::{self, Request};
use left::Rest;
use tally::Tally;

/// Lays out plans, policies and the `irp` and `irpolicy` fences of documents, in the one layout that there is: two
/// spaces, values and cells in columns, units written out. Comments, the order of statements and what they mean stay.
/// What does not read stays as it is, and the run ends with 2.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files and folders; the current folder if there are none, `-` for standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing: list the files that are laid out otherwise, and end with 1 if there are any.
    #[arg(long)]
    pub check: bool,
    /// Write nothing: show what would change, and end with 1 if anything would.
    #[arg(long)]
    pub diff: bool,
    /// The file that standard input stands for; how it ends says what it is written in.
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// Let ignore files also hold for paths given by hand.
    #[arg(long)]
    pub force_exclude: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    if arguments.paths.len() > 1 && arguments.paths.iter().any(|path| path == Path::new("-")) {
        let message = "standard input is laid out alone, without other paths";
        return Err(Failure::new(message, "give `-` as the only path"));
    }
    let request = requested(&arguments.paths, arguments.stdin_filename.as_ref(), arguments.force_exclude)?;
    let found = workspace::texts(&request);
    found.failures.iter().for_each(|failure| Failure::from(failure).print());
    say_passed_over(&found.skipped, terminal.detail);
    let mut run = Run { arguments, terminal, tally: Tally::default(), exit: Exit::Clean };
    run.tally.failed = found.failures.len();
    if found.texts.is_empty() && found.failures.is_empty() {
        nothing_found(&request).print();
        return Ok(Exit::NothingChecked);
    }
    let laid_out: Vec<Formatted> = found.texts.par_iter().map(|(_, source)| format::format(source)).collect();
    for ((path, source), formatted) in found.texts.iter().zip(&laid_out) {
        match &request.stdin {
            Some(_) => run.stdin(source, formatted)?,
            None => run.file(path, source, formatted)?,
        }
    }
    if request.stdin.is_none() {
        run.sum_up()?;
    }
    Ok(if run.tally.is_whole() { run.exit } else { Exit::CouldNotCheck })
}

fn nothing_found(request: &Request) -> Failure {
    let paths: Vec<String> = request.paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let place = if paths.is_empty() { "standard input".to_owned() } else { paths.join(", ") };
    Failure::new(
        format!("there is nothing to lay out in {place}"),
        "what can be laid out ends in `.irp` or `.irpolicy`, or in `.md` with a fence marked `irp` or `irpolicy`",
    )
}

struct Run<'a> {
    arguments: &'a Arguments,
    terminal: Terminal,
    tally: Tally,
    exit: Exit,
}

impl Run<'_> {
    /// Whether nothing is to be written.
    fn is_dry(&self) -> bool {
        self.arguments.check || self.arguments.diff
    }

    /// Standard input goes to standard output.
    fn stdin(&mut self, source: &Source, formatted: &Formatted) -> Result<(), Failure> {
        let changed = formatted.text != *source.text;
        if !self.is_dry() {
            heard(std::io::stdout().lock().write_all(formatted.text.as_bytes()))?;
        } else if changed {
            self.changed(source, formatted)?;
        }
        self.left(source, formatted, false);
        Ok(())
    }

    fn file(&mut self, path: &Path, source: &Source, formatted: &Formatted) -> Result<(), Failure> {
        let changed = formatted.text != *source.text;
        if changed
            && !self.is_dry()
            && let Err(error) = workspace::replace(path, &source.text, &formatted.text)
        {
            Failure::from(error).print();
            self.tally.failed += 1;
            return Ok(());
        }
        if changed {
            self.tally.changed += 1;
            self.changed(source, formatted)?;
        } else {
            self.tally.unchanged += 1;
        }
        if self.left(source, formatted, changed && !self.is_dry()) {
            left::say_more(source, &formatted.left);
        }
        Ok(())
    }

    /// Says what of a text was left as it is, and whether anything in it is at fault.
    fn left(&mut self, source: &Source, formatted: &Formatted, written: bool) -> bool {
        match left::rest(&formatted.left) {
            Rest::Nothing => return false,
            Rest::Noted => {
                if self.terminal.detail == Detail::Verbose {
                    say("passed over", &format!("`{}`: its notes point at columns", source.path));
                }
                return false;
            }
            Rest::Faulty => {}
        }
        self.tally.left += 1;
        let after = Source::new(&*source.path, &*formatted.text, source.language, source.origin);
        left::say(source, &formatted.left, Some(&after).filter(|_| written));
        true
    }

    /// Says that a text changes.
    fn changed(&mut self, source: &Source, formatted: &Formatted) -> Result<(), Failure> {
        if self.is_dry() {
            self.exit = Exit::Findings;
        }
        if self.arguments.diff {
            return heard(diff::write(source, &formatted.text));
        }
        if self.terminal.detail == Detail::Quiet && !self.arguments.check {
            return Ok(());
        }
        line(&format!("{}: `{}`", self.verb(), source.path))
    }

    fn verb(&self) -> &'static str {
        if self.is_dry() { "would format" } else { "formatted" }
    }

    /// The last line. Behind differences it is no part of them.
    fn sum_up(&self) -> Result<(), Failure> {
        let sum = self.tally.line(self.verb());
        if !self.arguments.diff {
            return line(&sum);
        }
        // What standard error does not take cannot be said anywhere else.
        let _ = writeln!(anstream::stderr(), "{sum}");
        Ok(())
    }
}

fn line(line: &str) -> Result<(), Failure> {
    heard(writeln!(std::io::stdout().lock(), "{}", clean_line(line)))
}
