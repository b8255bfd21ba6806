//! What the things of a plan say about their attributes: a kind has many of them, and a thing states few.

use super::{AttributeId, Slot};

/// What the things of a plan, or the rows of packs, say. Only what is stated takes the room of a [`Slot`].
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Thing by thing, for each attribute what is said of it: nothing, none because it is left out, or the place of what is
    /// stated.
    places: Vec<u32>,
    stated: Vec<Slot>,
}

/// Nothing is said of the attribute.
const MISSING: u32 = 0;

/// Nothing is said of it, which says none.
const LEFT_OUT: u32 = 1;

/// The place of the first that is stated.
const FIRST: u32 = 2;

/// What a thing says that states nothing, by the attributes of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Silence(Vec<u32>);

impl Silence {
    /// Adds an attribute, which says none if it is left out and `else_none`.
    pub fn declare(&mut self, else_none: bool) {
        self.0.push(if else_none { LEFT_OUT } else { MISSING });
    }
}

/// Where the attributes of one thing stand in its [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Says {
    start: usize,
    end: usize,
}

impl Says {
    fn of(self, attribute: AttributeId) -> Option<usize> {
        let at = self.start + usize::from(attribute.0);
        (at < self.end).then_some(at)
    }
}

impl Facts {
    /// None yet, with room for those of so many things.
    pub fn with_room_for(things: usize) -> Self {
        Self { places: Vec::with_capacity(8 * things), stated: Vec::with_capacity(4 * things) }
    }

    /// Adds a thing that states nothing.
    pub fn declare(&mut self, silence: &Silence) -> Says {
        let start = self.places.len();
        self.places.extend_from_slice(&silence.0);
        Says { start, end: self.places.len() }
    }

    /// What is said about `attribute`.
    pub fn get(&self, thing: Says, attribute: AttributeId) -> &Slot {
        self.at(thing.of(attribute).and_then(|at| self.places.get(at)).copied().unwrap_or(MISSING))
    }

    fn at(&self, place: u32) -> &Slot {
        let silent = if place == LEFT_OUT { &Slot::None(None) } else { &Slot::Missing };
        place.checked_sub(FIRST).and_then(|at| self.stated.get(at as usize)).unwrap_or(silent)
    }

    /// The same, to be changed; none if the kind has no such attribute.
    pub fn get_mut(&mut self, thing: Says, attribute: AttributeId) -> Option<&mut Slot> {
        let place = thing.of(attribute).and_then(|at| self.places.get_mut(at))?;
        if *place < FIRST {
            self.stated.push(if *place == LEFT_OUT { Slot::None(None) } else { Slot::Missing });
            *place = self.stated.len() as u32 - 1 + FIRST;
        }
        self.stated.get_mut((*place - FIRST) as usize)
    }

    /// States `slot`. If something is stated already, nothing is done: both are given back.
    pub fn state(&mut self, thing: Says, attribute: AttributeId, slot: Slot) -> Option<(&mut Slot, Slot)> {
        let place = thing.of(attribute).and_then(|at| self.places.get_mut(at))?;
        if *place < FIRST {
            *place = self.stated.len() as u32 + FIRST;
            self.stated.push(slot);
            return None;
        }
        self.stated.get_mut((*place - FIRST) as usize).map(|stated| (stated, slot))
    }

    /// What is said about each attribute, in the order of the kind.
    pub fn of(&self, thing: Says) -> impl Iterator<Item = &Slot> {
        let places = self.places.get(thing.start..thing.end).unwrap_or(&[]);
        places.iter().map(|place| self.at(*place))
    }

    /// Changes all that a thing states.
    pub fn change(&mut self, thing: Says, mut change: impl FnMut(&mut Slot)) {
        let places = self.places.get(thing.start..thing.end).unwrap_or(&[]);
        for at in places.iter().filter_map(|place| place.checked_sub(FIRST)) {
            self.stated.get_mut(at as usize).into_iter().for_each(&mut change);
        }
    }

    /// All that is stated, in no order.
    pub fn stated(&self) -> impl Iterator<Item = &Slot> {
        self.stated.iter()
    }

    /// The same, to be changed.
    pub fn stated_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.stated.iter_mut()
    }
}
