//! `irlint new`: starts what people then write on. Never changes a file that is there.

mod names;
mod place;
mod template;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::check::heard;
use super::exit::Exit;
use super::failure::Failure;
use super::fresh;
use super::terminal::Terminal;
use crate::report::Detail;
use place::Place;

/// What is started.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

/// The things that can be started.
#[derive(Debug, Subcommand)]
enum What {
    /// Start a rule: a file with marked places to fill in, and a pack around it if there is none.
    Rule(RuleArguments),
}

/// How the rule is to be.
#[derive(Debug, Args)]
pub struct RuleArguments {
    /// Its name: small letters with hyphens, and it states the fault, such as `vendor-without-contact`.
    name: String,
    /// The pack it belongs to, if the folder is no pack yet; `house` if not set.
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,
    /// The kind of thing it looks at; taken from the rule's name if not set.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The folder to write to; the first one of `irlint.toml`, or `policies`, if not set.
    #[arg(long, value_name = "FOLDER", help_heading = "Policies")]
    policies: Option<PathBuf>,
    /// The settings file to use instead of the nearest `irlint.toml`.
    #[arg(long, value_name = "FILE", help_heading = "Policies", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no settings file.
    #[arg(long, help_heading = "Policies")]
    isolated: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let What::Rule(arguments) = &arguments.what;
    let place = Place::find(arguments)?;
    names::check(&arguments.name, &place)?;
    let pack = place.pack_for(arguments)?;
    let schema = &place.policies.schema;
    let kind = match &arguments.kind {
        Some(kind) => Some(names::kind(kind, schema)?),
        None => names::kind_in(&arguments.name, schema),
    };
    let rule = template::rule(&arguments.name, kind.map(|kind| (schema.kind(kind), schema)));
    let file = place.folder.join(format!("{}.irpolicy", arguments.name));
    fresh::folder(&place.folder, "name another folder with `--policies`")?;
    create(&file, &rule)?;
    if let Some(pack) = &pack {
        create(&place.header(), &template::pack(pack))?;
    }
    if terminal.detail > Detail::Quiet {
        let told = place.told(&file, pack.is_some(), &fresh::holes(&rule));
        heard(std::io::stdout().lock().write_all(told.as_bytes()))?;
    }
    Ok(Exit::Clean)
}

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    fresh::file(path, text, "choose another name", "name a folder that may be written to with `--policies`")
}
