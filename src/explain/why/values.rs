//! Values: what each part of a comparison came to, and which words of the plan it rests on.

use super::{Explainer, What, step::Step};
use crate::model::{Datum, ThingId};
use crate::policy::builtins::Builtin;
use crate::policy::eval::{Item, Set, Truth, Value, Why};
use crate::policy::ir::{Access, Argument, CompareOp, Expr, ExprKind};
use crate::text::Span;

impl Explainer<'_> {
    /// What `expr` came to; nothing for what is written in the rule itself.
    pub(super) fn value(&mut self, expr: &Expr) -> Option<Step> {
        let parts = match &expr.kind {
            ExprKind::Literal(_) => return None,
            ExprKind::Local(slot) => {
                let let_of = self.lets.iter().find(|(of, _)| of == slot).map(|(_, value)| *value)?;
                return Some(
                    self.valued(expr).with(self.value(let_of).map_or_else(Vec::new, |step| vec![step])),
                );
            }
            ExprKind::Set(members) => {
                if members.iter().all(|member| matches!(member.kind, ExprKind::Literal(_))) {
                    return None;
                }
                self.values(members.iter())
            }
            ExprKind::Single(_) | ExprKind::Param(_) | ExprKind::AsOf => Vec::new(),
            ExprKind::Attribute(base, _) => self.base(base),
            ExprKind::Entry(map, key) => {
                let key = self.value(key);
                self.value(map).into_iter().chain(key).collect()
            }
            ExprKind::Cell(_, row, column) => self.values([row.as_ref(), column]),
            ExprKind::Call(number, arguments) => self.called(*number, arguments),
            ExprKind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments),
            ExprKind::Comprehension(_) => {
                let value = self.world.value(expr);
                self.members(&value)
            }
            ExprKind::If(condition, then, otherwise) => self.chosen(condition, then, otherwise),
            ExprKind::Default(known, instead) => {
                let known = self.value(known);
                known.into_iter().chain(self.value(instead)).collect()
            }
            ExprKind::Add(left, _, right) => self.values([left.as_ref(), right]),
            ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Every(..)
            | ExprKind::Exists(..)
            | ExprKind::Compare(..)
            | ExprKind::Is(..) => return Some(self.condition(expr)),
        };
        Some(self.valued(expr).with(parts))
    }

    fn values<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) -> Vec<Step> {
        all.into_iter().filter_map(|expr| self.value(expr)).collect()
    }

    /// The step of a value: its words, what it came to, and where that is said.
    fn valued(&mut self, expr: &Expr) -> Step {
        let value = self.world.value(expr);
        let mut step = Step::said(What::Value, self.shown(&value), None);
        step.words = Some(expr.span);
        step.places = self.places(expr, &value);
        step
    }

    /// Where a value is said, in the plan or in a policy.
    fn places(&mut self, expr: &Expr, value: &Value) -> Vec<Span> {
        let policies = self.world.policies;
        let place = match (&expr.kind, value) {
            (ExprKind::Param(number), _) => policies.params.get(usize::from(*number)).map(|param| param.span),
            (ExprKind::Cell(number, ..), _) => {
                policies.matrices.get(usize::from(*number)).map(|matrix| matrix.span)
            }
            // What several things say stands in as many places.
            (ExprKind::Attribute(base, _), Value::Set(set)) if base.ty.set && !set.items.is_empty() => {
                return set.items.iter().filter_map(|item| self.world.item_place(item)).collect();
            }
            (ExprKind::Attribute(..), _) => self.world.place(expr),
            (_, Value::One(item)) => self.world.item_place(item),
            _ => None,
        };
        place.into_iter().collect()
    }

    /// A value in words; hours in full, where messages say how much of the week they are.
    fn shown(&self, value: &Value) -> String {
        match value {
            Value::Hours(hours, None) => hours.to_string(),
            Value::One(Item { datum: Datum::Hours(hours), .. }) => hours.to_string(),
            Value::Hours(hours, Some(_)) if hours.is_empty() => {
                self.world.show(&Value::Unknown(Why::reported()))
            }
            Value::Hours(hours, Some((true, _))) => format!("at least {hours}"),
            Value::Hours(hours, Some((false, _))) => format!("at most {hours}"),
            Value::Set(set) if set.open.is_none() && set.maybe.is_empty() && is_of_hours(set) => {
                let each = set.items.iter().map(|item| self.shown(&Value::One(item.clone())));
                each.collect::<Vec<_>>().join("; ")
            }
            other => self.world.show(other),
        }
    }

    /// What is behind the start of a path, unless that is a bound name.
    fn base(&mut self, base: &Expr) -> Vec<Step> {
        match &base.kind {
            ExprKind::Attribute(..) => {
                let step = self.value(base);
                step.into_iter().collect()
            }
            ExprKind::Local(_) | ExprKind::Single(_) => Vec::new(),
            _ => self.value(base).into_iter().collect(),
        }
    }

    fn chosen(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Vec<Step> {
        let mut parts = vec![self.condition(condition)];
        parts.extend(match self.world.truth(condition) {
            Truth::Yes => self.value(then),
            Truth::No => self.value(otherwise),
            Truth::Unknown(_) => None,
        });
        parts
    }

    /// What a function came to: its arguments, where they are no names of the same meaning, and its body.
    fn called(&mut self, number: u16, arguments: &[Expr]) -> Vec<Step> {
        let mut parts = self.arguments(number, arguments);
        parts.extend(self.inside(number, arguments, |inside, body| match &body.kind {
            ExprKind::If(condition, then, otherwise) => inside.chosen(condition, then, otherwise),
            _ => inside.value(body).into_iter().collect(),
        }));
        parts
    }

    /// Why a relation holds or does not.
    pub(super) fn relation(&mut self, number: u16, arguments: &[Expr]) -> Vec<Step> {
        let mut parts = self.arguments(number, arguments);
        parts.extend(self.inside(number, arguments, |inside, body| vec![inside.condition(body)]));
        parts
    }

    /// The arguments whose names in the function are not those of the caller.
    fn arguments(&mut self, number: u16, arguments: &[Expr]) -> Vec<Step> {
        let Some(function) = self.world.policies.functions.get(usize::from(number)) else {
            return Vec::new();
        };
        let mut steps = Vec::new();
        for (slot, argument) in arguments.iter().enumerate() {
            let name = name_of(&function.names, slot as u16);
            let same = match &argument.kind {
                ExprKind::Local(local) => name_of(self.names, *local) == name,
                _ => false,
            };
            if !same {
                let value = self.world.value(argument);
                let place = match &value {
                    Value::One(item) => self.world.item_place(item),
                    _ => None,
                };
                steps.push(Step::said(What::Item, format!("{name} is {}", self.shown(&value)), place));
            }
        }
        steps
    }

    /// Looks at the body of a function with its own names in place.
    fn inside<T: Default>(
        &mut self,
        number: u16,
        arguments: &[Expr],
        look: impl FnOnce(&mut Self, &Expr) -> T,
    ) -> T {
        let Some(function) = self.world.policies.functions.get(usize::from(number)) else {
            return T::default();
        };
        let mut locals = vec![Value::None; function.slots.into()];
        for (place, argument) in locals.iter_mut().zip(arguments) {
            *place = self.world.value(argument);
        }
        let locals = self.world.swap_locals(locals);
        let names = std::mem::replace(&mut self.names, &function.names);
        let lets = std::mem::take(&mut self.lets);
        let found = look(self, &function.body);
        self.world.swap_locals(locals);
        (self.names, self.lets) = (names, lets);
        found
    }

    /// What a comparison rests on: both sides, and what joins or parts them.
    pub(super) fn compared(&mut self, left: &Expr, op: CompareOp, right: &Expr) -> Vec<Step> {
        match op {
            CompareOp::In => self.membership(left, right),
            CompareOp::Has => self.membership(right, left),
            CompareOp::Covers => {
                let mut parts = self.values([left, right]);
                parts.extend(self.gap(left));
                parts
            }
            CompareOp::Equal
            | CompareOp::Unequal
            | CompareOp::Less
            | CompareOp::AtMost
            | CompareOp::More
            | CompareOp::AtLeast => self.values([left, right]),
        }
    }

    /// Of a set that has the member, the place where it is named is enough.
    fn membership(&mut self, member: &Expr, set: &Expr) -> Vec<Step> {
        let (member_value, set_value) = (self.world.value(member), self.world.value(set).into_set());
        let found = match &member_value {
            Value::One(item) => set_value.items.iter().find(|known| known.datum == item.datum),
            _ => None,
        };
        let mut parts: Vec<Step> = self.value(member).into_iter().collect();
        match (self.value(set), found) {
            (Some(mut step), Some(found)) if matches!(set.kind, ExprKind::Attribute(..)) => {
                let others = if set_value.items.len() > 1 { ", among others" } else { "" };
                step.says = format!("{}{others}", self.world.show_datum(&found.datum));
                step.places = self.world.item_place(found).into_iter().collect();
                parts.push(step);
            }
            (step, _) => parts.extend(step),
        }
        if let ExprKind::Builtin(Builtin::Reach, arguments) = &set.kind {
            parts.extend(self.trail_to(member, arguments));
        }
        parts
    }

    /// The hours of the week that are not covered.
    fn gap(&mut self, hours: &Expr) -> Option<Step> {
        let gaps = match self.world.value(hours) {
            Value::Hours(hours, _) => hours.gaps(self.world.as_of),
            Value::One(Item { datum: Datum::Hours(hours), .. }) => hours.gaps(self.world.as_of),
            _ => return None,
        };
        Some(Step::said(What::Item, format!("not covered: {gaps}"), None))
    }

    /// The way to a thing that is reached.
    fn trail_to(&mut self, member: &Expr, arguments: &[Argument]) -> Vec<Step> {
        let [Argument::Value(from), Argument::Path(path)] = arguments else { return Vec::new() };
        let Some(to) = thing_of(&self.world.value(member)) else { return Vec::new() };
        let starts = self.world.value(from).into_set();
        let way = starts.items.iter().find_map(|start| match start.datum {
            Datum::Thing(start) => self.world.trail(start, to, path),
            _ => None,
        });
        way.map_or_else(Vec::new, |way| self.way(&way))
    }

    /// The things on a way, in order.
    fn way(&self, way: &[ThingId]) -> Vec<Step> {
        let names: Vec<String> = way.iter().map(|thing| self.world.title(*thing)).collect();
        let mut step = Step::said(What::Item, format!("by way of {}", names.join(" -> ")), None);
        step.places = way.iter().map(|thing| self.world.plan.thing(*thing).span).collect();
        vec![step]
    }

    fn builtin(&mut self, builtin: Builtin, arguments: &[Argument]) -> Vec<Step> {
        match (builtin, arguments) {
            (
                Builtin::Count
                | Builtin::Sum
                | Builtin::Min
                | Builtin::Max
                | Builtin::Union
                | Builtin::Overlap,
                [Argument::Value(set)],
            ) => {
                let value = self.world.value(set);
                let mut steps = match set.kind {
                    ExprKind::Attribute(..) => Vec::new(),
                    _ => self.value(set).into_iter().collect(),
                };
                if steps.iter().all(|step| step.parts.is_empty()) {
                    steps.extend(self.members(&value));
                }
                steps
            }
            (
                Builtin::Longest | Builtin::Between,
                [Argument::Value(from), Argument::Value(to), Argument::Path(path), Argument::Path(cost)],
            ) => self.summands((from, to), path, cost, builtin == Builtin::Longest),
            (_, arguments) => {
                let values = arguments.iter().filter_map(|argument| match argument {
                    Argument::Value(value) => Some(value),
                    Argument::Path(_) => None,
                });
                self.values(values.collect::<Vec<_>>())
            }
        }
    }

    /// The costs along the longest way; the circle, if there is one.
    fn summands(
        &mut self,
        (from, to): (&Expr, &Expr),
        path: &[Access],
        cost: &[Access],
        ends: bool,
    ) -> Vec<Step> {
        let (Some(from), Some(to)) = (thing_of(&self.world.value(from)), thing_of(&self.world.value(to)))
        else {
            return Vec::new();
        };
        let way = self.world.longest_way((from, to), path, cost);
        if way.is_empty() {
            let through = self.world.trail(from, to, path).unwrap_or_default();
            let circle = through.iter().find_map(|thing| self.world.trail(*thing, *thing, path));
            return circle.map_or_else(Vec::new, |circle| self.way(&circle));
        }
        let last = way.len() - 1;
        let counted = way.iter().enumerate().filter(|(at, _)| ends || (*at > 0 && *at < last));
        let summand = |(_, (thing, measure)): (usize, &(ThingId, _))| {
            let place = self.world.cost_place(*thing, cost);
            let cost = self.world.show(&Value::Measure(Clone::clone(measure)));
            Step::said(What::Item, format!("{}: {cost}", self.world.title(*thing)), Some(place))
        };
        counted.map(summand).collect()
    }

    /// The members of a set, each with its place.
    fn members(&self, value: &Value) -> Vec<Step> {
        let set: std::rc::Rc<Set> = value.clone().into_set();
        let all = set
            .items
            .iter()
            .map(|item| (item, ""))
            .chain(set.maybe.iter().map(|(item, _)| (item, "perhaps ")));
        let member = |(item, perhaps): (&Item, &str)| {
            let says = format!("{perhaps}{}", self.shown(&Value::One(item.clone())));
            Step::said(What::Item, says, self.world.item_place(item))
        };
        let mut steps: Vec<Step> = all.clone().take(self.limit).map(member).collect();
        let more = all.count().saturating_sub(self.limit);
        steps.extend((more > 0).then(|| Step::said(What::More, format!("and {more} more"), None)));
        steps.extend(set.open.iter().flat_map(|why| self.missing(why)));
        steps
    }
}

fn is_of_hours(set: &Set) -> bool {
    !set.items.is_empty() && set.items.iter().all(|item| matches!(item.datum, Datum::Hours(_)))
}

fn thing_of(value: &Value) -> Option<ThingId> {
    match value {
        Value::One(Item { datum: Datum::Thing(thing), .. }) => Some(*thing),
        _ => None,
    }
}

/// What a policy calls a local value.
pub(super) fn name_of(names: &[(String, u16)], slot: u16) -> &str {
    names.iter().find(|(_, of)| *of == slot).map_or("", |(name, _)| name)
}
