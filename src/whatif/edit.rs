//! Where a fact is written in the text of a plan. Lines are never added, so that everything stays on its line.

use crate::analysis::PlanFiles;
use crate::finding;
use crate::mend::{self, Place};
use crate::model::{AttributeId, Plan, Slot, ThingId};
use crate::syntax::plan::{Pieces, tree::Block};
use crate::text::{FileId, Source, Sources, Span};

/// Texts to put into a file.
#[derive(Debug)]
pub(super) struct Edit {
    file: FileId,
    pieces: Vec<finding::Edit>,
}

impl Edit {
    /// The texts with this edit.
    pub(super) fn apply(&self, sources: &Sources) -> Sources {
        let source = sources.get(self.file);
        let text = finding::apply(&source.text, &self.pieces);
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
    let mut pieces = Pieces::new(*file, sources.get(*file));
    Some(match mend::place(pieces.around(head.start), head)? {
        Place::Block(block) => in_block(sources, block, (name, value)),
        Place::Row(table, row) => Edit { file: head.file, pieces: mend::cell(table, row, (name, value)) },
    })
}

fn replaced(span: Span, text: String) -> Edit {
    Edit { file: span.file, pieces: vec![finding::Edit { span, text }] }
}

/// At the start of the braces of the block, or in braces behind a header without any.
fn in_block(sources: &Sources, block: &Block<'_>, (name, value): (&str, &str)) -> Edit {
    let between = Span::new(block.head.file, block.head.end, block.whole.end);
    if let Some(brace) = sources.slice(between).find('{') {
        let at = block.head.end + brace as u32 + 1;
        return replaced(Span::new(between.file, at, at), format!(" {name}: {value};"));
    }
    let end = Span::new(between.file, block.whole.end, block.whole.end);
    replaced(end, format!(" {{ {name}: {value} }}"))
}
