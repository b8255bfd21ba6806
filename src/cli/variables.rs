//! Variables of the environment: every flag has one, `IRLINT_<FLAG>`. A flag that is given wins over it.

use clap::builder::FalseyValueParser;
use clap::{Arg, ArgAction, Command};

/// `command`, whose flags can also be set by variables.
pub fn read_by(command: Command) -> Command {
    command.mut_args(with_variable).mut_subcommands(read_by)
}

fn with_variable(flag: Arg) -> Arg {
    let is_setting = !matches!(
        flag.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    let Some(long) = flag.get_long().filter(|_| is_setting) else { return flag };
    // The names live as long as the program; there are as many as flags.
    let name: &'static str = format!("IRLINT_{}", long.replace('-', "_").to_ascii_uppercase()).leak();
    let is_switch = matches!(flag.get_action(), ArgAction::SetTrue);
    let flag = flag.env(name).hide_env(true);
    if is_switch { flag.value_parser(FalseyValueParser::new()) } else { flag }
}
