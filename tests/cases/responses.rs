//! The matrix of the parts of a response against its facts: every cell, and every part that there is.
#![expect(clippy::indexing_slicing, reason = "tests stop at a surprise")]

use std::fs;

use libtest_mimic::{Failed, Trial};

use crate::support::shipped;

const FACTS: &str = "fixtures/facts/incident-duties.md";

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("facts: the parts of a response are held as the facts say", || {
        let (facts, said) = (facts(), said());
        if facts == said { Ok(()) } else { Err(Failed::from(format!("{facts:#?}\n{said:#?}"))) }
    })]
}

/// The part, and who does it in an area of the customer, of the provider, and in a shared one.
type Row = (String, [String; 3]);

fn facts() -> Vec<Row> {
    let text = fs::read_to_string(FACTS).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let word = |at: usize| match cells[at] {
            "C" => "customer".to_owned(),
            "P" => "provider".to_owned(),
            "S" => "shared".to_owned(),
            other => format!("{FACTS} has a cell `{other}`"),
        };
        (cells[0].trim_matches('`').to_owned(), [word(1), word(2), word(3)])
    })
    .collect()
}

fn said() -> Vec<Row> {
    let policies = &shipped().policies;
    let schema = &policies.schema;
    let matrix = policies.matrices.iter().find(|matrix| matrix.name == "response").unwrap();
    let words = |list| schema.list(list).words.keys().cloned().collect::<Vec<_>>();
    let (parts, areas, holders) = (words(matrix.rows), words(matrix.columns), words(matrix.cells_of));
    let column = |name: &str| areas.iter().position(|area| area == name).unwrap();
    let cell = |row: usize, name: &str| holders[matrix.cells[row][column(name)] as usize].clone();
    let row = |(at, part): (usize, String)| {
        (part, [cell(at, "customer"), cell(at, "provider"), cell(at, "shared")])
    };
    parts.into_iter().enumerate().map(row).collect()
}
