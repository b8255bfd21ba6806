//! Packs: which files belong to which, what their headers say, whose names they see.

use crate::support::{PACK, SCHEMA, load, of, of_files, rule, said, tuned};
use irlint::model::Datum;
use irlint::policy::ir::Change;
use irlint::policy::typing::Tuning;
use irlint::syntax::{Amount, Unit};
use irlint::text::{FileId, Span};

const LIBRARY: &str = "pack library \"Library\" { version: \"1\"; schema: 1 }\n\
    param limit: duration = 2 hours at most 3 hours\n\
    matrix duty(area, model): holder {\n  area | iaas | saas\n  data | shared | customer\n  host | shared | provider\n}\n\
    relation owns(role r, asset a) when a.owner = r\n";

/// What is said about a rule in a pack whose header ends in these settings, beside the library.
fn beside_library(settings: &str, require: &str) -> Vec<String> {
    let rule = rule(&format!("  for each stage s, asset a, role r\n  require {require}\n  message \"m\""));
    let text = format!("pack house \"House\" {{ version: \"1\"; schema: 1{settings} }}\n{rule}");
    let said = of_files(&[("library.irpolicy", LIBRARY), ("house.irpolicy", &text)]);
    said.into_iter().filter(|said| !said.ends_with("is used by nothing")).collect()
}

#[test]
fn names_of_packs_that_are_not_used_are_hidden() {
    for require in ["s.within <= limit", "owns(r, a)", "duty[data, a.model] = shared"] {
        assert_eq!(beside_library("; uses: library", require), [""; 0]);
    }
    let help = "; add `uses: library`";
    let limit = format!("limit | `limit` is a parameter of pack library{help}");
    assert_eq!(beside_library("", "s.within <= limit"), [limit]);
    assert_eq!(
        beside_library("", "owns(r, a)"),
        [format!("owns | `owns` is a relation of pack library{help}")]
    );
    let duty = format!("duty | `duty` is a matrix of pack library{help}");
    assert_eq!(beside_library("", "duty[data, a.model] = shared"), [duty]);
}

#[test]
fn names_are_seen_through_packs_that_use_others() {
    let middle = "pack middle \"Middle\" { version: \"1\"; schema: 1; uses: library }\n";
    let top = rule("  for each stage s\n  require s.within <= limit\n  message \"m\"");
    let top = format!("pack top \"Top\" {{ version: \"1\"; schema: 1; uses: middle }}\n{top}");
    let said =
        of_files(&[("library.irpolicy", LIBRARY), ("middle.irpolicy", middle), ("top.irpolicy", &top)]);
    assert_eq!(said, ["owns | the relation `owns` is used by nothing"]);
}

#[test]
fn headers_are_checked() {
    let pack = |settings: &str| of_files(&[("p.irpolicy", &format!("pack p \"P\" {{ {settings} }}\n"))]);
    let cases = [
        ("schema: 1", "p | the pack `p` has no version; add `version: \"1.0.0\"`"),
        (
            "version: \"1\"; schema: 2",
            "2 | this program knows the schema of version 1 only; write `schema: 1`",
        ),
        ("version: 1; schema: 1", "1 | `version` wants a text in quotes"),
        ("version: \"1\"; verson: \"1\"", "verson | a pack has no setting `verson`; did you mean `version`?"),
        ("version: \"1\"; effective: \"soon\"", "\"soon\" | `effective` wants a date; write `2026-11-23`"),
        ("version: \"1\"; uses: librarry", "librarry | there is no pack `librarry`"),
        ("version: \"1\"; applies when firm.owner", "firm.owner | `firm.owner` is a role, not a condition"),
        ("version: \"1\"; confidence: sure", "sure | `confidence` is one of verified, derived"),
    ];
    for (settings, wanted) in cases {
        assert_eq!(pack(settings), [wanted], "{settings}");
    }
}

#[test]
fn circles_and_doubles_of_packs_are_said_once() {
    let one = "pack first \"One\" { version: \"1\"; schema: 1; uses: second }\n";
    let two = "pack second \"Two\" { version: \"1\"; schema: 1; uses: first }\n";
    let circle = of_files(&[("one.irpolicy", one), ("two.irpolicy", two)]);
    assert_eq!(circle, ["uses: second | packs use each other in a circle: first, second, first"]);
    let twice = of_files(&[("one.irpolicy", PACK), ("two.irpolicy", PACK)]);
    assert_eq!(twice, ["house | there are two packs `house`; give this pack a name of its own"]);
}

#[test]
fn files_belong_to_the_pack_of_their_folder() {
    let own = rule("  for each stage s\n  require s.owner is given\n  message \"m\"");
    let folder = [("house/pack.irpolicy", PACK), ("house/the-rule.irpolicy", &own)];
    assert_eq!(of_files(&folder), [""; 0]);
    let misplaced = [("house/pack.irpolicy", PACK), ("house/rule.irpolicy", &own)];
    let wanted =
        "the-rule | rule `the-rule` stands in `rule.irpolicy`; move it to a file `the-rule.irpolicy`";
    assert_eq!(of_files(&misplaced), [wanted]);
    let nowhere = [("house/pack.irpolicy", PACK), ("other/the-rule.irpolicy", &own)];
    assert!(of_files(&nowhere)[0].starts_with("the-rule | rule `the-rule` belongs to no pack"));
    let schema = of_files(&[("s.irpolicy", &format!("schema more 1\n{own}"))]);
    assert!(schema[0].starts_with("the-rule | rule `the-rule` cannot stand in a file of the schema"));
    let version = of_files(&[("s.irpolicy", "schema more 2\n")]);
    assert!(version[0].contains("is a version that this program cannot read"));
}

#[test]
fn rules_of_a_pack_whose_header_has_a_mistake_are_left_out() {
    let own = rule("  for each stage s\n  require s.owner is given\n  message \"{s}\"");
    for header in [
        "pack house \"House\" { version: \"1\"; schema: 1; applies when and }",
        "pack house \"House\" { version: \"1\"; schema: 1; applies when firm.ownr is given }",
        "pack house House { version: \"1\" }",
    ] {
        let files =
            [("schema/all.irpolicy", SCHEMA), ("h/pack.irpolicy", header), ("h/the-rule.irpolicy", &own)];
        let (policies, findings, sources) = load(&files, &[]);
        assert_eq!(
            findings.len(),
            1,
            "{:?}",
            findings.iter().map(|one| said(&sources, one)).collect::<Vec<_>>()
        );
        assert!(policies.rules.is_empty(), "{header}");
        assert_eq!(policies.rule_names.as_ref(), ["the-rule"]);
    }
}

#[test]
fn names_are_given_once_within_what_a_pack_sees() {
    let said = of("param a: number = 1\ndefine a(role r): number = 1\nparam count: number = 1\n");
    assert!(said.contains(&"a | `a` is already a parameter of pack house".to_owned()), "{said:?}");
    assert!(said.contains(&"count | `count` is a built-in; choose another name".to_owned()), "{said:?}");
    let same =
        |name: &str| format!("pack {name} \"P\" {{ version: \"1\"; schema: 1 }}\nparam a: number = 1\n");
    let (one, two) = (same("first"), same("second"));
    let both = "pack both \"B\" { version: \"1\"; schema: 1; uses: first, second }\n";
    let apart = of_files(&[("one.irpolicy", &one), ("two.irpolicy", &two)]);
    assert!(apart.iter().all(|said| said.ends_with("is used by nothing")), "{apart:?}");
    let said = of_files(&[("one.irpolicy", &one), ("two.irpolicy", &two), ("both.irpolicy", both)]);
    let wanted = "both | `a` is declared by both first and second, which are used here";
    assert!(said.contains(&wanted.to_owned()), "{said:?}");
}

#[test]
fn settings_tune_parameters_within_their_bounds() {
    let tune = |pack: &str, param: &str, value| Tuning {
        pack: pack.to_owned(),
        param: param.to_owned(),
        value,
        at: Span::new(FileId(0), 0, 4),
    };
    let hours = |hours: i64| Datum::Duration(Amount { thousandths: hours * 1000, unit: Unit::Hour });
    let (policies, said) = tuned(LIBRARY, &[tune("library", "limit", hours(1))]);
    assert_eq!(policies.params[0].value, hours(1));
    assert_eq!(said, [""; 0]);
    let change = Change::Value { from: "2 hours".to_owned(), to: "1 hour".to_owned() };
    assert_eq!(policies.adjustments.iter().map(|one| &one.change).collect::<Vec<_>>(), [&change]);
    let cases = [
        (
            tune("library", "limit", hours(4)),
            "pack | `limit` is 4 hours, and may be 3 hours at most; set it to 3 hours at most, or delete the line",
        ),
        (
            tune("library", "limit", Datum::Number(1)),
            "pack | `limit` is set to a number, and a duration is wanted",
        ),
        (
            tune("library", "limt", hours(1)),
            "pack | the pack `library` has no parameter `limt`; did you mean `limit`?",
        ),
        (tune("librry", "limit", hours(1)), "pack | there is no pack `librry`; did you mean `library`?"),
    ];
    for (tuning, wanted) in cases {
        let (policies, said) = tuned(LIBRARY, &[tuning]);
        assert_eq!(said, [wanted]);
        assert_eq!(policies.params[0].value, hours(2));
        assert!(policies.adjustments.is_empty());
    }
    let (policies, said) = tuned(LIBRARY, &[tune("library", "limit", hours(2))]);
    assert_eq!((policies.adjustments.len(), said), (0, Vec::new()), "as the pack says it");
    let (_, findings, sources) = load(&[], &[tune("library", "limit", hours(1))]);
    assert_eq!(findings.len(), 1, "{:?}", findings.iter().map(|finding| said_at(&sources, finding)));
}

fn said_at(sources: &irlint::text::Sources, finding: &irlint::finding::Finding) -> String {
    if sources.is_empty() { finding.message.clone() } else { said(sources, finding) }
}
