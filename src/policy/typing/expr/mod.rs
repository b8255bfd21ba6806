//! Expressions: each form in its own file, all of them through [`Typer`].
//!
//! A part with a mistake is said once and gives no expression; what it stands in then gives none either,
//! without a word, but its other parts are still looked at.

mod access;
mod arithmetic;
mod builtin;
mod call;
mod choice;
mod compare;
mod is;
mod logic;
mod lookup;
mod path;
mod set;
mod steps;

use super::names::{Declared, Found};
use super::{Known, literal, packs, types};
use crate::finding::{Finding, Level};
use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind, Type};
use crate::syntax::policy::tree;
use crate::syntax::{Literal, LiteralKind, Name};
use crate::text::Span;

/// The type that the place of an expression expects: only bare words and `[]` ask for it.
pub(super) type Want<'w> = Option<&'w Scalar>;

/// A name that is bound in a rule or a function.
pub(super) struct Local {
    /// The name.
    pub name: String,
    /// Its number.
    pub slot: u16,
    /// Its type; none if what it is bound to has a mistake.
    pub ty: Option<Type>,
    /// Where it is bound.
    pub span: Span,
    /// Whether it was looked up.
    pub used: bool,
}

/// Finds the types of the expressions of one rule, function or header.
pub(super) struct Typer<'k> {
    /// All that is known of the policies.
    pub known: &'k Known<'k>,
    /// The pack that speaks.
    pub pack: u16,
    /// The names in scope, the innermost last.
    pub locals: Vec<Local>,
    /// All names that were ever bound here, with their numbers.
    pub names: Vec<(String, u16)>,
    /// What was found to be wrong.
    pub findings: Vec<Finding>,
    /// Set when something that is written could not be kept, be it for a mistake elsewhere.
    pub incomplete: bool,
}

impl<'k> Typer<'k> {
    /// With no names bound.
    pub(super) fn new(known: &'k Known<'k>, pack: u16) -> Self {
        Self { known, pack, locals: Vec::new(), names: Vec::new(), findings: Vec::new(), incomplete: false }
    }

    /// Whether no more names are bound than a statement may have; says so at `span` if not.
    pub(super) fn fits(&mut self, span: Span) -> bool {
        let fits = self.names.len() <= packs::MOST_BOUND;
        if !fits {
            self.findings.push(packs::too_many(span, packs::MOST_BOUND, "names in one statement"));
        }
        fits
    }

    /// What is wrong with a statement. A clause of a `broken` one, which could not be read, may have bound the names that are not
    /// known: of them nothing is said.
    pub(super) fn said(&mut self, broken: bool) -> Vec<Finding> {
        let mut findings = std::mem::take(&mut self.findings);
        findings.retain(|finding| !(broken && finding.rule == "type/name"));
        findings
    }

    /// How many local values there are.
    pub(super) fn slots(&self) -> u16 {
        self.names.len() as u16
    }

    /// The expression with its type.
    pub(super) fn expr(&mut self, tree: &tree::Expr<'_>, want: Want<'_>) -> Option<Expr> {
        use tree::ExprKind as Form;
        match &tree.kind {
            Form::Or(parts) => self.or(parts, tree.span),
            Form::And(parts) => self.and(parts, tree.span),
            Form::Not(inner) => self.not(inner, tree.span),
            Form::Every(binder, inner) => self.every(binder, inner, tree.span),
            Form::Exists(which, binder) => self.exists(*which, binder, tree.span),
            Form::Compare(left, op, right) => self.compare(left, *op, right, tree.span),
            Form::Is(inner, negated, test) => self.is(inner, *negated, *test, tree.span),
            Form::Add(left, op, right) => self.add((left, *op, right), want, tree.span),
            Form::Default(left, right) => self.default(left, right, want, tree.span),
            Form::If(cond, yes, no) => self.choice((cond, yes, no), want, tree.span),
            Form::Call(name, args) => self.call(*name, args, tree.span),
            Form::Lookup(path, keys) => self.lookup(path, keys, tree.span),
            Form::Path(path) => self.path(path, want),
            Form::Set(members) => self.set(members, want, tree.span),
            Form::Comprehension(binder) => self.comprehension(binder, tree.span),
            Form::Literal(literal) => self.literal(literal),
        }
    }

    /// An expression that must say yes or no.
    pub(super) fn condition(&mut self, tree: &tree::Expr<'_>) -> Option<Expr> {
        let expr = self.expr(tree, None)?;
        if expr.ty == types::one(Scalar::YesNo) {
            return Some(expr);
        }
        let what = self.with_article(&expr.ty);
        let message = format!("`{}` is {what}, not a condition", super::show::expr(tree));
        self.fail(Finding::unreadable("type/condition", tree.span, message))
    }

    /// Binds `name` to a new number and says if it hides another name.
    pub(super) fn bind(&mut self, name: Name<'_>, ty: Option<Type>) -> u16 {
        self.warn_if_hiding(name);
        let slot = self.slots();
        self.names.push((name.text.to_owned(), slot));
        self.locals.push(Local { name: name.text.to_owned(), slot, ty, span: name.span, used: false });
        slot
    }

    /// Reports a mistake.
    pub(super) fn fail<T>(&mut self, finding: impl Into<Box<Finding>>) -> Option<T> {
        self.findings.push(*finding.into());
        None
    }

    /// Notes that something is missing, if it is.
    pub(super) fn keep<T>(&mut self, part: Option<T>) -> Option<T> {
        self.incomplete |= part.is_none();
        part
    }

    /// What `name` means among the names of packs.
    pub(super) fn look_up(&self, name: &str) -> Found<'k> {
        self.known.names.look_up(name, self.pack, &self.known.packs)
    }

    /// The name of a type.
    pub(super) fn type_name(&self, ty: &Type) -> String {
        types::name(ty, &self.known.schema)
    }

    /// The name of a type with its article.
    pub(super) fn with_article(&self, ty: &Type) -> String {
        types::with_article(ty, &self.known.schema)
    }

    /// Says that `name` belongs to a pack that is not used here.
    pub(super) fn hidden(&mut self, name: Name<'_>, declared: &Declared) {
        let pack = self.known.packs.name(declared.pack);
        let message = format!("`{}` is a {} of pack {pack}", name.text, declared.what.word());
        let finding = Finding::unreadable("type/name", name.span, message);
        self.findings.push(finding.also(declared.span, "declared here").help(format!("add `uses: {pack}`")));
    }

    fn warn_if_hiding(&mut self, name: Name<'_>) {
        let earlier = self.locals.iter().find(|local| local.name == name.text).map(|local| local.span);
        let Known { names, packs, .. } = self.known;
        let place = earlier.or_else(|| names.find(name.text, self.pack, packs).map(|other| other.span));
        if let Some(place) = place {
            self.findings.push(
                Finding::unreadable("type/hides", name.span, format!("`{}` hides another name", name.text))
                    .level(Level::Warning)
                    .also(place, "this one")
                    .help("choose another name"),
            );
        }
    }

    fn literal(&mut self, literal: &Literal<'_>) -> Option<Expr> {
        if let LiteralKind::RuleId(rule) = literal.kind
            && !self.known.has_rule(rule)
        {
            return self.fail(super::place::unknown_rule(rule, literal.span, self.known));
        }
        match literal::datum(literal) {
            Ok(datum) => {
                let ty = types::one(datum.scalar());
                Some(Expr { kind: ExprKind::Literal(datum), ty, span: literal.span })
            }
            Err(finding) => self.fail(finding),
        }
    }
}
