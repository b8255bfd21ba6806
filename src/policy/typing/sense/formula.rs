//! Conditions as formulas over what they ask about, and how they can come out over all plans.
//!
//! Nothing here knows a plan. What a formula does not understand, such as `some` or a comparison of two
//! attributes, it takes for a question that can come out in any way; so "never" is only said where it is true.

use super::super::types;
use super::scope::Scope;
use super::subject::{State, Subject, Test, amount};
use super::three::Three;
use crate::model::{Datum, Scalar};
use crate::policy::ir::{CompareOp, Expr, ExprKind, Test as Asked};

/// The most ways of answering that are tried for one question, and the most parts of a formula.
const LIMIT: usize = 4_000;

/// A condition over numbered subjects.
enum Formula {
    Always(bool),
    Atom(usize, Test),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Else(Box<Self>, bool),
}

/// How a condition can come out; in every way, if that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcomes {
    /// It can hold.
    pub yes: bool,
    /// It can fail to hold.
    pub no: bool,
    /// It can be that nothing can be said.
    pub open: bool,
}

impl Outcomes {
    /// It never holds.
    pub(super) const fn never(self) -> bool {
        !self.yes && (self.no || self.open)
    }

    /// It never fails to hold.
    pub(super) const fn never_fails(self) -> bool {
        !self.no && (self.yes || self.open)
    }
}

/// How `goal` can come out where all of `assumed` hold; with `stated`, only where what is asked about has a value.
pub(super) fn outcomes(scope: &Scope<'_>, assumed: &[&Expr], goal: &Expr, stated: bool) -> Outcomes {
    let mut maker = Maker { scope, subjects: Vec::new(), parts: 0 };
    let goal = maker.formula(goal);
    let assumed: Vec<Formula> = assumed.iter().map(|expr| maker.formula(expr)).collect();
    let (used, assumed) = connected(&goal, assumed, maker.subjects.len());
    let digits: Vec<Vec<State>> = maker.subjects.iter().map(|subject| subject.states(stated)).collect();
    let ways = digits.iter().zip(&used).filter(|(_, used)| **used).map(|(digits, _)| digits.len());
    let ways = ways.fold(1_usize, usize::saturating_mul);
    if ways > LIMIT || maker.parts > LIMIT {
        return Outcomes { yes: true, no: true, open: true };
    }
    let mut found = Outcomes { yes: false, no: false, open: false };
    let mut world = vec![0; digits.len()];
    for _ in 0..ways {
        if assumed.iter().all(|formula| formula.comes_out(&digits, &world) == Three::Yes) {
            let out = goal.comes_out(&digits, &world);
            found.yes |= out == Three::Yes;
            found.no |= out == Three::No;
            found.open |= out == Three::Open;
        }
        advance(&mut world, &digits, &used);
    }
    found
}

/// The subjects that matter to `goal`, and the assumptions that speak of them.
fn connected(goal: &Formula, assumed: Vec<Formula>, subjects: usize) -> (Vec<bool>, Vec<Formula>) {
    let mut used = vec![false; subjects];
    goal.mark(&mut used);
    let (mut kept, mut left) = (Vec::new(), assumed);
    loop {
        let (near, far): (Vec<Formula>, Vec<Formula>) =
            left.into_iter().partition(|formula| formula.touches(&used));
        if near.is_empty() {
            return (used, kept);
        }
        for formula in &near {
            formula.mark(&mut used);
        }
        kept.extend(near);
        left = far;
    }
}

/// The next way of answering, like the digits of a number.
fn advance(world: &mut [usize], states: &[Vec<State>], used: &[bool]) {
    for ((at, states), _) in world.iter_mut().zip(states).zip(used).filter(|(_, used)| **used) {
        *at += 1;
        if *at < states.len() {
            return;
        }
        *at = 0;
    }
}

impl Formula {
    fn comes_out(&self, states: &[Vec<State>], world: &[usize]) -> Three {
        let inner = |part: &Self| part.comes_out(states, world);
        match self {
            Self::Always(holds) => Three::from(*holds),
            Self::Atom(subject, test) => {
                let state = states.get(*subject).zip(world.get(*subject)).and_then(|(all, at)| all.get(*at));
                state.map_or(Three::Open, |state| test.of(state))
            }
            Self::All(parts) => parts.iter().map(inner).min().unwrap_or(Three::Yes),
            Self::Any(parts) => parts.iter().map(inner).max().unwrap_or(Three::No),
            Self::Not(part) => inner(part).not(),
            Self::Else(part, holds) => match inner(part) {
                Three::Open => Three::from(*holds),
                said => said,
            },
        }
    }

    fn atoms(&self, see: &mut dyn FnMut(usize)) {
        match self {
            Self::Always(_) => {}
            Self::Atom(subject, _) => see(*subject),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.atoms(see)),
            Self::Not(part) | Self::Else(part, _) => part.atoms(see),
        }
    }

    fn mark(&self, used: &mut [bool]) {
        self.atoms(&mut |subject| used.get_mut(subject).into_iter().for_each(|used| *used = true));
    }

    fn touches(&self, used: &[bool]) -> bool {
        let mut found = false;
        self.atoms(&mut |subject| found |= used.get(subject).copied().unwrap_or(false));
        found
    }
}

/// Turns conditions into formulas.
struct Maker<'s, 'r> {
    scope: &'s Scope<'r>,
    subjects: Vec<Subject>,
    parts: usize,
}

impl Maker<'_, '_> {
    fn formula(&mut self, expr: &Expr) -> Formula {
        self.parts += 1;
        if self.parts > LIMIT {
            return Formula::Always(true);
        }
        let expr = self.scope.behind(expr);
        match &expr.kind {
            ExprKind::And(parts) => Formula::All(self.all(parts)),
            ExprKind::Or(parts) => Formula::Any(self.all(parts)),
            ExprKind::Not(part) => Formula::Not(Box::new(self.formula(part))),
            ExprKind::Literal(Datum::YesNo(holds)) => Formula::Always(*holds),
            ExprKind::Default(part, instead) => match instead.kind {
                ExprKind::Literal(Datum::YesNo(holds)) => Formula::Else(Box::new(self.formula(part)), holds),
                _ => self.atom(expr, Test::Holds),
            },
            ExprKind::Is(subject, _, Asked::Kinds(_)) if subject.ty.scalar == Scalar::Any => {
                self.atom(expr, Test::Holds)
            }
            ExprKind::Is(subject, negated, asked) => {
                let test = match asked {
                    Asked::Kinds(kinds) => Test::Kinds(kinds.clone()),
                    Asked::Given | Asked::Missing | Asked::None => Test::Stated(asked.clone()),
                };
                let atom = self.atom(self.scope.behind(subject), test);
                if *negated { Formula::Not(Box::new(atom)) } else { atom }
            }
            ExprKind::Compare(left, op, right) => self.comparison(expr, (left, *op, right)),
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Param(_)
            | ExprKind::AsOf
            | ExprKind::Single(_)
            | ExprKind::Attribute(..)
            | ExprKind::Entry(..)
            | ExprKind::Cell(..)
            | ExprKind::Call(..)
            | ExprKind::Builtin(..)
            | ExprKind::Set(_)
            | ExprKind::Comprehension(_)
            | ExprKind::If(..)
            | ExprKind::Add(..)
            | ExprKind::Every(..)
            | ExprKind::Exists(..) => self.atom(expr, Test::Holds),
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Vec<Formula> {
        parts.iter().map(|part| self.formula(part)).collect()
    }

    fn atom(&mut self, expr: &Expr, test: Test) -> Formula {
        let name = self.scope.name(expr);
        self.about(name, expr, test)
    }

    fn about(&mut self, name: String, expr: &Expr, test: Test) -> Formula {
        let found = self.subjects.iter().position(|subject| subject.name == name);
        let at = found.unwrap_or_else(|| {
            self.subjects.push(Subject::new(name, expr, self.scope));
            self.subjects.len() - 1
        });
        self.subjects.get_mut(at).into_iter().for_each(|subject| subject.ask(&test));
        Formula::Atom(at, test)
    }

    fn comparison(&mut self, whole: &Expr, (left, op, right): (&Expr, CompareOp, &Expr)) -> Formula {
        let (left, right) = (self.scope.behind(left), self.scope.behind(right));
        let (left, op, right) = match (&left.kind, op) {
            (_, CompareOp::Has) => (right, CompareOp::In, left),
            (ExprKind::Literal(_), CompareOp::In | CompareOp::Covers) => (left, op, right),
            (ExprKind::Literal(_), _) => (right, turned(op), left),
            _ => (left, op, right),
        };
        match (&left.kind, &right.kind, op) {
            (_, ExprKind::Set(members), CompareOp::In) if literals(left, members).is_some() => {
                let members = literals(left, members).unwrap_or_default();
                match &left.kind {
                    ExprKind::Literal(datum) => Formula::Always(members.contains(datum)),
                    _ => self.atom(left, Test::In(members)),
                }
            }
            (ExprKind::Literal(one), ExprKind::Literal(other), _) => {
                said(one, op, other).map_or_else(|| self.atom(whole, Test::Holds), Formula::Always)
            }
            (_, ExprKind::Literal(datum), _) => self.with_literal(whole, left, op, datum),
            _ if op != CompareOp::Covers && self.scope.name(left) == self.scope.name(right) => {
                self.with_itself(left, op)
            }
            (_, _, CompareOp::Equal | CompareOp::Unequal) => {
                let mut names = [self.scope.name(left), self.scope.name(right)];
                names.sort_unstable();
                let atom = self.about(names.join("="), whole, Test::Holds);
                if op == CompareOp::Equal { atom } else { Formula::Not(Box::new(atom)) }
            }
            (_, _, CompareOp::In) => {
                let name = format!("{} in {}", self.scope.name(left), self.scope.name(right));
                self.about(name, whole, Test::Holds)
            }
            _ => self.atom(whole, Test::Holds),
        }
    }

    /// A value compared with itself.
    fn with_itself(&mut self, left: &Expr, op: CompareOp) -> Formula {
        let same = self.atom(left, Test::Same);
        match op {
            CompareOp::Unequal => Formula::Not(Box::new(same)),
            CompareOp::Less | CompareOp::More => Formula::All(vec![same, Formula::Always(false)]),
            CompareOp::Equal
            | CompareOp::AtMost
            | CompareOp::AtLeast
            | CompareOp::In
            | CompareOp::Has
            | CompareOp::Covers => same,
        }
    }

    fn with_literal(&mut self, whole: &Expr, left: &Expr, op: CompareOp, datum: &Datum) -> Formula {
        let ordered = types::ordered(&left.ty.scalar);
        let test = match (op, amount(datum)) {
            (CompareOp::Unequal, Some(amount)) if ordered => Test::Compare(CompareOp::Equal, amount),
            (_, Some(amount)) if ordered => Test::Compare(op, amount),
            (CompareOp::Equal | CompareOp::Unequal, _) if !ordered => Test::In(vec![datum.clone()]),
            _ => return self.atom(whole, Test::Holds),
        };
        let atom = self.atom(left, test);
        if op == CompareOp::Unequal { Formula::Not(Box::new(atom)) } else { atom }
    }
}

/// The members of a set that is written out, which `left` may be one of.
fn literals(left: &Expr, members: &[Expr]) -> Option<Vec<Datum>> {
    let datum = |member: &Expr| match &member.kind {
        ExprKind::Literal(datum) => Some(datum.clone()),
        _ => None,
    };
    if types::ordered(&left.ty.scalar) { None } else { members.iter().map(datum).collect() }
}

/// What two written values make of a comparison.
fn said(one: &Datum, op: CompareOp, other: &Datum) -> Option<bool> {
    match (amount(one), amount(other), op) {
        (Some(one), Some(other), _) => match (Test::Compare(op, other)).of(&State::Amount(one)) {
            Three::Yes => Some(true),
            Three::No => Some(false),
            Three::Open => None,
        },
        (None, None, CompareOp::Equal) => Some(one == other),
        (None, None, CompareOp::Unequal) => Some(one != other),
        _ => None,
    }
}

/// The comparison as seen from the other side.
const fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::More,
        CompareOp::AtMost => CompareOp::AtLeast,
        CompareOp::More => CompareOp::Less,
        CompareOp::AtLeast => CompareOp::AtMost,
        CompareOp::Equal | CompareOp::Unequal | CompareOp::In | CompareOp::Has | CompareOp::Covers => op,
    }
}
