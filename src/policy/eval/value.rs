//! Values, and what keeps them from being known.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::why::{Doubts, Why, join};
use crate::model::Datum;
use crate::model::time::Hours;
use crate::syntax::{Amount, Few};
use crate::text::Span;

/// Kleene's three truth values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It cannot be said.
    Unknown(Why),
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, other) => other,
            (one, Self::Yes) => one,
            (Self::Unknown(one), Self::Unknown(two)) => Self::Unknown(one.and(&two)),
        }
    }

    /// At least one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "logic reads better with plain words")]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(why) => Self::Unknown(why),
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// One value with the place where the plan says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The value.
    pub datum: Datum,
    /// Where it is said; none for values of policies.
    pub span: Option<Span>,
}

/// A set, of which some members may not be known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Set {
    /// The certain members, each once, in source order.
    pub items: Few<Item>,
    /// Members that may or may not be in it.
    pub maybe: Vec<(Item, Why)>,
    /// Set if there may be members that nobody has named.
    pub open: Option<Why>,
    /// The members, for looking up.
    pub(crate) lookup: Lookup,
}

/// How many members are looked through one by one; among more, one is looked up.
pub(super) const FEW: usize = 16;

/// The values of the first members of a set: as many as were there when somebody last looked. Says nothing that the set
/// does not say.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    certain: RefCell<FxHashSet<Datum>>,
    /// Where each value stands among those that may or may not be in it, and how many of them were looked at.
    maybe: RefCell<(usize, FxHashMap<Datum, Vec<usize>>)>,
}

impl Clone for Lookup {
    /// A copy of a set is most often added to and thrown away: it looks up anew if it has to.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Lookup {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Set {
    /// Adds a certain member unless it is there.
    pub fn insert(&mut self, item: Item) {
        if !self.has(&item.datum) {
            self.items.push(item);
        }
    }

    /// Whether a certain member is written like this one.
    pub fn has(&self, datum: &Datum) -> bool {
        if self.items.len() <= FEW {
            return self.items.iter().any(|known| known.datum == *datum);
        }
        let mut known = self.lookup.certain.borrow_mut();
        // Members are only ever added, each of them once.
        let new = self.items.get(known.len()..).unwrap_or(&[]);
        known.extend(new.iter().map(|item| item.datum.clone()));
        known.contains(datum)
    }

    /// Why `datum` may be a member, if it is written like some that may be: once for each of them.
    pub fn may_have(&self, datum: &Datum) -> Vec<Why> {
        if self.maybe.len() <= FEW {
            let alike = self.maybe.iter().filter(|(item, _)| item.datum == *datum);
            return alike.map(|(_, why)| why.clone()).collect();
        }
        let mut lookup = self.lookup.maybe.borrow_mut();
        let (looked_at, places) = &mut *lookup;
        for (at, (item, _)) in self.maybe.iter().enumerate().skip(*looked_at) {
            places.entry(item.datum.clone()).or_default().push(at);
        }
        *looked_at = self.maybe.len();
        let alike = places.get(datum).into_iter().flatten().filter_map(|at| self.maybe.get(*at));
        alike.map(|(_, why)| why.clone()).collect()
    }

    /// Adds all that is known of `other`.
    pub fn extend(&mut self, other: Self) {
        other.items.into_iter().for_each(|item| self.insert(item));
        self.maybe.extend(other.maybe);
        self.open = join(self.open.as_ref(), other.open.as_ref());
    }

    /// Everything that keeps it from being known.
    pub fn doubt(&self) -> Option<Why> {
        self.doubt_and_reasons().0
    }

    /// The same, with how many reasons were gone through.
    pub(super) fn doubt_and_reasons(&self) -> (Option<Why>, usize) {
        let mut doubts = Doubts::default();
        doubts.add_if(self.open.as_ref());
        for (_, why) in &self.maybe {
            doubts.add(why);
        }
        let reasons = doubts.gone_through;
        (doubts.why(), reasons)
    }

    /// Whether it has all its members and no others.
    pub fn is_certain(&self) -> bool {
        self.open.is_none() && self.maybe.is_empty()
    }

    /// How many members there are, certain or not.
    pub fn size(&self) -> usize {
        self.items.len() + self.maybe.len()
    }
}

/// What a measure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Minutes of time.
    Minutes,
    /// Thousandths of a number.
    Number,
    /// Thousandths of a percent.
    Percent,
}

/// A number or length of time known to lie between two ends, both included.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// At least this; `i64::MIN` for no lower end.
    pub least: i64,
    /// At most this; `i64::MAX` for no upper end.
    pub most: i64,
    /// What is counted.
    pub scale: Scale,
    /// What would narrow the range; none if nothing missing could.
    pub why: Option<Why>,
    /// The length of time as the plan or policy writes it, where it is written: `4 business days`.
    pub written: Option<Amount>,
}

impl Measure {
    /// Exactly `amount`.
    pub const fn exact(amount: i64, scale: Scale) -> Self {
        Self { least: amount, most: amount, scale, why: None, written: None }
    }

    /// Both added up.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
            scale: self.scale,
            why: join(self.why.as_ref(), other.why.as_ref()),
            written: None,
        }
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self {
            least: self.least.saturating_sub(other.most),
            most: self.most.saturating_sub(other.least),
            scale: self.scale,
            why: join(self.why.as_ref(), other.why.as_ref()),
            written: None,
        }
    }
}

/// The value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not stated.
    Unknown(Why),
    /// Stated to be none.
    None,
    /// One value.
    One(Item),
    /// A computed number or length of time.
    Measure(Measure),
    /// Computed hours; with a reason if there may be more of them (`true`) or fewer (`false`).
    Hours(Rc<Hours>, Option<(bool, Why)>),
    /// A set.
    Set(Rc<Set>),
    /// The value of a condition.
    Truth(Truth),
    /// A text made for messages.
    Text(Rc<str>),
}

impl Value {
    /// A value of a policy, without a place in the plan.
    pub fn of(datum: Datum) -> Self {
        Self::One(Item { datum, span: None })
    }

    /// As a set: one value is a set of one, none is empty, unknown is open.
    pub fn into_set(self) -> Rc<Set> {
        match self {
            Self::Set(set) => set,
            Self::One(item) => Rc::new(Set { items: Few::one(item), ..Set::default() }),
            Self::Hours(hours, None) => {
                let item = Item { datum: Datum::Hours(hours.as_ref().clone().into()), span: None };
                Rc::new(Set { items: Few::one(item), ..Set::default() })
            }
            Self::Unknown(why) | Self::Hours(_, Some((_, why))) => {
                Rc::new(Set { open: Some(why), ..Set::default() })
            }
            Self::None | Self::Measure(_) | Self::Truth(_) | Self::Text(_) => Rc::new(Set::default()),
        }
    }
}
