//! Variables of the environment: every flag has one, `IRLINT_<FLAG>`. A flag that is given wins over it.

use std::collections::BTreeSet;

use clap::builder::FalseyValueParser;
use clap::{Arg, ArgAction, Command};

use super::failure::Failure;
use crate::finding::nearest;

/// What all their names start with.
const START: &str = "IRLINT_";

/// `command`, whose flags can also be set by variables.
pub fn read_by(command: Command) -> Command {
    command.mut_args(with_variable).mut_subcommands(read_by)
}

/// Refuses a variable that is called almost like one of `command`: it would set nothing. Others that start alike are
/// left alone, since they may belong to somebody else.
pub fn misspelt(command: &Command) -> Result<(), Failure> {
    let known = names(command);
    let mut set: Vec<String> = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
    set.sort();
    for name in set.iter().filter(|name| !known.contains(name.as_str())) {
        let Some(rest) = name.strip_prefix(START) else { continue };
        let rests = known.iter().filter_map(|known| known.strip_prefix(START));
        if let Some(meant) = nearest(rest, rests) {
            let message = format!("no flag is set by the variable `{name}`");
            return Err(Failure::new(message, format!("did you mean `{START}{meant}`?")));
        }
    }
    Ok(())
}

/// The variables of `command` and of the commands in it.
fn names(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(|flag| flag.get_env()?.to_str().map(str::to_owned));
    own.chain(command.get_subcommands().flat_map(names)).collect()
}

fn with_variable(flag: Arg) -> Arg {
    let is_setting = !matches!(
        flag.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    let Some(long) = flag.get_long().filter(|_| is_setting) else { return flag };
    // The names live as long as the program; there are as many as flags.
    let name: &'static str = format!("{START}{}", long.replace('-', "_").to_ascii_uppercase()).leak();
    let is_switch = matches!(flag.get_action(), ArgAction::SetTrue);
    let flag = flag.env(name).hide_env(true);
    if is_switch { flag.value_parser(FalseyValueParser::new()) } else { flag }
}
