//! The page of the functions that are built into the policy language.

use super::MADE;
use super::table::{cell, code, table};
use crate::policy::builtins::{Gives, SIGNATURES, Signature, Takes};

const INTRODUCTION: &str = "\
Functions that conditions and messages of policies may call. Each example is checked against the schema; the short names
in it stand for things of a rule: `r` a role, `t` a team, `s`, `first` and `last` stages, `n` a notification, `e` an
exercise, `p` a playbook or a person, `x` an acceptance.

- A **path** is a chain of attributes that leads from a thing to others: `escalate.to`, `next`.
- A **cost** is an attribute, or a chain of them, that gives a length of time: `within`.
- A fact that is not stated makes a result wider, not wrong: a count of two members and one unknown is two or three. A
  condition on it is decided as soon as the whole range agrees, and is else undecided.";

/// The page.
pub(super) fn text() -> String {
    let rows = SIGNATURES
        .iter()
        .map(|one| [code(&call(one)), gives(one.gives).to_owned(), cell(one.doc), code(one.example)]);
    let functions = table(["Function", "Gives", "Meaning", "Example"], rows);
    format!("# Built-in functions\n\n{MADE}\n\n{INTRODUCTION}\n\n{functions}")
}

/// `count(set)`.
fn call(signature: &Signature) -> String {
    let takes: Vec<&str> = signature.takes.iter().map(|takes| taken(*takes)).collect();
    format!("{}({})", signature.name, takes.join(", "))
}

const fn taken(takes: Takes) -> &'static str {
    match takes {
        Takes::Set => "a set",
        Takes::Amounts => "a set of numbers or lengths of time",
        Takes::HoursSet => "a set of hours",
        Takes::Hours => "some hours",
        Takes::Date => "a date",
        Takes::Duration => "a length of time",
        Takes::Percent => "a share",
        Takes::Thing => "a thing",
        Takes::Things => "one or more things",
        Takes::Rule => "the name of a rule",
        Takes::Steps => "a path",
        Takes::Cost => "a cost",
    }
}

const fn gives(gives: Gives) -> &'static str {
    match gives {
        Gives::Number => "a number",
        Gives::Date => "a date",
        Gives::Member => "a number or a length of time",
        Gives::Hours => "some hours",
        Gives::Text => "a text",
        Gives::Duration => "a length of time",
        Gives::Reached | Gives::Things => "a set of things",
        Gives::Texts => "a set of texts",
        Gives::Severity => "a severity of rules",
    }
}
