//! Policies: packs of rules with their types checked, ready to be evaluated. Nothing here knows a rule
//! by name; what is demanded of a plan stands in `policies/`.

pub mod builtins;
pub mod eval;
pub mod ir;
mod parts;
pub mod typing;

use rayon::prelude::*;

use crate::finding::Finding;
use crate::syntax::{self, policy::tree::Item};
use crate::text::{FileId, Language, Origin, Source, Sources};

/// Reads and checks policy files: each with its path below the folder of policies, as in
/// [`typing::File`].
pub fn load(
    sources: &Sources,
    files: &[(FileId, String)],
    tunings: &[typing::Tuning],
) -> (ir::Policies, Vec<Finding>) {
    read(sources, files, tunings, |_| false)
}

/// The same policies for plans to be checked against. Those inside the program were tried and searched for what makes no
/// sense when the program was made: their samples and tests are not read, and only what they mean is looked for.
pub fn load_to_check(
    sources: &Sources,
    files: &[(FileId, String)],
    tunings: &[typing::Tuning],
) -> (ir::Policies, Vec<Finding>) {
    read(sources, files, tunings, |source| source.origin == Origin::Embedded)
}

fn read(
    sources: &Sources,
    files: &[(FileId, String)],
    tunings: &[typing::Tuning],
    is_proven: impl Fn(&Source) -> bool + Sync,
) -> (ir::Policies, Vec<Finding>) {
    let read: Vec<_> = files
        .par_iter()
        .map(|(id, path)| {
            let source = sources.get(*id);
            let proven = is_proven(source);
            let (tree, mistakes) = match proven {
                true if path.ends_with(TRIALS) => Default::default(),
                true => syntax::policy::read_without_trials(*id, source),
                false => syntax::policy::read(*id, source),
            };
            (typing::File { id: *id, path: path.clone(), tree, proven }, mistakes)
        })
        .collect();
    let (trees, mistakes): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let mut findings: Vec<Finding> = mistakes.into_iter().flatten().collect();
    let (mut policies, mistakes) = typing::check(&trees, tunings);
    locate(&mut policies, sources);
    findings.extend(mistakes);
    (policies, findings)
}

/// What a file inside the program is called that holds nothing but tests.
const TRIALS: &str = "/tests.irpolicy";

/// The policies inside the program: path below `policies/` and text, in the order of their paths.
pub fn embedded() -> &'static [(&'static str, &'static str)] {
    EMBEDDED
}

/// Says of packs where they come from, and puts adjustments in the order of their places.
fn locate(policies: &mut ir::Policies, sources: &Sources) {
    for pack in &mut policies.packs {
        let source = sources.get(pack.span.file);
        pack.origin = source.origin;
        pack.path.clone_from(&source.path);
    }
    policies.adjustments.sort_by_key(|one| (&sources.get(one.span.file).path, one.span.start));
}

/// Whether a pack of this name is inside the program.
pub fn ships(pack: &str) -> bool {
    let own = |item: &Item<'_>| matches!(item, Item::Pack(header) if header.name.text == pack);
    embedded().iter().filter(|(_, text)| text.contains(pack)).any(|(_, text)| {
        let source = Source::new("", *text, Language::Policy, Origin::Embedded);
        syntax::policy::read_without_trials(FileId(0), &source).0.items.iter().any(own)
    })
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
