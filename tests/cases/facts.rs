//! Duties to report against the sheet of facts: law by law, row by row and cell by cell, both ways. A cell that is changed
//! is said; that is shown for each of them.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "tests stop at a surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use std::sync::Arc;

use irlint::model::{AttributeId, Datum, Slot, Thing};
use irlint::policy::ir::Policies;
use irlint::workspace::parse_literal;
use libtest_mimic::{Failed, Trial};

use crate::support::shipped;

pub const FACTS: &str = "fixtures/facts/notification-duties.md";
/// How many laws and duties were read.
const LAWS: usize = 60;
const DUTIES: usize = 173;
const READ: [&str; 12] = [
    "duty",
    "who",
    "step",
    "to",
    "deadline",
    "clock start",
    "counting",
    "contents",
    "when",
    "sec",
    "conf",
    "ship",
];
pub const WRITTEN: [&str; 14] = [
    "duty",
    "row",
    "as",
    "on",
    "for",
    "tells",
    "within",
    "after",
    "or_within",
    "or_after",
    "urgency",
    "counting",
    "follows",
    "settles",
];
pub const PACKS: [&str; 5] = ["pack", "regime", "status", "effective", "from"];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("facts: the rows say what the laws say", || same(&duties(&shipped().policies))),
        Trial::test("facts: a changed cell of a row is said", changed_duties),
        Trial::test("facts: what is known of each law is what was read", || same(&laws(&shipped().policies))),
        Trial::test("facts: a changed cell of a law is said", changed_laws),
        Trial::test("facts: a limit is the figure that the law names", || same(&figures())),
        Trial::test("facts: no limit of a law can be set laxer", || same(&limits(&shipped().policies))),
    ]
}

pub fn same(differences: &[String]) -> Result<(), Failed> {
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
}

fn cells(line: &str) -> Vec<String> {
    let bare = |cell: &str| match cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')) {
        Some(name) if !name.contains('`') => name.to_owned(),
        Some(_) | None => cell.to_owned(),
    };
    line.trim_matches('|').split('|').map(|cell| bare(cell.trim())).collect()
}

/// The rows of the tables in a document that have as many cells as `columns`, which heads one of them.
pub fn table(path: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| if line.starts_with('|') { cells(line) } else { Vec::new() });
    let below = lines.skip_while(|cells| cells != columns).skip(2);
    let rows: Vec<_> = below.take_while(|cells| !cells.is_empty()).collect();
    assert!(!rows.is_empty(), "{path} has no table of {columns:?}");
    assert!(rows.iter().all(|row| row.len() == columns.len()), "{path} has a row of another length");
    rows
}

/// What was read of one law: its name, its fields and its duties.
pub struct Law {
    pub pack: String,
    fields: BTreeMap<String, String>,
    pub duties: Vec<Vec<String>>,
}

pub fn sheet() -> Vec<Law> {
    let text = fs::read_to_string(FACTS).unwrap();
    let mut laws = Vec::new();
    for section in text.split("\n## `").skip(1) {
        let section = section.split("\n## ").next().unwrap();
        let (pack, rest) = section.split_once('`').unwrap();
        let rows: Vec<_> = rest.lines().filter(|line| line.starts_with('|')).map(cells).collect();
        let of =
            |length: usize| rows.iter().filter(move |row| row.len() == length && !row[0].starts_with("---"));
        let fields = of(2).filter(|row| row[0] != "field");
        laws.push(Law {
            pack: pack.to_owned(),
            fields: fields.map(|row| (row[0].clone(), row[1].clone())).collect(),
            duties: of(READ.len()).filter(|row| row.as_slice() != READ).cloned().collect(),
        });
    }
    let duties: usize = laws.iter().map(|law| law.duties.len()).sum();
    assert_eq!((laws.len(), duties), (LAWS, DUTIES), "{FACTS} lacks laws or duties");
    laws
}

/// The pack and the name of each row of a duty.
pub fn packs_of_duties() -> Vec<(String, String)> {
    let written = table(FACTS, &WRITTEN);
    let of = |pack: &str, duty: &str| {
        let rows = written.iter().filter(|row| row[0] == duty);
        rows.map(|row| (pack.to_owned(), row[1].clone())).collect::<Vec<_>>()
    };
    sheet().iter().flat_map(|law| law.duties.iter().flat_map(|duty| of(&law.pack, &duty[0]))).collect()
}

pub fn of_kind<'p>(policies: &'p Policies, kind: &str) -> Vec<&'p Thing> {
    let kind = policies.schema.kind_named(kind).unwrap();
    policies.rows.iter().filter(|row| row.kind == kind).collect()
}

fn pack_of<'p>(policies: &'p Policies, row: &Thing) -> &'p str {
    match row.from {
        irlint::model::From::Pack(pack) => &policies.packs[pack as usize].name,
        irlint::model::From::Plan => panic!("rows stand in packs"),
    }
}

fn confidence(mark: &str) -> (&'static str, &'static str) {
    match mark {
        "P" => ("verified", "law_text"),
        "O" => ("verified", "regulator"),
        "S+" => ("secondary", "several_others"),
        "S" => ("secondary", "few_others"),
        "M" => ("unverified", "memory"),
        other => panic!("no mark {other}"),
    }
}

/// What a row must say of each attribute, besides its citation.
fn wanted<'f>(read: &'f [String], written: &'f [String], status: &'f [String]) -> Vec<(&'f str, &'f str)> {
    let (sure, basis) = confidence(&read[10]);
    let mut wanted = vec![
        ("addressee", read[3].as_str()),
        ("limit", &read[4]),
        ("clock", &read[5]),
        ("contents", &read[7]),
        ("provided", &read[8]),
        ("confidence", sure),
        ("basis", basis),
        ("regime", &status[1]),
        ("status", if status[2] == "in_force" { "" } else { &status[2] }),
        ("from", &status[4]),
        ("checked", "2026-11-23"),
    ];
    wanted.extend(WRITTEN[2..].iter().copied().zip(written[2..].iter().map(String::as_str)));
    wanted
}

/// Where the rows of duties differ from the sheet.
fn duties(policies: &Policies) -> Vec<String> {
    let written = table(FACTS, &WRITTEN);
    let packs = table(FACTS, &PACKS);
    let ours = of_kind(policies, "obligation");
    let known: BTreeSet<&str> = written.iter().map(|row| row[1].as_str()).collect();
    let strange = ours.iter().filter(|row| !known.contains(row.name.as_ref()));
    let mut differences: Vec<String> = strange.map(|row| format!("{} has no fact", row.name)).collect();
    for law in sheet() {
        let status = packs.iter().find(|row| row[0] == law.pack).unwrap();
        for read in &law.duties {
            let ship = ships(&read[10], &status[2]);
            if ship != read[11] {
                differences.push(format!("{} would ship as {ship}, and is {}", read[0], read[11]));
            }
            let rows: Vec<_> = written.iter().filter(|row| row[0] == read[0]).collect();
            if rows.is_empty() {
                differences.push(format!("{} is not written as a row", read[0]));
            }
            for row in rows {
                let ours = ours.iter().find(|one| *one.name == *row[1] && pack_of(policies, one) == law.pack);
                let Some(ours) = ours else {
                    differences.push(format!("{} ({}) has no row in {}", row[1], row[0], law.pack));
                    continue;
                };
                compare(policies, ours, &wanted(read, row, status), &mut differences);
                if !says(policies, ours, "cite", &read[9], true) {
                    differences.push(format!("{}.cite does not name {}", ours.name, read[9]));
                }
            }
        }
    }
    differences
}

/// What becomes of a duty by how well it was read, and whether its law binds anybody yet.
fn ships(mark: &str, status: &str) -> &'static str {
    match (status, confidence(mark).0) {
        ("contract", _) => "template",
        ("adopted" | "proposed" | "unclear", _) => "OFF",
        (_, "verified") => "VERIFIED",
        _ => "unverified",
    }
}

pub fn compare(policies: &Policies, row: &Thing, wanted: &[(&str, &str)], differences: &mut Vec<String>) {
    for (attribute, fact) in wanted {
        if !says(policies, row, attribute, fact, false) {
            differences.push(format!("{}.{attribute}: the fact is {fact:?}", row.name));
        }
    }
}

/// Whether a row says of an attribute what the fact is: `none`, nothing, words, or texts between semicolons. `part` is for a
/// text that only has to name each part of the fact.
fn says(policies: &Policies, row: &Thing, attribute: &str, fact: &str, part: bool) -> bool {
    let at = policies.schema.attribute_named(row.kind, attribute).unwrap();
    let nothing = matches!(fact, "" | "-");
    match policies.rows.slot(row, at) {
        Slot::None(Some(_)) => fact == "none",
        Slot::None(None) | Slot::Missing => nothing,
        Slot::Given(given) if matches!(given.values.first(), Some(value) if matches!(value.datum, Datum::Text(_))) =>
        {
            let texts = given.values.iter().map(|value| match &value.datum {
                Datum::Text(text) => text.to_lowercase(),
                other => panic!("{attribute} mixes texts with {other:?}"),
            });
            let ours = texts.collect::<Vec<_>>().join("; ");
            let fact = fact.to_lowercase().replace('"', "'");
            if part { names(&ours, &fact) } else { ours == fact }
        }
        Slot::Given(given) => {
            let facts: Vec<&str> = fact.split(", ").collect();
            let mut pairs = given.values.iter().zip(&facts);
            facts.len() == given.values.len() && pairs.all(|(one, fact)| is(policies, &one.datum, fact))
        }
        Slot::Todo { .. } | Slot::Unread(_) => false,
    }
}

/// Whether a citation names the first part of the law that the sheet gives.
fn names(citation: &str, fact: &str) -> bool {
    let number = |text: &str| {
        text.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '(').collect::<String>()
    };
    let first = fact.split([',', ';']).next().unwrap_or("").trim();
    let last = first.rsplit(' ').next().unwrap_or(first);
    number(citation).contains(&number(last))
}

fn is(policies: &Policies, datum: &Datum, fact: &str) -> bool {
    match datum {
        Datum::Word(word) => policies.schema.word(*word) == fact,
        Datum::Thing(id) => policies.rows.row(*id).is_some_and(|row| *row.name == *fact),
        other => parse_literal(fact).as_ref() == Some(other),
    }
}

/// Where what is known of the laws differs from the sheet.
fn laws(policies: &Policies) -> Vec<String> {
    let packs = table(FACTS, &PACKS);
    let ours = of_kind(policies, "law");
    let mut differences = Vec::new();
    if ours.len() != LAWS {
        differences.push(format!("there are {} laws", ours.len()));
    }
    for law in sheet() {
        let Some(row) = ours.iter().find(|row| pack_of(policies, row) == law.pack) else {
            differences.push(format!("{} has no law", law.pack));
            continue;
        };
        let status = packs.iter().find(|row| row[0] == law.pack).unwrap();
        let field = |name: &str| law.fields.get(name).map_or("", String::as_str);
        let wanted = [
            ("jurisdiction", field("jurisdiction")),
            ("cite", field("citation")),
            ("binds", field("bound")),
            ("counts", field("trigger")),
            ("standing", field("status")),
            ("records", field("records")),
            ("delays", field("delays")),
            ("read_in", field("basis")),
            ("regime", &status[1]),
            ("status", &status[2]),
            ("from", &status[4]),
            ("checked", "2026-11-23"),
        ];
        compare(policies, row, &wanted, &mut differences);
        let effective =
            policies.packs.iter().find(|pack| pack.name == law.pack).and_then(|pack| pack.effective);
        if effective.map_or(String::new(), |day| day.to_string()) != status[3] {
            differences.push(format!("{} is effective {effective:?}, the fact is {}", law.pack, status[3]));
        }
    }
    differences
}

/// Where the figure of a limit does not stand in what was read of it.
fn figures() -> Vec<String> {
    let read: BTreeMap<_, _> = sheet()
        .into_iter()
        .flat_map(|law| law.duties)
        .map(|duty| (duty[0].clone(), duty[4].clone()))
        .collect();
    let mut differences = Vec::new();
    for row in table(FACTS, &WRITTEN) {
        for length in [&row[6], &row[8]].into_iter().filter(|length| !matches!(length.as_str(), "" | "none"))
        {
            let figure = length.split(' ').next().unwrap();
            let stated =
                read[&row[0]].split(|sign: char| !sign.is_ascii_digit()).any(|number| number == figure);
            if !stated {
                differences.push(format!("{}: {length}, and was read as {}", row[0], read[&row[0]]));
            }
        }
    }
    differences
}

fn changed_duties() -> Result<(), Failed> {
    changed("obligation", &duties)
}

fn changed_laws() -> Result<(), Failed> {
    changed("law", &laws)
}

/// Changes each value of each row of a kind, and sees that it is said.
fn changed(kind: &str, compare: &dyn Fn(&Policies) -> Vec<String>) -> Result<(), Failed> {
    let mut policies = shipped().policies.clone();
    let number = policies.schema.kind_named(kind).unwrap();
    let free: Vec<_> = ["link", "of_template"]
        .iter()
        .chain((kind == "obligation").then_some(&"cite"))
        .filter_map(|name| policies.schema.attribute_named(number, name))
        .collect();
    // Every row, in every seventh of its attributes: over all rows that is each attribute many times.
    let attributes = policies.schema.kind(number).attributes.len();
    let rows: Vec<_> = (0..policies.rows.len()).filter(|at| policies.rows[*at].kind == number).collect();
    for (turn, row) in rows.into_iter().enumerate() {
        for at in
            (0..attributes).filter(|at| (at + turn) % 7 == 0 && free.iter().all(|one| one.0 as usize != *at))
        {
            let (id, span) = (AttributeId(at as u16), policies.rows[row].span);
            let before = policies.rows.slot(&policies.rows[row], id).clone();
            match Arc::make_mut(&mut policies.rows).slot_mut(row, id).unwrap() {
                Slot::Given(given) => alter(&mut given.values[0].datum),
                slot => *slot = Slot::Unread(span),
            }
            let said = compare(&policies).len();
            if said != 1 {
                let (row, kind) = (&policies.rows[row], policies.schema.kind(number));
                let name = kind.attributes.get_index(at).map_or("", |(name, _)| name.as_str());
                return Err(format!("a change of {}.{name} is said {said} times", row.name).into());
            }
            *Arc::make_mut(&mut policies.rows).slot_mut(row, id).unwrap() = before;
        }
    }
    Ok(())
}

/// A unit more, or another word.
pub fn alter(datum: &mut Datum) {
    match datum {
        Datum::Word(word) => word.at = u16::from(word.at == 0),
        Datum::Duration(amount) => amount.thousandths += 1000,
        Datum::Text(text) => *text = "something else".into(),
        Datum::Date(day) => *day = day.tomorrow().unwrap(),
        Datum::Thing(id) => id.0 = u32::from(id.0 == 0),
        other => panic!("rows hold no {other:?}"),
    }
}

/// Which parameters of the laws' packs can be set laxer than the facts allow.
fn limits(policies: &Policies) -> Vec<String> {
    let facts = table(FACTS, &["parameter", "at most"]);
    let regimes: BTreeSet<String> = sheet().into_iter().map(|law| law.pack).collect();
    let ours =
        policies.params.iter().filter(|param| regimes.contains(&policies.packs[param.pack as usize].name));
    let mut left: BTreeSet<&str> = facts.iter().map(|fact| fact[0].as_str()).collect();
    let mut differences = Vec::new();
    for param in ours {
        let fact = facts.iter().find(|fact| fact[0] == param.name).and_then(|fact| parse_literal(&fact[1]));
        left.remove(param.name.as_str());
        if fact.is_none() || param.at_most != fact {
            differences.push(format!("{} is at most {:?}, the fact is {fact:?}", param.name, param.at_most));
        }
    }
    differences.extend(left.iter().map(|name| format!("there is no parameter {name}")));
    differences
}
