//! Expressions, the names they bind, and texts with holes for them.

use std::borrow::Cow;

use crate::syntax::{Literal, Name};
use crate::text::Span;

/// A text with `{holes}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template<'a> {
    /// The pieces in order.
    pub parts: Vec<Part<'a>>,
    /// The text, quotes included.
    pub span: Span,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words as they are.
    Text(Cow<'a, str>),
    /// A value to print.
    Hole(Expr<'a>),
}

/// `role r, p in r.backup where ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binder<'a> {
    /// The bound names, at least one.
    pub binds: Vec<Bind<'a>>,
    /// The condition on them.
    pub filter: Option<Box<Expr<'a>>>,
}

/// One bound name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bind<'a> {
    /// The name.
    pub name: Name<'a>,
    /// What it ranges over.
    pub over: BindOver<'a>,
}

/// What a bound name ranges over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindOver<'a> {
    /// `role r`, `area x`: all things of a kind, all words of a list.
    Kind(Name<'a>),
    /// `p in r.backup`: the members of a set.
    Set(Box<Expr<'a>>),
}

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr<'a> {
    /// What it is.
    pub kind: ExprKind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind<'a> {
    /// `a or b or c`.
    Or(Vec<Expr<'a>>),
    /// `a and b and c`.
    And(Vec<Expr<'a>>),
    /// `not a`.
    Not(Box<Expr<'a>>),
    /// `every x in S: cond`.
    Every(Binder<'a>, Box<Expr<'a>>),
    /// `some`, `no`, `one` with a binder.
    Exists(Exists, Binder<'a>),
    /// `a <= b`.
    Compare(Box<Expr<'a>>, CompareOp, Box<Expr<'a>>),
    /// `x is given`, `x is not authority`; true if negated.
    Is(Box<Expr<'a>>, bool, IsTest<'a>),
    /// `a + b`, `a - b`.
    Add(Box<Expr<'a>>, AddOp, Box<Expr<'a>>),
    /// `x default y`.
    Default(Box<Expr<'a>>, Box<Expr<'a>>),
    /// `if c then a else b`.
    If(Box<Expr<'a>>, Box<Expr<'a>>, Box<Expr<'a>>),
    /// `count(x)`, `answers(n, o)`.
    Call(Name<'a>, Vec<Expr<'a>>),
    /// `duty[x, a.model]`; one key for `s.within[sev1]`.
    Lookup(Vec<Name<'a>>, Vec<Expr<'a>>),
    /// `r.backup`, `manage_fallout`: at least one name.
    Path(Vec<Name<'a>>),
    /// `[customer, shared]`.
    Set(Vec<Expr<'a>>),
    /// `[role r where ...]`.
    Comprehension(Binder<'a>),
    /// A value as written.
    Literal(Literal<'a>),
}

/// The quantifiers over a binder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exists {
    /// At least one.
    Some,
    /// None.
    No,
    /// Exactly one.
    One,
}

impl Exists {
    /// The quantifier that is this word.
    pub(in crate::syntax) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "some" => Self::Some,
            "no" => Self::No,
            "one" => Self::One,
            _ => return None,
        })
    }
}

/// The comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `in`
    In,
    /// `has`
    Has,
    /// `covers`
    Covers,
}

impl CompareOp {
    /// The comparison that is written like this.
    pub(in crate::syntax) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "!=" => Self::Unequal,
            "<" => Self::Less,
            "<=" => Self::AtMost,
            ">" => Self::More,
            ">=" => Self::AtLeast,
            "in" => Self::In,
            "has" => Self::Has,
            "covers" => Self::Covers,
            _ => return None,
        })
    }
}

/// What `is` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsTest<'a> {
    /// A value is stated.
    Given,
    /// Nothing is stated, or only `todo`.
    Missing,
    /// `none` is stated.
    None,
    /// It is of this kind.
    Kind(Name<'a>),
}

impl<'a> IsTest<'a> {
    /// What `is` asks with this word behind it.
    pub(in crate::syntax) fn of(word: Name<'a>) -> Self {
        match word.text {
            "given" => Self::Given,
            "missing" => Self::Missing,
            "none" => Self::None,
            _ => Self::Kind(word),
        }
    }
}

/// Sums and differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddOp {
    /// `+`
    Plus,
    /// `-`
    Minus,
}
