//! Places lie inside their files, between characters.

use irlint::finding::Finding;
use irlint::text::{Source, Sources, Span};

/// All places of findings, and of the fixes that they offer.
pub fn of_findings(findings: &[Finding], sources: &Sources) {
    for finding in findings {
        let labels = std::iter::once(&finding.at).chain(&finding.also).map(|label| label.span);
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in labels.chain(edits) {
            assert!(
                is_inside(span, sources.get(span.file)),
                "{span:?} of `{}` lies outside",
                finding.message
            );
        }
    }
}

/// All places of a tree, by how it is written for us.
pub fn of_tree(tree: &impl std::fmt::Debug, source: &Source) {
    for place in without_texts(&format!("{tree:?}")).split("Span { file: FileId(0), start: ").skip(1) {
        let ends = place.split_once(" }").and_then(|(ends, _)| ends.split_once(", end: "));
        let (start, end) = ends.expect("a span has a start and an end");
        let range = start.parse().expect("a number")..end.parse().expect("a number");
        assert!(source.text.get::<std::ops::Range<usize>>(range).is_some(), "{start}..{end} lies outside");
    }
}

/// What is written for us without the texts in quotes: they may say whatever they like.
pub fn without_texts(written: &str) -> String {
    let mut signs = written.chars();
    let mut bare = String::with_capacity(written.len());
    let mut quoted = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            '\\' if quoted => drop(signs.next()),
            _ if quoted => {}
            _ => bare.push(sign),
        }
    }
    bare
}

fn is_inside(span: Span, source: &Source) -> bool {
    span.start <= span.end && source.text.get(span.range()).is_some()
}
