//! The starter plans inside the program: texts of `templates/starters/`, each called like its file. What they say of an
//! organisation is a `todo`, and the day by which it is answered is put behind it here.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Answers;
use crate::cli::fresh::HOLE;
use crate::format;
use crate::text::{Language, Origin, Source};

include!(concat!(env!("OUT_DIR"), "/starters.rs"));

/// The name that stands in for that of the organisation.
pub const NOBODY: &str = "Our organisation";

/// What a line starts with that says where the organisation is.
const COUNTRY: &str = "  country: ";

/// A plan to start from.
#[derive(Debug, Clone, Copy)]
pub struct Starter {
    /// What it is called.
    pub name: &'static str,
    text: &'static str,
}

/// All of them, by name.
pub fn all() -> impl Iterator<Item = Starter> {
    EMBEDDED.iter().map(|(path, text)| Starter { name: path.trim_end_matches(".irp"), text })
}

impl Starter {
    /// Whom it is for: its first line.
    pub fn about(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// The country that it says; none if that is left open.
    pub fn country(&self) -> Option<&'static str> {
        let said = self.text.lines().find_map(|line| line.strip_prefix(COUNTRY));
        said.and_then(|said| said.split_whitespace().next()).filter(|said| is_country(said))
    }

    /// The plan, with a day behind each question, as `fmt` lays it out.
    pub fn plan(&self, answers: &Answers, by: Option<Date>) -> String {
        let with_country: String = self.text.lines().map(|line| in_country(line, answers) + "\n").collect();
        let name = answers.name.as_deref().unwrap_or(NOBODY);
        let named = with_country.replace(&format!("\"{NOBODY}\""), &quoted(name));
        let text = by.map_or_else(|| named.clone(), |by| dated(&named, by));
        format::format(&Source::new("", text, Language::Plan, Origin::User)).text
    }
}

/// Whether a word is a code for a country, such as `DE`.
pub fn is_country(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

fn in_country(line: &str, answers: &Answers) -> String {
    match &answers.country {
        Some(country) if line.starts_with(COUNTRY) => format!("{COUNTRY}{country}"),
        Some(_) | None => line.to_owned(),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `text` with a day behind each question.
fn dated(text: &str, by: Date) -> String {
    let mut parts = text.split(HOLE);
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (question, behind) = part.split_once('"').unwrap_or((part, ""));
        // Writing to a string never fails.
        let _ = write!(done, "{HOLE}{question}\" by {by}{behind}");
    }
    done
}
