//! What plans are checked against: a date, policies, and which of their rules. The flags are the same for every command
//! that checks plans; they are put together in the order of precedence: flag, variable, settings file, default.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::check::{FailOn, cannot_be_read};
use super::clock::Day;
use super::failure::Failure;
use super::policies::{self, From};
use super::rules;
use crate::analysis::{self, Analysis, Choice};
use crate::config::{Override, listed};
use crate::finding::{Finding, Level};
use crate::policy::ir::Policies;
use crate::workspace::{self, Found};

/// The flags.
#[derive(Debug, Default, Args)]
pub struct Against {
    #[command(flatten)]
    day: Day,
    /// Run only these rules, packs, tags or standards (`standard:NAME`).
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    select: Vec<String>,
    /// Leave out these rules, packs, tags or standards.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Policies")]
    ignore: Vec<String>,
    #[command(flatten)]
    pub from: From,
    /// How many threads to use; all if not set.
    #[arg(short, long, value_name = "N", help_heading = "Files")]
    jobs: Option<NonZeroUsize>,
}

/// What plans are checked against, and how.
#[derive(Debug)]
pub struct Told {
    /// What the analysis is told.
    pub analysis: analysis::Settings,
    /// The level from which findings fail the run, where no override says another.
    pub fail_on: Level,
    /// The settings file.
    pub settings: Option<workspace::Settings>,
    /// Folders of policies, besides those that the settings file names.
    folders: Vec<PathBuf>,
    /// What flags or variables say, and overrides therefore do not.
    pub given: Given,
    /// The threads that do the work.
    pub threads: Threads,
}

/// Which settings flags or variables give, and no file.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// Which rules run.
    pub select: bool,
    /// Which are left out.
    pub ignore: bool,
    /// The level.
    pub fail_on: bool,
}

impl Against {
    /// The date of the check.
    pub fn date(&self) -> Result<Date, Failure> {
        self.day.date()
    }

    /// Puts together what the flags say and the settings file that belongs to `path`; `fail_on` is the flag of the command.
    pub fn told(&self, path: &Path, fail_on: Option<FailOn>) -> Result<Told, Failure> {
        let as_of = self.date()?;
        let settings = self.from.settings(path)?;
        let given = Given {
            select: !self.select.is_empty(),
            ignore: !self.ignore.is_empty(),
            fail_on: fail_on.is_some(),
        };
        let config = settings.as_ref().map(|found| found.config.clone()).unwrap_or_default();
        let of_file = config.fail_on.as_ref().map(|level| Level::from(*level.as_ref()));
        let choice = Choice {
            select: if given.select { self.select.clone() } else { listed(config.select.as_ref()).to_vec() },
            ignore: if given.ignore { self.ignore.clone() } else { listed(config.ignore.as_ref()).to_vec() },
            fail_on: None,
        };
        Ok(Told {
            analysis: analysis::Settings { choice, ..analysis::Settings::new(as_of) },
            fail_on: fail_on.map(Level::from).or(of_file).unwrap_or(Level::Error),
            folders: self.from.policies.clone(),
            given,
            threads: Threads::start(self.jobs)?,
            settings,
        })
    }
}

impl Told {
    /// Reads the policies and refuses names that are none of theirs. From then on it is known what holds for which of the
    /// plans found.
    pub fn load(&mut self, found: &mut Found) -> Result<(Policies, Vec<Finding>), Failure> {
        self.concern(found)?;
        let settings = self.settings.as_ref();
        let (policies, mut findings) = policies::read(settings, &self.folders, &mut found.sources)?;
        findings.extend(workspace::replacing(&policies));
        if !findings.iter().any(|finding| cannot_be_read(finding) && finding.rule != "type/tuning") {
            let flags = [
                ("--select", self.given.select, &self.analysis.choice.select),
                ("--ignore", self.given.ignore, &self.analysis.choice.ignore),
            ];
            for (flag, _, words) in flags.into_iter().filter(|(_, given, _)| *given) {
                rules::known(words, flag, &policies)?;
            }
            if let Some(own) = settings {
                policies::fit(own, &policies)?;
            }
            self.analysis.edition = settings.map_or(Ok(None), |own| workspace::edition(own, &policies))?;
        }
        Ok((policies, findings))
    }

    fn apply(&self, one: &Override, choice: &mut Choice) {
        if let Some(select) = one.select.as_ref().filter(|_| !self.given.select) {
            choice.select.clone_from(select.as_ref());
        }
        if !self.given.ignore {
            choice.ignore.extend_from_slice(listed(one.ignore.as_ref()));
        }
        if let Some(level) = one.fail_on.as_ref().filter(|_| !self.given.fail_on) {
            choice.fail_on = Some((*level.as_ref()).into());
        }
    }

    /// Finds out what overrides hold for which plan.
    fn concern(&mut self, found: &Found) -> Result<(), Failure> {
        let Some(settings) = &self.settings else { return Ok(()) };
        let overrides = workspace::overrides(settings)?;
        let mut of_plans = BTreeMap::new();
        for plan in &found.plans {
            let mut choice = self.analysis.choice.clone();
            for one in overrides.of(&found.sources.get(plan.root).path) {
                self.apply(one, &mut choice);
            }
            if choice != self.analysis.choice {
                of_plans.insert(plan.root, choice);
            }
        }
        self.analysis.of_plans = of_plans;
        Ok(())
    }

    /// The patterns of overrides that are for none of the plans found, as sentences.
    pub fn idle_overrides(&self, found: &Found) -> Result<Vec<String>, Failure> {
        let Some(settings) = &self.settings else { return Ok(Vec::new()) };
        let paths: Vec<&str> =
            found.plans.iter().map(|plan| found.sources.get(plan.root).path.as_str()).collect();
        Ok(workspace::overrides(settings)?.unmatched(&paths))
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
}

/// As many threads as the user wants; all if no number is named.
#[derive(Debug, Clone)]
pub struct Threads(Option<Arc<rayon::ThreadPool>>);

impl Threads {
    /// Starts them.
    fn start(jobs: Option<NonZeroUsize>) -> Result<Self, Failure> {
        let Some(jobs) = jobs else { return Ok(Self(None)) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build();
        let pool = pool.map_err(|error| {
            Failure::new(format!("cannot start {jobs} threads: {error}"), "ask for fewer with `-j`")
        })?;
        Ok(Self(Some(Arc::new(pool))))
    }

    /// Does `work` on one of them, which shares it with the others. What a thread has given back it takes again; so what goes
    /// before the shared work should be done here too, if it takes much memory for a while.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            None => rayon::scope(|_| work()),
            Some(pool) => pool.install(work),
        }
    }
}
