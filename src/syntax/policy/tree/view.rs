//! The tree of a view: what is shown of a plan, and how.

use super::{Binder, Expr, Setting, Template};
use crate::syntax::{Name, Words};
use crate::text::Span;

/// A view: a chart with rows and perhaps columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// What it is given: type, then name.
    pub params: Vec<(Name<'a>, Name<'a>)>,
    /// What it shows.
    pub title: Words<'a>,
    /// `command:`, `source:`.
    pub settings: Vec<Setting<'a>>,
    /// `row`.
    pub rows: Option<Binder<'a>>,
    /// `column`.
    pub columns: Option<Binder<'a>>,
    /// `show`: what stands in a cell.
    pub show: Option<Expr<'a>>,
    /// `was`: what it is compared with.
    pub was: Option<Expr<'a>>,
    /// `fact`.
    pub facts: Vec<Fact<'a>>,
    /// `gap`.
    pub gaps: Vec<Gap<'a>>,
    /// `note`: what is said below it.
    pub notes: Vec<Template<'a>>,
    /// Set if a clause could not be read: the view is then not shown, only reported.
    pub broken: bool,
    /// The header line.
    pub head: Span,
}

/// `fact "Owner" a.owner`: what else is said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<'a> {
    /// What it is called.
    pub title: Words<'a>,
    /// The value.
    pub value: Expr<'a>,
}

/// `gap "nobody owns it" when a.owner is none`: what is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// What is wrong there.
    pub says: Template<'a>,
    /// Where.
    pub when: Expr<'a>,
}
