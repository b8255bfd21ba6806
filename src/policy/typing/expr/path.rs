//! Paths: `r.rotation.shift.when`, and bare words, which mean what their place expects.
//!
//! The first name is a local value, then a parameter, then `as_of`, then a kind of which there is one thing,
//! then a word of the list that is wanted.

use super::super::names::{Declared, Found, What};
use super::super::{literal, show, types};
use super::{Typer, Want, access};
use crate::finding::{Finding, Level, did_you_mean};
use crate::model::{ListId, Place, Scalar};
use crate::policy::ir::{Expr, ExprKind, Type};
use crate::syntax::Name;
use crate::syntax::policy::tree;

impl Typer<'_> {
    /// A path of names.
    pub(super) fn path(&mut self, path: &[Name<'_>], want: Want<'_>) -> Option<Expr> {
        let (first, rest) = path.split_first()?;
        let want = if rest.is_empty() { want } else { None };
        let mut expr = self.first_name(*first, want)?;
        for name in rest {
            expr = self.attribute(expr, *name)?;
        }
        Some(expr)
    }

    /// Whether `tree` is made of words only, which mean nothing without a place that expects them.
    pub(super) fn is_bare(&self, tree: &tree::Expr<'_>) -> bool {
        use tree::ExprKind as Form;
        match &tree.kind {
            Form::Path(path) => match path.as_slice() {
                [only] => !self.is_value(only.text),
                _ => false,
            },
            Form::Set(members) => members.iter().all(|member| self.is_bare(member)),
            Form::If(_, yes, no) => self.is_bare(yes) && self.is_bare(no),
            Form::Default(left, right) | Form::Add(left, _, right) => {
                self.is_bare(left) && self.is_bare(right)
            }
            Form::Or(_)
            | Form::And(_)
            | Form::Not(_)
            | Form::Every(..)
            | Form::Exists(..)
            | Form::Compare(..)
            | Form::Is(..)
            | Form::Call(..)
            | Form::Lookup(..)
            | Form::Comprehension(_)
            | Form::Literal(_) => false,
        }
    }

    /// Whether a bare word is a value of its own here.
    fn is_value(&self, name: &str) -> bool {
        self.locals.iter().any(|local| local.name == name)
            || name == "as_of"
            || self.single(name).is_some()
            || matches!(self.look_up(name), Found::Seen(declared) if matches!(declared.what, What::Param | What::Lost))
    }

    fn first_name(&mut self, name: Name<'_>, want: Want<'_>) -> Option<Expr> {
        if let Some(at) = self.locals.iter().rposition(|local| local.name == name.text) {
            self.warn_if_word(name, want);
            return self.local(at, name);
        }
        match self.look_up(name.text) {
            Found::Seen(declared) if matches!(declared.what, What::Param | What::Lost) => {
                self.warn_if_word(name, want);
                return self.param(declared, name);
            }
            Found::Seen(_) | Found::Hidden(_) | Found::Nothing => {}
        }
        if name.text == "as_of" {
            return Some(Expr { kind: ExprKind::AsOf, ty: types::one(Scalar::Date), span: name.span });
        }
        if let Some(expr) = self.single(name.text) {
            return Some(Expr { span: name.span, ..expr });
        }
        match want {
            Some(Scalar::Word(list)) => self.word(name, *list),
            _ => self.unknown_name(name),
        }
    }

    fn local(&mut self, at: usize, name: Name<'_>) -> Option<Expr> {
        let local = self.locals.get_mut(at)?;
        local.used = true;
        let ty = local.ty.clone()?;
        Some(Expr { kind: ExprKind::Local(local.slot), ty, span: name.span })
    }

    fn param(&self, declared: &Declared, name: Name<'_>) -> Option<Expr> {
        let number = declared.number.get()?;
        let ty = self.known.params.get(usize::from(number))?.ty.clone();
        Some(Expr { kind: ExprKind::Param(number), ty, span: name.span })
    }

    fn single(&self, name: &str) -> Option<Expr> {
        let schema = &self.known.schema;
        let kind = schema.kind_named(name).filter(|kind| schema.kind(*kind).place == Place::Single)?;
        let span = schema.kind(kind).span;
        Some(Expr { kind: ExprKind::Single(kind), ty: types::one(Scalar::Thing(vec![kind])), span })
    }

    fn word(&mut self, name: Name<'_>, list: ListId) -> Option<Expr> {
        let schema = &self.known.schema;
        match literal::word(name.text, list, schema) {
            Some(word) => {
                let ty = types::one(Scalar::Word(list));
                Some(Expr { kind: ExprKind::Literal(word), ty, span: name.span })
            }
            None => match self.look_up(name.text) {
                Found::Hidden(declared) if declared.what == What::Param => {
                    self.hidden(name, declared);
                    None
                }
                Found::Seen(_) | Found::Hidden(_) | Found::Nothing => {
                    self.fail(literal::unknown_word(name.text, name.span, list, schema))
                }
            },
        }
    }

    /// Says it if a name and a word of the list that is wanted here are the same: the name wins.
    fn warn_if_word(&mut self, name: Name<'_>, want: Want<'_>) {
        let schema = &self.known.schema;
        let Some(Scalar::Word(list)) = want else { return };
        if literal::word(name.text, *list, schema).is_some() {
            let list = &schema.list(*list).name;
            let message = format!("`{}` is a name here, and also a word of {list}", name.text);
            self.findings.push(
                Finding::unreadable("type/hides", name.span, message)
                    .level(Level::Warning)
                    .help("the name wins; choose another one for it"),
            );
        }
    }

    fn unknown_name(&mut self, name: Name<'_>) -> Option<Expr> {
        match self.look_up(name.text) {
            Found::Hidden(declared) => {
                self.hidden(name, declared);
                return None;
            }
            Found::Seen(declared) => {
                let message = format!("`{}` is a {} and no value by itself", name.text, declared.what.word());
                let help = match declared.what {
                    What::Matrix => format!("look up a cell: `{}[row, column]`", name.text),
                    What::Param | What::Lost | What::Define | What::Relation => {
                        format!("give it what it asks for: `{}(...)`", name.text)
                    }
                };
                return self.fail(Finding::unreadable("type/name", name.span, message).help(help));
            }
            Found::Nothing => {}
        }
        let help = self.help_for_unknown(name.text);
        let message = format!("nothing is called `{}` here", name.text);
        self.fail(Finding::unreadable("type/name", name.span, message).maybe_help(help))
    }

    fn help_for_unknown(&self, name: &str) -> Option<String> {
        let schema = &self.known.schema;
        if schema.kinds.contains_key(name) {
            return Some(format!("`{name}` is a kind; bind one of them first: `some {name} x where ...`"));
        }
        let singles = schema.kinds.values().filter(|kind| kind.place == Place::Single);
        let params = self.known.names.seen(self.pack, &self.known.packs);
        let known = (self.locals.iter().map(|local| local.name.as_str()))
            .chain(params.filter(|(_, one)| one.what == What::Param).map(|(name, _)| name))
            .chain(singles.map(|kind| kind.name.as_str()))
            .chain(["as_of"]);
        let list = schema.lists.values().find(|list| list.at(name).is_some());
        list.map(|list| format!("`{name}` is a word of {}, but no {} is expected here", list.name, list.name))
            .or_else(|| did_you_mean(name, known))
    }

    /// `base.name`: an attribute of a thing, or of all things of a set.
    pub(super) fn attribute(&mut self, base: Expr, name: Name<'_>) -> Option<Expr> {
        let span = base.span.to(name.span);
        let schema = &self.known.schema;
        let Some(kinds) = access::kinds_of(&base.ty.scalar, schema) else {
            let what = self.with_article(&types::one(base.ty.scalar));
            let message = format!("{what} has no `{}`", name.text);
            let finding = Finding::unreadable("type/attribute", span, message);
            return self.fail(finding.help("only things have attributes"));
        };
        match access::read(&kinds, name, span, schema) {
            Ok(read) => {
                let ty = Type { scalar: read.ty.scalar, set: read.ty.set || base.ty.set };
                Some(Expr { kind: ExprKind::Attribute(Box::new(base), read.access), ty, span })
            }
            Err(finding) => self.fail(finding),
        }
    }

    /// How a path is quoted in messages.
    pub(super) fn quoted(tree: &tree::Expr<'_>) -> String {
        format!("`{}`", show::expr(tree))
    }
}
