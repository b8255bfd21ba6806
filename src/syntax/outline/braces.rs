//! Chooses between the two readings of the braces: the one with fewer faults, and in doubt the one that goes by
//! the margin. A file whose braces balance is read once, and its indentation means nothing.

use std::collections::BTreeSet;

use super::blocks::{Builder, Reading};
use super::lines::first_word;
use super::marks::{self, Mark};
use super::{Fault, Outline, Segment, plain};

/// Cuts the segments of `text` into statements.
pub(in crate::syntax) fn read(text: &str, segments: &[Segment]) -> Outline {
    match plain::read(text, segments) {
        Some(statements) => Outline { statements, faults: Vec::new() },
        None => read_by_marks(text, segments),
    }
}

/// The same, whatever the braces.
pub(in crate::syntax) fn read_by_marks(text: &str, segments: &[Segment]) -> Outline {
    let marks = marks::find(text, segments);
    let (plain, misplaced) = build(text, &marks, segments, Reading::Plain);
    let doubt = weight(text, &plain, &misplaced);
    if doubt == 0 {
        return plain;
    }
    let (by_margin, _) = build(text, &marks, segments, Reading::Margin);
    if weight(text, &by_margin, &[]) <= doubt { by_margin } else { plain }
}

fn build(text: &str, marks: &[Mark], segments: &[Segment], reading: Reading) -> (Outline, Vec<u32>) {
    let first = segments.first().map_or((0, 0), |first| (first.start, first.margin));
    Builder::new(text, marks, reading, first.1).run(first.0)
}

/// How much speaks against a reading. A statement at the margin inside a block counts if the same file has
/// statements of its sort at the top: then it certainly belongs there, and a brace is missing before it.
fn weight(text: &str, outline: &Outline, misplaced: &[u32]) -> usize {
    let faults = outline.faults.iter().filter(|fault| Fault::counts(**fault)).count();
    let top: BTreeSet<&str> =
        outline.statements.top().iter().map(|top| first_word(top.head.of(text))).collect();
    let word = |at: &u32| first_word(text.get(*at as usize..).unwrap_or(""));
    faults + 2 * misplaced.iter().filter(|at| top.contains(word(at))).count()
}
