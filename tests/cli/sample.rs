//! One fixed analysis with everything in it that a format may meet: all levels and outcomes, places in
//! several files, private values and hostile characters.

use std::collections::BTreeMap;

use irlint::analysis::{Adjustment, Analysis, Change, Cost, PackReport, PlanReport, Verdict, Verdicts};
use irlint::finding::{Acceptance, Finding, Label, Level, Outcome};
use irlint::model::Private;
use irlint::text::{FileId, Language, Origin, Source, Sources, Span};
use jiff::civil::date;

/// Private values in the analysis.
pub const PRIVATE: [&str; 5] =
    ["anna@havel.example", "+49 30 23125 101", "ben@havel.example", "+44 20 7946 0999", "Elm Street 5"];

const PLAN: &str = "\
plan p \"P\"
person anna \"Anna\u{202e} Kr\u{fc}ger\" {
  email: anna@havel.example   # \u{1b}[31mred
  phone: +49 30 23125 101
}
role desk \"Duty desk\" { primary: anna; backup: anna }
";
const PEOPLE: &str = "person ben { email: ben@havel.example }\nperson eve { home: \"Elm Street 5\" }\n";

/// The analysis.
pub fn analysis() -> Analysis {
    let mut sources = Sources::new();
    let plan = sources.add(Source::new("plans/a\u{1b}b.irp", PLAN, Language::Plan, Origin::User));
    let people = sources.add(Source::new("plans/people.irp", PEOPLE, Language::Plan, Origin::User));
    let empty = sources.add(Source::new("plans/empty.irp", "", Language::Plan, Origin::User));
    let findings =
        vec![unreadable(empty), failed(plan, people), accepted(plan), undecided(people), noted(plan)];
    let verdicts = [
        ("backup-is-primary", Verdict::Failed),
        ("crisis-team-missing", Verdict::NotApplicable),
        ("logs-too-short", Verdict::Undecided),
        ("report-too-late", Verdict::PackNotApplicable),
        ("stage-without-owner", Verdict::Passed),
        ("turned-off", Verdict::SwitchedOff),
        ("yet-to-come", Verdict::NotInForce),
    ];
    let verdicts: Verdicts = verdicts.into_iter().map(|(rule, verdict)| (rule.to_owned(), verdict)).collect();
    Analysis {
        plans: vec![PlanReport {
            root: plan,
            files: [plan, people, empty].into_iter().collect(),
            name: Some("p".to_owned()),
            things: 3,
            verdicts,
            fail_on: None,
        }]
        .into(),
        costs: costs(),
        findings,
        packs: vec![pack("core", 1), pack("duties", 0)],
        adjustments: adjustments(plan),
        private: private(people),
        ..Analysis::empty(sources, date(2026, 11, 23))
    }
}

/// What the rules took that were judged.
fn costs() -> BTreeMap<String, Cost> {
    let costs = [("backup-is-primary", 2, 30), ("crisis-team-missing", 0, 4), ("stage-without-owner", 3, 30)];
    costs.into_iter().map(|(rule, cases, steps)| (rule.to_owned(), Cost { cases, steps })).collect()
}

/// A value that only the schema makes private.
fn private(file: FileId) -> Vec<Private> {
    vec![Private { span: at(file, PEOPLE, "\"Elm Street 5\""), said: Some("Elm Street 5".into()) }]
}

fn pack(name: &str, applied: usize) -> PackReport {
    PackReport {
        name: name.to_owned(),
        version: "1.0.0".to_owned(),
        title: format!("The pack {name}"),
        source: (applied > 0).then(|| "A standard, 2025".to_owned()),
        origin: if applied > 0 { Origin::Embedded } else { Origin::User },
        path: format!("policies/{name}\u{1b}.irpolicy"),
        replaces: applied == 0,
        rules: 3,
        applied,
    }
}

fn adjustments(file: FileId) -> Vec<Adjustment> {
    let off = Adjustment {
        of: "turned-off".to_owned(),
        pack: "core".to_owned(),
        change: Change::Off,
        by: Some("house".to_owned()),
        because: Some("Ben (ben@havel.example)\u{202e} asked for it".to_owned()),
        span: at(file, PLAN, "role desk"),
    };
    let level = Change::Level { from: Level::Warning, to: Level::Error };
    let value = Change::Value { from: "\"nobody\"".to_owned(), to: "\"anna@havel.example\u{7}\"".to_owned() };
    let set = Adjustment { of: "who".to_owned(), change: value, by: None, because: None, ..off.clone() };
    let raised = Adjustment { of: "backup-is-primary".to_owned(), change: level, ..off.clone() };
    vec![off, raised, set]
}

/// The first place where `words` stand in a file.
fn at(file: FileId, text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(file, start as u32, (start + words.len()) as u32)
}

fn unreadable(file: FileId) -> Finding {
    Finding::unreadable("syntax/empty", Span::head_of(file), "this plan says nothing").help("write something")
}

fn failed(plan: FileId, people: FileId) -> Finding {
    Finding {
        outcome: Outcome::Failed,
        pack: Some("core".into()),
        thing: Some("desk".to_owned()),
        because: Some("When anna@havel.example is away,\nnobody answers +49 30 23125 101 at Elm Street 5.".into()),
        source: Some("A standard, 2025, 3.1".into()),
        confidence: Some("verified".into()),
        confidence_varies: false,
        ..Finding::unreadable(
            "backup-is-primary",
            at(plan, PLAN, "backup: anna"),
            "Anna (anna@havel.example) is both primary and backup of Duty\u{202e} desk.",
        )
        .label("named as backup here, +49 30 23125 101")
        .also(at(plan, PLAN, "primary: anna"), "and as primary here")
        .also(at(people, PEOPLE, "ben@havel.example"), "ben@havel.example could stand in")
        .also(at(people, PEOPLE, "person eve"), "or this one")
        .help("Name a second person, or say `backup: none` and have the gap accepted by somebody who may accept it for a time.")
    }
}

fn accepted(plan: FileId) -> Finding {
    Finding {
        outcome: Outcome::Failed,
        accepted: Some(Box::new(Acceptance {
            by: Some("Ben".to_owned()),
            until: Some("2027-01-31".to_owned()),
            because: Some("ask +44 20 7946 0999\u{7}".to_owned()),
            span: at(plan, PLAN, "plan p"),
        })),
        ..Finding::unreadable("stage-without-owner", at(plan, PLAN, "plan p"), "No stage has an owner.")
    }
}

fn undecided(people: FileId) -> Finding {
    Finding {
        outcome: Outcome::Undecided,
        waiting: vec!["logs-too-short".to_owned(), "pack eu-gdpr".to_owned()],
        ..Finding::unreadable(
            "missing/person.phone",
            at(people, PEOPLE, "person ben"),
            "person `ben` does not state `phone`",
        )
        .level(Level::Warning)
    }
}

fn noted(plan: FileId) -> Finding {
    Finding {
        outcome: Outcome::Failed,
        ..Finding::unreadable("remark", at(plan, PLAN, "plan p"), "A remark.")
    }
    .level(Level::Note)
}

/// A bare label, for findings made up on the spot.
pub fn label(span: Span) -> Label {
    Label { span, text: String::new() }
}
