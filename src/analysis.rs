//! The pipeline on one page: texts and policies in, findings and counts out. Total, pure and repeatable:
//! no disk, no clock, no environment.

mod baseline;
mod fixing;
mod mending;
mod settings;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::Said;
use crate::finding::{Finding, Level};
use crate::model::{Plan, Private};
use crate::policy::ir::{Edition, Policies, Rule};
use crate::resolve::{self, Context};
use crate::text::{FileId, Language, Origin, Sources, Span};
use crate::{accept, check, policy, syntax};

use mending::Mending;

pub use crate::check::{Cost, Verdict};
pub use crate::policy::ir::{Adjustment, Change};
pub use baseline::Baseline;
pub use fixing::{Fixed, Limits, fix};
pub use settings::{Choice, Settings};

/// A plan as found: its files, the root first.
#[derive(Debug, Clone)]
pub struct PlanFiles {
    /// The file with the `plan` block, or the file that stands alone.
    pub root: FileId,
    /// All files of the plan in reading order, the root first.
    pub files: Vec<FileId>,
}

/// What came out for one plan.
#[derive(Debug, Clone)]
pub struct PlanReport {
    /// The plan's root file.
    pub root: FileId,
    /// All its files, the root first.
    pub files: Vec<FileId>,
    /// The name that its `plan` block gives it.
    pub name: Option<String>,
    /// How many things it declares, rows of packs left out.
    pub things: usize,
    /// The verdict on each rule that was selected, by rule name.
    pub verdicts: BTreeMap<String, Verdict>,
    /// The level from which its findings fail the run; that of the run if it has none of its own.
    pub fail_on: Option<Level>,
    /// What each rule took that was judged, by rule name.
    pub costs: BTreeMap<String, Cost>,
}

/// What came out of a run.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// All files, for writing out places.
    pub sources: Sources,
    /// The date of the check.
    pub as_of: Date,
    /// The plans, sorted by path.
    pub plans: Vec<PlanReport>,
    /// All findings, sorted by path, place and rule. Accepted ones carry their acceptance.
    pub findings: Vec<Finding>,
    /// How many findings were left out because a baseline knows them.
    pub known: usize,
    /// The packs that were loaded: name, version, and on how many plans each applied.
    pub packs: Vec<PackReport>,
    /// The edition that is pinned; none for the newest.
    pub edition: Option<Edition>,
    /// The rules that would run if no edition was pinned, by the edition in which they arrived.
    pub later: BTreeMap<Edition, Vec<String>>,
    /// Whether acceptances of the plans count.
    pub accepts: bool,
    /// What is changed from what the packs say of themselves: sorted by path and place, ignored rules last.
    pub adjustments: Vec<Adjustment>,
    /// The private values of all plans and packs, sorted.
    pub private: Vec<Private>,
}

/// A pack that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackReport {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its citation.
    pub source: Option<String>,
    /// Whether it comes with the program.
    pub origin: Origin,
    /// The file that its header stands in.
    pub path: String,
    /// Whether it takes the place of one that comes with the program.
    pub replaces: bool,
    /// How many rules it has.
    pub rules: usize,
    /// On how many plans it applied.
    pub applied: usize,
}

/// Checks `plans`, whose files stand in `sources`, against `policies`.
pub fn analyse(sources: &Sources, plans: &[PlanFiles], policies: &Policies, settings: &Settings) -> Analysis {
    analyse_observed(sources, plans, policies, settings, &|| {})
}

/// The same; `seen` is called whenever a plan is done. What it does cannot change what comes out.
pub fn analyse_observed(
    sources: &Sources,
    plans: &[PlanFiles],
    policies: &Policies,
    settings: &Settings,
    seen: &(dyn Fn() + Sync),
) -> Analysis {
    let one = |plan| {
        let done = one_plan(sources, plan, policies, settings);
        seen();
        done
    };
    let mut done: Vec<Done> = plans.par_iter().map(one).collect();
    done.sort_by(|one, two| path(sources, one.report.root).cmp(path(sources, two.report.root)));
    let packs = packs(policies, &done);
    let mut analysis = Analysis {
        packs,
        edition: settings.edition,
        later: settings.later(policies),
        accepts: settings.accepts,
        adjustments: policies.adjustments.iter().cloned().chain(settings.unacceptable(policies)).collect(),
        private: policies.private.clone(),
        ..Analysis::empty(sources.clone(), settings.as_of)
    };
    for one in done {
        analysis.plans.push(one.report);
        analysis.findings.extend(one.findings);
        analysis.private.extend(one.private);
    }
    mending::agree(&mut analysis.findings, &analysis.plans);
    analysis.private.sort_unstable();
    analysis.private.dedup();
    sort(&mut analysis.findings, sources);
    analysis
}

impl Analysis {
    /// An analysis of nothing, on `as_of`.
    pub fn empty(sources: Sources, as_of: Date) -> Self {
        Self {
            sources,
            as_of,
            plans: Vec::new(),
            findings: Vec::new(),
            known: 0,
            packs: Vec::new(),
            edition: None,
            later: BTreeMap::new(),
            accepts: true,
            adjustments: Vec::new(),
            private: Vec::new(),
        }
    }

    /// The plan that a file is of; the first of them by path, if it is of several.
    pub fn plan_of(&self, file: FileId) -> Option<&PlanReport> {
        self.plans.iter().find(|plan| plan.files.contains(&file))
    }

    /// Whether a finding fails a run that fails from `fail_on`. A file that several plans share is judged as the strictest of
    /// them wants.
    pub fn fails(&self, finding: &Finding, fail_on: Level) -> bool {
        let file = finding.at.span.file;
        let plans = self.plans.iter().filter(|plan| plan.files.contains(&file));
        let levels = plans.map(|plan| plan.fail_on.unwrap_or(fail_on));
        finding.level >= levels.min().unwrap_or(fail_on)
    }
}

/// Sorts by path, place and rule, and drops what is said twice: plans may share a file.
pub fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    findings.sort_by(|one, two| {
        let key = |finding: &Finding| (finding.at.span.start, finding.at.span.end);
        let paths = path(sources, one.at.span.file).cmp(path(sources, two.at.span.file));
        let rest = (&one.rule, &one.message).cmp(&(&two.rule, &two.message));
        paths.then(key(one).cmp(&key(two))).then(rest)
    });
    findings.dedup();
}

fn path(sources: &Sources, file: FileId) -> &str {
    &sources.get(file).path
}

/// Text → tree → plan, for one plan; and what is wrong with its text.
pub fn read(sources: &Sources, files: &PlanFiles, policies: &Policies) -> (Plan, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut trees = Vec::with_capacity(files.files.len());
    for file in &files.files {
        let (tree, mistakes) = syntax::plan::read(*file, sources.get(*file));
        findings.extend(mistakes);
        trees.push((*file, tree));
    }
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, mistakes) = resolve::plan(&trees, context);
    findings.extend(mistakes);
    (plan, findings)
}

/// What the rules say of one plan.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Their findings; accepted ones carry their acceptance.
    pub findings: Vec<Finding>,
    /// The verdict on each rule that was selected, by rule name.
    pub verdicts: BTreeMap<String, Verdict>,
    /// What each rule took that was judged, by rule name.
    pub costs: BTreeMap<String, Cost>,
    /// Which packs concern the plan, by number.
    pub active: Vec<bool>,
}

impl Judged {
    /// The rules that looked at something here and look at nothing in `after`, by name.
    pub fn no_longer_asked(&self, after: &Self) -> Vec<String> {
        let asked = |verdict: Option<&Verdict>| {
            matches!(verdict, Some(Verdict::Passed | Verdict::Failed | Verdict::Undecided))
        };
        let rules = self.verdicts.iter().filter(|(_, verdict)| asked(Some(verdict)));
        let silent = rules.filter(|(rule, _)| !asked(after.verdicts.get(*rule)));
        silent.map(|(rule, _)| rule.clone()).collect()
    }
}

/// Plan → outcomes → findings, for one plan that was read.
pub fn judge(plan: &Plan, policies: &Policies, settings: &Settings) -> Judged {
    judge_and(plan, policies, settings, |said| said.finding)
}

/// The same; `told` makes the findings.
fn judge_and(
    plan: &Plan,
    policies: &Policies,
    settings: &Settings,
    told: impl FnMut(Said) -> Finding,
) -> Judged {
    let chosen = |rule: &Rule| settings.chooses(rule, policies, plan.root);
    let mut checked = check::check(plan, policies, settings.as_of, &chosen);
    let mut said = accept::accept(&mut checked, plan, policies, settings.as_of);
    if !settings.accepts {
        checked.cases.iter_mut().for_each(|case| case.accepted = None);
    }
    let verdicts = by_name(&checked.verdicts, policies);
    let costs = by_name(&checked.costs, policies);
    let active = std::mem::take(&mut checked.active);
    said.extend(check::group(checked, plan, policies, settings.as_of));
    Judged { findings: said.into_iter().map(told).collect(), verdicts, costs, active }
}

/// What is known of rules by number, by name.
fn by_name<T: Copy>(of_rules: &[(usize, T)], policies: &Policies) -> BTreeMap<String, T> {
    let named =
        of_rules.iter().filter_map(|(number, it)| Some((policies.rules.get(*number)?.id.clone(), *it)));
    named.collect()
}

/// What came out for one plan, before all are put together.
struct Done {
    report: PlanReport,
    findings: Vec<Finding>,
    active: Vec<bool>,
    private: Vec<Private>,
}

fn one_plan(sources: &Sources, files: &PlanFiles, policies: &Policies, settings: &Settings) -> Done {
    let (mut plan, mut findings) = read(sources, files, policies);
    let things = plan.things.len();
    let block = check::block(&plan, &policies.schema);
    let name = block.map(|block| plan.thing(block).name.to_string()).filter(|name| !name.is_empty());
    let (root, verdicts, costs) = (files.root, BTreeMap::new(), BTreeMap::new());
    let fail_on = settings.choice(Some(root)).fail_on;
    let mut report = PlanReport { root, files: plan.files.clone(), name, things, verdicts, fail_on, costs };
    let private = std::mem::take(&mut plan.private);
    if things == 0 {
        if findings.is_empty() {
            findings.push(empty(files.root, sources.get(files.root).language));
        }
        return Done { report, findings, active: Vec::new(), private };
    }
    let mut mending = Mending::new(sources, files, &findings);
    let judged = judge_and(&plan, policies, settings, |said| mending.finding(said));
    report.verdicts = judged.verdicts;
    report.costs = judged.costs;
    findings.extend(judged.findings);
    Done { report, findings, active: judged.active, private }
}

fn empty(root: FileId, language: Language) -> Finding {
    let help = match language {
        Language::Plan | Language::Policy | Language::Settings => {
            "start with a block such as `plan our_plan \"Our incident response plan\" { ... }`"
        }
        Language::Markdown => "what a document says of the plan stands in a fence marked `irp`",
    };
    Finding::unreadable("syntax/empty", Span::head_of(root), "this plan says nothing").help(help)
}

fn packs(policies: &Policies, done: &[Done]) -> Vec<PackReport> {
    let report = |(number, pack): (usize, &crate::policy::ir::Pack)| PackReport {
        name: pack.name.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        source: pack.source.clone(),
        origin: pack.origin,
        path: pack.path.clone(),
        replaces: pack.origin == Origin::User && policy::ships(&pack.name),
        rules: policies.rules.iter().filter(|rule| rule.pack as usize == number).count(),
        applied: done.iter().filter(|one| one.active.get(number).copied().unwrap_or(false)).count(),
    };
    policies.packs.iter().enumerate().map(report).collect()
}
