//! Views after type checking: what is shown of a plan in rows and columns.

use super::{Binder, Expr, Template, Type};
use crate::model::KindId;
use crate::text::Span;

/// A chart of a plan, or of the rows of packs.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name.
    pub name: String,
    /// Its pack, by number.
    pub pack: u16,
    /// What it shows.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// The command that shows it unasked.
    pub command: Option<String>,
    /// The citation of what it is made from: its own, else that of its pack.
    pub source: Option<String>,
    /// The link behind that citation.
    pub link: Option<String>,
    /// What it is given: names, and types of one thing or one word. They are the slots from 0.
    pub params: Vec<(String, Type)>,
    /// What each row is about.
    pub rows: Binder,
    /// What each column is about; one name. None if only facts of rows are shown.
    pub columns: Option<Binder>,
    /// What stands in a cell.
    pub show: Option<Expr>,
    /// What it is compared with.
    pub was: Option<Expr>,
    /// What else is said of a row: title and value.
    pub facts: Vec<(String, Expr)>,
    /// What is marked.
    pub gaps: Vec<Gap>,
    /// What is said below it; about what it is given, and about no row.
    pub notes: Vec<Template>,
    /// How many local values it has.
    pub slots: u16,
    /// The kinds that it looks at, sorted.
    pub reads: Vec<KindId>,
    /// Where it is declared.
    pub span: Span,
}

/// Something that a view marks.
#[derive(Debug, Clone)]
pub struct Gap {
    /// What is wrong there.
    pub says: Template,
    /// Where.
    pub when: Expr,
    /// Whether it is about a cell, and not about a whole row.
    pub of_cell: bool,
}
