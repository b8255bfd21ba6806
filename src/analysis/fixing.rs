//! Makes fixes until there is nothing more to fix: each round checks the texts, and mends what can be mended at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Baseline, PlanFiles, Settings, analyse};
use crate::finding::{self, Finding};
use crate::format;
use crate::mend;
use crate::policy::ir::Policies;
use crate::text::{FileId, Source, Sources};

/// The most rounds. What meets in the text waits for the next, so a thing with many gaps needs some.
const MOST: usize = 64;

/// What may be fixed.
pub struct Limits<'l> {
    /// Whether fixes that are not safe are asked for.
    pub asked: bool,
    /// Whether a file may be written.
    pub may: &'l (dyn Fn(FileId) -> bool + Sync),
    /// What is known and stays as it is.
    pub known: Option<&'l Baseline>,
}

/// The texts after all fixes.
#[derive(Debug)]
pub struct Fixed {
    /// All files of the run; their ids are those of before.
    pub sources: Sources,
    /// The files that are not as they were.
    pub changed: BTreeSet<FileId>,
    /// Files that have something to fix and may not be written.
    pub kept: BTreeSet<FileId>,
    /// How many open findings there were, with those that came to light on the way and were fixed.
    pub found: usize,
    /// How many of them were fixed.
    pub made: usize,
    /// How many open findings that could be fixed are left, because the rounds are over.
    pub left: usize,
}

/// Fixes what `limits` allow in `plans`. A file that was laid out is laid out afterwards, and no other.
pub fn fix(
    sources: &Sources,
    plans: &[PlanFiles],
    (policies, settings): (&Policies, &Settings),
    limits: &Limits<'_>,
) -> Fixed {
    let (changed, kept) = (BTreeSet::new(), BTreeSet::new());
    let mut fixed = Fixed { sources: sources.clone(), changed, kept, found: 0, made: 0, left: 0 };
    let (mut seen, mut made) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..=MOST {
        let mut analysis = analyse(&fixed.sources, plans, policies, settings);
        if let Some(known) = limits.known {
            analysis.compare(known, settings);
        }
        let keys = keys(&analysis.findings);
        if round == 0 {
            let all = keys.iter().zip(&analysis.findings);
            seen.extend(all.filter(|(_, finding)| finding.accepted.is_none()).map(|(key, _)| key.clone()));
        }
        let chosen = mend::choose(&analysis.findings, limits.asked, limits.may);
        fixed.kept.extend(&chosen.kept);
        if chosen.edits.is_empty() || round == MOST {
            fixed.left = chosen.findings.len();
            break;
        }
        made.extend(chosen.findings.iter().filter_map(|at| keys.get(*at).cloned()));
        for (file, edits) in &chosen.edits {
            let text = finding::apply(&fixed.sources.get(*file).text, edits);
            fixed.put(*file, text);
        }
    }
    fixed.made = made.len();
    seen.append(&mut made);
    fixed.found = seen.len();
    for file in fixed.changed.clone() {
        if is_laid_out(sources.get(file)) {
            let text = format::format(fixed.sources.get(file)).text;
            fixed.put(file, text);
        }
    }
    fixed
}

/// What tells each finding from all others while places move: what it says of what, and how many before it say the same.
type Key = (String, String, Option<String>, usize);

fn keys(findings: &[Finding]) -> Vec<Key> {
    let mut alike: BTreeMap<(&str, &str, Option<&str>), usize> = BTreeMap::new();
    let mut keys = Vec::with_capacity(findings.len());
    for finding in findings {
        let number = alike.entry((&finding.rule, &finding.message, finding.thing.as_deref())).or_default();
        keys.push((finding.rule.clone(), finding.message.clone(), finding.thing.clone(), *number));
        *number += 1;
    }
    keys
}

impl Fixed {
    fn put(&mut self, file: FileId, text: String) {
        let before = self.sources.get(file);
        let after = Source::new(before.path.clone(), text, before.language, before.origin);
        self.sources.replace(file, after);
        self.changed.insert(file);
    }
}

fn is_laid_out(source: &Source) -> bool {
    let formatted = format::format(source);
    formatted.left.is_empty() && formatted.text == *source.text
}
