//! Expressions to values.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::value::FEW;
use super::{Doubts, Found, Item, Set, Truth, Value, Why, World};
use crate::model::{AttributeId, Datum, Fact, Given, KindId, Slot, Stated, ThingId, Word};
use crate::policy::ir::{Access, AddOp, Binder, Expr, ExprKind};

impl<'w> World<'w> {
    /// The value of `expr`.
    pub fn value(&mut self, expr: &Expr) -> Value {
        self.step();
        if self.overrun() {
            return Value::Unknown(Why::reported());
        }
        let value = self.computed(expr);
        if let Value::Unknown(why) = &value {
            self.took_reasons(why);
        }
        // What was broken off says nothing.
        if self.overrun() {
            return Value::Unknown(Why::reported());
        }
        self.saw_value(expr, &value);
        value
    }

    fn computed(&mut self, expr: &Expr) -> Value {
        match &expr.kind {
            ExprKind::Literal(datum) => Value::of(datum.clone()),
            ExprKind::Local(slot) => self.local(*slot),
            ExprKind::Param(at) => self.param(*at),
            ExprKind::AsOf => Value::of(Datum::Date(self.as_of)),
            ExprKind::Single(kind) => self.single(*kind),
            ExprKind::Attribute(of, access) => match self.thing(of) {
                Ok(thing) => self.stated(thing, access),
                Err(of) => self.attribute(of, access),
            },
            ExprKind::Entry(map, key) => self.entry(map, key),
            ExprKind::Cell(matrix, row, column) => self.cell(*matrix, row, column),
            ExprKind::Call(function, arguments) => self.call(*function, arguments),
            ExprKind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments),
            ExprKind::Set(members) => self.set(members),
            ExprKind::Comprehension(binder) => self.comprehension(binder),
            ExprKind::If(condition, then, otherwise) => self.choose(condition, then, otherwise),
            ExprKind::Default(value, instead) => self.or_instead(value, instead),
            ExprKind::Add(left, op, right) => self.add(left, *op, right),
            ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Every(..)
            | ExprKind::Exists(..)
            | ExprKind::Compare(..)
            | ExprKind::Is(..) => Value::Truth(self.truth(expr)),
        }
    }

    fn param(&self, at: u16) -> Value {
        self.saw_param(at);
        self.policies.params.get(at as usize).map_or(Value::None, |param| Value::of(param.value.clone()))
    }

    fn single(&self, kind: KindId) -> Value {
        match self.plan.of_kind(kind).iter().find(|thing| self.is_there(**thing)) {
            Some(thing) => Value::One(self.mention(*thing)),
            None => Value::Unknown(Why::missing(Fact::Block(kind))),
        }
    }

    /// The thing that `expr` gives; if it gives none, its value.
    pub(in crate::policy) fn thing(&mut self, expr: &Expr) -> Result<ThingId, Value> {
        if let Some(thing) = self.at_hand(expr) {
            self.step();
            return Ok(thing);
        }
        match self.value(expr) {
            Value::One(Item { datum: Datum::Thing(thing), .. }) => Ok(thing),
            other => Err(other),
        }
    }

    /// The thing that a name stands for, or the only one of a kind: most attributes are asked of one of these.
    pub(super) fn at_hand(&self, expr: &Expr) -> Option<ThingId> {
        match &expr.kind {
            ExprKind::Local(slot) => match self.locals.get(*slot as usize) {
                Some(Value::One(Item { datum: Datum::Thing(thing), .. })) => Some(*thing),
                _ => None,
            },
            ExprKind::Single(kind) => {
                self.plan.of_kind(*kind).iter().copied().find(|thing| self.is_there(*thing))
            }
            _ => None,
        }
    }

    /// The few values that a thing at hand states for the attribute `set`, if all of them are known and nobody wants to know
    /// that they were asked for: looking at them where they stand takes no set.
    pub(super) fn given_at_hand(&self, set: &Expr) -> Option<&'w Given> {
        let ExprKind::Attribute(of, access) = &set.kind else { return None };
        if !set.ty.set || self.seen.is_some() {
            return None;
        }
        let thing = self.at_hand(of)?;
        let attribute = self.attribute_of(thing, access)?;
        match self.read(thing, attribute) {
            Slot::Given(given) if !given.open && (1..=FEW).contains(&given.values.len()) => Some(given),
            _ => None,
        }
    }

    /// The value of `expr`, where it stands, if it is at hand and nobody wants to know that it was asked for: comparing it
    /// takes no copy.
    pub(super) fn looked_at<'v>(&'v self, expr: &'v Expr) -> Option<&'v Datum> {
        if self.seen.is_some() {
            return None;
        }
        let datum = match &expr.kind {
            ExprKind::Literal(datum) => datum,
            ExprKind::Param(at) => &self.policies.params.get(*at as usize)?.value,
            ExprKind::Local(slot) => match self.locals.get(*slot as usize)? {
                Value::One(item) => &item.datum,
                _ => return None,
            },
            ExprKind::Attribute(of, access) => {
                let thing = self.at_hand(of)?;
                let attribute = self.attribute_of(thing, access)?;
                let many = self.policies.schema.attribute(self.plan.thing(thing).kind, attribute).many;
                let Slot::Given(Given { values, open: false, .. }) = self.plan.slot(thing, attribute) else {
                    return None;
                };
                let ([one], false) = (values.as_slice(), many) else { return None };
                self.read(thing, attribute);
                self.step();
                &one.datum
            }
            _ => return None,
        };
        self.step();
        Some(datum)
    }

    /// A thing, mentioned where it is declared.
    pub(super) fn mention(&self, thing: ThingId) -> Item {
        Item { datum: Datum::Thing(thing), span: Some(self.plan.thing(thing).span) }
    }

    /// `of.attribute`; over a set, the values of all members together.
    pub(in crate::policy) fn attribute(&self, of: Value, access: &Access) -> Value {
        match of {
            Value::One(Item { datum: Datum::Thing(thing), .. }) => self.stated(thing, access),
            Value::Set(set) => Value::Set(Rc::new(self.attribute_of_all(&set, access))),
            Value::Unknown(why) => Value::Unknown(why),
            Value::None
            | Value::One(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Truth(_)
            | Value::Text(_) => Value::None,
        }
    }

    fn attribute_of_all(&self, set: &Set, access: &Access) -> Set {
        let mut all = Set::default();
        let mut doubts = Doubts::default();
        doubts.add_if(set.open.as_ref());
        for item in &set.items {
            let values = Rc::unwrap_or_clone(self.attribute(Value::One(item.clone()), access).into_set());
            self.took(values.size());
            values.items.into_iter().for_each(|item| all.insert(item));
            all.maybe.extend(values.maybe);
            doubts.add_if(values.open.as_ref());
        }
        for (item, why) in &set.maybe {
            let values = Rc::unwrap_or_clone(self.attribute(Value::One(item.clone()), access).into_set());
            self.took(values.size());
            self.took_reasons(why);
            all.maybe.extend(values.items.into_iter().map(|item| (item, why.clone())));
            all.maybe.extend(values.maybe.into_iter().map(|(item, more)| (item, more.and(why))));
            doubts.add_if(values.open.map(|more| more.and(why)).as_ref());
        }
        Set { open: doubts.why(), ..all }
    }

    /// What `thing` states.
    fn stated(&self, thing: ThingId, access: &Access) -> Value {
        let Some(attribute) = self.attribute_of(thing, access) else { return Value::None };
        let given = match self.given(thing, attribute) {
            Ok(given) => given,
            Err(other) => return other,
        };
        let kind = self.plan.thing(thing).kind;
        if self.policies.schema.attribute(kind, attribute).many {
            Value::Set(self.set_of((thing, attribute), given))
        } else {
            self.one_of(given)
        }
    }

    /// What is stated of an attribute, as a set. Large ones are put together once: a rule may ask for one again and again.
    fn set_of(&self, place: (ThingId, AttributeId), given: &Given) -> Rc<Set> {
        let together = || {
            let mut set = Set { open: given.open.then(Why::reported), ..Set::default() };
            given.values.iter().for_each(|stated| set.insert(item_of(stated)));
            Rc::new(set)
        };
        if given.values.len() <= FEW {
            return together();
        }
        let mut sets = self.sets.borrow_mut();
        let set = sets.entry(place).or_insert_with(|| {
            self.took(given.values.len());
            together()
        });
        Rc::clone(set)
    }

    /// What `thing` states for `attribute`, or what it is that states nothing.
    fn given(&self, thing: ThingId, attribute: AttributeId) -> Result<&Given, Value> {
        match self.read(thing, attribute) {
            Slot::Missing | Slot::Todo { .. } => {
                Err(Value::Unknown(Why::missing(Fact::Of(thing, attribute))))
            }
            Slot::Unread(_) => Err(Value::Unknown(Why::reported())),
            Slot::None(_) => Err(Value::None),
            Slot::Given(given) => Ok(given),
        }
    }

    /// The one stated value; of a map, the longest entry.
    fn one_of(&self, given: &Given) -> Value {
        if given.open {
            return Value::Unknown(Why::reported());
        }
        match given.values.as_slice() {
            [] => Value::None,
            [one] => Value::One(item_of(one)),
            several => {
                let length = |stated: &&Stated| self.measure_of(&stated.datum).map_or(i64::MIN, |m| m.most);
                several.iter().max_by_key(length).map_or(Value::None, |stated| Value::One(item_of(stated)))
            }
        }
    }

    fn entry(&mut self, map: &Expr, key: &Expr) -> Value {
        let ExprKind::Attribute(of, access) = &map.kind else { return Value::None };
        let (thing, wanted) = match (self.thing(of), self.thing(key)) {
            (Ok(thing), Ok(wanted)) => (thing, wanted),
            (Err(Value::Unknown(why)), _) | (_, Err(Value::Unknown(why))) => return Value::Unknown(why),
            _ => return Value::None,
        };
        let Some(attribute) = self.attribute_of(thing, access) else { return Value::None };
        let given = match self.given(thing, attribute) {
            Ok(given) => given,
            Err(other) => return other,
        };
        let entry = given.values.iter().find(|stated| stated.per.is_none_or(|per| per == wanted));
        match entry {
            Some(stated) => Value::One(item_of(stated)),
            None if given.open => Value::Unknown(Why::reported()),
            None => Value::Unknown(Why::missing(Fact::Of(thing, attribute))),
        }
    }

    fn cell(&mut self, matrix: u16, row: &Expr, column: &Expr) -> Value {
        let keys = (self.value(row), self.value(column));
        let Some(matrix) = self.policies.matrices.get(matrix as usize) else { return Value::None };
        match keys {
            (Value::Unknown(one), Value::Unknown(two)) => Value::Unknown(one.and(&two)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
            (
                Value::One(Item { datum: Datum::Word(row), .. }),
                Value::One(Item { datum: Datum::Word(column), .. }),
            ) => {
                let cell = matrix.cells.get(row.at as usize).and_then(|row| row.get(column.at as usize));
                cell.map_or(Value::None, |at| Value::of(Datum::Word(Word { list: matrix.cells_of, at: *at })))
            }
            _ => Value::None,
        }
    }

    fn set(&mut self, members: &[Expr]) -> Value {
        let mut set = Set::default();
        for member in members {
            let value = self.value(member).into_set();
            self.took(value.size());
            set.extend(value.as_ref().clone());
        }
        Value::Set(Rc::new(set))
    }

    fn comprehension(&mut self, binder: &Binder) -> Value {
        let mut set = Set::default();
        let mut doubts = Doubts::default();
        let slot = binder.binds.last().map_or(0, |bind| bind.slot);
        let _ = self.cases(binder, &mut |world, found| {
            match (found, world.local(slot)) {
                (Found::Case(Truth::Yes), Value::One(item)) => set.insert(item),
                (Found::Case(Truth::Unknown(why)), Value::One(item)) => set.maybe.push((item, why)),
                (Found::More(why), _) => doubts.add(&why),
                (Found::Case(_), _) => {}
            }
            ControlFlow::Continue(())
        });
        Value::Set(Rc::new(Set { open: doubts.why(), ..set }))
    }

    fn choose(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Value {
        match self.truth(condition) {
            Truth::Yes => self.value(then),
            Truth::No => self.value(otherwise),
            Truth::Unknown(why) => {
                let (one, two) = (self.value(then), self.value(otherwise));
                if one == two { one } else { Value::Unknown(why) }
            }
        }
    }

    /// What stands in for a value is for what nobody states: what a `todo` promises is waited for.
    fn or_instead(&mut self, value: &Expr, instead: &Expr) -> Value {
        let known = self.value(value);
        let (Value::Unknown(why) | Value::Truth(Truth::Unknown(why))) = &known else { return known };
        match (self.promised(why), &known) {
            (None, _) => self.value(instead),
            (Some(promised), Value::Truth(_)) => Value::Truth(Truth::Unknown(promised)),
            (Some(promised), _) => Value::Unknown(promised),
        }
    }

    fn add(&mut self, left: &Expr, op: AddOp, right: &Expr) -> Value {
        let is_set = left.ty.set || right.ty.set;
        let (one, two) = (self.value(left), self.value(right));
        if is_set {
            return match op {
                AddOp::Plus => {
                    let (one, two) = (one.into_set(), two.into_set());
                    self.took(one.size() + two.size());
                    let mut sum = one.as_ref().clone();
                    sum.extend(two.as_ref().clone());
                    Value::Set(Rc::new(sum))
                }
                AddOp::Minus => self.without(&one.into_set(), &two.into_set()),
            };
        }
        match (self.measure(one), self.measure(two)) {
            (Ok(one), Ok(two)) => {
                Value::Measure(if op == AddOp::Plus { one.plus(&two) } else { one.minus(&two) })
            }
            (Err(Value::Unknown(one)), Err(Value::Unknown(two))) => Value::Unknown(one.and(&two)),
            (Err(Value::Unknown(why)), _) | (_, Err(Value::Unknown(why))) => Value::Unknown(why),
            (Err(_), _) | (_, Err(_)) => Value::None,
        }
    }

    /// The members of `left` that are not in `right`.
    fn without(&mut self, left: &Set, right: &Set) -> Value {
        self.took(left.size());
        let mut rest = Set { open: left.open.clone(), ..Set::default() };
        let members = left.items.iter().map(|item| (item, None));
        let members = members.chain(left.maybe.iter().map(|(item, why)| (item, Some(why))));
        for (item, doubt) in members {
            if self.overrun() {
                break;
            }
            match (self.contains(right, item), doubt) {
                (Truth::Yes, _) => {}
                (Truth::No, None) => rest.insert(item.clone()),
                (Truth::No, Some(why)) => rest.maybe.push((item.clone(), why.clone())),
                (Truth::Unknown(why), None) => rest.maybe.push((item.clone(), why)),
                (Truth::Unknown(why), Some(more)) => rest.maybe.push((item.clone(), why.and(more))),
            }
        }
        Value::Set(Rc::new(rest))
    }
}

/// A stated value with its place.
pub(super) fn item_of(stated: &Stated) -> Item {
    Item { datum: stated.datum.clone(), span: Some(stated.span) }
}
