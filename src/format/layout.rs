//! Lays out what stands in a block or at the top, item by item.

use super::columns::{Aligned, aligned, filled_up};
use super::page::Line;
use super::rows;
use super::statement::{Laid, laid};
use super::width::width;
use crate::syntax::shape::{Gap, Item, What, runs_on};

/// How far the lines of a block, and the further lines of a statement, are moved to the right.
const STEP: usize = 2;

/// The lines of a section so far.
pub(super) struct Layout<'t> {
    /// The file.
    pub text: &'t str,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Layout<'_> {
    /// Lays out `items` behind `indent` columns.
    pub fn items(&mut self, items: &[Item], indent: usize) {
        let widths = rows::widths(self.text, items);
        let statements: Vec<Option<Laid<'_>>> =
            items.iter().map(|item| self.statement(item, &widths, indent)).collect();
        let answers = aligned(items, &statements, indent);
        let mut first = true;
        for (at, ((item, laid), answer)) in items.iter().zip(&statements).zip(answers).enumerate() {
            let blank = item.gap == Gap::Blank && !first;
            let before = self.lines.len();
            match (&item.what, laid) {
                (What::Comment(range), _) => self.comment(range.of(self.text), item.gap, indent),
                (What::Tangle(range), _) => self.push(0, range.of(self.text).to_owned()),
                (What::Statement(_), Some(laid)) => {
                    let parted = !laid.has_block() && self.must_be_parted(laid, items, &statements, at);
                    self.whole(laid, answer, indent, if parted { ";" } else { "" });
                }
                (What::Statement(_), None) => {}
            }
            if let Some(line) = self.lines.get_mut(before) {
                line.blank = blank;
            }
            first = false;
        }
    }

    fn statement<'s>(&self, item: &'s Item, widths: &[usize], indent: usize) -> Option<Laid<'s>> {
        let What::Statement(statement) = &item.what else { return None };
        let mut laid = laid(self.text, statement, indent);
        if let Some(cells) = rows::cells(self.text, statement) {
            laid.lines = vec![rows::padded(&cells, widths)];
        }
        Some(laid)
    }

    /// Whether the statement at `at` would run on into the next one without a semicolon.
    fn must_be_parted(
        &self,
        laid: &Laid<'_>,
        items: &[Item],
        statements: &[Option<Laid<'_>>],
        at: usize,
    ) -> bool {
        let next = items.iter().zip(statements).skip(at + 1).find_map(|(item, laid)| match &item.what {
            What::Comment(_) => None,
            What::Tangle(range) => Some(range.of(self.text).trim_start().to_owned()),
            What::Statement(_) => laid.as_ref().map(Laid::text),
        });
        next.is_some_and(|next| runs_on(&laid.text(), &next))
    }

    /// A comment goes behind the line before it if that is where it stood. If that line has one already, a semicolon
    /// keeps it from describing what comes next.
    fn comment(&mut self, comment: &str, gap: Gap, indent: usize) {
        let comment = Some(comment.to_owned());
        if let Some(last) = self.lines.last_mut().filter(|last| gap == Gap::Same && last.comment.is_none()) {
            last.comment = comment;
        } else {
            let text = if gap == Gap::Same { ";".to_owned() } else { String::new() };
            self.lines.push(Line { indent, text, comment, blank: false });
        }
    }

    /// A statement with its block, and `end` behind it.
    fn whole(&mut self, laid: &Laid<'_>, answer: Aligned, indent: usize, end: &str) {
        let wide = match answer {
            Aligned::Whole(line) => return self.push(indent, line + end),
            Aligned::Behind(wide) => wide,
            Aligned::Not => width(&laid.label),
        };
        self.head(laid, wide, indent);
        let behind = match (&laid.inline, laid.block) {
            (Some(inline), _) => format!(" {}", inline.text()),
            (None, Some(_)) => " {".to_owned(),
            (None, None) => end.to_owned(),
        };
        if let Some(last) = self.lines.last_mut() {
            last.text.push_str(&behind);
        }
        if let Some(body) = laid.block {
            self.items(&body.items, indent + STEP);
            self.push(indent, "}".to_owned());
        }
    }

    /// The lines of a statement, those behind a label in the column `wide`.
    fn head(&mut self, laid: &Laid<'_>, wide: usize, indent: usize) {
        let behind_label = if laid.label.is_empty() { 0 } else { wide + 1 };
        let further = if laid.label.ends_with(':') { behind_label } else { STEP };
        let brace = if laid.block.is_some() { STEP } else { 0 };
        let (start, next) = (indent + behind_label + brace, indent + further + brace);
        let lines = laid.lines.iter().enumerate().flat_map(|(number, line)| {
            let start = if number == 0 { start } else { next };
            if laid.breaks { line.clone().broken(start, next) } else { vec![line.clone()] }
        });
        for (number, line) in lines.enumerate() {
            let text = line.text();
            let (indent, text) = match number {
                0 if laid.label.is_empty() => (indent, text),
                0 if text.is_empty() => (
                    indent,
                    if laid.inline.is_some() { filled_up(&laid.label, wide) } else { laid.label.clone() },
                ),
                0 => (indent, format!("{} {text}", filled_up(&laid.label, wide))),
                _ => (indent + further, text),
            };
            self.lines.push(Line { indent, text, comment: line.comment, blank: false });
        }
    }

    fn push(&mut self, indent: usize, text: String) {
        self.lines.push(Line { indent, text, ..Line::default() });
    }
}
