//! `irlint new rule`: what it writes, that it is never taken for a finished rule, and what it refuses.

use std::path::PathBuf;

use irlint::finding::Finding;
use irlint::text::Sources;
use irlint::{policy, trial, workspace};
use jiff::civil::date;

use crate::sandbox::Sandbox;

const PLAN: &str = "plan p \"P\" { }\nsupplier guard \"Guard\" { service: \"Gate\" }\n";

fn read(sandbox: &Sandbox, path: &str) -> String {
    std::fs::read_to_string(sandbox.folder.join(path)).unwrap()
}

/// A rule with its holes filled: texts where texts belong, and the condition that the hole suggests.
fn filled(rule: &str) -> String {
    let lines = rule.lines().map(|line| {
        let Some((before, hole)) = line.split_once("todo \"") else { return line.to_owned() };
        let (note, behind) = hole.split_once('"').unwrap();
        match before.trim() {
            "##" => format!("{before}A reason.{behind}"),
            "require" => format!("{before}{}{behind}", note.rsplit_once("such as: ").unwrap().1),
            "message" => {
                let it = note.split(['{', '}']).nth(1).map_or(String::new(), |it| format!("{{{it}}}"));
                format!("{before}\"Words about {it}.\"{behind}")
            }
            _ => format!("{before}\"Words.\"{behind}"),
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// What reading and proving the policies of a folder says.
fn proven(folder: PathBuf) -> (usize, Vec<Finding>) {
    let mut sources = Sources::new();
    let files = workspace::policies(None, &[folder], &mut sources).unwrap();
    let (policies, findings) = policy::load(&sources, &files, &[]);
    assert!(findings.is_empty(), "{findings:#?}");
    let own = files.iter().filter(|(_, path)| path.contains("policies")).map(|(file, _)| *file);
    let trees: Vec<_> =
        own.map(|file| (file, irlint::syntax::policy::read(file, sources.get(file)).0)).collect();
    let trees: Vec<_> = trees.iter().map(|(file, tree)| (*file, tree)).collect();
    let tested = trial::test(&trees, &policies, date(2026, 11, 23));
    (tested.ran, tested.faults)
}

#[test]
fn a_new_rule_says_where_its_holes_are_and_never_passes_for_a_finished_one() {
    let sandbox = Sandbox::new("new-holes").file("plan.irp", PLAN);
    let ran = sandbox.run("new rule supplier-without-phone");
    ran.says(
        0,
        &["wrote policies/pack.irpolicy\nwrote policies/supplier-without-phone.irpolicy\n", "8 places"],
    );
    ran.says(0, &["`policies = [\"policies\"]` in irlint.toml"]);
    let ran = sandbox.run("check --policies policies --format compact plan.irp");
    ran.says(2, &["irpolicy:2:29: error[syntax/hole] this is still to be filled in: what should hold\n"]);
    assert_eq!(ran.out.matches("[syntax/hole]").count(), 8, "{ran:#?}");
    assert_eq!(ran.out.matches("error[syntax/").count(), 8, "{ran:#?}");
}

#[test]
fn a_new_rule_works_as_soon_as_its_holes_are_filled() {
    let sandbox = Sandbox::new("new-filled").file("irlint.toml", "policies = ['policies']\n");
    sandbox.run("new rule supplier-without-phone").says(0, &[]).hides(&["irlint.toml"]);
    let rule = filled(&read(&sandbox, "policies/supplier-without-phone.irpolicy"));
    let (bad, good) = rule.split_once("good").unwrap();
    let rule = format!("{bad}good{}", good.replace("{ }", "{ phone: +49 30 23125 101 }"));
    let sandbox = sandbox.file("policies/supplier-without-phone.irpolicy", rule).file("plan.irp", PLAN);
    let (ran, faults) = proven(sandbox.folder.join("policies"));
    assert_eq!((ran, faults), (2, Vec::new()));
    let ran = sandbox.run("check --select house --fail-on warning --format compact");
    ran.says(1, &["plan.irp:2:1: warning[supplier-without-phone] Words about Guard."]);
    sandbox
        .run("new rule supplier-without-hours")
        .says(0, &["wrote policies/supplier-without-hours.irpolicy"]);
}

#[test]
fn a_filled_rule_about_any_kind_reads() {
    let sandbox = Sandbox::new("new-kinds");
    let (sources, files) = shipped();
    let (policies, _) = policy::load(&sources, &files, &[]);
    assert!(policies.schema.kinds.len() > 20);
    for (number, kind) in policies.schema.kinds.keys().enumerate() {
        let name = format!("made-up-{number}");
        let ran = sandbox.run(&format!("new rule {name} --kind {kind} --policies all"));
        ran.says(0, &[&format!("wrote all/{name}.irpolicy")]);
        let path = format!("all/{name}.irpolicy");
        std::fs::write(sandbox.folder.join(&path), filled(&read(&sandbox, &path))).unwrap();
    }
    proven(sandbox.folder.join("all"));
}

fn shipped() -> (Sources, Vec<(irlint::text::FileId, String)>) {
    let mut sources = Sources::new();
    let files = workspace::policies(None, &[], &mut sources).unwrap();
    (sources, files)
}

#[test]
fn the_kind_is_taken_from_the_name_or_left_open() {
    let sandbox = Sandbox::new("new-kind");
    sandbox.run("new rule lost-channel-untested");
    assert!(read(&sandbox, "policies/lost-channel-untested.irpolicy").contains("  for each channel c\n"));
    let ran = sandbox.run("new rule board-unasked");
    ran.says(0, &["9 places"]);
    let rule = read(&sandbox, "policies/board-unasked.irpolicy");
    assert!(rule.contains("  for each todo \"a kind of thing"), "{rule}");
    sandbox
        .run("new rule board-absent --kind rol")
        .says(2, &["there is no kind `rol`", "did you mean `role`?"]);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let sandbox = Sandbox::new("new-there").file("policies/vendor-gone.irpolicy", "# mine\n");
    sandbox
        .run("new rule vendor-gone")
        .says(2, &["the file `policies/vendor-gone.irpolicy` is there already"]);
    assert_eq!(read(&sandbox, "policies/vendor-gone.irpolicy"), "# mine\n");
    let header = "pack ours \"Ours\" { version: \"1\"; schema: 1 }\n";
    let sandbox = sandbox.file("house/pack.irpolicy", header);
    sandbox.run("new rule vendor-gone --policies house").says(0, &[]).hides(&["wrote house/pack.irpolicy"]);
    assert_eq!(read(&sandbox, "house/pack.irpolicy"), header);
    let ran = sandbox.run("new rule vendor-away --policies house --pack other");
    ran.says(2, &["the folder `house` is the pack `ours`", "leave `--pack` out"]);
}

#[test]
fn names_that_cannot_be_taken_are_refused() {
    let sandbox = Sandbox::new("new-names");
    let ran = sandbox.run("new rule backup-is-primary");
    ran.says(
        2,
        &["there is already a rule `backup-is-primary` in policies/core/backup-is-primary.irpolicy:"],
    );
    sandbox.run("new rule Vendor_gone").says(2, &["is no name for a rule", "did you mean `vendor-gone`?"]);
    sandbox.run("new rule vendor").says(2, &["`vendor` is no name for a rule", "at least two words"]);
    sandbox.run("new rule ../vendor-gone").says(2, &["is no name for a rule"]);
    let ran = sandbox.run("new rule vendor-gone --pack core");
    ran.says(2, &["there is already a pack `core` in policies/core/pack.irpolicy:"]);
    sandbox.run("new rule vendor-gone --pack Ours").says(2, &["`Ours` is no name for a pack"]);
    assert!(!sandbox.folder.join("policies").exists());
}

#[test]
fn the_folder_is_that_of_the_settings_above() {
    let sandbox = Sandbox::new("new-settings").file("irlint.toml", "policies = ['rules/house']\n");
    sandbox.run("new rule vendor-gone").says(0, &["wrote rules/house/vendor-gone.irpolicy"]);
    sandbox.run("new rule vendor-gone --isolated -q").says(0, &[]).hides(&["wrote"]);
    assert!(sandbox.folder.join("policies/vendor-gone.irpolicy").exists());
}
