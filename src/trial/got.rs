//! What a rule made of a plan, in words and to be asked.

use jiff::civil::Date;

use crate::check::{Case as Judged, CaseResult, Checked, Verdict};
use crate::finding::{Finding, Label};
use crate::model::{Fact, Plan, ThingId};
use crate::policy::eval::Reason;
use crate::policy::ir::{Policies, Rule};
use crate::syntax::Name;

/// A kind and, unless any of it will do, a name.
pub(super) type Wanted<'a> = (&'a Name<'a>, Option<&'a Name<'a>>);

/// What a rule made of a plan.
pub(super) struct Got<'g> {
    /// The rule.
    pub rule: &'g Rule,
    /// The policies.
    pub policies: &'g Policies,
    /// The plan.
    pub plan: &'g Plan,
    /// The date.
    pub as_of: Date,
    /// The cases that did not pass, and the packs that the rule depends on and that wait.
    pub checked: &'g Checked,
    /// How the rule came out.
    pub verdict: Verdict,
}

impl Got<'_> {
    /// The cases that failed, with what is said of them.
    pub(super) fn failed(&self) -> impl Iterator<Item = (&Judged, &Finding)> {
        self.checked.cases.iter().filter_map(|case| match &case.result {
            CaseResult::Failed(finding, _) => Some((case, finding.as_ref())),
            CaseResult::Missing(_) | CaseResult::Dates(_) => None,
        })
    }

    /// The facts that are waited for, each once.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.reasons().filter_map(Reason::fact).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    fn reasons(&self) -> impl Iterator<Item = Reason> {
        let cases = self.checked.cases.iter().filter_map(|case| match case.result {
            CaseResult::Failed(..) => None,
            CaseResult::Missing(fact) => Some(Reason::Missing(fact)),
            CaseResult::Dates(_) => Some(Reason::Dates),
        });
        cases.chain(self.checked.waiting.iter().flat_map(|(_, reasons)| reasons.iter().copied()))
    }

    /// How the rule came out: `the rule passes`.
    pub(super) fn words(&self) -> String {
        if let Some(said) = self.checked.cut_short.first() {
            return said.message.clone();
        }
        match self.verdict {
            Verdict::Passed => "the rule passes".to_owned(),
            Verdict::Failed => self.found(),
            Verdict::Undecided => format!("the rule is undecided: {}", self.doubts()),
            Verdict::NotApplicable => "the rule has nothing to look at".to_owned(),
            Verdict::PackNotApplicable => self.pack_words(),
            Verdict::NotInForce => format!("the rule is not in force on {}", self.as_of),
            Verdict::SwitchedOff => "the rule is switched off".to_owned(),
        }
    }

    fn found(&self) -> String {
        let mut messages = self.failed().map(|(_, finding)| finding.message.as_str());
        let first = messages.next().unwrap_or_default();
        match messages.count() {
            0 => format!("the rule finds a gap: {first}"),
            more => format!("the rule finds {} gaps: {first} ...", more + 1),
        }
    }

    fn doubts(&self) -> String {
        let mut words: Vec<String> = self.facts().into_iter().map(|fact| self.fact_words(fact)).collect();
        if self.reasons().any(|reason| reason == Reason::Dates) {
            words.push("it depends on the days on which it happens".to_owned());
        }
        words.join(", ")
    }

    fn pack_words(&self) -> String {
        let pack = self.policies.packs.get(self.rule.pack as usize);
        let name = pack.map_or("", |pack| pack.name.as_str());
        let early = pack.and_then(|pack| pack.effective).is_some_and(|first| self.as_of < first);
        let late = pack.and_then(|pack| pack.expires).is_some_and(|last| last < self.as_of);
        if early || late {
            format!("its pack `{name}` is not in force on {}", self.as_of)
        } else {
            format!("its pack `{name}` does not concern the plan")
        }
    }

    /// `stage diagnose lacks within`, as a test would expect it.
    fn fact_words(&self, fact: Fact) -> String {
        let schema = &self.policies.schema;
        match fact {
            Fact::Block(kind) => format!("there is no `{}`", schema.kind(kind).name),
            Fact::Of(thing, attribute) => {
                let kind = self.plan.thing(thing).kind;
                format!("{} lacks `{}`", self.thing_words(thing), schema.attribute(kind, attribute).name)
            }
        }
    }

    /// ``role `lead` ``.
    pub(super) fn thing_words(&self, thing: ThingId) -> String {
        let declared = self.plan.thing(thing);
        let kind = &self.policies.schema.kind(declared.kind).name;
        if declared.name.is_empty() { format!("the {kind}") } else { format!("{kind} `{}`", declared.name) }
    }

    /// Where the rule found something or waits, with what.
    pub(super) fn places(&self) -> Vec<Label> {
        let failed = self.failed().map(|(_, finding)| Label {
            span: finding.at.span,
            text: format!("found here: {}", finding.message),
        });
        let facts = self.facts().into_iter().filter_map(|fact| match fact {
            Fact::Block(_) => None,
            Fact::Of(thing, _) => {
                Some(Label { span: self.plan.thing(thing).span, text: self.fact_words(fact) })
            }
        });
        failed.chain(facts).filter(|label| self.plan.files.contains(&label.span.file)).collect()
    }

    /// Whether `thing` is what a test names.
    pub(super) fn is_thing(&self, thing: ThingId, (kind, name): Wanted<'_>) -> bool {
        let declared = self.plan.thing(thing);
        self.policies.schema.kind(declared.kind).name == kind.text
            && name.is_none_or(|name| declared.name.as_ref() == name.text)
    }

    /// Whether `fact` is what a test names.
    pub(super) fn is_fact(&self, fact: Fact, wanted: Wanted<'_>, attribute: &Name<'_>) -> bool {
        let schema = &self.policies.schema;
        match fact {
            Fact::Block(block) => schema.kind(block).name == wanted.0.text,
            Fact::Of(thing, of) => {
                let kind = self.plan.thing(thing).kind;
                self.is_thing(thing, wanted) && schema.attribute(kind, of).name == attribute.text
            }
        }
    }
}
