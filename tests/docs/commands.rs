//! `docs/reference/commands.md`: every command with its flags, in the words of the program's own help. `UPDATE=1` writes
//! the page.

use std::fmt::Write;

use crate::support::console;
use crate::support::files;

const PAGE: &str = "docs/reference/commands.md";

const HEAD: &str = "# Commands and flags\n\n\
<!-- Made from the program's help; `UPDATE=1 cargo test --test main commands` writes this page. -->\n\n\
`irlint COMMAND --help` says the same in the terminal, `irlint man COMMAND` writes the manual page, and `irlint completions \
SHELL` what a shell needs to complete commands and flags.\n\n\
What a flag sets can also be set by a variable of the environment: `IRLINT_AS_OF` for `--as-of`. The flag wins over the \
variable, the variable over [`irlint.toml`](../../README.md#policies-read-them-change-them), and that over what stands here as the \
default. How a command ends is [the same for all](../../README.md#exit-codes).\n";

#[test]
fn the_page_of_commands_is_fresh() {
    let made = page();
    let path = files::root().join(PAGE);
    if super::update() {
        std::fs::write(&path, &made).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == made, "{PAGE} is stale; `UPDATE=1 cargo test --test main commands` writes it");
}

fn page() -> String {
    let whole = help("");
    let (_, options) = whole.split_once("\nOptions:\n").unwrap();
    let (shared, _) = options.split_once("\n\nExit codes").unwrap();
    let mut page = format!("{HEAD}\n## For every command\n\n```text\n{}\n```\n", trimmed(shared));
    for command in commands(&whole) {
        section(&mut page, &command, shared);
    }
    page
}

/// The sections of a command and of those below it.
fn section(page: &mut String, command: &str, shared: &str) {
    let text = help(command);
    let below = commands(&text);
    assert!(text.contains(shared), "`irlint {command}` has other flags than all");
    let text = text.replace(shared, "").replace("Options:\n\n", "");
    let _ = write!(page, "\n## irlint {command}\n\n```text\n{}\n```\n", trimmed(&text));
    for name in below {
        section(page, &format!("{command} {name}"), shared);
    }
}

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

fn help(command: &str) -> String {
    let (text, code) = console::run(&format!("irlint {command} --help"), &files::root()).unwrap();
    assert_eq!(code, 0, "{text}");
    text
}

/// The text without blanks at the ends of its lines, and without blank lines around it or doubled in it.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut lines: Vec<&str> = lines.into_iter().skip_while(|line| line.is_empty()).collect();
    lines.dedup_by(|one, other| one.is_empty() && other.is_empty());
    lines.join("\n").trim_end().to_owned()
}
