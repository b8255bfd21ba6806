//! From trees to checked policies: names resolved, types found, mistakes said before any plan is read.
//! Knows no rule by name and reads no plan.

mod adjust;
mod binder;
mod calls;
mod circle;
mod expr;
mod fix;
mod functions;
mod joins;
mod literal;
mod matrix;
mod names;
mod needs;
mod packs;
mod params;
mod place;
mod reads;
mod rule;
mod rule_settings;
mod sense;
mod settings;
mod show;
mod standards;
mod tables;
mod template;
mod tuning;
mod types;
mod unused;
mod view;
mod walk;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{Datum, Schema};
use crate::policy::ir::{self, Policies};
use crate::resolve;
use crate::syntax::policy::tree::{Item, Tree};
use crate::text::{FileId, Span};

use names::Names;
use packs::Packs;

/// A policy file as the loader found it.
#[derive(Debug, Clone)]
pub struct File<'a> {
    /// Which file.
    pub id: FileId,
    /// Its path below the folder of policies, with `/`: `core/pack.irpolicy`. A file in the same
    /// folder as a `pack.irpolicy` belongs to that pack.
    pub path: String,
    /// Its tree.
    pub tree: Tree<'a>,
    /// Whether it is known to make sense: then nothing is looked for but what it means.
    pub proven: bool,
}

/// A value for a parameter that replaces the pack's own.
#[derive(Debug, Clone)]
pub struct Tuning {
    /// The pack.
    pub pack: String,
    /// The parameter.
    pub param: String,
    /// The value.
    pub value: Datum,
    /// Where it is set.
    pub at: Span,
}

/// A statement with the pack and the file it stands in.
#[derive(Clone, Copy)]
struct Placed<'f> {
    pack: u16,
    file: &'f File<'f>,
    item: &'f Item<'f>,
}

/// What is known of all policies while they are checked; grows from the lists of words up to the functions.
struct Known<'f> {
    schema: Schema,
    packs: Packs<'f>,
    names: Names,
    rule_names: Vec<String>,
    params: Vec<ir::Param>,
    matrices: Vec<ir::Matrix>,
    functions: Vec<ir::Function>,
    adjustments: Vec<ir::Adjustment>,
    /// The files that are known to make sense.
    proven: BTreeSet<FileId>,
}

impl Known<'_> {
    /// Whether what stands here is known to make sense.
    fn is_proven(&self, place: Span) -> bool {
        self.proven.contains(&place.file)
    }

    /// Whether there is a rule of this name, be it sound or not.
    fn has_rule(&self, name: &str) -> bool {
        self.rule_names.binary_search_by(|rule| rule.as_str().cmp(name)).is_ok()
    }
}

/// Checks all policy files together.
pub fn check(files: &[File<'_>], tunings: &[Tuning]) -> (Policies, Vec<Finding>) {
    let (schema, mut findings) = resolve::schema(&place::schema_trees(files));
    let packs = packs::collect(files, &schema, &mut findings);
    place::report_strays(files, &packs, &mut findings);
    let placed = place::in_order(files, &packs);
    let names = names::declare(&placed, &packs, &mut findings);
    let mut known = Known {
        schema,
        packs,
        names,
        rule_names: place::rule_names(files),
        params: Vec::new(),
        matrices: Vec::new(),
        functions: Vec::new(),
        adjustments: Vec::new(),
        proven: files.iter().filter(|file| file.proven).map(|file| file.id).collect(),
    };
    params::check(&mut known, &placed, tunings, &mut findings);
    matrix::check(&mut known, &placed, &mut findings);
    functions::check(&mut known, &placed, &mut findings);
    rule::check_applies(&mut known, &mut findings);
    let (rows, private) = tables::check(&mut known, &placed, &mut findings);
    let standards = standards::collect(&known, &rows, &mut findings);
    let mut rules = rule::check(&known, &placed, &mut findings);
    let views = view::check(&known, &placed, &mut findings);
    findings.extend(sense::of_the_rest(&known));
    adjust::carry_out(&mut known, &placed, &mut rules, &mut findings);
    place::check_tests(&known, &placed, &mut findings);
    unused::report(&known, &placed, &mut findings);
    needs::report(&known, (files, &placed), (&rules, &views), &mut findings);
    findings.sort_by_key(|finding| finding.at.span);
    view::mark_what_is_shown_only(&mut known, &rules, &views);
    (
        Policies {
            rows: Arc::new(rows),
            private,
            standards,
            views,
            files: files.len(),
            ..finish(known, rules)
        },
        findings,
    )
}

/// All but the rows of tables and the views.
fn finish(known: Known<'_>, rules: Vec<ir::Rule>) -> Policies {
    Policies {
        schema: known.schema,
        packs: known.packs.list.into_iter().map(|entry| entry.pack).collect(),
        rules,
        rule_names: known.rule_names.into(),
        functions: known.functions,
        matrices: known.matrices,
        params: known.params,
        adjustments: known.adjustments,
        ..Policies::default()
    }
}
