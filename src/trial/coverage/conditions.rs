//! The conditions in expressions.

use super::Condition;
use crate::model::{Scalar, Schema};
use crate::policy::eval::Seen;
use crate::policy::ir::{Access, Argument, Expr, ExprKind, Policies, Rule, Test};

/// The expressions that decide about a rule's cases.
pub(super) fn roots(rule: &Rule) -> Vec<&Expr> {
    let mut roots: Vec<&Expr> = rule.when.iter().collect();
    roots.extend(rule.each.iter().flat_map(|binder| binder.parts()));
    roots.extend(&rule.once_per);
    roots.extend(rule.lets.iter().map(|(_, value)| value));
    roots.push(&rule.require);
    roots
}

/// The conditions under `roots` with what was seen of each.
pub(super) fn under(roots: &[&Expr], policies: &Policies, seen: &Seen) -> Vec<Condition> {
    let mut found = Vec::new();
    for root in roots {
        add(root, None, &mut found);
    }
    let known = |(expr, inside): &(&Expr, Option<usize>)| Condition {
        span: expr.span,
        seen: seen.condition(expr.span),
        may_be_unknown: may_be_unknown(expr, policies),
        inside: *inside,
    };
    found.iter().map(known).collect()
}

fn add<'e>(expr: &'e Expr, inside: Option<usize>, found: &mut Vec<(&'e Expr, Option<usize>)>) {
    let inside = if is_condition(expr) {
        found.push((expr, inside));
        Some(found.len() - 1)
    } else {
        inside
    };
    for part in expr.parts() {
        add(part, inside, found);
    }
}

/// Whether an expression is yes or no by itself, and not by what its parts are or by what it is set to.
const fn is_condition(expr: &Expr) -> bool {
    let is_yes_no = matches!(expr.ty.scalar, Scalar::YesNo) && !expr.ty.set;
    let by_parts = matches!(
        expr.kind,
        ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_) | ExprKind::If(..) | ExprKind::Default(..)
    );
    is_yes_no && !by_parts && !matches!(expr.kind, ExprKind::Literal(_) | ExprKind::Param(_))
}

/// Whether an expression, or a function that it calls, reads something that a plan may leave unsaid.
fn may_be_unknown(expr: &Expr, policies: &Policies) -> bool {
    let schema = &policies.schema;
    let own = match &expr.kind {
        // Whether something is stated can always be said, if there is the thing that would state it.
        ExprKind::Is(subject, _, Test::Given | Test::Missing | Test::None) => {
            return subject.parts().iter().any(|part| may_be_unknown(part, policies));
        }
        ExprKind::Single(_) => true,
        ExprKind::Attribute(_, access) => unsaid(access, schema),
        ExprKind::Call(number, _) => policies
            .functions
            .get(*number as usize)
            .is_some_and(|function| may_be_unknown(&function.body, policies)),
        ExprKind::Builtin(_, arguments) => arguments.iter().any(|argument| match argument {
            Argument::Value(_) => false,
            Argument::Path(path) => path.iter().any(|access| unsaid(access, schema)),
        }),
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Entry(..)
        | ExprKind::Cell(..)
        | ExprKind::Set(_)
        | ExprKind::Comprehension(_)
        | ExprKind::If(..)
        | ExprKind::Default(..)
        | ExprKind::Add(..)
        | ExprKind::Or(_)
        | ExprKind::And(_)
        | ExprKind::Not(_)
        | ExprKind::Every(..)
        | ExprKind::Exists(..)
        | ExprKind::Compare(..)
        | ExprKind::Is(..) => false,
    };
    own || expr.parts().iter().any(|part| may_be_unknown(part, policies))
}

fn unsaid(access: &Access, schema: &Schema) -> bool {
    access.on.iter().any(|(kind, attribute)| {
        let attribute = schema.attribute(*kind, *attribute);
        !attribute.else_none && !attribute.required
    })
}
