//! What the papers show of the program is what it says: every `console` block is run.
//!
//! A line `$ irlint …` is run from the root of the repository, `$ echo $?` shows how the line before ended. The lines
//! below are what the program writes, first to its output and then to its errors. `[..]` stands for anything within a
//! line, a line `...` for any number of lines.

use std::process::Command;

use crate::support::files::{self, File};
use crate::support::markdown::blocks;

/// The date of all runs: what the papers show must not change with the day.
const AS_OF: &str = "2026-11-23";

#[test]
fn what_the_papers_show_is_what_the_program_says() {
    let papers = super::papers::papers();
    let shown = |file: &File| blocks(&file.text).iter().any(|block| block.language == "console");
    assert!(papers.iter().any(|file| file.path == "README.md" && shown(file)), "the README shows nothing");
    super::none(&papers.iter().flat_map(|file| faults(file, &run)).collect::<Vec<_>>());
}

#[test]
fn the_settings_and_policies_of_the_readme_are_taken() {
    let readme = files::below("README.md", &[]).remove(0);
    let block = |language: &str, at: usize| -> String {
        let blocks = blocks(&readme.text).into_iter().filter(|block| block.language == language);
        blocks
            .map(|block| block.text)
            .nth(at)
            .unwrap_or_else(|| panic!("the README has no {language} number {at}"))
    };
    let folder = program().with_file_name(format!("readme-{}", std::process::id()));
    let own = folder.join("policies");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(folder.join("plan.irp"), block("irp", 0)).unwrap();
    std::fs::write(folder.join("irlint.toml"), block("toml", 0)).unwrap();
    std::fs::write(own.join("house.irpolicy"), block("irpolicy", 1)).unwrap();
    let output = irlint().args(["check", "--format", "compact"]).arg(&folder).output().unwrap();
    let samples = irlint().arg("test").arg(&own).output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(samples.status.code(), Some(0), "{}", String::from_utf8_lossy(&samples.stdout));
    assert!(text.contains("`stage-budgets-too-long` counts as error"), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("not applicable: ") && !line.contains("step-without-owner")),
        "{text}"
    );
}

#[test]
fn the_commands_of_the_papers_exist() {
    let papers = super::papers::papers();
    let shells = papers.iter().flat_map(|file| blocks(&file.text)).filter(|block| block.language == "sh");
    let text: String = shells.map(|block| block.text).collect();
    let commands: Vec<_> = text.lines().filter(|line| line.starts_with("irlint ")).collect();
    assert!(!commands.is_empty(), "the papers give no command");
    for command in commands {
        let name = command.split_whitespace().nth(1).unwrap();
        let help = irlint().args([name, "--help"]).output().unwrap();
        assert!(help.status.success(), "`{command}`: {}", String::from_utf8_lossy(&help.stderr));
    }
}

/// A command, where it stands, and what it is shown to write.
struct Step<'a> {
    command: &'a str,
    line: usize,
    shown: Vec<&'a str>,
}

/// What a command wrote and how it ended.
type Ran = (String, i32);

fn faults(file: &File, run: &dyn Fn(&str) -> Result<Ran, String>) -> Vec<String> {
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

fn steps(text: &str, first: usize) -> Vec<Step<'_>> {
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
fn same(shown: &[&str], written: &[&str]) -> bool {
    match (shown, written) {
        ([], rest) | (rest, []) => rest.iter().all(|line| line.trim().is_empty() || *line == "..."),
        (["...", below @ ..], [_, rest @ ..]) => same(below, written) || same(shown, rest),
        ([one, shown @ ..], [other, written @ ..]) => {
            same_line(one.trim_end(), other.trim_end()) && same(shown, written)
        }
    }
}

/// Whether `shown`, with its `[..]`, stands for `written`.
fn same_line(shown: &str, written: &str) -> bool {
    let Some((head, tail)) = shown.split_once("[..]") else { return shown == written };
    let Some(rest) = written.strip_prefix(head) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| same_line(tail, &rest[at..]))
}

fn run(command: &str) -> Result<Ran, String> {
    let mut words = command.split_whitespace();
    if words.next() != Some("irlint") || command.contains(['"', '\'', '|', '>', '$', '*', ';', '&']) {
        return Err("only `irlint` with plain words and `echo $?` are run\n".to_owned());
    }
    let mut irlint = irlint();
    irlint.args(words);
    let output = irlint.output().map_err(|error| error.to_string())?;
    let text = [output.stdout, output.stderr].concat();
    Ok((String::from_utf8_lossy(&text).into_owned(), output.status.code().unwrap_or(-1)))
}

/// The program, told nothing by its surroundings but the date.
fn irlint() -> Command {
    let mut irlint = Command::new(program());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("IRLINT_") || name.contains("COLOR") {
            irlint.env_remove(name);
        }
    }
    irlint.current_dir(files::root()).env("IRLINT_AS_OF", AS_OF).env("IRLINT_ALLOW_PAST", "true");
    irlint
}

/// The program that was built with this test. Asked when the test runs: `target/` may have been moved since.
fn program() -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().unwrap().parent().unwrap();
    built.join(format!("irlint{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::{faults, run, same, same_line};
    use crate::support::files::File;

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
        assert!(run("rm README.md").is_err());
        assert!(run("irlint check | less").is_err());
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
}
