//! Everything that bound names could stand for, with the conditions that each missed.

use super::Explainer;
use crate::model::{Datum, ThingId, Word};
use crate::policy::eval::{Item, Truth, Value, Why};
use crate::policy::ir::{Bind, Binder, Expr, Over};

/// How many combinations are told apart; what is beyond is said to be.
const MOST: usize = 20_000;

/// One combination of values for the names of a binder, up to the name whose conditions failed.
#[derive(Debug, Clone)]
pub(super) struct Tried<'e> {
    /// The names with their values, in order.
    pub(super) bound: Vec<(u16, Item)>,
    /// Whether all names have a value.
    pub(super) whole: bool,
    /// Whether it counts.
    pub(super) truth: Truth,
    /// The conditions that do not hold, or of which it is not known.
    pub(super) missed: Vec<&'e Expr>,
    /// How many of those do not hold.
    pub(super) failed: usize,
}

/// What came of going through a binder.
#[derive(Debug, Default)]
pub(super) struct Trials<'e> {
    /// In source order.
    pub(super) all: Vec<Tried<'e>>,
    /// Why there may be things that nobody has named.
    pub(super) open: Option<Why>,
    /// The thing that each must hold.
    thing: Option<ThingId>,
}

impl<'e> Trials<'e> {
    /// The combinations, nearest to counting first: those whose names all have values, then by how many
    /// conditions do not hold, then by how many are not known.
    pub(super) fn nearest_first(mut self) -> Vec<Tried<'e>> {
        self.all.sort_by_key(|tried| {
            (std::cmp::Reverse(tried.bound.len()), !tried.whole, tried.failed, tried.missed.len())
        });
        self.all
    }
}

impl Explainer<'_> {
    /// Tries everything that the names of `binder` could stand for; of that, what holds `thing` or a part of it.
    pub(super) fn trials<'e>(&mut self, binder: &'e Binder, thing: Option<ThingId>) -> Trials<'e> {
        let mut trials = Trials { thing, ..Trials::default() };
        self.try_rest(&binder.binds, &mut Vec::new(), &Truth::Yes, &mut trials);
        trials
    }

    fn try_rest<'e>(
        &mut self,
        binds: &'e [Bind],
        bound: &mut Vec<(u16, Item)>,
        so_far: &Truth,
        trials: &mut Trials<'e>,
    ) {
        let Some((bind, rest)) = binds.split_first() else { return };
        let (items, open) = self.domain(&bind.over);
        if let Some(why) = open {
            trials.open = Some(trials.open.take().map_or_else(|| why.clone(), |known| known.and(&why)));
        }
        for (item, doubt) in items {
            if trials.all.len() >= MOST || self.world.overrun() {
                self.cut = true;
                return;
            }
            self.world.set_local(bind.slot, Value::One(item.clone()));
            bound.push((bind.slot, item));
            let mut tried = self.judge(bind, bound, so_far, doubt);
            if tried.truth == Truth::No || rest.is_empty() {
                tried.whole = rest.is_empty();
                if trials.thing.is_none_or(|thing| self.involves(&tried, thing)) {
                    trials.all.push(tried);
                }
            } else {
                let truth = tried.truth;
                self.try_rest(rest, bound, &truth, trials);
            }
            bound.pop();
        }
    }

    fn judge<'e>(
        &mut self,
        bind: &'e Bind,
        bound: &[(u16, Item)],
        so_far: &Truth,
        doubt: Option<Why>,
    ) -> Tried<'e> {
        let mut truth = so_far.clone().and(doubt.map_or(Truth::Yes, Truth::Unknown));
        let (mut missed, mut failed) = (Vec::new(), 0);
        for filter in &bind.filters {
            let holds = self.world.truth(filter);
            failed += usize::from(holds == Truth::No);
            if holds != Truth::Yes {
                missed.push(filter);
            }
            truth = truth.and(holds);
        }
        Tried { bound: bound.to_vec(), whole: false, truth, missed, failed }
    }

    /// What a name can stand for: each value with the doubt about it, and why there may be more.
    fn domain(&mut self, over: &Over) -> (Vec<(Item, Option<Why>)>, Option<Why>) {
        let certain = |item| (item, None);
        match over {
            Over::Kind(kind) => {
                let things =
                    self.world.plan.of_kind(*kind).iter().filter(|thing| self.world.is_there(**thing));
                let items = things.map(|thing| {
                    let span = Some(self.world.plan.thing(*thing).span);
                    certain(Item { datum: Datum::Thing(*thing), span })
                });
                (items.collect(), None)
            }
            Over::List(list) => {
                let words = 0..self.world.policies.schema.list(*list).words.len() as u16;
                let items = words
                    .map(|at| certain(Item { datum: Datum::Word(Word { list: *list, at }), span: None }));
                (items.collect(), None)
            }
            Over::Set(set) => {
                let set = self.world.value(set).into_set();
                let certain = set.items.iter().cloned().map(certain);
                let maybe = set.maybe.iter().map(|(item, why)| (item.clone(), Some(why.clone())));
                (certain.chain(maybe).collect(), set.open.clone())
            }
        }
    }

    /// Puts the names of a combination in place again.
    pub(super) fn bind(&mut self, tried: &Tried<'_>) {
        for (slot, item) in &tried.bound {
            self.world.set_local(*slot, Value::One(item.clone()));
        }
    }

    /// Whether a combination holds `thing` or a part of it.
    fn involves(&self, tried: &Tried<'_>, thing: ThingId) -> bool {
        tried.bound.iter().any(|(_, item)| match item.datum {
            Datum::Thing(bound) => {
                let parents = std::iter::successors(Some(bound), |part| self.world.plan.thing(*part).parent);
                parents.into_iter().any(|part| part == thing)
            }
            _ => false,
        })
    }
}
