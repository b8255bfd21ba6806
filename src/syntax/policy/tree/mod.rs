//! The tree of a policy file.

use crate::syntax::plan::tree as plan;
use crate::syntax::{Literal, Name, Words};
use crate::text::Span;

mod expression;
mod view;

pub use expression::{
    AddOp, Bind, BindOver, Binder, CompareOp, Exists, Expr, ExprKind, IsTest, Part, Template,
};

pub use view::{Fact, Gap, View};

/// A policy file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'a> {
    /// The statements that could be read.
    pub items: Vec<Item<'a>>,
}

/// A statement at the top of a policy file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// `schema core 1`.
    Schema(SchemaHead<'a>),
    /// `pack gdpr "..." { ... }`.
    Pack(Pack<'a>),
    /// `param plan_total: duration = 60 days "..." at most 90 days`.
    Param(Param<'a>),
    /// `kind`, `single kind`, `nested kind`, or `extend kind`.
    Kind(Kind<'a>),
    /// `enum phase { ... }` or `extend enum phase { ... }`.
    Enum(Enum<'a>),
    /// `union responder = person | role | team`.
    Union(Union<'a>),
    /// `table obligation { ... }`.
    Table(plan::Table<'a>),
    /// `row obligation gdpr_sa { ... }`: one thing that the pack declares, written as in a plan.
    Row(Box<plan::Block<'a>>),
    /// `matrix duty(area, service_model): holder { ... }`.
    Matrix(Matrix<'a>),
    /// `define on_duty(role r): hours = ...` and `relation answers(notify n, obligation o) when ...`.
    Function(Function<'a>),
    /// `view holders "Who holds what" { ... }`.
    View(Box<View<'a>>),
    /// `rule vendor-without-contact "..." { ... }`.
    Rule(Box<Rule<'a>>),
    /// `test "..." for rule { ... }`.
    Test(Test<'a>),
    /// `adjust rule { ... }`.
    Adjust(Adjust<'a>),
    /// A statement that could not be read and was reported: what uses its name must not be reported again.
    Lost(Lost<'a>),
}

/// What a statement would have declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost<'a> {
    /// What it would have been.
    pub what: LostKind,
    /// Its name.
    pub name: Name<'a>,
}

/// The sorts of statements whose names others use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostKind {
    /// A pack.
    Pack,
    /// A rule.
    Rule,
    /// A parameter, a function or a matrix.
    Value,
}

/// `schema core 1`: the file holds kinds and lists of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaHead<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// Its version.
    pub version: i64,
    /// The statement.
    pub span: Span,
}

/// The header of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// Its title.
    pub title: Words<'a>,
    /// `version:`, `schema:`, `source:`, `effective:`, `since:`, `uses:`, `tests_as_of:` ...
    pub settings: Vec<Setting<'a>>,
    /// `applies when`.
    pub applies: Option<Expr<'a>>,
    /// Set if a clause could not be read: the pack's rules are then not judged, only reported.
    pub broken: bool,
    /// The header line.
    pub head: Span,
}

/// `name: value, value url`: a setting of a pack, rule, test or adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// The values: literals, names and paths are all expressions here.
    pub values: Vec<Expr<'a>>,
    /// The statement.
    pub span: Span,
}

/// A number that users may tune within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// Its type.
    pub ty: TypeRef<'a>,
    /// Its value when nobody tunes it.
    pub default: Literal<'a>,
    /// What it is for.
    pub title: Option<Words<'a>>,
    /// `at most`.
    pub at_most: Option<Literal<'a>>,
    /// `at least`.
    pub at_least: Option<Literal<'a>>,
    /// The statement.
    pub span: Span,
}

/// `duration` or `set of role`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeRef<'a> {
    /// The type of one value.
    pub name: Name<'a>,
    /// Whether it is a set of them.
    pub set: bool,
}

/// A kind of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// Its title.
    pub title: Option<Words<'a>>,
    /// How many there are and where they stand.
    pub place: KindPlace,
    /// True for `extend kind`.
    pub extends: bool,
    /// Its attributes.
    pub attributes: Vec<AttributeDecl<'a>>,
    /// The header line.
    pub head: Span,
}

/// Where things of a kind stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindPlace {
    /// At the top, any number.
    Top,
    /// At the top, at most one.
    Single,
    /// Inside a block of another kind.
    Nested,
}

/// `within: duration per severity? else none`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeDecl<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// Its type's name.
    pub ty: Name<'a>,
    /// `per severity`: one value for each thing of that kind.
    pub per: Option<Name<'a>>,
    /// How many values.
    pub many: Many,
    /// `head`: written first in the short form.
    pub head: bool,
    /// `else none`: leaving it out says none.
    pub else_none: bool,
    /// `private`: redacted in output.
    pub private: bool,
    /// The declaration.
    pub span: Span,
}

/// How many values an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// `?`: at most one.
    Optional,
    /// `*`: any number.
    Any,
    /// `!`: exactly one, required by the schema.
    One,
}

/// A closed list of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// True for `extend enum`.
    pub extends: bool,
    /// Its words, each with its title or doc comment.
    pub values: Vec<EnumValue<'a>>,
    /// The header line.
    pub head: Span,
}

/// One word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// The word.
    pub name: Name<'a>,
    /// How it is printed.
    pub title: Option<Words<'a>>,
    /// Other words that are read as this one.
    pub also: Vec<Name<'a>>,
}

/// A union of kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// The kinds in it.
    pub members: Vec<Name<'a>>,
    /// The statement.
    pub span: Span,
}

/// A complete table over two lists of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// The list that its rows name.
    pub rows_over: Name<'a>,
    /// The list that its columns name.
    pub columns_over: Name<'a>,
    /// The list that its cells come from.
    pub cells_of: Name<'a>,
    /// The first row: the name of the row list, then the columns.
    pub columns: Vec<Name<'a>>,
    /// The rows; the first cell names the row.
    pub rows: Vec<plan::Row<'a>>,
    /// The header line.
    pub head: Span,
}

/// A named value (`define`, with a result type) or a named condition (`relation`, without).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub name: Name<'a>,
    /// Its parameters: type, then name.
    pub params: Vec<(Name<'a>, Name<'a>)>,
    /// The type of a `define`; none for a `relation`.
    pub result: Option<TypeRef<'a>>,
    /// What it says.
    pub body: Expr<'a>,
    /// The statement.
    pub span: Span,
}

/// A rule: one duty with one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The `##` comment in front of it.
    pub doc: Option<Words<'a>>,
    /// Its name.
    pub id: Name<'a>,
    /// Its title: what should hold.
    pub title: Words<'a>,
    /// `severity:`, `source:`, `confidence:`, `effective:`, `expires:`, `since:`, `acceptable:`, `tags:`.
    pub settings: Vec<Setting<'a>>,
    /// `when`: a condition on the whole plan.
    pub when: Option<Expr<'a>>,
    /// `for each`: the cases.
    pub each: Option<Binder<'a>>,
    /// `once per`.
    pub once_per: Option<Expr<'a>>,
    /// `let x = ...`.
    pub lets: Vec<(Name<'a>, Expr<'a>)>,
    /// `require`.
    pub require: Option<Expr<'a>>,
    /// `message`.
    pub message: Option<Template<'a>>,
    /// `at`.
    pub at: Option<Pointer<'a>>,
    /// `also`.
    pub also: Vec<Pointer<'a>>,
    /// What happens one after the other until it is too late.
    pub steps: Vec<Step<'a>>,
    /// `because`.
    pub because: Option<Template<'a>>,
    /// `help`.
    pub help: Option<Template<'a>>,
    /// `fix`.
    pub fixes: Vec<Fix<'a>>,
    /// `bad` and `good`.
    pub samples: Vec<Sample<'a>>,
    /// Set if a clause could not be read: the rule is then not judged, only reported.
    pub broken: bool,
    /// The header line.
    pub head: Span,
    /// Header and body.
    pub whole: Span,
}

/// A place to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The path to it.
    pub path: Expr<'a>,
    /// What to say of it.
    pub label: Option<Template<'a>>,
}

impl<'a> Rule<'a> {
    /// Everything that it points at.
    pub fn pointers(&self) -> impl Iterator<Item = &Pointer<'a>> {
        self.at.iter().chain(&self.also).chain(self.steps.iter().map(|step| &step.pointer))
    }
}

/// `step x "..."`, with the names that it is said for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'a> {
    /// The names that there is a step for each of.
    pub each: Option<Binder<'a>>,
    /// The place, and what happens there.
    pub pointer: Pointer<'a>,
}

/// `fix add to x "..."` and `fix replace x.attr "..."`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<'a> {
    /// True for `add to`, false for `replace`.
    pub adds: bool,
    /// What is changed.
    pub path: Expr<'a>,
    /// Statements of a plan, or values, with holes.
    pub text: Template<'a>,
}

/// `bad { plan }` or `good { plan }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample<'a> {
    /// True for `good`.
    pub good: bool,
    /// What it shows.
    pub title: Option<Words<'a>>,
    /// The plan.
    pub plan: plan::Tree<'a>,
    /// The clause.
    pub span: Span,
}

/// `test "..." for rule { plan { ... } expect ... }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test<'a> {
    /// What it shows.
    pub title: Words<'a>,
    /// The rule it is about.
    pub rule: Name<'a>,
    /// `as_of:`.
    pub settings: Vec<Setting<'a>>,
    /// The plan.
    pub plan: plan::Tree<'a>,
    /// What must come out; at least one.
    pub expect: Vec<Expect<'a>>,
    /// The header line.
    pub head: Span,
}

/// What a test expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect<'a> {
    /// What.
    pub kind: ExpectKind<'a>,
    /// The clause.
    pub span: Span,
}

/// The forms of `expect`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectKind<'a> {
    /// `expect none`.
    Nothing,
    /// `expect not applicable`.
    NotApplicable,
    /// `expect undecided: stage diagnose lacks within`: kind, thing, attribute.
    Undecided(Option<(Name<'a>, Option<Name<'a>>, Name<'a>)>),
    /// `expect rule at kind thing`.
    Finding(Name<'a>, Option<(Name<'a>, Option<Name<'a>>)>),
}

/// `adjust rule { severity: error; because "..." }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjust<'a> {
    /// The rule that is adjusted.
    pub rule: Name<'a>,
    /// `severity:`, `off:`.
    pub settings: Vec<Setting<'a>>,
    /// The reason.
    pub because: Option<Words<'a>>,
    /// The header line.
    pub head: Span,
}
