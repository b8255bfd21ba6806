//! The schema: which kinds there are, what may be said of each, and the lists of words.
//! All of it is data in `policies/schema/` and in packs; nothing here names a kind.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Silence;
use crate::text::Span;

/// What policies declare, by name in the order of declaration. The words of plans are only looked up here, never put in, so a
/// plan cannot make the hashes meet.
pub type Declared<T> = IndexMap<String, T, FxBuildHasher>;

/// A kind, by its place in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u16);

/// An attribute, by its place in its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeId(pub u16);

/// A list of words, by its place in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u16);

/// The type of one value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A percentage.
    Percent,
    /// A length of time.
    Duration,
    /// A day.
    Date,
    /// Hours of the week.
    Hours,
    /// Yes or no; also the type of conditions.
    YesNo,
    /// A weekday.
    Weekday,
    /// A time zone.
    Zone,
    /// A country code.
    Code,
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// A link.
    Url,
    /// The name of a rule.
    Rule,
    /// A word of a list.
    Word(ListId),
    /// A thing of one of these kinds, sorted. One nested kind: a part written in place.
    Thing(Vec<KindId>),
    /// Any named thing.
    Any,
}

/// Where things of a kind stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the top of a plan, any number.
    Top,
    /// At the top, at most one.
    Single,
    /// Inside a thing of another kind.
    Nested,
}

/// What may be said of things of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// Its doc comment.
    pub doc: String,
    /// Where its things stand.
    pub place: Place,
    /// Its attributes by name; [`Self::add`] adds one.
    pub attributes: Declared<Attribute>,
    /// The attribute that is written first in the short form.
    pub head: Option<AttributeId>,
    /// The attributes without which a thing means nothing.
    pub required: Vec<AttributeId>,
    /// What a thing says that states nothing.
    pub silence: Silence,
    /// Where it is declared.
    pub span: Span,
}

impl Kind {
    /// Adds an attribute whose name is free.
    pub fn add(&mut self, attribute: Attribute) {
        let id = AttributeId(self.attributes.len() as u16);
        if attribute.head {
            self.head.get_or_insert(id);
        }
        if attribute.required {
            self.required.push(id);
        }
        self.silence.declare(attribute.else_none);
        self.attributes.insert(attribute.name.clone(), attribute);
    }
}

/// What may be said, once or several times, of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the schema language")]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its doc comment.
    pub doc: String,
    /// The type of one value.
    pub scalar: Scalar,
    /// The type as the schema writes it: `responder`, `duration`.
    pub type_name: String,
    /// Whether it takes several values.
    pub many: bool,
    /// Whether the thing means nothing without it.
    pub required: bool,
    /// `duration per severity`: one value for each thing of that kind, or one for all.
    pub per: Option<KindId>,
    /// Written first in the short form.
    pub head: bool,
    /// Leaving it out says none. Always true of parts.
    pub else_none: bool,
    /// Redacted in output.
    pub private: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A closed list of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Its name.
    pub name: String,
    /// Its doc comment.
    pub doc: String,
    /// Its words.
    pub words: Declared<Listed>,
    /// Where it is declared.
    pub span: Span,
}

/// A word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it means, for people; may be empty.
    pub title: String,
    /// Its doc comment; may be empty.
    pub doc: String,
    /// Other words that are read as this one.
    pub also: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

impl WordList {
    /// The place of a word, or of the one that it is read as.
    pub fn at(&self, text: &str) -> Option<usize> {
        let read_as = || self.words.values().position(|listed| listed.also.iter().any(|other| other == text));
        self.words.get_index_of(text).or_else(read_as)
    }
}

/// A union of kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Its doc comment.
    pub doc: String,
    /// The kinds in it, sorted.
    pub kinds: Vec<KindId>,
    /// Where it is declared.
    pub span: Span,
}

/// All kinds, lists and unions, by name and by number.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The kinds.
    pub kinds: Declared<Kind>,
    /// The lists of words.
    pub lists: Declared<WordList>,
    /// The unions of kinds.
    pub unions: Declared<Union>,
}

impl Schema {
    /// The kind called `name`.
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.kinds.get_index_of(name).map(|at| KindId(at as u16))
    }

    /// The kind `id`.
    ///
    /// # Panics
    /// If `id` is of another schema.
    #[expect(clippy::indexing_slicing, reason = "a KindId is only made by this schema")]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }

    /// The list called `name`.
    pub fn list_named(&self, name: &str) -> Option<ListId> {
        self.lists.get_index_of(name).map(|at| ListId(at as u16))
    }

    /// The list `id`.
    ///
    /// # Panics
    /// If `id` is of another schema.
    #[expect(clippy::indexing_slicing, reason = "a ListId is only made by this schema")]
    pub fn list(&self, id: ListId) -> &WordList {
        &self.lists[id.0 as usize]
    }

    /// The attribute `name` of `kind`.
    pub fn attribute_named(&self, kind: KindId, name: &str) -> Option<AttributeId> {
        self.kind(kind).attributes.get_index_of(name).map(|at| AttributeId(at as u16))
    }

    /// The attribute `id` of `kind`.
    ///
    /// # Panics
    /// If `id` is of another kind.
    #[expect(clippy::indexing_slicing, reason = "an AttributeId is only made by this schema")]
    pub fn attribute(&self, kind: KindId, id: AttributeId) -> &Attribute {
        &self.kind(kind).attributes[id.0 as usize]
    }

    /// The word as written in plans.
    pub fn word(&self, word: super::Word) -> &str {
        self.list(word.list).words.get_index(word.at as usize).map_or("", |(name, _)| name)
    }

    /// The word `text` of the list called `list`, if there are both.
    pub fn word_named(&self, list: &str, text: &str) -> Option<super::Word> {
        let list = self.list_named(list)?;
        let at = self.list(list).at(text)?;
        Some(super::Word { list, at: at as u16 })
    }

    /// Whether `scalar` is a part written in place of a value.
    pub fn is_part(&self, scalar: &Scalar) -> bool {
        matches!(scalar, Scalar::Thing(kinds) if kinds.first().is_some_and(|kind| self.kind(*kind).place == Place::Nested))
    }
}
