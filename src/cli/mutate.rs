//! `irlint test --mutate`: changes policies one thing at a time and says which changes no sample would notice.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use indexmap::IndexMap;

use super::clock;
use super::exit::Exit;
use super::failure::Failure;
use super::terminal::{Terminal, say};
use crate::finding::{Finding, Level};
use crate::policy;
use crate::report::{Detail, clean_line};
use crate::syntax;
use crate::text::{Origin, Sources, Span};
use crate::trial::mutants::{Explained, Held, Misread, Mutant, explained, held, mutate};
use crate::workspace;

/// The longest piece of a policy that is repeated.
const SHOWN: usize = 100;

/// Changes policies one thing at a time and says which changes no sample or test would notice.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folders of policies to change; those inside the program if there are none.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The list of survivors that have a reason: an id and the reason, one a line.
    #[arg(long, value_name = "FILE")]
    pub survivors: Option<PathBuf>,
    /// The date for packs that pin none; today if not set.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Allow a date that is past.
    #[arg(long)]
    pub allow_past: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let as_of = clock::as_of(arguments.as_of.as_deref(), arguments.allow_past)?;
    let list = arguments.survivors.as_deref().map(list).transpose()?;
    let mut sources = Sources::new();
    let files = workspace::policies(&arguments.paths, &mut sources)?;
    let (policies, findings) = policy::load(&sources, &files, &[]);
    let unread: Vec<Finding> = findings.into_iter().filter(|finding| finding.level == Level::Error).collect();
    if !unread.is_empty() {
        return Ok(cannot(&unread, &sources, "policies that do not read cannot be changed"));
    }
    let trees: Vec<_> =
        files.iter().map(|(file, _)| (*file, syntax::policy::read(*file, sources.get(*file)).0)).collect();
    let all: Vec<_> = trees.iter().map(|(file, tree)| (*file, tree)).collect();
    let own = |file| arguments.paths.is_empty() || sources.get(file).origin == Origin::User;
    let own: Vec<_> = files.iter().map(|(file, _)| *file).filter(|file| own(*file)).collect();
    let mutation = match mutate(&all, &own, &policies, as_of) {
        Ok(mutation) => mutation,
        Err(faults) => {
            let why = "samples that come out wrong say nothing about changes; mend them first";
            return Ok(cannot(&faults, &sources, why));
        }
    };
    if mutation.mutants.is_empty() {
        Failure::new("nothing was changed: these policies have no rule", "name a folder with rules").print();
        return Ok(Exit::NothingChecked);
    }
    let list = list.unwrap_or_default();
    let held = held(&mutation, &list);
    let survivors = arguments.survivors.as_deref().map(shown).unwrap_or_default();
    write(&told(&mutation.mutants, &held, &sources, &survivors, terminal.detail))?;
    Ok(if held.open.is_empty() && held.stale.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn cannot(findings: &[Finding], sources: &Sources, why: &str) -> Exit {
    for finding in findings {
        say("error", &format!("{}: {}", place(finding.at.span, sources), finding.message));
    }
    Failure { message: why.to_owned(), help: None }.print();
    Exit::CouldNotCheck
}

fn list(path: &Path) -> Result<Vec<Explained>, Failure> {
    let text = read(path).map_err(|error| Failure {
        message: format!("cannot read `{}`: {}", shown(path), workspace::reason(&error)),
        help: None,
    })?;
    explained(&text).map_err(|Misread { line, message }| {
        let help = "write the id of a mutant and then the reason why it may survive";
        Failure::new(format!("{}:{line}: {message}", shown(path)), help)
    })
}

#[expect(clippy::disallowed_methods, reason = "this room reads files that are given by hand")]
fn read(path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// All that there is to say, as lines.
fn told(mutants: &[Mutant], held: &Held<'_>, sources: &Sources, list: &str, detail: Detail) -> String {
    let mut text = String::new();
    for mutant in &held.open {
        line(&mut text, &format!("{}: {}", place(mutant.span, sources), survival(mutant, sources)));
        line(&mut text, &format!("  survived: {}", mutant.id));
    }
    for Explained { id, line: at, .. } in &held.stale {
        line(&mut text, &format!("{list}:{at}: `{id}` is no survivor; take it out of the list"));
    }
    if detail == Detail::Verbose {
        for (mutant, entry) in &held.explained {
            line(&mut text, &format!("{}: {}", place(mutant.span, sources), survival(mutant, sources)));
            line(&mut text, &format!("  may survive: {} {}", mutant.id, entry.reason));
        }
    }
    if detail != Detail::Quiet {
        line(&mut text, " mutants   killed survived");
        for (subject, (all, killed)) in counts(mutants) {
            line(&mut text, &format!("{all:8} {killed:8} {:8}  {subject}", all - killed));
        }
    }
    line(&mut text, &summary(mutants, held));
    text
}

fn line(text: &mut String, line: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}", clean_line(line));
}

fn summary(mutants: &[Mutant], held: &Held<'_>) -> String {
    let (open, explained) = (held.open.len(), held.explained.len());
    let (all, survived) = (mutants.len(), open + explained);
    let killed = all - survived;
    let mut text = format!("{all} mutants, {killed} killed, {survived} survived");
    if explained > 0 {
        let _ = write!(text, ", {explained} of them with a reason");
    }
    if !held.stale.is_empty() {
        let _ = write!(text, "; {} listed as survivors are none", held.stale.len());
    }
    text
}

/// How many mutants each subject has, and how many of them were killed.
fn counts(mutants: &[Mutant]) -> IndexMap<&str, (usize, usize)> {
    let mut counts: IndexMap<&str, (usize, usize)> = IndexMap::new();
    for mutant in mutants {
        let (all, killed) = counts.entry(mutant.subject.as_str()).or_default();
        *all += 1;
        *killed += usize::from(mutant.killed);
    }
    counts
}

fn survival(mutant: &Mutant, sources: &Sources) -> String {
    let words: Vec<&str> = sources.slice(mutant.span).split_whitespace().collect();
    let words = words.join(" ");
    let cut: String = words.chars().take(SHOWN).collect();
    let dots = if cut.len() < words.len() { "..." } else { "" };
    format!("no sample notices that `{cut}{dots}` {}", mutant.said)
}

fn place(span: Span, sources: &Sources) -> String {
    let start = sources.start(span);
    format!("{}:{}:{}", sources.get(span.file).path, start.line, start.column)
}

fn write(text: &str) -> Result<(), Failure> {
    super::check::heard(std::io::stdout().lock().write_all(text.as_bytes()))
}
