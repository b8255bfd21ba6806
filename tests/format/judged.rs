//! The whole check, before and after: no finding comes or goes.

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::format::format;
use irlint::policy;
use irlint::policy::ir::Policies;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::date;

use crate::files::{self, File};
use crate::same::say;
use crate::texts::language;

/// The policies of the program and `own`, laid out or as they are, and what is wrong with them.
fn load(own: Option<&File>, laid_out: bool) -> (Sources, Policies, Vec<String>) {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    let own = own.map(|file| (&*file.path, &*file.text));
    for (path, text) in policy::embedded().iter().copied().chain(own) {
        let text = text_of(path, text, Language::Policy, laid_out);
        let source = Source::new(path, text, Language::Policy, Origin::Embedded);
        files.push((sources.add(source), path.to_owned()));
    }
    let (policies, mistakes) = policy::load(&sources, &files, &[]);
    let mut said: Vec<String> = mistakes.iter().map(say).collect();
    said.sort();
    (sources, policies, said)
}

fn text_of(path: &str, text: &str, language: Language, laid_out: bool) -> String {
    let source = Source::new(path, text, language, Origin::User);
    if laid_out { format(&source).text } else { text.to_owned() }
}

/// What is said of a plan that stands alone, under the policies of the program, laid out or as they are.
fn said(path: &str, text: &str, laid_out: bool) -> Vec<String> {
    let (mut sources, policies, mistakes) = load(None, laid_out);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let text = text_of(path, text, language(path), laid_out);
    let file = sources.add(Source::new(path, text, language(path), Origin::User));
    let settings = Settings::new(date(2026, 11, 23));
    let plan = PlanFiles { root: file, files: vec![file] };
    let analysis = analyse(&sources, &[plan], &policies, &settings);
    let mut said: Vec<String> = analysis.findings.iter().map(say).collect();
    said.extend(analysis.plans.iter().map(|plan| format!("{:?}", plan.verdicts)));
    said.sort();
    said
}

/// Every fifth of the policies with a mistake, so that it takes no longer than it must.
#[test]
fn no_mistake_of_a_policy_comes_or_goes() {
    let planted = files::below("fixtures/types/planted", &[".irpolicy"]);
    let mut count = 0;
    for policy in planted.iter().step_by(5) {
        let before = load(Some(policy), false).2;
        assert_eq!(before, load(Some(policy), true).2, "{}", policy.path);
        count += before.len();
    }
    assert!(count > 10, "only {count} mistakes were compared");
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
