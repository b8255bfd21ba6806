//! `test` and `adjust`.

use super::clauses::{Clauses, setting};
use super::parse;
use super::tree::{Adjust, Expect, ExpectKind, Test};
use crate::finding::Finding;
use crate::syntax::Words;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::{Statement, is_attribute};
use crate::syntax::plan::{self, end_of};
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;

/// `test "..." for rule { settings, plan, expect }`.
pub(super) fn test<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Test<'a>> {
    let head = reader.parse(Rule::test_head, statement.head, end_of(statement));
    let mut clauses = Clauses::new("test", &["plan", "expect"]);
    let (mut settings, mut plan, mut expect) = (Vec::new(), None, Vec::new());
    let mut sound = true;
    for inner in statement.inner() {
        let word = clauses.start(reader, &inner);
        sound &= word.is_some();
        if is_attribute(reader.slice(inner.head)) {
            settings.extend(word.and_then(|_| setting(reader, &inner)));
        } else if word == Some("plan") {
            plan = sample_plan(reader, &inner);
        } else if word.is_some() {
            let read = expectation(reader, &inner);
            sound &= read.is_some();
            expect.extend(read);
        }
    }
    let place = reader.span(statement.head);
    sound &= clauses.demand(reader, place, "plan", "write the plan to be checked as `plan { ... }`");
    sound &= clauses.demand(reader, place, "expect", "say what must come out, such as `expect none`");
    let mut parts = head?.children();
    let title = words(reader, &parts.next_as(Rule::text)?)?;
    let rule = parts.find_rule(Rule::kebab)?.name();
    let plan = plan.filter(|_| sound)?;
    Some(Test { title, rule, settings, plan, expect, head: place })
}

fn sample_plan<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<plan::tree::Tree<'a>> {
    reader.parse(Rule::plan_clause, statement.head, end_of(statement))?;
    let Some(body) = statement.body else {
        let span = reader.span(statement.head);
        reader.report(Finding::unreadable("syntax/clause", span, "`plan` has no plan behind it"));
        return None;
    };
    Some(plan::tree::Tree { items: plan::items(reader, body) })
}

fn expectation<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Expect<'a>> {
    let node = reader.parse(Rule::expect_clause, statement.head, end_of(statement))?;
    let what = node.children().next()?;
    let kind = match what.rule() {
        Rule::not_applicable => ExpectKind::NotApplicable,
        Rule::expect_undecided => ExpectKind::Undecided(undecided(&what)),
        Rule::expect_finding => finding(&what)?,
        _ => ExpectKind::Nothing,
    };
    Some(Expect { kind, span: reader.span(statement.head) })
}

type Undecided<'a> = (crate::syntax::Name<'a>, Option<crate::syntax::Name<'a>>, crate::syntax::Name<'a>);

fn undecided<'a>(node: &Node<'a>) -> Option<Undecided<'a>> {
    let mut parts = node.children();
    parts.next_as(Rule::kw_undecided)?;
    let kind = parts.next_as(Rule::name)?.name();
    let thing = parts.next_as(Rule::thing).map(|thing| thing.name());
    Some((kind, thing, parts.find_rule(Rule::name)?.name()))
}

fn finding<'a>(node: &Node<'a>) -> Option<ExpectKind<'a>> {
    let mut parts = node.children();
    let rule = parts.next_as(Rule::kebab)?.name();
    let kind = parts.find_rule(Rule::name).map(|kind| kind.name());
    let thing = parts.next_as(Rule::word).map(|thing| thing.name());
    Some(ExpectKind::Finding(rule, kind.map(|kind| (kind, thing))))
}

/// `adjust rule { settings; because "..." }`.
pub(super) fn adjust<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Adjust<'a>> {
    let head = reader.parse(Rule::adjust_head, statement.head, end_of(statement));
    let mut clauses = Clauses::new("adjustment", &["because"]);
    let (mut settings, mut because) = (Vec::new(), None);
    for inner in statement.inner() {
        let word = clauses.start(reader, &inner);
        if is_attribute(reader.slice(inner.head)) {
            settings.extend(word.and_then(|_| setting(reader, &inner)));
        } else if word.is_some() {
            because = reason(reader, &inner);
        }
    }
    let place = reader.span(statement.head);
    clauses.demand(reader, place, "because", "say why, such as `because \"The board asked for it\"`");
    let rule = head?.children().next_as(Rule::kebab)?.name();
    Some(Adjust { rule, settings, because, head: place })
}

fn reason<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Words<'a>> {
    let node = parse(reader, Rule::text_clause, statement.head, end_of(statement))?;
    words(reader, &node.children().find_rule(Rule::text)?)
}
