//! Documents with fences: finds the parts that are to be read. Offsets stay those of the document.

use crate::text::Language;

/// A part of a file that is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its first byte.
    pub start: u32,
    /// The first byte behind it.
    pub end: u32,
    /// How many spaces its lines are moved to the right.
    pub margin: u8,
    /// Whether the fence around it is closed, or there is none.
    pub closed: bool,
}

impl Segment {
    /// The whole of a file without fences.
    pub fn whole(text: &str) -> Self {
        Self { start: 0, end: text.len() as u32, margin: 0, closed: true }
    }
}

/// The fences of a document.
#[derive(Debug, Default)]
pub(super) struct Fences {
    /// What stands in fences of the language asked for.
    pub segments: Vec<Segment>,
    /// Where a line looks like such a fence but, by its place, is none.
    pub overlooked: Vec<u32>,
    /// Where a fence is marked with a word that is probably a misspelt one.
    pub misspelt: Vec<u32>,
}

/// Whether `text`, a Markdown document, holds a fence of `language`.
pub fn has_fence(text: &str, language: Language) -> bool {
    !fences(text, language).segments.is_empty()
}

/// Whether `text` holds a fence of `language`, or tries to.
pub fn concerns(text: &str, language: Language) -> bool {
    let Fences { segments, overlooked, misspelt } = fences(text, language);
    !(segments.is_empty() && overlooked.is_empty() && misspelt.is_empty())
}

/// The word that marks a fence of `language`.
pub(super) fn fence_word(language: Language) -> &'static str {
    match language {
        Language::Plan | Language::Markdown => "irp",
        Language::Policy => "irpolicy",
        Language::Settings => "toml",
    }
}

/// A fence that is open.
struct Open {
    sign: u8,
    length: usize,
    /// Set for a fence of the language asked for: where its content starts, and its margin.
    wanted: Option<(u32, u8)>,
}

/// Behind the word of a fence: what stands in it is wrong on purpose, and not to be read.
const BROKEN: &str = ",broken";

/// Finds the fences of `language` in `text`.
pub(super) fn fences(text: &str, language: Language) -> Fences {
    let word = fence_word(language);
    let mut found = Fences::default();
    let mut open: Option<Open> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len() as u32;
        let line = line.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(line);
        open = match open {
            Some(fence) if closes(line, &fence) => {
                found.close(&fence, start, true);
                None
            }
            Some(fence) => Some(fence),
            None => {
                let opened = opens(line, word, at);
                if opened.is_none() && looks_wanted(line, word) {
                    found.overlooked.push(start);
                }
                if opened.as_ref().is_some_and(|fence| fence.wanted.is_none() && means(line, word)) {
                    found.misspelt.push(start);
                }
                opened
            }
        };
    }
    if let Some(fence) = open {
        found.close(&fence, at, false);
    }
    found
}

impl Fences {
    fn close(&mut self, fence: &Open, end: u32, closed: bool) {
        if let Some((start, margin)) = fence.wanted {
            self.segments.push(Segment { start, end, margin, closed });
        }
    }
}

/// The sign, length and rest of a line that starts with a fence.
fn fence(line: &str) -> Option<(u8, usize, &str)> {
    let sign = *line.as_bytes().first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    let rest = line.get(length..)?.trim();
    (length >= 3 && !(sign == b'`' && rest.contains('`'))).then_some((sign, length, rest))
}

fn is_wanted(info: &str, word: &str) -> bool {
    info.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(word))
}

fn opens(line: &str, word: &str, content: u32) -> Option<Open> {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    let (sign, length, info) = fence(line.get(spaces..)?).filter(|_| spaces <= 3)?;
    let wanted = is_wanted(info, word).then_some((content, spaces as u8));
    Some(Open { sign, length, wanted })
}

fn closes(line: &str, open: &Open) -> bool {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    let close = line.get(spaces..).and_then(fence);
    spaces <= 3
        && close
            .is_some_and(|(sign, length, rest)| sign == open.sign && length >= open.length && rest.is_empty())
}

/// Whether a fence is marked with something that was probably meant to be `word`. Words of other languages, such as
/// `irb`, are left alone: what starts with the word is meant, what changes one of its letters is not.
fn means(line: &str, word: &str) -> bool {
    let info = fence(line.trim_start()).and_then(|(_, _, info)| info.split_whitespace().next()).unwrap_or("");
    if info.ends_with(BROKEN) {
        return false;
    }
    let bare = info.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()).to_ascii_lowercase();
    let policy = fence_word(Language::Policy);
    let near_policy = strsim::osa_distance(&bare, policy) <= 2;
    if word == policy || near_policy {
        return word == policy && near_policy;
    }
    let turned = bare.len() == word.len() && bare != word && strsim::osa_distance(&bare, word) == 1;
    let same_letters = word.bytes().all(|letter| bare.bytes().any(|other| other == letter));
    bare.starts_with(word) || turned && same_letters
}

/// Whether a line outside fences would be a wanted fence if it stood further left.
fn looks_wanted(line: &str, word: &str) -> bool {
    let bare = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    fence(bare).is_some_and(|(_, _, info)| is_wanted(info, word))
}
