//! What is wrong with a file in TOML, for those who wrote it: the words of its reader are for programmers.

use super::Mistake;
use crate::finding::did_you_mean;

/// What an error of the reader says of `text`; `what` is the word for a key.
pub fn mistake(error: &toml::de::Error, text: &str, what: &str) -> Mistake {
    let span = error.span().unwrap_or(0..0);
    let span = span.start.min(text.len())..span.end.min(text.len());
    let (message, help) = said(error.message(), text.get(span.clone()).unwrap_or(""), what);
    Mistake { message, help, span }
}

/// What is wrong with what `stands` there, and what to do. Which words there are is said by the reader itself.
fn said(message: &str, stands: &str, what: &str) -> (String, Option<String>) {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or("");
    let choose = |known: Vec<&str>, names: &str| {
        let list = format!("{names} are {}", known.join(", "));
        did_you_mean(first, known).unwrap_or(list)
    };
    if message.starts_with("unknown field ") {
        (format!("there is no {what} `{first}`"), Some(choose(quoted.collect(), "keys")))
    } else if message.starts_with("unknown variant ") {
        (format!("`{first}` cannot stand here"), Some(choose(quoted.collect(), "words")))
    } else if message.starts_with("missing field ") {
        (format!("`{first}` is missing here"), None)
    } else if message.starts_with("data did not match any variant ") {
        ("a number, a text in quotes, `true` or `false` is wanted here".to_owned(), None)
    } else if message == "wanted string or table" {
        ("a text in quotes is wanted here".to_owned(), None)
    } else if let Some((found, wanted)) =
        message.strip_prefix("invalid type: ").and_then(|kinds| kinds.split_once(", expected "))
    {
        other_kind(found, wanted, stands)
    } else {
        (one_line(message), None)
    }
}

/// A message of a library in one line.
pub fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// That a value of one kind stands where one of another is wanted; a single value is easily brought into the right form.
fn other_kind(found: &str, wanted: &str, stands: &str) -> (String, Option<String>) {
    let wanted = match wanted {
        "a sequence" => "a list",
        "a string" => "a text in quotes",
        _ => "a table",
    };
    let found = match found.split_whitespace().next().unwrap_or("") {
        "string" => "a text",
        "sequence" => "a list",
        "map" if !stands.starts_with(['[', '{']) => "a date or a time",
        "map" => "a table",
        _ => "a number or a word without quotes",
    };
    let help = match (found, wanted) {
        _ if stands.contains('\n') => None,
        ("a text", "a list") => Some(format!("write `[{stands}]`")),
        ("a list" | "a table", "a text in quotes") => None,
        (_, "a text in quotes") => Some(format!("write `\"{stands}\"`")),
        ("a table", "a list") => {
            Some("a list stands in `[...]` behind `=`, and each table of a list below `[[...]]`".to_owned())
        }
        _ => None,
    };
    (format!("{wanted} is wanted here, and this is {found}"), help)
}

#[cfg(test)]
mod tests {
    use crate::config::read;

    fn said(text: &str) -> (String, String) {
        let mistake = read(text, "0.1.0").unwrap_err();
        (mistake.message, mistake.help.unwrap_or_default())
    }

    #[test]
    fn what_stands_in_a_wrong_place_is_said_in_words() {
        for (text, message, help) in [
            ("fail-on = 'eror'", "`eror` cannot stand here", "did you mean `error`?"),
            ("fail-on = 'fatal'", "`fatal` cannot stand here", "words are note, warning, error"),
            ("fail-on = 3", "a text in quotes is wanted here", ""),
            ("select = \"core\"", "a list is wanted here, and this is a text", "write `[\"core\"]`"),
            ("select = true", "a list is wanted here, and this is a number or a word without quotes", ""),
            (
                "[overrides]\nx = 1",
                "a list is wanted here, and this is a table",
                "a list stands in `[...]` behind `=`, and each table of a list below `[[...]]`",
            ),
            (
                "edition = 2026",
                "a text in quotes is wanted here, and this is a number or a word without quotes",
                "write `\"2026\"`",
            ),
            (
                "edition = 2026-01-01",
                "a text in quotes is wanted here, and this is a date or a time",
                "write `\"2026-01-01\"`",
            ),
            ("edition = [1]", "a text in quotes is wanted here, and this is a list", ""),
            ("packs = 3", "a table is wanted here, and this is a number or a word without quotes", ""),
            ("[packs.core]\nmost = [1]", "a number, a text in quotes, `true` or `false` is wanted here", ""),
            ("[[overrides]]\nignore = []", "`paths` is missing here", ""),
            ("select = [", "unclosed array, expected `]`", ""),
        ] {
            assert_eq!(said(text), (message.to_owned(), help.to_owned()), "{text}");
        }
    }
}
