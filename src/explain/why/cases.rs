//! The cases of a rule: which there are, which a thing is part of, and which the rule never looked at.

use super::step::{Step, What};
use super::tried::Tried;
use super::values::name_of;
use super::{Case, Explainer, Explanation, Outcome, Subject};
use crate::check::{Verdict, in_force};
use crate::model::ThingId;
use crate::policy::eval::Truth;
use crate::policy::ir::{Binder, Change, Pack, Rule};

impl<'w> Explainer<'w> {
    /// Explains `rule` for `thing`, or for the plan as a whole.
    pub(super) fn rule(&mut self, rule: &'w Rule, thing: Option<ThingId>) -> Explanation {
        let mut explanation = Explanation::default();
        let Some(pack) = self.world.policies.packs.get(usize::from(rule.pack)) else { return explanation };
        if self.left_out(rule, pack, &mut explanation) {
            return explanation;
        }
        (self.names, self.lets) =
            (&rule.names, rule.lets.iter().map(|(slot, value)| (*slot, value)).collect());
        self.world.begin(rule.slots);
        if let Some(when) = &rule.when {
            let step = self.condition(when);
            let truth = step.truth.clone();
            explanation.when = Some(step);
            match truth {
                Some(Truth::Yes) | None => {}
                Some(Truth::No) => return explanation,
                Some(Truth::Unknown(_)) => {
                    explanation.verdict = Verdict::Undecided;
                    return explanation;
                }
            }
        }
        match &rule.each {
            None => explanation.cases.extend(self.case(rule, None)),
            Some(binder) => self.each(rule, binder, thing, &mut explanation),
        }
        explanation.packs = self.packs(rule, explanation.cases.is_empty());
        explanation.verdict = Self::verdict(&explanation);
        explanation.cut = self.cut;
        self.shorten(&mut explanation);
        explanation
    }

    /// Whether the rule is not asked at all: its pack does not concern the plan, or it is not in force.
    fn left_out(&mut self, rule: &Rule, pack: &'w Pack, into: &mut Explanation) -> bool {
        if rule.off {
            into.verdict = Verdict::SwitchedOff;
            into.off = Some(self.switched_off(rule));
            return true;
        }
        let as_of = self.world.as_of;
        let applies = self.world.active().get(usize::from(rule.pack)).copied().unwrap_or(false);
        if in_force(pack.effective, pack.expires, as_of) && !applies {
            let waits = self.waiting.contains(&rule.pack);
            into.verdict = if waits { Verdict::Undecided } else { Verdict::PackNotApplicable };
            into.applies = self.applies(pack);
            return true;
        }
        let ends = [(rule.effective, rule.expires), (pack.effective, pack.expires)];
        let out = ends.into_iter().find(|(first, last)| !in_force(*first, *last, as_of));
        if let Some((first, last)) = out {
            into.verdict = Verdict::NotInForce;
            into.force = Some((first, last));
        }
        out.is_some()
    }

    /// Who switches a rule off, and why.
    fn switched_off(&self, rule: &Rule) -> Step {
        let mut adjustments = self.world.policies.adjustments.iter();
        let off = adjustments.rfind(|one| one.of == rule.id && one.change == Change::Off);
        let by =
            off.and_then(|one| one.by.as_ref()).map_or_else(String::new, |pack| format!(" by pack {pack}"));
        let because =
            off.and_then(|one| one.because.as_ref()).map_or_else(String::new, |why| format!(": {why}"));
        Step::said(What::Item, format!("switched off{by}{because}"), off.map(|one| one.span))
    }

    /// Whether a pack concerns the plan, and why.
    fn applies(&mut self, pack: &'w Pack) -> Option<Step> {
        self.world.begin(pack.slots);
        (self.names, self.lets) = (&[], Vec::new());
        pack.applies.as_ref().map(|condition| self.condition(condition))
    }

    /// The packs that would bring rows for `rule` if they concerned the plan: those of which it cannot be said
    /// and, where the rule looks at nothing, also those that do not.
    fn packs(&mut self, rule: &Rule, nothing: bool) -> Vec<Step> {
        let policies = self.world.policies;
        let packs = policies.packs.iter().enumerate().map(|(number, pack)| (number as u16, pack));
        let brings_none = |number: u16| {
            let active = self.world.active().get(usize::from(number)).copied().unwrap_or(false);
            !active && number != rule.pack && policies.concerns(rule, number)
        };
        let waits = |number: u16| self.waiting.contains(&number);
        let mut silent: Vec<_> =
            packs.filter(|(number, _)| brings_none(*number) && (nothing || waits(*number))).collect();
        // Those that are waited for say more than those that have nothing to do with the plan.
        silent.sort_by_key(|(number, _)| !waits(*number));
        let step = |(_, pack): (u16, &'w Pack)| {
            let applies = self.applies(pack);
            let step = Step::said(What::Witness, format!("pack {}", pack.name), Some(pack.span));
            step.with(applies.into_iter().collect())
        };
        silent.into_iter().map(step).collect()
    }

    /// The cases of `for each` that `thing` is part of, and those that it is kept out of.
    fn each(&mut self, rule: &'w Rule, binder: &'w Binder, thing: Option<ThingId>, into: &mut Explanation) {
        let trials = self.trials(binder, thing);
        into.open = trials.open.iter().flat_map(|why| self.missing(why)).collect();
        let is_case = |tried: &Tried<'_>| tried.whole && tried.truth != Truth::No;
        let (cases, out): (Vec<_>, Vec<_>) = trials.nearest_first().into_iter().partition(is_case);
        for tried in &cases {
            into.cases.extend(self.case(rule, Some((binder, tried))));
        }
        // Asked about the whole plan, people want to know what was looked at, if anything was.
        if thing.is_none() && !into.cases.is_empty() {
            return;
        }
        into.more_out = out.len().saturating_sub(self.limit);
        into.out = out.iter().take(self.limit).map(|tried| self.candidate(tried)).collect();
    }

    /// Explains one case; none if it does not come up after all.
    fn case(&mut self, rule: &'w Rule, tried: Option<(&Binder, &Tried<'_>)>) -> Option<Case> {
        let mut case = Case::default();
        let mut there = Truth::Yes;
        // Each case has a budget of its own.
        self.world.begin(rule.slots);
        if let Some((binder, tried)) = tried {
            self.bind(tried);
            there = tried.truth.clone();
            case.subjects = tried
                .bound
                .iter()
                .map(|(slot, item)| Subject {
                    name: name_of(&rule.names, *slot).to_owned(),
                    says: self.world.show_datum(&item.datum),
                    place: self.world.item_place(item),
                })
                .collect();
            let filters = binder.binds.iter().flat_map(|bind| &bind.filters);
            case.filters = filters.map(|filter| self.condition(filter)).collect();
        }
        for (slot, value) in &rule.lets {
            let value = self.world.value(value);
            self.world.set_local(*slot, value);
        }
        let holds = self.world.truth(&rule.require);
        case.outcome = match (there, &holds) {
            (Truth::No, _) => return None,
            (_, Truth::Yes) => Outcome::Passed,
            (Truth::Yes, Truth::No) => Outcome::Failed,
            (Truth::Unknown(_), _) | (_, Truth::Unknown(_)) => Outcome::Undecided,
        };
        if case.outcome == Outcome::Failed {
            case.message = Some(self.world.fill(&rule.message));
        }
        case.require = Some(self.condition(&rule.require));
        Some(case)
    }

    /// Failed cases first, then undecided ones; not more than the limit.
    fn shorten(&self, explanation: &mut Explanation) {
        explanation.cases.sort_by_key(|case| case.outcome);
        explanation.more_cases = explanation.cases.len().saturating_sub(self.limit);
        explanation.cases.truncate(self.limit);
    }

    fn verdict(explanation: &Explanation) -> Verdict {
        let any = |outcome: Outcome| explanation.cases.iter().any(|case| case.outcome == outcome);
        let waits = explanation.packs.iter().any(|step| step.parts.iter().any(Step::is_unknown));
        if any(Outcome::Failed) {
            Verdict::Failed
        } else if any(Outcome::Undecided) || !explanation.open.is_empty() || waits {
            Verdict::Undecided
        } else if any(Outcome::Passed) {
            Verdict::Passed
        } else {
            Verdict::NotApplicable
        }
    }
}
