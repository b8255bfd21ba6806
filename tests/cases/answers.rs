//! Every duty that was read in the law's own text: a plan that leaves its report out is told, so is one that sends it too late, and
//! one that sends it in time is not. Reports are built from the sheet of facts; for what goes with another report, or is no report,
//! the plans stand in `fixtures/facts/answers.toml`. And every duty that was read in the words of others: it is asked for when the
//! plan wants that, and each finding about it says how sure it is.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "tests stop at a surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use irlint::analysis::Analysis;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;

use crate::facts::{FACTS, PACKS, WRITTEN, sheet, table};
use crate::support::{check_text, say, shipped};

const WRITTEN_OUT: &str = "fixtures/facts/answers.toml";
/// How many duties the sheet has that were read in the law's own text, and in the words of others.
const VERIFIED: (&str, usize) = ("VERIFIED", 68);
const UNVERIFIED: (&str, usize) = ("unverified", 77);
/// What is no report of its own: it goes with another one, or stays in the house.
const NOT_SENT: [&str; 7] =
    ["late_reasons", "follow_up", "update", "amendment", "delay_request", "register_entry", "assessment"];

/// A duty that is no report of its own: the rule that asks for it, a plan that it finds and one that it does not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    rule: String,
    bad: String,
    good: String,
}

pub fn trials() -> Vec<Trial> {
    let written: BTreeMap<String, Answer> = toml::from_str(&fs::read_to_string(WRITTEN_OUT).unwrap())
        .unwrap_or_else(|mistake| panic!("{WRITTEN_OUT}: {mistake}"));
    let (apart, sent): (Vec<Duty>, Vec<Duty>) =
        duties_that_are(VERIFIED).into_iter().partition(|duty| NOT_SENT.contains(&duty.kind()));
    let named: BTreeSet<&String> = written.keys().collect();
    let wanted: BTreeSet<&String> = apart.iter().map(|duty| &duty.row).collect();
    assert_eq!(named, wanted, "{WRITTEN_OUT} must have the duties that are no reports of their own");
    let sent =
        sent.into_iter().map(|duty| Trial::test(format!("answers: {}", duty.row), move || answered(&duty)));
    let apart = written
        .into_iter()
        .map(|(row, answer)| Trial::test(format!("answers: {row}"), move || apart_from(&answer)));
    let unsure = Trial::test("answers: what was read in the words of others says so", named_unsure);
    sent.chain(apart).chain([unsure]).collect()
}

/// A duty of the sheet, as a row of a pack says it.
struct Duty {
    row: String,
    regime: String,
    /// The laws that the plan asks for although they were read in the words of others.
    asked: String,
    cells: BTreeMap<&'static str, String>,
}

/// The rows of those duties that the sheet ships as `ship`, and that there are `count` of.
fn duties_that_are((ship, count): (&str, usize)) -> Vec<Duty> {
    let packs = table(FACTS, &PACKS);
    let written = table(FACTS, &WRITTEN);
    let mut duties = Vec::new();
    let mut read = 0;
    for law in sheet() {
        let regime = &packs.iter().find(|row| row[0] == law.pack).unwrap()[1];
        for duty in law.duties.iter().filter(|duty| duty[11] == ship) {
            read += 1;
            let rows = written.iter().filter(|row| row[0] == duty[0]);
            duties.extend(rows.map(|row| Duty {
                row: row[1].clone(),
                regime: regime.clone(),
                asked: if ship == VERIFIED.0 { String::new() } else { format!("unverified: {regime}; ") },
                cells: WRITTEN.iter().copied().zip(row.iter().cloned()).collect(),
            }));
        }
    }
    assert_eq!(read, count, "{FACTS} lacks duties that are {ship}");
    duties
}

impl Duty {
    fn says(&self, cell: &str) -> &str {
        &self.cells[cell]
    }

    fn kind(&self) -> &str {
        self.says("for")
    }

    /// A length that the sheet states; none where the law names no figure.
    fn length(&self, cell: &str) -> Option<Length> {
        let (number, unit) = self.says(cell).split_once(' ')?;
        Some(Length { number: number.parse().unwrap(), unit: unit.to_owned() })
    }

    /// An organisation that owes it, and everybody whom it has to tell.
    fn scene(&self) -> String {
        let readers = self.readers().map(|(name, word)| match word {
            "authority" => format!("authority {name} {{ regime: {} }}\n", self.regime),
            "other_authorities" => format!("authority {name} {{ regime: none }}\n"),
            _ => format!("audience {name} {{ kind_of: {word} }}\n"),
        });
        let organisation = format!(
            "organisation acme {{ entity: essential; designated: 2026-01-01; {}regimes: {}; acts_as: {} }}\n\
             role desk {{ may: judge_high_risk }}\n\
             plan ours {{ calendar: usual }}\n\
             calendar usual {{ weekend: Sat, Sun; holidays: 2026-12-25 }}\n",
            self.asked,
            self.regime,
            self.says("as"),
        );
        organisation + &readers.collect::<String>()
    }

    fn readers(&self) -> impl Iterator<Item = (String, &str)> {
        self.says("tells").split(", ").map(|word| (format!("reader_{word}"), word))
    }

    /// The scene, with its report in that time, and in the second one where the law has two.
    fn plan(&self, within: &Length, second: Option<&Length>) -> String {
        let readers: Vec<String> = self.readers().map(|(name, _)| name).collect();
        let second = second.map_or_else(String::new, |length| {
            format!(" {{ or_within: {}; or_after: {} }}", length.say(), self.says("or_after"))
        });
        format!(
            "{}notify report for {} to {} on {} as {} within {} after {}{second}\n",
            self.scene(),
            self.kind(),
            readers.join(", "),
            self.says("on"),
            self.says("as"),
            within.say(),
            self.says("after"),
        )
    }

    /// The rules that have something to say about it in a plan.
    fn said(&self, plan: &str) -> Result<BTreeMap<String, String>, Failed> {
        let analysis = check_text("plan.irp", plan, shipped());
        readable(&analysis)?;
        let about =
            analysis.findings.iter().filter(|finding| finding.thing.as_deref() == Some(self.row.as_str()));
        Ok(about.map(|finding| (finding.rule.clone(), say(&analysis.sources, finding))).collect())
    }
}

/// A number of hours, days, months.
struct Length {
    number: u32,
    unit: String,
}

impl Length {
    fn say(&self) -> String {
        format!("{} {}", self.number, self.unit)
    }

    fn longer(&self) -> Length {
        Length { number: self.number + 1, unit: self.unit.clone() }
    }

    /// Half of it, in a smaller unit where it is one.
    fn half(&self) -> Length {
        let (number, unit) = match (self.number, self.unit.as_str()) {
            (1, "hour") => (30, "minutes"),
            (1, "month") => (14, "days"),
            (number, unit) => (number / 2, unit),
        };
        Length { number, unit: unit.to_owned() }
    }
}

/// A plan that does not read would find nothing, or anything.
fn readable(analysis: &Analysis) -> Result<(), Failed> {
    let of_the_language = |rule: &str| rule.contains('/') && !rule.starts_with("missing/");
    let broken = analysis.findings.iter().filter(|finding| of_the_language(&finding.rule));
    let broken: Vec<String> = broken.map(|finding| say(&analysis.sources, finding)).collect();
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n").into()) }
}

fn answered(duty: &Duty) -> Result<(), Failed> {
    let hour = Length { number: 1, unit: "hour".to_owned() };
    let limit = duty.length("within");
    let second = duty.length("or_within");
    let early = limit.as_ref().map_or(hour, Length::half);
    let finds = |what: &str, plan: &str, rule: &str| -> Result<(), Failed> {
        let said = duty.said(plan)?;
        if said.contains_key(rule) {
            Ok(())
        } else {
            Err(format!("{what}: {rule} is silent, of {said:#?}\n{plan}").into())
        }
    };
    finds("left out", &duty.scene(), "duty-without-path")?;
    let good = duty.plan(&early, second.as_ref().map(Length::half).as_ref());
    let said = duty.said(&good)?;
    if !said.is_empty() {
        return Err(format!("in time: {said:#?}\n{good}").into());
    }
    if let Some(limit) = &limit {
        let late = duty.plan(&limit.longer(), second.as_ref().map(Length::half).as_ref());
        finds("too late", &late, "report-too-late")?;
    }
    if let Some(second) = &second {
        finds("one clock", &duty.plan(&early, None), "second-clock-missing")?;
        finds("second too late", &duty.plan(&early, Some(&second.longer())), "second-clock-missing")?;
    }
    Ok(())
}

fn apart_from(answer: &Answer) -> Result<(), Failed> {
    let said = |plan: &str| -> Result<Vec<String>, Failed> {
        let analysis = check_text("plan.irp", plan, shipped());
        readable(&analysis)?;
        let of_rule = analysis.findings.iter().filter(|finding| finding.rule == answer.rule);
        Ok(of_rule.map(|finding| say(&analysis.sources, finding)).collect())
    };
    let (bad, good) = (said(&answer.bad)?, said(&answer.good)?);
    match (bad.is_empty(), good.is_empty()) {
        (false, true) => Ok(()),
        (true, _) => Err(format!("{} is silent on the bad plan", answer.rule).into()),
        (false, false) => Err(format!("on the good plan:\n{}", good.join("\n")).into()),
    }
}

/// Every finding about a duty whose figure was read in the words of others says so, when its report is missing and when it is late.
fn named_unsure() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    let mut late = 0;
    for duty in duties_that_are(UNVERIFIED).iter().filter(|duty| !NOT_SENT.contains(&duty.kind())) {
        let long = Length { number: 900, unit: "days".to_owned() };
        let mut met = false;
        for plan in [duty.scene(), duty.plan(&long, None)] {
            let analysis = check_text("plan.irp", &plan, shipped());
            readable(&analysis)?;
            for finding in
                analysis.findings.iter().filter(|finding| finding.thing.as_deref() == Some(duty.row.as_str()))
            {
                met = true;
                late += usize::from(finding.rule == "report-too-late");
                let sure = finding.confidence.as_deref();
                if !matches!(sure, Some("secondary" | "unverified")) || !finding.confidence_varies {
                    wrong.push(format!("{} ({sure:?})", say(&analysis.sources, finding)));
                }
            }
        }
        if !met {
            wrong.push(format!("nothing is said of {}", duty.row));
        }
    }
    if late == 0 {
        wrong.push("no report was late".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
