//! The rows of providers' matrices against what their publishers print: every cell, mark and date, both ways. A
//! change of any of them is said; that is shown for each.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "tests stop at a surprise")]

use std::collections::BTreeMap;
use std::fs;

use std::sync::Arc;

use irlint::model::{Datum, PackRows, Slot, Thing};
use irlint::policy::ir::Policies;
use libtest_mimic::{Failed, Trial};

use crate::support::shipped;

const FACTS: &str = "fixtures/facts/matrices.md";

/// What is compared of a row of a matrix, in this order.
pub const LAYER: [&str; 11] =
    ["name", "work", "on_prem", "iaas", "paas", "saas", "hybrid", "tended", "package", "areas", "confidence"];
const EDITION: [&str; 9] =
    ["id", "services", "models", "second_hand", "dated", "newest", "stands_in", "confidence", "checked"];
const AI_LAYER: [&str; 6] = ["area", "name", "saas", "paas", "iaas", "confidence"];

/// Rows by the edition that they stand in, in order.
pub type Rows = BTreeMap<String, Vec<Vec<String>>>;

/// What the publishers print.
pub struct Facts {
    /// The editions, as in [`EDITION`].
    pub editions: Vec<Vec<String>>,
    /// The rows of matrices, as in [`LAYER`].
    pub layers: Rows,
    ai_layers: Rows,
}

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("facts: the matrices say what their publishers say", || {
            let differences = differences(&facts(), &shipped().policies);
            if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
        }),
        Trial::test("facts: a changed cell, mark or date of a matrix is said", changes_are_said),
        Trial::test("facts: a row more or less of a matrix is said", rows_are_counted),
    ]
}

/// The facts, each row in the form in which the policies say it.
pub fn facts() -> Facts {
    let text = fs::read_to_string(FACTS).unwrap();
    let mut facts = Facts { editions: Vec::new(), layers: Rows::new(), ai_layers: Rows::new() };
    for section in text.split("\n## ").skip(1) {
        let table = table(section);
        let heading = section.lines().next().unwrap_or("");
        match (heading.split('`').nth(1), table[0][0].as_str()) {
            (None, _) => facts.editions = table[1..].iter().map(|row| edition(row)).collect(),
            (Some(edition), "area") => {
                let rows = table[1..].iter().map(|row| ai_layer(row)).collect();
                facts.ai_layers.insert(edition.to_owned(), rows);
            }
            (Some(edition), _) => {
                let rows = table[1..].iter().flat_map(|row| layers(&table[0], row)).collect();
                facts.layers.insert(edition.to_owned(), rows);
            }
        }
    }
    assert_eq!((facts.editions.len(), facts.layers.len(), facts.ai_layers.len()), (8, 7, 1), "{FACTS}");
    facts
}

/// The cells of the table in a section, its head first.
fn table(section: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let lines = section.lines().filter(|line| line.starts_with('|') && !line.starts_with("|-"));
    let table: Vec<Vec<String>> = lines.map(cells).collect();
    assert!(table.len() > 1 && table.iter().all(|row| row.len() == table[0].len()), "{FACTS}: {section}");
    table
}

fn edition(row: &[String]) -> Vec<String> {
    let mut row: Vec<String> = row.iter().map(|cell| cell.trim_matches('`').to_owned()).collect();
    row[7] = mark(&row[7]);
    row
}

fn mark(letter: &str) -> String {
    match letter {
        "V" => "verified",
        "S" => "secondary",
        "M" => "unverified",
        other => panic!("{FACTS} has a mark `{other}`"),
    }
    .to_owned()
}

fn holder(code: &str) -> String {
    match code {
        "C" => "customer",
        "S" => "shared",
        "P" => "provider",
        "X" => "by_model",
        "-" => "-",
        other => panic!("{FACTS} has a cell `{other}`"),
    }
    .to_owned()
}

fn ai_layer(row: &[String]) -> Vec<String> {
    let cells = row.iter().zip(AI_LAYER).map(|(cell, column)| match column {
        "area" | "name" => cell.clone(),
        "confidence" => mark(cell),
        _ => holder(cell),
    });
    cells.collect()
}

/// The rows that a row of the facts stands for: one, or one for each kind of work, of which a cell has a letter.
fn layers(head: &[String], row: &[String]) -> Vec<Vec<String>> {
    let works = ["incident", "changes", "access", "compliance", "recovery"];
    let by_work = head.iter().any(|column| column == "managed products");
    let of = |column: &str| -> &str {
        // Managed products are platform and software as a service: our reading.
        let column = match column {
            "paas" | "saas" if by_work => "managed products",
            "name" => "row",
            "confidence" => "mark",
            other => other,
        };
        head.iter().position(|name| name == column).map_or("-", |at| row[at].as_str())
    };
    let one = |work: Option<usize>| {
        let cells = LAYER.iter().map(|column| match *column {
            "name" | "areas" => of(column).to_owned(),
            "work" => work.map_or("-", |at| works[at]).to_owned(),
            "confidence" => mark(of(column)),
            _ => match (of(column), work) {
                ("-", _) | (_, None) => holder(of(column)),
                (codes, Some(at)) => holder(&codes[at..=at]),
            },
        });
        cells.collect()
    };
    if by_work { (0..works.len()).map(|at| one(Some(at))).collect() } else { vec![one(None)] }
}

/// Where the rows of the policies differ from the facts.
fn differences(facts: &Facts, policies: &Policies) -> Vec<String> {
    let mut said = Vec::new();
    let ours: Vec<_> = of_kind(policies, "edition").map(|row| says(policies, row, &EDITION)).collect();
    compare("the editions", &sorted(&facts.editions), &sorted(&ours), &mut said);
    for (kind, columns, facts) in
        [("layer", &LAYER[..], &facts.layers), ("ai_layer", &AI_LAYER[..], &facts.ai_layers)]
    {
        let mut ours = Rows::new();
        for row in of_kind(policies, kind) {
            let edition = value(policies, row, "edition");
            ours.entry(edition).or_default().push(says(policies, row, columns));
        }
        let editions = facts.keys().chain(ours.keys().filter(|edition| !facts.contains_key(*edition)));
        for edition in editions {
            let of = |rows: &Rows| rows.get(edition).cloned().unwrap_or_default();
            compare(edition, &of(facts), &of(&ours), &mut said);
        }
    }
    said
}

fn sorted(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    rows.sort();
    rows
}

fn compare(what: &str, facts: &[Vec<String>], ours: &[Vec<String>], said: &mut Vec<String>) {
    if facts.len() != ours.len() {
        said.push(format!("{what}: {} rows in the facts, {} in the policies", facts.len(), ours.len()));
    }
    for (fact, row) in facts.iter().zip(ours).filter(|(fact, row)| fact != row) {
        said.push(format!("{what}: the fact is {fact:?}, the policies say {row:?}"));
    }
}

fn of_kind<'p>(policies: &'p Policies, kind: &str) -> impl Iterator<Item = &'p Thing> {
    let kind = policies.schema.kind_named(kind).unwrap();
    policies.rows.iter().filter(move |row| row.kind == kind)
}

fn says(policies: &Policies, row: &Thing, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| value(policies, row, column)).collect()
}

/// What a row says of an attribute, as text; `-` for none.
fn value(policies: &Policies, row: &Thing, attribute: &str) -> String {
    match attribute {
        "id" => return row.name.to_string(),
        "name" => return row.title.as_deref().unwrap_or("?").to_owned(),
        _ => {}
    }
    let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
    let Slot::Given(given) = policies.rows.slot(row, at) else { return "-".to_owned() };
    let words = given.values.iter().map(|stated| match &stated.datum {
        Datum::Word(word) => policies.schema.word(*word).to_owned(),
        Datum::Text(text) => text.to_string(),
        Datum::Date(date) => date.to_string(),
        Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Datum::Thing(thing) => policies.rows.row(*thing).unwrap().name.to_string(),
        other => panic!("a row holds {other:?}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Every change of one value of one row.
fn changes_are_said() -> Result<(), Failed> {
    let facts = facts();
    let mut policies = shipped().policies.clone();
    let mut tried = 0;
    for at in 0..policies.rows.len() {
        let kind = policies.schema.kind(policies.rows[at].kind).name.clone();
        let columns = match kind.as_str() {
            "edition" => &EDITION[1..],
            "layer" => &LAYER[1..],
            "ai_layer" => &AI_LAYER[..],
            _ => continue,
        };
        for column in columns.iter().filter(|column| **column != "name") {
            let slot = policies.schema.attribute_named(policies.rows[at].kind, column).unwrap();
            let old = policies.rows.slot(&policies.rows[at], slot).clone();
            for new in others(&policies, &old) {
                *Arc::make_mut(&mut policies.rows).slot_mut(at, slot).unwrap() = new;
                tried += 1;
                if differences(&facts, &policies).len() != 1 {
                    let row = says(&policies, &policies.rows[at], &["name", column]);
                    return Err(format!("a change of {column} in {row:?} is not said").into());
                }
            }
            *Arc::make_mut(&mut policies.rows).slot_mut(at, slot).unwrap() = old;
        }
    }
    if tried < 1500 { Err(format!("only {tried} changes were tried").into()) } else { Ok(()) }
}

/// A value more or less, or another one.
fn others(policies: &Policies, slot: &Slot) -> Vec<Slot> {
    let Slot::Given(given) = slot else { return Vec::new() };
    let with = |datum: Datum| {
        let mut given = given.clone();
        given.values[0].datum = datum;
        Slot::Given(given)
    };
    let mut others = vec![Slot::None(None)];
    match &given.values[0].datum {
        Datum::Word(word) => {
            let words = 0..policies.schema.list(word.list).words.len() as u16;
            let other = words.filter(|at| *at != word.at).map(|at| irlint::model::Word { at, ..*word });
            others.extend(other.map(|word| with(Datum::Word(word))));
        }
        Datum::YesNo(yes) => others.push(with(Datum::YesNo(!yes))),
        Datum::Date(date) => others.push(with(Datum::Date(date.tomorrow().unwrap()))),
        Datum::Text(text) => others.push(with(Datum::Text(format!("{text}, later").into()))),
        other => panic!("a row holds {other:?}"),
    }
    others
}

/// Every row left out, and every row twice.
fn rows_are_counted() -> Result<(), Failed> {
    let facts = facts();
    let policies = &shipped().policies;
    let counted = ["edition", "layer", "ai_layer"].map(|kind| policies.schema.kind_named(kind).unwrap());
    for (at, row) in policies.rows.iter().enumerate().filter(|(_, row)| counted.contains(&row.kind)) {
        for change in [0, 2] {
            let (mut changed, mut rows) = (policies.clone(), policies.rows.to_vec());
            if change == 0 {
                // A row of no kind that is compared, so that the others keep their places.
                rows[at].kind = policies.schema.kind_named("obligation").unwrap();
            } else {
                rows.push(row.clone());
            }
            changed.rows = Arc::new(PackRows::new(rows, policies.rows.facts().clone()));
            if differences(&facts, &changed).is_empty() {
                return Err(format!("a row of {:?} {change} times is not said", row.title).into());
            }
        }
    }
    Ok(())
}
