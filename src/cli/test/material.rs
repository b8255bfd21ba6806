//! What there is to run: policies that were read, and plans with the rule that each is about.

use crate::cli::failure::Failure;
use crate::finding::{Finding, did_you_mean};
use crate::policy;
use crate::policy::ir::Policies;
use crate::syntax;
use crate::syntax::plan::tree as plan;
use crate::syntax::policy::tree::Tree;
use crate::text::{FileId, Sources, Span};
use crate::trial::{Case, Note, Wanted, cases, has_notes, notes};
use crate::workspace::{self, Noted, Trials};

/// What there is to run.
pub struct Material<'s> {
    /// The policies.
    pub policies: Policies,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// The policy files whose samples are asked for.
    pub tested: Vec<(FileId, Tree<'s>)>,
    /// The plans.
    pub plans: Vec<PlanCase<'s>>,
    /// Plans that are about no rule, and why they are not run.
    pub passed_over: Vec<(String, &'static str)>,
}

/// A plan about a rule.
pub struct PlanCase<'s> {
    file: FileId,
    rule: &'s str,
    name: &'s str,
    plan: plan::Tree<'s>,
    notes: Vec<Note<'s>>,
    /// What is wrong with its text.
    pub mistakes: Vec<Finding>,
}

impl<'s> Material<'s> {
    /// Reads policies and plans.
    pub fn read(trials: &'s Trials, sources: &'s Sources) -> Result<Self, Failure> {
        let (policies, findings) = policy::load(sources, &trials.policies, &[]);
        let read = |file: &FileId| (*file, syntax::policy::read(*file, sources.get(*file)).0);
        let tested = trials.tested.iter().map(read).collect();
        let mut material = Self { policies, findings, tested, plans: Vec::new(), passed_over: Vec::new() };
        for noted in &trials.plans {
            material.add(noted, sources)?;
        }
        Ok(material)
    }

    /// A plan whose folder is called like no rule is passed over, unless somebody wants something of it.
    fn add(&mut self, noted: &'s Noted, sources: &'s Sources) -> Result<(), Failure> {
        let source = sources.get(noted.file);
        let names = &self.policies.rule_names;
        if (names.contains(&noted.folder) || noted.by_hand) && !noted.is_text {
            return Err(workspace::Error::NotText { path: source.path.clone() }.into());
        }
        if names.contains(&noted.folder) {
            self.plans.push(PlanCase::read(noted, sources));
        } else if noted.by_hand || has_notes(&source.text) {
            let message = format!("`{}` is about no rule: its folder is `{}`", source.path, noted.folder);
            let help = "put it into a folder that is called like the rule whose findings it notes";
            let guess = did_you_mean(&noted.folder, names.iter().map(String::as_str));
            return Err(Failure::new(message, guess.unwrap_or_else(|| help.to_owned())));
        } else {
            self.passed_over.push((source.path.clone(), "its folder is called like no rule"));
        }
        Ok(())
    }

    /// Everything that could be run, with what is wrong with the text of it.
    pub fn cases(&self) -> impl Iterator<Item = (Case<'_>, &[Finding])> {
        let samples = self.tested.iter().flat_map(|(file, tree)| cases(*file, tree));
        let samples = samples.map(|case| (case, &[][..]));
        samples.chain(self.plans.iter().map(|plan| (plan.case(), plan.mistakes.as_slice())))
    }
}

impl<'s> PlanCase<'s> {
    fn read(found: &'s Noted, sources: &'s Sources) -> Self {
        let source = sources.get(found.file);
        let (plan, mistakes) = syntax::plan::read(found.file, source);
        let name = source.path.rsplit('/').next().unwrap_or(&source.path);
        let notes = notes(found.file, &source.text);
        Self { file: found.file, rule: &found.folder, name, plan, notes, mistakes }
    }

    fn case(&self) -> Case<'_> {
        Case {
            file: self.file,
            rule: self.rule,
            title: Some(self.name),
            number: 1,
            span: Span::head_of(self.file),
            as_of: None,
            plan: &self.plan,
            wanted: Wanted::Notes(&self.notes),
        }
    }
}
