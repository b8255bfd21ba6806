//! `console` blocks of documents: their commands are run, and what they are shown to write is compared with what they
//! write.
//!
//! A line `$ irlint …` is run, `$ echo $?` shows how the line before ended. The lines below are what the program writes,
//! first to its output and then to its errors. `[..]` stands for anything within a line, a line `...` for any number of
//! lines.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::files::File;
use super::markdown::blocks;

/// The date of all runs: what the papers show must not change with the day.
pub const AS_OF: &str = "2026-11-23";

/// A command, where it stands, and what it is shown to write.
pub struct Step<'a> {
    /// What stands behind `$ `.
    pub command: &'a str,
    /// Its line in the document.
    pub line: usize,
    /// What it is shown to write.
    pub shown: Vec<&'a str>,
}

/// What a command wrote and how it ended.
pub type Ran = (String, i32);

/// What is shown wrongly in a document whose commands `run` runs.
pub fn faults(file: &File, run: &dyn Fn(&str) -> Result<Ran, String>) -> Vec<String> {
    let mut faults = Vec::new();
    for block in blocks(&file.text).iter().filter(|block| block.language == "console") {
        let mut ended = None;
        for step in steps(&block.text, block.line) {
            let ran = match (step.command, ended) {
                ("echo $?", Some(code)) => Ok((format!("{code}\n"), 0)),
                _ => run(step.command),
            };
            let fault = ran.and_then(|(text, code)| {
                ended = Some(code);
                if same(&step.shown, &text.lines().collect::<Vec<_>>()) { Ok(()) } else { Err(text) }
            });
            faults.extend(fault.err().map(|text| {
                let Step { command, line, .. } = step;
                format!("{}:{line}: `{command}` writes:\n{text}", file.path)
            }));
        }
    }
    faults
}

/// The commands of a block, whose first line is the `first` one of its document.
pub fn steps(text: &str, first: usize) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command, line: first + at, shown: Vec::new() }),
            (None, Some(step)) => step.shown.push(line),
            (None, None) => steps.push(Step { command: line, line: first + at, shown: Vec::new() }),
        }
    }
    steps
}

/// Whether the lines `shown` stand for the lines `written`. Blanks at the end of a line do not count, for editors take
/// them away, nor do blank lines at the end.
pub fn same(shown: &[&str], written: &[&str]) -> bool {
    match (shown, written) {
        ([], rest) | (rest, []) => rest.iter().all(|line| line.trim().is_empty() || *line == "..."),
        (["...", below @ ..], [_, rest @ ..]) => same(below, written) || same(shown, rest),
        ([one, shown @ ..], [other, written @ ..]) => {
            same_line(one.trim_end(), other.trim_end()) && same(shown, written)
        }
    }
}

/// What is to be shown in the place of `shown`: the lines that are `written`, but for a gap as many as stood around it, and for
/// lines that still stand for what is written. Of several gaps none is kept.
pub fn mended(shown: &[&str], written: &[&str]) -> Vec<String> {
    let gaps = shown.iter().filter(|line| **line == "...").count();
    let around = shown.split(|line| *line == "...").collect::<Vec<_>>();
    let pairs: Vec<(&[&str], &[&str])> = match around.as_slice() {
        [head, tail] if gaps == 1 && head.len() + tail.len() <= written.len() => {
            let (first, rest) = written.split_at(head.len());
            vec![(*head, first), (*tail, &rest[rest.len() - tail.len()..])]
        }
        _ => vec![(shown, written)],
    };
    let one = |(shown, written): (&[&str], &[&str])| {
        let line = |(at, new): (usize, &&str)| match shown.get(at) {
            Some(old) if shown.len() == written.len() && same_line(old, new) => (*old).to_owned(),
            Some(_) | None => (*new).to_owned(),
        };
        written.iter().enumerate().map(line).collect::<Vec<_>>()
    };
    pairs.into_iter().map(one).collect::<Vec<_>>().join(&["...".to_owned()][..])
}

/// Whether `shown`, with its `[..]`, stands for `written`.
pub fn same_line(shown: &str, written: &str) -> bool {
    let Some((head, tail)) = shown.split_once("[..]") else { return shown == written };
    let Some(rest) = written.strip_prefix(head) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| same_line(tail, &rest[at..]))
}

/// Runs a command in a folder.
pub fn run(command: &str, folder: &Path) -> Result<Ran, String> {
    let mut words = command.split_whitespace();
    if words.next() != Some("irlint") || command.contains(['"', '\'', '|', '>', '$', '*', ';', '&']) {
        return Err("only `irlint` with plain words and `echo $?` are run\n".to_owned());
    }
    let output = irlint(folder).args(words).output().map_err(|error| error.to_string())?;
    let text = [output.stdout, output.stderr].concat();
    Ok((String::from_utf8_lossy(&text).into_owned(), output.status.code().unwrap_or(-1)))
}

/// The program in a folder, told nothing by its surroundings but the date.
pub fn irlint(folder: &Path) -> Command {
    let mut irlint = Command::new(program());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("IRLINT_") || name.contains("COLOR") {
            irlint.env_remove(name);
        }
    }
    irlint.current_dir(folder).env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "true");
    irlint
}

/// The program that was built with this test. Asked when the test runs: `target/` may have been moved since.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().unwrap().parent().unwrap();
    built.join(format!("irlint{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::{faults, mended, run, same, same_line};
    use crate::support::files::{self, File};

    fn said(block: &str) -> Vec<String> {
        let file = File { path: "README.md".to_owned(), text: format!("```console\n{block}```\n") };
        faults(&file, &|command| match command {
            "irlint one" => Ok(("first\nsecond\n".to_owned(), 1)),
            other => Err(format!("unknown: {other}\n")),
        })
    }

    #[test]
    fn what_is_written_as_shown_is_silent() {
        assert!(said("$ irlint one\nfirst\nsecond\n\n$ echo $?\n1\n").is_empty());
        assert!(said("$ irlint one\n...\nsec[..]\n").is_empty());
    }

    #[test]
    fn what_is_shown_wrongly_is_said_with_its_line() {
        assert_eq!(said("$ irlint one\nfirst\n"), ["README.md:2: `irlint one` writes:\nfirst\nsecond\n"]);
        assert_eq!(said("$ irlint one\n...\n$ echo $?\n0\n"), ["README.md:4: `echo $?` writes:\n1\n"]);
        assert_eq!(said("a line without a command\n").len(), 1);
        assert_eq!(said("$ irlint two\n").len(), 1);
        assert!(run("rm README.md", &files::root()).is_err());
        assert!(run("irlint check | less", &files::root()).is_err());
    }

    #[test]
    fn dots_stand_for_what_they_should() {
        assert!(same(&["a", "...", "d"], &["a", "b", "c", "d", ""]));
        assert!(same(&["a", "..."], &["a", "b"]));
        assert!(same(&["..."], &[]));
        assert!(!same(&["a", "...", "d"], &["a", "b"]));
        assert!(!same(&[], &["a"]));
        assert!(same_line("a [..] c[..]", "a b c"));
        assert!(!same_line("a [..] c", "a b d"));
    }

    #[test]
    fn what_is_mended_keeps_its_gap_and_the_lines_that_hold() {
        let written = ["one 1", "two", "three", "four", "five"];
        assert_eq!(mended(&["one [..]", "...", "4"], &written), ["one [..]", "...", "five"]);
        assert_eq!(mended(&["one", "..."], &written), ["one 1", "..."]);
        assert_eq!(mended(&["...", "a", "...", "b"], &written), written);
        assert_eq!(mended(&["one"], &written), written);
        assert_eq!(mended(&["a", "b", "c", "...", "d", "e", "f"], &written), written);
    }
}
