//! `irlint check --watch`: checks again whenever a plan, a policy or the settings change, until Ctrl-C.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::output::Outputs;
use super::{Arguments, first, heard, once};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::terminal::{Terminal, first_of, is_dumb, say};
use crate::report::{Detail, counted};
use crate::workspace::{Basis, State, reason};

/// How long nothing may happen before what happened is looked at: editors write in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// How often that is waited for at most: some folders never are quiet.
const PATIENCE: usize = 20;

/// Brings the cursor to the top of an empty screen.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// What a run that watches knows of its checks.
pub struct Watch {
    /// What they rest on.
    pub basis: Basis,
    /// Whether somebody still reads standard output.
    pub is_read: bool,
}

/// Checks, waits for a change, and checks again, until nobody reads what it says or watching fails.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    refuse(arguments)?;
    Outputs::of(arguments)?;
    arguments.against.date()?;
    let mut basis = Basis::new(&arguments.paths, first(arguments), arguments.against.from.config.as_deref());
    basis.policies.extend(arguments.against.from.policies.iter().cloned());
    let mut watch = Watch { basis, is_read: true };
    let mut sight = Sight::new()?;
    let mut before = sight.look(&watch.basis)?;
    loop {
        match once(arguments, terminal, Some(&mut watch)) {
            Ok(exit) if !watch.is_read => return Ok(exit),
            Ok(_) => {}
            Err(failure) => failure.print(),
        }
        before = sight.look(&watch.basis)?.since(before);
        if terminal.detail > Detail::Quiet {
            say("watching", &format!("{}; Ctrl-C ends it", counted(sight.watched.len(), "folder")));
        }
        let (after, changes) = sight.wait(&before, &watch.basis)?;
        before = after;
        begin(&changes)?;
    }
}

/// What makes no sense while files are watched, and why.
fn refuse(arguments: &Arguments) -> Result<(), Failure> {
    let is_stdin = arguments.paths.iter().any(|path| path == Path::new("-"));
    let refused = [
        (is_stdin, "`-`", "standard input is read once and cannot change", "give the file itself"),
        (
            arguments.write_baseline,
            "`--write-baseline`",
            "a baseline that is written at each change knows each new gap at once",
            "write it in a run of its own",
        ),
        (
            arguments.prune_baseline,
            "`--prune-baseline`",
            "a gap that is closed for a moment would be taken out for good",
            "prune it in a run of its own",
        ),
        (
            !arguments.output.is_empty(),
            "`--output`",
            "others would read files that are written anew at each change",
            "write them in a run of their own",
        ),
        (arguments.show_files, "`--show-files`", "nothing is checked with it", "leave one of both out"),
        (
            arguments.fix || arguments.diff,
            "`--fix` and `--diff`",
            "a file would change under the hands of who edits it",
            "fix it in a run of its own",
        ),
        (arguments.exit_zero, "`--exit-zero`", "a run that watches ends only with Ctrl-C", "leave it out"),
    ];
    let mut refused = refused.into_iter().filter(|(given, ..)| *given);
    refused.next().map_or(Ok(()), |(_, what, why, help)| {
        Err(Failure::new(format!("`--watch` does not go with {what}: {why}"), help))
    })
}

/// Sets a run apart from the one before and says what changed.
fn begin(changes: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() && !is_dumb() {
        heard(out.write_all(CLEAR.as_bytes()).and_then(|()| out.flush()))?;
    }
    say("checking again", &first_of(changes));
    Ok(())
}

/// What is seen of the disk.
struct Sight {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
}

impl Sight {
    fn new() -> Result<Self, Failure> {
        let (send, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(send).map_err(|error| unwatched(None, &error))?;
        Ok(Self { watcher, events, watched: BTreeSet::new() })
    }

    /// Watches the folders that count, and looks at what is in them. Folders that came meanwhile are watched too.
    fn look(&mut self, basis: &Basis) -> Result<State, Failure> {
        loop {
            let state = State::of(basis);
            let new: Vec<&PathBuf> = state.folders().difference(&self.watched).collect();
            if new.is_empty() {
                return Ok(state);
            }
            for folder in new {
                let watched = self.watcher.watch(folder, RecursiveMode::NonRecursive);
                // What is gone by now is seen by the look that follows.
                watched.or_else(|error| {
                    if folder.is_dir() { Err(unwatched(Some(folder), &error)) } else { Ok(()) }
                })?;
            }
            self.watched.clone_from(state.folders());
        }
    }

    /// Waits until something is another than `before`; what is there then, and what changed.
    fn wait(&mut self, before: &State, basis: &Basis) -> Result<(State, Vec<String>), Failure> {
        loop {
            let state = self.look(basis)?;
            let changes = before.changes(&state);
            if !changes.is_empty() {
                return Ok((state, changes));
            }
            self.next()?;
        }
    }

    /// Waits for something to happen in the folders, and then for quiet.
    fn next(&mut self) -> Result<(), Failure> {
        loop {
            let lost = |_| Failure { message: "nothing can be watched any more".to_owned(), help: None };
            if self.concerns(self.events.recv().map_err(lost)?)? {
                break;
            }
        }
        for _ in 0..PATIENCE {
            let Ok(event) = self.events.recv_timeout(QUIET) else { break };
            self.concerns(event)?;
        }
        Ok(())
    }

    /// Whether an event may be a change: reading is none. A folder that is gone is watched anew when it is back.
    fn concerns(&mut self, event: notify::Result<Event>) -> Result<bool, Failure> {
        let event = event.map_err(|error| unwatched(None, &error))?;
        if matches!(event.kind, EventKind::Access(_)) {
            return Ok(false);
        }
        for path in &event.paths {
            if self.watched.contains(path) && self.watched.remove(path) {
                let _ = self.watcher.unwatch(path);
            }
        }
        Ok(true)
    }
}

fn unwatched(folder: Option<&Path>, error: &notify::Error) -> Failure {
    let folder = folder.map_or_else(String::new, |folder| format!(" `{}`", folder.display()));
    let cause = match &error.kind {
        notify::ErrorKind::Io(cause) => reason(cause),
        notify::ErrorKind::MaxFilesWatch => "the system watches no more folders at a time".to_owned(),
        _ => error.to_string(),
    };
    Failure::new(
        format!("cannot watch{folder}: {cause}"),
        "name folders that hold less, or check without `--watch`",
    )
}
