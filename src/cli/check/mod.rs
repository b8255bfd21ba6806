//! `irlint check`: finds plans, checks them against policies, writes what came out.

mod arguments;
mod outcome;
mod output;
mod settings;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

pub use arguments::{Arguments, FailOn};
pub(super) use outcome::{cannot_be_read, nothing_checked};
use output::Outputs;
pub(super) use output::heard;
use settings::Told;
pub(super) use settings::told;

use super::exit::Exit;
use super::failure::Failure;
use super::rules;
use super::terminal::{Terminal, say};
use crate::analysis::{self, Analysis};
use crate::finding::Finding;
use crate::policy;
use crate::policy::ir::Policies;
use crate::report::Detail;
use crate::text::Sources;
use crate::workspace::{self, Found, Request, Stdin};

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let outputs = Outputs::of(arguments)?;
    let told = told(arguments)?;
    let request = request(arguments)?;
    let mut found = workspace::find(&request);
    found.failures.iter().for_each(|failure| Failure::from(failure).print());
    if terminal.detail == Detail::Verbose {
        told.settings.iter().for_each(|settings| say("settings", &format!("`{}`", settings.path)));
    }
    let passed_over = found.skipped.iter().filter(|(_, why)| match terminal.detail {
        Detail::Quiet => false,
        Detail::Normal => *why == workspace::IS_LINK,
        Detail::Verbose => true,
    });
    passed_over.for_each(|(path, why)| say("passed over", &format!("`{path}`: {why}")));
    if arguments.show_files {
        return show_files(&found);
    }
    let (policies, mut findings) = load(&told, &mut found.sources)?;
    findings.append(&mut found.findings);
    let analysis = with_threads(arguments, || analyse(&found, &policies, &told, findings))?;
    outputs.write(&analysis, &terminal.options(told.fail_on, arguments.reveal))?;
    let nothing = outcome::nothing_checked(&analysis, &found, &request);
    if let Some(failure) = &nothing {
        failure.print();
    }
    let exit = outcome::exit(&analysis, &found, told.fail_on, nothing.is_some());
    Ok(if arguments.exit_zero && exit == Exit::Findings { Exit::Clean } else { exit })
}

pub(super) fn request(arguments: &Arguments) -> Result<Request, Failure> {
    requested(&arguments.paths, arguments.stdin_filename.as_ref(), arguments.force_exclude)
}

/// What is looked for at `paths`, with standard input read if `-` is among them.
pub(super) fn requested(
    paths: &[PathBuf],
    stdin_filename: Option<&PathBuf>,
    force_exclude: bool,
) -> Result<Request, Failure> {
    let (dashes, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path == Path::new("-"));
    let stdin = if dashes.is_empty() {
        if let Some(path) = stdin_filename {
            let message =
                format!("`--stdin-filename {}` names standard input, which is not read", path.display());
            return Err(Failure::new(message, "give `-` as the path to read it"));
        }
        None
    } else {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure {
            message: format!("cannot read standard input: {}", workspace::reason(&error)),
            help: None,
        })?;
        Some(Stdin { path: stdin_filename.cloned(), bytes })
    };
    if paths.is_empty() && stdin.is_none() {
        paths.push(PathBuf::from("."));
    }
    Ok(Request { paths, stdin, force_exclude })
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
pub(super) fn load(told: &Told, sources: &mut Sources) -> Result<(Policies, Vec<Finding>), Failure> {
    let settings = told.settings.as_ref();
    let tunings = settings.map(|own| workspace::tunings(own, sources)).transpose()?.unwrap_or_default();
    let files = workspace::policies(settings, &told.policies, sources)?;
    let (policies, mut findings) = policy::load(sources, &files, &tunings);
    findings.extend(workspace::replacing(&policies));
    if !findings.iter().any(|finding| cannot_be_read(finding) && finding.rule != "type/tuning") {
        if let Some(mistake) = settings.and_then(|own| workspace::unknown_tuning(own, &policies)) {
            return Err(mistake.into());
        }
        for names in [&told.select, &told.ignore] {
            rules::known(&names.words, &names.from, &policies)?;
        }
    }
    Ok((policies, findings))
}

pub(super) fn with_threads<T: Send>(
    arguments: &Arguments,
    work: impl FnOnce() -> T + Send,
) -> Result<T, Failure> {
    let Some(jobs) = arguments.jobs else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build();
    let pool = pool.map_err(|error| {
        Failure::new(format!("cannot start {jobs} threads: {error}"), "ask for fewer with `-j`")
    })?;
    Ok(pool.install(work))
}

pub(super) fn analyse(found: &Found, policies: &Policies, told: &Told, findings: Vec<Finding>) -> Analysis {
    let settings = analysis_settings(told);
    let mut analysis = analysis::analyse(&found.sources, &found.plans, policies, &settings);
    analysis.findings.extend(findings);
    analysis::sort(&mut analysis.findings, &found.sources);
    analysis
}

/// What the analysis is told.
pub(super) fn analysis_settings(told: &Told) -> analysis::Settings {
    analysis::Settings {
        as_of: told.as_of,
        select: told.select.words.clone(),
        ignore: told.ignore.words.clone(),
    }
}
