//! Policies prove themselves: runs the samples and tests that policy files carry. A `bad` must be found, a
//! `good` must be silent, and neither counts if the rule never applied.

use jiff::civil::Date;

use crate::check::{CaseResult, Checked, Verdict, check};
use crate::finding::Finding;
use crate::model::{Fact, Plan};
use crate::policy::eval::Reason;
use crate::policy::ir::{Policies, Rule};
use crate::resolve::{self, Context};
use crate::syntax::Name;
use crate::syntax::plan::tree as plan_tree;
use crate::syntax::policy::tree::{Expect, ExpectKind, Item, Test, Tree};
use crate::text::{FileId, Span};

/// What came of running samples and tests.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    /// How many samples and tests ran.
    pub ran: usize,
    /// What did not come out as it should.
    pub faults: Vec<Finding>,
}

/// A plan of a sample, and what the rule made of it.
struct Trial {
    plan: Plan,
    checked: Checked,
    verdict: Verdict,
}

/// Runs the samples and tests in `files` for the rules that `policies` holds and nobody switched off; packs that pin no date are
/// judged at `as_of`.
pub fn test(files: &[(FileId, &Tree<'_>)], policies: &Policies, as_of: Date) -> Tested {
    let mut tested = Tested::default();
    for (file, tree) in files {
        for item in &tree.items {
            match item {
                Item::Rule(rule) => {
                    for sample in &rule.samples {
                        let known = find(policies, rule.id.text).filter(|known| !known.off);
                        let Some(known) = known else { continue };
                        tested.ran += 1;
                        let trial = run(*file, &sample.plan, known, policies, date(policies, known, as_of));
                        let said =
                            trial.and_then(|trial| judge_sample(&trial, sample.good, sample.span, known));
                        tested.faults.extend(said.err().map(|fault| *fault));
                    }
                }
                Item::Test(test) => run_test(*file, test, policies, as_of, &mut tested),
                Item::Schema(_)
                | Item::Pack(_)
                | Item::Param(_)
                | Item::Kind(_)
                | Item::Enum(_)
                | Item::Union(_)
                | Item::Table(_)
                | Item::Matrix(_)
                | Item::Function(_)
                | Item::Adjust(_)
                | Item::Lost(_) => {}
            }
        }
    }
    tested
}

fn find<'p>(policies: &'p Policies, id: &str) -> Option<&'p Rule> {
    policies.rules.iter().find(|rule| rule.id == id)
}

fn date(policies: &Policies, rule: &Rule, as_of: Date) -> Date {
    policies.packs.get(rule.pack as usize).and_then(|pack| pack.tests_as_of).unwrap_or(as_of)
}

/// Runs one rule on one sample; a sample that does not read is a fault.
fn run(
    file: FileId,
    tree: &plan_tree::Tree<'_>,
    rule: &Rule,
    policies: &Policies,
    as_of: Date,
) -> Result<Trial, Box<Finding>> {
    let context = Context { schema: &policies.schema, rows: &policies.rows, rules: &policies.rule_names };
    let (plan, mistakes) = resolve::plan(&[(file, tree.clone())], context);
    if let Some(mistake) = mistakes.into_iter().next() {
        return Err(Box::new(mistake));
    }
    let checked = check(&plan, policies, as_of, &|other| other.id == rule.id);
    let verdict = checked.verdicts.first().map_or(Verdict::NotApplicable, |(_, verdict)| *verdict);
    Ok(Trial { plan, checked, verdict })
}

fn fault(kind: &str, span: Span, message: String) -> Box<Finding> {
    Box::new(Finding::unreadable(&format!("test/{kind}"), span, message))
}

fn judge_sample(trial: &Trial, good: bool, span: Span, rule: &Rule) -> Result<(), Box<Finding>> {
    let id = &rule.id;
    match (good, trial.verdict) {
        (true, Verdict::Passed) | (false, Verdict::Failed) => Ok(()),
        (true, Verdict::Failed) => {
            let said = trial.checked.cases.iter().find_map(|case| match &case.result {
                CaseResult::Failed(finding, _) => Some(finding.message.clone()),
                CaseResult::Undecided(..) => None,
            });
            let message = format!("`{id}` finds a gap in a good sample: {}", said.unwrap_or_default());
            Err(fault("good-fails", span, message))
        }
        (_, Verdict::Undecided) => {
            let facts = missing(trial);
            Err(fault("undecided", span, format!("`{id}` cannot decide this sample: {facts}")))
        }
        (false, Verdict::Passed) => {
            Err(fault("bad-passes", span, format!("`{id}` finds nothing in a bad sample")))
        }
        (
            _,
            Verdict::NotApplicable | Verdict::PackNotApplicable | Verdict::NotInForce | Verdict::SwitchedOff,
        ) => Err(fault("not-applied", span, format!("`{id}` looks at nothing in this sample"))),
    }
}

/// The missing facts in words.
fn missing(trial: &Trial) -> String {
    let words = facts(trial).into_iter().map(|fact| match fact {
        Fact::Block(_) => "a block is missing".to_owned(),
        Fact::Of(thing, _) => format!("a fact of `{}` is missing", trial.plan.thing(thing).name),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn facts(trial: &Trial) -> Vec<Fact> {
    let mut all: Vec<Fact> = trial.checked.cases.iter().flat_map(|case| case_facts(&case.result)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn case_facts(result: &CaseResult) -> Vec<Fact> {
    match result {
        CaseResult::Failed(..) => Vec::new(),
        CaseResult::Undecided(reasons, _) => {
            let facts = reasons.iter().filter_map(|reason| match reason {
                Reason::Missing(fact) => Some(*fact),
                Reason::Dates => None,
            });
            facts.collect()
        }
    }
}

fn run_test(file: FileId, test: &Test<'_>, policies: &Policies, as_of: Date, tested: &mut Tested) {
    let Some(rule) = find(policies, test.rule.text) else {
        let message = format!("there is no rule `{}`", test.rule.text);
        tested.faults.push(*fault("unknown-rule", test.rule.span, message));
        return;
    };
    if rule.off {
        return;
    }
    tested.ran += 1;
    match run(file, &test.plan, rule, policies, date(policies, rule, as_of)) {
        Err(mistake) => tested.faults.push(*mistake),
        Ok(trial) => {
            let met = test.expect.iter().map(|expect| meets(&trial, expect, policies));
            tested.faults.extend(met.filter_map(Result::err).map(|fault| *fault));
        }
    }
}

fn meets(trial: &Trial, expect: &Expect<'_>, policies: &Policies) -> Result<(), Box<Finding>> {
    let met = match &expect.kind {
        ExpectKind::Nothing => trial.verdict == Verdict::Passed,
        ExpectKind::NotApplicable => trial.verdict == Verdict::NotApplicable,
        ExpectKind::Undecided(None) => trial.verdict == Verdict::Undecided,
        ExpectKind::Undecided(Some((kind, thing, attribute))) => {
            facts(trial).iter().any(|fact| is_fact(trial, *fact, policies, (kind, thing.as_ref(), attribute)))
        }
        ExpectKind::Finding(rule, place) => trial.checked.cases.iter().any(|case| match &case.result {
            CaseResult::Failed(finding, _) => {
                let at = |(kind, thing): &(Name<'_>, Option<Name<'_>>)| {
                    case.things.iter().any(|bound| is_thing(trial, *bound, policies, (kind, thing.as_ref())))
                };
                finding.rule == rule.text && place.as_ref().is_none_or(at)
            }
            CaseResult::Undecided(..) => false,
        }),
    };
    let message = || format!("this is expected, but the rule is {}", verdict_words(trial.verdict));
    if met { Ok(()) } else { Err(fault("expectation", expect.span, message())) }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Undecided => "undecided",
        Verdict::NotApplicable => "not applicable",
        Verdict::PackNotApplicable => "in a pack that does not apply",
        Verdict::NotInForce => "not in force",
        Verdict::SwitchedOff => "switched off",
    }
}

fn is_thing(
    trial: &Trial,
    thing: crate::model::ThingId,
    policies: &Policies,
    (kind, name): (&Name<'_>, Option<&Name<'_>>),
) -> bool {
    let declared = trial.plan.thing(thing);
    policies.schema.kind(declared.kind).name == kind.text
        && name.is_none_or(|name| declared.name.as_ref() == name.text)
}

fn is_fact(
    trial: &Trial,
    fact: Fact,
    policies: &Policies,
    (kind, name, attribute): (&Name<'_>, Option<&Name<'_>>, &Name<'_>),
) -> bool {
    match fact {
        Fact::Block(block) => policies.schema.kind(block).name == kind.text,
        Fact::Of(thing, of) => {
            let declared = trial.plan.thing(thing);
            is_thing(trial, thing, policies, (kind, name))
                && policies.schema.attribute(declared.kind, of).name == attribute.text
        }
    }
}
