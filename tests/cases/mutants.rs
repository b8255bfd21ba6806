//! Mutants of the shipped policies: every one is killed by a sample or test, or listed with a reason; and the
//! page about them says what is so. A small pack shows each kind of change.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use irlint::trial::cases;
use irlint::trial::mutants::{Explained, Mutant, Mutation, explained, held, mutate};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, Shipped, shipped};

const SURVIVORS: &str = "fixtures/mutants/survivors.txt";
const PAGE: &str = "docs/mutants.md";
const KINDS: &str = "fixtures/mutants/kinds.irpolicy";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("mutants: every survivor has a reason", survivors_have_reasons),
        Trial::test("mutants: the page says what is so", page_is_current),
        Trial::test("mutants: every kind of change is made", every_kind),
    ]
}

fn run(policies: &Shipped, own: impl Fn(&str) -> bool) -> Mutation {
    let read = |file| irlint::syntax::policy::read(file, policies.sources.get(file)).0;
    let trees: Vec<_> = policies.files.iter().map(|(file, _)| (*file, read(*file))).collect();
    let all: Vec<_> = trees.iter().flat_map(|(file, tree)| cases(*file, tree)).collect();
    let own = policies.files.iter().filter(|(_, path)| own(path)).map(|(file, _)| *file);
    mutate(&all, &own.collect::<Vec<_>>(), &policies.policies, AS_OF).unwrap()
}

fn of_shipped() -> &'static (Mutation, Vec<Explained>) {
    static ALL: OnceLock<(Mutation, Vec<Explained>)> = OnceLock::new();
    ALL.get_or_init(|| {
        let list = explained(&fs::read_to_string(SURVIVORS).unwrap()).unwrap();
        (run(shipped(), |_| true), list)
    })
}

fn survivors_have_reasons() -> Result<(), Failed> {
    let (mutation, list) = of_shipped();
    assert!(mutation.mutants.len() > 300, "only {} mutants were made", mutation.mutants.len());
    let held = held(mutation, list);
    let mut faults: Vec<String> = held.open.iter().map(|mutant| say(mutant, shipped())).collect();
    faults.extend(
        held.stale.iter().map(|entry| format!("{SURVIVORS}:{}: `{}` is killed", entry.line, entry.id)),
    );
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

fn say(mutant: &Mutant, policies: &Shipped) -> String {
    let words: Vec<&str> = policies.sources.slice(mutant.span).split_whitespace().collect();
    format!("{}: `{}` {}", mutant.id, words.join(" "), mutant.said)
}

/// What stands below the first heading of these is written anew.
fn page_is_current() -> Result<(), Failed> {
    let old = fs::read_to_string(PAGE).unwrap();
    let introduction = old.split_once("## Counts").map_or(old.as_str(), |(introduction, _)| introduction);
    compare(PAGE, &format!("{introduction}{}", counts()))
}

fn compare(path: &str, wanted: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, wanted).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    if found == wanted { Ok(()) } else { Err(format!("{path} is stale: run the tests with UPDATE=1").into()) }
}

/// The counts, and the survivors with their reasons.
fn counts() -> String {
    let (mutation, list) = of_shipped();
    let mut page = "## Counts\n\n".to_owned();
    let count = |subject: &str| {
        let of: Vec<_> = mutation.mutants.iter().filter(|mutant| mutant.subject == subject).collect();
        (of.len(), of.iter().filter(|mutant| mutant.killed).count())
    };
    let mut subjects: Vec<&str> = mutation.mutants.iter().map(|mutant| mutant.subject.as_str()).collect();
    subjects.dedup();
    let killed = mutation.mutants.iter().filter(|mutant| mutant.killed).count();
    let all = mutation.mutants.len();
    writeln!(page, "{all} mutants, {killed} killed, {} survived.\n", all - killed).unwrap();
    page += "| changed | mutants | killed | survived |\n|---|---|---|---|\n";
    for subject in subjects {
        let (all, killed) = count(subject);
        writeln!(page, "| `{subject}` | {all} | {killed} | {} |", all - killed).unwrap();
    }
    page += "\n## Survivors\n\n| mutant | words | change | why it may survive |\n|---|---|---|---|\n";
    for (mutant, Explained { reason, .. }) in held(mutation, list).explained {
        let words = shipped().sources.slice(mutant.span);
        writeln!(page, "| `{}` | `{words}` | {} | {reason} |", mutant.id, mutant.said).unwrap();
    }
    page
}

/// Every change of a pack that has each construct, against the list beside it.
fn every_kind() -> Result<(), Failed> {
    let text = fs::read_to_string(KINDS).unwrap();
    let policies = crate::support::with_pack("kinds.irpolicy", &text);
    let mutation = run(&policies, |path| path == "kinds.irpolicy");
    let mut lines = String::new();
    for mutant in &mutation.mutants {
        let life = if mutant.killed { "killed  " } else { "survives" };
        writeln!(lines, "{life} {}", say(mutant, &policies)).unwrap();
    }
    compare(&Path::new(KINDS).with_extension("expected").to_string_lossy(), &lines)
}
