//! Where in the plan a value stands, for pointing at it.

use super::{Item, Value, World};
use crate::model::{Datum, Slot};
use crate::policy::ir::{Expr, ExprKind};
use crate::text::Span;

impl World<'_> {
    /// The place that `expr` speaks of: where a value is stated or, if it is not, where it would stand.
    pub fn place(&mut self, expr: &Expr) -> Option<Span> {
        if let ExprKind::Attribute(of, access) = &expr.kind {
            return match self.value(of) {
                Value::One(Item { datum: Datum::Thing(thing), .. }) => {
                    let slot = self.attribute_of(thing, access).map(|at| self.plan.slot(thing, at));
                    slot.and_then(stated_at).or(Some(self.plan.thing(thing).span))
                }
                _ => self.place(of),
            };
        }
        self.place_of(expr)
    }

    fn place_of(&mut self, expr: &Expr) -> Option<Span> {
        match self.value(expr) {
            Value::One(item) => self.item_place(&item),
            Value::Set(set) => {
                // Values of one list stand side by side; things where they are declared may stand far apart.
                if set.items.iter().any(|item| self.is_declaration(item)) {
                    return set.items.first().and_then(|item| self.item_place(item));
                }
                let places = set.items.iter().filter_map(|item| self.item_place(item));
                places.reduce(|one, two| if one.file == two.file { one.to(two) } else { one })
            }
            Value::Unknown(_)
            | Value::None
            | Value::Measure(_)
            | Value::Hours(..)
            | Value::Truth(_)
            | Value::Text(_) => None,
        }
    }

    /// The item stands where its thing is declared.
    fn is_declaration(&self, item: &Item) -> bool {
        matches!(item.datum, Datum::Thing(thing) if self.item_place(item) == Some(self.plan.thing(thing).span))
    }

    /// Where an item is mentioned or, for a thing nobody mentions, declared.
    pub fn item_place(&self, item: &Item) -> Option<Span> {
        match (&item.span, &item.datum) {
            (Some(span), _) => Some(*span),
            (None, Datum::Thing(thing)) => Some(self.plan.thing(*thing).span),
            (None, _) => None,
        }
    }
}

fn stated_at(slot: &Slot) -> Option<Span> {
    match slot {
        Slot::Missing => None,
        Slot::Todo { span, .. } | Slot::Unread(span) => Some(*span),
        Slot::None(span) => *span,
        Slot::Given(given) => Some(given.span),
    }
}
