//! The pipeline on one page: texts and policies in, findings and counts out. Total, pure and repeatable:
//! no disk, no clock, no environment.

mod baseline;
mod fixing;
mod mending;

use std::collections::BTreeMap;

use jiff::civil::Date;

use rayon::prelude::*;

use crate::check::Said;
use crate::finding::Finding;
use crate::model::{From, Plan, Private};
use crate::policy::ir::{Policies, Rule};
use crate::resolve::{self, Context};
use crate::text::{FileId, Language, Origin, Sources, Span};
use crate::{accept, check, policy, syntax};

use mending::Mending;

pub use crate::check::Verdict;
pub use crate::policy::ir::{Adjustment, Change};
pub use baseline::Baseline;
pub use fixing::{Fixed, Limits, fix};

/// What a check is told besides plans and policies.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The only date there is.
    pub as_of: Date,
    /// Rules, packs or tags to run; all if empty.
    pub select: Vec<String>,
    /// Rules, packs or tags to leave out.
    pub ignore: Vec<String>,
}

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
    let mut done: Vec<Done> =
        plans.par_iter().map(|plan| one_plan(sources, plan, policies, settings)).collect();
    done.sort_by(|one, two| path(sources, one.report.root).cmp(path(sources, two.report.root)));
    let packs = packs(policies, &done);
    let mut analysis = Analysis {
        sources: sources.clone(),
        as_of: settings.as_of,
        plans: Vec::with_capacity(done.len()),
        findings: Vec::new(),
        known: 0,
        packs,
        adjustments: policies.adjustments.iter().cloned().chain(settings.unacceptable(policies)).collect(),
        private: policies.private.clone(),
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
    /// The plan that a file is of; the first of them by path, if it is of several.
    pub fn plan_of(&self, file: FileId) -> Option<&PlanReport> {
        self.plans.iter().find(|plan| plan.files.contains(&file))
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
    let mut checked = check::check(plan, policies, settings.as_of, &|rule| settings.chooses(rule, policies));
    let mut said = accept::accept(&mut checked, plan, policies, settings.as_of);
    let verdicts = checked.verdicts.iter();
    let named =
        verdicts.filter_map(|(number, verdict)| Some((policies.rules.get(*number)?.id.clone(), *verdict)));
    let verdicts = named.collect();
    let active = std::mem::take(&mut checked.active);
    said.extend(check::group(checked, plan, policies, settings.as_of));
    Judged { findings: said.into_iter().map(told).collect(), verdicts, active }
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
    let things = plan.things.iter().filter(|thing| thing.from == From::Plan).count();
    let block = check::block(&plan, &policies.schema);
    let name = block.map(|block| plan.thing(block).name.to_string()).filter(|name| !name.is_empty());
    let (root, verdicts) = (files.root, BTreeMap::new());
    let mut report = PlanReport { root, files: plan.files.clone(), name, things, verdicts };
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

impl Settings {
    /// Whether `rule` is to be run: selected by its name, pack or tag (or nothing is selected), and not
    /// ignored by any of them.
    pub fn chooses(&self, rule: &Rule, policies: &Policies) -> bool {
        let pack = policies.packs.get(rule.pack as usize).map_or("", |pack| pack.name.as_str());
        let named = |words: &[String]| {
            words.iter().any(|word| *word == rule.id || word == pack || rule.tags.contains(word))
        };
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The rules that are ignored although their findings cannot be accepted. To ignore them is allowed, and never silent.
    fn unacceptable<'p>(&'p self, policies: &'p Policies) -> impl Iterator<Item = Adjustment> + 'p {
        let selected = Self { ignore: Vec::new(), ..self.clone() };
        let ignored = move |rule: &&Rule| {
            !rule.acceptable && selected.chooses(rule, policies) && !self.chooses(rule, policies)
        };
        policies.rules.iter().filter(ignored).map(|rule| Adjustment {
            of: rule.id.clone(),
            pack: policies.packs.get(rule.pack as usize).map_or_else(String::new, |pack| pack.name.clone()),
            change: Change::Ignored,
            by: None,
            because: None,
            span: rule.span,
        })
    }
}
