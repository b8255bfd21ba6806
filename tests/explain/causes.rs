//! What `why` names as the cause is one: with the named conditions turned round, the rule no longer fails.

use irlint::explain::why::{self, Case, Cause, Explanation, Outcome, USUAL};
use irlint::model::{Datum, Plan};
use irlint::policy::ir::{Binder, Expr, ExprKind, Policies, Rule};
use irlint::resolve::{self, Context};
use irlint::syntax::policy::tree::Item;
use jiff::civil::Date;

use crate::changes::parts_mut;
use crate::support::{AS_OF, Shipped, shipped};

#[test]
fn every_failing_case_of_every_bad_sample_has_a_true_cause() {
    let mut tried = 0;
    let shipped = shipped();
    for rule in &shipped.policies.rules {
        for (plan, as_of) in bad_samples(shipped, rule) {
            let before = explain(&plan, &shipped.policies, as_of, rule);
            let failed: Vec<&Case> = failed(&before).collect();
            assert!(!failed.is_empty(), "{}: nothing fails", rule.id);
            for case in failed {
                tried += 1;
                mend(shipped, rule, (&plan, as_of), case);
            }
        }
    }
    assert!(tried > 50, "only {tried} cases were tried");
}

/// Turns round what is named as the cause, and looks again.
fn mend(shipped: &Shipped, rule: &Rule, (plan, as_of): (&Plan, Date), case: &Case) {
    let causes = why::causes(case.require.as_ref().unwrap(), true);
    let named: Vec<&str> = causes.iter().map(|cause| shipped.sources.slice(cause.words)).collect();
    assert!(!causes.is_empty(), "{}: no cause is named for {:?}", rule.id, case.subjects);
    let mended = forced(&shipped.policies, &causes);
    let rule = mended.rules.iter().find(|other| other.id == rule.id).unwrap();
    let after = explain(plan, &mended, as_of, rule);
    let still = failed(&after).any(|other| other.subjects == case.subjects);
    assert!(!still, "{}: {:?} still fails with {named:?} turned round", rule.id, case.subjects);
}

fn explain(plan: &Plan, policies: &Policies, as_of: Date, rule: &Rule) -> Explanation {
    why::why((plan, policies, as_of), rule, None, USUAL * 100)
}

fn failed(explanation: &Explanation) -> impl Iterator<Item = &Case> {
    explanation.cases.iter().filter(|case| case.outcome == Outcome::Failed)
}

/// The plans of the bad samples of a rule, with the date they are judged at.
fn bad_samples(shipped: &Shipped, rule: &Rule) -> Vec<(Plan, Date)> {
    let policies = &shipped.policies;
    let (tree, _) = irlint::syntax::policy::read(rule.span.file, shipped.sources.get(rule.span.file));
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let as_of = policies.packs[usize::from(rule.pack)].tests_as_of.unwrap_or(AS_OF);
    let rules = tree.items.iter().filter_map(|item| match item {
        Item::Rule(tree) if tree.id.text == rule.id => Some(tree),
        _ => None,
    });
    let bad = rules.flat_map(|tree| &tree.samples).filter(|sample| !sample.good);
    bad.map(|sample| (resolve::plan(&[(rule.span.file, sample.plan.clone())], context).0, as_of)).collect()
}

/// The policies with the named conditions always so or never so, and without indexes, which know the old ones.
fn forced(policies: &Policies, causes: &[Cause]) -> Policies {
    let mut policies = policies.clone();
    for rule in &mut policies.rules {
        force(&mut rule.require, causes);
        rule.lets.iter_mut().for_each(|(_, value)| force(value, causes));
    }
    policies.functions.iter_mut().for_each(|function| force(&mut function.body, causes));
    policies
}

fn force(expr: &mut Expr, causes: &[Cause]) {
    if let Some(cause) = causes.iter().find(|cause| cause.words == expr.span) {
        expr.kind = ExprKind::Literal(Datum::YesNo(cause.wanted));
    }
    match &mut expr.kind {
        ExprKind::Exists(_, binder) | ExprKind::Comprehension(binder) | ExprKind::Every(binder, _) => {
            without_keys(binder);
        }
        _ => {}
    }
    for part in parts_mut(&mut expr.kind) {
        force(part, causes);
    }
}

fn without_keys(binder: &mut Binder) {
    binder.binds.iter_mut().for_each(|bind| bind.keys.clear());
}
