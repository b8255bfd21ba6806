//! What plans are checked against: a date, policies, and which of their rules. The flags are the same for every command
//! that checks plans; they are put together in the order of precedence: flag, variable, settings file, default.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::Args;
use jiff::civil::Date;

use super::check::{FailOn, cannot_be_read};
use super::clock::Day;
use super::failure::Failure;
use super::policies::{self, From};
use super::rules;
use crate::analysis::{self, Analysis, Choice, PlanFiles, Run};
use crate::config::{Override, listed};
use crate::finding::{Finding, Level};
use crate::policy::ir::{Edition, Policies};
use crate::text::Sources;
use crate::workspace::{self, Found, Overrides, Request};

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
        start_threads(self.jobs)?;
        Ok(Told {
            analysis: analysis::Settings { choice, ..analysis::Settings::new(as_of) },
            fail_on: fail_on.map(Level::from).or(of_file).unwrap_or(Level::Error),
            folders: self.from.policies.clone(),
            given,
            settings,
        })
    }
}

impl Told {
    /// The folders whose policies are used beside those inside the program.
    pub fn policy_folders(&self) -> Vec<PathBuf> {
        let named = self.settings.iter().flat_map(workspace::Settings::policy_folders);
        named.chain(self.folders.iter().cloned()).collect()
    }

    /// Reads the policies and refuses names that are none of theirs. From then on it is known what holds for which of the
    /// plans found.
    pub fn load(&mut self, found: &mut Found) -> Result<(Policies, Vec<Finding>), Failure> {
        let overrides = self.overrides()?;
        let own = |plan: &PlanFiles| self.own_choice(overrides.as_ref(), &found.sources, plan);
        let of_plans = found.plans.iter().filter_map(|plan| Some((plan.root, own(plan)?))).collect();
        let Read { policies, findings, edition } = self.read(&mut found.sources)?;
        (self.analysis.of_plans, self.analysis.edition) = (of_plans, edition);
        Ok((policies, findings))
    }

    fn read(&self, sources: &mut Sources) -> Result<Read, Failure> {
        let settings = self.settings.as_ref();
        let (policies, mut findings) = policies::read(settings, &self.folders, sources)?;
        findings.extend(workspace::replacing(&policies));
        let mut edition = None;
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
                edition = workspace::edition(own, &policies)?;
            }
        }
        Ok(Read { policies, findings, edition })
    }

    fn overrides(&self) -> Result<Option<Overrides<'_>>, Failure> {
        let settings = self.settings.as_ref().filter(|settings| !settings.config.overrides.is_empty());
        Ok(settings.map(workspace::overrides).transpose()?)
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

    /// What holds for a plan instead, if overrides are for it.
    fn own_choice(
        &self,
        overrides: Option<&Overrides<'_>>,
        sources: &Sources,
        plan: &PlanFiles,
    ) -> Option<Choice> {
        let overrides = overrides?;
        let mut choice = self.analysis.choice.clone();
        for one in overrides.of(&sources.get(plan.root).path) {
            self.apply(one, &mut choice);
        }
        (choice != self.analysis.choice).then_some(choice)
    }

    /// The patterns of overrides that are for none of the plans found, as sentences.
    pub fn idle_overrides(&self, found: &Found) -> Result<Vec<String>, Failure> {
        let Some(overrides) = self.overrides()? else { return Ok(Vec::new()) };
        let paths: Vec<&str> =
            found.plans.iter().map(|plan| found.sources.get(plan.root).path.as_str()).collect();
        Ok(overrides.unmatched(&paths))
    }

    /// Checks what was found; `findings` are those of reading.
    pub fn analyse(&self, found: &Found, policies: &Policies, findings: Vec<Finding>) -> Analysis {
        let analysis = analysis::analyse(&found.sources, &found.plans, policies, &self.analysis);
        with(analysis, findings)
    }

    /// Reads the policies, finds the plans of `request` and checks them while they are found; `seen` is called whenever one is
    /// done. If the policies cannot be read, what is found is told all the same.
    pub fn check(&self, request: &Request, seen: &(dyn Fn() + Sync)) -> (Found, Result<Checked, Failure>) {
        let mut sources = Sources::new();
        let ready = self.overrides().and_then(|overrides| Ok((overrides, self.read(&mut sources)?)));
        let (overrides, Read { policies, mut findings, edition }) = match ready {
            Ok(ready) => ready,
            Err(failure) => {
                return (workspace::find_sparingly(request, sources, &mut |_, _| {}), Err(failure));
            }
        };
        let mut run = Run::new(&policies, analysis::Settings { edition, ..self.analysis.clone() });
        let mut check = |sources: &Sources, plans: &[PlanFiles]| {
            run.check(sources, plans, &|plan| self.own_choice(overrides.as_ref(), sources, plan), seen);
        };
        let mut found = workspace::find_sparingly(request, sources, &mut check);
        check(&found.sources, &found.plans);
        findings.append(&mut found.findings);
        let (analysis, settings) = run.finish(&found.sources);
        let analysis = with(analysis, findings);
        (found, Ok(Checked { policies, analysis, settings }))
    }
}

/// Policies that were read.
struct Read {
    policies: Policies,
    /// What is wrong with them.
    findings: Vec<Finding>,
    /// The edition that the settings pin.
    edition: Option<Edition>,
}

/// What came out of a check.
#[derive(Debug)]
pub struct Checked {
    /// What the plans were checked against.
    pub policies: Policies,
    /// What came out for them.
    pub analysis: Analysis,
    /// What the analysis was told.
    pub settings: analysis::Settings,
}

/// The analysis with findings of what was read before.
fn with(mut analysis: Analysis, findings: Vec<Finding>) -> Analysis {
    analysis.findings.extend(findings);
    analysis::sort(&mut analysis.findings, &analysis.sources);
    analysis
}

/// How many threads are started at most: more than a few for each core only wait for each other.
const MOST_THREADS: usize = 256;

/// Starts the threads that share the work, of which the calling one is the first: as many as the user wants; all if no number is
/// named. They are started once in a program. The first one takes memory from the system in larger pieces than others can.
fn start_threads(jobs: Option<NonZeroUsize>) -> Result<(), Failure> {
    static STARTED: OnceLock<Result<(), String>> = OnceLock::new();
    let wanted = jobs.map_or(0, |jobs| jobs.get().min(MOST_THREADS));
    let threads = rayon::ThreadPoolBuilder::new().num_threads(wanted);
    let started = STARTED
        .get_or_init(|| threads.use_current_thread().build_global().map_err(|error| error.to_string()));
    started.clone().map_err(|error| {
        let all = jobs.map_or_else(|| "all".to_owned(), |jobs| jobs.to_string());
        Failure::new(format!("cannot start {all} threads: {error}"), "ask for fewer with `-j`")
    })
}
