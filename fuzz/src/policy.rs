//! Policies are read and their types checked, beside the schema and nothing else; what they demand is asked of a plan, and their
//! samples run. Every place lies inside its text, and a second time the same comes out.

use std::sync::OnceLock;

use irlint::analysis::{Settings, judge};
use irlint::policy::ir::Policies;
use irlint::policy::typing::{self, File};
use irlint::report::page;
use irlint::resolve::{self, Context};
use irlint::syntax::{self, plan::tree::Tree};
use irlint::text::{FileId, Language, Origin, Source, Sources};
use irlint::trial;
use jiff::civil::{Date, date};

use crate::{places, shipped, source};

/// A plan with most of what the schema knows.
const PLAN: &str = include_str!("../../fixtures/plans/clean/havelstrom.irp");

const AS_OF: Date = date(2026, 11, 23);

/// Reads a text as the only policy of a user.
pub fn holds(text: &str) {
    let alone = source(text, Language::Policy);
    let read = syntax::policy::read(FileId(0), &alone);
    assert!(read == syntax::policy::read(FileId(0), &alone), "a second time it is read as something else");
    let grammar = syntax::policy::read_by_grammar(FileId(0), &alone);
    assert!(read == grammar, "it is read as\n{read:#?}\nand by the grammar as\n{grammar:#?}");
    places::of_tree(&read.0, &alone);

    let (schema, trees) = shipped::schema();
    let mut sources = schema.clone();
    let own = sources.add(source(text, Language::Policy));
    let (tree, findings) = syntax::policy::read(own, &alone);
    places::of_findings(&findings, &sources);
    let mut files = trees.clone();
    files.push(File { id: own, path: "own/pack.irpolicy".to_owned(), tree, proven: false });
    let (policies, mistakes) = typing::check(&files, &[]);
    places::of_findings(&mistakes, &sources);
    let again = typing::check(&files, &[]).1;
    assert!(mistakes == again, "a second time other mistakes are found:\n{mistakes:#?}\n{again:#?}");

    let (policy, tree) = files.last().map(|file| (file.id, &file.tree)).expect("there is one");
    let tested = trial::test(&[(policy, tree)], &policies, AS_OF);
    places::of_findings(&tested.faults, &sources);
    for rule in &policies.rules {
        page::rule(&policies, &sources, rule, AS_OF);
    }
    ask(&policies, sources);
}

/// Judges the plan by policies.
fn ask(policies: &Policies, mut sources: Sources) {
    static READ: OnceLock<(Source, FileId, Tree<'static>)> = OnceLock::new();
    let (source, file, tree) = READ.get_or_init(|| {
        let source = Source::new("plan.irp", PLAN, Language::Plan, Origin::User);
        let kept: &'static Source = Box::leak(Box::new(source.clone()));
        let file = FileId(u32::try_from(sources.len()).expect("they are few"));
        (source, file, syntax::plan::read(file, kept).0)
    });
    assert_eq!(sources.add(source.clone()), *file);
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, findings) = resolve::plan(&[(*file, tree.clone())], context);
    places::of_findings(&findings, &sources);
    let judged = judge(&plan, policies, &Settings::new(AS_OF));
    places::of_findings(&judged.findings, &sources);
}
