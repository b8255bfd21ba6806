//! The questions before a plan is started: asked one by one, each with what an empty line means. Whatever a flag says is
//! not asked.

use std::io::{self, BufRead, Write};

use super::starter::{self, NOBODY, Starter};
use super::{Answers, Arguments};
use crate::cli::failure::Failure;
use crate::finding::did_you_mean;
use crate::report::clean_line;

/// Whom to ask.
pub struct Dialogue<'d> {
    /// Where answers come from.
    pub input: &'d mut dyn BufRead,
    /// Where questions go.
    pub output: &'d mut dyn Write,
}

/// What a line answers, or why it does not.
type Understood<T> = Result<T, String>;

/// What the flags say, and defaults for the rest.
pub fn unasked(arguments: &Arguments) -> Result<Answers, Failure> {
    let name = arguments.preset.as_deref().unwrap_or(DEFAULT);
    let starter =
        preset(name).map_err(refused(format!("there is no starter plan `{}`", clean_line(name))))?;
    let name = arguments
        .name
        .as_deref()
        .map(|name| organisation(name).map_err(refused("the name of the organisation is empty".to_owned())));
    let country = arguments.country.as_deref().map(|code| {
        country(code).map_err(refused(format!("`{}` is no code of a country", clean_line(code))))
    });
    Ok(Answers { starter, name: name.transpose()?, country: country.transpose()? })
}

/// A flag that is not understood, with the way out.
fn refused(message: String) -> impl FnOnce(String) -> Failure {
    |help| Failure::new(message, help)
}

/// The starter plan of those who name none: the smallest.
const DEFAULT: &str = "small-saas";

/// What is understood by the name of a starter plan, or by its number in the list.
fn preset(word: &str) -> Understood<Starter> {
    let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = number.map_or_else(
        || starter::all().find(|starter| starter.name == word),
        |number| starter::all().nth(number),
    );
    found.ok_or_else(|| {
        let names: Vec<&str> = starter::all().map(|starter| starter.name).collect();
        did_you_mean(word, names.iter().copied()).unwrap_or_else(|| format!("there are {}", names.join(", ")))
    })
}

fn country(word: &str) -> Understood<String> {
    let code = word.to_ascii_uppercase();
    if starter::is_country(&code) { Ok(code) } else { Err("write its two letters, such as `DE`".to_owned()) }
}

fn organisation(word: &str) -> Understood<String> {
    let name = clean_line(word).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err("leave the name out, or write one".to_owned()) } else { Ok(name) }
}

impl Dialogue<'_> {
    /// Asks for what `arguments` leave open. `given` is what they say.
    pub fn answers(&mut self, arguments: &Arguments, given: Answers) -> Result<Answers, Failure> {
        let starter = if arguments.preset.is_some() {
            given.starter
        } else {
            self.tell("Which starter plan is nearest to you?")?;
            for (number, starter) in starter::all().enumerate() {
                self.tell(&format!("  {}  {:16}{}", number + 1, starter.name, starter.about()))?;
            }
            self.ask("name or number", DEFAULT, preset)?.unwrap_or(given.starter)
        };
        let name = match given.name {
            None => self.ask("name of the organisation", NOBODY, organisation)?,
            given => given,
        };
        let country = match given.country {
            None => {
                let usual = starter.country().unwrap_or("left open");
                self.ask("country, in two letters", usual, country)?
            }
            given => given,
        };
        Ok(Answers { starter, name, country })
    }

    /// Asks until the answer is understood. None if the line is empty: the default then holds.
    fn ask<T>(
        &mut self,
        what: &str,
        usual: &str,
        read: impl Fn(&str) -> Understood<T>,
    ) -> Result<Option<T>, Failure> {
        loop {
            self.write(&format!("{what} [{usual}]: "))?;
            let mut line = String::new();
            let length = self.input.read_line(&mut line).map_err(|error| unanswered(&error.to_string()))?;
            if length == 0 {
                self.tell("")?;
                return Err(unanswered("the input has ended"));
            }
            match line.trim() {
                "" => return Ok(None),
                answer => match read(answer) {
                    Ok(understood) => return Ok(Some(understood)),
                    Err(help) => self.tell(&format!("`{}` is not understood: {help}", clean_line(answer)))?,
                },
            }
        }
    }

    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        self.write(&format!("{line}\n"))
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written: io::Result<()> =
            self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush());
        written.map_err(|error| unanswered(&error.to_string()))
    }
}

fn unanswered(why: &str) -> Failure {
    Failure::new(
        format!("a question was not answered: {why}"),
        "nothing was written; `--yes` takes the defaults and asks nothing",
    )
}
