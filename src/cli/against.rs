//! What plans are checked against: a date, policies, and which of their rules. The flags are the same for every command
//! that checks plans; they are put together in the order of precedence: flag, variable, settings file, default.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::check::cannot_be_read;
use super::clock::Day;
use super::failure::Failure;
use super::policies::{self, From};
use super::rules;
use crate::analysis::{self, Analysis};
use crate::config::{self, Config};
use crate::finding::{Finding, Level};
use crate::policy::ir::Policies;
use crate::text::Sources;
use crate::workspace::{self, Found};

/// The flags.
#[derive(Debug, Default, Args)]
pub struct Against {
    #[command(flatten)]
    day: Day,
    /// Run only these rules, packs or tags.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    select: Vec<String>,
    /// Leave out these rules, packs or tags.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    ignore: Vec<String>,
    #[command(flatten)]
    from: From,
    /// How many threads to use; all if not set.
    #[arg(short, long, value_name = "N", help_heading = "Files")]
    jobs: Option<NonZeroUsize>,
}

/// What plans are checked against, and how.
#[derive(Debug)]
pub struct Told {
    /// What the analysis is told.
    pub analysis: analysis::Settings,
    /// The level from which the settings file wants findings to fail the run.
    pub fail_on: Option<Level>,
    /// The settings file.
    pub settings: Option<workspace::Settings>,
    /// Folders of policies, besides those that the settings file names.
    folders: Vec<PathBuf>,
    /// Where `select` and `ignore` were given.
    named_by: [String; 2],
    jobs: Option<NonZeroUsize>,
}

impl Against {
    /// The date of the check.
    pub fn date(&self) -> Result<Date, Failure> {
        self.day.date()
    }

    /// The settings file that was named by hand.
    pub fn config(&self) -> Option<&Path> {
        self.from.config.as_deref()
    }

    /// The folders of policies that were named by hand.
    pub fn policies(&self) -> &[PathBuf] {
        &self.from.policies
    }

    /// Puts together what the flags say and the settings file that belongs to `path`.
    pub fn told(&self, path: &Path) -> Result<Told, Failure> {
        let as_of = self.date()?;
        let settings = self.from.settings(path)?;
        let (config, file) = match &settings {
            Some(found) => (found.config.clone(), found.path.as_str()),
            None => (Config::default(), ""),
        };
        let fail_on = config.fail_on.map(|level| match level {
            config::FailOn::Note => Level::Note,
            config::FailOn::Warning => Level::Warning,
            config::FailOn::Error => Level::Error,
        });
        let (select, selected_by) = named(&self.select, "--select", config.select, file);
        let (ignore, ignored_by) = named(&self.ignore, "--ignore", config.ignore, file);
        Ok(Told {
            analysis: analysis::Settings { as_of, select, ignore },
            fail_on,
            folders: self.from.policies.clone(),
            named_by: [selected_by, ignored_by],
            jobs: self.jobs,
            settings,
        })
    }
}

/// Names, and the flag or file that gives them.
fn named(flag: &[String], flag_name: &str, settings: Vec<String>, path: &str) -> (Vec<String>, String) {
    if flag.is_empty() { (settings, path.to_owned()) } else { (flag.to_vec(), flag_name.to_owned()) }
}

impl Told {
    /// Reads the policies and refuses names that are none of theirs.
    pub fn load(&self, sources: &mut Sources) -> Result<(Policies, Vec<Finding>), Failure> {
        let settings = self.settings.as_ref();
        let (policies, mut findings) = policies::read(settings, &self.folders, sources)?;
        findings.extend(workspace::replacing(&policies));
        if !findings.iter().any(|finding| cannot_be_read(finding) && finding.rule != "type/tuning") {
            if let Some(mistake) = settings.and_then(|own| workspace::unknown_tuning(own, &policies)) {
                return Err(mistake.into());
            }
            let words = [&self.analysis.select, &self.analysis.ignore];
            for (words, by) in words.into_iter().zip(&self.named_by) {
                rules::known(words, by, &policies)?;
            }
        }
        Ok((policies, findings))
    }

    /// Checks what was found; `findings` are those of reading.
    pub fn analyse(&self, found: &Found, policies: &Policies, findings: Vec<Finding>) -> Analysis {
        self.analyse_observed(found, policies, findings, &|| {})
    }

    /// The same; `seen` is called whenever a plan is done.
    pub fn analyse_observed(
        &self,
        found: &Found,
        policies: &Policies,
        findings: Vec<Finding>,
        seen: &(dyn Fn() + Sync),
    ) -> Analysis {
        let (sources, plans) = (&found.sources, &found.plans);
        let mut analysis = analysis::analyse_observed(sources, plans, policies, &self.analysis, seen);
        analysis.findings.extend(findings);
        analysis::sort(&mut analysis.findings, &found.sources);
        analysis
    }

    /// Does `work` with as many threads as the user wants.
    pub fn with_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let Some(jobs) = self.jobs else { return Ok(work()) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build();
        let pool = pool.map_err(|error| {
            Failure::new(format!("cannot start {jobs} threads: {error}"), "ask for fewer with `-j`")
        })?;
        Ok(pool.install(work))
    }
}
