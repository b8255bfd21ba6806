//! The policies that come with the program, loaded once.

use std::sync::OnceLock;

use irlint::policy::{self, ir::Policies};
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::{Date, date};

/// The date at which samples are judged.
pub const AS_OF: Date = date(2026, 11, 23);

/// The shipped policies with their texts.
pub struct Shipped {
    pub sources: Sources,
    pub policies: Policies,
}

pub fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut sources = Sources::new();
        let files: Vec<_> = policy::embedded()
            .iter()
            .map(|(path, text)| {
                let name = format!("policies/{path}");
                let file = sources.add(Source::new(name, *text, Language::Policy, Origin::Embedded));
                (file, (*path).to_owned())
            })
            .collect();
        let (policies, mistakes) = policy::load(&sources, &files, &[]);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert!(policies.rules.len() > 15, "only {} rules were found", policies.rules.len());
        Shipped { sources, policies }
    })
}
