//! Texts with holes: `"{p} is both primary and backup of {r}."`.

use super::expressions::expression;
use super::parse;
use super::tree::{Expr, Part, Template};
use crate::finding::Finding;
use crate::syntax::Name;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::{Range, Statement};
use crate::syntax::plan::end_of;
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::texts::{Letter, letters};
use crate::text::Span;

/// The template in a clause that is a word and a text.
pub(super) fn text<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Template<'a>> {
    if let Some(quoted) = quick::text(reader, statement.head) {
        return template(reader, quoted);
    }
    let node = reader.parse(Rule::text_clause, statement.head, end_of(statement))?;
    template(reader, node.children().find_rule(Rule::text)?.name())
}

/// The template of a text that stands there with its quotes. Two braces of a kind stand for one.
pub(super) fn template<'a>(reader: &mut Reader<'a>, quoted: Name<'a>) -> Option<Template<'a>> {
    let span = quoted.span;
    let letters = letters(reader, quoted)?;
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = letters.as_slice();
    let mut sound = true;
    while let [first, behind @ ..] = rest {
        let doubled = behind.first().is_some_and(|next| next.character == first.character);
        match first.character {
            '{' | '}' if doubled => {
                words.push(first.character);
                rest = behind.get(1..).unwrap_or(&[]);
            }
            '{' => {
                let (hole, next) = hole(reader, span, first, behind);
                if !words.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut words).into()));
                }
                sound &= hole.is_some();
                parts.extend(hole);
                rest = next;
            }
            '}' => {
                report(reader, span, first, "this `}` ends no hole", "write `}}` for a brace in the text");
                sound = false;
                rest = behind;
            }
            other => {
                words.push(other);
                rest = behind;
            }
        }
    }
    if !words.is_empty() || parts.is_empty() {
        parts.push(Part::Text(words.into()));
    }
    sound.then_some(Template { parts, span })
}

/// The hole that `open` starts, and the letters behind it.
fn hole<'a, 'l>(
    reader: &mut Reader<'a>,
    text: Span,
    open: &Letter,
    behind: &'l [Letter],
) -> (Option<Part<'a>>, &'l [Letter]) {
    let end = behind.iter().position(|letter| matches!(letter.character, '{' | '}'));
    let close = end.and_then(|end| behind.get(end)).filter(|letter| letter.character == '}');
    let (Some(end), Some(close)) = (end, close) else {
        report(reader, text, open, "this `{` is never closed", "write `{{` for a brace in the text");
        return (None, end.and_then(|end| behind.get(end..)).unwrap_or(&[]));
    };
    let inside = Range { start: text.start + open.at as u32 + 1, end: text.start + close.at as u32 };
    let rest = behind.get(end + 1..).unwrap_or(&[]);
    let inside = trimmed(reader, inside);
    if inside.start == inside.end {
        report(
            reader,
            text,
            open,
            "this hole is empty",
            "name the value to print, or write `{{}}` for two braces",
        );
        return (None, rest);
    }
    (value(reader, inside).map(Part::Hole), rest)
}

fn value<'a>(reader: &mut Reader<'a>, inside: Range) -> Option<Expr<'a>> {
    if let Some(read) = quick::hole(reader, inside) {
        return Some(read);
    }
    let node = parse(reader, Rule::hole, inside, "`}`")?;
    expression(reader, &node.children().next_as(Rule::expr)?)
}

/// A range without the space around it.
fn trimmed(reader: &Reader<'_>, range: Range) -> Range {
    let text = reader.slice(range);
    let start = range.end - text.trim_start().len() as u32;
    Range { start, end: start + text.trim().len() as u32 }
}

fn report(reader: &mut Reader<'_>, text: Span, letter: &Letter, message: &str, help: &str) {
    let at = text.start + letter.at as u32;
    let length = 1 + u32::from(letter.escaped);
    let span = Span::new(text.file, at, at + length);
    reader.report(Finding::unreadable("syntax/template", span, message).help(help));
}
