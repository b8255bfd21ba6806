//! Questions about ways through a plan that are answered for all things at once come out as if each was asked alone.

use std::collections::BTreeSet;

use irlint::analysis::{Analysis, PlanFiles, Settings, analyse};
use irlint::policy;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::date;

use crate::dice::Dice;

const PACK: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }
rule at-once \"T\" { severity: error
  for each stage s
  require not (s in reach(s, next))
  message \"{s}\"
  bad { stage a { next: a } }  good { stage a { next: none } } }
rule one-by-one \"T\" { severity: error
  for each stage s
  let all = reach(s, next)
  require not (s in all)
  message \"{s}\"
  bad { stage a { next: a } }  good { stage a { next: none } } }
rule too-long \"T\" { severity: error
  for each playbook p
  require sum(p.step.within) <= 4 hours
  message \"{sum(p.step.within)}\"
  bad { playbook p { step a { within: 5 hours } } }  good { playbook p { step a { within: 1 hour } } } }
";

fn judged(plan: &str) -> Analysis {
    judged_by(PACK, plan)
}

/// What comes of `plan` under the rules of `pack`.
pub fn judged_by(pack: &'static str, plan: &str) -> Analysis {
    let mut sources = Sources::new();
    let schema = policy::embedded().iter().filter(|(path, _)| path.starts_with("schema/"));
    let mut files: Vec<_> = schema
        .map(|(path, text)| {
            let source = Source::new(*path, *text, Language::Policy, Origin::Embedded);
            (sources.add(source), (*path).to_owned())
        })
        .collect();
    let own = sources.add(Source::new("own.irpolicy", pack, Language::Policy, Origin::User));
    files.push((own, "own.irpolicy".to_owned()));
    let (policies, findings) = policy::load(&sources, &files, &[]);
    assert!(findings.is_empty(), "{findings:#?}");
    let root = sources.add(Source::new("plan.irp", plan, Language::Plan, Origin::User));
    let plans = [PlanFiles { root, files: vec![root] }];
    analyse(&sources, &plans, &policies, &Settings::new(date(2026, 11, 23)))
}

/// What a rule found, and what it waits for.
fn said(analysis: &Analysis, rule: &str) -> BTreeSet<String> {
    let about = |finding: &&irlint::finding::Finding| {
        finding.rule == rule || finding.waiting.iter().any(|waiting| waiting == rule)
    };
    analysis.findings.iter().filter(about).map(|finding| finding.message.clone()).collect()
}

/// Stages that lead to stages at random; some do not say where they lead.
fn stages(dice: &mut Dice) -> String {
    let count = 1 + dice.below(9);
    let open = dice.below(3) == 0;
    let stage = |at: usize, dice: &mut Dice| {
        let next: Vec<String> = (0..dice.below(4)).map(|_| format!("s{}", dice.below(count))).collect();
        match next.as_slice() {
            [] if open => format!("stage s{at} {{ within: 1 hour }}\n"),
            [] => format!("stage s{at} {{ next: none }}\n"),
            next => format!("stage s{at} {{ next: {} }}\n", next.join(", ")),
        }
    };
    (0..count).map(|at| stage(at, dice)).collect()
}

#[test]
fn circles_are_found_at_once_as_one_by_one() {
    let (mut found, mut waited) = (0, 0);
    for number in 0..400 {
        let plan = stages(&mut Dice::new(7, number));
        let analysis = judged(&plan);
        let at_once = said(&analysis, "at-once");
        assert_eq!(at_once, said(&analysis, "one-by-one"), "{plan}");
        found += at_once.iter().filter(|message| message.starts_with('s')).count();
        waited += at_once.iter().filter(|message| message.contains("does not state")).count();
    }
    assert!(found > 300 && waited > 50, "{found} on circles, {waited} open");
}

#[test]
fn a_sum_counts_what_two_things_state_alike_twice() {
    let plan = "playbook p {\n  step a { within: 3 hours }\n  step b { within: 3 hours }\n}\n";
    assert_eq!(said(&judged(plan), "too-long"), BTreeSet::from(["6 hours".to_owned()]));
    let open = "playbook p {\n  step a { within: 3 hours }\n  step b { action: \"x\" }\n}\n";
    let said = said(&judged(open), "too-long");
    assert!(said.iter().any(|message| message.contains("does not state `within`")), "{said:?}");
}
