//! Conditions: how each came out and what made it so. Only what decided is followed down; the rest is named with
//! its value.

use super::tried::Tried;
use super::{Explainer, What, step::Step};
use crate::policy::eval::{Reason, Truth, Why};
use crate::policy::ir::{Binder, Exists, Expr, ExprKind, Over};

impl Explainer<'_> {
    /// Why `expr` holds, or does not, or cannot be said to.
    pub(super) fn condition(&mut self, expr: &Expr) -> Step {
        let truth = self.world.truth(expr);
        let parts = match &expr.kind {
            ExprKind::And(parts) => self.junction(parts, &truth, &Truth::Yes),
            ExprKind::Or(parts) => self.junction(parts, &truth, &Truth::No),
            ExprKind::Not(inner) => vec![self.condition(inner)],
            ExprKind::Every(binder, inner) => self.every(binder, inner),
            ExprKind::Exists(exists, binder) => self.exists(*exists, binder, &truth),
            ExprKind::Compare(left, op, right) => self.compared(left, *op, right),
            ExprKind::Is(subject, ..) => self.value(subject).into_iter().collect(),
            ExprKind::Call(number, arguments) => self.relation(*number, arguments),
            ExprKind::If(condition, then, otherwise) => self.choice(condition, then, otherwise),
            ExprKind::Default(known, _) => vec![self.condition(known)],
            ExprKind::Literal(_)
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
            | ExprKind::Add(..) => self.value(expr).into_iter().collect(),
        };
        let step = Step::condition(what(expr), expr.span, truth).with(parts);
        if matches!(step.what, What::Compare | What::Test | What::Plain) { self.leaf(step) } else { step }
    }

    fn choice(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Vec<Step> {
        let mut parts = vec![self.condition(condition)];
        match self.world.truth(condition) {
            Truth::Yes => parts.push(self.condition(then)),
            Truth::No => parts.push(self.condition(otherwise)),
            Truth::Unknown(_) => {}
        }
        parts
    }

    /// A condition with its value alone.
    fn brief(&mut self, expr: &Expr) -> Step {
        let truth = self.world.truth(expr);
        Step::condition(what(expr), expr.span, truth)
    }

    /// The parts of `and` (which is `idle` if all its parts are: yes) and of `or` (no).
    fn junction(&mut self, parts: &[Expr], whole: &Truth, idle: &Truth) -> Vec<Step> {
        let mut found = false;
        let mut steps = Vec::new();
        for part in parts {
            let truth = self.world.truth(part);
            let decides = whole == idle
                || if matches!(whole, Truth::Unknown(_)) {
                    matches!(truth, Truth::Unknown(_))
                } else {
                    truth == *whole && (*whole == Truth::No || !found)
                };
            found |= decides;
            steps.push(if decides { self.condition(part) } else { self.brief(part) });
        }
        steps
    }

    /// Says which facts are missing, if it is not known.
    fn leaf(&mut self, step: Step) -> Step {
        let Some(Truth::Unknown(why)) = step.truth.clone() else { return step };
        let missing = self.missing(&why);
        step.with(missing)
    }

    /// The facts that keep something from being known.
    pub(super) fn missing(&self, why: &Why) -> Vec<Step> {
        let said = |reason: &Reason| match reason {
            Reason::Missing(fact) => {
                let (says, place) = self.fact(*fact);
                Step::said(What::Missing, says, place)
            }
            Reason::Dates => {
                Step::said(What::Missing, "it depends on the days on which it happens".to_owned(), None)
            }
        };
        why.reasons().iter().map(said).collect()
    }

    fn every(&mut self, binder: &Binder, inner: &Expr) -> Vec<Step> {
        let trials = self.trials(binder, None);
        let open = trials.open.clone();
        let members: Vec<Tried<'_>> =
            trials.all.into_iter().filter(|tried| tried.truth != Truth::No && tried.whole).collect();
        let mut passed = 0;
        let mut doubtful = None;
        for member in &members {
            self.bind(member);
            match member.truth.clone().not().or(self.world.truth(inner)) {
                Truth::Yes => passed += 1,
                Truth::No => return vec![self.member(member, inner)],
                Truth::Unknown(_) if doubtful.is_none() => doubtful = Some(member),
                Truth::Unknown(_) => {}
            }
        }
        if let Some(member) = doubtful {
            return vec![self.member(member, inner)];
        }
        let says = format!("it holds for {}", counted(passed));
        let mut steps = vec![Step::said(What::More, says, None)];
        steps.extend(self.domains(binder));
        steps.extend(open.iter().flat_map(|why| self.missing(why)));
        steps
    }

    /// A member of which a condition does not hold, or of which that is not known.
    fn member(&mut self, member: &Tried<'_>, inner: &Expr) -> Step {
        self.bind(member);
        let mut step = self.named(What::Witness, member);
        let mut parts: Vec<Step> = member.missed.iter().map(|missed| self.condition(missed)).collect();
        parts.push(self.condition(inner));
        step.parts = parts;
        step
    }

    fn exists(&mut self, exists: Exists, binder: &Binder, truth: &Truth) -> Vec<Step> {
        let trials = self.trials(binder, None);
        let open = trials.open.clone();
        let counts = |tried: &&Tried<'_>| tried.whole && tried.truth == Truth::Yes;
        let found: Vec<Tried<'_>> = trials.all.iter().filter(counts).cloned().collect();
        let enough = if exists == Exists::One { 2 } else { 1 };
        if !found.is_empty() && !matches!((exists, truth), (Exists::One, Truth::Unknown(_))) {
            return found.iter().take(enough).map(|tried| self.witness(tried, binder)).collect();
        }
        let mut steps = self.domains(binder);
        let nearest = trials.nearest_first();
        let more = nearest.len().saturating_sub(self.limit);
        let limit = self.limit;
        steps.extend(nearest.iter().take(limit).map(|tried| self.candidate(tried)).collect::<Vec<_>>());
        steps.extend((more > 0).then(|| Step::said(What::More, format!("and {more} more"), None)));
        steps.extend(open.iter().flat_map(|why| self.missing(why)));
        steps
    }

    /// The sets that names range over, where these are not all things of a kind or words of a list.
    fn domains(&mut self, binder: &Binder) -> Vec<Step> {
        let sets = binder.binds.iter().filter_map(|bind| match &bind.over {
            Over::Set(set) => Some(set),
            Over::Kind(_) | Over::List(_) => None,
        });
        // Later sets may speak of names that have no value here; what is said of the first is enough.
        sets.take(1).filter_map(|set| self.value(set)).collect()
    }

    /// What a candidate missed.
    pub(super) fn candidate(&mut self, tried: &Tried<'_>) -> Step {
        self.bind(tried);
        let mut step = self.named(What::Candidate, tried);
        step.truth = Some(tried.truth.clone());
        step.parts = tried.missed.iter().map(|missed| self.condition(missed)).collect();
        step
    }

    /// Why something counts.
    fn witness(&mut self, tried: &Tried<'_>, binder: &Binder) -> Step {
        self.bind(tried);
        let mut step = self.named(What::Witness, tried);
        step.truth = Some(Truth::Yes);
        let filters = binder.binds.iter().flat_map(|bind| &bind.filters);
        step.parts = filters.map(|filter| self.condition(filter)).collect();
        step
    }

    /// What the names stand for, with the places.
    fn named(&self, what: What, tried: &Tried<'_>) -> Step {
        let names = tried.bound.iter().map(|(_, item)| self.world.show_datum(&item.datum));
        let mut step = Step::said(what, names.collect::<Vec<_>>().join(", "), None);
        step.places = tried.bound.iter().filter_map(|(_, item)| self.world.item_place(item)).collect();
        step
    }
}

fn counted(number: usize) -> String {
    match number {
        0 => "nothing, for there is nothing to look at".to_owned(),
        1 => "the only one".to_owned(),
        2 => "both".to_owned(),
        _ => format!("all {number}"),
    }
}

/// What a condition is.
const fn what(expr: &Expr) -> What {
    match &expr.kind {
        ExprKind::And(_) => What::All,
        ExprKind::Or(_) => What::Any,
        ExprKind::Not(_) => What::Not,
        ExprKind::Every(..) => What::Every,
        ExprKind::Exists(Exists::Some, _) => What::Some,
        ExprKind::Exists(Exists::No, _) => What::No,
        ExprKind::Exists(Exists::One, _) => What::One,
        ExprKind::Compare(..) => What::Compare,
        ExprKind::Is(..) => What::Test,
        ExprKind::Call(..) => What::Call,
        ExprKind::If(..) => What::Choice,
        ExprKind::Literal(_)
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
        | ExprKind::Default(..)
        | ExprKind::Add(..) => What::Plain,
    }
}
