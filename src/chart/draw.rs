//! Filling in a view: every row, every cell, and what is not stated on the way.

use std::ops::ControlFlow;

use super::{Cell, Chart, Head, LeftOut, Open, Row, Shown};
use crate::check::{self, Undecided};
use crate::finding::Finding;
use crate::model::{Datum, Scalar};
use crate::policy::eval::{Found, Item, Reason, Set, Truth, Value, Why, World};
use crate::policy::ir::{Binder, Expr, View};

/// The view was stopped because it took too many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Fills in `view` in `world`; `given` holds a value for each of its parameters, and `undecided` the packs of which it cannot be
/// said whether they concern the plan.
pub fn draw(
    world: &mut World<'_>,
    view: &View,
    given: &[Datum],
    undecided: &[Undecided],
) -> Result<Chart, Stopped> {
    world.begin(view.slots);
    for (slot, datum) in given.iter().enumerate() {
        world.set_local(slot as u16, Value::of(datum.clone()));
    }
    let notes = view.notes.iter().map(|note| world.fill(note)).collect();
    let mut drawing = Drawing { view, columns: Vec::new(), rows: Vec::new(), reasons: Vec::new() };
    if let Some(columns) = &view.columns {
        drawing.columns(world, columns);
    }
    let _ = world.cases(&view.rows, &mut |world, found| {
        drawing.found(world, found);
        ControlFlow::Continue(())
    });
    if world.overrun() {
        return Err(Stopped);
    }
    let undecided = undecided.iter().filter(|one| world.policies.fills(one.pack, &view.reads));
    let left_out = undecided.filter_map(|one| left_out(world, one)).collect();
    Ok(Chart { notes, left_out, ..drawing.finish(world, given) })
}

/// A view half filled in.
struct Drawing<'v> {
    view: &'v View,
    /// The columns with the local value that each sets.
    columns: Vec<(u16, Item)>,
    rows: Vec<Row>,
    /// Why something is not known.
    reasons: Vec<Reason>,
}

impl Drawing<'_> {
    fn columns(&mut self, world: &mut World<'_>, binder: &Binder) {
        let Some(slot) = binder.binds.first().map(|bind| bind.slot) else { return };
        let (mut columns, mut doubt) = (Vec::new(), Vec::new());
        let _ = world.cases(binder, &mut |world, found| {
            match found {
                Found::Case(there) => {
                    doubt.extend(unknown(&there).cloned());
                    if let Value::One(item) = world.local(slot) {
                        columns.push((slot, item));
                    }
                }
                Found::More(why) => doubt.push(why),
            }
            ControlFlow::Continue(())
        });
        self.columns = columns;
        for why in &doubt {
            self.note(why);
        }
    }

    fn found(&mut self, world: &mut World<'_>, found: Found) {
        let there = match found {
            Found::Case(there) => there,
            Found::More(why) => return self.note(&why),
        };
        if let Some(why) = unknown(&there) {
            self.note(why);
        }
        let row = self.row(world, unknown(&there).is_some());
        self.rows.push(row);
    }

    fn row(&mut self, world: &mut World<'_>, perhaps: bool) -> Row {
        let view = self.view;
        let bound = view.rows.binds.iter().map(|bind| world.local(bind.slot));
        let items: Vec<Item> = bound.filter_map(one).collect();
        let heads = items.iter().map(|item| head(world, &item.datum)).collect();
        let values: Vec<Value> = view.facts.iter().map(|(_, value)| world.value(value)).collect();
        let facts = values.iter().map(|value| self.shown(world, value)).collect();
        let (gaps, doubt) = self.gaps(world, false);
        let cells = self.columns.clone().into_iter().map(|(slot, item)| {
            world.set_local(slot, Value::One(item));
            self.cell(world)
        });
        let cells = cells.collect();
        Row { heads, perhaps, cells, facts, gaps, doubt }
    }

    fn cell(&mut self, world: &mut World<'_>) -> Cell {
        let view = self.view;
        let shown = self.worth(world, view.show.as_ref());
        let was = view.was.as_ref().map(|was| self.worth(world, Some(was))).filter(|was| *was != shown);
        let (gaps, doubt) = self.gaps(world, true);
        Cell { shown, was, gaps, doubt }
    }

    fn worth(&mut self, world: &mut World<'_>, expr: Option<&Expr>) -> Shown {
        let value = expr.map_or(Value::None, |expr| world.value(expr));
        self.shown(world, &value)
    }

    /// What is wrong with the row, or with the cell; and whether more may be.
    fn gaps(&mut self, world: &mut World<'_>, of_cell: bool) -> (Vec<String>, bool) {
        let (mut gaps, mut doubt) = (Vec::new(), false);
        for gap in self.view.gaps.iter().filter(|gap| gap.of_cell == of_cell) {
            match world.truth(&gap.when) {
                Truth::Yes => gaps.push(world.fill(&gap.says)),
                Truth::No => {}
                Truth::Unknown(why) => {
                    doubt = true;
                    self.note(&why);
                }
            }
        }
        (gaps, doubt)
    }

    fn shown(&mut self, world: &World<'_>, value: &Value) -> Shown {
        if let Some(why) = doubt(value) {
            self.note(&why);
        }
        let words = self.words(value);
        let text = |word: &crate::model::Word| world.policies.schema.word(*word).to_owned();
        match (words.as_slice(), value) {
            ([], Value::None) => Shown { text: "none".to_owned(), word: None, known: true },
            ([], Value::Set(set)) => {
                // A member that only may be there is not shown as one that is.
                let certain = Set { items: set.items.clone(), open: set.doubt(), ..Set::default() };
                let text = world.show(&Value::Set(certain.into()));
                Shown { text, word: None, known: set.is_certain() }
            }
            ([], other) => Shown { text: world.show(other), word: None, known: doubt(other).is_none() },
            ([only], _) => Shown { text: text(only), word: Some(only.at.into()), known: true },
            (several, _) => {
                let words: Vec<String> = several.iter().map(text).collect();
                Shown { text: words.join("/"), word: None, known: true }
            }
        }
    }

    /// The words of the list that cells hold, if `value` is certain and made of them.
    fn words(&self, value: &Value) -> Vec<crate::model::Word> {
        let of = |item: &Item| match item.datum {
            Datum::Word(word) if self.lists_words(word) => Some(word),
            _ => None,
        };
        let items = match value {
            Value::One(item) => std::slice::from_ref(item),
            Value::Set(set) if set.is_certain() => set.items.as_slice(),
            _ => &[],
        };
        items.iter().map(of).collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// Whether cells hold words of the list that `word` is of.
    fn lists_words(&self, word: crate::model::Word) -> bool {
        self.view.show.as_ref().is_some_and(|show| show.ty.scalar == Scalar::Word(word.list))
    }

    fn note(&mut self, why: &Why) {
        for reason in why.reasons() {
            if !self.reasons.contains(reason) {
                self.reasons.push(*reason);
            }
        }
    }

    fn finish(self, world: &World<'_>, given: &[Datum]) -> Chart {
        let Self { view, columns, rows, reasons } = self;
        let schema = &world.policies.schema;
        let legend = match view.show.as_ref().map(|show| &show.ty.scalar) {
            Some(Scalar::Word(list)) => {
                let words = schema.list(*list).words.iter();
                words.map(|(word, listed)| (word.clone(), listed.title.clone())).collect()
            }
            _ => Vec::new(),
        };
        let pack = world.policies.packs.get(view.pack as usize);
        let names = view.params.iter().map(|(name, _)| name.clone());
        Chart {
            name: view.name.clone(),
            pack: pack.map(|pack| pack.name.clone()).unwrap_or_default(),
            title: view.title.clone(),
            doc: view.doc.clone(),
            source: view.source.clone(),
            link: view.link.clone(),
            given: names.zip(given.iter().map(|datum| head(world, datum))).collect(),
            columns: columns.iter().map(|(_, item)| head(world, &item.datum)).collect(),
            facts: view.facts.iter().map(|(title, _)| title.clone()).collect(),
            rows,
            legend,
            compares: view.was.is_some(),
            notes: Vec::new(),
            open: open(check::missing_facts(&reasons, world)),
            left_out: Vec::new(),
        }
    }
}

/// Facts that are missing, in words.
fn open(missing: Vec<Finding>) -> Vec<Open> {
    missing.into_iter().map(|finding| Open { says: finding.message, span: finding.at.span }).collect()
}

fn left_out(world: &World<'_>, undecided: &Undecided) -> Option<LeftOut> {
    let pack = world.policies.packs.get(usize::from(undecided.pack))?.name.clone();
    Some(LeftOut { pack, open: open(undecided.missing(world)) })
}

fn unknown(truth: &Truth) -> Option<&Why> {
    match truth {
        Truth::Unknown(why) => Some(why),
        Truth::Yes | Truth::No => None,
    }
}

/// Why a value is not known, or not whole.
fn doubt(value: &Value) -> Option<Why> {
    match value {
        Value::Unknown(why) | Value::Truth(Truth::Unknown(why)) | Value::Hours(_, Some((_, why))) => {
            Some(why.clone())
        }
        Value::Set(set) => set.doubt(),
        Value::Measure(measure) => measure.why.clone(),
        Value::None | Value::One(_) | Value::Hours(_, None) | Value::Truth(_) | Value::Text(_) => None,
    }
}

fn one(value: Value) -> Option<Item> {
    match value {
        Value::One(item) => Some(item),
        Value::Unknown(_)
        | Value::None
        | Value::Measure(_)
        | Value::Hours(..)
        | Value::Set(_)
        | Value::Truth(_)
        | Value::Text(_) => None,
    }
}

fn head(world: &World<'_>, datum: &Datum) -> Head {
    let title = world.show_datum(datum);
    match datum {
        Datum::Thing(thing) => {
            let declared = world.plan.thing(*thing);
            Head { name: declared.name.to_string(), title, span: Some(declared.span) }
        }
        Datum::Word(word) => Head { name: world.policies.schema.word(*word).to_owned(), title, span: None },
        _ => Head { name: String::new(), title, span: None },
    }
}
