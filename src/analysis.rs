//! The pipeline on one page: texts and policies in, findings and counts out. Total, pure and repeatable:
//! no disk, no clock, no environment.

mod baseline;
mod fixing;
mod mending;
mod order;
mod plans;
mod settings;
mod shared;
mod totals;
mod verdicts;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::accept::Acceptances;
use crate::check::Said;
use crate::finding::{Finding, Level};
use crate::model::{Plan, Private};
use crate::policy::ir::{Edition, Policies};
use crate::resolve::{self, Context};
use crate::syntax::Few;
use crate::syntax::plan::Unread;
use crate::text::{FileId, Language, Origin, Source, Sources, Span};
use crate::{check, policy};

use mending::Mending;
use shared::Shared;
use totals::{Took, Totals};

pub use crate::check::{Cost, Verdict};
pub use crate::policy::ir::{Adjustment, Change};
pub use baseline::Baseline;
pub use fixing::{Fixed, Limits, fix};
pub use order::sort;
pub use plans::Plans;
pub use settings::{Choice, STANDARD, Settings};
pub use verdicts::Verdicts;

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
    pub files: Few<FileId>,
    /// The name that its `plan` block gives it.
    pub name: Option<String>,
    /// How many things it declares, rows of packs left out.
    pub things: usize,
    /// The verdict on each rule that was selected.
    pub verdicts: Verdicts,
    /// The level from which its findings fail the run; that of the run if it has none of its own.
    pub fail_on: Option<Level>,
}

/// What came out of a run.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// All files, for writing out places.
    pub sources: Sources,
    /// The date of the check.
    pub as_of: Date,
    /// The plans, sorted by path.
    pub plans: Plans,
    /// What each rule took that was judged, on all plans together, by rule name.
    pub costs: BTreeMap<String, Cost>,
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
    let mut run = Run::new(policies, settings.clone());
    run.check(sources, plans, &|_| None, &|| {});
    run.finish(sources).0
}

/// A check of many plans, some at a time: as soon as their texts are at hand, so that nobody has to hold the texts of all.
#[derive(Debug)]
pub struct Run<'p> {
    policies: &'p Policies,
    settings: Settings,
    /// The rules for plans without a choice of their own.
    most: Vec<usize>,
    /// The root files of the plans that were checked.
    roots: FxHashSet<FileId>,
    done: Together,
}

impl<'p> Run<'p> {
    /// A check against `policies` that has not begun.
    pub fn new(policies: &'p Policies, settings: Settings) -> Self {
        let most = settings.chosen(policies, None);
        Self { policies, settings, most, roots: FxHashSet::default(), done: Together::default() }
    }

    /// Checks those of `plans` that were not checked before, by all threads. `own` gives the choice of a plan that has one of its
    /// own beside those of the settings; `seen` is called whenever a plan is done, and cannot change what comes out.
    pub fn check(
        &mut self,
        sources: &Sources,
        plans: &[PlanFiles],
        own: &dyn Fn(&PlanFiles) -> Option<Choice>,
        seen: &(dyn Fn() + Sync),
    ) {
        let mut sorted: Vec<&PlanFiles> = plans.iter().filter(|plan| self.roots.insert(plan.root)).collect();
        self.settings.of_plans.extend(sorted.iter().filter_map(|plan| Some((plan.root, own(plan)?))));
        sorted.sort_by_key(|plan| path(sources, plan.root));
        let (policies, settings) = (self.policies, &self.settings);
        let one = |plan: &PlanFiles| {
            let own = settings.of_plans.get(&plan.root).map(|_| settings.chosen(policies, Some(plan.root)));
            let chosen = own.as_deref().unwrap_or(&self.most);
            let done = one_plan(sources, plan, policies, (settings, chosen));
            seen();
            done
        };
        let done: Vec<(Done, Took)> = sorted.into_par_iter().map(one).collect();
        for (done, took) in done {
            self.done.add(done, &took);
        }
    }

    /// What came out, all plans together; and the settings with the choices that plans have of their own.
    pub fn finish(self, sources: &Sources) -> (Analysis, Settings) {
        let Self { policies, settings, done, .. } = self;
        let Together { mut reports, mut findings, mut private, texts, totals, .. } = done;
        reports.sort_by_key(|report| path(sources, report.root));
        let plans = Plans::from(reports);
        mending::agree(&mut findings, &plans);
        sort(&mut findings, sources);
        private.extend_from_slice(&policies.private);
        private.sort_unstable();
        private.dedup();
        let mut sources = sources.clone();
        for (file, text) in texts {
            sources.replace(file, text);
        }
        let adjustments = policies.adjustments.iter().cloned().chain(settings.unacceptable(policies));
        let analysis = Analysis {
            packs: packs(policies, &totals),
            costs: totals.costs(policies),
            edition: settings.edition,
            later: settings.later(policies),
            accepts: settings.accepts,
            adjustments: adjustments.collect(),
            plans,
            findings,
            private,
            ..Analysis::empty(sources, settings.as_of)
        };
        (analysis, settings)
    }
}

impl Analysis {
    /// An analysis of nothing, on `as_of`.
    pub fn empty(sources: Sources, as_of: Date) -> Self {
        Self {
            sources,
            as_of,
            plans: Plans::default(),
            costs: BTreeMap::new(),
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
        self.plans.of(file).next()
    }

    /// Whether a finding fails a run that fails from `fail_on`. A file that several plans share is judged as the strictest of
    /// them wants.
    pub fn fails(&self, finding: &Finding, fail_on: Level) -> bool {
        let levels = self.plans.of(finding.at.span.file).map(|plan| plan.fail_on.unwrap_or(fail_on));
        finding.level >= levels.min().unwrap_or(fail_on)
    }
}

fn path(sources: &Sources, file: FileId) -> &str {
    &sources.get(file).path
}

/// The files of one plan with their texts.
type Texts = Vec<(FileId, Arc<Source>)>;

/// The texts of a plan's files, and what is to be said of those that cannot be read again.
fn texts(sources: &Sources, files: &PlanFiles) -> (Texts, Vec<Finding>) {
    let (mut texts, mut findings) = (Vec::with_capacity(files.files.len()), Vec::new());
    for file in &files.files {
        match sources.with_text(*file) {
            Ok(text) => texts.push((*file, text)),
            Err(why) => findings.push(lost(*file, &why)),
        }
    }
    (texts, findings)
}

/// That the text of a file did not come back which was set aside.
pub fn lost(file: FileId, why: &str) -> Finding {
    let message = format!("the file was found, but cannot be read now: {why}");
    Finding::unreadable("syntax/lost", Span::head_of(file), message)
        .help("check again while nothing changes the file")
}

/// Text → tree → plan, for one plan; and what is wrong with its text.
pub fn read(sources: &Sources, files: &PlanFiles, policies: &Policies) -> (Plan, Vec<Finding>) {
    let (texts, mut findings) = texts(sources, files);
    let (plan, mistakes) = read_texts(&texts, policies);
    findings.extend(mistakes);
    (plan, findings)
}

fn read_texts(texts: &Texts, policies: &Policies) -> (Plan, Vec<Finding>) {
    let mut files: Vec<_> = texts.iter().map(|(file, source)| Unread::new(*file, source)).collect();
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, mistakes) = resolve::unread_plan(&mut files, context);
    let mut findings: Vec<_> = files.into_iter().flat_map(Unread::finish).collect();
    findings.extend(mistakes);
    (plan, findings)
}

/// What the rules say of one plan.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Their findings; accepted ones carry their acceptance.
    pub findings: Vec<Finding>,
    /// The verdict on each rule that was selected.
    pub verdicts: Verdicts,
    /// What it adds to the totals of a run.
    took: Took,
}

impl Judged {
    /// The rules that looked at something here and look at nothing in `after`, by name.
    pub fn no_longer_asked(&self, after: &Self) -> Vec<String> {
        let asked = |verdict: Option<Verdict>| {
            matches!(verdict, Some(Verdict::Passed | Verdict::Failed | Verdict::Undecided))
        };
        let rules = self.verdicts.iter().filter(|(_, verdict)| asked(Some(*verdict)));
        let silent = rules.filter(|(rule, _)| !asked(after.verdicts.get(rule)));
        silent.map(|(rule, _)| rule.to_owned()).collect()
    }
}

/// Plan → outcomes → findings, for one plan that was read.
pub fn judge(plan: &Plan, policies: &Policies, settings: &Settings) -> Judged {
    let chosen = settings.chosen(policies, plan.root);
    judge_and(plan, policies, (settings, &chosen), |said| said.finding)
}

/// The same by the rules with these numbers; `told` makes the findings.
fn judge_and(
    plan: &Plan,
    policies: &Policies,
    (settings, chosen): (&Settings, &[usize]),
    told: impl FnMut(Said) -> Finding,
) -> Judged {
    let acceptances = Acceptances::of(plan, policies, settings.as_of);
    let mut checked = check::check(plan, policies, settings.as_of, chosen, acceptances.on());
    let mut said = acceptances.mark(&mut checked, policies);
    if !settings.accepts {
        checked.cases.iter_mut().for_each(|case| case.accepted = None);
    }
    let verdicts = Verdicts::new(&checked.verdicts, policies);
    let took =
        Took { costs: std::mem::take(&mut checked.costs), active: std::mem::take(&mut checked.active) };
    said.extend(check::group(checked, plan, policies, settings.as_of));
    Judged { findings: said.into_iter().map(told).collect(), verdicts, took }
}

/// What came out for one plan, before all are put together.
struct Done {
    report: PlanReport,
    findings: Vec<Finding>,
    /// Nothing of it is shown if nothing is found.
    private: Vec<Private>,
    /// The texts that are needed for writing out what was found.
    texts: Texts,
}

/// All that came out so far.
#[derive(Debug, Default)]
struct Together {
    reports: Vec<PlanReport>,
    findings: Vec<Finding>,
    private: Vec<Private>,
    texts: Texts,
    totals: Totals,
    shared: Shared,
}

impl Together {
    fn add(&mut self, done: Done, took: &Took) {
        self.totals.add(took);
        self.reports.push(self.shared.report(done.report));
        self.findings.extend(done.findings.into_iter().map(|finding| self.shared.finding(finding)));
        self.private.extend(done.private);
        self.texts.extend(done.texts);
    }
}

fn one_plan(
    sources: &Sources,
    files: &PlanFiles,
    policies: &Policies,
    (settings, chosen): (&Settings, &[usize]),
) -> (Done, Took) {
    let (texts, mut findings) = texts(sources, files);
    let (mut plan, mistakes) = read_texts(&texts, policies);
    findings.extend(mistakes);
    let things = plan.things.len();
    let block = check::block(&plan, &policies.schema);
    let name = block.map(|block| plan.thing(block).name.to_string()).filter(|name| !name.is_empty());
    let root = files.root;
    let fail_on = settings.choice(Some(root)).fail_on;
    let private = std::mem::take(&mut plan.private);
    let (mut took, mut verdicts) = (Took::default(), Verdicts::default());
    if things > 0 {
        let mut mending = Mending::new(&texts, &findings);
        let judged = judge_and(&plan, policies, (settings, chosen), |said| mending.finding(said));
        findings.extend(judged.findings);
        (took, verdicts) = (judged.took, judged.verdicts);
    } else if findings.is_empty() {
        findings.push(empty(root, sources.get(root).language));
    }
    let report =
        PlanReport { root, files: files.files.iter().copied().collect(), name, things, verdicts, fail_on };
    let (private, texts) = if findings.is_empty() { Default::default() } else { (private, texts) };
    (Done { report, findings, private, texts }, took)
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

fn packs(policies: &Policies, totals: &Totals) -> Vec<PackReport> {
    let report = |(number, pack): (usize, &crate::policy::ir::Pack)| PackReport {
        name: pack.name.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        source: pack.source.clone(),
        origin: pack.origin,
        path: pack.path.clone(),
        replaces: pack.origin == Origin::User && policy::ships(&pack.name),
        rules: policies.rules.iter().filter(|rule| rule.pack as usize == number).count(),
        applied: totals.applied(number),
    };
    policies.packs.iter().enumerate().map(report).collect()
}
