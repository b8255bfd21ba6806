//! The days on which laws begin: on the day before and on the day itself, an organisation that every law binds as everything owes
//! exactly what the sheet of facts says, no duty more and none less.
#![expect(clippy::indexing_slicing, reason = "tests stop at a surprise")]

use std::collections::{BTreeMap, BTreeSet};

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::text::{Language, Origin, Source};
use jiff::civil::Date;
use libtest_mimic::{Failed, Trial};

use crate::facts::{PACKS, WRITTEN, packs_of_duties, table};
use crate::support::{Shipped, with_pack};

const FACTS: &str = "fixtures/facts/notification-duties.md";
/// The days of the sheet on which a law begins.
const DAYS: usize = 33;
/// The law that begins with a letter to the organisation: when it came, and when the ten months after it are over.
const DESIGNATED: (&str, &str, &str) = ("eu-cer", "2026-07-17", "2027-05-17");

/// Says of every duty whether it is owed.
const ASKED: &str = "pack asked \"Asked\" { version: \"1\"; schema: 1; source: \"a test\"; uses: duties }
rule duty-owed \"Nothing is owed\" {
  severity: note
  for each obligation o
  require not is_owed(o)
  message \"{o} is owed.\"
  bad  { plan x }
  good { plan x }
}
";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("dates: each law begins on its day, and nothing else changes", changes),
        Trial::test("dates: a day that is wrong in the sheet is said", wrong_day),
    ]
}

/// A law of the sheet: its pack, regime and status, and the first day on which it binds, if one is known.
#[derive(Clone)]
struct Law {
    pack: String,
    regime: String,
    status: String,
    begins: Option<Date>,
    /// The rows of its duties.
    rows: Vec<String>,
}

fn packs() -> Vec<Law> {
    let duties = packs_of_duties();
    let law = |row: Vec<String>| {
        let known = row[3..].iter().find(|day| !day.is_empty()).map(String::as_str);
        let day = if row[0] == DESIGNATED.0 { Some(DESIGNATED.2) } else { known };
        let own = duties.iter().filter(|(pack, _)| *pack == row[0]);
        Law {
            begins: day.map(|day| day.parse().unwrap()),
            rows: own.map(|(_, row)| row.clone()).collect(),
            pack: row[0].clone(),
            regime: row[1].clone(),
            status: row[2].clone(),
        }
    };
    table(FACTS, &PACKS).into_iter().map(law).collect()
}

impl Law {
    fn binds(&self, day: Date) -> bool {
        match self.status.as_str() {
            "in_force" => self.begins.is_none_or(|first| first <= day),
            "adopted" => self.begins.is_some_and(|first| first <= day),
            _ => false,
        }
    }
}

/// What the program says is owed on each day of the sheet, and on the day before it.
fn observed(laws: &[Law]) -> Result<BTreeMap<Date, BTreeSet<String>>, Failed> {
    let asked = with_pack("asked.irpolicy", ASKED);
    let days: BTreeSet<Date> = laws.iter().filter_map(|law| law.begins).collect();
    if days.len() < DAYS {
        return Err(format!("the sheet has {} days, and {DAYS} are wanted", days.len()).into());
    }
    let both = days.into_iter().flat_map(|day| [day.yesterday().unwrap(), day]).collect::<BTreeSet<_>>();
    both.into_iter().map(|day| Ok((day, owed(day, &asked)?))).collect()
}

/// Where the program and the sheet differ.
fn differences(laws: &[Law], observed: &BTreeMap<Date, BTreeSet<String>>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (day, found) in observed {
        let wanted: BTreeSet<String> =
            laws.iter().filter(|law| law.binds(*day)).flat_map(|law| law.rows.clone()).collect();
        wrong.extend(found.symmetric_difference(&wanted).map(|duty| format!("{duty} on {day}")));
    }
    wrong
}

fn changes() -> Result<(), Failed> {
    let laws = packs();
    let observed = observed(&laws)?;
    let mut wrong = differences(&laws, &observed);
    for day in laws.iter().filter_map(|law| law.begins) {
        let begin: BTreeSet<String> =
            laws.iter().filter(|law| law.begins == Some(day)).flat_map(|law| law.rows.clone()).collect();
        let (before, after) = (&observed[&day.yesterday().unwrap()], &observed[&day]);
        let new: BTreeSet<String> = after.difference(before).cloned().collect();
        if new != begin || !before.is_subset(after) {
            wrong.push(format!("on {day} {new:?} begin, and by the sheet {begin:?}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The duties that the program says are owed on a day by an organisation that every law binds.
fn owed(day: Date, asked: &Shipped) -> Result<BTreeSet<String>, Failed> {
    let regimes: Vec<String> = packs().into_iter().map(|law| law.regime).collect();
    let roles: BTreeSet<String> = table(FACTS, &WRITTEN).into_iter().map(|row| row[2].clone()).collect();
    let roles: Vec<String> = roles.into_iter().collect();
    let plan = format!(
        "organisation acme {{ entity: essential; designated: {}; regimes: {regimes}; unverified: {regimes}; acts_as: {} }}",
        DESIGNATED.1,
        roles.join(", "),
        regimes = regimes.join(", "),
    );
    let mut sources = asked.sources.clone();
    let root = sources.add(Source::new("all.irp", plan, Language::Plan, Origin::User));
    let files = PlanFiles { root, files: vec![root] };
    let mut settings = Settings::new(day);
    settings.choice.select = vec!["duty-owed".to_owned()];
    let analysis = analyse(&sources, &[files], &asked.policies, &settings);
    let found = analysis.findings.iter().filter(|finding| finding.rule == "duty-owed");
    let found: BTreeSet<String> = found.filter_map(|finding| finding.thing.clone()).collect();
    if found.is_empty() { Err(format!("nothing is owed on {day}").into()) } else { Ok(found) }
}

/// A law that begins a day later than it does is said, each of them.
fn wrong_day() -> Result<(), Failed> {
    let laws = packs();
    let observed = observed(&laws)?;
    for (at, law) in laws.iter().enumerate().filter(|(_, law)| law.begins.is_some()) {
        let mut other = laws.clone();
        other[at].begins = law.begins.map(|day| day.tomorrow().unwrap());
        if differences(&other, &observed).is_empty() {
            return Err(format!("{} may begin a day later", law.pack).into());
        }
    }
    Ok(())
}
