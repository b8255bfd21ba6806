//! The samples of a rule: the small plans that break or keep it, and what is said of those that break it.

use jiff::civil::Date;

use crate::analysis::{Choice, PlanFiles, Settings, analyse};
use crate::finding::Finding;
use crate::policy::ir::{Policies, Rule};
use crate::report::{Options, Shown, counted, text};
use crate::syntax::policy::tree;
use crate::text::{Language, Origin, Source, Sources, Span};

/// A sample, as a plan of its own.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Whether it keeps the rule.
    pub good: bool,
    /// What it shows.
    pub title: Option<String>,
    /// The plan, moved to the left margin.
    pub plan: String,
    /// What a check says of it; empty for one that keeps the rule.
    pub said: String,
}

impl Sample {
    /// Reads a sample of `rule` and checks it with this rule alone.
    pub fn of(
        tree: &tree::Sample<'_>,
        sources: &Sources,
        (policies, rule): (&Policies, &Rule),
        as_of: Date,
    ) -> Self {
        let title = tree.title.as_ref().map(|title| title.text.to_string());
        let plan = body(tree, sources);
        let said = if tree.good { String::new() } else { said(&plan, sources, (policies, rule), as_of) };
        Self { good: tree.good, title, plan, said }
    }
}

/// The plan between the braces of a sample.
fn body(tree: &tree::Sample<'_>, sources: &Sources) -> String {
    let after = tree.title.as_ref().map_or(tree.span.start, |title| title.span.end);
    let text = sources.slice(Span { start: after, ..tree.span });
    let inside = text.split_once('{').map_or(text, |(_, inside)| inside);
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    to_the_left(inside)
}

/// Without the blank lines around it, and without the indentation that all its lines share. What stands behind
/// the opening brace has no indentation of its own.
fn to_the_left(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let filled = rest.lines().filter(|line| !line.trim().is_empty());
    let shared = filled.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let rest = rest.lines().map(|line| line.get(shared..).unwrap_or("").trim_end());
    let lines: Vec<&str> = std::iter::once(first.trim()).chain(rest).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The first finding of `rule` on `plan`, as a check writes it for people, and how many more there are.
fn said(plan: &str, sources: &Sources, (policies, rule): (&Policies, &Rule), as_of: Date) -> String {
    // What is found may point at rows of packs too.
    let mut sources = sources.clone();
    let file = sources.add(Source::new("bad.irp", format!("{plan}\n"), Language::Plan, Origin::User));
    let choice = Choice { select: vec![rule.id.clone()], ..Choice::default() };
    let settings = Settings { choice, ..Settings::new(as_of) };
    let plans = [PlanFiles { root: file, files: vec![file] }];
    let mut analysis = analyse(&sources, &plans, policies, &settings);
    analysis.findings.retain(|finding| finding.rule == rule.id);
    if analysis.findings.is_empty() {
        return "nothing".to_owned();
    }
    let more = analysis.findings.len().saturating_sub(1);
    analysis.findings.truncate(1);
    analysis.findings.iter_mut().for_each(without_facts);
    let options = Options::default();
    let mut out = Vec::new();
    // A text in memory takes everything.
    let _ = text::findings(&Shown::new(&analysis, &options), &options, &mut out);
    let lines = String::from_utf8_lossy(&out).into_owned();
    let lines: Vec<&str> = lines.lines().map(str::trim_end).collect();
    let lines = lines.join("\n").trim_matches('\n').to_owned();
    if more == 0 { lines } else { format!("{lines}\n\nand {} more", counted(more, "finding")) }
}

/// Without what the page says anyway.
fn without_facts(finding: &mut Finding) {
    (finding.because, finding.help, finding.source, finding.confidence) = (None, None, None, None);
}

#[cfg(test)]
mod tests {
    use super::to_the_left;

    #[test]
    fn plans_are_moved_to_the_left_margin() {
        assert_eq!(to_the_left(" person anna "), "person anna");
        assert_eq!(to_the_left("\n    role a {\n      may: none\n    }\n  "), "role a {\n  may: none\n}");
        assert_eq!(to_the_left(" person anna\n         person ben "), "person anna\nperson ben");
    }
}
