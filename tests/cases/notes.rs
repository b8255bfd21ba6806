//! Plans about one rule: every finding of it stands in a note below the words that it marks.

use std::path::Path;

use irlint::finding::Finding;
use irlint::text::{Language, Origin, Source, Span};
use irlint::trial::{Case, Wanted, notes, run};
use libtest_mimic::{Failed, Trial};

use crate::support::{AS_OF, files_below, say, shipped};

pub fn trials() -> Vec<Trial> {
    let plans = files_below(Path::new("fixtures/rules"), &["irp"]);
    assert!(plans.len() > 3, "fixtures/rules holds only {} plans", plans.len());
    let trial =
        |path: std::path::PathBuf| Trial::test(format!("notes {}", path.display()), move || as_noted(&path));
    plans.into_iter().map(trial).collect()
}

/// The folder is called like the rule, and its folder like the rule's pack.
fn as_noted(path: &Path) -> Result<(), Failed> {
    let shipped = shipped();
    let text = std::fs::read_to_string(path)?;
    let mut folders = path.parent().unwrap().iter().rev().map(|folder| folder.to_string_lossy());
    let (rule, pack) = (folders.next().unwrap(), folders.next().unwrap());
    let known =
        shipped.policies.rules.iter().find(|known| known.id == rule).ok_or("there is no such rule")?;
    if shipped.policies.packs.get(usize::from(known.pack)).is_none_or(|known| known.name != pack) {
        return Err(format!("the rule is not of the pack {pack}").into());
    }
    let mut sources = shipped.sources.clone();
    let source = Source::new(path.to_string_lossy(), text.as_str(), Language::Plan, Origin::User);
    let file = sources.add(source);
    let (plan, mistakes) = irlint::syntax::plan::read(file, sources.get(file));
    let notes = notes(file, &text);
    let case = Case {
        file,
        rule: &rule,
        title: None,
        number: 1,
        span: Span::head_of(file),
        as_of: None,
        plan: &plan,
        wanted: Wanted::Notes(&notes),
    };
    let faults = run(&case, &shipped.policies, AS_OF, None).unwrap_or_default();
    let said = |findings: &[Finding]| -> Vec<String> {
        findings.iter().map(|finding| say(&sources, finding)).collect()
    };
    let all = [said(&mistakes), said(&faults)].concat();
    if all.is_empty() { Ok(()) } else { Err(all.join("\n").into()) }
}
