//! Places and groups: `at` and `also` point at something in a plan, `once per` tells cases apart.

use super::super::show;
use super::scope::Scope;
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::builtins::Builtin;
use crate::policy::ir::{AddOp, Expr, ExprKind, Over, Rule};
use crate::syntax::policy::tree;

/// Warns of `at`, `also` and `step` that can point nowhere in a plan.
pub(super) fn pointers(scope: &Scope<'_>, tree: &tree::Rule<'_>, rule: &Rule) -> Vec<Finding> {
    let nowhere = tree
        .pointers()
        .zip(super::super::rule::pointers(rule))
        .filter(|(_, pointer)| !has_place(scope, rule, &pointer.path));
    let say = |(written, _): (&tree::Pointer<'_>, _)| {
        let message = format!("`{}` stands nowhere in a plan", show::expr(&written.path));
        Finding::unreadable("type/no-place", written.path.span, message)
            .level(Level::Warning)
            .help("point at a thing, or at an attribute of one")
    };
    nowhere.map(say).collect()
}

fn has_place(scope: &Scope<'_>, rule: &Rule, path: &Expr) -> bool {
    let path = scope.behind(path);
    let thing = matches!(path.ty.scalar, Scalar::Thing(_) | Scalar::Any);
    match &path.kind {
        ExprKind::Attribute(..) | ExprKind::Entry(..) | ExprKind::Single(_) | ExprKind::Comprehension(_) => {
            true
        }
        ExprKind::Local(slot) => {
            let mut binds = rule.each.iter().flat_map(|each| &each.binds);
            let of_list = binds.any(|bind| bind.slot == *slot && matches!(bind.over, Over::List(_)));
            !of_list
        }
        ExprKind::Set(members) => members.iter().any(|member| has_place(scope, rule, member)),
        ExprKind::If(_, yes, no) => has_place(scope, rule, yes) || has_place(scope, rule, no),
        ExprKind::Default(value, _) => has_place(scope, rule, value),
        ExprKind::Add(left, AddOp::Plus | AddOp::Minus, right) => {
            path.ty.set && (has_place(scope, rule, left) || has_place(scope, rule, right))
        }
        ExprKind::Call(..) => thing || path.ty.set,
        ExprKind::Builtin(builtin, _) => matches!(builtin, Builtin::Reach | Builtin::CriticalPath),
        ExprKind::Literal(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Cell(..)
        | ExprKind::Or(_)
        | ExprKind::And(_)
        | ExprKind::Not(_)
        | ExprKind::Every(..)
        | ExprKind::Exists(..)
        | ExprKind::Compare(..)
        | ExprKind::Is(..) => false,
    }
}

/// Says it if `once per` puts all cases into one, so that all findings but the first would be lost.
pub(super) fn once_per(scope: &Scope<'_>, rule: &Rule) -> Option<Finding> {
    let key = rule.once_per.as_ref()?;
    let mut binds = rule.each.iter().flat_map(|each| &each.binds);
    if binds.any(|bind| scope.mentions(key, bind.slot)) {
        return None;
    }
    let (message, help) = if rule.each.is_some() {
        (
            "this is the same in every case, so only one finding would be said",
            "name what tells the cases apart",
        )
    } else {
        ("there is one case only, so there is nothing to tell apart", "delete `once per`")
    };
    Some(Finding::unreadable("type/once-per", key.span, message).help(help))
}
