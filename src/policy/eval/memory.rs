//! What functions have come to: policies have no side effects, so a function that is called again with the same
//! things and words comes to the same. Remembers nothing across plans, and nothing while somebody observes.

use rustc_hash::FxHashMap;

use super::{Item, Value, World};
use crate::model::{Datum, Fact, Scalar};
use crate::policy::ir::{Expr, Function};
use crate::syntax::Few;
use crate::text::Span;

/// A call: the function's number and what it was given, with the places where the plan says it. These may be places of the
/// result, but not where that is yes or no: then it is the same wherever it was said.
type Call = (u16, Few<(Datum, Option<Span>)>);

/// How much is remembered: calls, members of the sets that they came to, and facts that were asked for. A plan can make more
/// calls of two things than fit into memory.
pub const MOST_REMEMBERED: usize = 4_000_000;

/// The value of each call, with the facts whose absence a test `is given` met on the way.
#[derive(Default)]
pub(super) struct Calls {
    known: FxHashMap<Call, (Value, Vec<Fact>)>,
    /// How much that is.
    held: usize,
}

impl Calls {
    fn get(&self, call: &Call) -> Option<(Value, Vec<Fact>)> {
        self.known.get(call).cloned()
    }

    /// Remembers what a call came to; if that were too much together, what was remembered before is forgotten.
    fn keep(&mut self, call: Call, value: Value, demanded: Vec<Fact>) {
        let members = if let Value::Set(set) = &value { set.size() } else { 0 };
        let more = 1 + members + demanded.len();
        if self.held + more > MOST_REMEMBERED {
            self.forget();
        }
        self.held += more;
        self.known.insert(call, (value, demanded));
    }

    /// Forgets everything.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl World<'_> {
    /// The value of the function `number` for `arguments`.
    pub(super) fn call(&mut self, number: u16, arguments: &[Expr]) -> Value {
        let Some(function) = self.policies.functions.get(number as usize) else { return Value::None };
        self.saw_function(number);
        let mut locals: Vec<Value> = Vec::with_capacity(function.slots.into());
        locals.extend(arguments.iter().map(|argument| self.value(argument)));
        let call = self.memorable(number, function, &locals);
        if let Some((value, demanded)) = call.as_ref().and_then(|call| self.calls.get(call)) {
            self.took(demanded.len());
            self.demanded.extend(demanded);
            return value;
        }
        locals.resize_with(function.slots.into(), || Value::None);
        let before = self.demanded.len();
        let caller = std::mem::replace(&mut self.locals, locals);
        let value = self.value(&function.body);
        self.locals = caller;
        if let Some(call) = call.filter(|_| !self.overrun()) {
            let demanded = self.demanded.get(before..).unwrap_or(&[]).to_vec();
            self.took(demanded.len());
            self.calls.keep(call, value.clone(), demanded);
        }
        value
    }

    /// The call, if its value can be remembered: all that it is given are single values.
    fn memorable(&self, number: u16, function: &Function, arguments: &[Value]) -> Option<Call> {
        // Who observes wants to see every evaluation.
        if self.seen.is_some() {
            return None;
        }
        let placed = function.result.set || function.result.scalar != Scalar::YesNo;
        let single = |value: &Value| match value {
            Value::One(Item { datum, span }) => Some((datum.clone(), span.filter(|_| placed))),
            Value::None
            | Value::Unknown(_)
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Set(_)
            | Value::Truth(_)
            | Value::Text(_) => None,
        };
        arguments.iter().map(single).collect::<Option<_>>().map(|given| (number, given))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::policy::eval::{Set, Truth};

    fn call(number: u16) -> Call {
        (number, Few::default())
    }

    /// A set of so many members.
    fn set(members: usize) -> Value {
        let item = Item { datum: Datum::YesNo(true), span: None };
        Value::Set(Rc::new(Set { items: std::iter::repeat_n(item, members).collect(), ..Set::default() }))
    }

    #[test]
    fn four_million_things_are_remembered_and_before_more_all_are_forgotten() {
        assert_eq!(MOST_REMEMBERED, 4_000_000);
        let mut calls = Calls::default();
        calls.keep(call(1), Value::Truth(Truth::Yes), Vec::new());
        calls.keep(call(2), set(3_999_998), Vec::new());
        assert!(calls.get(&call(1)).is_some() && calls.get(&call(2)).is_some());
        calls.keep(call(3), Value::Truth(Truth::No), Vec::new());
        assert!(calls.get(&call(1)).is_none() && calls.get(&call(2)).is_none());
        assert!(calls.get(&call(3)).is_some());
    }

    #[test]
    fn what_is_called_again_is_no_more_to_remember() {
        let mut calls = Calls::default();
        for _ in 0..3 {
            calls.keep(call(1), set(2_500_000), Vec::new());
        }
        assert!(calls.get(&call(1)).is_some());
    }
}
