//! Policies: from text to a tree of packs, rules, tables and schema statements.

mod clauses;
mod duties;
mod expressions;
mod functions;
mod packs;
mod schema;
mod statements;
mod templates;
#[cfg(test)]
mod tests;
pub mod tree;
mod trials;

use super::depth;
use super::grammar::{Node, Rule};
use super::outline::Range;
use super::reader::Reader;
use crate::finding::Finding;
use crate::text::{FileId, Language, Source, Span};

/// Reads a policy file (`.irpolicy`).
///
/// Always gives a tree: a statement that cannot be read is left out of it, and the findings say why.
pub fn read<'a>(file: FileId, source: &'a Source) -> (tree::Tree<'a>, Vec<Finding>) {
    let (mut reader, statements) = Reader::start(file, source, Language::Policy);
    let items = statements.iter().filter_map(|statement| statements::item(&mut reader, statement)).collect();
    (tree::Tree { items }, reader.finish())
}

/// Reads a statement with expressions in it as `rule`, unless it goes too deep.
fn parse<'a>(reader: &mut Reader<'a>, rule: Rule, range: Range, end: &str) -> Option<Node<'a>> {
    if let Some(at) = depth::too_deep(reader.slice(range)) {
        let at = range.start + at as u32;
        let message =
            format!("conditions and brackets stand more than {} deep in each other", depth::MAX_DEPTH);
        let finding = Finding::unreadable("syntax/too-deep", Span::new(reader.file, at, at + 1), message);
        reader.report(finding.help("give a part of it a name with `let`, `define` or `relation`"));
        return None;
    }
    reader.parse(rule, range, end)
}
