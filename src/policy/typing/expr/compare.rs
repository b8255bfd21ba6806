//! Comparisons. Nothing is converted; sets are never equal or unequal.

use super::super::{show, types};
use super::Typer;
use super::logic::yes_no;
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::ir::{CompareOp, Expr, ExprKind};
use crate::syntax::policy::tree;
use crate::text::Span;

/// A comparison while it is checked: both sides as written and with their types.
struct Sides<'t, 'a> {
    one: &'t tree::Expr<'a>,
    op: CompareOp,
    other: &'t tree::Expr<'a>,
    left: &'t Expr,
    right: &'t Expr,
    span: Span,
}

impl Typer<'_> {
    pub(super) fn compare(
        &mut self,
        one: &tree::Expr<'_>,
        op: CompareOp,
        other: &tree::Expr<'_>,
        span: Span,
    ) -> Option<Expr> {
        let (left, right) = self.pair(one, other, None);
        let (left, right) = (left?, right?);
        let sides = Sides { one, op, other, left: &left, right: &right, span };
        let mistake = match op {
            CompareOp::Equal | CompareOp::Unequal => self.equal(&sides),
            CompareOp::Less | CompareOp::AtMost | CompareOp::More | CompareOp::AtLeast => {
                self.in_order(&sides)
            }
            CompareOp::In => self.member(&sides, (one, &left), (other, &right)),
            CompareOp::Has => self.member(&sides, (other, &right), (one, &left)),
            CompareOp::Covers => self.covers(&sides),
        };
        if let Some(finding) = mistake {
            return self.fail(finding);
        }
        self.warn_if_always(&sides);
        Some(yes_no(ExprKind::Compare(Box::new(left), op, Box::new(right)), span))
    }

    fn equal(&self, sides: &Sides<'_, '_>) -> Option<Finding> {
        Self::sets_compared(sides).or_else(|| self.unlike(sides))
    }

    fn in_order(&self, sides: &Sides<'_, '_>) -> Option<Finding> {
        Self::sets_compared(sides).or_else(|| self.unlike(sides)).or_else(|| {
            let scalar = &sides.left.ty.scalar;
            (!types::ordered(scalar)).then(|| {
                let what = self.type_name(&types::one(scalar.clone()));
                let message = format!("`{}` means nothing for {what}", show::compare(sides.op));
                Finding::unreadable("type/mismatch", sides.span, message)
                    .help("numbers, percentages, lengths of time and dates have an order")
            })
        })
    }

    /// `value in set`, from either end.
    fn member(
        &self,
        sides: &Sides<'_, '_>,
        value: (&tree::Expr<'_>, &Expr),
        set: (&tree::Expr<'_>, &Expr),
    ) -> Option<Finding> {
        let ((value_tree, value), (set_tree, set)) = (value, set);
        if value.ty.set {
            let message = format!(
                "{} is a set, and `{}` asks about one value",
                Self::quoted(value_tree),
                show::compare(sides.op)
            );
            let finding = Finding::unreadable("type/set", sides.span, message);
            return Some(finding.help("say what you mean with `every`, `some` or `no`"));
        }
        if set.ty.set {
            return self.unlike(sides);
        }
        let what = self.type_name(&set.ty);
        let message = format!("{} is one {what}", Self::quoted(set_tree));
        Some(Finding::unreadable("type/set", sides.span, message).help("use `=`"))
    }

    fn covers(&self, sides: &Sides<'_, '_>) -> Option<Finding> {
        for (tree, expr) in [(sides.one, sides.left), (sides.other, sides.right)] {
            if expr.ty == types::one(Scalar::Hours) {
                continue;
            }
            let message = format!(
                "{} is {}, and `covers` compares hours",
                Self::quoted(tree),
                self.with_article(&expr.ty)
            );
            let set = expr.ty == types::set_of(Scalar::Hours);
            let help = set.then(|| format!("put them together: `union({})`", show::expr(tree)));
            return Some(Finding::unreadable("type/mismatch", sides.span, message).maybe_help(help));
        }
        None
    }

    fn sets_compared(sides: &Sides<'_, '_>) -> Option<Finding> {
        let (one, other) = (Self::quoted(sides.one), Self::quoted(sides.other));
        let message = match (sides.left.ty.set, sides.right.ty.set) {
            (true, true) => format!("{one} and {other} are sets"),
            (true, false) => format!("{one} is a set"),
            (false, true) => format!("{other} is a set"),
            (false, false) => return None,
        };
        let equal = sides.op == CompareOp::Equal && sides.left.ty.set != sides.right.ty.set;
        let help = if equal && types::meet(&sides.left.ty.scalar, &sides.right.ty.scalar) {
            "say what you mean with `every`, `some` or `no`, or ask with `has`"
        } else {
            "say what you mean with `every`, `some` or `no`"
        };
        Some(Finding::unreadable("type/set", sides.span, message).help(help))
    }

    /// Says it if no value of one side can be a value of the other.
    fn unlike(&self, sides: &Sides<'_, '_>) -> Option<Finding> {
        let (left, right) = (&sides.left.ty.scalar, &sides.right.ty.scalar);
        if types::meet(left, right) {
            return None;
        }
        let one = self.type_name(&types::one(left.clone()));
        let other = self.type_name(&types::one(right.clone()));
        let finding =
            Finding::unreadable("type/mismatch", sides.span, format!("cannot compare {one} with {other}"));
        let age = match (left, right) {
            (Scalar::Date, Scalar::Duration) => Some(sides.one),
            (Scalar::Duration, Scalar::Date) => Some(sides.other),
            _ => None,
        };
        let help =
            |date| format!("`age({})` is the time from that day to the date of the check", show::expr(date));
        Some(finding.maybe_help(age.map(help)))
    }

    fn warn_if_always(&mut self, sides: &Sides<'_, '_>) {
        let literal = |expr: &Expr| matches!(expr.kind, ExprKind::Literal(_));
        let written = literal(sides.left) && literal(sides.right);
        let itself =
            matches!(sides.left.kind, ExprKind::Local(_) | ExprKind::Attribute(..) | ExprKind::Param(_))
                && show::expr(sides.one) == show::expr(sides.other);
        if written || itself {
            self.findings.push(
                Finding::unreadable("type/always", sides.span, "this comparison always has the same result")
                    .level(Level::Warning),
            );
        }
    }
}
