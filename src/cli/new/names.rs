//! Whether a name can be that of a new rule, and which kind of thing it speaks of.

use super::place::Place;
use crate::cli::failure::Failure;
use crate::finding::did_you_mean;
use crate::model::{KindId, Schema};

/// Refuses a name that is none, or that is taken.
pub fn check(name: &str, place: &Place) -> Result<(), Failure> {
    if !is_rule_name(name) {
        let help = match spelled(name) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                "write at least two words in small letters with hyphens between them, so that they state the \
                     fault: `vendor-without-contact`"
                    .to_owned()
            }
        };
        return Err(Failure::new(format!("`{name}` is no name for a rule"), help));
    }
    if place.policies.rule_names.iter().any(|known| known == name) {
        let message = match place.home_of(name) {
            Some(home) => format!("there is already a rule `{name}` in {home}"),
            None => format!("there is already a rule `{name}`"),
        };
        let help =
            "choose another name; how much a rule matters is changed with `adjust`, not with a second rule";
        return Err(Failure::new(message, help));
    }
    Ok(())
}

/// Whether `name` is words in small letters with hyphens between them.
fn is_rule_name(name: &str) -> bool {
    is_kebab(name) && name.contains('-')
}

/// Whether `name` can be that of a pack.
pub fn is_kebab(name: &str) -> bool {
    let small = |word: &str| {
        !word.is_empty() && word.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(small)
}

/// The name that was meant by one with capitals, blanks or other signs.
fn spelled(name: &str) -> Option<String> {
    let parts = name.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<String> = parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    Some(words.join("-")).filter(|meant| is_rule_name(meant))
}

/// The kind called `name`.
pub fn kind(name: &str, schema: &Schema) -> Result<KindId, Failure> {
    schema.kind_named(name).ok_or_else(|| {
        let mut names: Vec<&str> = schema.kinds.keys().map(String::as_str).collect();
        names.sort_unstable();
        let help = did_you_mean(name, names.iter().copied());
        Failure::new(
            format!("there is no kind `{name}`"),
            help.unwrap_or_else(|| format!("kinds are {}", names.join(", "))),
        )
    })
}

/// The kind that the name of a rule speaks of first, the longest if there are several.
pub fn kind_in(rule: &str, schema: &Schema) -> Option<KindId> {
    let words: Vec<&str> = rule.split('-').collect();
    let named = |from: usize| {
        let mut ends = (from + 1..=words.len()).rev();
        ends.find_map(|end| schema.kind_named(&words.get(from..end)?.join("_")))
    };
    (0..words.len()).find_map(named)
}

#[cfg(test)]
mod tests {
    use super::{is_rule_name, spelled};

    #[test]
    fn a_name_is_small_words_with_hyphens() {
        assert!(is_rule_name("vendor-without-contact") && is_rule_name("a-24h-gap"));
        for name in ["vendor", "", "Vendor-gone", "a--b", "a-", "-a", "1-a", "a_b-c", "a-b/../c", "a-\u{fc}"]
        {
            assert!(!is_rule_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_was_meant_is_found() {
        assert_eq!(spelled("Vendor without_contact").as_deref(), Some("vendor-without-contact"));
        assert_eq!(spelled("vendor"), None);
    }
}
