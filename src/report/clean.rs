//! The one place where characters that could steer a terminal, turn the direction of text or break a line
//! are taken out. Every format gets its words from here; nothing passes by it.

use std::borrow::Cow;

/// A text for one line of output: no control or direction-changing character, no line break, no tab.
pub fn line(text: &str) -> Cow<'_, str> {
    replace(
        text,
        |_, at| at == '\n' || at == '\t' || steers(at),
        |at| {
            if at.is_whitespace() && at.is_ascii() { " " } else { stand_in(at) }
        },
    )
}

/// A whole file for excerpts: as it is, byte for byte as long, without characters that steer.
pub fn file(text: &str) -> Cow<'_, str> {
    let ends_line = |rest: &str| rest.starts_with("\r\n");
    replace(text, |rest, at| at != '\n' && at != '\t' && steers(at) && !ends_line(rest), stand_in)
}

/// Whether a character steers the device that shows it instead of standing for itself: the controls, the
/// marks that change direction, the separators of lines and paragraphs, and the invisible tags.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A harmless text of the same length in bytes, so that places in a file stay where they are.
fn stand_in(character: char) -> &'static str {
    match character.len_utf8() {
        1 => "?",
        2 => "\u{b7}",
        3 => "\u{fffd}",
        _ => "\u{b7}\u{b7}",
    }
}

fn replace(
    text: &str,
    unwanted: impl Fn(&str, char) -> bool,
    instead: impl Fn(char) -> &'static str,
) -> Cow<'_, str> {
    let found =
        text.char_indices().find(|(at, character)| unwanted(text.get(*at..).unwrap_or(""), *character));
    let Some((first, _)) = found else { return Cow::Borrowed(text) };
    let (before, rest) = text.split_at(first);
    let mut cleaned = String::with_capacity(text.len());
    cleaned.push_str(before);
    for (at, character) in rest.char_indices() {
        if unwanted(rest.get(at..).unwrap_or(""), character) {
            cleaned.push_str(instead(character));
        } else {
            cleaned.push(character);
        }
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_steer_are_replaced_by_as_many_bytes() {
        let hostile = "a\u{1b}[31mb\u{85}c\u{202e}d\u{e0041}e\u{7}\r\nf\rg";
        let cleaned = file(hostile);
        assert_eq!(cleaned, "a?[31mb\u{b7}c\u{fffd}d\u{b7}\u{b7}e?\r\nf?g");
        assert_eq!(cleaned.len(), hostile.len());
    }

    #[test]
    fn a_line_has_no_breaks_and_a_good_text_is_not_copied() {
        assert_eq!(line("one\ntwo\tthree\u{0}"), "one two three?");
        assert!(matches!(line("Häfen und Straßen"), Cow::Borrowed(_)));
    }
}
