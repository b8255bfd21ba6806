//! Whole plans: the clean ones are silent, the others say exactly what stands beside them.

use std::path::Path;

use libtest_mimic::{Failed, Trial};

use crate::expected;
use crate::support::{check_file, files_below, say, shipped};

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for path in files_below(Path::new("fixtures/plans"), &["expected"]) {
        let name = format!("plan {}", path.display());
        trials.push(Trial::test(name, move || as_expected(&path)));
    }
    for path in files_below(Path::new("fixtures/plans/clean"), &["irp", "md"]) {
        if !path.starts_with("fixtures/plans/clean/parts") {
            let name = format!("clean {}", path.display());
            trials.push(Trial::test(name, move || clean(&path)));
        }
    }
    trials
}

fn as_expected(path: &Path) -> Result<(), Failed> {
    let analysis = check_file(&path.with_extension("irp"), shipped());
    expected::compare(path, &expected::findings(&analysis)).map_err(Into::into)
}

/// Silent but for what the plan itself accepts; and rules did look.
fn clean(path: &Path) -> Result<(), Failed> {
    let analysis = check_file(path, shipped());
    let open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
    let said: Vec<String> = open.map(|finding| say(&analysis.sources, finding)).collect();
    if !said.is_empty() {
        return Err(said.join("\n").into());
    }
    let verdicts = analysis.plans.first().map_or(0, |plan| {
        plan.verdicts.values().filter(|verdict| *verdict == irlint::analysis::Verdict::Passed).count()
    });
    if verdicts < 10 { Err(format!("only {verdicts} rules passed").into()) } else { Ok(()) }
}
