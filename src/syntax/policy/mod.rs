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
mod views;

pub(super) use expressions::{as_bind, member_binder};

use super::depth::Measure;
use super::grammar::{Node, Rule};
use super::outline::{Range, Statement, first_word};
use super::reader::Reader;
use crate::finding::Finding;
use crate::text::{FileId, Language, Source};

/// Reads a policy file (`.irpolicy`).
///
/// Always gives a tree: a statement that cannot be read is left out of it, and the findings say why.
pub fn read(file: FileId, source: &Source) -> (tree::Tree<'_>, Vec<Finding>) {
    let (reader, statements) = Reader::start(file, source, Language::Policy);
    finish(reader, &statements)
}

/// The same by the grammar alone: what [`read`], which takes a short way through statements of the common form, is held
/// against.
pub fn read_by_grammar(file: FileId, source: &Source) -> (tree::Tree<'_>, Vec<Finding>) {
    let (reader, statements) = Reader::start_by_grammar(file, source, Language::Policy);
    finish(reader, &statements)
}

/// The same without samples and tests, half of a good policy: for a file that is known to have no mistake in them.
pub fn read_without_trials(file: FileId, source: &Source) -> (tree::Tree<'_>, Vec<Finding>) {
    let (reader, statements) = start_without_trials(file, source);
    finish(reader, &statements)
}

/// How many statements the grammar reads of a policy without samples and tests, with the short way open or closed.
pub fn parsed(source: &Source, quick: bool) -> usize {
    let (mut reader, statements) = start_without_trials(FileId(0), source);
    reader.quick = quick;
    items(&mut reader, &statements);
    reader.parsed
}

fn start_without_trials(file: FileId, source: &Source) -> (Reader<'_>, Vec<Statement>) {
    let (mut reader, mut statements) = Reader::start(file, source, Language::Policy);
    reader.trials = false;
    statements.retain(|statement| first_word(reader.slice(statement.head)) != "test");
    (reader, statements)
}

fn finish<'a>(mut reader: Reader<'a>, statements: &[Statement]) -> (tree::Tree<'a>, Vec<Finding>) {
    let items = items(&mut reader, statements);
    (tree::Tree { items }, reader.finish())
}

/// Reads the statements at the top of a policy file.
pub(super) fn items<'a>(reader: &mut Reader<'a>, statements: &[Statement]) -> Vec<tree::Item<'a>> {
    let mut items = Vec::with_capacity(statements.len());
    let mut read = 0;
    for statement in statements {
        let item = statements::item(reader, statement);
        read += usize::from(item.is_some());
        items.extend(item.or_else(|| statements::lost(reader, statement)));
    }
    debug_assert!(read == statements.len() || !reader.is_silent(), "a statement was left out in silence");
    items
}

/// Reads a statement with expressions in it as `rule`, unless it goes too deep.
fn parse<'a>(reader: &mut Reader<'a>, rule: Rule, range: Range, end: &str) -> Option<Node<'a>> {
    if reader.is_shallow(range, Measure::Conditions) { reader.parse(rule, range, end) } else { None }
}
