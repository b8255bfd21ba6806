//! Matrices: every word of the first list has its row, every word of the second its column, each once, and
//! every cell is a word of the third.

use super::{Known, Placed, literal};
use crate::finding::{Finding, did_you_mean};
use crate::model::{Datum, ListId, Schema, Word};
use crate::policy::ir;
use crate::syntax::plan::tree::{Cell, Row};
use crate::syntax::policy::tree::{Item, Matrix};
use crate::syntax::{LiteralKind, Name};
use crate::text::Span;

/// Checks all matrices and adds the sound ones to what is known.
pub(super) fn check<'f>(known: &mut Known<'f>, placed: &[Placed<'f>], findings: &mut Vec<Finding>) {
    for one in placed {
        let Item::Matrix(tree) = one.item else { continue };
        let Some(declared) = known.names.declared_at(tree.name) else { continue };
        let mut reader = Reader { schema: &known.schema, findings, sound: true };
        if let Some(matrix) = reader.matrix(tree).filter(|_| reader.sound) {
            declared.number.set(Some(known.matrices.len() as u16));
            known.matrices.push(matrix);
        }
    }
}

/// Reads one matrix; `sound` falls with the first mistake.
struct Reader<'k> {
    schema: &'k Schema,
    findings: &'k mut Vec<Finding>,
    sound: bool,
}

/// A word, by its number in its list, with its place in the text; none if it could not be read.
type At = Option<(u16, Span)>;

impl Reader<'_> {
    fn matrix(&mut self, tree: &Matrix<'_>) -> Option<ir::Matrix> {
        let rows = self.list(tree.rows_over);
        let columns = self.list(tree.columns_over);
        let cells_of = self.list(tree.cells_of);
        let (rows, columns, cells_of) = (rows?, columns?, cells_of?);
        let order = self.columns(tree, columns);
        let mut table: Vec<Option<Vec<u16>>> = vec![None; self.schema.list(rows).words.len()];
        let mut named = Vec::new();
        for row in &tree.rows {
            let name = self.row_name(row, rows);
            named.push(name);
            let cells = self.row(row, &order, cells_of);
            if let Some(slot) = name.and_then(|(at, _)| table.get_mut(usize::from(at))) {
                *slot = cells;
            }
        }
        self.complete(rows, &named, tree, "row");
        let cells = table.into_iter().collect::<Option<Vec<_>>>()?;
        let name = tree.name.text.to_owned();
        Some(ir::Matrix { name, rows, columns, cells_of, cells, span: tree.head })
    }

    fn wrong<T>(&mut self, span: Span, message: impl Into<String>) -> Option<T> {
        self.say(Finding::unreadable("type/matrix", span, message))
    }

    fn say<T>(&mut self, finding: Finding) -> Option<T> {
        self.sound = false;
        self.findings.push(finding);
        None
    }

    fn list(&mut self, name: Name<'_>) -> Option<ListId> {
        let lists = &self.schema.lists;
        self.schema.list_named(name.text).or_else(|| {
            let message = format!("there is no list of words `{}`", name.text);
            let finding = Finding::unreadable("type/kind", name.span, message);
            self.say(finding.maybe_help(did_you_mean(name.text, lists.keys().map(String::as_str))))
        })
    }

    /// Which word each column stands for.
    fn columns(&mut self, tree: &Matrix<'_>, list: ListId) -> Vec<At> {
        let Some((corner, names)) = tree.columns.split_first() else {
            self.wrong::<()>(tree.head, "this matrix has no columns");
            return Vec::new();
        };
        if corner.text != tree.rows_over.text {
            let wanted = tree.rows_over.text;
            self.wrong::<()>(corner.span, format!("the first column is called like its list, `{wanted}`"));
        }
        let order: Vec<At> = names.iter().map(|name| self.word(name.text, name.span, list)).collect();
        self.complete(list, &order, tree, "column");
        order
    }

    fn word(&mut self, text: &str, span: Span, list: ListId) -> At {
        match literal::word(text, list, self.schema) {
            Some(Datum::Word(Word { at, .. })) => Some((at, span)),
            _ => self.say(literal::unknown_word(text, span, list, self.schema)),
        }
    }

    /// Says which words of `list` are missing or doubled; stays quiet if a word could not be read.
    fn complete(&mut self, list: ListId, found: &[At], tree: &Matrix<'_>, what: &str) {
        let mut first: Vec<Option<Span>> = vec![None; self.schema.list(list).words.len()];
        for (at, span) in found.iter().flatten() {
            let Some(slot) = first.get_mut(usize::from(*at)) else { continue };
            if let Some(earlier) = *slot {
                let word = self.schema.word(Word { list, at: *at });
                let message = format!("`{word}` has two {what}s");
                let finding = Finding::unreadable("type/matrix", *span, message);
                self.say::<()>(finding.also(earlier, "the other one"));
            } else {
                *slot = Some(*span);
            }
        }
        if found.iter().any(Option::is_none) {
            return;
        }
        let words = self.schema.list(list).words.iter().zip(&first);
        let missing: Vec<(&String, Span)> =
            words.filter(|(_, at)| at.is_none()).map(|((word, listed), _)| (word, listed.span)).collect();
        if !missing.is_empty() {
            self.say::<()>(self.incomplete(list, &missing, tree, what));
        }
    }

    /// A matrix grows with its lists. One that was whole until a list was extended has to be written anew.
    fn incomplete(
        &self,
        list: ListId,
        missing: &[(&String, Span)],
        tree: &Matrix<'_>,
        what: &str,
    ) -> Finding {
        let (name, list) = (tree.name.text, self.schema.list(list));
        let words: Vec<&str> = missing.iter().map(|(word, _)| word.as_str()).collect();
        let words = words.join(", ");
        let message = format!("`{name}` has no {what} for {words}");
        let finding = Finding::unreadable("type/matrix", tree.head, message);
        let added = missing.iter().filter(|(_, span)| span.file != list.span.file);
        let added: Vec<Span> = added.map(|(_, span)| *span).collect();
        if added.is_empty() {
            return finding.help(format!("add a {what} for {words}"));
        }
        let finding = added.iter().fold(finding, |finding, span| {
            finding.also(*span, format!("added to the list `{}` here", list.name))
        });
        finding.help(format!(
            "write a pack of the same name as this one in a folder of your own, with `{name}` and a {what} for {words}: \
             it takes the place of this one; or leave the list as it was"
        ))
    }

    fn row_name(&mut self, row: &Row<'_>, list: ListId) -> At {
        let (text, span) = self.cell_word(row.cells.first()?)?;
        self.word(text, span, list)
    }

    /// The cells of a row in the order of the list of columns.
    fn row(&mut self, row: &Row<'_>, order: &[At], list: ListId) -> Option<Vec<u16>> {
        let cells = row.cells.get(1..).unwrap_or(&[]);
        if cells.len() != order.len() {
            let message =
                format!("{} cells are wanted in this row, {} given", order.len() + 1, row.cells.len());
            return self.wrong(row.span, message);
        }
        let mut words = vec![None; order.len()];
        for (cell, column) in cells.iter().zip(order) {
            let word = self.cell_word(cell).and_then(|(text, span)| self.word(text, span, list));
            if let Some(slot) = column.and_then(|(at, _)| words.get_mut(usize::from(at))) {
                *slot = word.map(|(at, _)| at);
            }
        }
        words.into_iter().collect()
    }

    fn cell_word<'c>(&mut self, cell: &Cell<'c>) -> Option<(&'c str, Span)> {
        if cell.broken {
            self.sound = false;
            return None;
        }
        match cell.values.as_slice() {
            [value] if cell.tails.is_empty() => match value.kind {
                LiteralKind::Reference(text) => Some((text, value.span)),
                _ => self.wrong(value.span, "a cell of a matrix is one word"),
            },
            _ => self.wrong(cell.span, "a cell of a matrix is one word"),
        }
    }
}
