//! Texts of rules: a message names what it is about, and no hole prints the same whatever the plan says.

use super::super::rule::pointers;
use super::super::{show, types, walk};
use super::formula::outcomes;
use super::scope::Scope;
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind, Part, Rule, Template, Test};
use crate::syntax::policy::tree;

/// Warns of a message that reads the same for all cases.
pub(super) fn names_its_case(scope: &Scope<'_>, tree: &tree::Rule<'_>, rule: &Rule) -> Option<Finding> {
    let (each, message) = (rule.each.as_ref()?, tree.message.as_ref()?);
    let said = holes(&rule.message).any(|hole| each.binds.iter().any(|bind| scope.mentions(hole, bind.slot)));
    if said {
        return None;
    }
    let name = tree.each.as_ref()?.binds.first()?.name.text;
    let finding =
        Finding::unreadable("type/message", message.span, "this message reads the same for all cases");
    Some(finding.level(Level::Warning).help(format!("say which one it is about: `{{{name}}}`")))
}

/// Warns of holes in the texts of a rule that print the same whenever the rule finds something.
pub(super) fn empty_holes(
    scope: &Scope<'_>,
    tree: &tree::Rule<'_>,
    rule: &Rule,
    filters: &[&Expr],
) -> Vec<Finding> {
    let kind = ExprKind::Not(Box::new(rule.require.clone()));
    let fails = Expr { kind, ty: types::one(Scalar::YesNo), span: rule.require.span };
    let assumed: Vec<&Expr> = filters.iter().copied().chain([&fails]).collect();
    let labels = pointers(rule).filter_map(|pointer| pointer.label.as_ref());
    let texts = labels.chain([&rule.message]).chain(&rule.because).chain(&rule.help);
    let written = written(tree);
    texts.flat_map(holes).filter_map(|hole| idle(scope, &assumed, hole, &written)).collect()
}

fn idle(scope: &Scope<'_>, assumed: &[&Expr], hole: &Expr, written: &[&tree::Expr<'_>]) -> Option<Finding> {
    let tree = written.iter().find(|tree| tree.span == hole.span)?;
    let text = show::expr(tree);
    let (message, help) = if matches!(hole.kind, ExprKind::Literal(_)) {
        (format!("`{{{text}}}` prints the same in every case"), "write it without the braces")
    } else if never_stated(scope, assumed, hole) {
        let message = format!("`{{{text}}}` prints no value: the rule speaks only where there is none");
        (message, "name the thing instead")
    } else {
        return None;
    };
    Some(Finding::unreadable("type/hole", hole.span, message).level(Level::Warning).help(help))
}

/// Whether the hole is an attribute that is never given when the rule finds something.
fn never_stated(scope: &Scope<'_>, assumed: &[&Expr], hole: &Expr) -> bool {
    let path = scope.behind(hole);
    let single = matches!(&path.kind, ExprKind::Attribute(of, _) if !of.ty.set);
    let kind = ExprKind::Is(Box::new(path.clone()), false, Test::Given);
    let given = Expr { kind, ty: types::one(Scalar::YesNo), span: path.span };
    single && outcomes(scope, assumed, &given, false).never()
}

fn holes(template: &Template) -> impl Iterator<Item = &Expr> {
    template.parts.iter().filter_map(|part| match part {
        Part::Hole(hole) => Some(hole),
        Part::Text(_) => None,
    })
}

/// All holes of a rule as they are written.
fn written<'t, 'a>(rule: &'t tree::Rule<'a>) -> Vec<&'t tree::Expr<'a>> {
    let labels = rule.pointers().filter_map(|pointer| pointer.label.as_ref());
    let texts = labels.chain(&rule.message).chain(&rule.because).chain(&rule.help);
    let hole = |part: &'t tree::Part<'a>| match part {
        tree::Part::Hole(hole) => Some(hole),
        tree::Part::Text(_) => None,
    };
    texts.flat_map(|text| &text.parts).filter_map(hole).collect()
}

impl Scope<'_> {
    /// Whether the value of `expr` depends on the name of this number, be it by way of `let`.
    pub(super) fn mentions(&self, expr: &Expr, slot: u16) -> bool {
        let mut open = vec![slot];
        let mut at = 0;
        while let Some(slot) = open.get(at).copied() {
            at += 1;
            if walk::mentions(expr, slot) {
                return true;
            }
            let users = self.lets().filter(|(_, value)| walk::mentions(value, slot)).map(|(name, _)| name);
            let new: Vec<u16> = users.filter(|name| !open.contains(name)).collect();
            open.extend(new);
        }
        false
    }
}
