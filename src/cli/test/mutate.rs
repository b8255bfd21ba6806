//! `irlint test --mutate`: changes policies one thing at a time and says which changes no sample would notice.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::Arguments;
use super::coverage::source_text;
use super::material::Material;
use crate::cli::check::heard;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::progress;
use crate::cli::terminal::{Terminal, say};
use crate::finding::{Finding, Level};
use crate::report::{Detail, clean_line};
use crate::syntax;
use crate::text::{Sources, Span};
use crate::trial::mutants::{Explained, Held, Misread, Mutant, explained, held, mutate};
use crate::trial::{Case, cases};
use crate::workspace::{self, Trials};

/// Changes the policies that are put to the test, one thing at a time, and says what survives.
pub fn run(
    material: &Material<'_>,
    trials: &Trials,
    sources: &Sources,
    arguments: &Arguments,
    (as_of, terminal): (Date, Terminal),
) -> Result<Exit, Failure> {
    let list = arguments.survivors.as_deref().map(list).transpose()?.unwrap_or_default();
    let unread = material.findings.iter().filter(|finding| finding.level == Level::Error);
    let unread: Vec<&Finding> = unread.chain(material.plans.iter().flat_map(|plan| &plan.mistakes)).collect();
    if !unread.is_empty() {
        return Ok(cannot(&unread, sources, "what does not read cannot be changed"));
    }
    // What a pack shares with others is held by their samples too.
    let others = trials.policies.iter().map(|(file, _)| *file).filter(|file| !trials.tested.contains(file));
    let others: Vec<_> = others.map(|file| (file, syntax::policy::read(file, sources.get(file)).0)).collect();
    let theirs = others.iter().flat_map(|(file, tree)| cases(*file, tree));
    let all: Vec<Case<'_>> = material.cases().map(|(case, _)| case).chain(theirs).collect();
    let change = |_: &(dyn Fn() + Sync)| mutate(&all, &trials.tested, &material.policies, as_of);
    let mutation = match progress::during(terminal, "changing policies", None, change) {
        Ok(mutation) => mutation,
        Err(faults) => {
            let why = "samples that come out wrong say nothing about changes; mend them first";
            return Ok(cannot(&faults.iter().collect::<Vec<_>>(), sources, why));
        }
    };
    if mutation.mutants.is_empty() {
        Failure::new("nothing was changed: these policies have no rule", "name a folder with rules").print();
        return Ok(Exit::NothingChecked);
    }
    let held = held(&mutation, &list);
    let from = arguments.survivors.as_deref().map(shown).unwrap_or_default();
    write(&told(&mutation.mutants, &held, sources, (&from, terminal.detail)))?;
    Ok(if held.open.is_empty() && held.stale.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn cannot(findings: &[&Finding], sources: &Sources, why: &str) -> Exit {
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
fn told(mutants: &[Mutant], held: &Held<'_>, sources: &Sources, (list, detail): (&str, Detail)) -> String {
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
    format!("no sample notices that `{}` {}", source_text(mutant.span, sources), mutant.said)
}

fn place(span: Span, sources: &Sources) -> String {
    let start = sources.start(span);
    format!("{}:{}:{}", sources.get(span.file).path, start.line, start.column)
}

fn write(text: &str) -> Result<(), Failure> {
    heard(std::io::stdout().lock().write_all(text.as_bytes()))
}
