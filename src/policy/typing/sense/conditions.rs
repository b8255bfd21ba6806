//! Conditions that are never or always true: a rule that can find nothing is no rule.

use super::super::walk;
use super::formula::outcomes;
use super::scope::Scope;
use crate::finding::{Finding, Level};
use crate::policy::ir::{Binder, Expr, ExprKind};
use crate::text::Span;

/// Whether a condition never comes out in one way: at all, or where there is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Never {
    AtAll,
    Stated,
}

/// Thinks through the conditions of one statement.
pub(super) struct Thinker<'s, 'r> {
    /// What its names stand for.
    pub scope: &'s Scope<'r>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl Thinker<'_, '_> {
    /// Conditions that must all hold for a case to come up; `so` says what follows if they never do.
    /// Gives whether they can hold.
    pub(super) fn filters(&mut self, conjuncts: &[&Expr], so: &str) -> bool {
        for (at, conjunct) in conjuncts.iter().enumerate() {
            let before = conjuncts.get(..at).unwrap_or(&[]);
            let Some(never) = self.never(before, conjunct) else { continue };
            let finding = if let Some(alone) = self.never(&[], conjunct) {
                said(self.culprit(conjunct, false), alone, format!("this condition is never true, so {so}"))
            } else {
                let other = before.iter().find(|other| self.never(&[other], conjunct).is_some());
                let message = format!("this condition contradicts one before it, so {so}");
                let finding = said(conjunct.span, never, message);
                other.into_iter().fold(finding, |finding, other| finding.also(other.span, "the other one"))
            };
            self.findings.push(finding);
            return false;
        }
        true
    }

    /// A requirement, where `assumed` holds.
    pub(super) fn requirement(&mut self, assumed: &[&Expr], require: &Expr) {
        if let Some(never) = self.never_fails(assumed, require) {
            let culprit = self.culprit(require, true);
            let message = if culprit == require.span {
                "this requirement can never fail, so the rule finds nothing"
            } else {
                "this is always true, so the requirement can never fail"
            };
            self.findings.push(said(culprit, never, message));
            return;
        }
        if outcomes(self.scope, assumed, require, false).never() {
            let message = "this requirement never holds for what the rule looks at";
            let finding = said(require.span, Never::AtAll, message).level(Level::Warning);
            self.findings.push(finding.help("no plan could meet it: mend it or the conditions before it"));
        }
    }

    /// A condition by itself, which `what` is called.
    pub(super) fn alone(&mut self, condition: &Expr, what: &str) {
        if let Some(never) = self.never(&[], condition) {
            let message = format!("{what} is never true");
            self.findings.push(said(self.culprit(condition, false), never, message));
        } else if let Some(never) = self.never_fails(&[], condition) {
            let message = format!("{what} is always true");
            self.findings.push(said(self.culprit(condition, true), never, message));
        }
    }

    /// Everything inside `expr` that binds names.
    pub(super) fn inside(&mut self, expr: &Expr) {
        walk::visit(expr, &mut |inner| {
            let Some(binder) = walk::binder(inner) else { return };
            let filters = conjuncts(binder);
            if self.filters(&filters, "nothing is looked at")
                && let ExprKind::Every(_, condition) = &inner.kind
                && let Some(never) = self.never_fails(&filters, condition)
            {
                let message = "this is always true, so `every` asks for nothing";
                self.findings.push(said(self.culprit(condition, true), never, message));
            }
        });
    }

    /// Parts of a condition that change nothing, where `assumed` holds.
    pub(super) fn parts(&mut self, assumed: &[&Expr], whole: &Expr) {
        if let ExprKind::Not(part) = &whole.kind {
            return self.parts(assumed, part);
        }
        let (ExprKind::And(parts) | ExprKind::Or(parts)) = &whole.kind else { return };
        for part in parts {
            let out = outcomes(self.scope, assumed, part, false);
            if out.never() || out.never_fails() {
                let always = if out.never() { "never" } else { "always" };
                let message = format!("this is {always} true here, so it changes nothing");
                self.findings.push(idle(part.span, message));
            } else {
                self.parts(assumed, part);
            }
        }
    }

    /// Filters that leave nothing out.
    pub(super) fn idle_filters(&mut self, filters: &[&Expr]) {
        for filter in filters {
            if outcomes(self.scope, &[], filter, false).never_fails() {
                self.findings.push(idle(filter.span, "this is always true, so it leaves nothing out"));
            } else {
                self.parts(&[], filter);
            }
        }
    }

    fn never(&self, assumed: &[&Expr], condition: &Expr) -> Option<Never> {
        in_no_way(|stated| outcomes(self.scope, assumed, condition, stated).never())
    }

    fn never_fails(&self, assumed: &[&Expr], condition: &Expr) -> Option<Never> {
        in_no_way(|stated| outcomes(self.scope, assumed, condition, stated).never_fails())
    }

    /// The part of `whole` that alone makes it always (or never) true.
    fn culprit(&self, whole: &Expr, always: bool) -> Span {
        let (ExprKind::And(parts) | ExprKind::Or(parts)) = &whole.kind else { return whole.span };
        if always != matches!(whole.kind, ExprKind::Or(_)) {
            return whole.span;
        }
        let guilty = |part: &&Expr| {
            let alone = if always { self.never_fails(&[], part) } else { self.never(&[], part) };
            alone.is_some()
        };
        parts.iter().find(guilty).map_or(whole.span, |part| self.culprit(part, always))
    }
}

fn in_no_way(find: impl Fn(bool) -> bool) -> Option<Never> {
    if find(false) { Some(Never::AtAll) } else { find(true).then_some(Never::Stated) }
}

/// The conditions of a binder in the order of the text.
pub(super) fn conjuncts(binder: &Binder) -> Vec<&Expr> {
    let filters = binder.binds.iter().flat_map(|bind| &bind.filters);
    let mut all: Vec<&Expr> = filters.flat_map(walk::conjuncts).collect();
    all.sort_by_key(|expr| expr.span);
    all
}

fn said(span: Span, never: Never, message: impl Into<String>) -> Finding {
    let finding = Finding::unreadable("type/vacuous", span, message);
    match never {
        Never::AtAll => finding,
        Never::Stated => finding
            .label("of every value that a plan can state")
            .help("ask `is given` or `is none` if that is meant"),
    }
}

fn idle(span: Span, message: impl Into<String>) -> Finding {
    Finding::unreadable("type/always", span, message).level(Level::Warning)
}
