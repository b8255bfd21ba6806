//! Variables of the environment: every flag has one, `IRLINT_<FLAG>`. A flag that is given wins over it.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::builder::{FalseyValueParser, Resettable};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::failure::Failure;
use super::terminal::{say, variable};
use crate::finding::nearest;

/// What all their names start with.
const START: &str = "IRLINT_";

/// What a switch is set to that is meant to be off.
const OFF: [&str; 7] = ["", "0", "f", "false", "n", "no", "off"];

/// `command`, whose flags can also be set by variables, but for those that do not go with flags among `args`.
pub fn read_by(command: Command, args: &[OsString]) -> Command {
    let ruled_out = match command.clone().try_get_matches_from(args) {
        Ok(given) => ruled_out(&command, &given),
        // What is wrong is said when the variables are read too: one of them may be what is missing.
        Err(_) => BTreeSet::new(),
    };
    with_variables(command, &ruled_out)
}

/// Refuses a variable that is called almost like one of `command`: it would set nothing. Others that start alike are said
/// and left alone, since they may belong to somebody else.
pub fn misspelt(command: &Command) -> Result<(), Failure> {
    let known = names(command);
    let mut set: Vec<String> = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
    set.sort();
    for name in set.iter().filter(|name| !known.contains(name.as_str())) {
        let Some(rest) = name.strip_prefix(START) else { continue };
        let message = format!("no flag is set by the variable `{name}`");
        let rests = known.iter().filter_map(|known| known.strip_prefix(START));
        if let Some(meant) = nearest(rest, rests) {
            return Err(Failure::new(message, format!("did you mean `{START}{meant}`?")));
        }
        say("variable", &message);
    }
    Ok(())
}

/// The variable that sets a flag.
pub fn variable_of(flag: &Arg) -> Option<String> {
    let long = flag.get_long().filter(|_| is_setting(flag))?;
    Some(format!("{START}{}", long.replace('-', "_").to_ascii_uppercase()))
}

/// Whether a flag sets something, and is no call for help.
pub fn is_setting(flag: &Arg) -> bool {
    let asks = matches!(
        flag.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    flag.get_long().is_some() && !asks
}

/// The variables of `command` and of the commands in it.
fn names(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(variable_of);
    own.chain(command.get_subcommands().flat_map(names)).collect()
}

/// The flags of the command in `given` that were not given, and do not go with one that was: their variables are out.
fn ruled_out(command: &Command, given: &ArgMatches) -> BTreeSet<String> {
    let mut program = command.clone();
    program.build();
    let Some((name, given)) = given.subcommand() else { return BTreeSet::new() };
    let Some(command) = program.find_subcommand(name) else { return BTreeSet::new() };
    let is_given = |flag: &Arg| {
        given.try_contains_id(flag.get_id().as_str()).is_ok()
            && given.value_source(flag.get_id().as_str()) == Some(ValueSource::CommandLine)
    };
    let clash = |one: &Arg, other: &Arg| {
        command.get_arg_conflicts_with(one).iter().any(|clashing| clashing.get_id() == other.get_id())
    };
    let (given, others): (Vec<&Arg>, Vec<&Arg>) = command.get_arguments().partition(|flag| is_given(flag));
    let out =
        others.into_iter().filter(|other| given.iter().any(|one| clash(one, other) || clash(other, one)));
    out.map(|flag| flag.get_id().to_string()).collect()
}

fn with_variables(command: Command, ruled_out: &BTreeSet<String>) -> Command {
    let command = command.mut_args(|flag| with_variable(flag, ruled_out));
    command.mut_subcommands(|below| with_variables(below, ruled_out))
}

fn with_variable(flag: Arg, ruled_out: &BTreeSet<String>) -> Arg {
    let Some(name) = variable_of(&flag) else { return flag };
    let is_switch = matches!(flag.get_action(), ArgAction::SetTrue);
    let is_off =
        is_switch && variable(&name).is_none_or(|value| OFF.contains(&value.to_lowercase().as_str()));
    let flag = if is_switch { flag.value_parser(FalseyValueParser::new()) } else { flag };
    if is_off || ruled_out.contains(flag.get_id().as_str()) {
        return flag.env(Resettable::Reset);
    }
    // The names live as long as the program; there are as many as flags.
    let name: &'static str = name.leak();
    flag.env(name).hide_env(true)
}
