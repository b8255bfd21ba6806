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
use super::outline::{List, Range, Statement, Statements, first_word};
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
    items(&mut reader, statements.top());
    reader.parsed
}

fn start_without_trials(file: FileId, source: &Source) -> (Reader<'_>, List) {
    let (mut reader, statements) = Reader::start(file, source, Language::Policy);
    reader.trials = false;
    (reader, statements)
}

fn finish<'a>(mut reader: Reader<'a>, statements: &List) -> (tree::Tree<'a>, Vec<Finding>) {
    let items = items(&mut reader, statements.top());
    (tree::Tree { items }, reader.finish())
}

/// Reads the statements at the top of a policy file.
pub(super) fn items<'a>(reader: &mut Reader<'a>, statements: Statements<'_>) -> Vec<tree::Item<'a>> {
    let (text, trials) = (reader.text, reader.trials);
    let wanted = |statement: &Statement<'_>| trials || first_word(statement.head.of(text)) != "test";
    let (mut items, mut unread) = (Vec::new(), 0);
    for statement in statements.iter().filter(wanted) {
        let item = statements::item(reader, &statement);
        unread += usize::from(item.is_none());
        items.extend(item.or_else(|| statements::lost(reader, &statement)));
    }
    debug_assert!(unread == 0 || !reader.is_silent(), "a statement was left out in silence");
    items
}

/// Reads a statement with expressions in it as `rule`, unless it goes too deep.
fn parse<'a>(reader: &mut Reader<'a>, rule: Rule, range: Range, end: &str) -> Option<Node<'a>> {
    if reader.is_shallow(range, Measure::Conditions) { reader.parse(rule, range, end) } else { None }
}
