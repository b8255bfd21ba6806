//! What the reader read of each statement, by its place: written down while it reads, looked up afterwards.

use std::collections::BTreeMap;

use super::words::words;
use super::{Form, Head, Range, Sort, Word};
use crate::syntax::grammar::{Node, Rule};
use crate::text::Span;

/// The words of all statements and cells that were read.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Record {
    read: BTreeMap<Range, (Form, Vec<Word>)>,
    rows: BTreeMap<Range, Vec<Range>>,
}

impl Record {
    /// A statement or a cell was read.
    pub fn statement(&mut self, range: Range, node: &Node<'_>) {
        self.read.insert(range, (form(node.rule()), words(node, range)));
    }

    /// `within:` in front of a block was read.
    pub fn map(&mut self, range: Range, name: Span) {
        let word = |range, sort| Word { range, sort, starts_line: false };
        let name = word(Range { start: name.start, end: name.end }, Sort::Plain);
        let colon = word(Range { start: range.end - 1, end: range.end }, Sort::Colon);
        self.read.insert(range, (Form::Attribute, vec![name, colon]));
    }

    /// The name of a column was read.
    pub fn column(&mut self, range: Range) {
        let name = Word { range, sort: Sort::Plain, starts_line: false };
        self.read.insert(range, (Form::Other, vec![name]));
    }

    /// A row was cut into cells.
    pub fn row(&mut self, range: Range, cells: &[Range]) {
        self.rows.insert(range, cells.to_vec());
    }

    /// What the statement at `range` is made of.
    pub fn head(&self, range: Range) -> Head {
        if let Some(cells) = self.rows.get(&range) {
            let words = |cell: &Range| match self.read.get(cell) {
                Some((_, words)) => Some(words.clone()),
                None => (cell.start == cell.end).then(Vec::new),
            };
            return cells.iter().map(words).collect::<Option<_>>().map_or(Head::Unread, Head::Row);
        }
        match self.read.get(&range) {
            Some((form, words)) => Head::Words(*form, words.clone()),
            None => Head::Unread,
        }
    }
}

fn form(rule: Rule) -> Form {
    match rule {
        Rule::attribute | Rule::setting => Form::Attribute,
        Rule::text_clause | Rule::pointer_clause | Rule::step_clause | Rule::fix_clause => Form::Clause,
        Rule::enum_value => Form::Entry,
        Rule::block_head | Rule::row_head => Form::Block,
        Rule::sample_clause => Form::Sample,
        Rule::table_head | Rule::matrix_head => Form::Rows,
        _ => Form::Other,
    }
}
