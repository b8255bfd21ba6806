//! Names of things, and which known word a misspelt one meant.

use std::sync::Arc;

use crate::finding::{self, Edit, Finding, Fix, Label};
use crate::model::{KindId, Place, ThingId};
use crate::resolve::reader::Reader;
use crate::resolve::wording::{a, a_kind, short, spoken};
use crate::syntax::{Literal, LiteralKind, Name};
use crate::text::Span;

/// Longer words are not compared: nobody has misspelt them by a letter.
const LONGEST: usize = 64;

/// How many words of a plan are compared at most.
const MOST_COMPARED: usize = 200_000;

/// Words with which other languages, and people, say that there is nothing or nobody.
const NOBODY: [&str; 7] = ["null", "nil", "nobody", "nothing", "unknown", "tbd", "na"];

/// The search for near words, with a limit that keeps a plan full of mistakes from taking for ever.
#[derive(Debug)]
pub(super) struct Search {
    comparisons: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { comparisons: MOST_COMPARED }
    }
}

impl Search {
    /// The known word nearest to `word`, if one is near enough.
    pub(super) fn nearest<'k>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<&'k str> {
        if word.len() > LONGEST {
            return None;
        }
        let known = known.filter(|other| other.len() <= LONGEST).take(self.comparisons);
        let comparisons = &mut self.comparisons;
        finding::nearest(word, known.inspect(|_| *comparisons = comparisons.saturating_sub(1)))
    }

    /// Whether nothing is searched for any more.
    pub(super) fn is_spent(&self) -> bool {
        self.comparisons == 0
    }

    /// Another word of `known` in the place of `word` at `span`, if no other is near. A word that can have meant nothing else
    /// is safe to write, but only if `closed`: whether a name means the one thing or another is a fact.
    pub(super) fn fix<'k>(
        &mut self,
        (word, span): (&str, Span),
        known: impl Iterator<Item = &'k str>,
        closed: bool,
    ) -> Option<Fix> {
        if word.len() > LONGEST {
            return None;
        }
        let known = known.filter(|other| other.len() <= LONGEST).take(self.comparisons);
        let comparisons = &mut self.comparisons;
        let known = known.inspect(|_| *comparisons = comparisons.saturating_sub(1));
        let (meant, sure) = finding::only_near(word, known)?;
        Some(Fix::word(span, meant, sure && closed))
    }

    /// The same, as a remedy.
    pub(super) fn did_you_mean<'k>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<String> {
        self.nearest(word, known).map(|other| format!("did you mean `{other}`?"))
    }
}

/// The nearest of the attributes of a kind, which are few: they are always searched.
pub(super) fn nearest_of_few<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST { None } else { finding::nearest(word, known) }
}

/// The only one that is near, to be written in the place of `word`.
pub(super) fn fix_of_few<'k>(word: Name<'_>, known: impl Iterator<Item = &'k str>) -> Option<Fix> {
    if word.text.len() > LONGEST {
        return None;
    }
    finding::only_near(word.text, known).map(|(meant, sure)| Fix::word(word.span, meant, sure))
}

impl Reader<'_, '_> {
    /// The thing that a name stands for, of one of `kinds`, or of any kind if there are none. None if
    /// there is no such thing, which is reported.
    pub(super) fn thing(&mut self, kinds: &[KindId], literal: &Literal<'_>) -> Option<ThingId> {
        let LiteralKind::Reference(name) = literal.kind else { return None };
        let Some(found) = self.find(name) else {
            if !self.is_lost(name) {
                self.nothing(name, kinds, literal);
            }
            return None;
        };
        let kind = self.kind_of(found);
        if kinds.is_empty() || kinds.contains(&kind) {
            return Some(found);
        }
        let (what, wanted) = (a_kind(self.schema, kind), self.one_of(kinds));
        let message = format!("`{}` is {what}; {wanted} is wanted here", short(name));
        let finding = Finding::unreadable("type/kind", literal.span, message);
        let place = self.known(found).map(|thing| thing.span);
        self.findings.push(match place {
            Some(place) => finding.also(place, format!("declared here as {what}")),
            None => finding,
        });
        None
    }

    fn one_of(&self, kinds: &[KindId]) -> String {
        let names: Vec<_> = kinds.iter().map(|kind| spoken(&self.schema.kind(*kind).name)).collect();
        match names.as_slice() {
            [firsts @ .., last] if !firsts.is_empty() => a(&format!("{} or {last}", firsts.join(", "))),
            names => a(names.first().map_or("thing", String::as_str)),
        }
    }

    /// What to do about a name that is like no other.
    fn way_out(&self, name: &str, kinds: &[KindId]) -> Option<String> {
        if NOBODY.contains(&name) {
            return Some(
                "write `none` if there is none, and `todo \"...\"` if it is still to be found".to_owned(),
            );
        }
        let [kind] = kinds else { return None };
        let kind = self.schema.kind(*kind);
        let is_plain = kind.place == Place::Top && !name.contains('.') && name.len() <= LONGEST;
        is_plain.then(|| format!("declare it: `{} {name} \"...\"`", kind.name))
    }

    /// Whether a name, or the thing it is a part of, could not be declared.
    fn is_lost(&self, name: &str) -> bool {
        let first = name.split('.').next().unwrap_or(name);
        let last = name.rsplit('.').next().unwrap_or(name);
        !self.lost.is_empty() && [name, first, last].iter().any(|name| self.lost.contains(name))
    }

    /// Nothing is called so, said once for each name; the nearest name of a fitting thing is offered, or
    /// else the nearest of all.
    fn nothing(&mut self, name: &str, kinds: &[KindId], literal: &Literal<'_>) {
        if let Some(finding) = self.unknown.get(name).and_then(|at| self.findings.get_mut(*at)) {
            finding.also.push(Label { span: literal.span, text: "here too".to_owned() });
            for edits in finding.fixes.iter_mut().map(|fix| &mut fix.edits) {
                let text = edits.first().map_or_else(String::new, |first| first.text.clone());
                edits.push(Edit { span: literal.span, text });
            }
            return;
        }
        let (things, rows) = (&self.things, self.context.rows);
        let all = || self.names.iter().chain(rows.names());
        let fits = |(_, id): &(&Arc<str>, &ThingId)| {
            let thing = rows.row(**id).or_else(|| things.get(id.0 as usize));
            thing.is_some_and(|thing| kinds.is_empty() || kinds.contains(&thing.kind))
        };
        let fitting = || all().filter(fits).map(|(name, _)| name.as_ref());
        let help = self.search.did_you_mean(name, fitting());
        let fix = help.as_ref().and_then(|_| self.search.fix((name, literal.span), fitting(), false));
        let help = help.or_else(|| self.search.did_you_mean(name, all().map(|(name, _)| name.as_ref())));
        let help = help.or_else(|| self.way_out(name, kinds));
        let message = format!("nothing is called `{}`", short(name));
        self.unknown.insert(name.to_owned(), self.findings.len());
        self.findings
            .push(Finding::unreadable("name/thing", literal.span, message).maybe_help(help).fix(fix));
    }
}
