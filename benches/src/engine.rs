//! The program's own pipeline, called as the command line calls it: the policies of the comparison, and plans as texts.

use irlint::analysis::{PlanFiles, Settings};
use irlint::policy::ir::Policies;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::{Date, date};

/// The twenty rules.
pub const COMPARISON: &str = include_str!("../policies/comparison.irpolicy");

/// The date of every check.
pub const AS_OF: Date = date(2026, 11, 28);

/// Policies with their texts, ready to check plans.
pub struct Engine {
    sources: Sources,
    pub policies: Policies,
    pub settings: Settings,
}

impl Engine {
    /// The schema and all packs inside the program, and the twenty rules; only the rules of the pack `comparison` are chosen.
    pub fn of_comparison() -> Self {
        Self::with(COMPARISON)
    }

    /// The same with `own` in place of the twenty rules; its pack is called `comparison` too.
    pub fn with(own: &str) -> Self {
        let mut settings = Settings::new(AS_OF);
        settings.choice.select = vec!["comparison".to_owned()];
        Self::of(Some(own), settings)
    }

    /// All rules inside the program, and none of ours.
    pub fn of_all_packs() -> Self {
        Self::of(None, Settings::new(AS_OF))
    }

    fn of(own: Option<&str>, settings: Settings) -> Self {
        let mut sources = Sources::new();
        let mut files = Vec::new();
        for (path, text) in irlint::policy::embedded() {
            let source = Source::new(format!("policies/{path}"), *text, Language::Policy, Origin::Embedded);
            files.push((sources.add(source), format!("<irlint>/{path}")));
        }
        if let Some(text) = own {
            let path = "benches/policies/comparison.irpolicy";
            files.push((
                sources.add(Source::new(path, text, Language::Policy, Origin::User)),
                path.to_owned(),
            ));
        }
        let (policies, mistakes) = irlint::policy::load(&sources, &files, &[]);
        let wrong: Vec<&str> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        assert!(wrong.is_empty(), "the policies do not read: {wrong:?}");
        Self { sources, policies, settings }
    }

    /// A plan for each text, in the order given.
    pub fn plans<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> (Sources, Vec<PlanFiles>) {
        let mut sources = self.sources.clone();
        let mut plans = Vec::new();
        for (number, text) in texts.into_iter().enumerate() {
            let path = format!("plan-{number:05}.irp");
            let root = sources.add(Source::new(path, text, Language::Plan, Origin::User));
            plans.push(PlanFiles { root, files: vec![root] });
        }
        (sources, plans)
    }
}
