//! Whoever shows a command shows it where it is run: a line with a prompt stands in a `console` block at the margin, which
//! the tests of the papers and the guides run.

use crate::support::files::{self, File};
use crate::support::markdown::blocks;

#[test]
fn every_command_that_is_shown_is_run() {
    let mut papers = files::below("docs", &[".md"]);
    papers.extend(files::below("README.md", &[]));
    assert!(papers.len() > 100, "only {} papers were found", papers.len());
    super::none(&papers.iter().flat_map(idle).collect::<Vec<_>>());
}

/// The lines of a paper that show a command which nobody runs.
fn idle(paper: &File) -> Vec<String> {
    let all = blocks(&paper.text);
    let run: Vec<usize> = all
        .iter()
        .filter(|block| block.language == "console")
        .flat_map(|block| block.line..block.line + block.text.lines().count())
        .collect();
    let lines = paper.text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_start()));
    let shown = lines.filter(|(at, line)| is_command(line) && !run.contains(at));
    let said = |(at, line): (usize, &str)| format!("{}:{at}: nobody runs `{line}`", paper.path);
    let empty = all.iter().filter(|block| block.language == "console" && !block.text.starts_with("$ "));
    let empty = empty
        .map(|block| format!("{}:{}: begins with no command", paper.path, block.line))
        .collect::<Vec<_>>();
    shown.map(said).chain(empty).collect()
}

/// Whether a line begins with a prompt, or opens a block of commands where no test looks for one.
fn is_command(line: &str) -> bool {
    let fence = line.trim_start_matches(['`', '~', '>', ' ']);
    let opens = fence.len() + 3 <= line.len() && !line.starts_with("```console");
    let strange =
        ["console", "shell-session", "terminal", "session"].iter().any(|word| fence.starts_with(word));
    line.starts_with("$ ") || opens && strange
}

#[cfg(test)]
mod tests {
    use super::idle;
    use crate::support::files::File;

    fn said(text: &str) -> Vec<String> {
        idle(&File { path: "a.md".to_owned(), text: text.to_owned() })
    }

    #[test]
    fn a_command_that_is_run_is_no_fault() {
        assert!(said("```console\n$ irlint --version\nirlint\n```\n\n```sh\nirlint check\n```\n").is_empty());
    }

    #[test]
    fn a_command_that_nobody_runs_is_said() {
        assert_eq!(said("```text\n$ irlint\n```\n"), ["a.md:2: nobody runs `$ irlint`"]);
        assert_eq!(said("- ```console\n  $ irlint\n  ```\n"), ["a.md:2: nobody runs `$ irlint`"]);
        assert_eq!(said("~~~console\nirlint\n~~~\n"), ["a.md:1: nobody runs `~~~console`"]);
        assert_eq!(said("```console\nirlint\n```\n"), ["a.md:2: begins with no command"]);
    }
}
