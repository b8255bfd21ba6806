//! From trees to a plan: declare every name, then lower attributes and resolve references against the
//! schema. Says what is misspelt, mistyped or doubled; judges nothing.

use crate::finding::Finding;
use crate::model::{Datum, Plan, Schema, Thing};
use crate::syntax::plan::tree::{Table, Tree};
use crate::syntax::policy::tree as policy;
use crate::text::FileId;

/// What the policies contribute to the reading of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// The schema.
    pub schema: &'c Schema,
    /// The rows of all packs, already lowered; they follow the plan's own things.
    pub rows: &'c [Thing],
    /// The names of all rules, sorted, for `rule` attributes.
    pub rules: &'c [String],
}

/// Builds a plan from the trees of its files, the root's first.
pub fn plan(trees: &[(FileId, Tree<'_>)], context: Context<'_>) -> (Plan, Vec<Finding>) {
    let _ = (trees, context);
    (Plan::default(), Vec::new())
}

/// Lowers a table of a pack to things; a bare word in a cell may be a parameter, which `parameter` knows.
pub fn rows(
    table: &Table<'_>,
    pack: u16,
    schema: &Schema,
    parameter: &dyn Fn(&str) -> Option<Datum>,
) -> (Vec<Thing>, Vec<Finding>) {
    let _ = (table, pack, schema, parameter);
    (Vec::new(), Vec::new())
}

/// Builds the schema from the `kind`, `enum`, `union` and `extend` statements of all policy files.
pub fn schema(trees: &[(FileId, policy::Tree<'_>)]) -> (Schema, Vec<Finding>) {
    let _ = trees;
    (Schema::default(), Vec::new())
}
