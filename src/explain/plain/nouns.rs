//! What bound names are called: "the asset", where there is one asset in sight, and "stage `first`" where there
//! are several stages.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{KindId, Scalar};
use crate::policy::ir::{AddOp, Binder, Expr, ExprKind, Over, Policies, Rule, Type};

/// The nouns of the names in a rule or function.
#[derive(Debug, Default)]
pub(super) struct Nouns {
    by_slot: BTreeMap<u16, Noun>,
}

#[derive(Debug)]
struct Noun {
    /// What it is: `asset`; none for a value with a name of its own.
    word: Option<String>,
    /// What the policy calls it.
    name: String,
}

impl Nouns {
    /// The nouns of a rule.
    pub(super) fn of_rule(policies: &Policies, rule: &Rule) -> Self {
        let lets = rule.lets.iter().map(|(_, value)| value);
        let all: Vec<&Expr> =
            rule.when.iter().chain(&rule.once_per).chain(lets).chain([&rule.require]).collect();
        let mut nouns = Self::of(policies, &rule.names, &all);
        if let Some(each) = &rule.each {
            nouns.collect_binder(policies, &rule.names, each);
        }
        for (slot, _) in &rule.lets {
            nouns.by_slot.insert(*slot, Noun { word: None, name: name_of(*slot, &rule.names) });
        }
        nouns
    }

    /// The nouns of the names that `all` bind.
    pub(super) fn of(policies: &Policies, names: &[(String, u16)], all: &[&Expr]) -> Self {
        let mut nouns = Self::default();
        for expr in all {
            nouns.collect(policies, names, expr);
        }
        nouns
    }

    /// Adds one more name.
    pub(super) fn add(&mut self, slot: u16, word: String, names: &[(String, u16)]) {
        self.by_slot.insert(slot, Noun { word: Some(word), name: name_of(slot, names) });
    }

    fn collect(&mut self, policies: &Policies, names: &[(String, u16)], expr: &Expr) {
        match &expr.kind {
            ExprKind::Comprehension(binder) | ExprKind::Exists(_, binder) | ExprKind::Every(binder, _) => {
                self.collect_binder(policies, names, binder);
            }
            _ => {}
        }
        for part in expr.parts() {
            self.collect(policies, names, part);
        }
    }

    fn collect_binder(&mut self, policies: &Policies, names: &[(String, u16)], binder: &Binder) {
        for bind in &binder.binds {
            let word = match &bind.over {
                Over::Kind(kind) => spaced(&policies.schema.kind(*kind).name),
                Over::List(list) => spaced(&policies.schema.list(*list).name),
                Over::Set(set) => noun_of(policies, &set.ty),
            };
            self.add(bind.slot, word, names);
            let set = match &bind.over {
                Over::Set(set) if !is_all_of_its_kinds(set) => Some(set),
                Over::Set(_) | Over::Kind(_) | Over::List(_) => None,
            };
            for part in set.into_iter().chain(&bind.filters) {
                self.collect(policies, names, part);
            }
        }
    }

    /// "the asset", "stage `first`", "`work`".
    pub(super) fn the(&self, slot: u16) -> String {
        self.called(slot, "the ")
    }

    /// "an asset", "a stage `first`".
    pub(super) fn introduced(&self, slot: u16) -> String {
        let bare = self.bare(slot);
        format!("{} {bare}", article(&bare))
    }

    /// "asset", "stage `first`".
    pub(super) fn bare(&self, slot: u16) -> String {
        self.called(slot, "")
    }

    fn called(&self, slot: u16, article: &str) -> String {
        let Some(Noun { word, name }) = self.by_slot.get(&slot) else { return "it".to_owned() };
        let Some(word) = word else { return format!("`{name}`") };
        let others: BTreeSet<&str> =
            self.by_slot.values().filter(|other| other.word.as_ref() == Some(word)).map(Noun::name).collect();
        if others.len() < 2 { format!("{article}{word}") } else { format!("{word} {}", marked(name)) }
    }
}

impl Noun {
    fn name(&self) -> &str {
        &self.name
    }
}

/// A single letter stands as a capital, a longer name as code.
fn marked(name: &str) -> String {
    if name.len() == 1 { name.to_ascii_uppercase() } else { format!("`{name}`") }
}

fn name_of(slot: u16, names: &[(String, u16)]) -> String {
    let named = names.iter().find(|(_, of)| *of == slot);
    named.map_or_else(|| format!("no_{slot}"), |(name, _)| name.clone())
}

/// What a value of a type is called.
pub(super) fn noun_of(policies: &Policies, ty: &Type) -> String {
    let schema = &policies.schema;
    match &ty.scalar {
        Scalar::Thing(kinds) => of_kinds(policies, kinds),
        Scalar::Word(list) => spaced(&schema.list(*list).name),
        Scalar::Text => "text".to_owned(),
        Scalar::Number => "number".to_owned(),
        Scalar::Percent => "percentage".to_owned(),
        Scalar::Duration => "length of time".to_owned(),
        Scalar::Date => "day".to_owned(),
        Scalar::Hours => "set of hours".to_owned(),
        Scalar::YesNo => "yes or no".to_owned(),
        Scalar::Weekday => "weekday".to_owned(),
        Scalar::Zone => "time zone".to_owned(),
        Scalar::Code => "country code".to_owned(),
        Scalar::Email => "mail address".to_owned(),
        Scalar::Phone => "telephone number".to_owned(),
        Scalar::Url => "web address".to_owned(),
        Scalar::Rule => "name of a rule".to_owned(),
        Scalar::Any => "thing".to_owned(),
    }
}

fn of_kinds(policies: &Policies, kinds: &[KindId]) -> String {
    let schema = &policies.schema;
    match kinds {
        [one] => spaced(&schema.kind(*one).name),
        several => {
            let union = schema.unions.values().find(|union| union.kinds == several);
            union.map_or_else(|| "thing".to_owned(), |union| spaced(&union.name))
        }
    }
}

/// Whether a set holds all things of the kinds that its members may be of, kind by kind: what a union in a binder is read as.
pub(super) fn is_all_of_its_kinds(set: &Expr) -> bool {
    let Scalar::Thing(kinds) = &set.ty.scalar else { return false };
    all_of(set).is_some_and(|found| found == *kinds)
}

/// The kinds whose things a set holds, if it holds all of them and nothing else.
fn all_of(set: &Expr) -> Option<Vec<KindId>> {
    match &set.kind {
        ExprKind::Comprehension(binder) => match binder.binds.as_slice() {
            [bind] if bind.filters.is_empty() => match bind.over {
                Over::Kind(kind) => Some(vec![kind]),
                Over::List(_) | Over::Set(_) => None,
            },
            _ => None,
        },
        ExprKind::Add(left, AddOp::Plus, right) => {
            let mut kinds = all_of(left)?;
            kinds.extend(all_of(right)?);
            Some(kinds)
        }
        _ => None,
    }
}

pub(super) fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// "a" or "an".
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}
