//! The statements inside a rule, a pack, a test or an adjustment: which words they may start with, which of them stand
//! only once, and settings, which all of them have.

use super::expressions::{binder, expression};
use super::parse;
use super::tree::{Binder, Expr, ExprKind, Setting};
use crate::finding::{Finding, did_you_mean, nearest};
use crate::syntax::expected::clip;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::{Statement, first_word, is_attribute};
use crate::syntax::plan::{end_of, no_body};
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::{Literal, LiteralKind};
use crate::text::Span;

/// Clauses that may stand more than once.
const MANY: [&str; 10] = ["let", "also", "step", "fix", "bad", "good", "expect", "fact", "gap", "note"];

/// Words with which other languages begin what a clause of a rule is for, and what it is called here.
const OF_OTHERS: [(&[&str], &str); 4] = [
    (&["if", "when", "where"], "narrow what the rule looks at: `for each role r where ...`"),
    (&["foreach", "forall", "each", "every"], "a rule looks at things with `for each role r`"),
    (&["assert", "ensure", "must", "check", "deny"], "what must hold stands behind `require`"),
    (&["description", "rationale", "why"], "why it matters stands behind `because`"),
];

/// Clauses that are followed by a plan in braces.
const WITH_PLAN: [&str; 3] = ["bad", "good", "plan"];

/// The clauses of one statement that were met so far.
pub(super) struct Clauses<'a> {
    /// What they belong to, as a word.
    owner: &'static str,
    /// The words that a clause may start with, apart from settings.
    known: &'static [&'static str],
    /// The clauses met, by first word, with their places.
    met: Vec<(&'a str, Span)>,
    /// Clauses that are meant by a word that is not known.
    meant: Vec<&'static str>,
}

impl<'a> Clauses<'a> {
    pub fn new(owner: &'static str, known: &'static [&'static str]) -> Self {
        Self { owner, known, met: Vec::new(), meant: Vec::new() }
    }

    /// Looks at how a clause starts. Gives its first word if it is known and may stand here.
    pub fn start(&mut self, reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<&'a str> {
        let text = reader.slice(statement.head);
        let word = first_word(text);
        let place = reader.span(statement.head);
        let is_setting = is_attribute(text);
        if !is_setting && !self.known.contains(&word) {
            self.unknown(reader, place, text);
            return None;
        }
        if !WITH_PLAN.contains(&word) && no_body(reader, statement, "this clause takes no block") {
            self.met.push((word, place));
            return None;
        }
        let first = self.met.iter().find(|(met, _)| *met == word).map(|(_, first)| *first);
        self.met.push((word, place));
        if let Some(first) = first.filter(|_| is_setting || !MANY.contains(&word)) {
            let message = format!("a {} has `{word}` only once", self.owner);
            let finding = Finding::unreadable("syntax/clause-twice", place, message);
            let help = (word == "require").then(|| "join the two with `and`".to_owned());
            reader.report(finding.also(first, "here for the first time").maybe_help(help));
            return None;
        }
        Some(word)
    }

    fn unknown(&mut self, reader: &mut Reader<'a>, place: Span, text: &str) {
        let word = first_word(text);
        let meant = nearest(word, self.known.iter().copied());
        self.meant.extend(self.known.iter().copied().filter(|known| Some(*known) == meant));
        let shown = clip(if word.is_empty() { text } else { word });
        let message = format!("a {} has no clause `{shown}`", self.owner);
        let is_setting =
            ["severity", "source", "confidence", "effective", "expires", "since", "acceptable", "tags"];
        let help = if is_setting.contains(&word) {
            Some(format!("write `{word}:` before its value"))
        } else {
            let of_others = OF_OTHERS.iter().find(|(words, _)| self.owner == "rule" && words.contains(&word));
            let of_others = of_others.map(|(_, help)| (*help).to_owned());
            of_others.or_else(|| did_you_mean(word, self.known.iter().copied()))
        };
        reader.report(Finding::unreadable("syntax/clause", place, message).maybe_help(help));
    }

    /// Whether a clause stands, or was meant to stand.
    pub fn has(&self, word: &str) -> bool {
        // Most clauses stand as they are written, and to compare words that differ takes long.
        self.met.iter().any(|(met, _)| *met == word)
            || self.met.iter().any(|(met, _)| nearest(met, [word]).is_some())
            || self.meant.contains(&word)
    }

    /// Reports a clause that does not stand but must.
    pub fn demand(&self, reader: &mut Reader<'a>, head: Span, word: &str, help: &str) -> bool {
        if self.has(word) {
            return true;
        }
        let message = format!("the {} has no `{word}`", self.owner);
        reader.report(Finding::unreadable("syntax/clause-missing", head, message).help(help));
        false
    }
}

/// A clause that is words and an expression.
pub(super) fn condition<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
    rule: Rule,
) -> Option<Expr<'a>> {
    if let Some(read) = quick::condition(reader, statement.head, rule) {
        return Some(read);
    }
    let node = parse(reader, rule, statement.head, end_of(statement))?;
    expression(reader, &node.children().find_rule(Rule::expr)?)
}

/// A clause that is words, names for things, and perhaps a condition on them.
pub(super) fn names<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
    rule: Rule,
) -> Option<Binder<'a>> {
    if let Some(read) = quick::names(reader, statement.head, rule) {
        return Some(read);
    }
    let node = parse(reader, rule, statement.head, end_of(statement))?;
    binder(reader, &node.children().find_rule(Rule::binder)?).map(|(binder, _)| binder)
}

/// `name: value, value url`.
pub(super) fn setting<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Setting<'a>> {
    if let Some((name, values)) = quick::setting(reader, statement.head) {
        return Some(Setting { name, values, span: reader.span(statement.head) });
    }
    let node = parse(reader, Rule::setting, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    let read: Vec<_> = parts.map(|part| value(reader, &part)).collect();
    let values: Option<Vec<_>> = read.into_iter().collect();
    Some(Setting { name, values: values?, span: reader.span(statement.head) })
}

fn value<'a>(reader: &mut Reader<'a>, node: &Node<'a>) -> Option<Expr<'a>> {
    let link = match node.rule() {
        Rule::url => Some(node.clone()),
        _ => node.children().next_as(Rule::url),
    };
    if let Some(link) = link {
        let literal = Literal { kind: LiteralKind::Url(link.text()), span: link.span() };
        return Some(Expr { kind: ExprKind::Literal(literal), span: link.span() });
    }
    expression(reader, &node.children().next_as(Rule::expr)?)
}
