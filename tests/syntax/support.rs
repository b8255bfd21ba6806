//! Short ways to read a text and to say what came out.

use irlint::finding::Finding;
use irlint::syntax::{plan, policy};
use irlint::text::{FileId, Language, Origin, Source};

use crate::dice::Dice;

/// A text as a file.
pub fn source(text: &str, language: Language) -> Source {
    Source::new("sample", text, language, Origin::User)
}

/// What reading a plan finds.
pub fn plan_findings(text: &str) -> Vec<String> {
    let source = source(text, Language::Plan);
    shown(&source, &plan::read(FileId(0), &source).1)
}

/// What reading a policy finds.
pub fn policy_findings(text: &str) -> Vec<String> {
    let source = source(text, Language::Policy);
    shown(&source, &policy::read(FileId(0), &source).1)
}

/// What reading the plan in a Markdown document finds.
pub fn markdown_findings(text: &str) -> Vec<String> {
    let source = source(text, Language::Markdown);
    shown(&source, &plan::read(FileId(0), &source).1)
}

/// Findings as `line:column message`.
pub fn shown(source: &Source, findings: &[Finding]) -> Vec<String> {
    let one = |finding: &Finding| {
        let at = source.position(finding.at.span.start);
        format!("{}:{} {}", at.line, at.column, finding.message)
    };
    findings.iter().map(one).collect()
}

/// Takes a few characters out of a text, and puts a piece there.
pub fn tear(text: &mut String, dice: &mut Dice, piece: &str) {
    let mut from = dice.below(text.len() + 1);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (from + dice.below(4)).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    text.replace_range(from..to, piece);
}

/// A text torn in a few places, each with what `patch` gives put there.
pub fn torn(text: &str, dice: &mut Dice, patch: fn(&mut Dice) -> &'static str) -> String {
    let mut torn = text.to_owned();
    for _ in 0..=dice.below(6) {
        let patch = patch(dice);
        tear(&mut torn, dice, patch);
    }
    torn
}

/// The tree of a plan that reads without a finding.
#[macro_export]
macro_rules! plan_tree {
    ($source:ident, $tree:ident, $text:expr) => {
        let $source = $crate::support::source($text, irlint::text::Language::Plan);
        let ($tree, findings) = irlint::syntax::plan::read(irlint::text::FileId(0), &$source);
        assert_eq!($crate::support::shown(&$source, &findings), Vec::<String>::new());
    };
}

/// The tree of a policy that reads without a finding.
#[macro_export]
macro_rules! policy_tree {
    ($source:ident, $tree:ident, $text:expr) => {
        let $source = $crate::support::source($text, irlint::text::Language::Policy);
        let ($tree, findings) = irlint::syntax::policy::read(irlint::text::FileId(0), &$source);
        assert_eq!($crate::support::shown(&$source, &findings), Vec::<String>::new());
    };
}
