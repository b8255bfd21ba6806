//! Policies after type checking: every name resolved to a number, every expression with its type.
//! The evaluator reads only this.

mod edition;
mod standard;
mod view;

use std::sync::Arc;

use jiff::civil::Date;

use super::builtins::Builtin;
use crate::finding::Level;
use crate::model::{AttributeId, Datum, KindId, ListId, PackRows, Private, Scalar, Schema};
pub use crate::syntax::policy::tree::{AddOp, CompareOp, Exists};
use crate::text::{Origin, Span};

pub use edition::{Edition, FIRST_EDITION};
pub use standard::{Clause, Standard};
pub use view::{Gap, View};

/// The parameter that says how long a question may stay open that a fix writes into a plan.
pub const ANSWER_WITHIN: &str = "answer_within";

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// The type of one value.
    pub scalar: Scalar,
    /// Whether it is a set of them.
    pub set: bool,
}

/// All policies of a run.
#[derive(Debug, Clone, Default)]
pub struct Policies {
    /// The schema, with what packs add to it.
    pub schema: Schema,
    /// The packs, in the order of their names.
    pub packs: Vec<Pack>,
    /// The rules, in the order of their names.
    pub rules: Vec<Rule>,
    /// The names of all rules, sorted.
    pub rule_names: Arc<[String]>,
    /// The named values and conditions.
    pub functions: Vec<Function>,
    /// The matrices.
    pub matrices: Vec<Matrix>,
    /// The views, in the order of their packs and places.
    pub views: Vec<View>,
    /// The parameters.
    pub params: Vec<Param>,
    /// The rows of all packs' tables, `from` the pack of that number.
    pub rows: Arc<PackRows>,
    /// The standards that packs list clauses of, in the order of the packs.
    pub standards: Vec<Standard>,
    /// The private values among them.
    pub private: Vec<Private>,
    /// What is changed from what the packs say of themselves.
    pub adjustments: Vec<Adjustment>,
    /// How many policy files were read.
    pub files: usize,
}

impl Policies {
    /// Whether `rule` is of the pack with this number, or looks at things that its tables declare.
    pub fn concerns(&self, rule: &Rule, pack: u16) -> bool {
        rule.pack == pack || self.fills(pack, &rule.reads)
    }

    /// Whether the tables of the pack with this number declare things of one of `kinds`.
    pub fn fills(&self, pack: u16, kinds: &[KindId]) -> bool {
        let fills = self.packs.get(pack as usize).map_or(&[][..], |pack| pack.fills.as_slice());
        kinds.iter().any(|kind| fills.contains(kind))
    }
}

/// A change to what a pack says of itself, made by another pack or in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// The rule that is changed, or the parameter.
    pub of: String,
    /// Its pack.
    pub pack: String,
    /// What is changed.
    pub change: Change,
    /// The pack that changes it; none for the settings.
    pub by: Option<String>,
    /// The reason given; the settings give none.
    pub because: Option<String>,
    /// Where the change is written.
    pub span: Span,
}

/// What an adjustment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The rule does not run.
    Off,
    /// The rule is left out by the selection of rules, although no plan may accept its findings.
    Ignored,
    /// The rule's level.
    Level {
        /// What the rule says.
        from: Level,
        /// What it counts as.
        to: Level,
    },
    /// The parameter's value, as policies write it.
    Value {
        /// What the pack says.
        from: String,
        /// What it is set to.
        to: String,
    },
}

/// A folder (or file) of policies.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// Its version.
    pub version: String,
    /// The citation of what it is made from.
    pub source: Option<String>,
    /// The link behind that citation.
    pub link: Option<String>,
    /// The first day on which it is in force.
    pub effective: Option<Date>,
    /// The last day on which it is in force.
    pub expires: Option<Date>,
    /// The edition in which it arrived.
    pub since: Edition,
    /// The packs whose names it uses, by number.
    pub uses: Vec<u16>,
    /// When it concerns a plan; always, if there is none.
    pub applies: Option<Expr>,
    /// How many local values `applies` has.
    pub slots: u16,
    /// The date its samples are judged at.
    pub tests_as_of: Option<Date>,
    /// The kinds that its tables fill.
    pub fills: Vec<KindId>,
    /// Whether it comes with the program.
    pub origin: Origin,
    /// The file that its header stands in.
    pub path: String,
    /// Where it is declared.
    pub span: Span,
}

impl Pack {
    /// How it stands among the rules and packs that wait for a fact.
    pub fn as_waiting(&self) -> String {
        format!("pack {}", self.name)
    }
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name, which is its id.
    pub id: String,
    /// Its pack, by number.
    pub pack: u16,
    /// What should hold.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// How much a gap matters, adjustments considered.
    pub level: Level,
    /// Whether an adjustment switches it off: it then runs on no plan.
    pub off: bool,
    /// The citation: a text, or an expression on the case.
    pub source: Option<Expr>,
    /// The link behind it.
    pub link: Option<String>,
    /// How sure the citation is: a word of the list `confidence`, or an expression on the case.
    pub confidence: Option<Expr>,
    /// The first day on which it is in force.
    pub effective: Option<Date>,
    /// The last day on which it is in force.
    pub expires: Option<Date>,
    /// The edition in which it arrived; no earlier one than its pack's.
    pub since: Edition,
    /// Whether a plan may accept its findings.
    pub acceptable: bool,
    /// Free words to select it by.
    pub tags: Vec<String>,
    /// The condition on the whole plan.
    pub when: Option<Expr>,
    /// The cases.
    pub each: Option<Binder>,
    /// Cases with the same value give one finding.
    pub once_per: Option<Expr>,
    /// Names for values, in order.
    pub lets: Vec<(u16, Expr)>,
    /// What must hold.
    pub require: Expr,
    /// What is wrong.
    pub message: Template,
    /// Where to point.
    pub at: Option<Pointer>,
    /// Further places.
    pub also: Vec<Pointer>,
    /// What happens one after the other until it is too late.
    pub steps: Vec<Step>,
    /// Why it matters.
    pub because: Option<Template>,
    /// What to do.
    pub help: Option<Template>,
    /// What could be written into the plan.
    pub fixes: Vec<Fix>,
    /// How many local values it has.
    pub slots: u16,
    /// The local values by name, for explanations.
    pub names: Vec<(String, u16)>,
    /// The kinds that it looks at, sorted.
    pub reads: Vec<KindId>,
    /// Where it is declared.
    pub span: Span,
}

/// A named value or condition. Its parameters are the slots from 0.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its pack, by number.
    pub pack: u16,
    /// The types of its parameters.
    pub params: Vec<Type>,
    /// The type of its result; yes or no for a relation.
    pub result: Type,
    /// What it says.
    pub body: Expr,
    /// How many local values it has, parameters included.
    pub slots: u16,
    /// The local values by name, for explanations.
    pub names: Vec<(String, u16)>,
    /// Whether views alone call it: no sample of a rule can then say anything of it.
    pub shown_only: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A complete table over two lists of words.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Its name.
    pub name: String,
    /// The list its rows name.
    pub rows: ListId,
    /// The list its columns name.
    pub columns: ListId,
    /// The list its cells come from.
    pub cells_of: ListId,
    /// The cells by row and column: the word's place in `cells_of`.
    pub cells: Vec<Vec<u16>>,
    /// Where it is declared.
    pub span: Span,
}

/// A number that users may tune.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its pack, by number.
    pub pack: u16,
    /// What it is for.
    pub title: String,
    /// Its doc comment: from where the value and the bounds are.
    pub doc: String,
    /// Its type.
    pub ty: Type,
    /// Its value, as the pack says or as the settings set it.
    pub value: Datum,
    /// The largest value allowed.
    pub at_most: Option<Datum>,
    /// The smallest value allowed.
    pub at_least: Option<Datum>,
    /// Where it is declared.
    pub span: Span,
}

/// A place to point at.
#[derive(Debug, Clone)]
pub struct Pointer {
    /// The path to it.
    pub path: Expr,
    /// What to say of it.
    pub label: Option<Template>,
}

/// What happens at a place of the plan, or at one place for each of some names.
#[derive(Debug, Clone)]
pub struct Step {
    /// The names that there is a step for each of.
    pub each: Option<Binder>,
    /// The place, and what happens there.
    pub pointer: Pointer,
}

/// What could be written into a plan so that a finding is mended.
#[derive(Debug, Clone)]
pub struct Fix {
    /// True for `add to`, false for `replace`.
    pub adds: bool,
    /// What says more, or whose values are replaced.
    pub path: Expr,
    /// Statements of a plan, or the values of the attribute.
    pub text: Template,
    /// The attributes that the statements state.
    pub states: Vec<String>,
}

/// A text with holes.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its pieces.
    pub parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug, Clone)]
pub enum Part {
    /// Words as they are.
    Text(String),
    /// A value to print.
    Hole(Expr),
}

/// Bound names with the conditions on them.
#[derive(Debug, Clone)]
pub struct Binder {
    /// The bound names, in order; at least one.
    pub binds: Vec<Bind>,
}

/// One bound name.
#[derive(Debug, Clone)]
pub struct Bind {
    /// The local value it sets.
    pub slot: u16,
    /// What it ranges over.
    pub over: Over,
    /// The conjuncts of the binder's `where` that can be judged once this name is bound, and no earlier.
    pub filters: Vec<Expr>,
    /// Whatever satisfies the filters has one of these, and is found by it; none if all are to be tried. An optimisation only: the
    /// filters hold all conditions.
    pub keys: Vec<Key>,
}

/// What a bound name ranges over.
#[derive(Debug, Clone)]
pub enum Over {
    /// All things of a kind.
    Kind(KindId),
    /// All words of a list.
    List(ListId),
    /// The members of a set.
    Set(Expr),
}

/// How to find things without trying all of a kind.
#[derive(Debug, Clone)]
pub struct Key {
    /// What of the bound thing is compared.
    pub by: By,
    /// The one value that it must be or have; of the thing itself, what it must be or be in. Depends only on names bound before.
    pub value: Expr,
}

/// What of a bound thing a [`Key`] compares.
#[derive(Debug, Clone)]
pub enum By {
    /// The thing itself.
    Itself,
    /// What it says of an attribute.
    Attribute(AttributeId),
    /// What things say that it names, and so on: attribute after attribute, at least two.
    Path(Vec<Access>),
}

/// An attribute by name on one or several kinds: where it stands on each that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Its name.
    pub name: String,
    /// Where it stands, by kind.
    pub on: Vec<(KindId, AttributeId)>,
}

impl Access {
    /// Where it stands on things of `kind`, if these have it.
    #[inline]
    pub fn of(&self, kind: KindId) -> Option<AttributeId> {
        self.on.iter().find(|(on, _)| *on == kind).map(|(_, attribute)| *attribute)
    }
}

/// An expression with its type and place.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Type,
    /// Its place.
    pub span: Span,
}

/// The forms of expressions.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A value as written, or a word of a list.
    Literal(Datum),
    /// A local value.
    Local(u16),
    /// A parameter, by number.
    Param(u16),
    /// The date of the check.
    AsOf,
    /// The one thing of a single kind.
    Single(KindId),
    /// `x.attribute`: for a set `x`, of all its members. Members whose kind lacks it say none.
    Attribute(Box<Expr>, Access),
    /// `s.within[severity]`: the entry of a map.
    Entry(Box<Expr>, Box<Expr>),
    /// `duty[x, a.model]`: the cell of a matrix, by number.
    Cell(u16, Box<Expr>, Box<Expr>),
    /// A function by number with its arguments.
    Call(u16, Vec<Expr>),
    /// A built-in with its arguments.
    Builtin(Builtin, Vec<Argument>),
    /// `[a, b]`.
    Set(Vec<Expr>),
    /// `[x in S where ...]`: the values of the binder's only name.
    Comprehension(Box<Binder>),
    /// `if c then a else b`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `x default y`.
    Default(Box<Expr>, Box<Expr>),
    /// `a + b`, `a - b`: of sets, numbers, lengths of time.
    Add(Box<Expr>, AddOp, Box<Expr>),
    /// `a or b`.
    Or(Vec<Expr>),
    /// `a and b`.
    And(Vec<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `every x in S: c`.
    Every(Box<Binder>, Box<Expr>),
    /// `some`, `no`, `one` with a binder.
    Exists(Exists, Box<Binder>),
    /// A comparison.
    Compare(Box<Expr>, CompareOp, Box<Expr>),
    /// `x is given`: true if negated.
    Is(Box<Expr>, bool, Test),
}

/// What `is` asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// A value is stated.
    Given,
    /// Nothing is stated.
    Missing,
    /// `none` is stated.
    None,
    /// The thing is of one of these kinds.
    Kinds(Vec<KindId>),
}

/// An argument of a built-in.
#[derive(Debug, Clone)]
pub enum Argument {
    /// A value.
    Value(Expr),
    /// A path of attributes to follow from a thing: `escalate.to`, `within`.
    Path(Vec<Access>),
}
