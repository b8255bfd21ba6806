//! Every format over one fixed analysis.

use irlint::finding::Level;
use irlint::policy::ir::Policies;
use irlint::report::{Detail, FORMATS, Format, Options, format_named, steers, write};

use crate::sample::{PRIVATE, analysis};
use crate::schema;

fn written(format: &Format, options: &Options) -> String {
    let mut out = Vec::new();
    write(format, (&analysis(), &Policies::default()), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn named(name: &str) -> String {
    written(format_named(name).unwrap(), &Options::default())
}

#[test]
fn no_format_shows_a_private_value_unless_asked() {
    for format in FORMATS {
        let hidden = written(format, &Options::default());
        let shown = written(format, &Options { reveal: true, ..Options::default() });
        for value in PRIVATE {
            assert!(!hidden.contains(value), "{} shows {value}:\n{hidden}", format.name);
        }
        let all = PRIVATE.iter().any(|value| shown.contains(value));
        assert_eq!(all, format.reveals, "{}:\n{shown}", format.name);
    }
}

#[test]
fn no_format_passes_on_a_character_that_steers() {
    for format in FORMATS {
        let text = written(format, &Options { reveal: true, ..Options::default() });
        let steering: Vec<char> = text.chars().filter(|sign| *sign != '\n' && steers(*sign)).collect();
        assert!(steering.is_empty(), "{} writes {steering:?}", format.name);
        assert!(text.ends_with('\n') && !text.contains('\r'), "{}", format.name);
    }
}

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    for format in FORMATS {
        for color in [false, true] {
            let options = Options { color, ..Options::default() };
            assert_eq!(written(format, &options), written(format, &options), "{}", format.name);
        }
    }
}

#[test]
fn every_format_says_the_date_what_is_undecided_accepted_and_adjusted() {
    for format in FORMATS.iter().filter(|format| format.sums_up) {
        let text = written(format, &Options { suppressions: true, ..Options::default() });
        for word in ["2026-11-23", "undecided", "accepted", "logs-too-short", "until", "turned-off", "who"] {
            assert!(text.contains(word), "{} does not say {word}:\n{text}", format.name);
        }
    }
}

#[test]
fn compact_has_one_line_for_each_finding() {
    assert_eq!(named("compact"), "\
plans/empty.irp:1:1: error[syntax/empty] this plan says nothing
plans/a?b.irp:6:40: error[backup-is-primary] Anna (****@*************) is both primary and backup of Duty\u{fffd} desk.
plans/people.irp:1:1: warning[missing/person.phone] undecided: person `ben` does not state `phone`; waiting: logs-too-short, pack eu-gdpr
plans/a?b.irp:1:1: note[remark] A remark.
plans/a?b.irp:1:1: accepted[stage-without-owner] No stage has an owner.; accepted by Ben until 2027-01-31: ask +** ** **** *****
plans/a?b.irp:6:1: adjusted[turned-off] `turned-off` is switched off; by pack house: Ben (***@*************)\u{fffd} asked for it
plans/a?b.irp:6:1: adjusted[backup-is-primary] `backup-is-primary` counts as error instead of warning; by pack house: Ben (***@*************)\u{fffd} asked for it
plans/a?b.irp:6:1: adjusted[who] `who` of pack core is \"****@*************?\" instead of \"nobody\"; by the settings
not applicable: crisis-team-missing
checked 1 plan against 7 rules as of 2026-11-23: 1 passed, 1 failed, 1 undecided, 2 not applicable, 1 not in force, 1 switched off; 4 findings (2 errors, 1 warning, 1 note), 1 accepted
".replace("*****\nplans", "****?\nplans"));
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../schemas/output.json")).unwrap();
    let output: serde_json::Value = serde_json::from_str(&named("json")).unwrap();
    assert_eq!(schema::faults(&schema, &output), Vec::<String>::new());
    let finding = &output["findings"][1];
    assert_eq!(finding["start"], serde_json::json!({ "line": 6, "column": 40, "byte": 151 }));
    assert_eq!(finding["related"][1]["path"], "plans/people.irp");
    assert_eq!(output["findings"][2]["accepted"]["by"], "Ben");
    assert_eq!(output["summary"]["findings"], 4);
    assert_eq!(output["summary"]["failing"], 2);
    assert_eq!(output["summary"]["adjustments"], 3);
    assert_eq!(output["packs"][1]["origin"], "user");
    assert_eq!(output["adjustments"][1]["to"], "error");
}

#[test]
fn the_schema_is_not_so_wide_that_anything_passes() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../schemas/output.json")).unwrap();
    let good: serde_json::Value = serde_json::from_str(&named("json")).unwrap();
    let spoilt = |path: &str, value: serde_json::Value| {
        let mut output = good.clone();
        *output.pointer_mut(path).unwrap() = value;
        schema::faults(&schema, &output).len()
    };
    assert_eq!(spoilt("/findings/1/severity", "fatal".into()), 1);
    assert_eq!(spoilt("/findings/1/start/line", 0.into()), 1);
    assert_eq!(spoilt("/findings/2/accepted", "yes".into()), 1);
    assert_eq!(spoilt("/summary/plans", (-1).into()), 1);
    assert_eq!(spoilt("/tool", serde_json::json!({ "name": "irlint", "x": 1 })), 2);
}

#[test]
fn jsonl_has_one_object_on_each_line() {
    let text = named("jsonl");
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "finding",
            "finding",
            "finding",
            "finding",
            "finding",
            "adjustment",
            "adjustment",
            "adjustment",
            "summary"
        ]
    );
    let whole: serde_json::Value = serde_json::from_str(&named("json")).unwrap();
    let mut first = whole["findings"][0].clone();
    first["type"] = "finding".into();
    assert_eq!(lines[0], first);
}

#[test]
fn detail_and_level_change_what_is_said() {
    let compact = format_named("compact").unwrap();
    let quiet = written(compact, &Options { detail: Detail::Quiet, ..Options::default() });
    assert!(!quiet.contains("not applicable:") && !quiet.contains("accepted["), "{quiet}");
    let verbose = written(compact, &Options { detail: Detail::Verbose, ..Options::default() });
    assert!(verbose.contains("packs that concern no plan: duties\n"), "{verbose}");
    let own = "packs of your own: duties (policies/duties?.irpolicy, in place of the one in the program)\n";
    assert!(verbose.contains(own), "{verbose}");
    assert!(quiet.contains("adjusted[turned-off]"), "{quiet}");
    let json =
        written(format_named("json").unwrap(), &Options { fail_on: Level::Note, ..Options::default() });
    assert!(json.contains("\"fail_on\": \"note\",\n    \"failing\": 4"), "{json}");
}

#[test]
fn plain_draws_nothing() {
    let text = named("plain");
    assert!(
        text.starts_with("Finding 1 of 4: error, rule syntax/empty.\nthis plan says nothing\n"),
        "{text}"
    );
    assert!(
        text.contains("Place: plans/a?b.irp, line 6, column 40: named as backup here, +** ** ***** ***\n")
    );
    assert!(text.contains("See also: plans/people.irp, line 2, column 1: or this one\n"), "{text}");
    assert!(text.contains("Finding 3 of 4: warning, undecided, rule missing/person.phone.\n"), "{text}");
    assert!(!text.contains(['│', '╭', '×']), "{text}");
}

/// How sure a source is, where that differs from case to case, is said in every format that shows findings.
#[test]
fn every_format_says_how_sure_a_case_is() {
    let mut analysis = analysis();
    for finding in &mut analysis.findings {
        if finding.confidence.is_some() {
            finding.confidence = Some("hearsay".into());
            finding.confidence_varies = true;
        }
    }
    for format in FORMATS {
        let mut out = Vec::new();
        write(format, (&analysis, &Policies::default()), &Options::default(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("hearsay"), "{}:\n{out}", format.name);
    }
}
