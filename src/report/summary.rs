//! The numbers of a run and the sentence that says them. Every format prints these and no others.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{Options, Shown};
use crate::analysis::{Analysis, PlanReport, Verdict};
use crate::finding::{Level, Outcome};
use crate::policy::ir::Edition;

/// The numbers of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Plans that were checked.
    pub plans: usize,
    /// Rules that were selected.
    pub rules: usize,
    /// Rules times plans; the next six add up to it.
    pub checks: usize,
    /// Checks in which every case holds.
    pub passed: usize,
    /// Checks with a gap.
    pub failed: usize,
    /// Checks that wait for a fact.
    pub undecided: usize,
    /// Checks in which no case came up, or whose pack does not concern the plan.
    pub not_applicable: usize,
    /// Checks of rules that are not in force at the date of the check.
    pub not_in_force: usize,
    /// Checks of rules that a pack switches off.
    pub switched_off: usize,
    /// Findings that nobody accepted.
    pub findings: usize,
    /// Those of level error.
    pub errors: usize,
    /// Those of level warning.
    pub warnings: usize,
    /// Those of level note.
    pub notes: usize,
    /// Those that are mistakes in reading.
    pub unreadable: usize,
    /// Findings that a plan accepts.
    pub accepted: usize,
    /// Findings that are left out because a baseline knows them.
    pub known: usize,
    /// Rules and parameters that are changed from what their packs say.
    pub adjustments: usize,
    /// The level from which findings fail the run.
    pub fail_on: &'static str,
    /// Findings at or above that level, or that of their plan if an override gives it one.
    pub failing: usize,
    /// Whether acceptances of the plans count.
    pub accepts_honoured: bool,
    /// The edition that is pinned; none for the newest.
    pub edition: Option<Edition>,
    /// Rules that wait for a later edition, by that edition.
    pub later_rules: BTreeMap<Edition, usize>,
}

impl Summary {
    /// Counts what came out of a check.
    pub fn of(analysis: &Analysis, options: &Options) -> Self {
        Self::new(&Shown::new(analysis, options), options)
    }

    /// Counts.
    pub fn new(shown: &Shown<'_>, options: &Options) -> Self {
        let mut verdicts = BTreeMap::<Verdict, usize>::new();
        for verdict in shown.plans().iter().flat_map(|plan| plan.verdicts.values()) {
            *verdicts.entry(verdict).or_default() += 1;
        }
        let verdict =
            |wanted: &[Verdict]| wanted.iter().filter_map(|verdict| verdicts.get(verdict)).sum::<usize>();
        let level = |wanted: Level| shown.open().filter(|entry| entry.level() == wanted).count();
        let unreadable = shown.open().filter(|entry| entry.outcome() == Outcome::Unreadable).count();
        let named = shown.plans().iter().flat_map(|plan| plan.verdicts.iter().map(|(rule, _)| rule));
        // Met one by one: a sorted set would first hold them all, plan by plan.
        let rules: FxHashSet<&str> = named.collect();
        Self {
            plans: shown.plans().len(),
            rules: rules.len(),
            checks: verdicts.values().sum(),
            passed: verdict(&[Verdict::Passed]),
            failed: verdict(&[Verdict::Failed]),
            undecided: verdict(&[Verdict::Undecided]),
            not_applicable: verdict(&[Verdict::NotApplicable, Verdict::PackNotApplicable]),
            not_in_force: verdict(&[Verdict::NotInForce]),
            switched_off: verdict(&[Verdict::SwitchedOff]),
            findings: shown.open().count(),
            errors: level(Level::Error),
            warnings: level(Level::Warning),
            notes: level(Level::Note),
            unreadable,
            accepted: shown.findings().filter(|entry| !entry.is_open()).count(),
            known: shown.known(),
            adjustments: shown.adjustments().len(),
            fail_on: options.fail_on.word(),
            failing: shown.open().filter(|entry| entry.fails(options.fail_on)).count(),
            accepts_honoured: shown.accepts(),
            edition: shown.edition(),
            later_rules: shown.later(),
        }
    }

    /// `checked 1 plan against 25 rules as of 2026-11-23: 17 passed, 3 failed; 12 findings (9 errors, 3
    /// warnings), 1 accepted`.
    pub fn sentence(&self, as_of: jiff::civil::Date) -> String {
        if self.plans == 0 {
            return format!("checked no plan as of {as_of}; {}{}", self.found(), self.waiting());
        }
        let checks = if self.plans > 1 { format!(" ({} checks)", self.checks) } else { String::new() };
        format!(
            "checked {} against {}{checks} as of {as_of}: {}; {}{}",
            counted(self.plans, "plan"),
            counted(self.rules, "rule"),
            self.outcomes(),
            self.found(),
            self.waiting(),
        )
    }

    /// `; 3 rules of edition 2027 wait: raise `edition` to run them`.
    fn waiting(&self) -> String {
        let each = self.later_rules.iter();
        let each: Vec<String> = each
            .map(|(edition, number)| format!("{} of edition {edition}", counted(*number, "rule")))
            .collect();
        let wait = if self.later_rules.values().sum::<usize>() == 1 { "waits" } else { "wait" };
        if each.is_empty() {
            return String::new();
        }
        format!("; {} {wait}: raise `edition` to run what waits", each.join(" and "))
    }

    fn outcomes(&self) -> String {
        let always = [(self.passed, "passed"), (self.failed, "failed")];
        let else_silent = [
            (self.undecided, "undecided"),
            (self.not_applicable, "not applicable"),
            (self.not_in_force, "not in force"),
            (self.switched_off, "switched off"),
        ];
        let some = else_silent.into_iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> =
            always.into_iter().chain(some).map(|(number, word)| format!("{number} {word}")).collect();
        words.join(", ")
    }

    /// `12 findings (9 errors, 3 warnings), 1 accepted`.
    pub fn found(&self) -> String {
        let levels = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let some = levels.into_iter().filter(|(number, _)| *number > 0);
        let levels: Vec<String> = some.map(|(number, word)| counted(number, word)).collect();
        let found = match self.findings {
            0 => "no findings".to_owned(),
            number => format!("{} ({})", counted(number, "finding"), levels.join(", ")),
        };
        let beside = [(self.accepted, "accepted"), (self.known, "known from the baseline")];
        let beside = beside.into_iter().filter(|(number, _)| *number > 0);
        let found = beside.fold(found, |found, (number, word)| format!("{found}, {number} {word}"));
        if self.accepts_honoured { found } else { format!("{found}, acceptances not honoured") }
    }
}

/// The rules that had nothing to look at in any plan, sorted; those of packs that do not concern a plan
/// are left to the list of packs.
pub fn not_applicable(plans: &[PlanReport]) -> Vec<&str> {
    let mut looked: BTreeMap<&str, bool> = BTreeMap::new();
    for (rule, verdict) in plans.iter().flat_map(|plan| plan.verdicts.iter()) {
        let silent = match verdict {
            Verdict::NotApplicable => true,
            Verdict::Passed | Verdict::Failed | Verdict::Undecided => false,
            Verdict::PackNotApplicable | Verdict::NotInForce | Verdict::SwitchedOff => continue,
        };
        let entry = looked.entry(rule).or_insert(silent);
        *entry = *entry && silent;
    }
    looked.into_iter().filter_map(|(rule, silent)| silent.then_some(rule)).collect()
}

/// `1 plan`, `2 plans`.
pub fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
