//! The files of settings, known gaps and locks are read: what is wrong has its place inside the text, what is written from
//! what was read is read as the same, and values of parameters become data that policies can be checked with.

use std::collections::BTreeMap;
use std::path::PathBuf;

use irlint::config::{self, Mistake, baseline, lock};
use irlint::text::Sources;
use irlint::workspace::{Settings, edition, overrides, parse_literal, tunings, unknown_tuning};

use crate::shipped;

/// Reads a text as each of them.
pub fn holds(text: &str) {
    known_gaps(text);
    digests(text);
    // What settings hold are values as plans write them.
    parse_literal(text);
    match config::read(text, "0.1.0") {
        Ok(config) => {
            let folder = PathBuf::from("/nowhere");
            use_all(&Settings { config, path: config::FILE_NAME.to_owned(), text: text.to_owned(), folder });
        }
        Err(mistake) => has_its_place(&mistake, text),
    }
}

fn use_all(settings: &Settings) {
    let policies = &shipped::packs().policies;
    let _ = edition(settings, policies);
    let _ = unknown_tuning(settings, policies);
    let _ = tunings(settings, &mut Sources::new());
    if let Ok(overrides) = overrides(settings) {
        overrides.of("/nowhere/plans/drafts/plan.irp");
        overrides.unmatched(&["/nowhere/plan.irp", "elsewhere/plan.md"]);
    }
}

fn known_gaps(text: &str) {
    match baseline::read(text) {
        Ok(known) => {
            let counts: BTreeMap<_, _> = known.into_iter().map(|(gap, known)| (gap, known.count)).collect();
            let again = baseline::read(&baseline::written(&counts)).expect("what is written is read");
            let again: BTreeMap<_, _> = again.into_iter().map(|(gap, known)| (gap, known.count)).collect();
            assert_eq!(counts, again);
        }
        Err(mistake) => has_its_place(&mistake, text),
    }
}

fn digests(text: &str) {
    match lock::read(text) {
        Ok(digests) => assert_eq!(lock::read(&lock::written(&digests)).as_ref(), Ok(&digests)),
        Err(mistake) => has_its_place(&mistake, text),
    }
}

fn has_its_place(mistake: &Mistake, text: &str) {
    assert!(text.get(mistake.span.clone()).is_some(), "{:?} lies outside: {}", mistake.span, mistake.message);
    assert!(!mistake.message.is_empty(), "nothing is said");
}
