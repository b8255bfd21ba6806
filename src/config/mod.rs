//! The settings file, typed, and the lock file beside it: what `irlint.toml` may say and what is wrong with one that says something
//! else. Never looks for a file and never reads one from disk.

pub mod baseline;
pub mod lock;
mod mistake;
mod version;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use mistake::mistake;

/// How the file is called.
pub const FILE_NAME: &str = "irlint.toml";

/// What a settings file says; of each setting also where.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The versions of the program that may use the file.
    #[serde(default)]
    pub required_version: Option<Spanned<String>>,
    /// The newest edition whose rules run; the newest there is if it is not set.
    #[serde(default)]
    pub edition: Option<Spanned<String>>,
    /// Rules, packs, tags or standards to run; all if empty.
    #[serde(default)]
    pub select: Option<Spanned<Vec<String>>>,
    /// Rules, packs, tags or standards to leave out.
    #[serde(default)]
    pub ignore: Option<Spanned<Vec<String>>>,
    /// Folders of policies, relative to the file.
    #[serde(default)]
    pub policies: Option<Spanned<Vec<String>>>,
    /// The level from which findings fail the run.
    #[serde(default)]
    pub fail_on: Option<Spanned<FailOn>>,
    /// The file of known gaps, relative to the settings file.
    #[serde(default)]
    pub baseline: Option<Spanned<String>>,
    /// What holds for some plans only, in order: of two that differ the later one wins.
    #[serde(default)]
    pub overrides: Vec<Override>,
    /// Values for the parameters of packs, by pack and parameter.
    #[serde(default)]
    pub packs: BTreeMap<String, BTreeMap<String, Spanned<Value>>>,
}

/// What holds for plans whose path fits one of some patterns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// The patterns, as in `.gitignore` and relative to the settings file.
    pub paths: Spanned<Vec<Spanned<String>>>,
    /// Rules, packs, tags or standards to run, in place of those that the file selects.
    #[serde(default)]
    pub select: Option<Spanned<Vec<String>>>,
    /// Rules, packs, tags or standards to leave out, besides those that the file leaves out.
    #[serde(default)]
    pub ignore: Option<Spanned<Vec<String>>>,
    /// The level from which findings of these plans fail the run.
    #[serde(default)]
    pub fail_on: Option<Spanned<FailOn>>,
}

/// A level as the settings write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Fail on anything.
    Note,
    /// Fail on warnings and errors.
    Warning,
    /// Fail on errors.
    Error,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Number(f64),
    /// A value as a plan would write it: `"20 hours"`.
    Literal(String),
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(yes) => out.write_str(if *yes { "yes" } else { "no" }),
            Self::Whole(number) => number.fmt(out),
            Self::Number(number) => number.fmt(out),
            Self::Literal(text) => out.write_str(text),
        }
    }
}

/// What is wrong with a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// One sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The bytes it is about.
    pub span: Range<usize>,
}

/// The members of a list that may be left out.
pub fn listed(list: Option<&Spanned<Vec<String>>>) -> &[String] {
    list.map_or(&[], |list| list.as_ref().as_slice())
}

/// Reads the text of a settings file for the program of version `version`. That it is for another version is said before
/// anything else: such a file may hold settings that this program does not know.
pub fn read(text: &str, version: &str) -> Result<Config, Mistake> {
    version::check(text, version)?;
    let config: Config = toml::from_str(text).map_err(|error| mistake(&error, text, "setting"))?;
    config.overrides.iter().try_for_each(Override::check)?;
    Ok(config)
}

impl Override {
    /// Refuses an override that concerns nothing or changes nothing.
    fn check(&self) -> Result<(), Mistake> {
        let wrong = |message: &str, help: &str| Mistake {
            message: message.to_owned(),
            help: Some(help.to_owned()),
            span: self.paths.span(),
        };
        if self.paths.as_ref().is_empty() {
            return Err(wrong(
                "this override has no paths",
                "say for which plans it is: `paths = [\"drafts/**\"]`",
            ));
        }
        if self.select.is_none() && self.ignore.is_none() && self.fail_on.is_none() {
            return Err(wrong("this override changes nothing", "add `select`, `ignore` or `fail-on`"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (String, String, Range<usize>) {
        let mistake = read(text, "0.1.0").unwrap_err();
        (mistake.message, mistake.help.unwrap_or_default(), mistake.span)
    }

    #[test]
    fn a_full_file_reads() {
        let config = read(
            "required-version = '>=0.1'\nedition = '2026'\nselect = ['core']\nfail-on = 'warning'\n\
             policies = ['house']\n[packs.eu-nis2]\nearly = '20 hours'\nn = 3\n\
             [[overrides]]\npaths = ['drafts/**']\nignore = ['cloud']",
            "0.1.0",
        )
        .unwrap();
        assert_eq!(config.fail_on.unwrap().into_inner(), FailOn::Warning);
        assert_eq!(config.packs["eu-nis2"]["early"].as_ref(), &Value::Literal("20 hours".to_owned()));
        assert_eq!(config.packs["eu-nis2"]["n"].as_ref(), &Value::Whole(3));
        assert_eq!(listed(config.overrides[0].ignore.as_ref()), ["cloud"]);
        assert_eq!(listed(config.ignore.as_ref()), [""; 0]);
    }

    #[test]
    fn an_unknown_key_is_said_with_its_place_and_a_suggestion() {
        let (message, help, span) = said("ignore = []\nselct = []\n");
        assert_eq!(
            (message.as_str(), help.as_str()),
            ("there is no setting `selct`", "did you mean `select`?")
        );
        assert_eq!(span, 12..17);
        let (_, help, _) = said("[[overrides]]\npaths = ['a']\npolicies = []\n");
        assert_eq!(help, "keys are paths, select, ignore, fail-on");
        assert!(said("fail-on = 'eror'").0.contains("eror"));
    }

    #[test]
    fn an_override_is_for_something_and_changes_something() {
        let (message, _, span) = said("[[overrides]]\npaths = []\nignore = ['core']\n");
        assert_eq!((message.as_str(), span), ("this override has no paths", 22..24));
        assert_eq!(said("[[overrides]]\npaths = ['a']\n").0, "this override changes nothing");
        assert!(said("[[overrides]]\nignore = ['core']\n").0.contains("paths"));
    }
}
