//! Values of the common kinds, told apart by their first byte as in the grammar.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::{Literal, Words};
use crate::syntax::grammar::Rule;
use crate::syntax::literals::simple;
use crate::syntax::outline::{is_small_word, is_word};
use crate::syntax::quantities::{day_of, number_of, unit_of, weekday_of};
use crate::syntax::{Amount, Clock, LiteralKind, Window};

impl<'a> Cursor<'a> {
    /// One value.
    pub(super) fn value(&mut self) -> Option<Literal<'a>> {
        let from = self.at;
        let kind = match self.peek()? {
            b'"' => LiteralKind::Text(self.text()?.text),
            b'a'..=b'z' => self.lower_value()?,
            b'0'..=b'9' => self.number_or_date()?,
            b'A'..=b'Z' => self.upper_value()?,
            b'+' => self.phone()?,
            _ => return None,
        };
        Some(Literal { kind, span: self.span_from(from) })
    }

    /// A text on one line that means what it shows. If there is none, the place stays where it is.
    pub(super) fn text(&mut self) -> Option<Words<'a>> {
        let from = self.at;
        let rest = self.text.get(from..)?.strip_prefix('"')?.as_bytes();
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'\n' | b'\r'))?;
        // An empty text with a quote behind it opens a text over several lines.
        let long = length == 0 && rest.get(1) == Some(&b'"');
        if long || rest.get(length) != Some(&b'"') {
            return None;
        }
        self.at = from + length + 2;
        let inner = self.text.get(from + 1..self.at - 1)?;
        Some(Words { text: Cow::Borrowed(inner), span: self.span_from(from) })
    }

    /// A name, a rule's name, a link, or an address for mail.
    fn lower_value(&mut self) -> Option<LiteralKind<'a>> {
        let from = self.at;
        let first = self.name()?.text;
        if first.starts_with("http") {
            self.at = from;
            return self.url().map(LiteralKind::Url);
        }
        if first == "todo" {
            return None;
        }
        if !is_small_word(first) && self.dotted().is_some() {
            return Some(simple(Rule::word, self.text_from(from)));
        }
        self.at = from;
        if let Some(name) = self.hyphened() {
            return name.text.contains('-').then(|| simple(Rule::kebab, name.text));
        }
        self.at = from;
        self.email()
    }

    /// A link without brackets, for the grammar counts how deep those are. If there is none, the place stays where it is.
    pub(super) fn url(&mut self) -> Option<&'a str> {
        let from = self.at;
        let rest = self.text.get(from..)?;
        let behind = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
        let ends = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b'|' | b'}');
        let length = behind.bytes().position(ends).unwrap_or(behind.len());
        let plain = !behind.bytes().take(length).any(|byte| matches!(byte, b'(' | b'['));
        (length > 0 && plain).then(|| self.at += rest.len() - behind.len() + length)?;
        Some(self.text_from(from))
    }

    /// What stands behind a name that may be dotted for a part.
    fn dotted(&mut self) -> Option<()> {
        while self.peek() == Some(b'.')
            && self.byte(self.at + 1).is_some_and(|byte| byte.is_ascii_lowercase())
        {
            self.at += 1;
            self.name()?;
        }
        self.complete()
    }

    fn email(&mut self) -> Option<LiteralKind<'a>> {
        let from = self.at;
        let is_mail = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
        for side in 0..2 {
            let start = self.at;
            while self.peek().is_some_and(is_mail) {
                self.at += 1;
            }
            if self.at == start {
                return None;
            }
            if side == 0 {
                self.take(b'@')?;
            }
        }
        Some(simple(Rule::email, self.text_from(from)))
    }

    /// `2026-11-23`, `24x7`, `3`, `95%`, `15 minutes`. Decimals are left to the grammar.
    fn number_or_date(&mut self) -> Option<LiteralKind<'a>> {
        let from = self.at;
        let count = self.digits();
        if self.peek() == Some(b'-') && count == 4 {
            self.at = from + 10;
            self.ends()?;
            return day_of(self.text.get(from..self.at)?).map(LiteralKind::Date);
        }
        if self.peek() == Some(b'x') {
            self.at = from;
            self.word("24x7")?;
            self.ends()?;
            return Some(simple(Rule::always, "24x7"));
        }
        let thousandths = number_of(self.text_from(from))?;
        let end = self.at;
        self.blanks();
        let word = self.at;
        self.run();
        if self.text_from(word) == "business" {
            return None;
        }
        if let Some(unit) = unit_of(self.text_from(word)) {
            return Some(LiteralKind::Duration(Amount { thousandths, unit }));
        }
        self.at = end;
        if self.take(b'%').is_some() {
            return Some(LiteralKind::Percent(thousandths));
        }
        let goes_on = |byte: u8| is_word(byte) || matches!(byte, b'-' | b':' | b'@' | b'.');
        (!self.peek().is_some_and(goes_on)).then_some(LiteralKind::Number(thousandths))
    }

    /// `Mon-Fri 09:00-17:00 Europe/Berlin`, `Europe/Berlin`, `DE`.
    fn upper_value(&mut self) -> Option<LiteralKind<'a>> {
        let from = self.at;
        if let Some(first) = self.weekday() {
            return self.window(first);
        }
        self.at = from;
        if let Some(zone) = self.zone() {
            return Some(LiteralKind::Zone(zone));
        }
        self.at = from;
        while self.peek().is_some_and(|byte| byte.is_ascii_uppercase()) {
            self.at += 1;
        }
        self.ends()?;
        let code = self.text_from(from);
        let zone = code == "UTC" || self.peek() == Some(b'/');
        (!zone && (2..=3).contains(&code.len())).then(|| simple(Rule::code, code))
    }

    fn weekday(&mut self) -> Option<u8> {
        let from = self.at;
        self.at = from + 3;
        self.ends()?;
        weekday_of(self.text.get(from..self.at)?)
    }

    /// The window of the week that starts with this day; the day alone is left to the grammar.
    fn window(&mut self, first: u8) -> Option<LiteralKind<'a>> {
        let mut last = first;
        if self.take(b'-').is_some() {
            last = self.weekday()?;
        }
        self.take(b' ')?;
        let from = self.clock(1439)?;
        self.take(b'-')?;
        let to = self.clock(1440)?;
        let end = self.at;
        let zone = self.take(b' ').filter(|()| self.peek().is_some_and(|byte| byte.is_ascii_uppercase()));
        let zone = if zone.is_some() { Some(self.zone()?) } else { None };
        if zone.is_none() {
            self.at = end;
        }
        Some(LiteralKind::Hours(Window { first, last, from, to, zone }))
    }

    /// A time of day, at most `latest`.
    fn clock(&mut self, latest: Clock) -> Option<Clock> {
        let from = self.at;
        (self.digits() == 2).then_some(())?;
        self.take(b':')?;
        (self.digits() == 2).then_some(())?;
        self.ends()?;
        let (hour, minute) = self.text_from(from).split_once(':')?;
        let minute = minute.parse::<Clock>().ok().filter(|minute| *minute < 60)?;
        Some(hour.parse::<Clock>().ok()? * 60 + minute).filter(|minutes| *minutes <= latest)
    }

    /// `Europe/Berlin`.
    fn zone(&mut self) -> Option<&'a str> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        if self.at < from + 2 || self.peek() != Some(b'/') {
            return None;
        }
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
        while self.peek() == Some(b'/') && self.byte(self.at + 1).is_some_and(is_part) {
            self.at += 1;
            while self.peek().is_some_and(is_part) {
                self.at += 1;
            }
        }
        (self.peek() != Some(b'/')).then(|| self.text_from(from))
    }

    /// `+49 30 23125 101`.
    fn phone(&mut self) -> Option<LiteralKind<'a>> {
        let from = self.at;
        self.take(b'+')?;
        self.peek()?.is_ascii_digit().then(|| self.at += 1)?;
        let mut count = 0;
        while count < 20 {
            let at = self.at + usize::from(self.peek() == Some(b' '));
            match self.byte(at) {
                Some(b'0'..=b'9') => self.at = at + 1,
                Some(b'(') if self.text.get(at..).is_some_and(|rest| rest.starts_with("(0)")) => {
                    self.at = at + 3;
                }
                _ => break,
            }
            count += 1;
        }
        self.ends()?;
        (count >= 5).then(|| simple(Rule::phone, self.text_from(from)))
    }
}
