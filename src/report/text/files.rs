//! The files that frames are cut from, fit to be shown: those of the finding at hand, and of those before it as many as are
//! not too much to hold.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::report::Shown;
use crate::text::{FileId, Source};

/// How many bytes are held besides the files of the finding at hand.
const HELD: usize = 1 << 20;

/// The files at hand.
#[derive(Default)]
pub struct Files {
    held: BTreeMap<FileId, Source>,
}

impl Files {
    /// Makes the files at hand that `finding` points into.
    pub fn fetch(&mut self, finding: &Finding, shown: &Shown<'_>) {
        let wanted = || std::iter::once(&finding.at).chain(&finding.also).map(|label| label.span.file);
        if self.held.values().map(|source| source.bytes).sum::<usize>() > HELD {
            self.held.retain(|file, _| wanted().any(|wanted| wanted == *file));
        }
        for file in wanted() {
            self.held.entry(file).or_insert_with(|| shown.excerpt(file));
        }
    }

    /// A file at hand.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.held.get(&file)
    }
}
