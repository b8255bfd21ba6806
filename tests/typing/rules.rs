//! Rules: their settings, clauses and texts.

use crate::support::{of, rule, sound};
use irlint::finding::Level;
use irlint::policy::ir::{ExprKind, Rule};

const REST: &str = "\n  for each stage s\n  require s.owner is given\n  message \"m\"";

/// What is said about a rule with these clauses before the usual ones.
fn with(clauses: &str) -> Vec<String> {
    of(&rule(&format!("{clauses}{REST}")))
}

/// What is said about a rule over stages with these clauses behind `for each`.
fn behind(clauses: &str) -> Vec<String> {
    of(&rule(&format!("  for each stage s\n{clauses}")))
}

fn one(statements: &str) -> Rule {
    sound(statements).rules.remove(0)
}

#[test]
fn settings_are_checked() {
    let cases = [
        ("  severity: critical", "critical | `severity` is one of error, warning, note"),
        ("  severity: warnin", "warnin | `severity` is one of error, warning, note; did you mean `warning`?"),
        ("  sevrity: error", "sevrity | a rule has no setting `sevrity`; did you mean `severity`?"),
        ("  acceptable: maybe", "maybe | `acceptable` is yes or no"),
        ("  effective: 3", "3 | `effective` wants a date; write `2026-11-23`"),
        ("  confidence: sure", "sure | `sure` is no confidence; its words are verified, derived"),
        ("  source: s.within", "s.within | a source is a text, this is a duration"),
        ("  source: \"Law\", 3", "3 | behind the text of `source` stands a link"),
    ];
    for (clause, wanted) in cases {
        assert_eq!(with(clause), [wanted], "{clause}");
    }
    let rule = one(&rule(&format!(
        "  severity: note\n  source: \"Law\" https://law.example\n  confidence: derived\n  tags: people, \"on call\"\n  acceptable: no{REST}"
    )));
    assert_eq!((rule.level, rule.acceptable), (Level::Note, false));
    assert_eq!(rule.link.as_deref(), Some("https://law.example"));
    assert_eq!(rule.tags, ["people", "on call"]);
}

#[test]
fn a_source_may_depend_on_the_case() {
    let rule =
        one(&rule("  source: a.cite\n  for each asset a\n  require a.owner is given\n  message \"m\""));
    assert!(matches!(rule.source.unwrap().kind, ExprKind::Attribute(..)));
}

#[test]
fn clauses_are_typed_in_their_scope() {
    let cases = [
        (
            "  require s.owner is given\n  message \"{s.ownr}\"",
            "s.ownr | a stage has no `ownr`; did you mean `owner`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  help \"{q}\"",
            "q | nothing is called `q` here; did you mean `s`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  at s.phse \"here\"",
            "s.phse | a stage has no `phse`; did you mean `phase`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  also s \"{s.phse}\"",
            "s.phse | a stage has no `phse`; did you mean `phase`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  step t.within \"x\" for each t in reach(s, nxt)",
            "nxt | a stage has no `nxt`; did you mean `next`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  step t.wthin \"x\" for each t in reach(s, next)",
            "t.wthin | a stage has no `wthin`; did you mean `within`?",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  fix add to s.phase \"x\"",
            "s.phase | `s.phase` is a phase, not a thing to add to",
        ),
        (
            "  require s.owner is given\n  message \"m\"\n  fix replace s \"x\"",
            "s | `s` is no attribute to replace",
        ),
        (
            "  once per s.phse\n  require s.owner is given\n  message \"m\"",
            "s.phse | a stage has no `phse`; did you mean `phase`?",
        ),
        (
            "  when s.owner is given\n  require s.owner is given\n  message \"m\"",
            "s | nothing is called `s` here",
        ),
        ("  let t = s.within\n  require s.owner is given\n  message \"m\"", "t | `t` is never used"),
    ];
    for (clauses, wanted) in cases {
        assert_eq!(behind(clauses), [wanted], "{clauses}");
    }
}

#[test]
fn rules_have_one_name_and_two_samples() {
    let bare = "rule the-rule \"A rule\" {\n  severity: error\n  require some stage s\n  message \"m\"\n}\n";
    let help = "; add a small plan that breaks the rule and one that keeps it";
    assert_eq!(of(bare), [format!("the-rule | rule `the-rule` has no `bad` and no `good` sample{help}")]);
    let twice = rule("  require some stage s\n  message \"m\"");
    assert_eq!(of(&format!("{twice}{twice}")), ["the-rule | there are two rules `the-rule`"]);
    let test = format!("{twice}test \"T\" for the-rle {{\n  plan {{ stage a }}\n  expect none\n}}\n");
    assert_eq!(of(&test), ["the-rle | there is no rule `the-rle`; did you mean `the-rule`?"]);
}

#[test]
fn names_that_nothing_uses_are_warned_of() {
    let used = rule("  for each stage s\n  require s.within <= limit\n  message \"m\"");
    let text = format!("param limit: duration = 1 hour\nparam other: number = 1\n{used}");
    assert_eq!(of(&text), ["other | the parameter `other` is used by nothing"]);
}

#[test]
fn a_rule_knows_its_names_and_what_it_looks_at() {
    let text = format!(
        "relation owned(asset a) when some role r where a.owner = r\n{}",
        rule(
            "  for each stage s\n  let n = count([asset a where owned(a)])\n  require n > 3\n  message \"m\""
        )
    );
    let policies = sound(&text);
    let rule = &policies.rules[0];
    let names: Vec<&str> = rule.names.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["s", "a", "n"]);
    assert_eq!(rule.slots, 3);
    let reads: Vec<&str> = rule.reads.iter().map(|kind| policies.schema.kind(*kind).name.as_str()).collect();
    assert_eq!(reads, ["role", "stage", "asset"]);
}
