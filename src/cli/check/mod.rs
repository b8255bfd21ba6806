//! `irlint check`: finds plans, checks them against policies, writes what came out.

mod arguments;
mod output;
mod settings;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

pub use arguments::Arguments;
use output::{Outputs, heard};
use settings::{Told, told};

use super::exit::Exit;
use super::failure::Failure;
use super::rules;
use super::terminal::Terminal;
use crate::analysis::{self, Analysis, Verdict};
use crate::finding::{Finding, Level, Outcome};
use crate::policy;
use crate::policy::ir::Policies;
use crate::report::Detail;
use crate::text::Sources;
use crate::workspace::{self, Found, Request, Stdin};

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let outputs = Outputs::of(arguments)?;
    let told = told(arguments)?;
    let request = request(arguments)?;
    let mut found = workspace::find(&request);
    found.failures.iter().for_each(|failure| Failure::from(failure).print(terminal));
    if terminal.detail == Detail::Verbose {
        found.skipped.iter().for_each(|(path, why)| terminal.say("passed over", &format!("`{path}`: {why}")));
    }
    if arguments.show_files {
        return show_files(&found);
    }
    let (policies, mut findings) = load(&told, &mut found.sources)?;
    findings.append(&mut found.findings);
    let analysis = with_threads(arguments, || analyse(&found, &policies, &told, findings))?;
    outputs.write(&analysis, &terminal.options(told.fail_on, arguments.reveal))?;
    Ok(exit(&analysis, &found, &told, arguments, terminal))
}

fn request(arguments: &Arguments) -> Result<Request, Failure> {
    let (dashes, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let stdin = if dashes.is_empty() {
        None
    } else {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure {
            message: format!("cannot read standard input: {error}"),
            help: None,
        })?;
        Some(Stdin { path: arguments.stdin_filename.clone(), bytes })
    };
    if paths.is_empty() && stdin.is_none() {
        paths.push(PathBuf::from("."));
    }
    Ok(Request { paths, stdin, force_exclude: arguments.force_exclude })
}

fn show_files(found: &Found) -> Result<Exit, Failure> {
    let mut paths: Vec<&str> = found
        .plans
        .iter()
        .flat_map(|plan| &plan.files)
        .map(|file| found.sources.get(*file).path.as_str())
        .chain(found.parts.iter().map(String::as_str))
        .collect();
    paths.sort_unstable();
    paths.dedup();
    let mut out = std::io::stdout().lock();
    heard(paths.iter().try_for_each(|path| writeln!(out, "{}", crate::report::clean_line(path))))?;
    Ok(match (found.failures.is_empty(), paths.is_empty()) {
        (false, _) => Exit::CouldNotCheck,
        (true, true) => Exit::NothingChecked,
        (true, false) => Exit::Clean,
    })
}

/// Reads the policies and refuses names that are none of theirs.
fn load(told: &Told, sources: &mut Sources) -> Result<(Policies, Vec<Finding>), Failure> {
    let files = workspace::policies(&told.policies, sources)?;
    let (policies, findings) = policy::load(sources, &files, &told.tunings);
    if !findings.iter().any(cannot_be_read) {
        for names in [&told.select, &told.ignore] {
            rules::known(&names.words, &names.from, &policies)?;
        }
    }
    Ok((policies, findings))
}

fn with_threads<T: Send>(arguments: &Arguments, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let Some(jobs) = arguments.jobs else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build();
    let pool = pool.map_err(|error| {
        Failure::new(format!("cannot start {jobs} threads: {error}"), "ask for fewer with `-j`")
    })?;
    Ok(pool.install(work))
}

fn analyse(found: &Found, policies: &Policies, told: &Told, findings: Vec<Finding>) -> Analysis {
    let settings = analysis::Settings {
        as_of: told.as_of,
        select: told.select.words.clone(),
        ignore: told.ignore.words.clone(),
    };
    let mut analysis = analysis::analyse(&found.sources, &found.plans, policies, &settings);
    analysis.findings.extend(findings);
    analysis::sort(&mut analysis.findings, &found.sources);
    analysis
}

/// Whether a plan or policy could not be read as it is meant. A plan that says nothing was read: there
/// was nothing to check in it.
fn cannot_be_read(finding: &Finding) -> bool {
    finding.outcome == Outcome::Unreadable && finding.level == Level::Error && finding.rule != "syntax/empty"
}

fn exit(analysis: &Analysis, found: &Found, told: &Told, arguments: &Arguments, terminal: &Terminal) -> Exit {
    let unreadable = analysis.findings.iter().any(cannot_be_read);
    let nothing = nothing_checked(analysis, found);
    if let Some(failure) = &nothing {
        failure.print(terminal);
    }
    let mut open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
    let failing = open.any(|finding| finding.level >= told.fail_on);
    if unreadable || !found.failures.is_empty() {
        Exit::CouldNotCheck
    } else if nothing.is_some() {
        Exit::NothingChecked
    } else if failing && !arguments.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Why nothing was checked, if nothing was.
fn nothing_checked(analysis: &Analysis, found: &Found) -> Option<Failure> {
    if found.plans.is_empty() {
        let help = "plans are files that end in `.irp`, and `.md` files with an `irp` fence; \
                    one of a plan's files has a `plan` block";
        return found
            .failures
            .is_empty()
            .then(|| Failure::new("nothing was checked: no plan was found", help));
    }
    if analysis.plans.iter().all(|plan| plan.things == 0) {
        return Some(Failure::new("nothing was checked: the plan says nothing", "see the finding above"));
    }
    let verdicts = || analysis.plans.iter().flat_map(|plan| plan.verdicts.values());
    if verdicts().next().is_none() {
        let help = "loosen `--select` and `--ignore`, or the same settings in `irlint.toml`";
        return Some(Failure::new("nothing was checked: no rule was selected", help));
    }
    let looked = verdicts().any(|verdict| match verdict {
        Verdict::Passed | Verdict::Failed | Verdict::Undecided => true,
        Verdict::NotApplicable | Verdict::PackNotApplicable | Verdict::NotInForce => false,
    });
    let help = "see with `-v` which packs concern no plan, and check the date with `--as-of`";
    (!looked).then(|| Failure::new("nothing was checked: no rule had anything to look at", help))
}
