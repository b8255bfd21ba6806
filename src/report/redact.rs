//! The one place where private values are masked: what the schema marks as private, and whatever looks like an address
//! of mail or a telephone number. Every format gets its words from here. A mask is as long as what it hides, so that
//! marks under a line stay in place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Private;
use crate::text::{FileId, Source, Sources, Span};

/// The fewest digits that make a telephone number.
const PHONE_DIGITS: usize = 6;

/// What is private in the files of a run.
#[derive(Debug, Default)]
pub struct Secrets {
    /// Where it is written, sorted.
    spans: Vec<Span>,
    /// How messages repeat it, by the first character, the longest first.
    said: BTreeMap<char, Vec<String>>,
}

impl Secrets {
    /// Those that the schema marks. What is found by its looks alone need not be looked for by its words.
    pub fn of(private: &[Private]) -> Self {
        let mut said: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for text in private.iter().filter_map(|one| one.said.as_deref()) {
            let text = text.trim();
            let left = mask(text).chars().any(char::is_alphanumeric);
            if let Some(first) = text.chars().next().filter(|_| left) {
                said.entry(first).or_default().push(text.to_owned());
            }
        }
        for texts in said.values_mut() {
            texts.sort_unstable_by(|one, two| two.len().cmp(&one.len()).then(one.cmp(two)));
            texts.dedup();
        }
        let mut spans: Vec<Span> = private.iter().map(|one| one.span).collect();
        spans.sort_unstable();
        Self { spans, said }
    }

    /// Where it is written in a file.
    fn of_file(&self, file: FileId) -> impl Iterator<Item = &Span> {
        let from = self.spans.partition_point(|span| span.file < file);
        self.spans.iter().skip(from).take_while(move |span| span.file == file)
    }

    /// A text that was made of words of the files, with every private value masked.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.said.is_empty() {
            return mask(text);
        }
        match covered(text, self.repeated(text)) {
            Cow::Borrowed(text) => mask(text),
            Cow::Owned(text) => Cow::Owned(mask(&text).into_owned()),
        }
    }

    /// The text of a file with every private value masked.
    pub fn mask_file<'t>(&self, id: FileId, source: &'t Source) -> Cow<'t, str> {
        let inside = |span: &Span| {
            let text = source.slice(*span);
            let words = value(text);
            let start = span.start as usize + text.find(words).unwrap_or(0);
            start..start + words.len()
        };
        let mut ranges: Vec<Range<usize>> = self.of_file(id).map(inside).collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        match covered(&source.text, ranges) {
            Cow::Borrowed(text) => self.mask(text),
            Cow::Owned(text) => Cow::Owned(self.mask(&text).into_owned()),
        }
    }

    /// A text about private words without what it quotes of them between back-ticks, whole or cut short.
    pub fn mask_quotes(&self, text: &str, about: Span, sources: &Sources) -> String {
        let touches = |span: &&Span| span.start <= about.end && about.start <= span.end;
        let own = self.of_file(about.file).filter(touches);
        let words: Vec<&str> = own.map(|span| value(sources.slice(*span))).collect();
        if words.is_empty() {
            return text.to_owned();
        }
        let piece = |(at, piece): (usize, &str)| match at % 2 {
            1 => covered(piece, words.iter().filter_map(|words| quoted(piece, words)).collect()).into_owned(),
            _ => piece.to_owned(),
        };
        text.split('`').enumerate().map(piece).collect::<Vec<_>>().join("`")
    }

    /// Where words of private values stand in a text, in order. Within a word of Latin letters they are no words.
    fn repeated(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut before = ' ';
        for (at, sign) in text.char_indices() {
            let inside = found.last().is_some_and(|range| at < range.end);
            let candidates = if inside { None } else { self.said.get(&sign) };
            let rest = text.get(at..).unwrap_or("");
            let fits = |said: &&String| {
                let behind = rest.strip_prefix(said.as_str()).map(|rest| rest.chars().next().unwrap_or(' '));
                let last = said.chars().next_back().unwrap_or(' ');
                behind.is_some_and(|behind| !joined(before, sign) && !joined(last, behind))
            };
            let hit = candidates.and_then(|texts| texts.iter().find(fits));
            found.extend(hit.map(|said| at..at + said.len()));
            before = sign;
        }
        found
    }
}

/// Whether two characters beside each other are of one word.
const fn joined(one: char, other: char) -> bool {
    one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric()
}

/// The words of a value: without the quotes of a text, and without the colon before a value that cannot be read.
fn value(text: &str) -> &str {
    let text = text.trim_start_matches([':', ' ', '\t']);
    let quotes = if text.starts_with("\"\"\"") { 3 } else { usize::from(text.starts_with('"')) };
    let end = if text.len() >= 2 * quotes && text.ends_with('"') { text.len() - quotes } else { text.len() };
    text.get(quotes..end).unwrap_or(text)
}

/// Which part of a quotation is of `words`: all of it, all of them, or their start where it is cut short.
fn quoted(piece: &str, words: &str) -> Option<Range<usize>> {
    let kept = piece.trim_end_matches("...");
    if words.is_empty() || kept.is_empty() {
        return None;
    }
    if words.contains(kept) {
        return Some(0..kept.len());
    }
    let starts = kept.char_indices().map(|(at, _)| at);
    let cut = kept.len() < piece.len();
    let fits = |at: usize| {
        let rest = kept.get(at..)?;
        let whole = rest.starts_with(words).then_some(at + words.len());
        whole.or_else(|| (cut && words.starts_with(rest)).then_some(kept.len())).map(|end| at..end)
    };
    starts.into_iter().find_map(fits)
}

/// `text` with everything masked that looks like an address of mail or a telephone number.
pub fn mask(text: &str) -> Cow<'_, str> {
    covered(text, private(text))
}

/// `text` with these parts masked, which are in order; they may overlap.
fn covered(text: &str, parts: Vec<Range<usize>>) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    let mut done = 0;
    for range in parts {
        let range = range.start.max(done)..range.end.max(done);
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

/// The signs that tell an address from a number stay, and so do blanks; all else becomes as many stars as it has bytes.
fn cover(character: char, into: &mut String) {
    match character {
        '@' | '+' | ' ' | '\n' | '\r' | '\t' => into.push(character),
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
    use crate::text::{Language, Origin};

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
    fn what_the_schema_marks_is_masked_whatever_it_looks_like() {
        let file = FileId(0);
        let one =
            |start, end, said: &str| Private { span: Span::new(file, start, end), said: Some(said.into()) };
        let source = Source::new("a.irp", "home: \"Elm 5\", x", Language::Plan, Origin::User);
        let secrets = Secrets::of(&[one(6, 13, "Elm 5"), one(0, 0, "Elm"), one(0, 0, "\u{6771}")]);
        assert_eq!(secrets.mask_file(file, &source), "home: \"*** *\", x");
        assert_eq!(
            secrets.mask("to Elm 5, Elmar, (Elm) and \u{6771}\u{4eac}"),
            "to *** *, Elmar, (***) and ***\u{4eac}"
        );
        let mut sources = Sources::new();
        sources.add(source);
        let quotes = |text: &str| secrets.mask_quotes(text, Span::new(file, 6, 9), &sources);
        assert_eq!(quotes("`Elm` is no `home`"), "`***` is no `home`");
        assert_eq!(quotes("`home: Elm 5`, `home: El...`"), "`home: *** *`, `home: **...`");
        assert!(matches!(secrets.mask("nothing of it"), Cow::Borrowed(_)));
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
