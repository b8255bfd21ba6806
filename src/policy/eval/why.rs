//! What keeps something from being known: the reasons, and how those of many things are gathered.

use std::rc::Rc;

use super::Truth;
use super::value::FEW;
use crate::model::Fact;

/// Why something is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The plan does not state a fact.
    Missing(Fact),
    /// It depends on the days on which it happens (calendar lengths of time).
    Dates,
}

impl Reason {
    /// The fact that is missing, if that is the reason.
    pub const fn fact(self) -> Option<Fact> {
        match self {
            Self::Missing(fact) => Some(fact),
            Self::Dates => None,
        }
    }
}

/// All reasons why something is not known, sorted. Empty if the reason was reported when reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why(Reasons);

/// Most often there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Reasons {
    #[default]
    None,
    One(Reason),
    /// At least two.
    Several(Rc<Vec<Reason>>),
}

impl Why {
    /// Reported already when the plan was read.
    pub const fn reported() -> Self {
        Self(Reasons::None)
    }

    /// Because of one reason.
    pub const fn of(reason: Reason) -> Self {
        Self(Reasons::One(reason))
    }

    /// Because the plan does not state `fact`.
    pub const fn missing(fact: Fact) -> Self {
        Self::of(Reason::Missing(fact))
    }

    /// Because of these, which are sorted and each there once.
    pub(super) fn of_sorted(reasons: Vec<Reason>) -> Self {
        match reasons.as_slice() {
            [] => Self::reported(),
            [one] => Self::of(*one),
            _ => Self(Reasons::Several(Rc::new(reasons))),
        }
    }

    /// Whether these are the same reasons, as far as can be seen at once.
    fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Reasons::Several(one), Reasons::Several(two)) => Rc::ptr_eq(one, two),
            (one, two) => one == two,
        }
    }

    /// The reasons.
    pub fn reasons(&self) -> &[Reason] {
        match &self.0 {
            Reasons::None => &[],
            Reasons::One(reason) => std::slice::from_ref(reason),
            Reasons::Several(reasons) => reasons,
        }
    }

    /// Because of both. The reasons of many things are gathered by [`Doubts`].
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        if other.reasons().len() > self.reasons().len() {
            return other.clone().and(&self);
        }
        let known = self.reasons();
        if other.reasons().iter().all(|reason| known.binary_search(reason).is_ok()) {
            return self;
        }
        let mut all = [known, other.reasons()].concat();
        all.sort();
        all.dedup();
        Self::of_sorted(all)
    }
}

/// Reasons of many things, being gathered: adding some takes as long as there are of them, however many are there.
#[derive(Debug, Default)]
pub struct Doubts {
    /// The first ones, which most often are the only ones.
    first: Option<Why>,
    /// Sorted, each once; empty as long as there is nothing beside the first.
    known: Vec<Reason>,
    /// Not sorted in yet. Never many more than are known.
    new: Vec<Reason>,
    /// How many reasons were gone through.
    pub(super) gone_through: usize,
}

impl Doubts {
    /// Because of `why` too.
    pub fn add(&mut self, why: &Why) {
        match &self.first {
            None => self.first = Some(why.clone()),
            Some(first) if first.is(why) => {}
            Some(first) => {
                if self.known.is_empty() {
                    self.known.extend(first.reasons());
                }
                let known = &self.known;
                self.new.extend(why.reasons().iter().filter(|reason| known.binary_search(reason).is_err()));
                if self.new.len() > self.known.len() + FEW {
                    self.sort_in();
                }
                self.gone_through += why.reasons().len();
            }
        }
    }

    /// Because of `why` too, if there is a doubt.
    pub fn add_if(&mut self, why: Option<&Why>) {
        if let Some(why) = why {
            self.add(why);
        }
    }

    /// All of them; none if there was no doubt.
    pub fn why(mut self) -> Option<Why> {
        self.sort_in();
        let first = self.first?;
        Some(if self.known.len() > first.reasons().len() { Why::of_sorted(self.known) } else { first })
    }

    /// Unknown for these reasons; `otherwise` if there are none.
    pub fn unknown_or(self, otherwise: Truth) -> Truth {
        self.why().map_or(otherwise, Truth::Unknown)
    }

    fn sort_in(&mut self) {
        self.known.append(&mut self.new);
        self.known.sort();
        self.known.dedup();
    }
}

/// The reasons of both, if there are any.
pub(super) fn join(one: Option<&Why>, two: Option<&Why>) -> Option<Why> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.clone().and(two)),
        (one, two) => one.or(two).cloned(),
    }
}
