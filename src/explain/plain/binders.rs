//! Bound names in words: "a detection whose `watches` includes the asset".

use super::nouns::{Nouns, is_all_of_its_kinds};
use super::{Mood, Speaker, listed};
use crate::policy::ir::{Bind, Binder, Exists, Expr, ExprKind, Over};

impl Speaker<'_> {
    /// "an asset and an area for which ...", each name as `called` says.
    pub(super) fn bound(&mut self, binder: &Binder, called: fn(&Nouns, u16) -> String) -> String {
        let names: Vec<String> = binder.binds.iter().map(|bind| self.one_bound(bind, called)).collect();
        format!("{}{}", listed(&names, "and"), self.filters(binder))
    }

    fn one_bound(&mut self, bind: &Bind, called: fn(&Nouns, u16) -> String) -> String {
        let name = called(&self.nouns, bind.slot);
        match &bind.over {
            Over::Kind(_) | Over::List(_) => name,
            Over::Set(set) if is_all_of_its_kinds(set) => name,
            Over::Set(set) => format!("{name} among {}", self.operand(set)),
        }
    }

    /// " whose ..., whose ... and for which ...": all conditions on the names of a binder.
    fn filters(&mut self, binder: &Binder) -> String {
        let filters: Vec<&Expr> = binder.binds.iter().flat_map(|bind| &bind.filters).collect();
        if filters.is_empty() {
            return String::new();
        }
        let topic = match binder.binds.as_slice() {
            [bind] => Some(bind.slot),
            _ => None,
        };
        let about = |filter: &Expr| topic.is_some_and(|slot| is_about(filter, slot));
        let mixed = filters.iter().any(|filter| about(filter));
        let mut parts = Vec::new();
        for (at, filter) in filters.iter().enumerate() {
            self.topic = topic.filter(|_| about(filter));
            let lead = if mixed && self.topic.is_none() { "for which " } else { "" };
            parts.push(format!("{lead}{}", self.joined(filter, at + 1 == filters.len(), Mood::Is)));
        }
        let lead = if mixed { " " } else { " for which " };
        format!("{lead}{}", listed(&parts, "and"))
    }

    /// "there must be a stage whose ...".
    pub(super) fn exists(&mut self, exists: Exists, binder: &Binder, mood: Mood) -> String {
        let there = match mood {
            Mood::Is if binder.binds.len() > 1 && exists == Exists::Some => "there are",
            Mood::Is => "there is",
            Mood::Must => "there must be",
        };
        match exists {
            Exists::Some => format!("{there} {}", self.bound(binder, Nouns::introduced)),
            Exists::No => format!("{there} no {}", self.bound(binder, Nouns::bare)),
            Exists::One => format!("{there} exactly one {}", self.bound(binder, Nouns::bare)),
        }
    }
}

/// Whether a condition speaks first of an attribute of the name `slot`: it can then be said with "whose".
fn is_about(filter: &Expr, slot: u16) -> bool {
    match &filter.kind {
        ExprKind::Compare(left, ..) | ExprKind::Is(left, ..) => starts_at(left, slot),
        ExprKind::Not(inner) => {
            matches!(inner.kind, ExprKind::Compare(..) | ExprKind::Is(..)) && is_about(inner, slot)
        }
        _ => false,
    }
}

fn starts_at(path: &Expr, slot: u16) -> bool {
    match &path.kind {
        ExprKind::Attribute(base, _) => {
            matches!(base.kind, ExprKind::Local(local) if local == slot) || starts_at(base, slot)
        }
        _ => false,
    }
}
