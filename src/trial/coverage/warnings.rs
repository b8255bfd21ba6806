//! What samples leave open, as warnings.

use std::collections::BTreeSet;

use super::conditions::roots;
use super::{Gap, Lack, Unit, UnitKind};
use crate::finding::{Finding, Level};
use crate::policy::eval::Seen;
use crate::policy::ir::{Expr, ExprKind, Param, Policies};

/// What the samples leave open in a unit. A condition inside of one that is never reached is not said again.
pub fn warnings(unit: &Unit) -> Vec<Finding> {
    let hidden = |gap: &&Gap| {
        let own = unit.conditions.iter().find(|condition| condition.span == gap.span);
        let outer = own.and_then(|condition| unit.conditions.get(condition.inside?));
        gap.lack == Lack::Reach && outer.is_some_and(|outer| outer.lack() == Some(Lack::Reach))
    };
    unit.gaps().iter().filter(|gap| !hidden(gap)).map(|gap| warning(unit, *gap)).collect()
}

fn warning(unit: &Unit, gap: Gap) -> Finding {
    let whose = match unit.kind {
        UnitKind::Pack => format!("pack `{}`", unit.name),
        UnitKind::Function | UnitKind::Rule => format!("`{}`", unit.name),
    };
    let (id, message, help) = match gap.lack {
        Lack::Call => ("uncalled", format!("no sample calls {whose}"), "add a sample that needs it"),
        Lack::Reach => (
            "unreached",
            format!("no sample reaches this condition of {whose}"),
            "add a sample that gets as far as this",
        ),
        Lack::Decision => (
            "undecided",
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
        Finding::unreadable("test/param-unreached", param.span, message)
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
