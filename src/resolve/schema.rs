//! The schema out of the `kind`, `enum`, `union` and `extend` statements of all policy files: first every
//! name, then what stands behind it, so that no order between files matters.

use crate::finding::{Finding, did_you_mean};
use crate::model::{Declared, Kind, KindId, Listed, Place, Scalar, Schema, Silence, Union, WordList};
use crate::resolve::attributes;
use crate::resolve::wording::a;
use crate::syntax::Name;
use crate::syntax::policy::tree::{self, Item, Tree};
use crate::text::{FileId, Span};

/// The types that need no declaration.
pub const SCALARS: [(&str, Scalar); 15] = [
    ("text", Scalar::Text),
    ("number", Scalar::Number),
    ("percent", Scalar::Percent),
    ("duration", Scalar::Duration),
    ("date", Scalar::Date),
    ("hours", Scalar::Hours),
    ("yesno", Scalar::YesNo),
    ("weekday", Scalar::Weekday),
    ("zone", Scalar::Zone),
    ("code", Scalar::Code),
    ("email", Scalar::Email),
    ("phone", Scalar::Phone),
    ("url", Scalar::Url),
    ("rule", Scalar::Rule),
    ("any", Scalar::Any),
];

/// The most kinds, lists, unions, attributes of a kind or words of a list.
pub(super) const MOST: usize = u16::MAX as usize;

/// The schema while it is built.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) schema: Schema,
    pub(super) findings: Vec<Finding>,
}

/// Builds the schema from the `kind`, `enum`, `union` and `extend` statements of all policy files.
pub fn schema(trees: &[(FileId, Tree<'_>)]) -> (Schema, Vec<Finding>) {
    let mut draft = Draft::default();
    let items = || trees.iter().flat_map(|(_, tree)| &tree.items);
    items().for_each(|item| draft.declare(item));
    items().for_each(|item| draft.extend_list(item));
    items().for_each(|item| draft.fill_union(item));
    for extends in [false, true] {
        for item in items() {
            if let Item::Kind(kind) = item
                && kind.extends == extends
            {
                attributes::add(&mut draft, kind);
            }
        }
    }
    (draft.schema, draft.findings)
}

impl Draft {
    /// Takes the name of a statement that declares one.
    fn declare(&mut self, item: &Item<'_>) {
        if let Item::Kind(kind) = item
            && !kind.extends
            && self.free(kind.name)
        {
            self.schema.kinds.insert(kind.name.text.to_owned(), new_kind(kind));
        } else if let Item::Enum(list) = item
            && !list.extends
            && self.free(list.name)
        {
            self.schema.lists.insert(list.name.text.to_owned(), new_list(list));
            self.add_words(list);
        } else if let Item::Union(union) = item
            && self.free(union.name)
        {
            self.schema.unions.insert(union.name.text.to_owned(), new_union(union));
        }
    }

    /// Whether the name of a kind, list or union is still free; says so if it is not.
    fn free(&mut self, name: Name<'_>) -> bool {
        let full = self.schema.kinds.len().max(self.schema.lists.len()).max(self.schema.unions.len()) >= MOST;
        let taken = self.taken(name.text);
        if let Some((what, before)) = taken {
            let twice =
                Finding::unreadable("name/twice", name.span, format!("`{}` is already {what}", name.text));
            self.findings.push(match before {
                Some(before) => twice.also(before, "declared here first"),
                None => twice,
            });
            return false;
        }
        if full {
            self.findings.push(too_many(name.span, "names"));
        }
        !full
    }

    /// What a name stands for already, and where it is declared.
    fn taken(&self, name: &str) -> Option<(&'static str, Option<Span>)> {
        if scalar_named(name).is_some() {
            return Some(("a type", None));
        }
        let kind = self.schema.kinds.get(name).map(|kind| ("a kind", Some(kind.span)));
        let list = || self.schema.lists.get(name).map(|list| ("a list", Some(list.span)));
        let union = || self.schema.unions.get(name).map(|union| ("a union", Some(union.span)));
        kind.or_else(list).or_else(union)
    }

    fn extend_list(&mut self, item: &Item<'_>) {
        let Item::Enum(list) = item else { return };
        if !list.extends {
            return;
        }
        if self.schema.lists.contains_key(list.name.text) {
            self.add_words(list);
        } else {
            let help = did_you_mean(list.name.text, self.schema.lists.keys().map(String::as_str));
            self.say(list.name, "name/list", format!("there is no list `{}`", list.name.text), help);
        }
    }

    fn add_words(&mut self, list: &tree::Enum<'_>) {
        for value in &list.values {
            let new = std::iter::once(&value.name).chain(&value.also);
            let fresh: Vec<&Name<'_>> = new.filter(|name| self.is_new(list, name)).collect();
            let Some(words) = self.schema.lists.get_mut(list.name.text).map(|list| &mut list.words) else {
                return;
            };
            if let Some((name, also)) = fresh.split_first()
                && **name == value.name
            {
                if words.len() >= MOST {
                    self.findings.push(too_many(name.span, "words"));
                    return;
                }
                let title = value.title.as_ref().map(|title| title.text.to_string()).unwrap_or_default();
                let also = also.iter().map(|other| other.text.to_owned()).collect();
                let listed = Listed { title, doc: doc(value.doc.as_ref()), also, span: name.span };
                words.insert(name.text.to_owned(), listed);
            }
        }
    }

    /// Whether nothing in the list is called so yet; says so if something is.
    fn is_new(&mut self, list: &tree::Enum<'_>, name: &Name<'_>) -> bool {
        let declared = self.schema.lists.get(list.name.text);
        let before = declared.and_then(|declared| declared.words.get_index(declared.at(name.text)?));
        let Some((_, before)) = before else { return true };
        let twice = format!("`{}` is already {}", name.text, a(list.name.text));
        let twice = Finding::unreadable("name/twice", name.span, twice);
        self.findings.push(twice.also(before.span, "declared here first"));
        false
    }

    fn fill_union(&mut self, item: &Item<'_>) {
        let Item::Union(union) = item else { return };
        let mut kinds: Vec<KindId> = union.members.iter().filter_map(|name| self.member(*name)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if let Some(declared) = self.schema.unions.get_mut(union.name.text)
            && declared.span == union.span
        {
            declared.kinds = kinds;
        }
    }

    /// The kind that a union names.
    fn member(&mut self, name: Name<'_>) -> Option<KindId> {
        let Some(kind) = self.schema.kind_named(name.text) else {
            let help = did_you_mean(name.text, self.schema.kinds.keys().map(String::as_str));
            self.say(name, "name/kind", format!("there is no kind `{}`", name.text), help);
            return None;
        };
        if self.schema.kind(kind).place == Place::Nested {
            let message = format!("`{}` stands only inside other things, so no union can hold it", name.text);
            self.say(name, "type/schema", message, None);
            return None;
        }
        Some(kind)
    }

    /// The type called `name`. A union of no kind stands for a type that is not known and was reported.
    pub(super) fn type_named(&mut self, name: Name<'_>) -> Scalar {
        if let Some(scalar) = scalar_named(name.text) {
            return scalar;
        }
        if let Some(list) = self.schema.list_named(name.text) {
            return Scalar::Word(list);
        }
        if let Some(kind) = self.schema.kind_named(name.text) {
            return Scalar::Thing(vec![kind]);
        }
        if let Some(union) = self.schema.unions.get(name.text) {
            return Scalar::Thing(union.kinds.clone());
        }
        let schema = &self.schema;
        let declared = schema.kinds.keys().chain(schema.lists.keys()).chain(schema.unions.keys());
        let known = SCALARS.iter().map(|(name, _)| *name).chain(declared.map(String::as_str));
        let help = did_you_mean(name.text, known);
        self.say(name, "type/schema", format!("there is no type `{}`", name.text), help);
        Scalar::Thing(Vec::new())
    }

    /// Reports a mistake at a name.
    pub(super) fn say(&mut self, name: Name<'_>, rule: &str, message: String, help: Option<String>) {
        self.findings.push(Finding::unreadable(rule, name.span, message).maybe_help(help));
    }
}

fn scalar_named(name: &str) -> Option<Scalar> {
    SCALARS.iter().find(|(known, _)| *known == name).map(|(_, scalar)| scalar.clone())
}

/// More than the numbers of a schema can count.
pub(super) fn too_many(span: Span, what: &str) -> Finding {
    Finding::unreadable("type/schema", span, format!("there are more than {MOST} {what}"))
}

fn new_kind(kind: &tree::Kind<'_>) -> Kind {
    let title = kind.title.as_ref().map_or(kind.name.text, |title| &title.text);
    Kind {
        name: kind.name.text.to_owned(),
        title: title.to_owned(),
        doc: doc(kind.doc.as_ref()),
        place: match kind.place {
            tree::KindPlace::Top => Place::Top,
            tree::KindPlace::Single => Place::Single,
            tree::KindPlace::Nested => Place::Nested,
        },
        attributes: Declared::default(),
        head: None,
        required: Vec::new(),
        silence: Silence::default(),
        span: kind.name.span,
    }
}

fn new_list(list: &tree::Enum<'_>) -> WordList {
    WordList {
        name: list.name.text.to_owned(),
        doc: doc(list.doc.as_ref()),
        words: Declared::default(),
        span: list.name.span,
    }
}

fn new_union(union: &tree::Union<'_>) -> Union {
    Union {
        name: union.name.text.to_owned(),
        doc: doc(union.doc.as_ref()),
        kinds: Vec::new(),
        span: union.span,
    }
}

/// The text of a doc comment; empty if there is none.
pub(super) fn doc(words: Option<&crate::syntax::Words<'_>>) -> String {
    words.map(|words| words.text.to_string()).unwrap_or_default()
}
