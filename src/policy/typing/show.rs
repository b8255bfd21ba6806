//! Expressions as text again, for messages that quote them.

use std::borrow::Cow;

use crate::syntax::policy::tree::{AddOp, Bind, BindOver, Binder, CompareOp, Exists, Expr, ExprKind, IsTest};
use crate::syntax::{Amount, Literal, LiteralKind, Name, Unit, Window};

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
        ExprKind::Literal(literal) => self::literal(literal).into_owned(),
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

fn literal<'l>(literal: &'l Literal<'_>) -> Cow<'l, str> {
    match &literal.kind {
        LiteralKind::Text(text) => Cow::Owned(format!("\"{text}\"")),
        LiteralKind::Todo { note, .. } => Cow::Owned(format!("todo \"{note}\"")),
        LiteralKind::None => Cow::Borrowed("none"),
        LiteralKind::YesNo(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        LiteralKind::Date(date) => Cow::Owned(date.to_string()),
        LiteralKind::Hours(window) => Cow::Owned(hours(window)),
        LiteralKind::Weekday(day) => Cow::Borrowed(weekday(*day)),
        LiteralKind::Duration(amount) => Cow::Owned(duration(*amount)),
        LiteralKind::Percent(percent) => Cow::Owned(format!("{}%", decimal(*percent))),
        LiteralKind::Number(number) => Cow::Owned(decimal(*number)),
        LiteralKind::Url(word)
        | LiteralKind::Email(word)
        | LiteralKind::Phone(word)
        | LiteralKind::RuleId(word)
        | LiteralKind::Zone(word)
        | LiteralKind::Code(word)
        | LiteralKind::Reference(word) => Cow::Borrowed(*word),
    }
}

fn hours(window: &Window<'_>) -> String {
    let Window { first, last, from, to, zone } = *window;
    if (first, last, from, to) == (0, 6, 0, 1440) {
        return "24x7".to_owned();
    }
    let days = if first == last {
        weekday(first).to_owned()
    } else {
        format!("{}-{}", weekday(first), weekday(last))
    };
    let zone = zone.map_or_else(String::new, |zone| format!(" {zone}"));
    format!("{days} {:02}:{:02}-{:02}:{:02}{zone}", from / 60, from % 60, to / 60, to % 60)
}

fn weekday(day: u8) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].get(usize::from(day)).copied().unwrap_or("Mon")
}

/// A length of time with its unit written out: "15 minutes".
pub(super) fn duration(amount: Amount) -> String {
    let unit = match amount.unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::BusinessDay => "business day",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    let plural = if amount.thousandths == 1000 { "" } else { "s" };
    format!("{} {unit}{plural}", decimal(amount.thousandths))
}

/// A number that is kept in thousandths.
pub(super) fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let text = format!("{sign}{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
