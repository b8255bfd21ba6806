//! Rules with their clauses.

use super::clauses::{Clauses, condition, names, setting};
use super::expressions::{binder, expression};
use super::parse;
use super::templates::{template, text};
use super::tree::{Expr, Fix, Pointer, Rule, Sample, Step};
use crate::finding::Finding;
use crate::syntax::grammar::{self, Children, Node};
use crate::syntax::outline::{Statement, first_word, is_attribute};
use crate::syntax::plan::{self, end_of};
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;
use crate::syntax::{Name, Words};
use crate::text::Span;

/// The clauses of a rule.
const CLAUSES: [&str; 14] = [
    "when", "for", "once", "let", "require", "message", "at", "also", "step", "because", "help", "fix",
    "bad", "good",
];

/// `rule vendor-without-contact "..." { clauses }`.
pub(super) fn rule<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Rule<'a>> {
    let doc = reader.doc(statement);
    let head = head(reader, statement);
    let whole = Span::new(reader.file, statement.head.start, statement.end);
    let place = reader.span(statement.head);
    let nameless = Name { text: "", span: place };
    let untitled = Words { text: "".into(), span: place };
    let mut rule = empty(nameless, untitled, place, whole);
    rule.doc = doc;
    clauses(reader, statement, &mut rule);
    (rule.id, rule.title) = head?;
    Some(rule)
}

fn head<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<(Name<'a>, Words<'a>)> {
    let is_rule = |(id, _): &(Name<'a>, _)| id.text.contains('-');
    if let Some(read) = quick::titled(reader, statement.head).filter(is_rule) {
        return Some(read);
    }
    let node = reader.parse(grammar::Rule::rule_head, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let id = parts.next_as(grammar::Rule::kebab)?.name();
    Some((id, words(reader, &parts.next_as(grammar::Rule::text)?)?))
}

fn empty<'a>(id: Name<'a>, title: Words<'a>, head: Span, whole: Span) -> Rule<'a> {
    Rule {
        doc: None,
        id,
        title,
        settings: Vec::new(),
        when: None,
        each: None,
        once_per: None,
        lets: Vec::new(),
        require: None,
        message: None,
        at: None,
        also: Vec::new(),
        steps: Vec::new(),
        because: None,
        help: None,
        fixes: Vec::new(),
        samples: Vec::new(),
        broken: false,
        head,
        whole,
    }
}

fn clauses<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, rule: &mut Rule<'a>) {
    let mut clauses = Clauses::new("rule", &CLAUSES);
    for inner in statement.inner() {
        if !reader.trials && matches!(first_word(reader.slice(inner.head)), "bad" | "good") {
            continue;
        }
        let word = clauses.start(reader, &inner);
        let read = word.and_then(|word| clause(reader, &inner, word, rule));
        rule.broken |= read.is_none();
    }
    let demands = [
        ("severity", "say how much a finding matters, such as `severity: warning`"),
        ("require", "say what must hold, such as `require s.owner is given`"),
        ("message", "say what is wrong when it does not hold, such as `message \"Stage {s} has no owner.\"`"),
    ];
    for (word, help) in demands {
        rule.broken |= !clauses.demand(reader, rule.head, word, help);
    }
}

/// Reads one clause into the rule.
fn clause<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
    word: &str,
    rule: &mut Rule<'a>,
) -> Option<()> {
    if is_attribute(reader.slice(statement.head)) {
        rule.settings.push(setting(reader, statement)?);
        return Some(());
    }
    match word {
        "when" => rule.when = Some(condition(reader, statement, grammar::Rule::when_clause)?),
        "once" => rule.once_per = Some(condition(reader, statement, grammar::Rule::once_clause)?),
        "require" => rule.require = Some(condition(reader, statement, grammar::Rule::require_clause)?),
        "for" => rule.each = Some(names(reader, statement, grammar::Rule::each_clause)?),
        "let" => rule.lets.push(binding(reader, statement)?),
        "message" => rule.message = Some(text(reader, statement)?),
        "because" => rule.because = Some(text(reader, statement)?),
        "help" => rule.help = Some(text(reader, statement)?),
        "at" => rule.at = Some(pointer(reader, statement)?),
        "also" => rule.also.push(pointer(reader, statement)?),
        "step" => rule.steps.push(step(reader, statement)?),
        "fix" => rule.fixes.push(fix(reader, statement)?),
        _ => rule.samples.push(sample(reader, statement, word == "good")?),
    }
    Some(())
}

fn binding<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<(Name<'a>, Expr<'a>)> {
    if let Some(read) = quick::binding(reader, statement.head) {
        return Some(read);
    }
    let node = parse(reader, grammar::Rule::let_clause, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(grammar::Rule::ident)?.name();
    Some((name, expression(reader, &parts.find_rule(grammar::Rule::expr)?)?))
}

fn pointer<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Pointer<'a>> {
    if let Some((path, text)) = quick::pointer(reader, statement.head) {
        return pointed(reader, Some(path), text);
    }
    let node = parse(reader, grammar::Rule::pointer_clause, statement.head, end_of(statement))?;
    pointed_by(reader, &mut node.children())
}

fn step<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Step<'a>> {
    if let Some((path, text, each)) = quick::step(reader, statement.head) {
        return Some(Step { each, pointer: pointed(reader, Some(path), text)? });
    }
    let node = parse(reader, grammar::Rule::step_clause, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let pointer = pointed_by(reader, &mut parts);
    let each = match parts.find_rule(grammar::Rule::binder) {
        Some(names) => Some(binder(reader, &names)?.0),
        None => None,
    };
    Some(Step { each, pointer: pointer? })
}

fn pointed_by<'a>(reader: &mut Reader<'a>, parts: &mut Children<'a>) -> Option<Pointer<'a>> {
    let path = expression(reader, &parts.next_as(grammar::Rule::expr)?);
    let text = parts.next_as(grammar::Rule::text).map(|text| text.name());
    pointed(reader, path, text)
}

/// A place, if it could be read, and what is said of it.
fn pointed<'a>(
    reader: &mut Reader<'a>,
    path: Option<Expr<'a>>,
    text: Option<Name<'a>>,
) -> Option<Pointer<'a>> {
    let label = match text {
        Some(text) => Some(template(reader, text)?),
        None => None,
    };
    Some(Pointer { path: path?, label })
}

fn fix<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Fix<'a>> {
    let node = parse(reader, grammar::Rule::fix_clause, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let adds = parts.next().is_some_and(|how: Node<'_>| how.rule() == grammar::Rule::add_to);
    let path = expression(reader, &parts.next_as(grammar::Rule::expr)?)?;
    let text = template(reader, parts.next_as(grammar::Rule::text)?.name())?;
    Some(Fix { adds, path, text })
}

fn sample<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, good: bool) -> Option<Sample<'a>> {
    let node = reader.parse(grammar::Rule::sample_clause, statement.head, end_of(statement))?;
    let title = match node.children().next_as(grammar::Rule::text) {
        Some(text) => Some(words(reader, &text)?),
        None => None,
    };
    let span = Span::new(reader.file, statement.head.start, statement.end);
    let Some(body) = statement.body else {
        let message = "a sample has no plan behind it";
        reader.report(Finding::unreadable("syntax/clause", span, message).help("write the plan in braces"));
        return None;
    };
    let plan = plan::tree::Tree { items: plan::items(reader, body) };
    Some(Sample { good, title, plan, span })
}
