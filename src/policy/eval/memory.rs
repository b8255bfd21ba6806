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

/// The value of each call, with the facts whose absence a test `is given` met on the way.
pub(super) type Calls = FxHashMap<Call, (Value, Vec<Fact>)>;

impl World<'_> {
    /// The value of the function `number` for `arguments`.
    pub(super) fn call(&mut self, number: u16, arguments: &[Expr]) -> Value {
        let Some(function) = self.policies.functions.get(number as usize) else { return Value::None };
        self.saw_function(number);
        let mut locals: Vec<Value> = Vec::with_capacity(function.slots.into());
        locals.extend(arguments.iter().map(|argument| self.value(argument)));
        let call = self.memorable(number, function, &locals);
        if let Some((value, demanded)) = call.as_ref().and_then(|call| self.calls.get(call).cloned()) {
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
            self.calls.insert(call, (value.clone(), demanded));
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
