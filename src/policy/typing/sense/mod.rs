//! Whether a policy that reads well also makes sense: that its conditions can come out in more than one way,
//! its texts say something, its places exist. Knows no plan; what it says holds for all of them.

mod cells;
mod conditions;
mod formula;
mod places;
mod scope;
mod subject;
mod texts;
mod three;

use jiff::civil::Date;

use super::packs::has_error;
use super::{Known, rule};
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::ir::{Expr, Rule, View};
use crate::syntax::policy::tree;
use crate::text::Span;

use conditions::{Thinker, conjuncts};
use scope::Scope;

/// What makes no sense in a rule whose types are right.
pub(super) fn of_rule(known: &Known<'_>, tree: &tree::Rule<'_>, rule: &Rule) -> Vec<Finding> {
    let exprs = rule::expressions(rule);
    let scope = Scope::new(known, &rule.lets, rule.each.as_ref(), &exprs);
    let mut filters: Vec<&Expr> = rule.when.iter().flat_map(super::walk::conjuncts).collect();
    filters.extend(rule.each.iter().flat_map(conjuncts));
    let mut thinker = Thinker { scope: &scope, findings: Vec::new() };
    for expr in exprs.iter().chain(&filters) {
        thinker.inside(expr);
    }
    if thinker.filters(&filters, "the rule looks at nothing") {
        thinker.requirement(&filters, &rule.require);
    }
    let mut findings = thinker.findings;
    exprs.iter().chain(&filters).for_each(|expr| cells::check(&scope, expr, &mut findings));
    if has_error(&findings, 0) {
        return innermost(&findings);
    }
    let mut thinker = Thinker { scope: &scope, findings };
    thinker.idle_filters(&filters);
    thinker.parts(&filters, &rule.require);
    let mut findings = thinker.findings;
    findings.extend(never_in_force(known, tree, rule));
    findings.extend(places::once_per(&scope, rule));
    findings.extend(places::pointers(&scope, tree, rule));
    findings.extend(texts::names_its_case(&scope, tree, rule));
    findings.extend(texts::empty_holes(&scope, tree, rule, &filters));
    innermost(&findings)
}

/// Says it if the rule is over before its pack begins, or begins when its pack is over.
fn never_in_force(known: &Known<'_>, tree: &tree::Rule<'_>, rule: &Rule) -> Option<Finding> {
    let pack = &known.packs.get(rule.pack)?.pack;
    let apart = |last: Option<Date>, first: Option<Date>| {
        last.zip(first).filter(|(last, first)| last < first).map(|(last, _)| last)
    };
    let (name, message) = match (apart(rule.expires, pack.effective), apart(pack.expires, rule.effective)) {
        (Some(last), _) => ("expires", format!("this rule ends on {last}, before its pack begins")),
        (None, Some(last)) => ("effective", format!("this rule begins after its pack has ended on {last}")),
        (None, None) => return None,
    };
    let setting = tree.settings.iter().find(|setting| setting.name.text == name)?;
    let finding = Finding::unreadable("type/setting", setting.span, message);
    Some(finding.also(pack.span, "the pack").help("it would never be in force"))
}

/// What makes no sense in functions and in what packs say of when they apply.
pub(super) fn of_the_rest(known: &Known<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for function in known.functions.iter().filter(|function| !known.is_proven(function.span)) {
        let what = if function.result.scalar == Scalar::YesNo && !function.result.set {
            format!("`{}`", function.name)
        } else {
            String::new()
        };
        findings.extend(of_condition(known, &function.body, &what));
    }
    for entry in known.packs.list.iter().filter(|entry| !known.is_proven(entry.pack.span)) {
        if let Some(applies) = &entry.pack.applies {
            findings.extend(of_condition(known, applies, "this condition"));
        }
    }
    findings
}

/// What makes no sense in a view whose types are right.
pub(super) fn of_view(known: &Known<'_>, view: &View) -> Vec<Finding> {
    let gaps = view.gaps.iter().flat_map(|gap| of_condition(known, &gap.when, "this gap"));
    let values = view.show.iter().chain(&view.was).chain(view.facts.iter().map(|(_, value)| value));
    gaps.chain(values.flat_map(|value| of_condition(known, value, ""))).collect()
}

/// A condition by itself; of another value only what stands inside it, if it is called nothing.
fn of_condition(known: &Known<'_>, body: &Expr, what: &str) -> Vec<Finding> {
    let scope = Scope::new(known, &[], None, &[body]);
    let mut thinker = Thinker { scope: &scope, findings: Vec::new() };
    thinker.inside(body);
    if !what.is_empty() {
        thinker.alone(body, what);
    }
    cells::check(&scope, body, &mut thinker.findings);
    if thinker.findings.is_empty() && !what.is_empty() {
        thinker.parts(&[], body);
    }
    innermost(&thinker.findings)
}

/// One finding for each cause: none around another that is at least as bad, and none twice.
fn innermost(findings: &[Finding]) -> Vec<Finding> {
    let within = |outer: Span, inner: Span| {
        outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
    };
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let span = finding.at.span;
        let closer = findings.iter().any(|other| {
            other.at.span != span && within(span, other.at.span) && other.level >= finding.level
        });
        let said = kept.iter().any(|other| other.at.span == span);
        if !closer && !said {
            kept.push(finding.clone());
        }
    }
    kept
}

/// Adds what makes no sense to what typing has said of the same rule since there were `from` findings: of two
/// that speak of the same words the error stays, else the earlier one.
pub(super) fn add(own: Vec<Finding>, from: usize, findings: &mut Vec<Finding>) {
    let always = |finding: &Finding| finding.rule == "type/always";
    let error = |finding: &&Finding| finding.level == Level::Error;
    let errors: Vec<Span> = own.iter().filter(error).map(|finding| finding.at.span).collect();
    let mut at = 0;
    findings.retain(|finding| {
        at += 1;
        at <= from || !always(finding) || !errors.iter().any(|error| meet(*error, finding.at.span))
    });
    for finding in own {
        let mut earlier = findings.iter().skip(from).filter(|earlier| always(earlier));
        if !always(&finding) || !earlier.any(|earlier| meet(earlier.at.span, finding.at.span)) {
            findings.push(finding);
        }
    }
}

fn meet(one: Span, other: Span) -> bool {
    one.file == other.file && one.start < other.end && other.start < one.end
}
