//! Room in a row of a table: the cell of the attribute's column, or of a new column if there is none for it.

use crate::finding::{Edit, Level};
use crate::syntax::plan::{
    self,
    tree::{Attribute, Entry, Item, Row, Table},
};
use crate::text::{FileId, Language, Origin, Source, Span};

/// The attributes that `statements` give, each with its values as written; none if they are something else.
pub fn statements(statements: &str) -> Option<Vec<(String, String)>> {
    let source = Source::new("", format!("x y {{ {statements} }}"), Language::Plan, Origin::User);
    let (tree, mistakes) = plan::read(FileId(0), &source);
    let [Item::Block(block)] = tree.items.as_slice() else { return None };
    let written = |attribute: &Attribute<'_>| {
        let first = attribute.values.first()?.span;
        let values = source.slice(Span { end: attribute.span.end, ..first });
        Some((attribute.name.text.to_owned(), values.to_owned()))
    };
    let pairs = block.entries.iter().map(|entry| match entry {
        Entry::Attribute(attribute) => written(attribute),
        Entry::Map(_) | Entry::Block(_) | Entry::Broken(_) => None,
    });
    let sound = mistakes.iter().all(|mistake| mistake.level != Level::Error);
    pairs.collect::<Option<Vec<_>>>().filter(|_| sound)
}

/// `statements` in the cells of `row`. Only one of them can need a new column, for each moves the end of the row.
pub(super) fn add(table: &Table<'_>, row: &Row<'_>, text: &str) -> Option<Vec<Edit>> {
    let pairs = statements(text)?;
    let beyond = |name: &str| {
        table.columns.iter().position(|column| column.text == name).is_none_or(|at| at >= row.cells.len())
    };
    let far = pairs.iter().filter(|(name, _)| beyond(name)).count();
    let empty = |(name, _): &(String, String)| {
        let at = table.columns.iter().position(|column| column.text == name);
        at.and_then(|at| row.cells.get(at)).is_none_or(|cell| cell.span.is_empty())
    };
    let fits = far <= 1 && !pairs.is_empty() && pairs.iter().all(empty);
    let edits = pairs.iter().flat_map(|(name, value)| cell(table, row, (name, value)));
    fits.then(|| edits.collect())
}

/// `value` in the cell of `row` for the attribute `name`, whatever stands there.
pub fn cell(table: &Table<'_>, row: &Row<'_>, (name, value): (&str, &str)) -> Vec<Edit> {
    let column = table.columns.iter().position(|column| column.text == name);
    let at = column.unwrap_or(table.columns.len());
    let mut edits = vec![if let Some(cell) = row.cells.get(at) {
        Edit { span: cell.span, text: format!(" {value} ") }
    } else {
        let bars = " |".repeat((at + 1).saturating_sub(row.cells.len()));
        Edit { span: behind(row.span), text: format!("{bars} {value}") }
    }];
    if let (None, Some(last)) = (column, table.columns.last()) {
        edits.push(Edit { span: behind(last.span), text: format!(" | {name}") });
    }
    edits
}

fn behind(span: Span) -> Span {
    Span::new(span.file, span.end, span.end)
}
