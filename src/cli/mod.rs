//! The command line: arguments in, bytes and an exit code out. The only room that knows the clock, the
//! environment and the terminal. One file per command, and one table of commands.

mod against;
mod check;
mod clock;
mod coverage;
mod diff;
mod drawing;
mod duties;
mod exit;
mod explain;
mod failure;
mod fmt;
mod fresh;
mod init;
mod list;
mod lock;
mod matrix;
mod mistakes;
mod new;
mod one_plan;
mod policies;
mod probe;
mod progress;
mod rules;
mod schema;
mod shell;
mod terminal;
mod test;
mod variables;
mod whatif;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::report::Detail;
use exit::Exit;
use failure::Failure;

/// Checks incident response plans against policies.
#[derive(Debug, Parser)]
#[command(
    name = "irlint",
    version,
    arg_required_else_help = true,
    propagate_version = true,
    args_override_self = true
)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 could not check, 3 nothing was checked.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Say less: findings and the summary only.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more: also what was passed over, and packs that concern no plan.
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Whether to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: terminal::When,
}

/// The table of commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check plans against policies.
    #[command(aliases = ["lint", "validate"])]
    Check(Box<check::Arguments>),
    /// Say which facts of a plan could change without any rule noticing.
    Probe(Box<probe::Arguments>),
    /// Draw who holds what in a plan, with gaps marked.
    Matrix(Box<matrix::Arguments>),
    /// List the reports that a plan owes, and how it answers them.
    Duties(Box<duties::Arguments>),
    /// Show the evidence that a plan gives for a standard, clause by clause.
    Coverage(Box<coverage::Arguments>),
    /// Say what would come and go if a plan said something else.
    Whatif(Box<whatif::Arguments>),
    /// Run the samples and tests of policies, and plans with notes.
    Test(test::Arguments),
    /// Show what a rule demands and why, with samples.
    Explain(explain::Arguments),
    /// Show why a rule came out on a plan as it did.
    Why(why::Arguments),
    /// List the rules, with severity, source and when they are in force.
    Rules(list::Arguments),
    /// List the packs, with what they are made from and what can be tuned.
    Packs(list::Arguments),
    /// Start a plan with its settings, from one of the starter plans.
    Init(init::Arguments),
    /// Start a rule of your own, with marked places to fill in.
    New(new::Arguments),
    /// Lay out plans and policies.
    Fmt(fmt::Arguments),
    /// Lock the policy files that a check may use.
    Lock(lock::Arguments),
    /// Print a JSON schema of what is written or read.
    Schema(schema::Arguments),
    /// Write the completions for a shell.
    Completions(shell::Completions),
    /// Write the manual page.
    Man(shell::Manual),
}

/// Runs the program with `args`, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    failure::explain_bugs();
    let args: Vec<OsString> = args.into_iter().collect();
    if let Err(failure) = variables::misspelt(&Arguments::command()) {
        failure.print();
        return Exit::CouldNotCheck.into();
    }
    let command = variables::read_by(Arguments::command(), &args);
    let parsed = command.try_get_matches_from(&args).and_then(|found| {
        let arguments = Arguments::from_arg_matches(&found)?;
        Ok((arguments, found))
    });
    let (arguments, found) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            let said = check::heard(error.print()).inspect_err(Failure::print);
            return ExitCode::from(if error.use_stderr() || said.is_err() { 2 } else { 0 });
        }
    };
    let terminal = terminal::Terminal::new(arguments.color, detail(&arguments, &found));
    let done = match arguments.command {
        Command::Check(check) => check::run(&check, &found, terminal),
        Command::Probe(probe) => probe::run(&probe, terminal),
        Command::Matrix(matrix) => matrix::run(&matrix, terminal),
        Command::Duties(duties) => duties::run(&duties, terminal),
        Command::Coverage(coverage) => coverage::run(&coverage, terminal),
        Command::Whatif(whatif) => whatif::run(&whatif, terminal),
        Command::Test(test) => test::run(&test, terminal),
        Command::Explain(explain) => explain::run(&explain, terminal),
        Command::Why(why) => why::run(&why, terminal),
        Command::Rules(list) => list::rules(&list, terminal),
        Command::Packs(list) => list::packs(&list, terminal),
        Command::Init(init) => init::run(&init, terminal),
        Command::New(new) => new::run(&new, terminal),
        Command::Fmt(fmt) => fmt::run(&fmt, terminal),
        Command::Lock(lock) => lock::run(&lock, terminal),
        Command::Schema(schema) => schema::run(&schema),
        Command::Completions(asked) => shell::completions(&asked, Arguments::command()),
        Command::Man(asked) => shell::manual(&asked, Arguments::command()),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(failure) => {
            failure.print();
            Exit::CouldNotCheck.into()
        }
    }
}

/// How much to say. Where a flag and a variable disagree, the flag wins.
fn detail(arguments: &Arguments, found: &ArgMatches) -> Detail {
    let is_flag = |name| found.value_source(name) == Some(ValueSource::CommandLine);
    match (arguments.quiet, arguments.verbose) {
        (true, true) if is_flag("verbose") => Detail::Verbose,
        (true, _) => Detail::Quiet,
        (false, true) => Detail::Verbose,
        (false, false) => Detail::Normal,
    }
}
