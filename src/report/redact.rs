//! The one place where private values are masked: addresses of mail and telephone numbers. Every format
//! gets its words from here. A mask is as long as what it hides, so that marks under a line stay in place.

use std::borrow::Cow;
use std::ops::Range;

/// The fewest digits that make a telephone number.
const PHONE_DIGITS: usize = 6;

/// `text` with every private value masked.
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    let mut done = 0;
    for range in private(text) {
        let into = masked.get_or_insert_with(|| String::with_capacity(text.len()));
        into.push_str(text.get(done..range.start).unwrap_or(""));
        let hidden = text.get(range.clone()).unwrap_or("");
        hidden.chars().for_each(|character| cover(character, into));
        done = range.end;
    }
    match masked {
        None => Cow::Borrowed(text),
        Some(mut masked) => {
            masked.push_str(text.get(done..).unwrap_or(""));
            Cow::Owned(masked)
        }
    }
}

/// The signs that tell an address from a number stay; all else becomes as many stars as it has bytes.
fn cover(character: char, into: &mut String) {
    match character {
        '@' | '+' | ' ' => into.push(character),
        _ => (0..character.len_utf8()).for_each(|_| into.push('*')),
    }
}

/// Where private values stand, in order.
fn private(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        let done = found.last().map_or(0, |range| range.end);
        let range = match byte {
            _ if at < done => None,
            b'@' => address(text, at, done),
            b'+' | b'0' | b'(' => number(bytes, at),
            _ => None,
        };
        found.extend(range);
    }
    found
}

/// The mail address around the `@` at `at`: at least one character on each side.
fn address(text: &str, at: usize, done: usize) -> Option<Range<usize>> {
    let part = |character: char| character.is_alphanumeric() || ".!#$%&'*+/=?^_{}~-".contains(character);
    let before = text.get(done..at)?;
    let start = done + before.trim_end_matches(part).len();
    let after = text.get(at + 1..)?;
    let host = |character: char| character.is_alphanumeric() || character == '.' || character == '-';
    let rest = after.trim_start_matches(host);
    let name = after.get(..after.len() - rest.len())?.trim_end_matches('.');
    (start < at && !name.is_empty()).then(|| start..at + 1 + name.len())
}

/// The telephone number that starts at `at`: with `+`, or with the zero of a national one.
fn number(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let word =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-' | b'/' | b'_' | b'+');
    if at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(word)
        && bytes.get(at) != Some(&b'+')
    {
        return None;
    }
    let national = bytes.get(at) != Some(&b'+');
    if national && bytes.get(at..)?.iter().find(|byte| **byte != b'(') != Some(&b'0') {
        return None;
    }
    let (mut digits, mut end) = (0, at);
    for (offset, byte) in bytes.get(at..)?.iter().enumerate() {
        match byte {
            b'0'..=b'9' => (digits, end) = (digits + 1, at + offset + 1),
            b' ' | b'-' | b'/' | b'(' | b')' | b'.' => {}
            b'+' if offset == 0 => {}
            _ => break,
        }
    }
    (digits >= PHONE_DIGITS + usize::from(national)).then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_masked_at_their_width() {
        assert_eq!(mask("email: anna@havel.example  # x"), "email: ****@*************  # x");
        assert_eq!(
            mask("phone: +49 30 23125 101, +1(202)5550100"),
            "phone: +** ** ***** ***, +*************"
        );
        assert_eq!(mask("phone: 030 23125 101"), "phone: *** ***** ***");
        let text = "| jürgen@höfe.example | +49 151 000 |";
        assert_eq!(mask(text).len(), text.len());
    }

    #[test]
    fn dates_hours_and_amounts_stay() {
        for text in [
            "until 2026-11-23, Mon-Sun 00:00-07:00, 09:00-17:00",
            "Directive (EU) 2022/2555, Art. 23, version 0.10.2, 0.5, + 3 hours",
            "a @ b, @x, 5@",
        ] {
            assert!(matches!(mask(text), Cow::Borrowed(_)), "{text}: {}", mask(text));
        }
    }
}
