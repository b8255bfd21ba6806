//! What came of a run: each case, what the samples leave open, and how the run ends.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::Date;

use super::Arguments;
use super::coverage::Taken;
use super::material::Material;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::finding::{Finding, Level};
use crate::policy::eval::Seen;
use crate::policy::ir::{Param, Policies};
use crate::text::FileId;
use crate::trial::coverage::{Unit, UnitKind, measure, param_warnings, warnings};
use crate::trial::{Case, run};
use crate::workspace::Trials;

/// What came of a run.
pub struct Outcome<'m> {
    /// The date for packs that pin none.
    pub as_of: Date,
    /// The cases that ran, in the order of their packs and rules.
    pub ran: Vec<Ran<'m>>,
    /// Rules whose cases could not be run, with how many there are.
    pub left_out: BTreeMap<&'m str, usize>,
    /// Policies that do not read.
    pub mistakes: Vec<Finding>,
    /// What else is to be said of policies.
    pub warnings: Vec<Finding>,
    /// What the samples of rules leave open that were all run.
    pub open: Vec<Finding>,
    /// Which branches were taken, if that was asked.
    pub taken: Option<Taken>,
}

/// A case that ran.
pub struct Ran<'m> {
    /// The case.
    pub case: Case<'m>,
    /// The pack of its rule.
    pub pack: &'m str,
    /// What is not as it should be.
    pub faults: Vec<Finding>,
}

/// What was picked of all that could run.
struct Picked<'m> {
    tested: BTreeSet<FileId>,
    filtered: bool,
    ran: BTreeSet<&'m str>,
    /// Rules with samples that were not picked.
    cut: BTreeSet<&'m str>,
}

impl<'m> Outcome<'m> {
    /// Runs what `arguments` pick of `material`.
    pub fn of(material: &'m Material<'_>, arguments: &Arguments, as_of: Date) -> Self {
        let seen = RefCell::new(Seen::default());
        let (mistakes, warnings) =
            material.findings.iter().cloned().partition(|finding| finding.level == Level::Error);
        let (ran, left_out, open, taken) = (Vec::new(), BTreeMap::new(), Vec::new(), None);
        let mut outcome = Self { as_of, ran, left_out, mistakes, warnings, open, taken };
        let cut = outcome.run(material, arguments.filter.as_deref(), &seen);
        let picked = Picked {
            tested: material.tested.iter().map(|(file, _)| *file).collect(),
            filtered: arguments.filter.is_some(),
            ran: outcome.ran.iter().map(|ran| ran.case.rule).collect(),
            cut,
        };
        outcome.look_back(&material.policies, &seen.borrow(), &picked);
        if arguments.coverage {
            let units = measure(&material.policies, &seen.borrow()).into_iter();
            let shown = units.filter(|unit| picked.shows(unit)).collect();
            outcome.taken = Some(Taken::new(shown, arguments.threshold));
        }
        outcome
    }

    /// Runs all cases that `filter` lets pass; gives the rules of those that it does not.
    fn run(
        &mut self,
        material: &'m Material<'_>,
        filter: Option<&str>,
        seen: &RefCell<Seen>,
    ) -> BTreeSet<&'m str> {
        let policies = &material.policies;
        let mut cut = BTreeSet::new();
        for (case, mistakes) in material.cases() {
            let pack = pack_of(policies, case.rule);
            if filter.is_some_and(|text| !matches(&case, pack, text)) {
                cut.insert(case.rule);
                continue;
            }
            match run(&case, policies, self.as_of, Some(seen)) {
                None => *self.left_out.entry(case.rule).or_default() += 1,
                Some(_) if !mistakes.is_empty() => {
                    self.ran.push(Ran { case, pack, faults: mistakes.to_vec() });
                }
                Some(faults) => self.ran.push(Ran { case, pack, faults }),
            }
        }
        self.ran.sort_by_key(|ran| (ran.pack, ran.case.rule));
        cut
    }

    /// Finds what the samples leave open.
    fn look_back(&mut self, policies: &Policies, seen: &Seen, picked: &Picked<'_>) {
        let units = measure(policies, seen);
        self.open = units.iter().filter(|unit| picked.judges(unit)).flat_map(warnings).collect();
        let whole = |param: &Param| picked.is_whole(param.span.file);
        self.warnings.extend(param_warnings(policies, seen, &whole));
    }

    /// How many cases are not as they should be.
    pub fn failed(&self) -> usize {
        self.ran.iter().filter(|ran| !ran.faults.is_empty()).count()
    }

    /// Everything that is no failure, in its order.
    pub fn all_warnings(&self) -> impl Iterator<Item = &Finding> {
        self.warnings.iter().chain(&self.open)
    }

    /// How the run ends.
    pub fn exit(&self, fail_on: Level) -> Exit {
        let below = self.taken.as_ref().is_some_and(Taken::is_below);
        if !self.mistakes.is_empty() {
            Exit::CouldNotCheck
        } else if self.ran.is_empty() {
            Exit::NothingChecked
        } else if self.failed() > 0 || below || self.all_warnings().any(|warning| warning.level >= fail_on) {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }

    /// Why nothing was run, if nothing was.
    pub fn nothing(&self, trials: &Trials, (paths, arguments): (&[PathBuf], &Arguments)) -> Option<Failure> {
        if !self.ran.is_empty() || !self.mistakes.is_empty() {
            return None;
        }
        let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        let (why, help) = match &arguments.filter {
            Some(text) if trials.tested.len() + trials.plans.len() > 0 => (
                format!("no rule, pack or title of a sample holds `{text}`"),
                "see what there is with `irlint test -v`",
            ),
            _ if trials.tested.is_empty() => (
                format!("there is no policy in {}, and no plan about a rule", paths.join(", ")),
                "policies stand in files that end in `.irpolicy`; a plan is about the rule that its folder is called like",
            ),
            _ => (
                format!("no policy in {} has a sample or test that can be run", paths.join(", ")),
                "add `bad { ... }` and `good { ... }` to a rule, or name the folder that holds its rules",
            ),
        };
        Some(Failure::new(format!("nothing was run: {why}"), help))
    }
}

impl Picked<'_> {
    /// Whether the file is asked for and nothing of what concerns it was left out.
    fn is_whole(&self, file: FileId) -> bool {
        !self.filtered && !self.ran.is_empty() && self.tested.contains(&file)
    }

    /// Whether it can be said what the samples of a unit leave open.
    fn judges(&self, unit: &Unit) -> bool {
        match unit.kind {
            UnitKind::Rule => {
                let name = unit.name.as_str();
                self.tested.contains(&unit.span.file) && self.ran.contains(name) && !self.cut.contains(name)
            }
            UnitKind::Pack | UnitKind::Function => self.is_whole(unit.span.file),
        }
    }

    /// Whether a unit is counted.
    fn shows(&self, unit: &Unit) -> bool {
        let asked = self.tested.contains(&unit.span.file);
        match unit.kind {
            UnitKind::Rule => self.ran.contains(unit.name.as_str()) || (asked && !self.filtered),
            UnitKind::Function => asked && (!self.filtered || unit.called),
            UnitKind::Pack => self.is_whole(unit.span.file),
        }
    }
}

fn pack_of<'p>(policies: &'p Policies, rule: &str) -> &'p str {
    let rule = policies.rules.iter().find(|known| known.id == rule);
    let pack = rule.and_then(|rule| policies.packs.get(rule.pack as usize));
    pack.map_or("", |pack| pack.name.as_str())
}

/// Whether the rule, the pack or the title holds `text`; upper and lower case are the same.
fn matches(case: &Case<'_>, pack: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let path = format!("{pack}/{}", case.rule);
    [path.as_str(), case.title.unwrap_or("")].iter().any(|words| words.to_lowercase().contains(&text))
}
