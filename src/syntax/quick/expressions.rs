//! Conditions and values in policies, told apart by their first words as in the grammar. Each is read with the space behind
//! it. Recursion is bounded by `depth`.

use super::cursor::Cursor;
use crate::syntax::depth::MAX_DEPTH;
use crate::syntax::outline::is_word;
use crate::syntax::policy::tree::{AddOp, Bind, BindOver, Binder, CompareOp, Exists, Expr, ExprKind, IsTest};
use crate::syntax::{Literal, LiteralKind, Name};
use crate::text::Span;

impl<'a> Cursor<'a> {
    /// Conditions with `or` between them.
    pub(super) fn expression(&mut self) -> Option<Expr<'a>> {
        self.several("or", ExprKind::Or, |cursor| cursor.several("and", ExprKind::And, Self::condition))
    }

    /// Parts with `word` between them; one alone is itself.
    fn several(
        &mut self,
        word: &str,
        kind: fn(Vec<Expr<'a>>) -> ExprKind<'a>,
        part: fn(&mut Self) -> Option<Expr<'a>>,
    ) -> Option<Expr<'a>> {
        let first = part(self)?;
        if !self.is_at(word) {
            return Some(first);
        }
        let mut parts = vec![first];
        while self.keyword(word).is_some() {
            parts.push(part(self)?);
        }
        let span = parts.first()?.span.to(parts.last()?.span);
        Some(Expr { kind: kind(parts), span })
    }

    /// A condition, or its opposite.
    fn condition(&mut self) -> Option<Expr<'a>> {
        let start = self.span_from(self.at);
        if self.keyword("not").is_some() {
            let inner = Box::new(self.condition()?);
            let span = start.to(inner.span);
            return Some(Expr { kind: ExprKind::Not(inner), span });
        }
        if self.keyword("every").is_some() {
            let (binder, _) = self.binder()?;
            self.sign(b':')?;
            let body = Box::new(self.expression()?);
            let span = start.to(body.span);
            return Some(Expr { kind: ExprKind::Every(binder, body), span });
        }
        if let Some(how) = self.quantifier() {
            let (binder, end) = self.binder()?;
            return Some(Expr { kind: ExprKind::Exists(how, binder), span: start.to(end) });
        }
        self.comparison()
    }

    /// The word of a quantifier. `no` is one where a name can follow, and else a value.
    fn quantifier(&mut self) -> Option<Exists> {
        let from = self.at;
        let word = self.name()?.text;
        self.space();
        let how = Exists::of(word)
            .filter(|how| *how != Exists::No || self.peek().is_some_and(|byte| byte.is_ascii_lowercase()));
        if how.is_none() {
            self.at = from;
        }
        how
    }

    /// Names for things, a condition on them, and where it ends.
    pub(super) fn binder(&mut self) -> Option<(Binder<'a>, Span)> {
        let (first, mut end) = self.bind()?;
        let mut binds = vec![first];
        while self.sign(b',').is_some() {
            let (bind, span) = self.bind()?;
            binds.push(bind);
            end = span;
        }
        let mut filter = None;
        if self.keyword("where").is_some() {
            let condition = self.expression()?;
            end = condition.span;
            filter = Some(Box::new(condition));
        }
        Some((Binder { binds, filter }, end))
    }

    fn bind(&mut self) -> Option<(Bind<'a>, Span)> {
        let first = self.ident()?;
        if self.keyword("in").is_none() {
            let name = self.ident()?;
            return Some((Bind { name, over: BindOver::Kind(first) }, name.span));
        }
        let set = Box::new(self.sum()?);
        let end = set.span;
        Some((Bind { name: first, over: BindOver::Set(set) }, end))
    }

    /// A value, or a question about it.
    fn comparison(&mut self) -> Option<Expr<'a>> {
        let left = self.sum()?;
        if self.keyword("is").is_some() {
            let negated = self.keyword("not").is_some();
            let word = self.name()?;
            self.space();
            let span = left.span.to(word.span);
            return Some(Expr { kind: ExprKind::Is(Box::new(left), negated, IsTest::of(word)), span });
        }
        let Some(op) = self.operator() else { return Some(left) };
        let right = self.sum()?;
        let span = left.span.to(right.span);
        Some(Expr { kind: ExprKind::Compare(Box::new(left), op, Box::new(right)), span })
    }

    fn operator(&mut self) -> Option<CompareOp> {
        let from = self.at;
        match self.peek()? {
            b'=' | b'!' | b'<' | b'>' => {
                self.at += 1;
                if self.text_from(from) != "=" {
                    self.take(b'=');
                }
            }
            _ => {
                self.name()?;
            }
        }
        let op = CompareOp::of(self.text_from(from));
        if op.is_none() {
            self.at = from;
        }
        self.space();
        op
    }

    /// Values added and taken away.
    fn sum(&mut self) -> Option<Expr<'a>> {
        let mut left = self.fallback()?;
        let mut count = 1;
        while let Some(op) = self.add_sign() {
            count += 1;
            if count > MAX_DEPTH {
                return None;
            }
            let right = self.fallback()?;
            let span = left.span.to(right.span);
            left = Expr { kind: ExprKind::Add(Box::new(left), op, Box::new(right)), span };
        }
        Some(left)
    }

    /// Minus has a space behind it, because names may have hyphens.
    fn add_sign(&mut self) -> Option<AddOp> {
        if self.sign(b'+').is_some() {
            return Some(AddOp::Plus);
        }
        let spaced = matches!(self.byte(self.at + 1), Some(b' ' | b'\n' | b'\t' | b'\r'));
        spaced.then(|| self.sign(b'-'))?.map(|()| AddOp::Minus)
    }

    /// `x default y`.
    fn fallback(&mut self) -> Option<Expr<'a>> {
        let value = self.factor()?;
        if self.keyword("default").is_none() {
            return Some(value);
        }
        let other = self.factor()?;
        let span = value.span.to(other.span);
        Some(Expr { kind: ExprKind::Default(Box::new(value), Box::new(other)), span })
    }

    /// A single value.
    fn factor(&mut self) -> Option<Expr<'a>> {
        let from = self.at;
        let kind = match self.peek()? {
            b'(' => return self.group(),
            b'[' => self.set()?,
            b'a'..=b'z' => return self.worded(),
            _ => ExprKind::Literal(self.literal()?),
        };
        let span = self.span_from(from);
        self.space();
        Some(Expr { kind, span })
    }

    /// A value as it stands, if it starts with no small letter. A telephone number is none in policies.
    pub(super) fn literal(&mut self) -> Option<Literal<'a>> {
        if matches!(self.peek()?, b'"' | b'0'..=b'9' | b'A'..=b'Z') { self.value() } else { None }
    }

    /// What starts with a small letter.
    fn worded(&mut self) -> Option<Expr<'a>> {
        let from = self.at;
        let first = self.name()?;
        let kind = match first.text {
            "if" => return self.choice(first),
            "yes" => LiteralKind::YesNo(true),
            "no" => LiteralKind::YesNo(false),
            word if is_keyword(word) => return None,
            _ if self.peek() == Some(b'-') && self.byte(self.at + 1).is_some_and(is_word) => {
                self.at = from;
                LiteralKind::RuleId(self.hyphened()?.text)
            }
            _ => return self.named(first),
        };
        let span = self.span_from(from);
        self.space();
        Some(Expr { kind: ExprKind::Literal(Literal { kind, span }), span })
    }

    /// `if c then a else b`.
    fn choice(&mut self, word: Name<'a>) -> Option<Expr<'a>> {
        self.space();
        let condition = Box::new(self.expression()?);
        self.keyword("then")?;
        let yes = Box::new(self.expression()?);
        self.keyword("else")?;
        let no = Box::new(self.expression()?);
        let span = word.span.to(no.span);
        Some(Expr { kind: ExprKind::If(condition, yes, no), span })
    }

    /// A path, a call or a look-up. What goes on as no path does fits nothing behind it.
    fn named(&mut self, first: Name<'a>) -> Option<Expr<'a>> {
        let mut path = vec![first];
        while self.take(b'.').is_some() {
            path.push(self.name()?);
        }
        let mut span = first.span.to(path.last()?.span);
        self.space();
        let kind = match self.peek() {
            Some(b'(') if path.len() == 1 => ExprKind::Call(first, self.list(b'(', b')')?),
            Some(b'(') => return None,
            Some(b'[') => ExprKind::Lookup(path, self.list(b'[', b']').filter(|keys| !keys.is_empty())?),
            _ => return Some(Expr { kind: ExprKind::Path(path), span }),
        };
        span = span.to(self.span_from(self.at));
        self.space();
        Some(Expr { kind, span })
    }

    /// A name that is no keyword, and the space behind it.
    pub(super) fn ident(&mut self) -> Option<Name<'a>> {
        let name = self.name().filter(|name| !is_keyword(name.text))?;
        self.space();
        Some(name)
    }
}

/// Whether expressions are made of this word, so that no name is.
pub(in crate::syntax) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "covers"
            | "default"
            | "else"
            | "every"
            | "given"
            | "has"
            | "if"
            | "in"
            | "is"
            | "missing"
            | "none"
            | "not"
            | "no"
            | "one"
            | "or"
            | "require"
            | "some"
            | "then"
            | "todo"
            | "where"
            | "yes"
    )
}
