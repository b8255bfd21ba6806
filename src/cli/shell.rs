//! `irlint completions` and `irlint man`: what a shell and a manual need to know of the commands, made from the same
//! table that reads them.

use std::io;

use clap::{Args, Command};
use clap_complete::Shell;

use super::check::heard;
use super::exit::Exit;
use super::failure::Failure;
use crate::finding::did_you_mean;

/// Writes a script that completes commands and flags.
///
/// Bash: `irlint completions bash > ~/.local/share/bash-completion/completions/irlint`. Zsh: write it to a file called
/// `_irlint` in a folder of `$fpath`. Fish: `irlint completions fish > ~/.config/fish/completions/irlint.fish`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Writes the manual page of the program, or of one of its commands: `irlint man check | man -l -`.
#[derive(Debug, Args)]
pub struct Manual {
    /// The command; the program as a whole if it is left out.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Writes the completions of `program`.
pub fn completions(arguments: &Completions, mut program: Command) -> Result<Exit, Failure> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, name, &mut script);
    written(&script)
}

/// Writes the manual page of `program` or of one of its commands.
pub fn manual(arguments: &Manual, mut program: Command) -> Result<Exit, Failure> {
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| unknown(name, &program))?,
    };
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    heard(clap_mangen::Man::new(command.name(name)).render(&mut page))?;
    written(&page)
}

fn unknown(name: &str, program: &Command) -> Failure {
    let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let guess = did_you_mean(name, names.iter().copied());
    let help = guess.unwrap_or_else(|| format!("commands are {}", names.join(", ")));
    Failure::new(format!("there is no command `{name}`"), help)
}

fn written(bytes: &[u8]) -> Result<Exit, Failure> {
    heard(io::Write::write_all(&mut io::stdout().lock(), bytes))?;
    Ok(Exit::Clean)
}
