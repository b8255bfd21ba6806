//! A rule in plain sentences. They are made from the checked form that is evaluated, so they cannot say anything
//! else than the rule does: whoever changes the rule changes its sentence.

mod binders;
mod conditions;
mod nouns;
mod values;

use std::collections::BTreeSet;
use std::fmt;

use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind, Function, Policies, Rule};
use crate::text::capital;
use nouns::{Nouns, noun_of};

/// What a rule says, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    /// The rule itself.
    pub sentence: String,
    /// What the functions that it calls mean, one sentence each, in the order in which they are met.
    pub meanings: Vec<String>,
    /// The parameters it uses, also by way of functions, by number.
    pub params: BTreeSet<u16>,
}

impl fmt::Display for Plain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence)?;
        self.meanings.iter().try_for_each(|meaning| write!(out, "\n{meaning}"))
    }
}

/// What `rule` says.
pub fn rule(policies: &Policies, rule: &Rule) -> Plain {
    let mut speaker = Speaker::new(policies, Nouns::of_rule(policies, rule));
    let sentence = speaker.rule(rule);
    speaker.finish(sentence)
}

/// What `rule` looks at: "for each asset that ..."; nothing if it always looks at the whole plan.
pub fn looked_at(policies: &Policies, rule: &Rule) -> String {
    Speaker::new(policies, Nouns::of_rule(policies, rule)).looked_at(rule).join(", ")
}

/// What the condition says under which a pack concerns a plan.
pub fn applies(policies: &Policies, condition: &Expr) -> Plain {
    let mut speaker = Speaker::new(policies, Nouns::of(policies, &[], &[condition]));
    let sentence = format!("It concerns a plan if {}.", speaker.condition(condition, Mood::Is));
    speaker.finish(sentence)
}

/// Whether something is so or must be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Is,
    Must,
}

/// Puts expressions into words.
struct Speaker<'p> {
    policies: &'p Policies,
    nouns: Nouns,
    /// The bound name that is spoken of with "whose".
    topic: Option<u16>,
    /// The functions met so far, in order.
    functions: Vec<u16>,
    params: BTreeSet<u16>,
}

impl<'p> Speaker<'p> {
    fn new(policies: &'p Policies, nouns: Nouns) -> Self {
        Self { policies, nouns, topic: None, functions: Vec::new(), params: BTreeSet::new() }
    }

    /// Adds what the functions mean that were met, and those that they call.
    fn finish(mut self, sentence: String) -> Plain {
        let mut meanings = Vec::new();
        while let Some(number) = self.functions.get(meanings.len()).copied() {
            let function = self.policies.functions.get(usize::from(number));
            meanings.push(function.map_or_else(String::new, |function| self.function(function)));
        }
        Plain { sentence, meanings, params: self.params }
    }

    /// "when ...", "for each ...".
    fn looked_at(&mut self, rule: &Rule) -> Vec<String> {
        let when = rule.when.as_ref().map(|when| format!("when {}", self.condition(when, Mood::Is)));
        let each = rule.each.as_ref().map(|each| format!("for each {}", self.bound(each, Nouns::bare)));
        when.into_iter().chain(each).collect()
    }

    fn rule(&mut self, rule: &Rule) -> String {
        let mut leads = self.looked_at(rule);
        for (slot, value) in &rule.lets {
            leads.push(format!("with {} for {}", self.nouns.the(*slot), self.value(value)));
        }
        let lead = if leads.is_empty() { String::new() } else { leads.join(", ") + ": " };
        let required = self.condition(&rule.require, Mood::Must);
        let level = rule.level.word();
        let article = if level.starts_with('e') { "an" } else { "a" };
        let accepted = if rule.acceptable { "" } else { ", and it cannot be accepted" };
        let once = rule.once_per.as_ref().map(|key| {
            let key = self.value(key);
            format!(" Cases that agree in {key} count once.")
        });
        let once = once.unwrap_or_default();
        format!("{}. Otherwise it is {article} {level}{accepted}.{once}", capital(&(lead + &required)))
    }

    /// "`holder` of an area and an asset: ..."
    fn function(&mut self, function: &Function) -> String {
        let params: Vec<u16> = (0..function.params.len() as u16).collect();
        self.nouns = Nouns::of(self.policies, &function.names, &[&function.body]);
        for (slot, ty) in params.iter().zip(&function.params) {
            self.nouns.add(*slot, noun_of(self.policies, ty), &function.names);
        }
        let params: Vec<String> = params.iter().map(|slot| self.nouns.introduced(*slot)).collect();
        let head = format!("`{}` of {}", function.name, listed(&params, "and"));
        if is_condition(function) {
            format!("{head} holds if {}.", self.condition(&function.body, Mood::Is))
        } else if let ExprKind::If(condition, then, otherwise) = &function.body.kind {
            let condition = self.condition(condition, Mood::Is);
            format!("{head}: if {condition}, {}; otherwise {}.", self.value(then), self.value(otherwise))
        } else {
            format!("{head}: {}.", self.value(&function.body))
        }
    }
}

/// "a, b and c", with `word` before the last.
fn listed(words: &[String], word: &str) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

/// Whether a function says yes or no.
fn is_condition(function: &Function) -> bool {
    function.result.scalar == Scalar::YesNo && !function.result.set
}
