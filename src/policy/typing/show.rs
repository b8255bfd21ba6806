//! Expressions as text again, for messages that quote them.

use crate::resolve::shown;
use crate::syntax::Name;
use crate::syntax::policy::tree::{AddOp, Bind, BindOver, Binder, CompareOp, Exists, Expr, ExprKind, IsTest};

/// How `expr` is written, on one line.
pub(super) fn expr(expr: &Expr<'_>) -> String {
    match &expr.kind {
        ExprKind::Or(parts) => joined(parts, " or "),
        ExprKind::And(parts) => joined(parts, " and "),
        ExprKind::Not(inner) => format!("not {}", self::expr(inner)),
        ExprKind::Every(binds, inner) => format!("every {}: {}", binder(binds), self::expr(inner)),
        ExprKind::Exists(which, binds) => format!("{} {}", exists(*which), binder(binds)),
        ExprKind::Compare(left, op, right) => {
            format!("{} {} {}", self::expr(left), compare(*op), self::expr(right))
        }
        ExprKind::Is(inner, negated, test) => is(inner, *negated, *test),
        ExprKind::Add(left, AddOp::Plus, right) => format!("{} + {}", self::expr(left), self::expr(right)),
        ExprKind::Add(left, AddOp::Minus, right) => format!("{} - {}", self::expr(left), self::expr(right)),
        ExprKind::Default(left, right) => format!("{} default {}", self::expr(left), self::expr(right)),
        ExprKind::If(cond, yes, no) => {
            format!("if {} then {} else {}", self::expr(cond), self::expr(yes), self::expr(no))
        }
        ExprKind::Call(name, args) => format!("{}({})", name.text, joined(args, ", ")),
        ExprKind::Lookup(path, keys) => format!("{}[{}]", dotted(path), joined(keys, ", ")),
        ExprKind::Path(path) => dotted(path),
        ExprKind::Set(members) => format!("[{}]", joined(members, ", ")),
        ExprKind::Comprehension(binds) => format!("[{}]", binder(binds)),
        ExprKind::Literal(literal) => shown(&literal.kind),
    }
}

/// A path with its dots.
pub(super) fn dotted(path: &[Name<'_>]) -> String {
    path.iter().map(|name| name.text).collect::<Vec<_>>().join(".")
}

/// How a comparison is written.
pub(super) const fn compare(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::Unequal => "!=",
        CompareOp::Less => "<",
        CompareOp::AtMost => "<=",
        CompareOp::More => ">",
        CompareOp::AtLeast => ">=",
        CompareOp::In => "in",
        CompareOp::Has => "has",
        CompareOp::Covers => "covers",
    }
}

fn joined(parts: &[Expr<'_>], between: &str) -> String {
    parts.iter().map(expr).collect::<Vec<_>>().join(between)
}

const fn exists(which: Exists) -> &'static str {
    match which {
        Exists::Some => "some",
        Exists::No => "no",
        Exists::One => "one",
    }
}

fn is(inner: &Expr<'_>, negated: bool, test: IsTest<'_>) -> String {
    let test = match test {
        IsTest::Given => "given",
        IsTest::Missing => "missing",
        IsTest::None => "none",
        IsTest::Kind(kind) => kind.text,
    };
    format!("{} is {}{test}", expr(inner), if negated { "not " } else { "" })
}

fn binder(binder: &Binder<'_>) -> String {
    let binds = binder.binds.iter().map(bind).collect::<Vec<_>>().join(", ");
    match &binder.filter {
        Some(filter) => format!("{binds} where {}", expr(filter)),
        None => binds,
    }
}

fn bind(bind: &Bind<'_>) -> String {
    match &bind.over {
        BindOver::Kind(kind) => format!("{} {}", kind.text, bind.name.text),
        BindOver::Set(set) => format!("{} in {}", bind.name.text, expr(set)),
    }
}
