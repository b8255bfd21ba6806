//! Plans are read: every place lies inside the text, what is read is what the grammar reads, and it is the same each time.

use irlint::syntax::plan;
use irlint::text::{FileId, Language, Sources};

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
    places::of_tree(&tree, source);
    places::of_findings(&findings, &sources);
    let written = places::without_texts(&format!("{tree:?}"));
    let broken = written.contains("Broken(") || written.contains("broken: true");
    assert!(!broken || !findings.is_empty(), "something is broken, and nothing is said: {written}");
}
