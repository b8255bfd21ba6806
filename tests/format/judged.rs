//! The whole check, before and after: no finding comes or goes.

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::format::format;
use irlint::policy;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::date;

use crate::files;
use crate::same::{language, say};

/// What is said of a plan that stands alone, under the policies of the program, laid out or as they are.
fn said(path: &str, text: &str, laid_out: bool) -> Vec<String> {
    let mut sources = Sources::new();
    let mut policies = Vec::new();
    for (below, text) in policy::embedded() {
        let source = Source::new(*below, *text, Language::Policy, Origin::Embedded);
        let text = if laid_out { format(&source).text } else { (*text).to_owned() };
        let source = Source::new(*below, text, Language::Policy, Origin::Embedded);
        policies.push((sources.add(source), (*below).to_owned()));
    }
    let (policies, mistakes) = policy::load(&sources, &policies, &[]);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let source = Source::new(path, text, language(path), Origin::User);
    let text = if laid_out { format(&source).text } else { text.to_owned() };
    let file = sources.add(Source::new(path, text, language(path), Origin::User));
    let settings = Settings { as_of: date(2026, 11, 23), select: Vec::new(), ignore: Vec::new() };
    let plan = PlanFiles { root: file, files: vec![file] };
    let analysis = analyse(&sources, &[plan], &policies, &settings);
    let mut said: Vec<String> = analysis.findings.iter().map(say).collect();
    said.extend(analysis.plans.iter().map(|plan| format!("{:?}", plan.verdicts)));
    said.sort();
    said
}

#[test]
fn no_finding_comes_or_goes() {
    let plans = files::below("fixtures/plans", &[".irp", ".md"]);
    assert!(plans.len() > 8, "only {} plans were found", plans.len());
    let mut count = 0;
    for plan in plans {
        let before = said(&plan.path, &plan.text, false);
        assert_eq!(before, said(&plan.path, &plan.text, true), "{}", plan.path);
        count += before.len();
    }
    assert!(count > 30, "only {count} findings were compared");
}
