//! Plans are read: every place lies inside the text, what is read is what the grammar reads, it is the same each time, and bit by
//! bit it gives the same plan as at once.

use std::sync::Arc;

use irlint::resolve::{self, Context};
use irlint::syntax::plan::{self, Unread};
use irlint::text::{FileId, Language, Sources};

use crate::shipped::packs;
use crate::{may_be_document, places, source};

/// Reads a text as a plan and, if there may be a fence in it, as a document.
pub fn holds(text: &str) {
    read(text, Language::Plan);
    if may_be_document(text) {
        read(text, Language::Markdown);
    }
}

fn read(text: &str, language: Language) {
    let mut sources = Sources::new();
    let file = sources.add(source(text, language));
    let source = sources.get(file);
    let read = plan::read(FileId(0), source);
    assert!(read == plan::read(FileId(0), source), "a second time it is read as something else");
    let grammar = plan::read_by_grammar(FileId(0), source);
    assert!(read == grammar, "it is read as\n{read:#?}\nand by the grammar as\n{grammar:#?}");
    let (tree, findings) = read;
    let policies = &packs().policies;
    let rows = Arc::default();
    let context = Context { schema: &policies.schema, rows: &rows, rules: &policies.rule_names };
    let mut unread = [Unread::new(FileId(0), source)];
    let bit_by_bit = resolve::unread_plan(&mut unread, context);
    let trees = [(FileId(0), tree)];
    let whole = resolve::plan(&trees, context);
    let (bit_by_bit, whole) = (format!("{bit_by_bit:?}"), format!("{whole:?}"));
    assert!(bit_by_bit == whole, "bit by bit it is\n{bit_by_bit}\nand as a whole\n{whole}");
    let said: Vec<_> = unread.into_iter().flat_map(Unread::finish).collect();
    assert!(said == findings, "bit by bit it says\n{said:#?}\nand as a whole\n{findings:#?}");
    let [(_, tree)] = trees;
    places::of_tree(&tree, source);
    places::of_findings(&findings, &sources);
    let written = places::without_texts(&format!("{tree:?}"));
    let broken = written.contains("Broken(") || written.contains("broken: true");
    assert!(!broken || !findings.is_empty(), "something is broken, and nothing is said: {written}");
}
