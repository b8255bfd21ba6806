//! From trees to a plan: declare every name, then lower attributes and resolve references against the
//! schema. Says what is misspelt, mistyped or doubled; judges nothing.
//!
//! A mistake is reported where it stands and nowhere else: what could not be read is marked as unread, and
//! names of things that could not be declared are remembered, so that nothing follows from them.

mod attributes;
mod columns;
mod declare;
mod finish;
mod literal;
mod lower;
mod parts;
mod reader;
mod references;
mod schema;
mod secrets;
mod todos;
mod values;
mod wording;

use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{Datum, From, PackRows, Plan, Private, Schema};
use crate::syntax::Name;
use crate::syntax::plan::tree::{Block, Item, Table, Tree};
use crate::syntax::plan::{Top, Unread};
use crate::text::FileId;

pub use literal::NO_RULE;
use reader::{Body, Reader};
pub use schema::{SCALARS, schema};
pub(crate) use wording::{a, shown, statement};

/// What the policies contribute to the reading of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// The schema.
    pub schema: &'c Schema,
    /// The rows of all packs; they follow the plan's own things.
    pub rows: &'c Arc<PackRows>,
    /// The names of all rules, sorted, for `rule` attributes.
    pub rules: &'c [String],
}

/// Builds a plan from the trees of its files, the root's first.
pub fn plan(trees: &[(FileId, Tree<'_>)], context: Context<'_>) -> (Plan, Vec<Finding>) {
    let statements = trees.iter().map(|(_, tree)| tree.items.len()).sum();
    let mut reader = Reader::new(context, From::Plan, &|_, _| None, things(statements));
    for item in trees.iter().flat_map(|(_, tree)| &tree.items) {
        match item {
            Item::Use(_) => {}
            Item::Table(table) => reader.declare_table(table),
            Item::Block(block) => reader.declare_top(block, Body::whole),
        }
    }
    reader.lower(&mut []);
    reader.into_plan(trees.iter().map(|(file, _)| *file).collect())
}

/// The same from files whose blocks are read one by one, so that they never stand in memory as trees.
pub fn unread_plan(files: &mut [Unread<'_>], context: Context<'_>) -> (Plan, Vec<Finding>) {
    let names = files.iter().map(Unread::file).collect();
    let (tables, mut bodies): (Vec<_>, Vec<_>) = files.iter_mut().map(Unread::parts).unzip();
    let statements = bodies.iter().map(|bodies| bodies.count()).sum();
    let mut reader = Reader::new(context, From::Plan, &|_, _| None, things(statements));
    for (number, (bodies, tables)) in bodies.iter_mut().zip(tables).enumerate() {
        reader.file = number as u32;
        let mut tables = tables.iter();
        bodies.headers(|top| match top {
            Top::Table => tables.next().into_iter().flatten().for_each(|table| reader.declare_table(table)),
            Top::Block(block) => reader.declare_top(block, Body::unread),
        });
    }
    reader.lower(&mut bodies);
    reader.into_plan(names)
}

/// About how many things so many statements declare: with their parts two and a half times as many, or fewer.
const fn things(statements: usize) -> usize {
    statements * 5 / 2
}

/// How a pack writes things down.
#[derive(Debug, Clone, Copy)]
pub enum Written<'t> {
    /// Many of a kind, one in each line.
    Table(&'t Table<'t>),
    /// One, as a plan writes it.
    Row(&'t Block<'t>),
}

impl<'t> Written<'t> {
    /// The kind of the things.
    pub fn kind(self) -> Name<'t> {
        match self {
            Self::Table(table) => table.kind,
            Self::Row(row) => row.kind,
        }
    }
}

/// The rows of packs.
#[derive(Debug)]
pub struct Rows {
    /// The rows.
    pub rows: PackRows,
    /// The private values among them.
    pub private: Vec<Private>,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
}

/// Lowers what packs write down, each with the number of its pack, to things that may name each other wherever
/// they stand, and the rules in `rules`, which are sorted. A bare word in a value may be a parameter, which `parameter` knows of
/// its pack.
///
/// Things named in facts of the result are things of the result, by [`ThingId::row`](crate::model::ThingId::row).
pub fn rows(
    written: &[(Written<'_>, u16)],
    (schema, rules): (&Schema, &[String]),
    parameter: &dyn Fn(From, &str) -> Option<Datum>,
) -> Rows {
    let none = Arc::default();
    let context = Context { schema, rows: &none, rules };
    let mut reader = Reader::new(context, From::Plan, parameter, written.len());
    for (one, pack) in written {
        reader.from = From::Pack(*pack);
        match one {
            Written::Table(table) => reader.declare_table(table),
            Written::Row(row) => reader.declare_top(row, Body::whole),
        }
    }
    reader.lower(&mut []);
    let mut rows = reader.into_rows();
    // Fixes are for plans; nothing is written into a policy.
    for mistake in &mut rows.findings {
        mistake.fixes.clear();
    }
    rows
}
