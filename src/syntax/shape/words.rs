//! The words of a statement, as the grammar read them: its leaves, and the signs and comments between them.

use super::{Range, Sort, Word};
use crate::syntax::grammar::{Node, Rule};

/// The words of the statement at `range`, which was read as `node`.
pub(super) fn words(node: &Node<'_>, range: Range) -> Vec<Word> {
    let mut walk = Walk { text: node.text(), base: range.start, at: range.start, found: Vec::new() };
    walk.node(node);
    walk.found
}

/// The pass over a statement.
struct Walk<'t> {
    /// The statement.
    text: &'t str,
    /// Where it starts in the file.
    base: u32,
    /// Up to here its words were found.
    at: u32,
    found: Vec<Word>,
}

impl<'t> Walk<'t> {
    /// Finds the words of a part. No part is deep: the reader refuses what is.
    fn node(&mut self, node: &Node<'_>) {
        let rule = node.rule();
        for (number, child) in node.children().enumerate() {
            let span = child.span();
            self.between(span.start, rule);
            match leaf(&child, rule) {
                Some(sort) => self.push(span.end, sort),
                None => self.node(&child),
            }
            if rule == Rule::attribute_decls && number > 0 {
                self.mark_further(span.start);
            }
        }
        self.between(node.span().end, rule);
    }

    /// Finds the signs, words and comments from where the pass stands to `end`, which no rule has named.
    fn between(&mut self, end: u32, rule: Rule) {
        while let Some(rest) = self.rest(end) {
            let content = rest.trim_start();
            self.at += (rest.len() - content.len()) as u32;
            let Some(first) = content.chars().next() else { break };
            let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
            let (length, sort) = match first {
                '#' => (content.lines().next().map_or(0, |line| line.trim_end().len()), Sort::Comment),
                ',' => (1, Sort::Comma),
                ':' => (1, Sort::Colon),
                '-' if rule == Rule::hours => (1, Sort::Dash),
                _ if is_word(first) => {
                    (content.find(|sign| !is_word(sign)).unwrap_or(content.len()), Sort::Plain)
                }
                _ => (first.len_utf8(), Sort::Plain),
            };
            self.push(self.at + length as u32, sort);
        }
    }

    /// What is left before `end`.
    fn rest(&self, end: u32) -> Option<&'t str> {
        let (from, to) = (self.at.checked_sub(self.base)?, end.checked_sub(self.base)?);
        self.text.get(from as usize..to as usize).filter(|rest| !rest.is_empty())
    }

    /// Adds the word from where the pass stands to `end`.
    fn push(&mut self, end: u32, sort: Sort) {
        let range = Range { start: self.at, end };
        let before = self.found.last().map_or(self.base, |last| last.range.end);
        let gap = Range { start: before - self.base, end: self.at - self.base };
        let starts_line = gap.of(self.text).contains('\n');
        self.found.push(Word { range, sort, starts_line });
        self.at = end;
    }

    fn mark_further(&mut self, start: u32) {
        if let Some(word) = self.found.iter_mut().find(|word| word.range.start == start) {
            word.sort = Sort::Further;
        }
    }
}

/// What `node`, a part of a `parent`, is if it is a single word.
fn leaf(node: &Node<'_>, parent: Rule) -> Option<Sort> {
    match node.rule() {
        Rule::text => Some(Sort::Text),
        Rule::url => Some(Sort::Link),
        Rule::measure | Rule::number => Some(Sort::Measure),
        Rule::path => Some(Sort::Plain),
        Rule::comma => Some(Sort::Comma),
        Rule::colon => Some(Sort::Colon),
        Rule::many => Some(Sort::Count),
        Rule::prep if parent == Rule::tail => Some(Sort::Small),
        Rule::open_round | Rule::open_square => {
            let named = [Rule::params, Rule::arguments, Rule::keys, Rule::matrix_head];
            Some(Sort::Opening { tight: named.contains(&parent) })
        }
        Rule::close_round | Rule::close_square => Some(Sort::Closing),
        _ => node.children().next().is_none().then_some(Sort::Plain),
    }
}
