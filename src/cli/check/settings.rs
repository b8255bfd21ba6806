//! `--show-settings`: what holds for a path, and what sets each: a flag, a variable, a line of the settings file, or nobody.

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, CommandFactory};
use toml::Spanned;

use super::{Arguments, first, heard};
use crate::cli::against::Told;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::{Arguments as Program, variables};
use crate::config::{FILE_NAME, FailOn, Override};
use crate::finding::Level;
use crate::report::{FORMATS, clean_line};
use crate::workspace::{self, Settings};

/// A setting with what sets it.
struct Row {
    name: String,
    value: String,
    by: String,
}

/// Lists the settings of a check.
pub fn show(arguments: &Arguments, told: &Told, matches: &ArgMatches) -> Result<Exit, Failure> {
    if let [_, second, ..] = arguments.paths.as_slice() {
        let message =
            format!("`--show-settings` is about one path, and `{}` is a second one", second.display());
        return Err(Failure::new(message, "ask for each path alone"));
    }
    let path = first(arguments);
    let settings = told.settings.as_ref();
    let overrides = settings.map(workspace::overrides).transpose()?;
    let is_folder = path.is_dir();
    let own = overrides.iter().flat_map(|all| all.of(&workspace::shown(path)));
    let own: Vec<&Override> = if is_folder { Vec::new() } else { own.collect() };
    let mut rows = of_flags(told, matches, &own);
    if let Some(settings) = settings {
        rows.extend(of_file_alone(settings));
        if is_folder {
            rows.extend(settings.config.overrides.iter().flat_map(|one| of_override(settings, one)));
        }
    }
    let mut out = std::io::stdout().lock();
    let head = [format!("settings for `{}`", workspace::shown(path)), file(arguments, told, path)];
    let lines = rows.iter().map(|Row { name, value, by }| format!("{name} = {value} ({by})"));
    let mut lines = head.into_iter().chain(lines);
    heard(lines.try_for_each(|line| writeln!(out, "{}", clean_line(&line))))?;
    Ok(Exit::Clean)
}

/// Which settings file was found, or why none is used.
fn file(arguments: &Arguments, told: &Told, path: &Path) -> String {
    match &told.settings {
        Some(settings) => format!("settings file: `{}`", settings.path),
        None if arguments.against.from.isolated => "settings file: none, because of `--isolated`".to_owned(),
        None => {
            let folders = workspace::looked_in(path);
            let folders: Vec<String> = folders.iter().map(|folder| format!("`{folder}`")).collect();
            format!("settings file: none; `{FILE_NAME}` was looked for in {}", folders.join(", "))
        }
    }
}

/// The settings that have a flag, in the order of the flags.
fn of_flags(told: &Told, matches: &ArgMatches, own: &[&Override]) -> Vec<Row> {
    let mut program = Program::command();
    program.build();
    let Some((name, matches)) = matches.subcommand() else { return Vec::new() };
    let flags = program.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments);
    let flags = flags.filter(|flag| flag.get_id() != "show_settings" && variables::is_setting(flag));
    flags.flat_map(|flag| of_flag(flag, told, matches, own)).collect()
}

fn of_flag(flag: &Arg, told: &Told, matches: &ArgMatches, own: &[&Override]) -> Vec<Row> {
    let name = flag.get_long().unwrap_or_default();
    let row = |value, by| Row { name: name.to_owned(), value, by };
    let by = match matches.value_source(flag.get_id().as_str()) {
        Some(ValueSource::CommandLine) => Some(format!("--{name}")),
        Some(ValueSource::EnvVariable) => variables::variable_of(flag),
        Some(_) | None => None,
    };
    let given = by.map(|by| row(value(flag, matches), by));
    let file = told.settings.as_ref().map(|settings| of_file(name, settings, own)).unwrap_or_default();
    match given {
        // Folders add up; of everything else a flag or variable is the last word.
        Some(given) if name == "policies" => file.into_iter().chain([given]).collect(),
        Some(given) => vec![given],
        None if file.is_empty() => vec![row(by_default(flag, told), "default".to_owned())],
        None => file,
    }
}

/// What a flag or its variable says.
fn value(flag: &Arg, matches: &ArgMatches) -> String {
    if is_switch(flag) {
        return "yes".to_owned();
    }
    let raw = matches.get_raw(flag.get_id().as_str()).into_iter().flatten();
    raw.map(|value| value.to_string_lossy().into_owned()).collect::<Vec<_>>().join(", ")
}

fn is_switch(flag: &Arg) -> bool {
    matches!(flag.get_action(), ArgAction::SetTrue)
}

/// What holds if nobody says anything.
fn by_default(flag: &Arg, told: &Told) -> String {
    if is_switch(flag) {
        return "no".to_owned();
    }
    let default = flag.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    default.unwrap_or_else(|| match flag.get_long().unwrap_or_default() {
        "as-of" => told.analysis.as_of.to_string(),
        "fail-on" => Level::Error.word().to_owned(),
        "format" => FORMATS.first().map_or("", |format| format.name).to_owned(),
        "jobs" => "all threads".to_owned(),
        "select" => "all rules".to_owned(),
        _ => "none".to_owned(),
    })
}

/// What the settings file says of something that has a flag, the overrides `own` considered.
fn of_file(name: &str, settings: &Settings, own: &[&Override]) -> Vec<Row> {
    let config = &settings.config;
    let row =
        |value: String, span: Range<usize>| Row { name: name.to_owned(), value, by: settings.place(&span) };
    let names = |list: &Spanned<Vec<String>>| row(joined(list.as_ref()), list.span());
    let last = |rows: Vec<Row>| rows.into_iter().next_back().into_iter().collect();
    match name {
        "select" => {
            let own = own.iter().filter_map(|one| one.select.as_ref());
            last(config.select.iter().chain(own).map(names).collect())
        }
        "ignore" => {
            let own = own.iter().filter_map(|one| one.ignore.as_ref());
            config.ignore.iter().chain(own).map(names).collect()
        }
        "fail-on" => {
            let own = own.iter().filter_map(|one| one.fail_on.as_ref());
            let all = config.fail_on.iter().chain(own);
            last(all.map(|level| row(word(*level.as_ref()), level.span())).collect())
        }
        "policies" => {
            let folders = settings.policy_folders();
            let shown: Vec<String> = folders.iter().map(|folder| workspace::shown(folder)).collect();
            config.policies.iter().map(|list| row(joined(&shown), list.span())).collect()
        }
        "baseline" => {
            let shown = |name: &Spanned<String>| workspace::shown(&settings.folder.join(name.as_ref()));
            config.baseline.iter().map(|name| row(shown(name), name.span())).collect()
        }
        _ => Vec::new(),
    }
}

/// What only the settings file can say.
fn of_file_alone(settings: &Settings) -> Vec<Row> {
    let config = &settings.config;
    let row =
        |name: String, value: String, span: &Range<usize>| Row { name, value, by: settings.place(span) };
    let texts = [("required-version", &config.required_version), ("edition", &config.edition)];
    let texts = texts.into_iter().filter_map(|(name, text)| {
        text.as_ref().map(|text| row(name.to_owned(), text.as_ref().clone(), &text.span()))
    });
    let params = config.packs.iter().flat_map(|(pack, params)| {
        let of_pack = move |(param, value): (&String, &Spanned<_>)| {
            row(format!("packs.{pack}.{param}"), format!("{}", value.as_ref()), &value.span())
        };
        params.iter().map(of_pack)
    });
    texts.chain(params).collect()
}

/// An override that may be for plans of a folder.
fn of_override(settings: &Settings, one: &Override) -> Vec<Row> {
    let paths: Vec<&str> = one.paths.as_ref().iter().map(|path| path.as_ref().as_str()).collect();
    let row = |name: &str, value: String, span: Range<usize>| Row {
        name: format!("overrides[{}].{name}", paths.join(", ")),
        value,
        by: settings.place(&span),
    };
    let names = |name, list: &Option<Spanned<Vec<String>>>| {
        list.as_ref().map(|list| row(name, joined(list.as_ref()), list.span()))
    };
    let level = one.fail_on.as_ref().map(|level| row("fail-on", word(*level.as_ref()), level.span()));
    let rows = [names("select", &one.select), names("ignore", &one.ignore), level];
    rows.into_iter().flatten().collect()
}

fn word(level: FailOn) -> String {
    Level::from(level).word().to_owned()
}

/// The members of a list; `none` if it is empty.
fn joined(list: &[String]) -> String {
    if list.is_empty() { "none".to_owned() } else { list.join(", ") }
}
