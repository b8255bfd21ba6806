//! Conditions in words.

use super::nouns::{article, spaced};
use super::{Mood, Speaker, listed};
use crate::model::{Datum, Scalar};
use crate::policy::ir::{CompareOp, Expr, ExprKind, Test};

impl Speaker<'_> {
    /// A condition as a clause.
    pub(super) fn condition(&mut self, expr: &Expr, mood: Mood) -> String {
        match &expr.kind {
            ExprKind::And(parts) => self.all_of(parts, "and", mood),
            ExprKind::Or(parts) => self.all_of(parts, "or", mood),
            ExprKind::Not(inner) => self.not(inner, mood),
            ExprKind::Every(binder, inner) => {
                let bound = self.bound(binder, super::Nouns::bare);
                format!("for every {bound}: {}", self.condition(inner, mood))
            }
            ExprKind::Exists(exists, binder) => self.exists(*exists, binder, mood),
            ExprKind::Compare(left, op, right) => self.compare(left, *op, right, (mood, false)),
            ExprKind::Is(subject, negated, test) => self.is(subject, test, (mood, *negated)),
            // Both must hold; what is asked second makes no sense, or is not known, where the first does not hold.
            ExprKind::If(condition, then, otherwise) if is_no(otherwise) => {
                let both = [self.joined(condition, false, mood), self.joined(then, true, mood)];
                listed(&both, "and")
            }
            ExprKind::If(condition, then, otherwise) => {
                let condition = self.condition(condition, Mood::Is);
                let then = self.condition(then, mood);
                format!("if {condition}, {then}; otherwise {}", self.condition(otherwise, mood))
            }
            ExprKind::Default(known, instead) => {
                let known = self.condition(known, mood);
                format!("{known} (and if that is not known: {})", self.value(instead))
            }
            ExprKind::Call(number, arguments) => {
                let holds = if mood == Mood::Must { "must hold" } else { "holds" };
                format!("{} {holds}", self.call(*number, arguments))
            }
            _ => format!("{} {} yes", self.value(expr), be((mood, false))),
        }
    }

    fn all_of(&mut self, parts: &[Expr], word: &str, mood: Mood) -> String {
        let last = parts.len();
        let parts: Vec<String> =
            parts.iter().enumerate().map(|(at, part)| self.joined(part, at + 1 == last, mood)).collect();
        // "a or b or c" rather than "a, b or c": in the end of a clause, words of a list stand with commas.
        if word == "and" { listed(&parts, word) } else { parts.join(" or ") }
    }

    /// A condition beside others, in brackets where it would otherwise reach too far.
    pub(super) fn joined(&mut self, expr: &Expr, last: bool, mood: Mood) -> String {
        let clause = self.condition(expr, mood);
        if is_tight(expr) || last && is_open(expr) { clause } else { format!("({clause})") }
    }

    fn not(&mut self, inner: &Expr, mood: Mood) -> String {
        match &inner.kind {
            ExprKind::Compare(left, op, right) => self.compare(left, *op, right, (mood, true)),
            ExprKind::Is(subject, negated, test) => self.is(subject, test, (mood, !negated)),
            ExprKind::Call(number, arguments) => {
                let holds = if mood == Mood::Must { "must not hold" } else { "does not hold" };
                format!("{} {holds}", self.call(*number, arguments))
            }
            _ => {
                let so = if mood == Mood::Must { "it must not be so" } else { "it is not so" };
                format!("{so} that ({})", self.condition(inner, Mood::Is))
            }
        }
    }

    fn compare(&mut self, left: &Expr, op: CompareOp, right: &Expr, how: (Mood, bool)) -> String {
        let subject = self.subject(left);
        let is_day = left.ty.scalar == Scalar::Date;
        let is = be(how);
        let verb = match op {
            CompareOp::Equal => is.to_owned(),
            CompareOp::Unequal => be((how.0, !how.1)).to_owned(),
            CompareOp::Less if is_day => format!("{is} before"),
            CompareOp::Less => format!("{is} less than"),
            CompareOp::AtMost if is_day => format!("{is} on or before"),
            CompareOp::AtMost => format!("{is} at most"),
            CompareOp::More if is_day => format!("{is} after"),
            CompareOp::More => format!("{is} more than"),
            CompareOp::AtLeast if is_day => format!("{is} on or after"),
            CompareOp::AtLeast => format!("{is} at least"),
            CompareOp::In => return format!("{subject} {is} {}", self.members(right)),
            CompareOp::Has => does(how, "include"),
            CompareOp::Covers => does(how, "cover"),
        };
        format!("{subject} {verb} {}", self.operand(right))
    }

    /// "customer or shared", "among the role's `backup`".
    fn members(&mut self, set: &Expr) -> String {
        match &set.kind {
            ExprKind::Set(members) if members.len() > 1 => {
                let members: Vec<String> = members.iter().map(|member| self.operand(member)).collect();
                listed(&members, "or")
            }
            _ => format!("among {}", self.operand(set)),
        }
    }

    fn is(&mut self, subject: &Expr, test: &Test, how: (Mood, bool)) -> String {
        let subject = self.subject(subject);
        let is = be(how);
        match test {
            Test::Given => format!("{subject} {is} given"),
            Test::Missing => format!("{subject} {} stated", be((how.0, !how.1))),
            Test::None => format!("{subject} {is} `none`"),
            Test::Kinds(kinds) => {
                let names = kinds.iter().map(|kind| spaced(&self.policies.schema.kind(*kind).name));
                let kinds: Vec<String> = names.map(|name| format!("{} {name}", article(&name))).collect();
                format!("{subject} {is} {}", listed(&kinds, "or"))
            }
        }
    }

    /// What a clause speaks of, with "whose" for the topic.
    fn subject(&mut self, expr: &Expr) -> String {
        let said = self.operand(expr);
        self.topic = None;
        said
    }
}

/// "is", "is not", "must be", "must not be".
const fn be(how: (Mood, bool)) -> &'static str {
    match how {
        (Mood::Is, false) => "is",
        (Mood::Is, true) => "is not",
        (Mood::Must, false) => "must be",
        (Mood::Must, true) => "must not be",
    }
}

/// "covers", "does not cover", "must cover", "must not cover".
fn does(how: (Mood, bool), infinitive: &str) -> String {
    match how {
        (Mood::Is, false) => format!("{infinitive}s"),
        (Mood::Is, true) => format!("does not {infinitive}"),
        (Mood::Must, false) => format!("must {infinitive}"),
        (Mood::Must, true) => format!("must not {infinitive}"),
    }
}

/// Whether it is `no`, written out.
fn is_no(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Datum::YesNo(false)))
}

/// Whether a clause ends where it seems to end.
fn is_tight(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::And(_)
        | ExprKind::Or(_)
        | ExprKind::Every(..)
        | ExprKind::Exists(..)
        | ExprKind::If(..)
        | ExprKind::Default(..) => false,
        ExprKind::Not(_)
        | ExprKind::Compare(..)
        | ExprKind::Is(..)
        | ExprKind::Call(..)
        | ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_)
        | ExprKind::Attribute(..)
        | ExprKind::Entry(..)
        | ExprKind::Cell(..)
        | ExprKind::Builtin(..)
        | ExprKind::Set(_)
        | ExprKind::Comprehension(_)
        | ExprKind::Add(..) => true,
    }
}

/// Whether a clause may run on to the end of its sentence.
const fn is_open(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Every(..) | ExprKind::Exists(..))
}
