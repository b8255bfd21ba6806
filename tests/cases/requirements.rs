//! What sources ask of a complete plan, and what becomes of it: each row names rules that there are, or says why no machine can
//! check it. `docs/requirements.md` is made from that; `UPDATE=1` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use irlint::policy::ir::Clause;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::support::shipped;

/// The sheets, the name of a row in each, and how many rows there are.
const SHEETS: [(&str, &str, usize); 3] = [
    ("fixtures/facts/requirements/a-to-f.toml", "requirement", 91),
    ("fixtures/facts/requirements/g-to-t.toml", "requirement", 132),
    ("fixtures/facts/subtleties.toml", "subtlety", 50),
];

/// What a source asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    /// What a plan must state.
    #[serde(default)]
    asks: String,
    #[serde(default)]
    rules: Vec<String>,
    not_checkable: Option<String>,
    /// Why no rule is needed: reading the plan finds it.
    by_reader: Option<String>,
    /// The clauses that ask for it: the name of the standard, and the number.
    #[serde(default)]
    clauses: Vec<String>,
}

/// The standard that takes over all clauses of another one, and that other one: NIST SP 800-61 Rev. 3 is a profile of the
/// Cybersecurity Framework 2.0.
const PROFILE: (&str, &str) = ("nist-800-61r3", "nist-csf-2");

pub fn trials() -> Vec<Trial> {
    let sheet = |(path, row, count)| {
        Trial::test(format!("requirements: {path}"), move || {
            let faults = faults(&fs::read_to_string(path)?, row, count)?;
            if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
        })
    };
    let mut trials: Vec<Trial> = SHEETS.into_iter().map(sheet).collect();
    trials.push(Trial::test("requirements: the clauses of standards are those of the sheets", || {
        let asked = asked(&SHEETS.map(|(path, row, _)| Ok((fs::read_to_string(path)?, row))))?;
        let faults = unlike(&asked, &listed());
        if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
    }));
    trials.push(Trial::test("requirements: a wrong clause is found", a_wrong_clause_is_found));
    trials.push(Trial::test("requirements: the page is fresh", page_is_fresh));
    trials.push(Trial::test("requirements: a wrong row is found", a_wrong_row_is_found));
    trials
}

fn faults(sheet: &str, row: &str, count: usize) -> Result<Vec<String>, Failed> {
    let mut sheet: BTreeMap<String, Vec<Row>> = toml::from_str(sheet)?;
    let rows = sheet.remove(row).ok_or_else(|| format!("no `{row}` is there"))?;
    let known: BTreeSet<&str> = shipped().policies.rule_names.iter().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for Row { id, rules, not_checkable, by_reader, asks: _, clauses: _ } in &rows {
        if !seen.insert(id) {
            faults.push(format!("{id} is there twice"));
        }
        if rules.is_empty() == (not_checkable.is_none() && by_reader.is_none()) {
            faults.push(format!("{id} needs rules, or the reason why there is none"));
        }
        let lost = rules.iter().filter(|rule| !known.contains(rule.as_str()));
        faults.extend(lost.map(|rule| format!("{id}: there is no rule `{rule}`")));
    }
    if rows.len() != count {
        faults.push(format!("{} rows, and {count} are wanted", rows.len()));
    }
    Ok(faults)
}

/// The rules by the clause that asks for them.
type Clauses = BTreeMap<String, BTreeSet<String>>;

/// What the sheets say.
fn asked(sheets: &[Result<(String, &str), std::io::Error>]) -> Result<Clauses, Failed> {
    let mut asked = Clauses::new();
    for sheet in sheets {
        let (text, row) = sheet.as_ref().map_err(ToString::to_string)?;
        let mut sheet: BTreeMap<String, Vec<Row>> = toml::from_str(text)?;
        for Row { rules, clauses, .. } in sheet.remove(*row).unwrap_or_default() {
            for clause in clauses {
                let (profile, whole) = PROFILE;
                let taken = clause.strip_prefix(whole).map(|number| format!("{profile}{number}"));
                for clause in std::iter::once(clause.clone()).chain(taken) {
                    asked.entry(clause).or_default().extend(rules.iter().cloned());
                }
            }
        }
    }
    Ok(asked)
}

/// What the packs say.
fn listed() -> Clauses {
    let policies = &shipped().policies;
    let clauses = policies.standards.iter().flat_map(|standard| {
        let name = &policies.pack_of(standard).name;
        let clause = move |one: &Clause| {
            (format!("{name} {}", one.number), one.satisfied_by.iter().cloned().collect())
        };
        standard.clauses.iter().map(clause)
    });
    clauses.collect()
}

/// What stands in one of them and not in the other; a clause that nobody cites has no rules.
fn unlike(asked: &Clauses, listed: &Clauses) -> Vec<String> {
    let none = BTreeSet::new();
    let names: BTreeSet<&String> = asked.keys().chain(listed.keys()).collect();
    let mut faults = Vec::new();
    for name in names {
        let (sheet, pack) = (asked.get(name).unwrap_or(&none), listed.get(name).unwrap_or(&none));
        if !listed.contains_key(name) {
            faults.push(format!("{name} is in no pack"));
        } else if sheet != pack {
            faults.push(format!("{name}: the sheets say {sheet:?}, the pack says {pack:?}"));
        }
    }
    faults
}

fn a_wrong_clause_is_found() -> Result<(), Failed> {
    let sheet = "[[r]]\nid = \"a\"\nrules = [\"x\"]\nclauses = [\"iso 1\", \"iso 2\"]\n";
    let asked = asked(&[Ok((sheet.to_owned(), "r"))])?;
    let pack = |clause: &str, rules: &[&str]| {
        (clause.to_owned(), rules.iter().map(|&rule| rule.to_owned()).collect())
    };
    let listed = Clauses::from([pack("iso 1", &["x", "y"]), pack("iso 3", &["z"]), pack("iso 4", &[])]);
    let wanted = [
        "iso 1: the sheets say {\"x\"}, the pack says {\"x\", \"y\"}",
        "iso 2 is in no pack",
        "iso 3: the sheets say {}, the pack says {\"z\"}",
    ];
    assert_eq!(unlike(&asked, &listed), wanted);
    Ok(())
}

/// The page that is made of the sheets.
const PAGE: &str = "docs/requirements.md";

const HEAD: &str = "# What a complete plan states\n\n\
<!-- made from fixtures/facts/requirements; `UPDATE=1 cargo test --test cases requirements` writes it -->\n\n\
What laws, standards and published plans ask of an incident response plan, in our own words, with the rules that find it missing, or \
the reason why no rule can, and the clauses that ask for it. Several rules share a requirement that has several sides. Duties to report \
within a time are judged law by law: see [the law sheet](reference/law.md). `irlint coverage` tells what a plan of yours has to show \
for each clause: see [evidence for a standard](guide/standards.md).\n";

/// The fewest rules that the requirements must come to.
const FEWEST_RULES: usize = 130;

fn page_is_fresh() -> Result<(), Failed> {
    let mut page = HEAD.to_owned();
    let mut rules = BTreeSet::new();
    let mut count = 0;
    let mut table = String::new();
    for (path, row, _) in SHEETS.iter().filter(|(_, row, _)| *row == "requirement") {
        let mut sheet: BTreeMap<String, Vec<Row>> = toml::from_str(&fs::read_to_string(path)?)?;
        for row in sheet.remove(*row).unwrap_or_default() {
            count += 1;
            table += &line(&row)?;
            rules.extend(row.rules);
        }
    }
    writeln!(page, "\n{count} requirements, for which {} rules ask.\n", rules.len())?;
    page += "| | a plan must state | found missing by | asked for by |\n|---|---|---|---|\n";
    page += &table;
    if rules.len() < FEWEST_RULES {
        return Err(format!("only {} rules", rules.len()).into());
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &page)?;
    }
    let fresh = fs::read_to_string(PAGE).unwrap_or_default() == page;
    if fresh { Ok(()) } else { Err(format!("{PAGE} is stale; UPDATE=1 writes it").into()) }
}

/// A row of the page.
fn line(row: &Row) -> Result<String, Failed> {
    let Row { id, asks, rules, not_checkable, by_reader, clauses } = row;
    if asks.is_empty() {
        return Err(format!("{id} does not say what a plan must state").into());
    }
    let policies = &shipped().policies;
    let linked = rules.iter().map(|name| {
        let rule = policies.rules.iter().find(|rule| rule.id == *name).ok_or("a rule is missing")?;
        let pack = &policies.packs.get(usize::from(rule.pack)).ok_or("a pack is missing")?.name;
        Ok(format!("[{name}](rules/{pack}/{name}.md)"))
    });
    let linked = linked.collect::<Result<Vec<String>, Failed>>()?;
    let found = match (not_checkable, by_reader) {
        (Some(why), _) => format!("no rule: {why}"),
        (None, Some(how)) => format!("reading: {how}"),
        (None, None) => linked.join(", "),
    };
    let cell = |text: &str| text.replace('|', "\\|").replace('<', "\\<").replace("{{", "\\{{");
    Ok(format!("| {id} | {} | {} | {} |\n", cell(asks), cell(&found), cell(&clauses.join(", "))))
}

fn a_wrong_row_is_found() -> Result<(), Failed> {
    let sheet = "[[r]]\nid = \"a\"\nrules = [\"no-such-rule\"]\n[[r]]\nid = \"a\"\n";
    let wanted = [
        "a: there is no rule `no-such-rule`",
        "a is there twice",
        "a needs rules, or the reason why there is none",
        "2 rows, and 3 are wanted",
    ];
    assert_eq!(faults(sheet, "r", 3)?, wanted);
    assert!(faults(sheet, "other", 0).is_err());
    Ok(())
}
