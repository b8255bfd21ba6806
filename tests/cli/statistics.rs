//! `check --statistics`: what the check took, in each format or beside it, the same on every run.

use serde_json::Value;

use crate::sandbox::{Sandbox, fixture};

fn sandbox(name: &str) -> Sandbox {
    let text = |path: &str| std::fs::read_to_string(fixture(path)).unwrap();
    let sandbox = Sandbox::new(name).file("plan.irp", text("plans/faulty/everything-wrong.irp"));
    sandbox.file("other.irp", "plan q \"Q\"\nuse \"people.irp\"\n").file("people.irp", "person anna\n")
}

#[test]
fn the_rules_that_took_most_come_first_and_findings_are_counted() {
    let sandbox = sandbox("statistics");
    let ran = sandbox.run("check --format json --statistics");
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let statistics = &said["statistics"];
    let files = ["plan.irp", "other.irp", "people.irp"].map(|path| sandbox.folder.join(path));
    let bytes: u64 = files.iter().map(|path| path.metadata().unwrap().len()).sum();
    assert_eq!((&statistics["plans"], &statistics["files"]), (&2.into(), &3.into()));
    assert_eq!(statistics["bytes"], bytes);
    let number = |one: &Value, name: &str| one[name].as_u64().unwrap();
    let things: u64 = said["plans"].as_array().unwrap().iter().map(|plan| number(plan, "things")).sum();
    assert_eq!(statistics["things"], things);
    let rules = statistics["rules"].as_array().unwrap();
    let steps: Vec<u64> = rules.iter().map(|rule| number(rule, "steps")).collect();
    assert!(rules.len() > 100 && steps[0] > 100 && steps.is_sorted_by(|one, two| one >= two), "{steps:?}");
    let open = said["findings"].as_array().unwrap().iter().filter(|finding| finding["accepted"].is_null());
    let open: Vec<&str> = open.map(|finding| finding["rule"].as_str().unwrap()).collect();
    for rule in rules {
        let name = rule["rule"].as_str().unwrap();
        let found = open.iter().filter(|rule| **rule == name).count();
        assert_eq!(number(rule, "findings"), found as u64, "{name}");
        assert!(number(rule, "cases") <= number(rule, "steps"), "{rule}");
    }
    assert_eq!(rules.iter().map(|rule| number(rule, "findings")).sum::<u64>(), open.len() as u64);
    let schema = std::fs::read_to_string(fixture("../schemas/output.json")).unwrap();
    assert_eq!(crate::schema::faults(&serde_json::from_str(&schema).unwrap(), &said), Vec::<String>::new());
}

#[test]
fn they_are_the_same_for_any_number_of_threads() {
    let sandbox = sandbox("statistics-threads");
    let once = sandbox.run("check --statistics -j 1");
    for _ in 0..3 {
        assert_eq!(sandbox.run("check --statistics -j 8").out, once.out);
    }
}

#[test]
fn formats_that_cannot_say_them_leave_them_to_standard_error() {
    let sandbox = sandbox("statistics-formats");
    for format in irlint::report::FORMATS {
        let plain = sandbox.run(&format!("check --format {}", format.name));
        let ran = sandbox.run(&format!("check --format {} --statistics", format.name));
        let head = "statistics: 2 plans in 3 files";
        let (out, err) = (ran.out.contains(head), ran.err.contains(head));
        match format.name {
            "text" | "plain" => assert!(out && !err, "{}", format.name),
            "json" => assert!(ran.out.contains("\"statistics\"") && !err, "{}", format.name),
            _ => assert!(ran.out == plain.out && err, "{}", format.name),
        }
        assert!(!plain.out.contains("statistics") && !plain.err.contains("statistics"), "{}", format.name);
        assert_eq!(plain.code, ran.code);
    }
    let ran = sandbox.run("check --statistics");
    ran.says(1, &["     steps     cases  findings  rule", "  together\n"]);
    sandbox.run("check --statistics --format plain").says(1, &["Rule backup-is-primary: "]);
    sandbox.run("check --statistics --show-files").says(2, &["cannot be used with"]);
}
