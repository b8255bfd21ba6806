//! The days that a plan names, as events for a calendar.

use crate::sandbox::Sandbox;

const PLAN: &str = "plan p \"Our plan\" { approved: 2026-01-10; review_every: 12 months }\n\
review first { date: 2026-02-01 }\n\
review booked { date: 2026-12-01 }\n\
supplier helpers \"Zoë, Søren; & Sons \\\\ forensic help for long nights, and for the longest of days\" \
{ contract_until: 2027-06-30 }\n\
supplier former \"Those of last year\" { contract_until: 2026-11-22 }\n\
supplier last \"Those of today\" { contract_until: 2026-11-23 }\n";

fn days(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN)
}

/// The lines of a calendar, put together again where they were folded.
fn unfolded(out: &str) -> Vec<String> {
    out.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn each_day_to_come_is_an_event_and_those_past_are_not() {
    let ran = days("ics").run("duties plan.irp --format ics");
    assert_eq!(ran.code, 0, "{ran:#?}");
    let lines = unfolded(&ran.out);
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
    let of = |start: &str| lines.iter().filter_map(|line| line.strip_prefix(start)).collect::<Vec<_>>();
    assert_eq!(of("DTSTART;VALUE=DATE:"), ["20270201", "20270630", "20261123"]);
    assert_eq!(of("DTSTAMP:"), ["20261123T000000Z"; 3]);
    assert_eq!(
        of("SUMMARY:"),
        [
            "Look at it again by: Our plan\\, first",
            "Contract ends on: Zoë\\, Søren\\; & Sons \\\\ forensic help for long nights\\, and for the longest of days",
            "Contract ends on: Those of today",
        ]
    );
    let mut names = of("UID:");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn lines_are_short_and_end_as_mail_does() {
    let ran = days("folded").run("duties plan.irp --format ics");
    assert_eq!(ran.out.matches('\n').count(), ran.out.matches("\r\n").count());
    assert!(ran.out.split("\r\n").all(|line| line.len() <= 75), "{}", ran.out);
    assert!(ran.out.contains("\r\n "), "{}", ran.out);
}

#[test]
fn without_a_day_to_come_nothing_is_written() {
    let text = "plan p { version: \"1\"; review_every: 1 month }\nreview first { date: 2026-02-01 }\n";
    let sandbox = Sandbox::new("past").file("plan.irp", text);
    let ran = sandbox.run("duties plan.irp --output days.ics");
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{ran:#?}");
    assert!(ran.err.contains("there is no day to come in what is shown"), "{ran:#?}");
    assert!(!sandbox.folder.join("days.ics").exists());
    sandbox.run("duties plan.irp --fail-on-gap").says(1, &["the day is past"]);
}

#[test]
fn private_values_are_masked() {
    let view =
        "view phones \"Phones\" { row supplier s; fact \"Phone\" s.phone; fact \"Until\" s.contract_until }";
    let pack =
        format!("pack house \"House\" {{ version: \"1\"; schema: 1; source: \"House rule 7\" }}\n{view}\n");
    let plan = "supplier helpers { phone: +49 30 23125 101; contract_until: 2027-06-30 }\n";
    let sandbox = Sandbox::new("private-days")
        .file("plan.irp", plan)
        .file("irlint.toml", "policies = ['house']\n")
        .file("house/a.irpolicy", pack);
    sandbox.run("matrix plan.irp --view phones --format ics").says(0, &["SUMMARY:Until: "]).hides(&["23125"]);
    sandbox.run("matrix plan.irp --view phones --format ics --reveal").says(0, &["+49 30 23125 101"]);
}

#[test]
fn a_calendar_says_beside_it_which_days_may_be_missing() {
    let text = PLAN.replace("plan p", "organisation us { regimes: nis2 }\nplan p");
    let ran = days("days-left-out").file("plan.irp", text).run("duties plan.irp --format ics");
    ran.says(0, &["may be missing: pack eu-nis2: organisation `us` does not state `entity` (plan.irp:1:1)"]);
    assert!(ran.out.starts_with("BEGIN:VCALENDAR"), "{ran:#?}");

    let asked = PLAN.replace(
        "plan p",
        "organisation us { regimes: todo \"Ask +49 30 23125 101\" by 2027-01-31 }\nplan p",
    );
    let sandbox = days("days-left-out-private").file("plan.irp", asked);
    sandbox.run("duties plan.irp --format ics").says(0, &["may be missing: packs "]).hides(&["23125"]);
    sandbox.run("duties plan.irp --format ics --reveal").says(0, &["Ask +49 30 23125 101"]);
}
