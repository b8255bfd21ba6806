//! Views with their clauses.

use super::clauses::{Clauses, condition, names, setting};
use super::expressions::expression;
use super::functions::param;
use super::parse;
use super::templates::{template, text};
use super::tree::{Fact, Gap, View};
use crate::syntax::grammar::Rule;
use crate::syntax::outline::{Statement, is_attribute};
use crate::syntax::plan::end_of;
use crate::syntax::quick;
use crate::syntax::reader::Reader;
use crate::syntax::texts::words;
use crate::syntax::{Name, Words};

/// The clauses of a view.
const CLAUSES: [&str; 7] = ["row", "column", "show", "was", "fact", "gap", "note"];

/// `view holders(edition one) "Who holds what" { clauses }`.
pub(super) fn view<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<View<'a>> {
    let doc = reader.doc(statement);
    let head = parse(reader, Rule::view_head, statement.head, end_of(statement));
    let place = reader.span(statement.head);
    let mut view = View {
        doc,
        name: Name { text: "", span: place },
        params: Vec::new(),
        title: Words { text: "".into(), span: place },
        settings: Vec::new(),
        rows: None,
        columns: None,
        show: None,
        was: None,
        facts: Vec::new(),
        gaps: Vec::new(),
        notes: Vec::new(),
        broken: false,
        head: place,
    };
    clauses(reader, statement, &mut view);
    let mut parts = head?.children();
    view.name = parts.next_as(Rule::name)?.name();
    if let Some(params) = parts.next_as(Rule::params) {
        let params = params.children().filter(|part| part.rule() == Rule::param);
        view.params = params.filter_map(|part| param(&part)).collect();
    }
    view.title = words(reader, &parts.next_as(Rule::text)?)?;
    Some(view)
}

fn clauses<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>, view: &mut View<'a>) {
    let mut clauses = Clauses::new("view", &CLAUSES);
    for inner in statement.inner() {
        let word = clauses.start(reader, &inner);
        let read = word.and_then(|word| clause(reader, &inner, word, view));
        view.broken |= read.is_none();
    }
    let row = "say what each row is about, such as `row asset a`";
    view.broken |= !clauses.demand(reader, view.head, "row", row);
    let show = "say what stands in a cell, such as `show holder_of(x, a)`";
    let column = "say what each column is about, such as `column area x`";
    let fact = "say what is told of each row, such as `fact \"Owner\" a.owner`";
    let cells = ["column", "show", "was"].iter().any(|word| clauses.has(word));
    let demands = if cells { vec![("column", column), ("show", show)] } else { vec![("fact", fact)] };
    for (word, help) in demands {
        view.broken |= !clauses.demand(reader, view.head, word, help);
    }
}

/// Reads one clause into the view.
fn clause<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'_>,
    word: &str,
    view: &mut View<'a>,
) -> Option<()> {
    if is_attribute(reader.slice(statement.head)) {
        view.settings.push(setting(reader, statement)?);
        return Some(());
    }
    match word {
        "row" => view.rows = Some(names(reader, statement, Rule::axis_clause)?),
        "column" => view.columns = Some(names(reader, statement, Rule::axis_clause)?),
        "show" => view.show = Some(condition(reader, statement, Rule::cell_clause)?),
        "was" => view.was = Some(condition(reader, statement, Rule::cell_clause)?),
        "fact" => view.facts.push(fact(reader, statement)?),
        "note" => view.notes.push(text(reader, statement)?),
        _ => view.gaps.push(gap(reader, statement)?),
    }
    Some(())
}

fn fact<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Fact<'a>> {
    if let Some((title, value)) = quick::fact(reader, statement.head) {
        return Some(Fact { title, value });
    }
    let node = parse(reader, Rule::fact_clause, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let title = words(reader, &parts.find_rule(Rule::text)?)?;
    Some(Fact { title, value: expression(reader, &parts.find_rule(Rule::expr)?)? })
}

fn gap<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Gap<'a>> {
    if let Some((says, when)) = quick::gap(reader, statement.head) {
        return Some(Gap { says: template(reader, says)?, when });
    }
    let node = parse(reader, Rule::gap_clause, statement.head, end_of(statement))?;
    let mut parts = node.children();
    let says = template(reader, parts.find_rule(Rule::text)?.name())?;
    Some(Gap { says, when: expression(reader, &parts.find_rule(Rule::expr)?)? })
}
