//! Plans that can be read, and what they are read as.

use irlint::syntax::plan::tree::{Attribute, Block, Entry, Item};
use irlint::syntax::{Amount, LiteralKind, Unit, Window};
use irlint::text::Language;

use crate::plan_tree;
use crate::support::{markdown_findings, source};

fn block<'t, 'a>(item: &'t Item<'a>) -> &'t Block<'a> {
    match item {
        Item::Block(block) => block,
        other => panic!("a block is wanted, not {other:?}"),
    }
}

fn attribute<'t, 'a>(entry: &'t Entry<'a>) -> &'t Attribute<'a> {
    match entry {
        Entry::Attribute(attribute) => attribute,
        other => panic!("an attribute is wanted, not {other:?}"),
    }
}

/// The kinds of all values of the first attribute of the only block.
fn values(text: &str, check: impl Fn(&[LiteralKind<'_>])) {
    plan_tree!(source, tree, &format!("x y {{ a: {text} }}"));
    let attribute = attribute(&block(&tree.items[0]).entries[0]);
    let kinds: Vec<_> = attribute.values.iter().map(|value| value.kind.clone()).collect();
    for value in &attribute.values {
        assert!(text.contains(source.slice(value.span)), "{text}");
    }
    check(&kinds);
}

#[test]
fn a_block_has_kind_id_title_tails_and_entries() {
    plan_tree!(
        source,
        tree,
        "## Who decides.\n## And when.\nrole desk \"Duty desk\" by anna, ben within 2 hours {\n  primary: anna\n  shift day { who: ben }\n}\n"
    );
    let role = block(&tree.items[0]);
    assert_eq!(role.doc.as_ref().unwrap().text, "Who decides.\nAnd when.");
    assert_eq!(source.slice(role.doc.as_ref().unwrap().span), "## Who decides.\n## And when.");
    assert_eq!((role.kind.text, role.id.unwrap().text), ("role", "desk"));
    assert_eq!(role.title.as_ref().unwrap().text, "Duty desk");
    assert_eq!(role.tails.iter().map(|tail| tail.name.text).collect::<Vec<_>>(), ["by", "within"]);
    assert_eq!(role.tails[0].values.len(), 2);
    assert_eq!(source.slice(role.head), "role desk \"Duty desk\" by anna, ben within 2 hours");
    assert!(source.slice(role.whole).ends_with('}'));
    assert_eq!(attribute(&role.entries[0]).name.text, "primary");
    assert!(matches!(&role.entries[1], Entry::Block(shift) if shift.id.unwrap().text == "day"));
}

#[test]
fn an_attribute_has_values_and_tails_with_exact_places() {
    plan_tree!(source, tree, "role desk {\n  escalate: lead after 15 minutes  via phone, chat   # soon\n}");
    let escalate = attribute(&block(&tree.items[0]).entries[0]);
    assert_eq!(source.slice(escalate.span), "escalate: lead after 15 minutes  via phone, chat");
    assert_eq!(source.slice(escalate.tails[0].span), "after 15 minutes");
    assert_eq!(source.slice(escalate.tails[0].values[0].span), "15 minutes");
    assert_eq!(source.slice(escalate.tails[1].span), "via phone, chat");
}

#[test]
fn values_are_told_apart_by_their_looks() {
    let amount = |thousandths, unit| LiteralKind::Duration(Amount { thousandths, unit });
    values("anna, soc_rota.day", |kinds| {
        assert_eq!(kinds, [LiteralKind::Reference("anna"), LiteralKind::Reference("soc_rota.day")]);
    });
    values("15 minutes, 72h, 1.5 hours, 4 business days, 1 month", |kinds| {
        let days = amount(4_000, Unit::BusinessDay);
        let rest = [amount(72_000, Unit::Hour), amount(1_500, Unit::Hour), days, amount(1_000, Unit::Month)];
        assert_eq!(kinds[0], amount(15_000, Unit::Minute));
        assert_eq!(kinds[1..], rest);
    });
    values("3, 2.5, 95%, 24x7, Sat, DE, UTC, Europe/Berlin", |kinds| {
        let always = Window { first: 0, last: 6, from: 0, to: 1440, zone: None };
        let wanted = [
            LiteralKind::Number(3000),
            LiteralKind::Number(2500),
            LiteralKind::Percent(95_000),
            LiteralKind::Hours(always),
            LiteralKind::Weekday(5),
            LiteralKind::Code("DE"),
            LiteralKind::Zone("UTC"),
            LiteralKind::Zone("Europe/Berlin"),
        ];
        assert_eq!(kinds, wanted);
    });
    values("Fri-Mon 08:00-24:00 Europe/Berlin", |kinds| {
        let window = Window { first: 4, last: 0, from: 480, to: 1440, zone: Some("Europe/Berlin") };
        assert_eq!(kinds, [LiteralKind::Hours(window)]);
    });
    values("yes, no, none, stage-without-owner, 2026-11-23", |kinds| {
        let date = LiteralKind::Date(jiff::civil::date(2026, 11, 23));
        let first = [LiteralKind::YesNo(true), LiteralKind::YesNo(false), LiteralKind::None];
        assert_eq!(kinds[..3], first);
        assert_eq!(kinds[3..], [LiteralKind::RuleId("stage-without-owner"), date]);
    });
    values("a.b+c@x.example, 2fa@x.example, https://x.example/#a?b=c, +49 (0) 30 23125 103", |kinds| {
        let mail = [LiteralKind::Email("a.b+c@x.example"), LiteralKind::Email("2fa@x.example")];
        assert_eq!(kinds[..2], mail);
        let rest = [LiteralKind::Url("https://x.example/#a?b=c"), LiteralKind::Phone("+49 (0) 30 23125 103")];
        assert_eq!(kinds[2..], rest);
    });
    values("todo \"Hiring\" by 2027-01-31, todo \"Later\"", |kinds| {
        let by = Some(jiff::civil::date(2027, 1, 31));
        let later = LiteralKind::Todo { note: "Later".into(), by: None };
        assert_eq!(kinds, [LiteralKind::Todo { note: "Hiring".into(), by }, later]);
    });
}

#[test]
fn texts_mean_what_they_show() {
    let text = |text: &'static str| LiteralKind::Text(text.into());
    values(r##""a \"b\" \\ c\n", "", "# { ; |""##, |kinds| {
        assert_eq!(kinds, [text("a \"b\" \\ c\n"), text(""), text("# { ; |")]);
    });
    values(r#""""one "line" \ as it is""""#, |kinds| assert_eq!(kinds, [text("one \"line\" \\ as it is")]));
    values("\"\"\"\n    Three:\n      1. # no comment\n\n    2. }\n  \"\"\"", |kinds| {
        assert_eq!(kinds, [text("Three:\n  1. # no comment\n\n2. }")]);
    });
    values("\"\"\"\r\n  a\r\n  b\"\"\"", |kinds| assert_eq!(kinds, [text("a\nb")]));
}

#[test]
fn a_statement_goes_on_over_lines() {
    let wrapped = [
        "x y {\n a: b,\n\n    # between\n    c, d }",
        "x y {\n a: b\n   after c\n   via d\n}",
        "x y\n  by b\n  after c # here\n  # there\n\n  via d {}",
        "accept a-b on c by d until 2027-03-31 because\n  \"Because.\"",
    ];
    for text in wrapped {
        plan_tree!(_source, tree, text);
        assert_eq!(tree.items.len(), 1, "{text}");
    }
    plan_tree!(_source, tree, "x y {\n  within: 2 hours\n  after: c\n  via : d\n}");
    assert_eq!(block(&tree.items[0]).entries.len(), 3);
}

#[test]
fn statements_share_a_line_and_blocks_may_be_empty() {
    plan_tree!(_source, tree, "a b; c d {}\ne {;; f: g ;; h i { } }  j k");
    assert_eq!(tree.items.len(), 4);
    assert_eq!(block(&tree.items[2]).entries.len(), 2);
}

#[test]
fn a_map_has_one_entry_for_each_severity() {
    plan_tree!(source, tree, "stage s { within: { sev1: 15 minutes; sev2: 2 hours # more\n } }");
    let Entry::Map(map) = &block(&tree.items[0]).entries[0] else { panic!("a map is wanted") };
    assert_eq!((map.name.text, map.entries.len(), map.broken), ("within", 2, false));
    assert!(source.slice(map.span).starts_with("within: {"));
}

#[test]
fn a_table_has_columns_and_rows_with_places() {
    plan_tree!(
        source,
        tree,
        "table person {\n  id | as | name\n  # none yet\n  anna | | \"A | B\"\n  ben | x, y after 2 hours |\n}"
    );
    let Item::Table(table) = &tree.items[0] else { panic!("a table is wanted") };
    assert_eq!(table.columns.iter().map(|column| column.text).collect::<Vec<_>>(), ["id", "as", "name"]);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.rows[0].cells[2].values[0].kind, LiteralKind::Text("A | B".into()));
    assert!(table.rows[0].cells[1].values.is_empty() && table.rows[0].cells[1].span.is_empty());
    assert_eq!(source.slice(table.rows[1].cells[1].span), "x, y after 2 hours");
    assert_eq!(table.rows[1].cells[1].tails[0].name.text, "after");
    assert_eq!(table.rows[1].cells.len(), 3);
}

#[test]
fn descriptions_stand_directly_before_a_statement() {
    plan_tree!(
        _source,
        tree,
        "## Lost.\n\n## Kept.\n# Not this.\na b { ## Not this either.\n  ## Of c.\n  c d }\n### No.\ne f ## no\ng h"
    );
    let docs = tree.items.iter().map(|item| block(item).doc.as_ref().map(|doc| doc.text.to_string()));
    assert_eq!(docs.collect::<Vec<_>>(), [Some("Kept.".to_owned()), None, None]);
    assert!(matches!(&block(&tree.items[0]).entries[0], Entry::Block(inner) if inner.doc.is_some()));
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    plan_tree!(source, tree, "\u{feff}# first\r\na b {\r\n  c: d,\r\n     e\r\n}\r\n");
    let values = &attribute(&block(&tree.items[0]).entries[0]).values;
    assert_eq!(source.slice(values[1].span), "e");
    plan_tree!(_source, marked, "\u{feff}## Doc.\na b");
    assert!(block(&marked.items[0]).doc.is_some());
}

#[test]
fn only_fences_of_a_document_are_read() {
    let text = "role x { `\n\n```irp\na b {\n```\n\nprose } {\n\n~~~~ irp more words\n~~~\nc: d }\n~~~~\n\n```text\n```irp\ne f {\n```\n";
    let source = source(text, Language::Markdown);
    let (tree, findings) = irlint::syntax::plan::read(irlint::text::FileId(0), &source);
    assert_eq!(crate::support::shown(&source, &findings), ["10:1 cannot read `~~~`, expected a name"]);
    assert_eq!(block(&tree.items[0]).entries.len(), 2);
    assert_eq!(
        markdown_findings("- x\n\n      ```irp\n      a b\n"),
        ["3:1 this fence is not read, because of what stands before it"]
    );
    assert_eq!(markdown_findings("```irp\na b\n"), ["1:1 this fence is never closed"]);
    assert!(irlint::syntax::markdown::has_fence(text, Language::Plan));
    assert!(!irlint::syntax::markdown::has_fence(text, Language::Policy));
}
