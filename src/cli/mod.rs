//! The command line: arguments in, bytes and an exit code out. The only room that knows the clock, the
//! environment and the terminal. One file per command, and one table of commands.

mod check;
mod clock;
mod exit;
mod failure;
mod rules;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use exit::Exit;

/// Checks incident response plans against policies.
#[derive(Debug, Parser)]
#[command(name = "irlint", version, arg_required_else_help = true, propagate_version = true)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 could not check, 3 nothing was checked.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Say less: findings and the summary only.
    #[arg(short, long, global = true, env = "IRLINT_QUIET", hide_env = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: also what was passed over, and packs that concern no plan.
    #[arg(short, long, global = true, env = "IRLINT_VERBOSE", hide_env = true)]
    verbose: bool,
    /// Whether to use colours.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        env = "IRLINT_COLOR",
        hide_env = true
    )]
    color: terminal::When,
}

/// The table of commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check plans against policies.
    #[command(visible_aliases = [] as [&str; 0], aliases = ["lint", "validate"])]
    Check(Box<check::Arguments>),
}

/// Runs the program with `args`, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    failure::explain_bugs();
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => {
            // What cannot be written to a closed pipe is not missed by anybody.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let terminal = terminal::Terminal::new(arguments.color, arguments.quiet, arguments.verbose);
    let done = match arguments.command {
        Command::Check(check) => check::run(&check, &terminal),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(failure) => {
            failure.print(&terminal);
            Exit::CouldNotCheck.into()
        }
    }
}
