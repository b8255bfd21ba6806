//! What is changed: rules, the named values, conditions and parameters that they use, and when packs apply;
//! and where their expressions stand in the policies.

use std::collections::BTreeSet;

use super::nodes::visit;
use crate::model::Scalar;
use crate::policy::ir::{Binder, Expr, ExprKind, Pack, Policies, Rule, Type};
use crate::text::Span;

/// Where an expression stands in the policies: rules, functions, parameters and packs by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// `when` of a rule.
    When(usize),
    /// `for each` of a rule.
    Each(usize),
    /// A `let` of a rule, by place.
    Let(usize, usize),
    /// `require` of a rule.
    Require(usize),
    /// What a function says.
    Body(usize),
    /// The value of a parameter.
    Value(usize),
    /// `applies when` of a pack.
    Applies(usize),
}

/// Something whose changes are counted together.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Its pack and its name: `core/on_duty`.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Its expressions, each with the first step of its path.
    pub seats: Vec<(String, Seat)>,
    /// The rules that may come out differently when it changes, by number.
    pub rules: Vec<usize>,
}

/// Everything that can be changed, in the order of names.
pub(super) fn subjects(policies: &Policies) -> Vec<Subject> {
    let uses: Vec<Uses> = policies.rules.iter().map(|rule| Uses::of(rule, policies)).collect();
    let using = |used: &dyn Fn(&Uses) -> bool| {
        let at = uses.iter().enumerate().filter(|(_, uses)| used(uses));
        at.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let rules = policies.rules.iter().enumerate().map(|(at, rule)| Subject {
        name: name(rule.pack, &rule.id, policies),
        span: rule.span,
        seats: of_rule(rule, at),
        rules: vec![at],
    });
    let functions = policies.functions.iter().enumerate().filter(|(_, function)| !function.shown_only);
    let functions = functions.map(|(at, function)| Subject {
        name: name(function.pack, &function.name, policies),
        span: function.span,
        seats: vec![("body".to_owned(), Seat::Body(at))],
        rules: using(&|uses| uses.functions.contains(&(at as u16))),
    });
    let params = policies.params.iter().enumerate().map(|(at, param)| Subject {
        name: name(param.pack, &param.name, policies),
        span: param.span,
        seats: vec![("value".to_owned(), Seat::Value(at))],
        rules: using(&|uses| uses.params.contains(&(at as u16))),
    });
    let packs = policies.packs.iter().enumerate().filter(|(_, pack)| pack.applies.is_some());
    let packs = packs.map(|(at, pack)| Subject {
        name: name(at as u16, "applies", policies),
        span: pack.span,
        seats: vec![("if".to_owned(), Seat::Applies(at))],
        rules: concerned(at, pack, policies),
    });
    let mut all: Vec<Subject> = rules.chain(functions).chain(params).chain(packs).collect();
    all.sort_by(|one, two| one.name.cmp(&two.name));
    all
}

fn name(pack: u16, name: &str, policies: &Policies) -> String {
    let pack = policies.packs.get(usize::from(pack)).map_or("", |pack| &pack.name);
    format!("{pack}/{name}")
}

/// The rules of a pack, and those that read its tables.
fn concerned(number: usize, pack: &Pack, policies: &Policies) -> Vec<usize> {
    let reads = |rule: &Rule| rule.reads.iter().any(|kind| pack.fills.contains(kind));
    let rules = policies.rules.iter().enumerate();
    let concerned = rules.filter(|(_, rule)| usize::from(rule.pack) == number || reads(rule));
    concerned.map(|(at, _)| at).collect()
}

fn of_rule(rule: &Rule, at: usize) -> Vec<(String, Seat)> {
    let mut seats = Vec::new();
    seats.extend(rule.when.as_ref().map(|_| ("if".to_owned(), Seat::When(at))));
    seats.extend(rule.each.as_ref().map(|_| ("each".to_owned(), Seat::Each(at))));
    for (place, (slot, _)) in rule.lets.iter().enumerate() {
        let name = rule.names.iter().find(|(_, named)| named == slot).map_or("", |(name, _)| name);
        seats.push((format!("let.{name}"), Seat::Let(at, place)));
    }
    seats.push(("require".to_owned(), Seat::Require(at)));
    seats
}

/// What decides how a rule comes out besides its own words.
#[derive(Debug, Default)]
struct Uses {
    functions: BTreeSet<u16>,
    params: BTreeSet<u16>,
}

impl Uses {
    fn of(rule: &Rule, policies: &Policies) -> Self {
        let mut uses = Self::default();
        let each = rule.each.as_ref().map(|binder| as_expr(binder.clone(), rule.span));
        let lets = rule.lets.iter().map(|(_, expr)| expr);
        let exprs = rule.when.iter().chain(&each).chain(lets).chain([&rule.require]);
        exprs.for_each(|expr| uses.add(expr, policies));
        uses
    }

    fn add(&mut self, expr: &Expr, policies: &Policies) {
        let mut called = Vec::new();
        visit(expr, &mut |node| match &node.kind {
            ExprKind::Call(function, _) => called.push(*function),
            ExprKind::Param(param) => {
                self.params.insert(*param);
            }
            _ => {}
        });
        for function in called {
            if self.functions.insert(function)
                && let Some(function) = policies.functions.get(usize::from(function))
            {
                self.add(&function.body, policies);
            }
        }
    }
}

/// A binder as an expression: the set of what it binds.
fn as_expr(binder: Binder, span: Span) -> Expr {
    let ty = Type { scalar: Scalar::Any, set: true };
    Expr { kind: ExprKind::Comprehension(Box::new(binder)), ty, span }
}

impl Seat {
    /// What stands there.
    pub(super) fn get(self, policies: &Policies) -> Option<Expr> {
        let rule = |at: usize| policies.rules.get(at);
        match self {
            Self::When(at) => rule(at)?.when.clone(),
            Self::Each(at) => {
                let rule = rule(at)?;
                rule.each.clone().map(|binder| as_expr(binder, rule.span))
            }
            Self::Let(at, place) => rule(at)?.lets.get(place).map(|(_, expr)| expr.clone()),
            Self::Require(at) => Some(rule(at)?.require.clone()),
            Self::Body(at) => policies.functions.get(at).map(|function| function.body.clone()),
            Self::Value(at) => policies.params.get(at).map(|param| Expr {
                kind: ExprKind::Literal(param.value.clone()),
                ty: param.ty.clone(),
                span: param.span,
            }),
            Self::Applies(at) => policies.packs.get(at)?.applies.clone(),
        }
    }

    /// Puts `new` there; nothing if it is none of what can stand there.
    pub(super) fn put(self, policies: &mut Policies, new: Expr) -> Option<()> {
        match (self, new) {
            (Self::When(at), new) => policies.rules.get_mut(at)?.when = Some(new),
            (Self::Each(at), Expr { kind: ExprKind::Comprehension(binder), .. }) => {
                policies.rules.get_mut(at)?.each = Some(*binder);
            }
            (Self::Let(at, place), new) => policies.rules.get_mut(at)?.lets.get_mut(place)?.1 = new,
            (Self::Require(at), new) => policies.rules.get_mut(at)?.require = new,
            (Self::Body(at), new) => policies.functions.get_mut(at)?.body = new,
            (Self::Value(at), Expr { kind: ExprKind::Literal(value), .. }) => {
                policies.params.get_mut(at)?.value = value;
            }
            (Self::Applies(at), new) => policies.packs.get_mut(at)?.applies = Some(new),
            (Self::Each(_) | Self::Value(_), _) => return None,
        }
        Some(())
    }
}
