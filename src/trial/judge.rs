//! Compares what came out of a case with what it wants, and says the difference.

use super::got::Got;
use super::notes::compare;
use super::{Case, Wanted};
use crate::check::Verdict;
use crate::finding::{Finding, Label};
use crate::syntax::Name;
use crate::syntax::policy::tree::{Expect, ExpectKind};
use crate::text::Span;

/// What is not as `case` wants it.
pub(super) fn judge(case: &Case<'_>, got: &Got<'_>) -> Vec<Finding> {
    match case.wanted {
        Wanted::Bad if got.verdict == Verdict::Failed => Vec::new(),
        Wanted::Bad => vec![sample(case, got, "a finding")],
        Wanted::Good | Wanted::Notes([]) if got.verdict == Verdict::Passed => Vec::new(),
        Wanted::Good | Wanted::Notes([]) => vec![sample(case, got, "the rule to pass")],
        Wanted::Notes(notes) => compare(notes, got),
        Wanted::Test(expects) => {
            expects.iter().filter(|expect| !met(got, expect)).map(|expect| unmet(case, got, expect)).collect()
        }
    }
}

fn sample(case: &Case<'_>, got: &Got<'_>, wants: &str) -> Finding {
    let (id, help) = match got.verdict {
        Verdict::Passed => ("bad-passes", "break in the sample what the rule requires, or mend the rule"),
        Verdict::Failed => ("good-fails", "mend the sample or the rule"),
        Verdict::Undecided => ("undecided", "state the fact; what must stay undecided belongs in a `test`"),
        Verdict::NotApplicable => ("not-applied", "add to the sample what the rule looks at"),
        Verdict::PackNotApplicable => ("not-applied", "state in the sample what its pack asks for"),
        Verdict::SwitchedOff => ("not-applied", "delete the adjustment that switches the rule off"),
        Verdict::NotInForce => ("not-applied", "pin a later date for the pack's samples: `tests_as_of:`"),
    };
    fault(id, case, case.span, wants, got).help(help)
}

fn unmet(case: &Case<'_>, got: &Got<'_>, expect: &Expect<'_>) -> Finding {
    fault("expectation", case, expect.span, &wants(&expect.kind), got).label("expected here")
}

/// What went wrong where, with the places of what came out instead.
fn fault(id: &str, case: &Case<'_>, span: Span, wants: &str, got: &Got<'_>) -> Finding {
    let message = format!("{} wants {wants}, but {}", case.described(), got.words());
    let mut finding = Finding::unreadable(&format!("test/{id}"), span, message);
    finding.also = got.places();
    finding.also.dedup_by(|one: &mut Label, two: &mut Label| one == two);
    finding
}

fn wants(kind: &ExpectKind<'_>) -> String {
    match kind {
        ExpectKind::Nothing => "the rule to pass".to_owned(),
        ExpectKind::NotApplicable => "the rule to have nothing to look at".to_owned(),
        ExpectKind::Undecided(None) => "the rule to be undecided".to_owned(),
        ExpectKind::Undecided(Some((kind, thing, attribute))) => {
            format!("the rule to wait for `{}` of {}", attribute.text, thing_words(kind, thing.as_ref()))
        }
        ExpectKind::Finding(_, None) => "a finding".to_owned(),
        ExpectKind::Finding(_, Some((kind, thing))) => {
            format!("a finding at {}", thing_words(kind, thing.as_ref()))
        }
    }
}

fn thing_words(kind: &Name<'_>, thing: Option<&Name<'_>>) -> String {
    match thing {
        Some(thing) => format!("{} `{}`", kind.text, thing.text),
        None => format!("some {}", kind.text),
    }
}

fn met(got: &Got<'_>, expect: &Expect<'_>) -> bool {
    match &expect.kind {
        ExpectKind::Nothing => got.verdict == Verdict::Passed,
        ExpectKind::NotApplicable => {
            matches!(got.verdict, Verdict::NotApplicable | Verdict::PackNotApplicable)
        }
        ExpectKind::Undecided(None) => got.verdict == Verdict::Undecided,
        ExpectKind::Undecided(Some((kind, thing, attribute))) => {
            got.facts().into_iter().any(|fact| got.is_fact(fact, (kind, thing.as_ref()), attribute))
        }
        ExpectKind::Finding(rule, place) => got.failed().any(|(case, finding)| {
            let at = |(kind, thing): &(Name<'_>, Option<Name<'_>>)| {
                case.things.iter().any(|bound| got.is_thing(*bound, (kind, thing.as_ref())))
            };
            finding.rule == rule.text && place.as_ref().is_none_or(at)
        }),
    }
}
