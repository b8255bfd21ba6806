//! What can be run: the samples of rules, tests, and plans with notes, all in one form.

use jiff::civil::Date;

use super::Note;
use crate::syntax::plan::tree as plan;
use crate::syntax::policy::tree::{Expect, ExprKind, Item, Rule, Test, Tree};
use crate::syntax::{Literal, LiteralKind};
use crate::text::{FileId, Span};

/// A plan with what one rule should make of it.
#[derive(Debug, Clone)]
pub struct Case<'t> {
    /// The file it stands in.
    pub file: FileId,
    /// The rule it is about.
    pub rule: &'t str,
    /// What it shows.
    pub title: Option<&'t str>,
    /// Which one it is among those of its rule that want the same, from 1.
    pub number: usize,
    /// Where it stands: the clause of a sample, the header of a test, the start of a plan.
    pub span: Span,
    /// The date it asks to be judged at.
    pub as_of: Option<Date>,
    /// The plan.
    pub plan: &'t plan::Tree<'t>,
    /// What should come out.
    pub wanted: Wanted<'t>,
}

/// What should come out of a case.
#[derive(Debug, Clone)]
pub enum Wanted<'t> {
    /// `bad`: at least one finding.
    Bad,
    /// `good`: the rule applies, and there is nothing to say.
    Good,
    /// A test: all that it expects.
    Test(&'t [Expect<'t>]),
    /// A plan with notes: the findings that they name and no others. Without notes as `Good`.
    Notes(&'t [Note<'t>]),
}

impl Case<'_> {
    /// What it is, in a word: `bad`, `good`, `test` or `plan`.
    pub const fn kind(&self) -> &'static str {
        match self.wanted {
            Wanted::Bad => "bad",
            Wanted::Good => "good",
            Wanted::Test(_) => "test",
            Wanted::Notes(_) => "plan",
        }
    }

    /// What it is called: `bad "Nobody"`, or by its number `bad 2`.
    pub fn name(&self) -> String {
        match self.title {
            Some(title) => format!("{} \"{title}\"", self.kind()),
            None => format!("{} {}", self.kind(), self.number),
        }
    }
}

/// The samples and tests in a policy file, in its order.
pub fn cases<'t>(file: FileId, tree: &'t Tree<'t>) -> Vec<Case<'t>> {
    let mut cases = Vec::new();
    let mut tests: Vec<&str> = Vec::new();
    for item in &tree.items {
        match item {
            Item::Rule(rule) => samples(file, rule, &mut cases),
            Item::Test(test) => {
                tests.push(test.rule.text);
                let number = tests.iter().filter(|rule| **rule == test.rule.text).count();
                cases.push(of_test(file, test, number));
            }
            Item::Schema(_)
            | Item::Pack(_)
            | Item::Param(_)
            | Item::Kind(_)
            | Item::Enum(_)
            | Item::Union(_)
            | Item::Table(_)
            | Item::Row(_)
            | Item::Matrix(_)
            | Item::View(_)
            | Item::Function(_)
            | Item::Adjust(_)
            | Item::Lost(_) => {}
        }
    }
    cases
}

fn samples<'t>(file: FileId, rule: &'t Rule<'t>, cases: &mut Vec<Case<'t>>) {
    let (mut bad, mut good) = (0, 0);
    for sample in &rule.samples {
        let (count, wanted) = if sample.good { (&mut good, Wanted::Good) } else { (&mut bad, Wanted::Bad) };
        *count += 1;
        cases.push(Case {
            file,
            rule: rule.id.text,
            title: sample.title.as_ref().map(|title| title.text.as_ref()),
            number: *count,
            span: sample.span,
            as_of: None,
            plan: &sample.plan,
            wanted,
        });
    }
}

fn of_test<'t>(file: FileId, test: &'t Test<'t>, number: usize) -> Case<'t> {
    Case {
        file,
        rule: test.rule.text,
        title: Some(&test.title.text),
        number,
        span: test.head,
        as_of: as_of(test),
        plan: &test.plan,
        wanted: Wanted::Test(&test.expect),
    }
}

/// `as_of: 2026-11-23`. That it is a date was seen to when the policy was checked.
fn as_of(test: &Test<'_>) -> Option<Date> {
    let value = test.settings.iter().find(|setting| setting.name.text == "as_of")?.values.first()?;
    let ExprKind::Literal(Literal { kind: LiteralKind::Date(date), .. }) = &value.kind else { return None };
    Some(*date)
}
