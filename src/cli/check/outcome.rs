//! How a check ended: what its exit code is, and why nothing was checked if nothing was.

use crate::analysis::{Analysis, Verdict};
use crate::cli::against::{Against, Told};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::first_of;
use crate::finding::{Finding, Level, Outcome};
use crate::workspace::{Found, Request};

/// The exit of a check; `nothing` says that nothing was checked.
pub fn exit(analysis: &Analysis, found: &Found, fail_on: Level, nothing: bool) -> Exit {
    let mut open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
    if !found.failures.is_empty() || analysis.findings.iter().any(cannot_be_read) {
        Exit::CouldNotCheck
    } else if nothing {
        Exit::NothingChecked
    } else if open.any(|finding| analysis.fails(finding, fail_on)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Whether a plan or policy could not be read as it is meant. A plan that says nothing was read: there
/// was nothing to check in it.
pub fn cannot_be_read(finding: &Finding) -> bool {
    finding.outcome == Outcome::Unreadable && finding.level == Level::Error && finding.rule != "syntax/empty"
}

/// Why nothing was checked, if nothing was.
pub fn nothing_checked(analysis: &Analysis, found: &Found, request: &Request) -> Option<Failure> {
    if found.plans.is_empty() {
        return found.failures.is_empty().then(|| nothing_found(found, request));
    }
    if analysis.plans.iter().all(|plan| plan.things == 0) {
        return Some(nothing("no plan says anything", "see the findings above"));
    }
    let verdicts = || analysis.plans.iter().flat_map(|plan| plan.verdicts.values());
    if verdicts().next().is_none() && !analysis.later.is_empty() {
        let help = "raise `edition` in the settings, or select other rules";
        return Some(nothing("every rule that was selected is of a later edition", help));
    }
    if verdicts().next().is_none() {
        let help = "loosen `--select` and `--ignore`, or the same settings in `irlint.toml`";
        return Some(nothing("no rule was selected", help));
    }
    if verdicts().all(|verdict| verdict == Verdict::SwitchedOff) {
        let help = "the adjustments above say by whom and why";
        return Some(nothing("every rule that was selected is switched off", help));
    }
    if verdicts().all(|verdict| verdict == Verdict::NotInForce) {
        let why = format!("no rule that was selected is in force on {}", analysis.as_of);
        return Some(nothing(&why, "check the date with `--as-of`"));
    }
    let looked = verdicts().any(|verdict| match verdict {
        Verdict::Passed | Verdict::Failed | Verdict::Undecided => true,
        Verdict::NotApplicable | Verdict::PackNotApplicable | Verdict::NotInForce | Verdict::SwitchedOff => {
            false
        }
    });
    let help = "see with `-v` which packs concern no plan, and check the date with `--as-of`";
    (!looked).then(|| nothing("no rule had anything to look at", help))
}

/// The plans that say something, and for which an override leaves no rule.
pub fn left_alone(analysis: &Analysis) -> impl Iterator<Item = &str> {
    let plans = analysis.plans.iter().filter(|plan| plan.things > 0 && plan.verdicts.is_empty());
    plans.map(|plan| analysis.sources.get(plan.root).path.as_str())
}

/// Which policies stand among the plans and are not used, for nobody named their folder; none if nobody wants settings.
pub fn unused_policies(found: &Found, against: &Against, told: &Told) -> Option<String> {
    let unused = found.unused_policies(&told.policy_folders());
    let names: Vec<String> = unused.iter().map(|path| format!("`{path}`")).collect();
    let why = "neither `policies` in the settings nor `--policies` names the folder";
    (!names.is_empty() && !against.from.isolated).then(|| format!("{}: {why}", first_of(&names)))
}

fn nothing(why: &str, help: &str) -> Failure {
    Failure::new(format!("nothing was checked: {why}"), help)
}

/// The first files that were passed over, with the reasons.
fn passed_over(found: &Found) -> String {
    let skipped: Vec<String> = found.skipped.iter().map(|(path, why)| format!("`{path}` ({why})")).collect();
    if skipped.is_empty() { String::new() } else { format!("; passed over: {}", first_of(&skipped)) }
}

fn nothing_found(found: &Found, request: &Request) -> Failure {
    let paths: Vec<String> = request.paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let parts = match found.parts.len() {
        0 => "",
        1 => "; the one file there is part of no plan",
        _ => "; the files there are part of no plan",
    };
    let why = format!("there is no plan in {}{parts}{}", paths.join(", "), passed_over(found));
    let help =
        "a plan is a file that ends in `.irp`, or in `.md` with an `irp` fence, and has a `plan` block";
    nothing(&why, help)
}
