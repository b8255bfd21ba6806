//! Where in the texts of a plan the findings of its rules can be mended: what they wish for becomes edits.

use std::collections::{BTreeMap, BTreeSet};

use super::Texts;
use crate::check::{Change, Said, Wish};
use crate::finding::{Edit, Finding, Fix, Level};
use crate::mend;
use crate::syntax::plan::Pieces;
use crate::syntax::plan::tree::Tree;
use crate::text::{FileId, Source, Span};

/// The texts of a plan, read again as far as they are needed.
pub(super) struct Mending<'s> {
    texts: &'s Texts,
    /// Whether all of the plan reads: what does not read may be what an acceptance waits for.
    sound: bool,
    /// The files in which a statement does not read: what is added to one may end up in a text that is never closed.
    torn: BTreeSet<FileId>,
    pieces: BTreeMap<FileId, Pieces<'s>>,
}

impl<'s> Mending<'s> {
    /// For a plan with these mistakes of reading.
    pub fn new(texts: &'s Texts, mistakes: &[Finding]) -> Self {
        let errors = || mistakes.iter().filter(|mistake| mistake.level == Level::Error);
        let torn = errors().filter(|mistake| mistake.rule.starts_with("syntax/"));
        let torn = torn.map(|mistake| mistake.at.span.file).collect();
        Self { texts, sound: errors().next().is_none(), torn, pieces: BTreeMap::new() }
    }

    /// The finding with the fixes that have a place.
    pub fn finding(&mut self, said: Said) -> Finding {
        let Said { mut finding, wishes } = said;
        finding.fixes = wishes.into_iter().filter_map(|wish| self.fix(wish)).collect();
        finding
    }

    fn fix(&mut self, wish: Wish) -> Option<Fix> {
        let edits = match wish.change {
            Change::Add { to, statements } => {
                let source = self.source(to.file)?;
                mend::add(source, mend::place(self.tree(to)?, to)?, &statements)?
            }
            Change::Put { at, text } if self.source(at.file).is_some() => vec![Edit { span: at, text }],
            Change::Remove(named) if self.sound => {
                let source = self.source(named.file)?;
                vec![mend::remove(source, mend::place(self.tree(named)?, named)?)?]
            }
            Change::Put { .. } | Change::Remove(_) => return None,
        };
        Some(Fix { title: wish.title, safe: wish.safe, edits })
    }

    /// The file, if it is one of the plan's and all of it reads.
    fn source(&self, file: FileId) -> Option<&'s Source> {
        let mut sound = self.texts.iter().filter(|(known, _)| !self.torn.contains(known));
        sound.find(|(known, _)| *known == file).map(|(_, source)| source.as_ref())
    }

    /// The tree of the statement that `span` lies in, if that is in one of the plan's files and all of that reads.
    fn tree(&mut self, span: Span) -> Option<&Tree<'s>> {
        let source = self.source(span.file)?;
        let pieces = self.pieces.entry(span.file).or_insert_with(|| Pieces::new(span.file, source));
        Some(pieces.around(span.start))
    }
}

/// Takes back the fixes in files of several plans that not all of these plans ask for: what is wrong in the one may be
/// right in the other.
pub(super) fn agree(findings: &mut [Finding], plans: &[super::PlanReport]) {
    let shared: BTreeMap<FileId, usize> =
        plans.iter().flat_map(|plan| &plan.files).fold(BTreeMap::new(), |mut counts, file| {
            *counts.entry(*file).or_default() += 1;
            counts
        });
    let of_several = |finding: &Finding| {
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        edits.filter_map(|edit| shared.get(&edit.span.file)).max().copied().filter(|plans| *plans > 1)
    };
    let key = |finding: &Finding| {
        let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        (finding.at.span, finding.rule.clone(), finding.message.clone(), titles.join("\n"))
    };
    let mut asked: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| of_several(finding).is_some()) {
        *asked.entry(key(finding)).or_default() += 1;
    }
    for finding in findings {
        let plans = of_several(finding);
        if plans.is_some_and(|plans| asked.get(&key(finding)).is_none_or(|asking| *asking < plans)) {
            finding.fixes.clear();
        }
    }
}
