//! Every single change to an expression: another operator, quantifier, literal, attribute, name or order.

use irlint::model::{Datum, KindId, ListId, Word};
use irlint::policy::builtins::{Builtin, SIGNATURES};
use irlint::policy::ir::{
    Access, AddOp, Argument, Binder, CompareOp, Exists, Expr, ExprKind, Over, Policies, Test,
};

/// What a change may choose from.
pub struct Choice<'p> {
    pub policies: &'p Policies,
    /// The names in sight, by number.
    pub slots: Vec<u16>,
}

impl Choice<'_> {
    /// Every expression that differs from `expr` in one place.
    pub fn of(&self, expr: &Expr) -> Vec<Expr> {
        let with = |kind: ExprKind| Expr { kind, ..expr.clone() };
        let mut changed: Vec<Expr> = self.here(&expr.kind).into_iter().map(with).collect();
        if is_condition(expr) {
            changed.push(with(ExprKind::Not(Box::new(expr.clone()))));
        }
        for at in 0..expr.parts().len() {
            let part = expr.parts()[at].clone();
            let inside = self.of(&part).into_iter();
            changed.extend(inside.map(|part| {
                let mut whole = expr.clone();
                *parts_mut(&mut whole.kind).swap_remove(at) = part;
                whole
            }));
        }
        changed
    }

    /// Every change at the top of an expression.
    fn here(&self, kind: &ExprKind) -> Vec<ExprKind> {
        match kind {
            ExprKind::Literal(datum) => self.data(datum).into_iter().map(ExprKind::Literal).collect(),
            ExprKind::Local(slot) => self
                .slots
                .iter()
                .filter(|other| *other != slot)
                .map(|other| ExprKind::Local(*other))
                .collect(),
            ExprKind::Param(number) => {
                let all = 0..self.policies.params.len() as u16;
                all.filter(|other| other != number).map(ExprKind::Param).collect()
            }
            ExprKind::AsOf => Vec::new(),
            ExprKind::Single(kind) => self.kinds(*kind).into_iter().map(ExprKind::Single).collect(),
            ExprKind::Attribute(base, access) => {
                let others = self.accesses(access).into_iter();
                others.map(|access| ExprKind::Attribute(base.clone(), access)).collect()
            }
            ExprKind::Entry(map, _) => vec![map.kind.clone()],
            ExprKind::Cell(matrix, row, column) => vec![ExprKind::Cell(*matrix, column.clone(), row.clone())],
            ExprKind::Call(number, arguments) => {
                let all = 0..self.policies.functions.len() as u16;
                let others = all.filter(|other| other != number);
                let mut changed: Vec<_> =
                    others.map(|other| ExprKind::Call(other, arguments.clone())).collect();
                let reversed: Vec<Expr> = arguments.iter().rev().cloned().collect();
                changed.extend((arguments.len() > 1).then_some(ExprKind::Call(*number, reversed)));
                changed
            }
            ExprKind::Builtin(builtin, arguments) => self.builtins(*builtin, arguments),
            ExprKind::Set(members) => shorter(members).into_iter().map(ExprKind::Set).collect(),
            _ => self.further(kind),
        }
    }

    /// The same for forms that hold conditions.
    fn further(&self, kind: &ExprKind) -> Vec<ExprKind> {
        match kind {
            ExprKind::Comprehension(binder) => self
                .binders(binder)
                .into_iter()
                .map(|binder| ExprKind::Comprehension(Box::new(binder)))
                .collect(),
            ExprKind::If(condition, yes, no) => {
                vec![ExprKind::If(condition.clone(), no.clone(), yes.clone()), yes.kind.clone()]
            }
            ExprKind::Default(known, instead) => {
                vec![known.kind.clone(), ExprKind::Default(instead.clone(), known.clone())]
            }
            ExprKind::Add(left, op, right) => {
                let other = if *op == AddOp::Plus { AddOp::Minus } else { AddOp::Plus };
                vec![
                    ExprKind::Add(left.clone(), other, right.clone()),
                    ExprKind::Add(right.clone(), *op, left.clone()),
                    left.kind.clone(),
                ]
            }
            ExprKind::Or(parts) => {
                let mut changed = vec![ExprKind::And(parts.clone())];
                changed.extend(shorter(parts).into_iter().map(ExprKind::Or));
                changed
            }
            ExprKind::And(parts) => {
                let mut changed = vec![ExprKind::Or(parts.clone())];
                changed.extend(shorter(parts).into_iter().map(ExprKind::And));
                changed
            }
            ExprKind::Not(inner) => vec![inner.kind.clone()],
            ExprKind::Every(binder, inner) => self.every(binder, inner),
            ExprKind::Exists(exists, binder) => self.exists(*exists, binder),
            ExprKind::Compare(left, op, right) => {
                let others = OPS.into_iter().filter(|other| other != op);
                let mut changed: Vec<_> =
                    others.map(|other| ExprKind::Compare(left.clone(), other, right.clone())).collect();
                changed.push(ExprKind::Compare(right.clone(), *op, left.clone()));
                changed
            }
            ExprKind::Is(subject, negated, test) => {
                let kinds = Test::Kinds(vec![KindId(0), KindId(1)]);
                let others = [Test::Given, Test::Missing, Test::None, kinds].into_iter();
                let others = others.filter(|other| other != test);
                let mut changed: Vec<_> =
                    others.map(|other| ExprKind::Is(subject.clone(), *negated, other)).collect();
                changed.push(ExprKind::Is(subject.clone(), !negated, test.clone()));
                changed
            }
            _ => Vec::new(),
        }
    }

    fn every(&self, binder: &Binder, inner: &Expr) -> Vec<ExprKind> {
        let others = self.binders(binder).into_iter();
        let mut changed: Vec<_> =
            others.map(|binder| ExprKind::Every(Box::new(binder), Box::new(inner.clone()))).collect();
        let mut with = binder.clone();
        with.binds.last_mut().unwrap().filters.push(inner.clone());
        changed.extend(
            [Exists::Some, Exists::No, Exists::One]
                .map(|exists| ExprKind::Exists(exists, Box::new(with.clone()))),
        );
        changed
    }

    fn exists(&self, exists: Exists, binder: &Binder) -> Vec<ExprKind> {
        let others = [Exists::Some, Exists::No, Exists::One].into_iter().filter(|other| *other != exists);
        let mut changed: Vec<_> =
            others.map(|other| ExprKind::Exists(other, Box::new(binder.clone()))).collect();
        let binders = self.binders(binder).into_iter();
        changed.extend(binders.map(|binder| ExprKind::Exists(exists, Box::new(binder))));
        changed
    }

    /// Every change to a binder outside of its expressions.
    pub fn binders(&self, binder: &Binder) -> Vec<Binder> {
        let mut changed = Vec::new();
        for (at, bind) in binder.binds.iter().enumerate() {
            let overs: Vec<Over> = match &bind.over {
                Over::Kind(kind) => self.kinds(*kind).into_iter().map(Over::Kind).collect(),
                Over::List(list) => self.lists(*list).into_iter().map(Over::List).collect(),
                Over::Set(_) => Vec::new(),
            };
            for over in overs {
                let mut other = binder.clone();
                other.binds[at].over = over;
                changed.push(other);
            }
            for filter in 0..bind.filters.len() {
                let mut other = binder.clone();
                other.binds[at].filters.remove(filter);
                changed.push(other);
            }
        }
        changed
    }

    /// Every binder that differs from `binder` in one place.
    pub fn of_binder(&self, binder: &Binder) -> Vec<Binder> {
        let mut changed = self.binders(binder);
        for at in 0..binder.parts().len() {
            let part = binder.parts()[at].clone();
            changed.extend(self.of(&part).into_iter().map(|part| {
                let mut whole = binder.clone();
                *binder_parts_mut(&mut whole).swap_remove(at) = part;
                whole
            }));
        }
        changed
    }

    fn builtins(&self, builtin: Builtin, arguments: &[Argument]) -> Vec<ExprKind> {
        let others = SIGNATURES.iter().filter(|other| other.builtin != builtin);
        let others = others.filter(|other| other.takes.len() == arguments.len());
        let mut changed: Vec<_> =
            others.map(|other| ExprKind::Builtin(other.builtin, arguments.to_vec())).collect();
        for (at, argument) in arguments.iter().enumerate() {
            let Argument::Path(path) = argument else { continue };
            for (step, access) in path.iter().enumerate() {
                for other in self.accesses(access) {
                    let mut arguments = arguments.to_vec();
                    if let Argument::Path(path) = &mut arguments[at] {
                        path[step] = other;
                    }
                    changed.push(ExprKind::Builtin(builtin, arguments));
                }
            }
        }
        changed
    }

    /// The other attributes of the kinds that `access` stands on.
    fn accesses(&self, access: &Access) -> Vec<Access> {
        let names = access.on.iter().flat_map(|(kind, _)| self.policies.schema.kind(*kind).attributes.keys());
        let mut names: Vec<&String> = names.filter(|name| **name != access.name).collect();
        names.sort();
        names.dedup();
        names.into_iter().map(|name| Access { name: name.clone(), on: access.on.clone() }).collect()
    }

    fn kinds(&self, kind: KindId) -> Vec<KindId> {
        let all = 0..self.policies.schema.kinds.len() as u16;
        all.map(KindId).filter(|other| *other != kind).collect()
    }

    fn lists(&self, list: ListId) -> Vec<ListId> {
        let all = 0..self.policies.schema.lists.len() as u16;
        all.map(ListId).filter(|other| *other != list).collect()
    }

    fn data(&self, datum: &Datum) -> Vec<Datum> {
        match datum {
            Datum::Word(word) => {
                let all = 0..self.policies.schema.list(word.list).words.len() as u16;
                let others = all.filter(|at| *at != word.at);
                others.map(|at| Datum::Word(Word { at, list: word.list })).collect()
            }
            Datum::Number(number) => vec![Datum::Number(number + 1), Datum::Number(-number - 1)],
            Datum::Percent(percent) => vec![Datum::Percent(percent + 1)],
            Datum::Duration(length) => {
                let mut longer = *length;
                longer.thousandths += 1;
                vec![Datum::Duration(longer)]
            }
            Datum::Date(day) => vec![Datum::Date(day.tomorrow().unwrap())],
            Datum::YesNo(holds) => vec![Datum::YesNo(!holds)],
            Datum::Text(text) => vec![Datum::Text(format!("{text}.").into())],
            Datum::Weekday(day) => vec![Datum::Weekday((day + 1) % 7)],
            Datum::Hours(_) => vec![Datum::Hours(irlint::model::time::Hours::default().into())],
            Datum::Zone(_)
            | Datum::Code(_)
            | Datum::Email(_)
            | Datum::Phone(_)
            | Datum::Url(_)
            | Datum::Rule(_)
            | Datum::Thing(_) => Vec::new(),
        }
    }
}

const OPS: [CompareOp; 9] = [
    CompareOp::Equal,
    CompareOp::Unequal,
    CompareOp::Less,
    CompareOp::AtMost,
    CompareOp::More,
    CompareOp::AtLeast,
    CompareOp::In,
    CompareOp::Has,
    CompareOp::Covers,
];

fn is_condition(expr: &Expr) -> bool {
    expr.ty.scalar == irlint::model::Scalar::YesNo && !expr.ty.set
}

/// The lists with one member less.
fn shorter(parts: &[Expr]) -> Vec<Vec<Expr>> {
    let without = |at: usize| {
        let mut parts = parts.to_vec();
        parts.remove(at);
        parts
    };
    (0..parts.len()).map(without).collect()
}

/// The parts of an expression in the order of `Expr::parts`, to be changed.
pub fn parts_mut(kind: &mut ExprKind) -> Vec<&mut Expr> {
    match kind {
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_) => Vec::new(),
        ExprKind::Attribute(inner, _) | ExprKind::Not(inner) | ExprKind::Is(inner, ..) => vec![inner],
        ExprKind::Entry(one, other)
        | ExprKind::Cell(_, one, other)
        | ExprKind::Default(one, other)
        | ExprKind::Add(one, _, other)
        | ExprKind::Compare(one, _, other) => vec![one, other],
        ExprKind::If(condition, yes, no) => vec![condition, yes, no],
        ExprKind::Call(_, parts) | ExprKind::Set(parts) | ExprKind::Or(parts) | ExprKind::And(parts) => {
            parts.iter_mut().collect()
        }
        ExprKind::Builtin(_, arguments) => arguments
            .iter_mut()
            .filter_map(|argument| match argument {
                Argument::Value(value) => Some(value),
                Argument::Path(_) => None,
            })
            .collect(),
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) => binder_parts_mut(binder),
        ExprKind::Every(binder, inner) => {
            let mut parts = binder_parts_mut(binder);
            parts.push(inner);
            parts
        }
    }
}

/// The parts of a binder in the order of `Binder::parts`, to be changed.
pub fn binder_parts_mut(binder: &mut Binder) -> Vec<&mut Expr> {
    let mut parts = Vec::new();
    for bind in &mut binder.binds {
        if let Over::Set(set) = &mut bind.over {
            parts.push(set);
        }
        parts.extend(&mut bind.filters);
    }
    parts
}

/// Every local value stands where it is bound: a name from elsewhere is nothing that a policy could say.
pub fn in_sight(expr: &Expr, bound: &[u16]) -> bool {
    match &expr.kind {
        ExprKind::Local(slot) => bound.contains(slot),
        ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) => bound_by(binder, bound).is_some(),
        ExprKind::Every(binder, inner) => {
            bound_by(binder, bound).is_some_and(|bound| in_sight(inner, &bound))
        }
        _ => expr.parts().into_iter().all(|part| in_sight(part, bound)),
    }
}

/// What is bound behind a binder; nothing if a value in it stands where it is not bound.
pub fn bound_by(binder: &Binder, bound: &[u16]) -> Option<Vec<u16>> {
    let mut bound = bound.to_vec();
    for bind in &binder.binds {
        let sound = match &bind.over {
            Over::Set(set) => in_sight(set, &bound),
            Over::Kind(_) | Over::List(_) => true,
        };
        bound.push(bind.slot);
        if !sound || !bind.filters.iter().all(|filter| in_sight(filter, &bound)) {
            return None;
        }
    }
    Some(bound)
}
