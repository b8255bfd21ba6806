//! Fingerprints: they stay when a file is moved, renamed or laid out anew, and are another for another thing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::sandbox::Sandbox;

const ROUNDS: u64 = 25;

fn fixture() -> String {
    let path = "fixtures/plans/faulty/everything-wrong.irp";
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The fingerprints in a plan at `path`, each with what it stands for.
fn prints(name: &str, path: &str, text: &str) -> BTreeMap<String, (String, String)> {
    let sandbox = Sandbox::new(name).file(path, text);
    let ran = sandbox.run("check --format json");
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let word = |finding: &Value, name: &str| finding[name].as_str().unwrap_or("").to_owned();
    let findings = said["findings"].as_array().unwrap();
    let prints: BTreeMap<String, (String, String)> = findings
        .iter()
        .map(|finding| (word(finding, "fingerprint"), (word(finding, "rule"), word(finding, "message"))))
        .collect();
    assert_eq!(prints.len(), findings.len(), "two findings share a fingerprint");
    prints
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// The same plan laid out anew: more blanks within lines, lines above and between, comments.
fn laid_out(text: &str, dice: &mut Dice) -> String {
    let mut out = "# a new head\n".repeat(usize::try_from(dice.below(5)).unwrap());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = " ".repeat(usize::try_from(dice.below(4)).unwrap());
        // Only the outermost lines may be pushed in and out without a change of meaning for a reader.
        out.push_str(if line.starts_with(' ') { &indent } else { "" });
        out.push_str(line);
        out.push_str(if dice.below(4) == 0 && !line.contains(['#', '"', '|']) { "   " } else { "" });
        out.push('\n');
        let free = line.is_empty() && lines.peek().is_some_and(|next| !next.starts_with(['|', '#']));
        if free && dice.below(3) == 0 {
            out.push_str("\n# between\n\n");
        }
    }
    out
}

#[test]
fn a_plan_that_is_moved_renamed_or_laid_out_anew_keeps_them() {
    let text = fixture();
    let before = prints("prints-before", "plan.irp", &text);
    assert!(before.len() > 30, "{}", before.len());
    let mut dice = Dice(20_261_123);
    for round in 0..ROUNDS {
        let path = ["plan.irp", "other.irp", "deep/er/plan.irp", "pläne/a b.irp"]
            [usize::try_from(round % 4).unwrap()];
        let after = prints("prints-after", path, &laid_out(&text, &mut dice));
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.keys().collect(), after.keys().collect());
        let lost: Vec<_> = old.difference(&new).map(|print| &before[*print]).collect();
        let gained: Vec<_> = new.difference(&old).map(|print| &after[*print]).collect();
        assert!(lost.is_empty() && gained.is_empty(), "round {round}: lost {lost:#?}, gained {gained:#?}");
    }
}

#[test]
fn a_new_wording_of_a_title_keeps_them() {
    let plan = |title: &str| {
        format!("plan p \"P\"\nperson anna\nrole desk \"{title}\" {{ primary: anna; backup: anna }}\n")
    };
    let of_rules = |name: &str, title: &str| {
        let all = prints(name, "plan.irp", &plan(title));
        all.into_keys().collect::<BTreeSet<_>>()
    };
    assert_eq!(of_rules("prints-title", "Desk"), of_rules("prints-title", "The desk by day"));
}

#[test]
fn another_thing_rule_or_plan_has_another() {
    let plan = |name: &str, role: &str| {
        format!("plan {name} \"P\"\nperson anna\nrole {role} {{ primary: anna; backup: anna }}\n")
    };
    let of_rule = |text: &str| {
        let all = prints("prints-other", "plan.irp", text);
        let own = all.into_iter().filter(|(_, (rule, _))| rule == "backup-is-primary");
        own.map(|(print, _)| print).collect::<Vec<_>>()
    };
    let first = of_rule(&plan("p", "desk"));
    assert_eq!(first.len(), 1);
    assert_ne!(first, of_rule(&plan("p", "lead")));
    assert_ne!(first, of_rule(&plan("q", "desk")));
    let two = format!("{}role lead {{ primary: anna; backup: anna }}\n", plan("p", "desk"));
    let two = of_rule(&two);
    assert!(
        two.len() == 2 && two.contains(&first[0]),
        "a further thing changes the fingerprint of the first"
    );
}

#[test]
fn they_are_the_same_in_every_format_and_whatever_is_revealed() {
    let sandbox = Sandbox::new("prints-formats").file("plan.irp", fixture());
    let json = |words: &str| -> Value { serde_json::from_str(&sandbox.run(words).out).unwrap() };
    let of = |list: &Value, path: &str| -> BTreeSet<String> {
        let all = list.as_array().unwrap().iter().map(|one| one.pointer(path).unwrap().as_str().unwrap());
        all.map(str::to_owned).collect()
    };
    let output = json("check --format json");
    let open = of(&output["findings"], "/fingerprint");
    assert_eq!(open, of(&json("check --format json --reveal")["findings"], "/fingerprint"));
    assert_eq!(open, of(&json("check --format gitlab"), "/fingerprint"));
    let sarif = json("check --format sarif");
    assert_eq!(open, of(&sarif["runs"][0]["results"], "/partialFingerprints/irlint~1v1"));
}
