//! What the columns of a table are, and the things its rows declare.

use std::sync::Arc;

use crate::finding::{Finding, Fix, Label};
use crate::model::{Attribute, AttributeId, KindId, Place, Scalar, ThingId};
use crate::resolve::reader::{Body, New, Reader};
use crate::resolve::wording::{a, is, shown, spoken};
use crate::syntax::plan::tree::{Cell, Row, Table};
use crate::syntax::{LiteralKind, Name};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Names of things.
    Id,
    /// Titles.
    Title,
    /// Values of an attribute.
    Attribute(AttributeId),
    /// Nothing that is known; reported at its head.
    Unknown,
}

impl<'t> Reader<'_, 't> {
    /// Declares the things of a table, a row each.
    pub(super) fn declare_table(&mut self, table: &'t Table<'t>) {
        let Some(kind) = self.kind_at_top(table.kind) else {
            let ids = table.columns.iter().position(|column| column.text == "id");
            let cells = table.rows.iter().filter_map(|row| row.cells.get(ids?));
            self.lost.extend(cells.filter_map(|cell| plain_name(cell).map(|name| name.text)));
            return;
        };
        let columns = self.columns(kind, table);
        let number = self.tables.len();
        let mut wide = None;
        for row in &table.rows {
            self.surplus(columns.len(), row, &mut wide);
            let thing = self.declare_row(kind, &columns, row);
            self.bodies.push((thing, Body::Row(number, row)));
        }
        self.tables.push(columns);
    }

    /// The kind of things at the top of a plan, if that is what `name` is. A thing that stands elsewhere
    /// is reported.
    pub(super) fn kind_at_top(&mut self, name: Name<'_>) -> Option<KindId> {
        let Some(kind) = self.schema.kind_named(name.text) else {
            let kinds = self.schema.kinds.iter().filter(|(_, kind)| kind.place != Place::Nested);
            let kinds = kinds.map(|(name, _)| name.as_str());
            let help = self.search.did_you_mean(name.text, kinds.clone());
            let fix = self.search.fix((name.text, name.span), kinds, true);
            let message = format!("there is no kind `{}`", name.text);
            self.findings
                .push(Finding::unreadable("name/kind", name.span, message).maybe_help(help).fix(fix));
            return None;
        };
        if self.schema.kind(kind).place == Place::Nested {
            self.nested_at_top(kind, name);
            return None;
        }
        Some(kind)
    }

    /// A part without the thing it is a part of.
    fn nested_at_top(&mut self, kind: KindId, name: Name<'_>) {
        let holds = |attribute: &Attribute| matches!(&attribute.scalar, Scalar::Thing(kinds) if kinds.contains(&kind));
        let mut homes = self.schema.kinds.values().filter(|kind| kind.attributes.values().any(holds));
        let (home, help) = homes.next().map_or(("another thing".to_owned(), None), |home| {
            (a(&spoken(&home.name)), Some(format!("write it between the braces of a `{}` block", home.name)))
        });
        let message = format!("{} stands inside {home}", a(&format!("`{}`", name.text)));
        self.findings.push(Finding::unreadable("name/place", name.span, message).maybe_help(help));
    }

    fn columns(&mut self, kind: KindId, table: &Table<'_>) -> Vec<Column> {
        let mut columns = Vec::with_capacity(table.columns.len());
        for name in &table.columns {
            let before = self.findings.len();
            let column = self.column(kind, *name);
            // What the slip meant may have a column already.
            let there = |fix: &Fix| {
                let texts = fix.edits.iter().map(|edit| edit.text.as_str());
                texts.into_iter().any(|text| table.columns.iter().any(|other| other.text == text))
            };
            for finding in self.findings.iter_mut().skip(before) {
                finding.fixes.retain(|fix| !there(fix));
            }
            if column != Column::Unknown && columns.contains(&column) {
                let message = format!("the column `{}` is given twice", name.text);
                self.findings.push(Finding::unreadable("name/attribute-twice", name.span, message));
                columns.push(Column::Unknown);
            } else {
                columns.push(column);
            }
        }
        columns
    }

    fn column(&mut self, kind: KindId, name: Name<'_>) -> Column {
        if let Some((attribute, _)) = self.attribute_of(kind, name.text) {
            return Column::Attribute(attribute);
        }
        match (name.text, self.head_of(kind)) {
            ("id", Some((head, _))) => Column::Attribute(head),
            ("id", None) => Column::Id,
            ("name", _) => Column::Title,
            _ => {
                self.no_attribute(kind, name);
                Column::Unknown
            }
        }
    }

    /// A row with more cells than the table has columns: said at the first, with the others beside it.
    fn surplus(&mut self, columns: usize, row: &Row<'_>, first: &mut Option<usize>) {
        let Some(surplus) = row.cells.get(columns) else { return };
        let label = "this cell stands below no column";
        if let Some(finding) = first.and_then(|at| self.findings.get_mut(at)) {
            finding.also.push(Label { span: surplus.span, text: label.to_owned() });
            return;
        }
        let message = format!("this row has {} cells, but the table has {columns} columns", row.cells.len());
        *first = Some(self.findings.len());
        self.findings.push(Finding::unreadable("type/cells", surplus.span, message).label(label));
    }

    fn declare_row(&mut self, kind: KindId, columns: &[Column], row: &'t Row<'t>) -> ThingId {
        let cell = |wanted: Column| {
            let at = columns.iter().position(|column| *column == wanted)?;
            Some(row.cells.get(at))
        };
        let id = cell(Column::Id).and_then(|cell| self.row_name(row, cell));
        let title = cell(Column::Title).flatten().and_then(|cell| self.row_title(cell));
        let new = New { kind, id, title, doc: None, parent: None, span: row.named() };
        self.declare(new)
    }

    /// The name in the first column; reports an empty cell and anything that is no name.
    fn row_name(&mut self, row: &Row<'_>, cell: Option<&'t Cell<'t>>) -> Option<Name<'t>> {
        let Some(cell) = cell.filter(|cell| cell.broken || !cell.values.is_empty()) else {
            let message = "this row gives its thing no name";
            let help = "write a short name in the column `id`";
            self.findings.push(Finding::unreadable("name/missing", row.span, message).help(help));
            return None;
        };
        let name = plain_name(cell);
        if name.is_none() && !cell.broken {
            self.not_a_name(cell);
        }
        name
    }

    fn not_a_name(&mut self, cell: &Cell<'_>) {
        let Some(literal) = cell.values.first() else { return };
        let message = if cell.values.len() > 1 {
            "a thing has one name, and here are several".to_owned()
        } else {
            format!("`{}` is {}, but a name is wanted here", shown(&literal.kind), is(&literal.kind))
        };
        let help = "names are small letters, digits and `_`, without quotes";
        self.findings.push(Finding::unreadable("type/value", cell.span, message).help(help));
    }

    fn row_title(&mut self, cell: &Cell<'_>) -> Option<Arc<str>> {
        match cell.values.as_slice() {
            [] => None,
            [literal] => match &literal.kind {
                LiteralKind::Text(text) => Some(Arc::from(text.as_ref())),
                LiteralKind::None => None,
                other => {
                    let message =
                        format!("`{}` is {}, but a text in quotes is wanted here", shown(other), is(other));
                    self.findings.push(Finding::unreadable("type/value", literal.span, message));
                    None
                }
            },
            [_, second, ..] => {
                let message = "a thing has one title, and here are several";
                self.findings.push(Finding::unreadable("type/one", second.span, message));
                None
            }
        }
    }
}

/// The name that a cell holds, if it holds one name and nothing else.
fn plain_name<'t>(cell: &'t Cell<'t>) -> Option<Name<'t>> {
    let [literal] = cell.values.as_slice() else { return None };
    match &literal.kind {
        LiteralKind::Reference(text) if !text.contains('.') => Some(Name { text, span: literal.span }),
        _ => None,
    }
}
