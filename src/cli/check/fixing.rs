//! `--fix` and `--diff`: what can be mended is mended in memory first, then written or shown.

use std::io::Write;
use std::path::Path;

use super::{Arguments, heard, known::Known, outcome};
use crate::analysis::{self, Fixed, Limits};
use crate::cli::against::Told;
use crate::cli::diff;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::say;
use crate::report::counted;
use crate::text::{FileId, Source};
use crate::workspace::{self, Found, Request, Stdin};

/// What goes on after fixing.
pub enum Next {
    /// The check, of what is there now.
    Check(Request),
    /// Nothing.
    End(Exit),
}

/// Refuses what does not go with fixing.
pub fn refuse(arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.fix {
        return Ok(());
    }
    let from_stdin = arguments.paths.iter().any(|path| path == Path::new("-"));
    if from_stdin && arguments.paths.len() > 1 {
        let message = "standard input is fixed alone, without other paths";
        return Err(Failure::new(message, "give `-` as the only path"));
    }
    if from_stdin && arguments.format.is_some() {
        let message = "`--format` writes to standard output, and so does the fixed text";
        return Err(Failure::new(message, "write the findings to a file: `--output FORMAT=PATH`"));
    }
    Ok(())
}

/// Fixes what `request` finds, if that is asked for, and says what was done.
pub fn run(
    arguments: &Arguments,
    told: &mut Told,
    known: Option<&Known>,
    request: Request,
) -> Result<Next, Failure> {
    if !arguments.fix && !arguments.diff {
        return Ok(Next::Check(request));
    }
    let mut found = workspace::find(&request);
    let before = found.sources.clone();
    let (policies, mistakes) = told.load(&mut found)?;
    if mistakes.iter().any(outcome::cannot_be_read) {
        let message = "nothing was fixed, because the policies do not read";
        Failure::new(message, "see what is wrong with them with `irlint check`").print();
        return Ok(if arguments.diff { Next::End(Exit::CouldNotCheck) } else { Next::Check(request) });
    }
    let known = known.map_or(Ok(None), |known| known.read(&mut found.sources))?;
    let stdin = found.stdin;
    let may = |file: FileId| match stdin {
        Some(stdin) => file == stdin && found.is_whole(file),
        None => found.paths.contains_key(&file),
    };
    let limits = Limits { asked: arguments.unsafe_fixes, may: &may, known: known.as_ref() };
    let settings = (&policies, &told.analysis);
    let fixed = analysis::fix(&found.sources, &found.plans, settings, &limits);
    say_kept(&found, &fixed);
    if arguments.diff {
        let changes = fixed.changed.iter().map(|file| (before.get(*file), fixed.sources.get(*file)));
        heard(
            in_order(changes.collect())
                .into_iter()
                .try_for_each(|(before, after)| diff::write(before, &after.text)),
        )?;
        sum_up("would fix", &fixed);
        return Ok(Next::End(exit(&found, &fixed, &policies, (told, &request))));
    }
    if let Some(Stdin { path, bytes }) = request.stdin {
        let whole = stdin.filter(|file| found.is_whole(*file));
        let bytes = whole.map_or(bytes, |file| fixed.sources.get(file).text.as_bytes().to_vec());
        heard(std::io::stdout().lock().write_all(&bytes))?;
        sum_up("fixed", &fixed);
        return Ok(Next::Check(Request { stdin: Some(Stdin { path, bytes }), ..request }));
    }
    write(&found, &fixed)?;
    sum_up("fixed", &fixed);
    Ok(Next::Check(request))
}

fn in_order<'s>(mut changes: Vec<(&'s Source, &'s Source)>) -> Vec<(&'s Source, &'s Source)> {
    changes.sort_by_key(|(before, _)| &before.path);
    changes
}

/// Writes the files that changed. One that cannot be written keeps no other from being written.
fn write(found: &Found, fixed: &Fixed) -> Result<(), Failure> {
    let mut failures = Vec::new();
    for (file, path) in found.paths.iter().filter(|(file, _)| fixed.changed.contains(file)) {
        let (before, after) = (&found.sources.get(*file).text, &fixed.sources.get(*file).text);
        failures.extend(workspace::replace(path, before, after).err().map(Failure::from));
    }
    let last = failures.pop();
    failures.iter().for_each(Failure::print);
    last.map_or(Ok(()), Err)
}

/// Says which files have something to fix and are not written.
fn say_kept(found: &Found, fixed: &Fixed) {
    for file in &fixed.kept {
        let path = &found.sources.get(*file).path;
        let why = match found.stdin {
            _ if !found.is_whole(*file) => "not all of it is text",
            Some(_) => "only standard input is fixed",
            None => "it is a link",
        };
        say("passed over", &format!("`{path}` is not written: {why}"));
    }
}

fn sum_up(verb: &str, fixed: &Fixed) {
    let files = counted(fixed.changed.len(), "file");
    let found = counted(fixed.found, "finding");
    say(verb, &format!("{} of {found}, in {files}", fixed.made));
    if fixed.left > 0 {
        say("help", "there is more to fix than one run does; run the command once more");
    }
}

/// How showing the differences ended.
fn exit(
    found: &Found,
    fixed: &Fixed,
    policies: &crate::policy::ir::Policies,
    (told, request): (&Told, &Request),
) -> Exit {
    let analysis = analysis::analyse(&fixed.sources, &found.plans, policies, &told.analysis);
    let nothing = outcome::nothing_checked(&analysis, found, request);
    let unread = analysis.findings.iter().chain(&found.findings).any(outcome::cannot_be_read);
    if unread || !found.failures.is_empty() {
        say("help", "not everything reads; see what is left with `irlint check`");
        return Exit::CouldNotCheck;
    }
    match nothing {
        _ if !fixed.changed.is_empty() => Exit::Findings,
        Some(failure) => {
            failure.print();
            Exit::NothingChecked
        }
        None => Exit::Clean,
    }
}
