//! What a check does with the baseline: leaves out what it knows, or writes down what is to be known.

use std::path::PathBuf;

use super::{Arguments, WRITABLE, not_over};
use crate::analysis::{Analysis, Baseline, Settings};
use crate::cli::failure::Failure;
use crate::cli::terminal::say;
use crate::report::counted;
use crate::text::Sources;
use crate::workspace;

/// The baseline of a run, and what is to become of it.
pub struct Known {
    path: PathBuf,
    task: Task,
}

#[derive(Clone, Copy)]
enum Task {
    Compare,
    Write,
    Prune,
}

impl Known {
    /// The baseline that was asked for; nothing if none was.
    pub fn of(
        arguments: &Arguments,
        settings: Option<&workspace::Settings>,
    ) -> Result<Option<Self>, Failure> {
        let task = match (arguments.write_baseline, arguments.prune_baseline) {
            (true, _) => Task::Write,
            (false, true) => Task::Prune,
            (false, false) => Task::Compare,
        };
        if let Some(path) = workspace::baseline_path(arguments.baseline.as_deref(), settings) {
            return Ok(Some(Self { path, task }));
        }
        let flag = match task {
            Task::Compare => return Ok(None),
            Task::Write => "--write-baseline",
            Task::Prune => "--prune-baseline",
        };
        let help = "name it with `--baseline FILE`, or with `baseline` in `irlint.toml`";
        Err(Failure::new(format!("`{flag}` does not say to which file"), help))
    }

    /// What is known already; nothing if all gaps are to be written down anew.
    pub fn read(&self, sources: &mut Sources) -> Result<Option<Baseline>, Failure> {
        match self.task {
            Task::Write => Ok(None),
            Task::Compare | Task::Prune => Ok(Some(workspace::baseline(&self.path, sources)?)),
        }
    }

    /// Whether the file is only read. If it would be written, says that it is left alone: what was not looked for is not
    /// known to be gone.
    pub fn stays(&self) -> bool {
        let stays = match self.task {
            Task::Compare => true,
            Task::Write | Task::Prune => false,
        };
        if !stays {
            let shown = workspace::shown(&self.path);
            say("baseline", &format!("`{shown}` was not written, because nothing was checked"));
        }
        stays
    }

    /// Writes the file if that was asked for, and leaves out of `analysis` what it knows. `complete` says whether everything
    /// could be checked: what was not seen is not known to be there, nor to be gone.
    pub fn apply(&self, analysis: &mut Analysis, settings: &Settings, complete: bool) -> Result<(), Failure> {
        let shown = workspace::shown(&self.path);
        let gaps = match self.task {
            Task::Compare => None,
            Task::Write => {
                not_over(&self.path, &analysis.sources)?;
                let mut gaps = analysis.gaps();
                // What this run did not look for stays known.
                if self.path.exists() {
                    let before = workspace::baseline(&self.path, &mut analysis.sources)?;
                    gaps.extend(analysis.unjudged(&before, settings));
                }
                Some(gaps)
            }
            Task::Prune => {
                let before = workspace::baseline(&self.path, &mut analysis.sources)?;
                Some(analysis.pruned(&before, settings))
            }
        };
        if let Some(gaps) = gaps {
            if !complete {
                let message = format!("`{shown}` was not written, because not everything could be checked");
                return Err(Failure::new(message, "see with `irlint check` what does not read"));
            }
            workspace::write_baseline(&self.path, &gaps)
                .map_err(|error| Failure::new(error.to_string(), WRITABLE))?;
            let count = gaps.values().sum();
            say("baseline", &format!("wrote `{shown}` with {}", counted(count, "known gap")));
        }
        let baseline = workspace::baseline(&self.path, &mut analysis.sources)?;
        analysis.compare(&baseline, settings);
        Ok(())
    }
}
