//! Comparisons. A range is compared as a range: decided only where its ends agree.

use std::rc::Rc;

use super::value::FEW;
use super::{Doubts, Item, Measure, Reason, Scale, Set, Truth, Value, Why, World};
use crate::model::time::{Hours, Minutes};
use crate::model::{Datum, Scalar};
use crate::policy::builtins::Builtin;
use crate::policy::ir::{Argument, CompareOp, Expr, ExprKind};
use crate::syntax::{Amount, Unit};

impl World<'_> {
    pub(in crate::policy) fn compare(&mut self, left: &Expr, op: CompareOp, right: &Expr) -> Truth {
        match op {
            CompareOp::In => self.member(left, right),
            CompareOp::Has => self.member(right, left),
            CompareOp::Covers => self.covers(left, right),
            CompareOp::Equal => self.equal(left, right),
            CompareOp::Unequal => self.equal(left, right).not(),
            CompareOp::Less => self.in_order(right, left, true),
            CompareOp::AtMost => self.in_order(left, right, false),
            CompareOp::More => self.in_order(left, right, true),
            CompareOp::AtLeast => self.in_order(right, left, false),
        }
    }

    fn member(&mut self, member: &Expr, set: &Expr) -> Truth {
        if let Some(known) = self.in_own_reach(member, set) {
            return known;
        }
        if let Some(known) = self.is_stated_by(set, member) {
            return known;
        }
        let set = self.value(set).into_set();
        if set.items.is_empty() && set.maybe.is_empty() && set.open.is_none() {
            return Truth::No;
        }
        match self.value(member) {
            Value::One(item) => self.contains(&set, &item),
            other => not_a_member(other),
        }
    }

    /// `x in reach(x, path)`, answered for all things at once; nothing if it is not this question, or not decided so.
    fn in_own_reach(&self, member: &Expr, set: &Expr) -> Option<Truth> {
        let ExprKind::Builtin(Builtin::Reach, arguments) = &set.kind else { return None };
        let [Argument::Value(from), Argument::Path(path)] = arguments.as_slice() else { return None };
        let (ExprKind::Local(one), ExprKind::Local(two)) = (&member.kind, &from.kind) else { return None };
        // Who observes wants to see what is reached.
        if one != two || self.seen.is_some() {
            return None;
        }
        match self.local(*one) {
            Value::One(Item { datum: Datum::Thing(thing), .. }) => self.on_circle(thing, path),
            _ => None,
        }
    }

    /// Whether `member` is among the values that a thing states for an attribute, looked up where they stand: most sets
    /// of a policy are asked this one thing and thrown away. Nothing where it takes a set to say.
    fn is_stated_by(&mut self, set: &Expr, member: &Expr) -> Option<Truth> {
        // Only lengths of time can be the same and written otherwise.
        if member.ty.scalar == Scalar::Duration {
            return None;
        }
        let given = self.given_at_hand(set)?;
        // As many as it takes to name the set.
        self.took(2);
        let stated = |datum: &Datum| Truth::from(given.values.iter().any(|stated| stated.datum == *datum));
        let found = self.looked_at(member).map(stated);
        let found = found.or_else(|| match self.value(member) {
            Value::One(item) => Some(stated(&item.datum)),
            other => Some(not_a_member(other)),
        });
        self.took(given.values.len());
        found
    }

    /// Whether `item` is in `set`.
    pub(in crate::policy) fn contains(&mut self, set: &Set, item: &Item) -> Truth {
        self.took(set.items.len().min(FEW) + set.maybe.len().min(FEW));
        if set.has(&item.datum) {
            return Truth::Yes;
        }
        let mut doubts = Doubts::default();
        doubts.add_if(set.open.as_ref());
        // Only lengths of time can be the same and written otherwise.
        if matches!(item.datum, Datum::Duration(_)) {
            return self.has_as_long(set, item, doubts);
        }
        for why in set.may_have(&item.datum) {
            self.took_reasons(&why);
            doubts.add(&why);
        }
        doubts.unknown_or(Truth::No)
    }

    /// Whether a length of time is in `set`, where there are `doubts` already.
    fn has_as_long(&self, set: &Set, item: &Item, mut doubts: Doubts) -> Truth {
        for known in &set.items {
            self.step();
            match self.same(&known.datum, &item.datum) {
                Truth::Yes => return Truth::Yes,
                Truth::No => {}
                Truth::Unknown(why) => doubts.add(&why),
            }
        }
        for (known, why) in &set.maybe {
            self.step();
            if let Truth::Unknown(why) = self.same(&known.datum, &item.datum).and(Truth::Unknown(why.clone()))
            {
                self.took_reasons(&why);
                doubts.add(&why);
            }
        }
        doubts.unknown_or(Truth::No)
    }

    /// Whether two values are the same.
    fn same(&self, one: &Datum, two: &Datum) -> Truth {
        if one == two {
            return Truth::Yes;
        }
        match (one, two) {
            (Datum::Duration(_), Datum::Duration(_)) => match (self.measure_of(one), self.measure_of(two)) {
                (Some(one), Some(two)) => same_measure(&one, &two),
                _ => Truth::No,
            },
            _ => Truth::No,
        }
    }

    fn equal(&mut self, left: &Expr, right: &Expr) -> Truth {
        if let (Some(one), Some(two)) = (self.looked_at(left), self.looked_at(right)) {
            return self.same(one, two);
        }
        match (self.value(left), self.value(right)) {
            (Value::None, _) | (_, Value::None) => Truth::No,
            (Value::Unknown(one), Value::Unknown(two)) => Truth::Unknown(one.and(&two)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Truth::Unknown(why),
            (Value::One(one), Value::One(two)) => self.same(&one.datum, &two.datum),
            (one @ (Value::Truth(_) | Value::One(_)), two @ (Value::Truth(_) | Value::One(_))) => {
                same_truth(&super::condition::as_truth(one), &super::condition::as_truth(two))
            }
            (one, two) => match (self.measure(one), self.measure(two)) {
                (Ok(one), Ok(two)) => same_measure(&one, &two),
                _ => Truth::No,
            },
        }
    }

    /// Whether `left` is at most `right`; with `turned`, whether it is more. Of none, neither holds.
    fn in_order(&mut self, left: &Expr, right: &Expr, turned: bool) -> Truth {
        let turn = |truth: Truth| if turned { truth.not() } else { truth };
        if let (Some(one), Some(two)) = (self.looked_at(left), self.looked_at(right)) {
            return self.at_most(one, two).map_or(Truth::No, turn);
        }
        match (self.value(left), self.value(right)) {
            (Value::None, _) | (_, Value::None) => Truth::No,
            (Value::Unknown(one), Value::Unknown(two)) => Truth::Unknown(one.and(&two)),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Truth::Unknown(why),
            (Value::One(one), Value::One(two)) => {
                self.at_most(&one.datum, &two.datum).map_or(Truth::No, turn)
            }
            (one, two) => match (self.measure(one), self.measure(two)) {
                (Ok(one), Ok(two)) => turn(measure_at_most(&one, &two)),
                _ => Truth::No,
            },
        }
    }

    /// Whether `one` comes no later than `two`, or is no more; nothing if the two have no order.
    fn at_most(&self, one: &Datum, two: &Datum) -> Option<Truth> {
        match (one, two) {
            (Datum::Date(one), Datum::Date(two)) => Some(Truth::from(one <= two)),
            (one, two) => Some(measure_at_most(&self.measure_of(one)?, &self.measure_of(two)?)),
        }
    }

    /// As a measure; otherwise the value itself comes back.
    pub(in crate::policy) fn measure(&self, value: Value) -> Result<Measure, Value> {
        match value {
            Value::Measure(measure) => Ok(measure),
            Value::One(item) => self.measure_of(&item.datum).ok_or(Value::One(item)),
            other @ (Value::Unknown(_)
            | Value::None
            | Value::Hours(..)
            | Value::Set(_)
            | Value::Truth(_)
            | Value::Text(_)) => Err(other),
        }
    }

    /// The range of a length of time.
    fn range(&self, amount: Amount) -> Minutes {
        let known = self.lengths.borrow().get(&amount).copied();
        known.unwrap_or_else(|| {
            let range = self.calendar.range(amount, self.as_of);
            self.lengths.borrow_mut().insert(amount, range);
            range
        })
    }

    /// A stated number or length of time as a measure.
    pub fn measure_of(&self, datum: &Datum) -> Option<Measure> {
        match datum {
            Datum::Number(number) => Some(Measure::exact(*number, Scale::Number)),
            Datum::Percent(percent) => Some(Measure::exact(*percent, Scale::Percent)),
            Datum::Duration(amount) => {
                let range = self.range(*amount);
                let doubt = self.calendar_doubt.as_ref().filter(|_| amount.unit == Unit::BusinessDay);
                let most = if doubt.is_some() { i64::MAX } else { range.most };
                let (scale, written) = (Scale::Minutes, Some(*amount));
                Some(Measure { least: range.least, most, scale, why: doubt.cloned(), written })
            }
            Datum::Text(_)
            | Datum::Date(_)
            | Datum::Hours(_)
            | Datum::YesNo(_)
            | Datum::Weekday(_)
            | Datum::Zone(_)
            | Datum::Code(_)
            | Datum::Email(_)
            | Datum::Phone(_)
            | Datum::Url(_)
            | Datum::Rule(_)
            | Datum::Word(_)
            | Datum::Thing(_) => None,
        }
    }

    fn covers(&mut self, left: &Expr, right: &Expr) -> Truth {
        let (whole, part) = (self.value(left), self.value(right));
        let (whole, doubt) = match as_hours(whole) {
            Ok(known) => known,
            Err(truth) => return truth,
        };
        let (part, part_doubt) = match as_hours(part) {
            Ok(known) => known,
            Err(truth) => return truth,
        };
        if !self.affords(Hours::effort(&[&*whole, &*part])) {
            return Truth::Unknown(Why::reported());
        }
        let holds = whole.covers(&part, self.as_of);
        // More hours can only help the whole and harm the part; fewer the other way round.
        let may_turn = |doubt: Option<(bool, Why)>, helps: bool| {
            doubt.filter(|(more, _)| (*more == helps) != holds).map(|(_, why)| why)
        };
        match super::why::join(may_turn(doubt, true).as_ref(), may_turn(part_doubt, false).as_ref()) {
            Some(why) => Truth::Unknown(why),
            None => Truth::from(holds),
        }
    }
}

/// Hours with the doubt about them, as in [`Value::Hours`].
type DoubtedHours = (Rc<Hours>, Option<(bool, Why)>);

/// As hours; the outcome of every question about them, if there are none.
pub(in crate::policy) fn as_hours(value: Value) -> Result<DoubtedHours, Truth> {
    match value {
        Value::Hours(hours, doubt) => Ok((hours, doubt)),
        Value::One(Item { datum: Datum::Hours(hours), .. }) => Ok((Rc::new(hours.as_ref().clone()), None)),
        Value::Unknown(why) => Err(Truth::Unknown(why)),
        Value::None
        | Value::One(_)
        | Value::Measure(_)
        | Value::Set(_)
        | Value::Truth(_)
        | Value::Text(_) => Err(Truth::No),
    }
}

/// The reasons why two overlapping ranges cannot be compared.
fn doubt(one: &Measure, two: &Measure) -> Truth {
    let why = super::why::join(one.why.as_ref(), two.why.as_ref());
    Truth::Unknown(why.unwrap_or_else(|| Why::of(Reason::Dates)))
}

/// Lengths written in the same unit compare by their counts, whatever the calendar.
fn same_unit(one: &Measure, two: &Measure) -> Option<(i64, i64)> {
    let (one, two) = (one.written?, two.written?);
    (one.unit == two.unit).then_some((one.thousandths, two.thousandths))
}

fn measure_at_most(one: &Measure, two: &Measure) -> Truth {
    if let Some((one, two)) = same_unit(one, two) {
        Truth::from(one <= two)
    } else if one.most <= two.least && one.most != i64::MAX {
        Truth::Yes
    } else if one.least > two.most || (one.least == i64::MAX && two.most != i64::MAX) {
        Truth::No
    } else {
        doubt(one, two)
    }
}

/// Whether something that is no single value is in a set: it is not, unless nobody has said what it is.
fn not_a_member(value: Value) -> Truth {
    match value {
        Value::Unknown(why) => Truth::Unknown(why),
        Value::None
        | Value::One(_)
        | Value::Measure(_)
        | Value::Hours(..)
        | Value::Set(_)
        | Value::Truth(_)
        | Value::Text(_) => Truth::No,
    }
}

fn same_measure(one: &Measure, two: &Measure) -> Truth {
    if let Some((one, two)) = same_unit(one, two) {
        Truth::from(one == two)
    } else if one.most < two.least || two.most < one.least {
        Truth::No
    } else if one.least == one.most && two.least == two.most {
        Truth::Yes
    } else {
        doubt(one, two)
    }
}

fn same_truth(one: &Truth, two: &Truth) -> Truth {
    match (one, two) {
        (Truth::Unknown(one), Truth::Unknown(two)) => Truth::Unknown(one.clone().and(two)),
        (Truth::Unknown(why), _) | (_, Truth::Unknown(why)) => Truth::Unknown(why.clone()),
        (one, two) => Truth::from(one == two),
    }
}
