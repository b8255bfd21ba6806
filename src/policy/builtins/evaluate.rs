//! What the built-ins give.

use std::rc::Rc;

use jiff::civil::Date;

use super::{Builtin, RULE_SEVERITY};
use crate::model::time::{Calendar, Hours, Minutes, Wait, effort_of_wait, longest_wait};
use crate::model::{Datum, ThingId};
use crate::policy::eval::{Doubts, Item, Measure, Scale, Set, Truth, Value, Why, World, as_hours};
use crate::policy::ir::{Access, Argument, Expr, ExprKind};

impl World<'_> {
    /// The value of a built-in with its arguments, whose number and types were checked.
    pub(in crate::policy) fn builtin(&mut self, builtin: Builtin, arguments: &[Argument]) -> Value {
        match (builtin, arguments) {
            (Builtin::Count, [Argument::Value(set)]) => self.count(set),
            (Builtin::Sum | Builtin::Min | Builtin::Max, [Argument::Value(set)]) => self.fold(builtin, set),
            (Builtin::Union, [Argument::Value(set)]) => self.merge(set, true),
            (Builtin::Overlap, [Argument::Value(set)]) => self.merge(set, false),
            (Builtin::Gaps, [Argument::Value(hours)]) => self.hours_text(hours, Hours::gaps),
            (Builtin::Covered, [Argument::Value(hours)]) => self.hours_text(hours, Hours::covered),
            (Builtin::Age, [Argument::Value(date)]) => self.age(date),
            (Builtin::Reach, [Argument::Value(from), Argument::Path(path)]) => {
                let starts = self.value(from).into_set();
                Value::Set(self.reach_from(&starts, path))
            }
            (Builtin::Trail, [Argument::Value(from), Argument::Value(to), Argument::Path(path)]) => {
                self.trail_text(from, to, path)
            }
            (
                Builtin::Longest | Builtin::Between,
                [Argument::Value(from), Argument::Value(to), Argument::Path(path), Argument::Path(cost)],
            ) => match self.two_things(from, to) {
                Ok(pair) => self.longest(builtin == Builtin::Longest, pair, path, cost),
                Err(value) => value,
            },
            (
                Builtin::CriticalPath,
                [Argument::Value(from), Argument::Value(to), Argument::Path(path), Argument::Path(cost)],
            ) => match self.two_things(from, to) {
                Ok(pair) => Value::Set(Rc::new(self.critical_path(pair, path, cost))),
                Err(value) => value,
            },
            (Builtin::Names, [Argument::Value(thing)]) => self.names(thing),
            (Builtin::NamedBy, [Argument::Value(thing)]) => match self.thing(thing) {
                Ok(thing) => Value::Set(self.named_by(thing)),
                Err(value) => value,
            },
            (Builtin::Wait, [Argument::Value(first), Argument::Value(then)]) => self.wait(first, then),
            (Builtin::WaitFrom, [Argument::Value(first), Argument::Value(then)]) => {
                match self.longest_wait(first, then) {
                    Ok((wait, _)) => Value::Text(wait.from.into()),
                    Err(value) => value,
                }
            }
            (Builtin::SeverityOf, [Argument::Value(rule)]) => self.severity_of(rule),
            (Builtin::AtLeast | Builtin::AtMost, [Argument::Value(length)]) => self.end(builtin, length),
            (Builtin::Later, [Argument::Value(date), Argument::Value(length)]) => self.later(date, length),
            (Builtin::Part, [Argument::Value(length), Argument::Value(share)]) => self.part(length, share),
            _ => Value::None,
        }
    }

    fn count(&mut self, set: &Expr) -> Value {
        let set = self.value(set).into_set();
        let thousandths = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(1000);
        let most = set.items.len() + set.maybe.len();
        Value::Measure(Measure {
            least: thousandths(set.items.len()),
            most: if set.open.is_some() { i64::MAX } else { thousandths(most) },
            scale: Scale::Number,
            why: self.doubt(&set),
            written: None,
        })
    }

    fn fold(&mut self, builtin: Builtin, set: &Expr) -> Value {
        let scale = match set.ty.scalar {
            crate::model::Scalar::Number => Scale::Number,
            crate::model::Scalar::Percent => Scale::Percent,
            _ => Scale::Minutes,
        };
        let (measures, doubt) = match &set.kind {
            ExprKind::Attribute(of, access) if of.ty.set => self.amounts_of_each(of, access),
            _ => {
                let set = self.value(set).into_set();
                self.amounts(&set)
            }
        };
        let certain = measures.into_iter().reduce(|one, two| match builtin {
            Builtin::Min => Measure {
                least: one.least.min(two.least),
                most: one.most.min(two.most),
                written: None,
                ..one
            },
            Builtin::Max => Measure {
                least: one.least.max(two.least),
                most: one.most.max(two.most),
                written: None,
                ..one
            },
            _ => one.plus(&two),
        });
        match (certain, doubt, builtin) {
            (None, Some(why), _) => Value::Unknown(why),
            (None, None, Builtin::Sum) => Value::Measure(Measure::exact(0, scale)),
            (None, None, _) => Value::None,
            (Some(certain), None, _) => Value::Measure(certain),
            (Some(certain), Some(why), Builtin::Min) => {
                Value::Measure(Measure { least: i64::MIN, why: Some(why), written: None, ..certain })
            }
            (Some(certain), Some(why), _) => {
                Value::Measure(Measure { most: i64::MAX, why: Some(why), written: None, ..certain })
            }
        }
    }

    fn amounts(&self, set: &Set) -> (Vec<Measure>, Option<Why>) {
        self.took(set.size());
        (set.items.iter().filter_map(|item| self.measure_of(&item.datum)).collect(), self.doubt(set))
    }

    /// What each of some things states, also where two of them state the same: two stages of a day take two days.
    fn amounts_of_each(&mut self, of: &Expr, access: &Access) -> (Vec<Measure>, Option<Why>) {
        let things = self.value(of).into_set();
        let mut doubts = Doubts::default();
        doubts.add_if(self.doubt(&things).as_ref());
        self.took(things.size());
        let mut all = Vec::new();
        for thing in &things.items {
            let stated = self.attribute(Value::One(thing.clone()), access).into_set();
            let (measures, why) = self.amounts(&stated);
            all.extend(measures);
            doubts.add_if(why.as_ref());
        }
        (all, doubts.why())
    }

    /// The hours in at least one (`any`) or in all of several.
    fn merge(&mut self, set: &Expr, any: bool) -> Value {
        let set = self.value(set).into_set();
        let each = set.items.iter().filter_map(|item| match &item.datum {
            Datum::Hours(hours) => Some(hours.as_ref()),
            _ => None,
        });
        let mut merged: Option<Hours> = None;
        for hours in each {
            merged = Some(match merged {
                None => hours.clone(),
                Some(known) if !self.affords(Hours::effort(&[&known, hours])) => known,
                Some(known) if any => known.union(hours),
                Some(known) => known.overlap(hours, self.as_of),
            });
        }
        let doubt = self.doubt(&set).map(|why| (any, why));
        match (merged, doubt) {
            (None, Some((_, why))) if !any => Value::Unknown(why),
            (merged, doubt) => Value::Hours(Rc::new(merged.unwrap_or_default()), doubt),
        }
    }

    fn hours_text(&mut self, hours: &Expr, text: fn(&Hours, Date) -> String) -> Value {
        match as_hours(self.value(hours)) {
            Ok((hours, _)) if self.affords(Hours::effort(&[&*hours])) => {
                Value::Text(text(&hours, self.as_of).into())
            }
            Ok(_) => Value::Unknown(Why::reported()),
            Err(Truth::Unknown(why)) => Value::Unknown(why),
            Err(Truth::Yes | Truth::No) => Value::Text(text(&Hours::default(), self.as_of).into()),
        }
    }

    fn age(&mut self, date: &Expr) -> Value {
        match self.value(date) {
            Value::One(Item { datum: Datum::Date(date), .. }) => {
                let days = date.until(self.as_of).map_or(0, |span| i64::from(span.get_days()));
                Value::Measure(Measure::exact(days * 24 * 60, Scale::Minutes))
            }
            Value::Unknown(why) => Value::Unknown(why),
            _ => Value::None,
        }
    }

    fn trail_text(&mut self, from: &Expr, to: &Expr, path: &[Access]) -> Value {
        let (from, to) = match self.two_things(from, to) {
            Ok(pair) => pair,
            Err(value) => return value,
        };
        let way = self.trail(from, to, path);
        way.map_or(Value::None, |way| Value::Text(self.show_way(&way).into()))
    }

    /// The name and the title of a thing, so that `Lessons learned` and `lessons_learned` are the same.
    fn names(&mut self, thing: &Expr) -> Value {
        let thing = match self.thing(thing) {
            Ok(thing) => self.plan.thing(thing),
            Err(value) => return value,
        };
        let mut names = Set::default();
        let given = std::iter::once(&thing.name).chain(&thing.title);
        for name in given.map(|written| plainly(written)).filter(|name| !name.is_empty()) {
            names.insert(Item { datum: Datum::Text(name.into()), span: None });
        }
        Value::Set(Rc::new(names))
    }

    /// The longest wait as a range: who is there at more hours than are known makes it shorter, at fewer longer, and so do
    /// holidays that are not known.
    fn wait(&mut self, first: &Expr, then: &Expr) -> Value {
        let (wait, doubts) = match self.longest_wait(first, then) {
            Ok(known) => known,
            Err(value) => return value,
        };
        let endless = wait.minutes >= Minutes::FOREVER;
        let mut measure = Measure::exact(if endless { i64::MAX } else { wait.minutes }, Scale::Minutes);
        let holidays = self.calendar_doubt.clone().filter(|_| wait.minds_holidays).map(|why| (false, why));
        for (any, why) in doubts.into_iter().chain(holidays) {
            if any {
                measure.least = 0;
            } else {
                measure.most = i64::MAX;
            }
            measure.why = Some(measure.why.take().map_or_else(|| why.clone(), |known| known.and(&why)));
        }
        Value::Measure(measure)
    }

    fn longest_wait(&mut self, first: &Expr, then: &Expr) -> Result<(Wait, Vec<(bool, Why)>), Value> {
        let hours = [self.value(first), self.value(then)].map(as_hours);
        match hours {
            [Ok((first, one)), Ok((then, two))] => {
                let both = (first, then);
                let hands = [&*both.0, &*both.1];
                let known = self.waits.borrow().get(&both).cloned();
                let wait = match known {
                    Some(known) => known,
                    None if self.affords(effort_of_wait(&hands, &self.calendar)) => {
                        let wait = longest_wait(&hands, &self.calendar, self.as_of);
                        self.waits.borrow_mut().insert(both, wait.clone());
                        wait
                    }
                    None => return Err(Value::Unknown(Why::reported())),
                };
                Ok((wait, one.into_iter().chain(two).collect()))
            }
            [Err(Truth::Unknown(one)), Err(Truth::Unknown(two))] => Err(Value::Unknown(one.and(&two))),
            [Err(Truth::Unknown(why)), _] | [_, Err(Truth::Unknown(why))] => Err(Value::Unknown(why)),
            [Err(Truth::Yes | Truth::No), _] | [_, Err(Truth::Yes | Truth::No)] => Err(Value::None),
        }
    }

    fn severity_of(&mut self, rule: &Expr) -> Value {
        let name = match self.value(rule) {
            Value::One(Item { datum: Datum::Rule(name), .. }) => name,
            Value::Unknown(why) => return Value::Unknown(why),
            _ => return Value::None,
        };
        let rule = self.policies.rules.iter().find(|rule| *rule.id == *name);
        let word = rule.and_then(|rule| self.policies.schema.word_named(RULE_SEVERITY, rule.level.word()));
        word.map_or(Value::None, |word| Value::One(Item { datum: Datum::Word(word), span: None }))
    }

    fn two_things(&mut self, one: &Expr, two: &Expr) -> Result<(ThingId, ThingId), Value> {
        match (self.value(one), self.value(two)) {
            (
                Value::One(Item { datum: Datum::Thing(one), .. }),
                Value::One(Item { datum: Datum::Thing(two), .. }),
            ) => Ok((one, two)),
            (Value::Unknown(one), Value::Unknown(two)) => Err(Value::Unknown(one.and(&two))),
            (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Err(Value::Unknown(why)),
            _ => Err(Value::None),
        }
    }

    /// The day so long after another; the latest, where the length is a range.
    fn later(&mut self, date: &Expr, length: &Expr) -> Value {
        let (date, length) = (self.value(date), self.value(length));
        match (date, self.measure(length)) {
            (_, Ok(Measure { why: Some(why), .. })) => Value::Unknown(why),
            (Value::One(Item { datum: Datum::Date(date), .. }), Ok(length)) => {
                let day = match length.written {
                    Some(amount) => self.calendar.later(date, amount),
                    None => Calendar::minutes_later(date, length.most),
                };
                day.map_or(Value::None, |day| Value::One(Item { datum: Datum::Date(day), span: None }))
            }
            (Value::Unknown(one), Err(Value::Unknown(two))) => Value::Unknown(one.and(&two)),
            (Value::Unknown(why), _) | (_, Err(Value::Unknown(why))) => Value::Unknown(why),
            (_, Ok(_) | Err(_)) => Value::None,
        }
    }

    /// A share of a length of time, each end of it.
    fn part(&mut self, length: &Expr, share: &Expr) -> Value {
        let (length, share) = (self.value(length), self.value(share));
        match (self.measure(length), self.measure(share)) {
            (Ok(length), Ok(share)) => {
                let of = |end: i64, share: i64| match end {
                    i64::MIN | i64::MAX => end,
                    end => (i128::from(end) * i128::from(share) / 100_000) as i64,
                };
                let (least, most) = (of(length.least, share.least), of(length.most, share.most));
                let why = length.why.or(share.why);
                Value::Measure(Measure { least, most, scale: Scale::Minutes, why, written: None })
            }
            (Err(Value::Unknown(one)), Err(Value::Unknown(two))) => Value::Unknown(one.and(&two)),
            (Err(Value::Unknown(why)), _) | (_, Err(Value::Unknown(why))) => Value::Unknown(why),
            (Err(_), _) | (_, Err(_)) => Value::None,
        }
    }

    /// One end of a length of time.
    fn end(&mut self, builtin: Builtin, length: &Expr) -> Value {
        let value = self.value(length);
        match self.measure(value) {
            Ok(measure) => {
                let end = if builtin == Builtin::AtLeast { measure.least } else { measure.most };
                Value::Measure(Measure { least: end, most: end, written: None, ..measure })
            }
            Err(Value::Unknown(why)) => Value::Unknown(why),
            Err(_) => Value::None,
        }
    }
}

/// Small letters and digits, one space between words.
fn plainly(written: &str) -> String {
    let words = written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
