//! Where a fact is written in the text of a plan. Lines are never added, so that everything stays on its line.

use crate::analysis::PlanFiles;
use crate::model::{AttributeId, Plan, Slot, ThingId};
use crate::syntax::plan::{
    self,
    tree::{Block, Entry, Item, Row, Table},
};
use crate::text::{FileId, Source, Sources, Span};

/// Texts to put into a file.
#[derive(Debug)]
pub(super) struct Edit {
    file: FileId,
    /// What is replaced, empty where something is put in, and by what.
    pieces: Vec<(Span, String)>,
}

impl Edit {
    /// The texts with this edit.
    pub(super) fn apply(&self, sources: &Sources) -> Sources {
        let source = sources.get(self.file);
        let mut text = source.text.to_string();
        let mut pieces: Vec<_> = self.pieces.iter().collect();
        // From the end, so that what is before stays in place.
        pieces.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, piece) in pieces {
            text.replace_range(span.range(), piece);
        }
        let changed = Source::new(source.path.clone(), text, source.language, source.origin);
        let mut sources = sources.clone();
        sources.replace(self.file, changed);
        sources
    }
}

/// How `attribute` of `thing` becomes `value`: in place of what stands there, else in the block or row of the thing.
pub(super) fn of(
    (sources, files): (&Sources, &PlanFiles),
    plan: &Plan,
    (thing, attribute): (ThingId, AttributeId),
    (name, value): (&str, &str),
) -> Option<Edit> {
    let place = match plan.slot(thing, attribute) {
        Slot::Given(given) if given.values.iter().any(|one| one.per.is_some()) => {
            return Some(replaced(given.span, format!("{name}: {value}")));
        }
        Slot::Given(given) => Some(given.span),
        Slot::None(span) => *span,
        Slot::Todo { span, .. } | Slot::Unread(span) => Some(*span),
        Slot::Missing => None,
    };
    if let Some(span) = place {
        return Some(replaced(span, value.to_owned()));
    }
    let head = plan.thing(thing).span;
    let file = files.files.iter().find(|file| **file == head.file)?;
    let (tree, _) = plan::read(*file, sources.get(*file));
    tree.items.iter().find_map(|item| match item {
        Item::Use(_) => None,
        Item::Table(table) => in_table(table, head, (name, value)),
        Item::Block(block) => in_block(sources, block, head, (name, value)),
    })
}

fn replaced(span: Span, text: String) -> Edit {
    Edit { file: span.file, pieces: vec![(span, text)] }
}

fn within(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn behind(span: Span) -> Span {
    Span::new(span.file, span.end, span.end)
}

/// At the start of the braces of the block whose header is at `head`, or in braces behind a header without any.
fn in_block(sources: &Sources, block: &Block<'_>, head: Span, (name, value): (&str, &str)) -> Option<Edit> {
    if !within(block.whole, head) {
        return None;
    }
    if !within(block.head, head) {
        let inner = block.entries.iter().find_map(|entry| match entry {
            Entry::Block(inner) => in_block(sources, inner, head, (name, value)),
            Entry::Attribute(_) | Entry::Map(_) | Entry::Broken(_) => None,
        });
        return inner;
    }
    let between = Span::new(block.head.file, block.head.end, block.whole.end);
    Some(match sources.slice(between).find('{') {
        Some(brace) => {
            let at = block.head.end + brace as u32 + 1;
            replaced(Span::new(head.file, at, at), format!(" {name}: {value};"))
        }
        None => replaced(behind(block.whole), format!(" {{ {name}: {value} }}")),
    })
}

/// In the cell of the row whose name is at `head`; in a new column if there is none for it.
fn in_table(table: &Table<'_>, head: Span, (name, value): (&str, &str)) -> Option<Edit> {
    let row = table.rows.iter().find(|row| within(row.span, head))?;
    let column = table.columns.iter().position(|column| column.text == name);
    let at = column.unwrap_or(table.columns.len());
    let mut edit = in_row(row, at, value);
    if column.is_none() {
        edit.pieces.push((behind(table.columns.last()?.span), format!(" | {name}")));
    }
    Some(edit)
}

fn in_row(row: &Row<'_>, at: usize, value: &str) -> Edit {
    if let Some(cell) = row.cells.get(at) {
        return replaced(cell.span, format!(" {value} "));
    }
    let bars = " |".repeat(at + 1 - row.cells.len());
    replaced(behind(row.span), format!("{bars} {value}"))
}
