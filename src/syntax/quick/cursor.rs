//! A place in a statement, and the words that begin there. Whatever does not fit gives nothing; the place is then of no use.

use crate::syntax::Name;
use crate::syntax::outline::{is_small_word, is_word};
use crate::text::{FileId, Span};

/// How far a statement was read.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    file: FileId,
    base: u32,
}

impl<'a> Cursor<'a> {
    /// At the start of a statement that stands at `base` of `file`.
    pub(super) fn new(text: &'a str, file: FileId, base: u32) -> Self {
        Self { text, at: 0, file, base }
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    /// The byte at a place.
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The text from `from` up to here.
    pub(super) fn text_from(&self, from: usize) -> &'a str {
        self.text.get(from..self.at).unwrap_or("")
    }

    /// Its place in the file.
    pub(super) fn span_from(&self, from: usize) -> Span {
        Span::new(self.file, self.base + from as u32, self.base + self.at as u32)
    }

    /// Goes over `wanted`.
    pub(super) fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    /// Goes over these letters, whatever follows.
    pub(super) fn word(&mut self, wanted: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(wanted).then(|| self.at += wanted.len())
    }

    /// Goes over this whole word and the space behind it.
    pub(super) fn keyword(&mut self, wanted: &str) -> Option<()> {
        self.is_at(wanted).then(|| self.at += wanted.len())?;
        self.space();
        Some(())
    }

    /// Whether this whole word stands here.
    pub(super) fn is_at(&self, wanted: &str) -> bool {
        let end = self.at + wanted.len();
        self.text.as_bytes().get(self.at..end) == Some(wanted.as_bytes())
            && !self.byte(end).is_some_and(is_word)
    }

    /// Goes over `wanted` and the space behind it.
    pub(super) fn sign(&mut self, wanted: u8) -> Option<()> {
        self.take(wanted)?;
        self.space();
        Some(())
    }

    /// Goes over space and line breaks. A comment behind them is left there, and nothing fits it.
    pub(super) fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    /// Goes over space within a line.
    pub(super) fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Goes over all bytes of the kind that words go on with; says how many there were.
    pub(super) fn run(&mut self) -> usize {
        let before = self.at;
        while self.peek().is_some_and(is_word) {
            self.at += 1;
        }
        self.at - before
    }

    /// Goes over digits; says how many there were.
    pub(super) fn digits(&mut self) -> usize {
        let before = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - before
    }

    /// A plain name, whatever follows it.
    pub(super) fn name(&mut self) -> Option<Name<'a>> {
        let from = self.at;
        self.lower()?;
        self.run();
        Some(self.piece(from))
    }

    /// A small word that starts a tail; the place stays at its end.
    pub(super) fn preposition(&mut self) -> Option<Name<'a>> {
        let name = self.name()?;
        is_small_word(name.text).then_some(name)
    }

    /// Whether a small word that starts a tail stands here.
    pub(super) fn at_preposition(&mut self) -> bool {
        let before = self.at;
        let found = self.preposition().is_some();
        self.at = before;
        found
    }

    /// A name with or without hyphens.
    pub(super) fn hyphened(&mut self) -> Option<Name<'a>> {
        let from = self.at;
        self.name()?;
        while self.peek() == Some(b'-') && self.byte(self.at + 1).is_some_and(is_word) {
            self.at += 1;
            self.run();
        }
        self.complete()?;
        Some(self.piece(from))
    }

    /// A small letter.
    pub(super) fn lower(&mut self) -> Option<()> {
        self.peek()?.is_ascii_lowercase().then(|| self.at += 1)
    }

    /// Whether a word is over here.
    pub(super) fn complete(&self) -> Option<()> {
        let goes_on = match self.peek() {
            None => false,
            Some(b'-' | b'@' | b'+') => true,
            Some(b':') => self.text.get(self.at..).is_some_and(|rest| rest.starts_with("://")),
            Some(b'.') => self.byte(self.at + 1).is_some_and(is_word),
            Some(byte) => is_word(byte),
        };
        (!goes_on).then_some(())
    }

    /// Whether no byte follows that words go on with.
    pub(super) fn ends(&self) -> Option<()> {
        (!self.peek().is_some_and(is_word)).then_some(())
    }
}
