//! `define`, `relation` and `matrix`.

use super::expressions::expression;
use super::packs::type_ref;
use super::parse;
use super::tree::{Function, Matrix};
use crate::finding::Finding;
use crate::syntax::Name;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::{Statement, first_word};
use crate::syntax::plan::{columns, end_of, no_body, rows};
use crate::syntax::quick::{self, Definition};
use crate::syntax::reader::Reader;

/// `define on_duty(role r): hours = ...` or `relation answers(notify n, obligation o) when ...`.
pub(super) fn function<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Function<'a>> {
    no_body(reader, statement, "a definition takes no block");
    let doc = reader.doc(statement);
    let read = quick::definition(reader, statement.head);
    let Definition { name, params, result, body } = read.or_else(|| definition(reader, statement))?;
    Some(Function { doc, name, params, result, body, span: reader.span(statement.head) })
}

fn definition<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Definition<'a>> {
    let is_define = first_word(reader.slice(statement.head)) == "define";
    let rule = if is_define { Rule::define_head } else { Rule::relation_head };
    let node = parse(reader, rule, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let name = parts.next_as(Rule::name)?.name();
    let params = parts.next_as(Rule::params)?.children().filter(|part| part.rule() == Rule::param);
    let params = params.filter_map(|part| param(&part)).collect();
    let result = if is_define { Some(type_ref(&parts.find_rule(Rule::type_ref)?)?) } else { None };
    let body = expression(reader, &parts.find_rule(Rule::expr)?)?;
    Some(Definition { name, params, result, body })
}

pub(super) fn param<'a>(node: &Node<'a>) -> Option<(Name<'a>, Name<'a>)> {
    let mut parts = node.children();
    Some((parts.next()?.name(), parts.next()?.name()))
}

/// `matrix duty(area, service_model): holder { rows }`.
pub(super) fn matrix<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Matrix<'a>> {
    let doc = reader.doc(statement);
    let node = reader.parse(Rule::matrix_head, statement.head, end_of(statement))?;
    let mut names = node.children().filter(|part| part.rule() == Rule::name).map(|part| part.name());
    let (name, rows_over) = (names.next()?, names.next()?);
    let (columns_over, cells_of) = (names.next()?, names.next()?);
    let head = reader.span(statement.head);
    let mut lines = statement.inner();
    let Some(first) = lines.next() else {
        let message = format!("the matrix `{}` has no rows", name.text);
        reader.report(Finding::unreadable("syntax/statement", head, message));
        return None;
    };
    let columns = columns(reader, &first);
    let rows = rows(reader, lines, &columns);
    let columns = columns.into_iter().flatten().collect();
    Some(Matrix { doc, name, rows_over, columns_over, cells_of, columns, rows, head })
}
