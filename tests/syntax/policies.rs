//! Policies that can be read, and what they are read as.

use irlint::syntax::policy::tree::{
    AddOp, BindOver, CompareOp, Exists, ExpectKind, Expr, ExprKind, IsTest, Item, KindPlace, Many, Part, Rule,
};
use irlint::syntax::{LiteralKind, Unit};

use crate::policy_tree;

fn rule<'t, 'a>(item: &'t Item<'a>) -> &'t Rule<'a> {
    match item {
        Item::Rule(rule) => rule,
        other => panic!("a rule is wanted, not {other:?}"),
    }
}

/// Looks at the expression that `text` is read as.
fn expression(text: &str, check: impl Fn(&Expr<'_>)) {
    policy_tree!(source, tree, &format!("relation f(role r) when {text}   # end"));
    let Item::Function(function) = &tree.items[0] else { panic!("a relation is wanted") };
    assert_eq!(source.slice(function.body.span), text);
    check(&function.body);
}

fn path(expr: &Expr<'_>) -> String {
    match &expr.kind {
        ExprKind::Path(names) => names.iter().map(|name| name.text).collect::<Vec<_>>().join("."),
        other => panic!("a path is wanted, not {other:?}"),
    }
}

#[test]
fn conditions_bind_as_they_are_read_aloud() {
    expression("a or b and not c", |expr| {
        let ExprKind::Or(parts) = &expr.kind else { panic!("{expr:?}") };
        let ExprKind::And(inner) = &parts[1].kind else { panic!("{expr:?}") };
        assert!(matches!(&inner[1].kind, ExprKind::Not(c) if path(c) == "c"));
    });
    expression("a.b >= c - d default e", |expr| {
        let ExprKind::Compare(left, CompareOp::AtLeast, right) = &expr.kind else { panic!("{expr:?}") };
        assert_eq!(path(left), "a.b");
        let ExprKind::Add(c, AddOp::Minus, other) = &right.kind else { panic!("{expr:?}") };
        assert_eq!(path(c), "c");
        assert!(matches!(other.kind, ExprKind::Default(..)));
    });
    expression("x is not authority", |expr| {
        assert!(matches!(&expr.kind, ExprKind::Is(_, true, IsTest::Kind(name)) if name.text == "authority"));
    });
    expression("x is missing", |expr| assert!(matches!(expr.kind, ExprKind::Is(_, false, IsTest::Missing))));
    expression("(a or b) and (c)", |expr| {
        let ExprKind::And(parts) = &expr.kind else { panic!("{expr:?}") };
        assert!(matches!(parts[0].kind, ExprKind::Or(_)));
    });
}

#[test]
fn quantifiers_reach_as_far_right_as_they_can() {
    expression("some log l, a in s.x + s.y where l.covers has a and b", |expr| {
        let ExprKind::Exists(Exists::Some, binder) = &expr.kind else { panic!("{expr:?}") };
        assert!(matches!(&binder.binds[0].over, BindOver::Kind(kind) if kind.text == "log"));
        assert!(matches!(&binder.binds[1].over, BindOver::Set(set) if matches!(set.kind, ExprKind::Add(..))));
        assert!(matches!(binder.filter.as_ref().unwrap().kind, ExprKind::And(_)));
    });
    expression("every st in p.step: st.owner is given or x", |expr| {
        let ExprKind::Every(binder, body) = &expr.kind else { panic!("{expr:?}") };
        assert_eq!(binder.binds[0].name.text, "st");
        assert!(matches!(body.kind, ExprKind::Or(_)));
    });
    expression("no q in s where (one role r)", |expr| {
        let ExprKind::Exists(Exists::No, binder) = &expr.kind else { panic!("{expr:?}") };
        assert!(matches!(binder.filter.as_ref().unwrap().kind, ExprKind::Exists(Exists::One, _)));
    });
}

#[test]
fn values_are_calls_lookups_sets_and_choices() {
    expression("count([role r where r.x has p]) <= duty[x, a.model]", |expr| {
        let ExprKind::Compare(left, _, right) = &expr.kind else { panic!("{expr:?}") };
        let ExprKind::Call(name, given) = &left.kind else { panic!("{expr:?}") };
        assert_eq!(name.text, "count");
        assert!(matches!(&given[0].kind, ExprKind::Comprehension(binder) if binder.filter.is_some()));
        assert!(matches!(&right.kind, ExprKind::Lookup(path, keys) if path.len() == 1 && keys.len() == 2));
    });
    expression("s.within[sev1]", |expr| {
        assert!(matches!(&expr.kind, ExprKind::Lookup(path, keys) if path.len() == 2 && keys.len() == 1));
    });
    expression("[a, b, a-b]", |expr| {
        let ExprKind::Set(members) = &expr.kind else { panic!("{expr:?}") };
        assert!(
            matches!(&members[2].kind, ExprKind::Literal(kebab) if kebab.kind == LiteralKind::RuleId("a-b"))
        );
    });
    expression("[x in s where x is given]", |expr| assert!(matches!(expr.kind, ExprKind::Comprehension(_))));
    expression("[x in s]", |expr| assert!(matches!(expr.kind, ExprKind::Comprehension(_))));
    expression("[]", |expr| assert!(matches!(&expr.kind, ExprKind::Set(members) if members.is_empty())));
    expression("x default no", |expr| {
        let ExprKind::Default(_, no) = &expr.kind else { panic!("{expr:?}") };
        assert!(matches!(&no.kind, ExprKind::Literal(no) if no.kind == LiteralKind::YesNo(false)));
    });
    expression("if a then b else c + 1", |expr| {
        let ExprKind::If(_, _, other) = &expr.kind else { panic!("{expr:?}") };
        assert!(matches!(other.kind, ExprKind::Add(..)));
    });
    for literal in ["24x7", "Mon-Fri 09:00-17:00", "12 months", "95%", "2026-11-23", "\"x\"", "yes", "DE"] {
        expression(literal, |expr| assert!(matches!(expr.kind, ExprKind::Literal(_)), "{literal}"));
    }
}

#[test]
fn a_rule_has_its_clauses() {
    policy_tree!(
        source,
        tree,
        "## Why.\nrule a-b \"T\" {\n  severity: error\n  source: \"S\", o.cite https://x.example/\n  acceptable: no\n  tags: a, b-c\n  when x\n  for each role r,\n    p in r.backup\n  once per r\n  let y = count(r)\n  require y\n    and p is given\n  message \"{p} of {count(r)}: {{}}.\"\n  at p \"here {r}\"\n  also r.primary\n  because \"c\"\n  help \"h\"\n  fix add to r \"owner: {r}\"\n  fix replace r.backup \"x\"\n  bad { role a }\n  good \"G\" { role a { x: y } }\n}"
    );
    let rule = rule(&tree.items[0]);
    assert!(!rule.broken && rule.when.is_some() && rule.once_per.is_some() && rule.help.is_some());
    assert_eq!(rule.doc.as_ref().unwrap().text, "Why.");
    assert_eq!(rule.settings.iter().map(|setting| setting.values.len()).collect::<Vec<_>>(), [1, 3, 1, 2]);
    let link = &rule.settings[1].values[2];
    assert!(
        matches!(&link.kind, ExprKind::Literal(link) if link.kind == LiteralKind::Url("https://x.example/"))
    );
    assert_eq!(rule.each.as_ref().unwrap().binds.len(), 2);
    assert!(matches!(rule.require.as_ref().unwrap().kind, ExprKind::And(_)));
    let parts = &rule.message.as_ref().unwrap().parts;
    assert!(matches!(&parts[0], Part::Hole(p) if path(p) == "p" && source.slice(p.span) == "p"));
    assert!(matches!(&parts[1], Part::Text(text) if text == " of "));
    assert!(matches!(&parts[2], Part::Hole(call) if source.slice(call.span) == "count(r)"));
    assert!(matches!(&parts[3], Part::Text(text) if text == ": {}."));
    assert_eq!(rule.at.as_ref().unwrap().label.as_ref().unwrap().parts.len(), 2);
    assert!(rule.also[0].label.is_none());
    assert!(rule.fixes[0].adds && !rule.fixes[1].adds);
    assert_eq!(rule.fixes[0].text.parts.len(), 2);
    assert_eq!(rule.samples.iter().map(|sample| sample.good).collect::<Vec<_>>(), [false, true]);
    assert_eq!(rule.samples[1].plan.items.len(), 1);
    assert_eq!(source.slice(rule.samples[0].span), "bad { role a }");
}

#[test]
fn a_pack_has_settings_and_a_condition() {
    policy_tree!(
        _source,
        tree,
        "pack eu-gdpr \"P\" {\n  version: \"1\"\n  source: \"S\" https://x.example/a\n  effective: 2024-10-18\n  uses: duties, eu-nis2\n  applies when organisation.regimes has gdpr\n}\nparam a: duration = 24 hours \"T\" at most 30 hours at least 1 hour\nparam b: set of function = recovery"
    );
    let Item::Pack(pack) = &tree.items[0] else { panic!("a pack is wanted") };
    assert_eq!((pack.name.text, pack.settings.len(), pack.applies.is_some()), ("eu-gdpr", 4, true));
    assert_eq!(pack.settings[1].values.len(), 2);
    let Item::Param(param) = &tree.items[1] else { panic!("a parameter is wanted") };
    assert!(matches!(param.default.kind, LiteralKind::Duration(amount) if amount.unit == Unit::Hour));
    assert!(param.title.is_some() && param.at_most.is_some() && param.at_least.is_some());
    assert!(
        matches!(&tree.items[2], Item::Param(b) if b.ty.set && b.default.kind == LiteralKind::Reference("recovery"))
    );
}

#[test]
fn a_schema_has_kinds_lists_and_unions() {
    policy_tree!(
        _source,
        tree,
        "schema core 1\nsingle kind plan \"P\" {\n  version: text?  by: r* private else none head  head: x!\n  ## D.\n  within: duration per severity? else none\n}\nnested kind a { b: c! }\nextend kind role { c: text? }\nenum e { x; y \"Why\"\n ## Doc.\n z }\nextend enum e { w }\nunion u = a | b"
    );
    let Item::Kind(plan) = &tree.items[1] else { panic!("a kind is wanted") };
    assert_eq!(plan.place, KindPlace::Single);
    let by = &plan.attributes[1];
    assert!(by.private && by.else_none && by.head && by.many == Many::Any);
    assert_eq!(plan.attributes[2].name.text, "head");
    assert_eq!(plan.attributes[3].per.unwrap().text, "severity");
    assert_eq!(plan.attributes[3].doc.as_ref().unwrap().text, "D.");
    assert!(matches!(&tree.items[2], Item::Kind(kind) if kind.place == KindPlace::Nested));
    assert!(matches!(&tree.items[3], Item::Kind(kind) if kind.extends));
    let Item::Enum(list) = &tree.items[4] else { panic!("a list is wanted") };
    let titles: Vec<_> =
        list.values.iter().map(|value| value.title.as_ref().map(|title| &*title.text)).collect();
    assert_eq!(titles, [None, Some("Why"), Some("Doc.")]);
    assert!(matches!(&tree.items[5], Item::Enum(list) if list.extends));
    assert!(matches!(&tree.items[6], Item::Union(union) if union.members.len() == 2));
}

#[test]
fn functions_matrices_tables_tests_and_adjustments_are_read() {
    policy_tree!(
        _source,
        tree,
        "define f(role r, asset a): set of person =\n  if r.x is given then r.y\n  else r.z\nmatrix m(area, model): holder {\n  area | iaas | on\n  data | customer | shared\n}\ntable t { id | as\n x | none }\ntest \"T\" for a-b {\n  as_of: 2026-11-23\n  plan { role x }\n  expect undecided: stage s.t lacks within\n  expect undecided: organisation lacks entity\n  expect undecided\n  expect a-b at role x\n  expect a-b\n  expect not applicable\n  expect none\n}\nadjust a-b { severity: error; because \"B\" }"
    );
    assert!(matches!(&tree.items[0], Item::Function(f) if f.params.len() == 2 && f.result.unwrap().set));
    assert!(matches!(&tree.items[1], Item::Matrix(m) if m.columns.len() == 3 && m.rows.len() == 1));
    assert!(matches!(&tree.items[2], Item::Table(t) if t.columns.len() == 2 && t.rows.len() == 1));
    let Item::Test(test) = &tree.items[3] else { panic!("a test is wanted") };
    let kinds: Vec<_> = test.expect.iter().map(|expect| &expect.kind).collect();
    assert!(matches!(kinds[0], ExpectKind::Undecided(Some((_, Some(thing), _))) if thing.text == "s.t"));
    assert!(matches!(kinds[1], ExpectKind::Undecided(Some((_, None, lacks))) if lacks.text == "entity"));
    assert!(matches!(kinds[2], ExpectKind::Undecided(None)));
    assert!(matches!(kinds[3], ExpectKind::Finding(_, Some((_, Some(thing)))) if thing.text == "x"));
    assert!(matches!(
        kinds[4..],
        [ExpectKind::Finding(_, None), ExpectKind::NotApplicable, ExpectKind::Nothing]
    ));
    assert!(matches!(&tree.items[4], Item::Adjust(adjust) if adjust.because.is_some()));
}
