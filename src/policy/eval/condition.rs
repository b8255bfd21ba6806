//! Conditions: Kleene's logic over the plan.

use std::ops::ControlFlow;

use super::{Doubts, Found, Item, Truth, Value, World};
use crate::model::{Datum, Fact, KindId, Slot};
use crate::policy::ir::{Access, Binder, Exists, Expr, ExprKind, Test};

impl World<'_> {
    /// Whether the condition `expr` holds.
    pub fn truth(&mut self, expr: &Expr) -> Truth {
        self.step();
        if self.overrun() {
            return Truth::Unknown(super::Why::reported());
        }
        let truth = self.worked_out(expr);
        if let Truth::Unknown(why) = &truth {
            self.took_reasons(why);
        }
        // What was broken off says nothing.
        if self.overrun() {
            return Truth::Unknown(super::Why::reported());
        }
        self.saw(expr, &truth);
        truth
    }

    fn worked_out(&mut self, expr: &Expr) -> Truth {
        match &expr.kind {
            ExprKind::And(parts) => self.all(parts),
            ExprKind::Or(parts) => self.any(parts),
            ExprKind::Not(part) => self.truth(part).not(),
            ExprKind::Every(binder, condition) => self.every(binder, condition),
            ExprKind::Exists(Exists::Some, binder) => self.some(binder),
            ExprKind::Exists(Exists::No, binder) => self.some(binder).not(),
            ExprKind::Exists(Exists::One, binder) => self.exactly_one(binder),
            ExprKind::Compare(left, op, right) => self.compare(left, *op, right),
            ExprKind::Is(subject, negated, test) => {
                let holds = self.is(subject, test);
                if *negated { holds.not() } else { holds }
            }
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
            | ExprKind::Default(..)
            | ExprKind::Add(..) => as_truth(self.value(expr)),
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Truth {
        let mut doubts = Doubts::default();
        for part in parts {
            match self.truth(part) {
                Truth::Yes => {}
                Truth::No => return Truth::No,
                Truth::Unknown(why) => doubts.add(&why),
            }
        }
        doubts.unknown_or(Truth::Yes)
    }

    fn any(&mut self, parts: &[Expr]) -> Truth {
        let mut doubts = Doubts::default();
        for part in parts {
            match self.truth(part) {
                Truth::Yes => return Truth::Yes,
                Truth::No => {}
                Truth::Unknown(why) => doubts.add(&why),
            }
        }
        doubts.unknown_or(Truth::No)
    }

    fn some(&mut self, binder: &Binder) -> Truth {
        let mut doubts = Doubts::default();
        let looked = self.cases(binder, &mut |_, found| {
            match found {
                Found::Case(Truth::Yes) => return ControlFlow::Break(()),
                Found::Case(Truth::No) => {}
                Found::Case(Truth::Unknown(why)) | Found::More(why) => doubts.add(&why),
            }
            ControlFlow::Continue(())
        });
        if looked.is_break() { Truth::Yes } else { doubts.unknown_or(Truth::No) }
    }

    fn every(&mut self, binder: &Binder, condition: &Expr) -> Truth {
        let mut doubts = Doubts::default();
        let looked = self.cases(binder, &mut |world, found| {
            let holds = match found {
                Found::Case(there) => there.not().or(world.truth(condition)),
                Found::More(why) => Truth::Unknown(why),
            };
            match holds {
                Truth::Yes => {}
                Truth::No => return ControlFlow::Break(()),
                Truth::Unknown(why) => doubts.add(&why),
            }
            ControlFlow::Continue(())
        });
        if looked.is_break() { Truth::No } else { doubts.unknown_or(Truth::Yes) }
    }

    fn exactly_one(&mut self, binder: &Binder) -> Truth {
        let mut certain = 0_u32;
        let mut doubts = Doubts::default();
        let _ = self.cases(binder, &mut |_, found| {
            match found {
                Found::Case(Truth::Yes) => certain += 1,
                Found::Case(Truth::No) => {}
                Found::Case(Truth::Unknown(why)) | Found::More(why) => doubts.add(&why),
            }
            if certain > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match certain {
            0 | 1 => doubts.unknown_or(Truth::from(certain == 1)),
            _ => Truth::No,
        }
    }

    /// Tests about the document are decided, unless what they ask about is itself reached over something that is not
    /// stated, or is a `todo`: what is promised may become a value or `none`.
    fn is(&mut self, subject: &Expr, test: &Test) -> Truth {
        match test {
            Test::Kinds(kinds) => self.is_of_kind(subject, kinds),
            Test::Given | Test::Missing | Test::None => self.is_stated(subject, test),
        }
    }

    fn is_of_kind(&mut self, subject: &Expr, kinds: &[KindId]) -> Truth {
        match self.thing(subject) {
            Ok(thing) => Truth::from(kinds.contains(&self.plan.thing(thing).kind)),
            Err(Value::Unknown(why)) => Truth::Unknown(why),
            Err(_) => Truth::No,
        }
    }

    fn is_stated(&mut self, subject: &Expr, test: &Test) -> Truth {
        if let ExprKind::Attribute(of, access) = &subject.kind {
            return match self.thing(of) {
                Ok(thing) => self.slot_is(thing, access, test),
                Err(Value::Unknown(why)) => Truth::Unknown(why),
                Err(_) => Truth::from(*test == Test::None),
            };
        }
        let state = match self.value(subject) {
            Value::Unknown(why) if why.reasons().is_empty() => return Truth::Unknown(why),
            Value::Unknown(why) => match self.promised(&why) {
                Some(promised) => return Truth::Unknown(promised),
                None => Test::Missing,
            },
            Value::None => Test::None,
            _ => Test::Given,
        };
        Truth::from(state == *test)
    }

    fn slot_is(&mut self, thing: crate::model::ThingId, access: &Access, test: &Test) -> Truth {
        let Some(attribute) = self.attribute_of(thing, access) else {
            return Truth::from(*test == Test::None);
        };
        let state = match self.read(thing, attribute) {
            Slot::Missing => Test::Missing,
            Slot::Todo { .. } => return Truth::Unknown(super::Why::missing(Fact::Of(thing, attribute))),
            Slot::Unread(_) => return Truth::Unknown(super::Why::reported()),
            Slot::None(_) => Test::None,
            Slot::Given(_) => Test::Given,
        };
        if state == Test::Missing {
            self.demanded.push(Fact::Of(thing, attribute));
        }
        Truth::from(state == *test)
    }
}

/// Reads the value of a condition.
pub(super) fn as_truth(value: Value) -> Truth {
    match value {
        Value::Truth(truth) => truth,
        Value::One(Item { datum: Datum::YesNo(holds), .. }) => Truth::from(holds),
        Value::Unknown(why) => Truth::Unknown(why),
        Value::None
        | Value::One(_)
        | Value::Measure(_)
        | Value::Hours(..)
        | Value::Set(_)
        | Value::Text(_) => Truth::No,
    }
}
