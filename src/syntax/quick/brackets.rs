//! What stands in brackets in policies: groups, sets, and lists of what is given.

use super::cursor::Cursor;
use crate::syntax::policy::tree::{Bind, BindOver, Binder, Expr, ExprKind};
use crate::syntax::policy::{as_bind, member_binder};

impl<'a> Cursor<'a> {
    /// An expression in brackets, which stay in its place but not in the tree.
    pub(super) fn group(&mut self) -> Option<Expr<'a>> {
        let from = self.at;
        self.sign(b'(')?;
        let inner = self.expression()?;
        self.take(b')')?;
        let span = self.span_from(from);
        self.space();
        Some(Expr { span, ..inner })
    }

    /// `[a, b]`, or `[role r where ...]`; the place stays at its end.
    pub(super) fn set(&mut self) -> Option<ExprKind<'a>> {
        let (mut items, mut filter) = (Vec::new(), None);
        self.sign(b'[')?;
        if self.take(b']').is_some() {
            return Some(member_binder(Vec::new()));
        }
        loop {
            items.push(self.set_item()?);
            if self.sign(b',').is_none() {
                break;
            }
        }
        if self.keyword("where").is_some() {
            filter = Some(Box::new(self.expression()?));
        }
        self.take(b']')?;
        if filter.is_none() && items.iter().all(Result::is_err) {
            return Some(member_binder(items.into_iter().filter_map(Result::err).collect()));
        }
        let binds: Option<_> = items.into_iter().map(|item| item.or_else(as_bind).ok()).collect();
        Some(ExprKind::Comprehension(Binder { binds: binds?, filter }))
    }

    /// A name for the members, or a member.
    fn set_item(&mut self) -> Option<Result<Bind<'a>, Expr<'a>>> {
        let from = self.at;
        if let Some((kind, name)) = self.ident().and_then(|kind| Some((kind, self.ident()?))) {
            return Some(Ok(Bind { name, over: BindOver::Kind(kind) }));
        }
        self.at = from;
        self.expression().map(Err)
    }

    /// Expressions in brackets with commas between them; the place stays at their end.
    pub(super) fn list(&mut self, open: u8, close: u8) -> Option<Vec<Expr<'a>>> {
        let mut list = Vec::new();
        self.sign(open)?;
        if self.take(close).is_some() {
            return Some(list);
        }
        loop {
            list.push(self.expression()?);
            if self.sign(b',').is_none() {
                self.take(close)?;
                return Some(list);
            }
        }
    }
}
