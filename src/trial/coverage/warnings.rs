//! What samples leave open, as warnings.

use std::collections::BTreeSet;

use super::conditions::roots;
use super::{Condition, Gap, Lack, Unit, UnitKind};
use crate::finding::{Finding, Level};
use crate::policy::eval::Seen;
use crate::policy::ir::{Expr, ExprKind, Param, Policies};

/// What the samples leave open in a unit.
pub fn warnings(unit: &Unit) -> Vec<Finding> {
    let gaps = unit.gaps();
    gaps.iter().filter(|gap| !follows(unit, gap)).map(|gap| warning(unit, *gap)).collect()
}

/// Whether a condition is not reached or decided because of another that is said: the one that it is a part of,
/// or the one in front of it that never holds.
fn follows(unit: &Unit, gap: &Gap) -> bool {
    let Some(at) = unit.conditions.iter().position(|condition| condition.span == gap.span) else {
        return false;
    };
    let inside = unit.conditions.get(at).and_then(|condition| condition.inside);
    let outer = inside.and_then(|outer| unit.conditions.get(outer));
    let before = unit.conditions.iter().take(at).rfind(|condition| condition.inside == inside);
    let hides = |condition: &Condition| match condition.lack() {
        Some(Lack::Reach | Lack::Decision | Lack::Yes) => true,
        Some(Lack::Call | Lack::No) | None => false,
    };
    match gap.lack {
        Lack::Reach => outer.is_some_and(hides) || before.is_some_and(hides),
        Lack::Decision => outer.is_some_and(|outer| outer.lack() == Some(Lack::Decision)),
        Lack::Call | Lack::Yes | Lack::No => false,
    }
}

fn warning(unit: &Unit, gap: Gap) -> Finding {
    let whose = match unit.kind {
        UnitKind::Pack => format!("pack `{}`", unit.name),
        UnitKind::Function | UnitKind::Rule => format!("`{}`", unit.name),
    };
    let (id, message, help) = match gap.lack {
        Lack::Call => ("never-called", format!("no sample calls {whose}"), "add a sample that needs it"),
        Lack::Reach => (
            "never-reached",
            format!("no sample reaches this condition of {whose}"),
            "add a sample that gets as far as this",
        ),
        Lack::Decision => (
            "never-decided",
            format!("no sample decides this condition of {whose}"),
            "add samples that state what it reads",
        ),
        Lack::Yes => (
            "one-sided",
            format!("this condition of {whose} holds in no sample"),
            "add a sample in which it holds, or leave it out",
        ),
        Lack::No => (
            "one-sided",
            format!("this condition of {whose} holds in every sample"),
            "add a sample in which it does not hold, or leave it out",
        ),
    };
    Finding::unreadable(&format!("test/{id}"), gap.span, message).level(Level::Warning).help(help)
}

/// The parameters that `chosen` picks, that a condition mentions, and that no sample reaches. Those that only
/// tables use are worked out before a plan is read.
pub fn param_warnings(policies: &Policies, seen: &Seen, chosen: &dyn Fn(&Param) -> bool) -> Vec<Finding> {
    let mentioned = mentioned(policies);
    let params = policies.params.iter().enumerate().map(|(number, param)| (number as u16, param));
    let open =
        params.filter(|(number, param)| chosen(param) && mentioned.contains(number) && !seen.param(*number));
    open.map(|(_, param)| {
        let message = format!("no sample reaches the parameter `{}`", param.name);
        Finding::unreadable("test/never-read", param.span, message)
            .level(Level::Warning)
            .help("add a sample in which it decides")
    })
    .collect()
}

/// The parameters that conditions mention, by number.
fn mentioned(policies: &Policies) -> BTreeSet<u16> {
    let packs = policies.packs.iter().filter_map(|pack| pack.applies.as_ref());
    let bodies = policies.functions.iter().map(|function| &function.body);
    let mut open: Vec<&Expr> = packs.chain(bodies).collect();
    open.extend(policies.rules.iter().flat_map(roots));
    let mut mentioned = BTreeSet::new();
    while let Some(expr) = open.pop() {
        if let ExprKind::Param(number) = expr.kind {
            mentioned.insert(number);
        }
        open.extend(expr.parts());
    }
    mentioned
}
