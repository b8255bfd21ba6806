//! The names that packs give to parameters, functions and matrices, and who can see them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::Placed;
use super::packs::{MOST, Packs, too_many};
use crate::finding::Finding;
use crate::policy::builtins;
use crate::syntax::Name;
use crate::syntax::policy::tree::{Item, LostKind};
use crate::text::Span;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A parameter.
    Param,
    /// A named value.
    Define,
    /// A named condition.
    Relation,
    /// A matrix.
    Matrix,
    /// What could not be read, and was reported.
    Lost,
}

impl What {
    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Param => "parameter",
            Self::Define => "define",
            Self::Relation => "relation",
            Self::Matrix => "matrix",
            Self::Lost => "name",
        }
    }

    /// Whether it is called with arguments.
    pub(super) const fn is_function(self) -> bool {
        matches!(self, Self::Define | Self::Relation | Self::Lost)
    }
}

/// One declared name.
pub(super) struct Declared {
    /// What it stands for.
    pub what: What,
    /// Its pack.
    pub pack: u16,
    /// Where it is named.
    pub span: Span,
    /// Its number among the things of its sort; none before it was checked, or if it has a mistake.
    pub number: Cell<Option<u16>>,
    /// Whether anything looked it up.
    pub used: Cell<bool>,
}

/// What became of a look-up.
pub(super) enum Found<'n> {
    /// The name is known here.
    Seen(&'n Declared),
    /// The name belongs to a pack that is not used here.
    Hidden(&'n Declared),
    /// Nothing is called so.
    Nothing,
}

/// All declared names.
#[derive(Default)]
pub(super) struct Names {
    by_name: BTreeMap<String, Vec<Declared>>,
    /// From which pack names of which other pack were looked up.
    across: RefCell<BTreeSet<(u16, u16)>>,
}

impl Names {
    /// What `name` means in the pack `from`.
    pub(super) fn look_up(&self, name: &str, from: u16, packs: &Packs<'_>) -> Found<'_> {
        if let Some(one) = self.find(name, from, packs) {
            one.used.set(true);
            self.across.borrow_mut().insert((from, one.pack));
            return Found::Seen(one);
        }
        let elsewhere = self.by_name.get(name).and_then(|all| all.first());
        elsewhere.map_or(Found::Nothing, Found::Hidden)
    }

    /// What `from` sees under `name`; does not count as a use.
    pub(super) fn find(&self, name: &str, from: u16, packs: &Packs<'_>) -> Option<&Declared> {
        let all = self.by_name.get(name)?;
        let own = all.iter().find(|one| one.pack == from);
        own.or_else(|| all.iter().find(|one| packs.sees(from, one.pack)))
    }

    /// The packs whose names were looked up from the pack `from`, itself included.
    pub(super) fn looked_up_from(&self, from: u16) -> Vec<u16> {
        self.across.borrow().iter().filter(|(pack, _)| *pack == from).map(|(_, to)| *to).collect()
    }

    /// What was declared at `name`; nothing if that name was given twice and this is not the first.
    pub(super) fn declared_at(&self, name: Name<'_>) -> Option<&Declared> {
        self.by_name.get(name.text)?.iter().find(|one| one.span == name.span)
    }

    /// The names that `from` can see, in the order of the alphabet.
    pub(super) fn seen<'n>(
        &'n self,
        from: u16,
        packs: &'n Packs<'_>,
    ) -> impl Iterator<Item = (&'n str, &'n Declared)> {
        self.iter().filter(move |(_, one)| packs.sees(from, one.pack))
    }

    /// All names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Declared)> {
        self.by_name.iter().flat_map(|(name, all)| all.iter().map(|one| (name.as_str(), one)))
    }
}

/// Collects all names and says which are given twice within what a pack can see.
pub(super) fn declare(placed: &[Placed<'_>], packs: &Packs<'_>, findings: &mut Vec<Finding>) -> Names {
    let mut names = Names::default();
    let mut count = 0;
    for one in placed {
        let Some((name, what)) = declared(one.item) else { continue };
        if builtins::signature(name.text).is_some() {
            findings.push(
                Finding::unreadable("type/twice", name.span, format!("`{}` is a built-in", name.text))
                    .help("choose another name"),
            );
            continue;
        }
        if count == MOST {
            findings.push(too_many(name.span, MOST, "names"));
            break;
        }
        count += 1;
        let all = names.by_name.entry(name.text.to_owned()).or_default();
        let clash =
            all.iter().find(|other| packs.sees(one.pack, other.pack) || packs.sees(other.pack, one.pack));
        if let Some(other) = clash {
            findings.push(twice((name, one.pack), other, what, packs));
            if other.pack == one.pack {
                continue;
            }
        }
        let (number, used) = (Cell::new(None), Cell::new(false));
        all.push(Declared { what, pack: one.pack, span: name.span, number, used });
    }
    said_by_several(&names, packs, findings);
    names
}

fn declared<'f>(item: &'f Item<'f>) -> Option<(Name<'f>, What)> {
    match item {
        Item::Param(param) => Some((param.name, What::Param)),
        Item::Function(function) => {
            let what = if function.result.is_some() { What::Define } else { What::Relation };
            Some((function.name, what))
        }
        Item::Matrix(matrix) => Some((matrix.name, What::Matrix)),
        Item::Schema(_)
        | Item::Pack(_)
        | Item::Kind(_)
        | Item::Enum(_)
        | Item::Union(_)
        | Item::Table(_)
        | Item::Row(_)
        | Item::View(_)
        | Item::Rule(_)
        | Item::Test(_)
        | Item::Adjust(_) => None,
        Item::Lost(lost) => {
            let declares = lost.what == LostKind::Value;
            declares.then_some((lost.name, What::Lost))
        }
    }
}

/// Said in the pack that sees the other one.
fn twice((name, pack): (Name<'_>, u16), other: &Declared, what: What, packs: &Packs<'_>) -> Finding {
    let (here, there, what, pack) = if packs.sees(pack, other.pack) {
        (name.span, other.span, other.what, other.pack)
    } else {
        (other.span, name.span, what, pack)
    };
    let message = format!("`{}` is already a {} of pack {}", name.text, what.word(), packs.name(pack));
    Finding::unreadable("type/twice", here, message).also(there, "declared here")
}

/// Says it where a pack uses two packs that do not know each other but give the same name.
fn said_by_several(names: &Names, packs: &Packs<'_>, findings: &mut Vec<Finding>) {
    for (name, all) in names.by_name.iter().filter(|(_, all)| all.len() > 1) {
        for (at, entry) in packs.list.iter().enumerate() {
            let own = all.iter().any(|one| usize::from(one.pack) == at);
            let seen: Vec<&Declared> = all.iter().filter(|one| entry.sees.contains(&one.pack)).collect();
            if let ([first, second, ..], false) = (seen.as_slice(), own)
                && !packs.sees(first.pack, second.pack)
                && !packs.sees(second.pack, first.pack)
            {
                let (one, two) = (packs.name(first.pack), packs.name(second.pack));
                let message = format!("`{name}` is declared by both {one} and {two}, which are used here");
                findings.push(
                    Finding::unreadable("type/twice", entry.header.name.span, message)
                        .also(first.span, "here")
                        .also(second.span, "and here"),
                );
            }
        }
    }
}
