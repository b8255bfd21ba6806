//! Which policies a command has that checks no plan: those inside the program, and those of the user's folders,
//! tuned as the settings say.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::mistakes;
use super::rules;
use crate::config::Config;
use crate::finding::{Finding, Level, Outcome};
use crate::policy;
use crate::policy::ir::{Edition, Policies};
use crate::text::Sources;
use crate::workspace;

/// Where policies and settings come from.
#[derive(Debug, Default, Args)]
pub struct From {
    /// A folder with more policies; can be given several times.
    #[arg(long, value_name = "FOLDER", help_heading = "Policies")]
    pub policies: Vec<PathBuf>,
    /// The settings file to use instead of the nearest `irlint.toml`.
    #[arg(long, value_name = "FILE", help_heading = "Policies", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no settings file.
    #[arg(long, help_heading = "Policies")]
    pub isolated: bool,
}

/// The policies of a command.
#[derive(Debug)]
pub struct Loaded {
    /// All policy files.
    pub sources: Sources,
    /// What they say.
    pub policies: Policies,
    /// What the settings file says.
    pub config: Config,
    /// The edition that it pins.
    pub edition: Option<Edition>,
    /// Whether a policy could not be read as it is meant; that was said.
    pub mistaken: bool,
}

impl From {
    /// The settings file, looked for from `path` upwards.
    pub fn settings(&self, path: &Path) -> Result<Option<workspace::Settings>, Failure> {
        if self.isolated {
            return Ok(None);
        }
        Ok(workspace::settings(path, self.config.as_deref())?)
    }

    /// Reads the policies. What is wrong with them is said, and does not keep the rest from being read.
    pub fn load(&self) -> Result<Loaded, Failure> {
        self.load_beside(Path::new("."), Sources::new())
    }

    /// The same for a plan at `path`, whose files stand in `sources`.
    pub fn load_beside(&self, path: &Path, mut sources: Sources) -> Result<Loaded, Failure> {
        let settings = self.settings(path)?;
        let (policies, findings) = read(settings.as_ref(), &self.policies, &mut sources)?;
        let wrong =
            |finding: &&Finding| finding.outcome == Outcome::Unreadable && finding.level == Level::Error;
        let mistaken = mistakes::say_all(findings.iter().filter(wrong), &sources, &policies.private);
        let mut edition = None;
        if let Some(found) = settings.as_ref().filter(|_| !mistaken) {
            fit(found, &policies)?;
            edition = workspace::edition(found, &policies)?;
        }
        let config = settings.map(|found| found.config).unwrap_or_default();
        Ok(Loaded { sources, policies, config, edition, mistaken })
    }
}

/// Refuses settings that name what is not there: packs, parameters, rules, tags.
pub fn fit(settings: &workspace::Settings, policies: &Policies) -> Result<(), Failure> {
    if let Some(mistake) = workspace::unknown_tuning(settings, policies) {
        return Err(mistake.into());
    }
    let config = &settings.config;
    let of_overrides = config.overrides.iter().flat_map(|one| [&one.select, &one.ignore]);
    for words in [&config.select, &config.ignore].into_iter().chain(of_overrides).flatten() {
        rules::known(words.as_ref(), &settings.place(&words.span()), policies)?;
    }
    Ok(())
}

/// Reads the policies inside the program, those of the folders that the settings name and those of `folders`, tuned as the
/// settings say.
pub fn read(
    settings: Option<&workspace::Settings>,
    folders: &[PathBuf],
    sources: &mut Sources,
) -> Result<(Policies, Vec<Finding>), Failure> {
    let tunings = settings.map(|own| workspace::tunings(own, sources)).transpose()?.unwrap_or_default();
    let files = workspace::policies(settings, folders, sources)?;
    Ok(policy::load_to_check(sources, &files, &tunings))
}
