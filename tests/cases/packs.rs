//! Every sample and test of every policy file, and what each rule file is worth: without it, its findings
//! are gone and all others stay.

use std::collections::BTreeSet;
use std::path::Path;

use irlint::finding::{Finding, Level};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, Shipped, check_file, files_below, load, say, shipped};

pub fn trials() -> Vec<Trial> {
    let files = files_below(Path::new("policies"), &["irpolicy"]);
    let mut trials = Vec::new();
    for path in files {
        let below = path.strip_prefix("policies").unwrap().to_string_lossy().replace('\\', "/");
        let name = below.clone();
        trials.push(Trial::test(format!("samples {name}"), move || samples(&name)));
        let text = std::fs::read_to_string(&path).unwrap();
        if text.lines().any(|line| line.starts_with("rule ")) {
            trials.push(Trial::test(format!("deleted {below}"), move || deleted(&below)));
        }
    }
    trials
}

/// Every sample comes out as it says; a rule file without a bad and a good one fails.
fn samples(below: &str) -> Result<(), Failed> {
    let shipped = shipped();
    let (file, _) = shipped.files.iter().find(|(_, path)| path == below).unwrap();
    let source = shipped.sources.get(*file);
    let (tree, _) = irlint::syntax::policy::read(*file, source);
    let tested = irlint::trial::test(&[(*file, &tree)], &shipped.policies, AS_OF);
    let has_rule = source.text.lines().any(|line| line.starts_with("rule "));
    if has_rule && tested.ran < 2 {
        return Err(format!("{} samples ran", tested.ran).into());
    }
    let faults: Vec<String> = tested.faults.iter().map(|fault| say(&shipped.sources, fault)).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// What is found on the plans that set off everything, without the rule in `below` and its name.
fn deleted(below: &str) -> Result<(), Failed> {
    let rule = below.rsplit('/').next().unwrap().trim_end_matches(".irpolicy");
    let (without, mistakes) = load(|path| path != below);
    let about_others = |finding: &&Finding| finding.level == Level::Error && !finding.message.contains(rule);
    if mistakes.iter().any(|finding| about_others(&finding)) {
        return Err(format!("the other policies no longer read: {mistakes:?}").into());
    }
    let mut found = 0;
    for plan in files_below(Path::new("fixtures/plans/faulty"), &["irp"]) {
        let (whole, rest) = (all(&plan, shipped()), all(&plan, &without));
        found += whole.iter().filter(|finding| finding.starts_with(&format!("{rule} "))).count();
        // What reading says of the rule's name, where the plan accepts it, is about a rule that is not there; and how long
        // such a rule may be accepted hangs on its severity.
        let others = |all: Vec<String>| {
            let mut rest: Vec<String> = all.into_iter().filter(|line| !line.starts_with(rule)).collect();
            rest.retain(|line| {
                !["name/rule ", "acceptance-too-long "].iter().any(|own| line.starts_with(own))
            });
            rest.sort();
            rest
        };
        let (whole, rest) = (others(whole), others(rest));
        if whole != rest {
            let (one, two): (BTreeSet<_>, BTreeSet<_>) = (whole.iter().collect(), rest.iter().collect());
            let changed: Vec<_> = one.symmetric_difference(&two).collect();
            return Err(format!("deleting `{rule}` changed other findings: {changed:#?}").into());
        }
    }
    if found == 0 { Err(format!("no faulty plan sets off `{rule}`").into()) } else { Ok(()) }
}

/// One entry for each finding and one for each rule that waits for a missing fact, whichever finding says so.
fn all(plan: &Path, policies: &Shipped) -> Vec<String> {
    let analysis = check_file(plan, policies);
    analysis.findings.iter().flat_map(entries).collect()
}

fn entries(finding: &Finding) -> Vec<String> {
    let Finding { rule, thing, waiting, at, .. } = finding;
    let one = |rule: &str| format!("{rule} {:?} {thing:?}", at.span.range());
    let waits = waiting.iter().map(|waiting| format!("{waiting} waits {thing:?}"));
    if rule.starts_with("missing/") {
        waits.collect()
    } else {
        std::iter::once(one(rule)).chain(waits).collect()
    }
}
