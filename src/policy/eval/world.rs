//! What an evaluation looks at: one plan, the policies, the date, and what has been worked out so far.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::circles::Circles;
use super::graph::Reached;
use super::index::{Index, PathIndex};
use super::memory::Calls;
use super::naming::Namings;
use super::{Reason, Seen, Set, Value, Why};
use crate::model::time::{Calendar, Hours, Minutes, Wait};
use crate::model::{AttributeId, Fact, From, KindId, Plan, Slot, ThingId};
use crate::policy::ir::{Access, Policies};
use crate::syntax::Amount;

/// How many steps a rule may take on one plan.
pub const STEP_LIMIT: u64 = 10_000_000;

/// How many stretches of time are gone through in the time of a step.
const STRETCHES_A_STEP: usize = 8;

/// So many reasons take no longer to go through than a step takes.
const REASONS_A_STEP: usize = 8;

/// The steps that a path of attributes leads to, by the path's number and the start.
type Ways = FxHashMap<(usize, ThingId), Rc<Set>>;

/// The longest wait for somebody of each of two hands.
pub(in crate::policy) type Waits = FxHashMap<(Rc<Hours>, Rc<Hours>), Wait>;

/// The facts that were read, in the order of the plan.
pub type Read = BTreeSet<(ThingId, AttributeId)>;

/// The facts of one plan under one set of policies at one date.
pub struct World<'w> {
    /// The policies.
    pub policies: &'w Policies,
    /// The plan.
    pub plan: &'w Plan,
    /// The only date there is.
    pub as_of: Date,
    /// The plan's working days.
    pub calendar: Calendar,
    /// Set if the plan does not state its working days: business days then have no upper end.
    pub calendar_doubt: Option<Why>,
    pub(super) active: Vec<bool>,
    pub(super) locals: Vec<Value>,
    pub(super) demanded: Vec<Fact>,
    pub(super) steps: Cell<u64>,
    pub(super) indexes: RefCell<FxHashMap<(KindId, AttributeId), Rc<Index>>>,
    pub(super) path_indexes: RefCell<Vec<PathIndex>>,
    /// The values of attributes of which many are stated.
    pub(super) sets: RefCell<FxHashMap<(ThingId, AttributeId), Rc<Set>>>,
    pub(super) namings: OnceCell<Namings>,
    pub(super) ways: RefCell<Ways>,
    /// The paths met so far, by number.
    pub(super) paths: RefCell<Vec<Vec<String>>>,
    /// What was last reached.
    pub(super) last_reach: RefCell<Option<Reached>>,
    pub(super) circles: RefCell<Circles>,
    /// The ranges of the lengths of time met so far: counting them takes a walk through the year.
    pub(super) lengths: RefCell<FxHashMap<Amount, Minutes>>,
    /// The longest waits for two hands met so far: roles that are there at the same hours are many.
    pub(in crate::policy) waits: RefCell<Waits>,
    pub(super) calls: Calls,
    pub(super) seen: Option<&'w RefCell<Seen>>,
    read: Option<&'w RefCell<Read>>,
}

impl<'w> World<'w> {
    /// A world in which every pack concerns the plan.
    pub fn new(
        policies: &'w Policies,
        plan: &'w Plan,
        as_of: Date,
        (calendar, calendar_doubt): (Calendar, Option<Why>),
    ) -> Self {
        Self {
            policies,
            plan,
            as_of,
            calendar,
            calendar_doubt,
            active: vec![true; policies.packs.len()],
            locals: Vec::new(),
            demanded: Vec::new(),
            steps: Cell::new(0),
            indexes: RefCell::default(),
            path_indexes: RefCell::default(),
            sets: RefCell::default(),
            namings: OnceCell::new(),
            ways: RefCell::default(),
            paths: RefCell::default(),
            last_reach: RefCell::default(),
            circles: RefCell::default(),
            lengths: RefCell::default(),
            waits: RefCell::default(),
            calls: Calls::default(),
            seen: None,
            read: None,
        }
    }

    /// Which packs concern the plan, by number: the rows of the others are not there.
    pub fn active(&self) -> &[bool] {
        &self.active
    }

    /// Says which packs concern the plan. What functions came to before may have looked at other rows.
    pub fn set_active(&mut self, active: Vec<bool>) {
        self.active = active;
        self.calls.forget();
    }

    /// The same world, whose evaluations are noted in `seen`.
    #[must_use]
    pub fn observed(self, seen: Option<&'w RefCell<Seen>>) -> Self {
        Self { seen, ..self }
    }

    /// The same world; the facts that are read are noted in `read`, but for what is known from before.
    #[must_use]
    pub fn noting(self, read: &'w RefCell<Read>) -> Self {
        Self { read: Some(read), ..self }
    }

    /// What `thing` says of `attribute`, which is noted as read.
    #[inline]
    pub(super) fn read(&self, thing: ThingId, attribute: AttributeId) -> &'w Slot {
        if let Some(read) = self.read {
            read.borrow_mut().insert((thing, attribute));
        }
        self.plan.slot(thing, attribute)
    }

    /// Starts a rule or condition with `slots` local values and a fresh budget of steps.
    pub fn begin(&mut self, slots: u16) {
        self.locals.clear();
        self.locals.resize_with(slots.into(), || Value::None);
        self.demanded.clear();
        self.steps.set(0);
    }

    /// How many steps were taken since [`begin`](Self::begin).
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Whether the budget is spent. Values are then unknown, and the rule has no verdict.
    #[inline]
    pub fn overrun(&self) -> bool {
        self.steps.get() > STEP_LIMIT
    }

    /// Counts a step.
    #[inline]
    pub(super) fn step(&self) {
        self.took(1);
    }

    /// Counts a step for each of so many things that are looked at together. Whatever goes through many things says so:
    /// what it does not count, a plan can make endless.
    #[inline]
    pub fn took(&self, things: usize) {
        self.steps.set(self.steps.get().saturating_add(things as u64));
    }

    /// Counts the reasons of something that is not known, which are gone through with those of other things.
    #[inline]
    pub(super) fn took_reasons(&self, why: &Why) {
        self.took(why.reasons().len() / REASONS_A_STEP);
    }

    /// Counts stretches of time that are to be gone through; whether there are steps left for that.
    pub(in crate::policy) fn affords(&self, stretches: usize) -> bool {
        self.took(1 + stretches / STRETCHES_A_STEP);
        !self.overrun()
    }

    /// What keeps `set` from being known.
    pub(in crate::policy) fn doubt(&self, set: &Set) -> Option<Why> {
        let (doubt, reasons) = set.doubt_and_reasons();
        self.took(set.maybe.len() + reasons / REASONS_A_STEP);
        doubt
    }

    /// The facts whose absence a test `is given` has met since the last call.
    pub fn take_demanded(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.demanded)
    }

    /// The local value `slot`.
    pub fn local(&self, slot: u16) -> Value {
        self.locals.get(slot as usize).cloned().unwrap_or(Value::None)
    }

    /// Sets the local value `slot`.
    pub fn set_local(&mut self, slot: u16, value: Value) {
        if let Some(place) = self.locals.get_mut(slot as usize) {
            *place = value;
        }
    }

    /// Whether `thing` is there: rows of packs that do not concern the plan are not.
    pub fn is_there(&self, thing: ThingId) -> bool {
        match self.plan.thing(thing).from {
            From::Plan => true,
            From::Pack(pack) => self.active.get(pack as usize).copied().unwrap_or(false),
        }
    }

    /// Where `access` stands on `thing`, if its kind has it.
    pub fn attribute_of(&self, thing: ThingId, access: &Access) -> Option<AttributeId> {
        access.of(self.plan.thing(thing).kind)
    }

    /// The reasons of `why` that are a `todo` of the plan, if there are any: these will be answered.
    pub fn promised(&self, why: &Why) -> Option<Why> {
        let is_todo = |reason: &&Reason| match reason {
            Reason::Missing(Fact::Of(thing, attribute)) => {
                matches!(self.plan.slot(*thing, *attribute), Slot::Todo { .. })
            }
            Reason::Missing(Fact::Block(_)) | Reason::Dates => false,
        };
        let promised: Vec<Reason> = why.reasons().iter().filter(is_todo).copied().collect();
        (!promised.is_empty()).then(|| Why::of_sorted(promised))
    }
}
