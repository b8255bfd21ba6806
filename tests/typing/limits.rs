//! Each limit of policies: what is just within it holds, and what is just beyond it gives one finding that names the limit.

use std::fmt::Write as _;

use irlint::finding::Level;

use crate::support::{PACK, SCHEMA, load, said};

/// How many things can be numbered.
const MOST: usize = 65_535;

/// The mistakes in a file beside the schema.
fn errors(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> = [("schema/all.irpolicy", SCHEMA)].into_iter().chain(files.iter().copied()).collect();
    let (_, findings, sources) = load(&files, &[]);
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    errors.map(|finding| said(&sources, finding)).collect()
}

fn of(statements: &str) -> Vec<String> {
    errors(&[("house.irpolicy", &format!("{PACK}{statements}"))])
}

/// Statements that differ in a number, from 1 to `count`.
fn numbered(count: usize, write: impl Fn(usize) -> String) -> String {
    (1..=count).fold(String::new(), |mut all, number| {
        let _ = writeln!(all, "{}", write(number));
        all
    })
}

#[test]
fn functions_call_each_other_64_deep() {
    let first = "relation f1(role r) when r.cost > 2\n".to_owned();
    let chain = |depth: usize| -> String {
        let rest = (2..=depth).map(|at| format!("relation f{at}(role r) when f{}(r)\n", at - 1));
        std::iter::once(first.clone()).chain(rest).collect()
    };
    assert_eq!(of(&chain(64)), [""; 0]);
    assert_eq!(of(&chain(65)), ["f65 | `f65` is the last of more than 64 functions that call each other"]);
}

#[test]
fn a_list_has_65535_words() {
    let list = |count: usize| format!("enum long {{\n{}}}\n", numbered(count, |at| format!("  w{at}")));
    assert_eq!(of(&list(MOST)), [""; 0]);
    assert_eq!(of(&list(MOST + 1)), ["w65536 | there are more than 65535 words"]);
}

#[test]
fn a_kind_has_65535_attributes() {
    let kind =
        |count: usize| format!("kind wide \"W\" {{\n{}}}\n", numbered(count, |at| format!("  a{at}: text?")));
    assert_eq!(of(&kind(MOST)), [""; 0]);
    assert_eq!(of(&kind(MOST + 1)), ["a65536 | there are more than 65535 attributes"]);
}

#[test]
fn there_are_65535_names() {
    let params = |count: usize| numbered(count, |at| format!("param p{at}: number = 1"));
    assert_eq!(of(&params(MOST)), [""; 0]);
    assert_eq!(of(&params(MOST + 1)), ["p65536 | there are more than 65535 names"]);
}

#[test]
fn a_rule_binds_4096_names() {
    let rule = |count: usize| {
        let lets = numbered(count - 1, |at| format!("  let x{at} = 1"));
        format!(
            "rule a-b \"T\" {{\n  severity: note\n  for each role r\n{lets}  require r.cost > 1\n  message \"m\"\n}}\n"
        )
    };
    assert_eq!(of(&rule(4_096)), [""; 0]);
    assert_eq!(of(&rule(4_097)), ["a-b | there are more than 4096 names in one statement"]);
    assert_eq!(of(&rule(200_000)), ["a-b | there are more than 4096 names in one statement"]);
}
