//! Parameters, matrices, functions and tables.

use crate::support::{of, rule, sound};
use irlint::model::Datum;

/// What is said about statements, but for names that nothing uses.
fn wrong(statements: &str) -> Vec<String> {
    of(statements).into_iter().filter(|said| !said.ends_with("is used by nothing")).collect()
}

#[test]
fn parameters_are_of_their_type_and_within_their_bounds() {
    let cases = [
        ("param a: duration = 3", "3 | a duration is wanted here, this is a number"),
        (
            "param a: durration = 3 hours",
            "durration | there is no type `durration`; did you mean `duration`?",
        ),
        ("param a: phase = clos", "clos | `clos` is no phase; did you mean `close`?"),
        ("param a: number = 3 at most 2", "3 | `a` is 3, and may be 2 at most"),
        (
            "param a: duration = 1 day at least 25 hours",
            "1 day | `a` is 1 day, and must be 25 hours at least",
        ),
        ("param a: number = 3 at most 2 hours", "2 hours | a number is wanted here, this is a duration"),
        (
            "param a: phase = close at most detect",
            "detect | only numbers, percentages, lengths of time and dates have bounds",
        ),
        ("param a: set of phase = close", "phase | a parameter holds one value"),
    ];
    for (text, wanted) in cases {
        assert_eq!(wrong(text), [wanted], "{text}");
    }
    for text in [
        "param a: duration = 12 months at most 1 year",
        "param a: duration = 365 days at most 12 months",
        "param a: phase = close",
        "param a: date = 2026-01-01 at least 2025-01-01",
    ] {
        assert_eq!(wrong(text), [""; 0], "{text}");
    }
}

fn matrix(rows: &str) -> Vec<String> {
    wrong(&format!("matrix duty(area, model): holder {{\n{rows}\n}}\n"))
}

#[test]
fn matrices_are_complete() {
    let head = "matrix duty(area, model): holder";
    let cases = [
        (
            "area | iaas | saas\ndata | shared | shared",
            format!("{head} | `duty` has no row for host; add a row for host"),
        ),
        (
            "area | iaas\ndata | shared\nhost | shared",
            format!("{head} | `duty` has no column for saas; add a column for saas"),
        ),
        (
            "area | iaas | saas\ndata | shared | shared\nhost | shared | shared\ndata | shared | shared",
            "data | `data` has two rows".to_owned(),
        ),
        (
            "area | iaas | saas | iaas\ndata | shared | shared | shared\nhost | shared | shared | shared",
            "iaas | `iaas` has two columns".to_owned(),
        ),
        (
            "area | iaas | saas\ndata | shared | shred\nhost | shared | shared",
            "shred | `shred` is no holder; did you mean `shared`?".to_owned(),
        ),
        (
            "area | iaas | saas\ndata | shared\nhost | shared | shared",
            "data | shared | 3 cells are wanted in this row, 2 given".to_owned(),
        ),
        (
            "area | iaas | saas\ndta | shared | shared\nhost | shared | shared",
            "dta | `dta` is no area; did you mean `data`?".to_owned(),
        ),
        (
            "aria | iaas | saas\ndata | shared | shared\nhost | shared | shared",
            "aria | the first column is called like its list, `area`".to_owned(),
        ),
        (
            "area | iaas | saas\ndata | shared | 3\nhost | shared | shared",
            "3 | a cell of a matrix is one word".to_owned(),
        ),
    ];
    for (rows, wanted) in cases {
        assert_eq!(matrix(rows), [wanted], "{rows}");
    }
    let policies = sound(
        "matrix duty(area, model): holder {\narea | saas | iaas\nhost | shared | customer\ndata | provider | customer\n}\n",
    );
    assert_eq!(policies.matrices[0].cells, [[0, 1], [0, 2]], "by the order of the lists");
}

#[test]
fn functions_say_what_they_are_and_never_call_themselves() {
    let cases = [
        (
            "define f(role r): number = r.primary",
            "r.primary | `f` says that it is a number, but it is a set of person",
        ),
        ("define f(rol r): number = r.cost", "rol | there is no type `rol`; did you mean `role`?"),
        ("define f(role r): nmber = 1", "nmber | there is no type `nmber`; did you mean `number`?"),
        ("relation f(role r) when r.cost", "r.cost | `r.cost` is a number, not a condition"),
        ("relation f(role r) when f(r)", "f | `f` calls itself: f, f; no function may call itself"),
        (
            "relation f(role r) when g(r)\nrelation g(role r) when not h(r)\nrelation h(role r) when some role q where f(q)\nrelation k(role r) when h(r)",
            "f | `f` calls itself: f, g, h, f; no function may call itself",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(wrong(text), [wanted], "{text}");
    }
    let policies = sound(
        "relation f(role r) when g(r)\nrelation g(role r) when 2 < h(r)\ndefine h(role r): number = r.cost default 3\n",
    );
    let names: Vec<&str> = policies.functions.iter().map(|function| function.name.as_str()).collect();
    assert_eq!(names, ["h", "g", "f"], "callees first");
}

#[test]
fn functions_call_each_other_64_deep_at_most() {
    let first = "relation f1(role r) when r.cost > 2\n".to_owned();
    let rest = (2..=70).map(|at| format!("relation f{at}(role r) when f{}(r)\n", at - 1));
    let text: String = std::iter::once(first).chain(rest).collect();
    assert_eq!(wrong(&text), ["f65 | `f65` is the last of more than 64 functions that call each other"]);
}

#[test]
fn what_uses_something_with_a_mistake_is_left_out_without_a_word() {
    let uses = "  for each stage s\n  when limit > 3\n  require s.within <= limit\n  message \"{limit}\"";
    let text = format!("param limit: duration = 3\n{}", rule(uses));
    assert_eq!(wrong(&text), ["3 | a duration is wanted here, this is a number"]);
    let when = rule("  when broken(1)\n  require some stage s\n  message \"m\"");
    let text = format!("relation broken(number n) when n\n{when}");
    assert_eq!(wrong(&text), ["n | `n` is a number, not a condition"]);
}

#[test]
fn what_uses_something_that_could_not_be_read_is_left_out_without_a_word() {
    let uses = rule(
        "  for each stage s, asset a\n  require s.within <= limit and f(a) and duty[data, a.model] = shared\n  message \"m\"",
    );
    let text = format!(
        "param limit: duration = = 3\nrelation f(asset a) when a a\nmatrix duty(area model): holder {{\n  area | iaas\n}}\n{uses}"
    );
    let said = wrong(&text);
    assert_eq!(said.iter().filter(|said| said.contains("cannot read")).count(), 3, "{said:#?}");
    assert_eq!(said.len(), 3, "{said:#?}");
}

#[test]
fn tables_know_parameters() {
    let text = "param limit: duration = 2 hours\n\
        kind duty_row \"A duty\" {\n  within: duration?\n  of: asset?\n}\n\
        table duty_row {\n  id | within\n  one | limit\n}\n\
        table duty_row {\n  id | within\n  two | 3 hours\n}\n";
    let policies = sound(text);
    assert_eq!(policies.rows.len(), 2);
    assert_eq!(policies.packs[0].fills.len(), 1);
    assert!(matches!(policies.params[0].value, Datum::Duration(_)));
}
