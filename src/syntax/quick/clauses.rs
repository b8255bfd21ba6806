//! Clauses, definitions and declarations of policies. The word that a statement starts with was looked at before.

use super::cursor::Cursor;
use super::start;
use crate::syntax::depth::{Measure, too_deep};
use crate::syntax::grammar::Rule;
use crate::syntax::outline::Range;
use crate::syntax::policy::tree::{Binder, Expr, ExprKind, TypeRef};
use crate::syntax::reader::Reader;
use crate::syntax::{Literal, LiteralKind, Name, Words};

/// `name(params): result = body`, or `name(params) when body`.
pub(in crate::syntax) struct Definition<'a> {
    /// The name.
    pub name: Name<'a>,
    /// Its parameters: type, then name.
    pub params: Vec<(Name<'a>, Name<'a>)>,
    /// The type of a `define`.
    pub result: Option<TypeRef<'a>>,
    /// What it says.
    pub body: Expr<'a>,
}

/// `name: ty per per many flags`.
pub(in crate::syntax) struct Declaration<'a> {
    /// The name.
    pub name: Name<'a>,
    /// Its type's name.
    pub ty: Name<'a>,
    /// The kind that there is one value for each thing of.
    pub per: Option<Name<'a>>,
    /// The sign that says how many values there are.
    pub many: Name<'a>,
    /// The flags' words.
    pub flags: Vec<Name<'a>>,
}

/// `extend kind role`, `enum phase "A step"`: the word in front, the name, the title.
pub(in crate::syntax) type Declared<'a> = (Option<Name<'a>>, Name<'a>, Option<Words<'a>>);

/// `detect "detect" also notice`: the word, its title, and what else is read as it.
pub(in crate::syntax) type Listed<'a> = (Name<'a>, Option<Words<'a>>, Vec<Name<'a>>);

/// A clause that is words and an expression, read by the grammar as `rule`.
pub(in crate::syntax) fn condition<'a>(reader: &Reader<'a>, range: Range, rule: Rule) -> Option<Expr<'a>> {
    whole(reader, range, |cursor| {
        cursor.words(rule)?;
        cursor.expression()
    })
}

/// A clause that is words and a binder, read by the grammar as `rule`.
pub(in crate::syntax) fn names<'a>(reader: &Reader<'a>, range: Range, rule: Rule) -> Option<Binder<'a>> {
    whole(reader, range, |cursor| {
        cursor.words(rule)?;
        Some(cursor.binder()?.0)
    })
}

/// `let total = ...`.
pub(in crate::syntax) fn binding<'a>(reader: &Reader<'a>, range: Range) -> Option<(Name<'a>, Expr<'a>)> {
    whole(reader, range, |cursor| {
        cursor.keyword("let")?;
        let name = cursor.ident()?;
        cursor.sign(b'=')?;
        Some((name, cursor.expression()?))
    })
}

/// `message "..."`: the text, with its quotes.
pub(in crate::syntax) fn text<'a>(reader: &Reader<'a>, range: Range) -> Option<Name<'a>> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        cursor.quoted()
    })
}

/// `at p "named here"`: the place, and the text with its quotes.
pub(in crate::syntax) fn pointer<'a>(
    reader: &Reader<'a>,
    range: Range,
) -> Option<(Expr<'a>, Option<Name<'a>>)> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        Some((cursor.expression()?, cursor.quoted()))
    })
}

/// `step b.within "{b.within} for {b}" for each b in ...`: as [`pointer`], and the names that it is said for.
pub(in crate::syntax) fn step<'a>(
    reader: &Reader<'a>,
    range: Range,
) -> Option<(Expr<'a>, Option<Name<'a>>, Option<Binder<'a>>)> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        let (path, text) = (cursor.expression()?, cursor.quoted());
        let mut each = None;
        if cursor.keyword("for").is_some() {
            cursor.keyword("each")?;
            each = Some(cursor.binder()?.0);
        }
        Some((path, text, each))
    })
}

/// `fact "Owner" a.owner`: the title and the value.
pub(in crate::syntax) fn fact<'a>(reader: &Reader<'a>, range: Range) -> Option<(Words<'a>, Expr<'a>)> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        Some((cursor.title()?, cursor.expression()?))
    })
}

/// `gap "nobody owns it" when a.owner is none`: the text with its quotes, and the condition.
pub(in crate::syntax) fn gap<'a>(reader: &Reader<'a>, range: Range) -> Option<(Name<'a>, Expr<'a>)> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        let says = cursor.quoted()?;
        cursor.keyword("when")?;
        Some((says, cursor.expression()?))
    })
}

/// The value in a hole of a text.
pub(in crate::syntax) fn hole<'a>(reader: &Reader<'a>, range: Range) -> Option<Expr<'a>> {
    whole(reader, range, Cursor::expression)
}

/// `name: value, value url`.
pub(in crate::syntax) fn setting<'a>(reader: &Reader<'a>, range: Range) -> Option<(Name<'a>, Vec<Expr<'a>>)> {
    whole(reader, range, |cursor| {
        let name = cursor.name()?;
        cursor.space();
        cursor.sign(b':')?;
        let mut values = Vec::with_capacity(2);
        loop {
            values.push(cursor.link().or_else(|| cursor.expression())?);
            if cursor.sign(b',').is_none() {
                values.extend(cursor.link());
                return Some((name, values));
            }
        }
    })
}

/// `define on_duty(role r): hours = ...` or `relation answers(notify n, obligation o) when ...`.
pub(in crate::syntax) fn definition<'a>(reader: &Reader<'a>, range: Range) -> Option<Definition<'a>> {
    whole(reader, range, |cursor| {
        let is_define = cursor.keyword("define").is_some();
        if !is_define {
            cursor.keyword("relation")?;
        }
        let name = cursor.name()?;
        cursor.space();
        let params = cursor.params()?;
        let mut result = None;
        if is_define {
            cursor.sign(b':')?;
            result = Some(cursor.type_ref()?);
            cursor.sign(b'=')?;
        } else {
            cursor.keyword("when")?;
        }
        Some(Definition { name, params, result, body: cursor.expression()? })
    })
}

/// `rule vendor-without-contact "Every vendor has a contact"`: the name and the title.
pub(in crate::syntax) fn titled<'a>(reader: &Reader<'a>, range: Range) -> Option<(Name<'a>, Words<'a>)> {
    whole(reader, range, |cursor| {
        cursor.spaced_name()?;
        let name = cursor.hyphened()?;
        cursor.space();
        Some((name, cursor.title()?))
    })
}

/// The header of a kind or a list, read by the grammar as `rule`.
pub(in crate::syntax) fn declared<'a>(reader: &Reader<'a>, range: Range, rule: Rule) -> Option<Declared<'a>> {
    let word = if rule == Rule::enum_head { "enum" } else { "kind" };
    whole(reader, range, |cursor| {
        let mut before = None;
        if cursor.keyword(word).is_none() {
            before = Some(cursor.spaced_name()?);
            cursor.keyword(word)?;
        }
        Some((before, cursor.spaced_name()?, cursor.title()))
    })
}

/// A word of a list.
pub(in crate::syntax) fn listed<'a>(reader: &Reader<'a>, range: Range) -> Option<Listed<'a>> {
    whole(reader, range, |cursor| {
        let (name, title, mut also) = (cursor.spaced_name()?, cursor.title(), Vec::new());
        if cursor.keyword("also").is_some() {
            also.push(cursor.spaced_name()?);
            while cursor.sign(b',').is_some() {
                also.push(cursor.spaced_name()?);
            }
        }
        Some((name, title, also))
    })
}

/// `owner: role? backup: role*`.
pub(in crate::syntax) fn declarations<'a>(reader: &Reader<'a>, range: Range) -> Option<Vec<Declaration<'a>>> {
    whole(reader, range, |cursor| {
        let mut found = vec![cursor.declaration()?];
        while !cursor.is_done() {
            found.push(cursor.declaration()?);
        }
        Some(found)
    })
}

/// All of a statement as `read` reads it, unless it goes too deep.
fn whole<'a, T>(
    reader: &Reader<'a>,
    range: Range,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
) -> Option<T> {
    let mut cursor = start(reader, range)?;
    if too_deep(cursor.text, Measure::Conditions).is_some() {
        return None;
    }
    let found = read(&mut cursor)?;
    cursor.is_done().then_some(found)
}

impl<'a> Cursor<'a> {
    /// The words that a clause starts with.
    fn words(&mut self, rule: Rule) -> Option<()> {
        self.spaced_name()?;
        match rule {
            Rule::applies_clause => self.keyword("when"),
            Rule::each_clause => self.keyword("each"),
            Rule::once_clause => self.keyword("per"),
            _ => Some(()),
        }
    }

    /// A name and the space behind it.
    fn spaced_name(&mut self) -> Option<Name<'a>> {
        let name = self.name()?;
        self.space();
        Some(name)
    }

    /// A text with its quotes, and the space behind it.
    fn quoted(&mut self) -> Option<Name<'a>> {
        let from = self.at;
        self.text()?;
        let quoted = self.piece(from);
        self.space();
        Some(quoted)
    }

    /// What a text says, and the space behind it.
    fn title(&mut self) -> Option<Words<'a>> {
        let title = self.text()?;
        self.space();
        Some(title)
    }

    /// A link, and the space behind it.
    fn link(&mut self) -> Option<Expr<'a>> {
        let from = self.at;
        let kind = LiteralKind::Url(self.url()?);
        let span = self.span_from(from);
        self.space();
        Some(Expr { kind: ExprKind::Literal(Literal { kind, span }), span })
    }

    /// `(role r, asset a)`.
    fn params(&mut self) -> Option<Vec<(Name<'a>, Name<'a>)>> {
        let mut params = Vec::new();
        self.sign(b'(')?;
        if self.sign(b')').is_some() {
            return Some(params);
        }
        loop {
            params.push((self.spaced_name()?, self.ident()?));
            if self.sign(b',').is_none() {
                self.sign(b')')?;
                return Some(params);
            }
        }
    }

    /// `duration` or `set of role`.
    fn type_ref(&mut self) -> Option<TypeRef<'a>> {
        let set = self.word("set of ").is_some();
        self.space();
        Some(TypeRef { name: self.spaced_name()?, set })
    }

    /// `within: duration per severity? else none`.
    fn declaration(&mut self) -> Option<Declaration<'a>> {
        let name = self.spaced_name()?;
        self.sign(b':')?;
        let ty = self.spaced_name()?;
        let per = if self.keyword("per").is_some() { Some(self.spaced_name()?) } else { None };
        let from = self.at;
        matches!(self.peek()?, b'?' | b'*' | b'!').then(|| self.at += 1)?;
        let many = self.piece(from);
        self.space();
        let mut flags = Vec::new();
        while let Some(flag) = self.flag() {
            flags.push(flag);
        }
        Some(Declaration { name, ty, per, many, flags })
    }

    /// A flag's word. With a colon behind it, it is the next attribute, and nothing fits the colon.
    fn flag(&mut self) -> Option<Name<'a>> {
        let from = self.at;
        let word = ["head", "private", "else none"].into_iter().find(|flag| self.is_at(flag))?;
        self.at += word.len();
        let flag = self.piece(from);
        self.space();
        Some(flag)
    }
}
