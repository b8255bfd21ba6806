//! The settings file, typed, and the lock file beside it: what `irlint.toml` may say and what is wrong with one that says something
//! else. Never looks for a file and never reads one from disk.

pub mod baseline;
pub mod lock;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::finding::did_you_mean;

/// How the file is called.
pub const FILE_NAME: &str = "irlint.toml";

/// The words a settings file may use, for suggestions.
const KEYS: &[&str] = &["select", "ignore", "policies", "fail-on", "baseline", "packs"];

/// What a settings file says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Rules, packs or tags to run; all if empty.
    #[serde(default)]
    pub select: Vec<String>,
    /// Rules, packs or tags to leave out.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Folders of policies, relative to the file.
    #[serde(default)]
    pub policies: Vec<String>,
    /// The level from which findings fail the run.
    #[serde(default)]
    pub fail_on: Option<FailOn>,
    /// The file of known gaps, relative to the settings file.
    #[serde(default)]
    pub baseline: Option<String>,
    /// Values for the parameters of packs, by pack and parameter.
    #[serde(default)]
    pub packs: BTreeMap<String, BTreeMap<String, Spanned<Value>>>,
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

/// Reads the text of a settings file.
pub fn read(text: &str) -> Result<Config, Mistake> {
    toml::from_str(text).map_err(|error| mistake(&error, text, "setting", KEYS))
}

/// An error of the reader of TOML; `what` is the word for a key, `keys` are those there are.
fn mistake(error: &toml::de::Error, text: &str, what: &str, keys: &[&str]) -> Mistake {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    let (message, help) = match unknown {
        Some(key) => {
            let list = format!("keys are {}", keys.join(", "));
            let guess = did_you_mean(key, keys.iter().copied());
            (format!("there is no {what} `{key}`"), guess.or(Some(list)))
        }
        None => (one_line(message), None),
    };
    Mistake { message, help, span: span.start.min(text.len())..span.end.min(text.len()) }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_file_reads() {
        let config = read(
            "select = ['core']\nfail-on = 'warning'\npolicies = ['house']\n[packs.eu-nis2]\nearly = '20 hours'\nn = 3",
        )
        .unwrap();
        assert_eq!(config.fail_on, Some(FailOn::Warning));
        assert_eq!(config.packs["eu-nis2"]["early"].as_ref(), &Value::Literal("20 hours".to_owned()));
        assert_eq!(config.packs["eu-nis2"]["n"].as_ref(), &Value::Whole(3));
    }

    #[test]
    fn an_unknown_key_is_said_with_its_place_and_a_suggestion() {
        let mistake = read("ignore = []\nselct = []\n").unwrap_err();
        assert_eq!(mistake.message, "there is no setting `selct`");
        assert_eq!(mistake.help.as_deref(), Some("did you mean `select`?"));
        assert_eq!(mistake.span, 12..17);
        assert!(read("fail-on = 'eror'").unwrap_err().message.contains("eror"));
    }
}
