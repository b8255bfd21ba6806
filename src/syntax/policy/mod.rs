//! Policies: from text to a tree of packs, rules, tables and schema statements.

mod clauses;
mod duties;
mod expressions;
mod functions;
mod packs;
mod schema;
mod statements;
mod templates;
pub mod tree;
mod trials;

use super::depth::Measure;
use super::grammar::{Node, Rule};
use super::outline::Range;
use super::reader::Reader;
use crate::finding::Finding;
use crate::text::{FileId, Language, Source};

/// Reads a policy file (`.irpolicy`).
///
/// Always gives a tree: a statement that cannot be read is left out of it, and the findings say why.
pub fn read<'a>(file: FileId, source: &'a Source) -> (tree::Tree<'a>, Vec<Finding>) {
    let (mut reader, statements) = Reader::start(file, source, Language::Policy);
    let read = |statement| match statements::item(&mut reader, statement) {
        None => statements::lost(&reader, statement),
        item => item,
    };
    let items = statements.iter().filter_map(read).collect();
    (tree::Tree { items }, reader.finish())
}

/// Reads a statement with expressions in it as `rule`, unless it goes too deep.
fn parse<'a>(reader: &mut Reader<'a>, rule: Rule, range: Range, end: &str) -> Option<Node<'a>> {
    if reader.is_shallow(range, Measure::Conditions) { reader.parse(rule, range, end) } else { None }
}
