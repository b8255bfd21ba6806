//! The catalogue "looks green, checked nothing": each folder in `fixtures/silent` is a run that a hurried reader could
//! take for a pass. None may end with 0, and each must name its cause.
//!
//! `case.toml` says why the case is there, what is run, how it must end and what must be said. The other files of the
//! folder are copied; `base` is a plan of `fixtures/plans` with `edits` made to it; `files`, `folders` and `links` are
//! what a repository cannot keep.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::sandbox::{Ran, Sandbox};

/// How many cases there must be.
const LEAST: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Why somebody could take this for a pass.
    why: String,
    /// The arguments, divided by spaces.
    run: String,
    /// The exit code.
    exit: i32,
    /// What must be said.
    says: Vec<String>,
    /// A plan that is copied to `plan.irp`.
    base: Option<String>,
    /// What is replaced in it, each once.
    #[serde(default)]
    edits: Vec<[String; 2]>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    folders: Vec<String>,
    /// Links by place, with what they point at.
    #[serde(default)]
    links: BTreeMap<String, String>,
    #[serde(default)]
    variables: BTreeMap<String, String>,
}

#[test]
fn no_case_of_the_catalogue_passes_in_silence() {
    let cases = cases();
    assert!(cases.len() >= LEAST, "only {} cases were found", cases.len());
    let wrong: Vec<String> = cases.iter().flat_map(|folder| faults(folder)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_plan_that_the_cases_start_from_is_clean() {
    let plan = fs::read(fixtures("plans/clean/havelstrom.irp")).unwrap();
    Sandbox::new("silent-base").file("plan.irp", plan).run("check").says(0, &["checked 1 plan"]);
}

fn fixtures(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(below)
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures("silent")).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// What is wrong with one case.
fn faults(folder: &Path) -> Vec<String> {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(folder.join("case.toml")).unwrap();
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut faults = Vec::new();
    if case.why.is_empty() || case.says.is_empty() || !(1..=3).contains(&case.exit) {
        faults.push(format!("{name}: says too little of itself, or expects a pass"));
    }
    let Some(ran) = run(&name, folder, &case) else { return faults };
    if ran.code != case.exit {
        faults.push(format!("{name}: ended with {} and not {}\n{}{}", ran.code, case.exit, ran.out, ran.err));
    }
    let missing = case.says.iter().filter(|words| !ran.out.contains(*words) && !ran.err.contains(*words));
    faults.extend(missing.map(|words| format!("{name}: does not say `{words}`\n{}{}", ran.out, ran.err)));
    faults
}

/// Runs a case; nothing where the system knows no links.
fn run(name: &str, folder: &Path, case: &Case) -> Option<Ran> {
    if !cfg!(unix) && !case.links.is_empty() {
        return None;
    }
    let mut sandbox = Sandbox::new(&format!("silent-{name}"));
    for path in below(folder) {
        let place = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        if place != "case.toml" {
            sandbox = sandbox.file(&place, fs::read(&path).unwrap());
        }
    }
    if let Some(base) = &case.base {
        sandbox = sandbox.file("plan.irp", edited(name, base, &case.edits));
    }
    for (place, text) in &case.files {
        sandbox = sandbox.file(place, text);
    }
    for place in &case.folders {
        fs::create_dir_all(sandbox.folder.join(place)).unwrap();
    }
    for (place, target) in &case.links {
        link(target, &sandbox.folder.join(place));
    }
    let own = case.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let variables: Vec<(&str, &str)> = [("COLUMNS", "200")].into_iter().chain(own).collect();
    Some(sandbox.run_with(&case.run, &variables, case.stdin.as_bytes()))
}

fn edited(name: &str, base: &str, edits: &[[String; 2]]) -> String {
    let mut text = fs::read_to_string(fixtures("plans").join(base)).unwrap();
    for [from, to] in edits {
        assert_eq!(text.matches(from.as_str()).count(), 1, "{name}: `{from}` stands once in {base}");
        text = text.replace(from.as_str(), to);
    }
    text
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    entries.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()).collect()
}

#[cfg(unix)]
fn link(target: &str, place: &Path) {
    std::os::unix::fs::symlink(target, place).unwrap();
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}
