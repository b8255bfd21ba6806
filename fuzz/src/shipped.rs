//! The policies inside the program, read once.

use std::sync::OnceLock;

use irlint::policy;
use irlint::policy::ir::Policies;
use irlint::policy::typing::File;
use irlint::syntax;
use irlint::text::{Language, Origin, Source, Sources};

/// Policies with the texts that they came from.
pub struct Shipped {
    /// The texts.
    pub sources: Sources,
    /// What they say.
    pub policies: Policies,
}

/// All packs, ready for plans to be checked.
pub fn packs() -> &'static Shipped {
    static PACKS: OnceLock<Shipped> = OnceLock::new();
    PACKS.get_or_init(|| {
        let mut sources = Sources::new();
        let add =
            |(path, text): &(&str, &'static str)| (sources.add(embedded(path, text)), (*path).to_owned());
        let files: Vec<_> = policy::embedded().iter().map(add).collect();
        let (policies, findings) = policy::load_to_check(&sources, &files, &[]);
        assert!(findings.is_empty(), "{findings:?}");
        Shipped { sources, policies }
    })
}

/// The trees of the schema alone, and their texts: what every policy stands beside.
pub fn schema() -> &'static (Sources, Vec<File<'static>>) {
    static SCHEMA: OnceLock<(Sources, Vec<File<'static>>)> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut sources = Sources::new();
        let own = policy::embedded().iter().filter(|(path, _)| path.starts_with("schema/"));
        let read = |(path, text): &(&'static str, &'static str)| {
            let source: &'static Source = Box::leak(Box::new(embedded(path, text)));
            let id = sources.add(source.clone());
            let (tree, findings) = syntax::policy::read(id, source);
            assert!(findings.is_empty(), "{findings:?}");
            File { id, path: (*path).to_owned(), tree, proven: true }
        };
        let files = own.map(read).collect();
        (sources, files)
    })
}

fn embedded(path: &str, text: &'static str) -> Source {
    Source::new(path, text, Language::Policy, Origin::Embedded)
}
