//! What came of a run, for people.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::coverage::{Taken, gap, line};
use super::outcome::{Outcome, Ran};
use crate::finding::Finding;
use crate::report::{Detail, Options, clean_line, counted, mask, write_findings};
use crate::text::{Origin, Sources};
use crate::trial::Wanted;

/// Writes what is not as it should be, what is left open, coverage if it was asked for, and the summary.
pub fn write(
    outcome: &Outcome<'_>,
    sources: &Sources,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let faults = outcome.ran.iter().flat_map(|ran| &ran.faults);
    // Coverage lists what is left open with all the rest.
    let open = outcome.open.iter().filter(|_| outcome.taken.is_none());
    let findings = outcome.mistakes.iter().chain(faults).chain(&outcome.warnings).chain(open);
    let findings: Vec<Finding> = findings.cloned().collect();
    write_findings(sources, findings, options, out)?;
    let mut lines = Vec::new();
    if options.detail == Detail::Verbose {
        lines.extend(outcome.ran.iter().map(|ran| case_line(ran, sources)));
    }
    if let Some(taken) = &outcome.taken {
        coverage(taken, sources, options.detail, &mut lines);
    }
    lines.push(summary(outcome, sources));
    lines.iter().try_for_each(|line| writeln!(out, "{}", clean_line(line)))
}

/// `as expected: core/name-of-the-rule, bad "Nobody" (path:line)`.
fn case_line(ran: &Ran<'_>, sources: &Sources) -> String {
    let place = sources.start(ran.case.span);
    let path = &sources.get(ran.case.file).path;
    let word = if ran.faults.is_empty() { "as expected" } else { "not as expected" };
    let name = ran.case.name();
    format!("{word}: {}/{}, {} ({path}:{})", ran.pack, ran.case.rule, mask(&name), place.line)
}

fn coverage(taken: &Taken, sources: &Sources, detail: Detail, lines: &mut Vec<String>) {
    lines.push("taken branches:".to_owned());
    for unit in &taken.units {
        let gaps = unit.gaps();
        if detail == Detail::Quiet && gaps.is_empty() {
            continue;
        }
        lines.push(line(unit));
        let missed = gaps.iter().map(|missed| gap(missed.span, missed.lack.words(), sources));
        lines.extend(missed.map(|line| format!("           {line}")));
        if detail == Detail::Verbose {
            let told = unit.never_unknown().into_iter();
            let told = told.map(|span| gap(span, "never unknown, which is not demanded", sources));
            lines.extend(told.map(|line| format!("           {line}")));
        }
    }
}

/// `ran 63 samples and 12 tests of 21 rules: all as expected`.
pub fn summary(outcome: &Outcome<'_>, sources: &Sources) -> String {
    let Count { samples, tests, plans, rules } = Count::of(outcome);
    let counts = [(samples, "sample"), (tests, "test"), (plans, "plan")];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = some.map(|(count, word)| counted(count, word)).collect();
    let shipped = |ran: &Ran<'_>| sources.get(ran.case.file).origin == Origin::Embedded;
    let whose = if outcome.ran.iter().any(shipped) { " inside the program" } else { "" };
    let rules = format!("{}{whose}", counted(rules, "rule"));
    let ran = match words.as_slice() {
        [] => "ran nothing".to_owned(),
        [one] => format!("ran {one} of {rules}"),
        [most @ .., last] => format!("ran {} and {last} of {rules}", most.join(", ")),
    };
    let expected = match outcome.failed() {
        _ if outcome.ran.is_empty() => String::new(),
        0 => ": all as expected".to_owned(),
        1 => ": 1 is not as expected".to_owned(),
        failed => format!(": {failed} are not as expected"),
    };
    let counted = |count: usize, word: &str| (count > 0).then(|| counted(count, word));
    let mistakes = counted(outcome.mistakes.len(), "mistake").map(|words| format!("{words} in policies"));
    let warnings = counted(outcome.all_warnings().count(), "warning");
    let taken = outcome.taken.as_ref().map(Taken::sentence);
    let parts = [Some(format!("{ran}{expected}")), mistakes, warnings, taken];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How many of what was run.
pub struct Count {
    /// `bad` and `good` samples.
    pub samples: usize,
    /// Tests.
    pub tests: usize,
    /// Plans with notes.
    pub plans: usize,
    /// Rules that they are about.
    pub rules: usize,
}

impl Count {
    /// Counts.
    pub fn of(outcome: &Outcome<'_>) -> Self {
        let count = |wanted: fn(&Wanted<'_>) -> bool| {
            outcome.ran.iter().filter(|ran| wanted(&ran.case.wanted)).count()
        };
        let rules: BTreeSet<&str> = outcome.ran.iter().map(|ran| ran.case.rule).collect();
        Self {
            samples: count(|wanted| matches!(wanted, Wanted::Bad | Wanted::Good)),
            tests: count(|wanted| matches!(wanted, Wanted::Test(_))),
            plans: count(|wanted| matches!(wanted, Wanted::Notes(_))),
            rules: rules.len(),
        }
    }
}
