//! Policies from strings, and what is said about them.

use irlint::finding::{Finding, Level};
use irlint::policy::ir::Policies;
use irlint::policy::typing::Tuning;
use irlint::text::{Language, Origin, Source, Sources};

/// Kinds and lists for all tests.
pub const SCHEMA: &str = r#"schema core 1
enum phase { detect; diagnose; close }
enum area { data; host }
enum model { iaas; saas }
enum holder { customer; provider; shared }
enum confidence { verified; derived }
union responder = person | role | team
single kind firm "The firm" {
  regimes: area*
  owner: role?
}
kind person "A person" {
  hours: hours?
  born: date?
}
kind role "A role" {
  primary: person*
  backup: person*
  escalate: step*
  cost: number?
}
kind team "A team" {
  lead: role?
  members: responder*
  escalate: step*
  cost: duration?
}
nested kind step "A step" {
  to: responder! head
  after: duration?
}
kind stage "A stage" {
  phase: phase?
  owner: responder?
  within: duration per level?
  next: stage*
  checked: yesno?
}
kind level "A level" {
  rank: number?
}
kind asset "A system" {
  model: model?
  areas: area*
  owner: role?
  depends: asset?
  cite: text?
}
"#;

/// The header of a pack in one file.
pub const PACK: &str = "pack house \"House\" { version: \"1\"; schema: 1 }\n";

/// What is said of rules that say too little of themselves, as those in tests do; `fixtures/types/planted` has
/// these cases.
const SHORT: [&str; 3] = ["type/message", "type/source-missing", "type/hole"];

/// Loads files by path and text.
pub fn load(files: &[(&str, &str)], tunings: &[Tuning]) -> (Policies, Vec<Finding>, Sources) {
    let mut sources = Sources::new();
    let add = |(path, text): &(&str, &str)| {
        (sources.add(Source::new(*path, *text, Language::Policy, Origin::User)), (*path).to_owned())
    };
    let files: Vec<_> = files.iter().map(add).collect();
    let (policies, findings) = irlint::policy::load(&sources, &files, tunings);
    (policies, findings, sources)
}

pub fn said(sources: &Sources, finding: &Finding) -> String {
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{} | {}{help}", sources.slice(finding.at.span), finding.message)
}

/// What is said about `files`, with the schema in front of them, but for what is [`SHORT`].
pub fn of_files(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> = [("schema/all.irpolicy", SCHEMA)].into_iter().chain(files.iter().copied()).collect();
    let (_, findings, sources) = load(&files, &[]);
    let counted = findings.iter().filter(|finding| !SHORT.contains(&finding.rule.as_str()));
    counted.map(|finding| said(&sources, finding)).collect()
}

/// What is said about statements in a pack of one file.
pub fn of(statements: &str) -> Vec<String> {
    of_files(&[("house.irpolicy", &format!("{PACK}{statements}"))])
}

/// The policies of one file with the schema and these settings, and what is said but for unused names.
pub fn tuned(text: &str, tunings: &[Tuning]) -> (Policies, Vec<String>) {
    let files = [("library.irpolicy", text), ("schema/all.irpolicy", SCHEMA)];
    let (policies, findings, sources) = load(&files, tunings);
    let counted = findings.iter().filter(|finding| finding.level == Level::Error);
    (policies, counted.map(|finding| said(&sources, finding)).collect())
}

/// The policies of statements in a pack of one file, which must have no mistake.
pub fn sound(statements: &str) -> Policies {
    let text = format!("{PACK}{statements}");
    let files = [("schema/all.irpolicy", SCHEMA), ("house.irpolicy", &text)];
    let (policies, findings, sources) = load(&files, &[]);
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    let errors: Vec<String> = errors.map(|finding| said(&sources, finding)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    policies
}

/// A rule with both samples and these clauses.
pub fn rule(clauses: &str) -> String {
    let severity = if clauses.contains("severity:") { "" } else { "  severity: error\n" };
    format!("rule the-rule \"A rule\" {{\n{severity}{clauses}\n  bad {{ role a }}\n  good {{ role b }}\n}}\n")
}
