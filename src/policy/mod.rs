//! Policies: packs of rules with their types checked, ready to be evaluated. Nothing here knows a rule
//! by name; what is demanded of a plan stands in `policies/`.

pub mod builtins;
pub mod eval;
pub mod ir;
mod parts;
pub mod typing;

use crate::finding::Finding;
use crate::syntax::policy::tree::Item;
use crate::text::{FileId, Language, Origin, Source, Sources};

/// Reads and checks policy files: each with its path below the folder of policies, as in
/// [`typing::File`].
pub fn load(
    sources: &Sources,
    files: &[(FileId, String)],
    tunings: &[typing::Tuning],
) -> (ir::Policies, Vec<Finding>) {
    let mut findings = Vec::new();
    let trees: Vec<_> = files
        .iter()
        .map(|(id, path)| {
            let (tree, mut mistakes) = crate::syntax::policy::read(*id, sources.get(*id));
            findings.append(&mut mistakes);
            typing::File { id: *id, path: path.clone(), tree }
        })
        .collect();
    let (mut policies, mistakes) = typing::check(&trees, tunings);
    locate(&mut policies, sources);
    findings.extend(mistakes);
    (policies, findings)
}

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
        crate::syntax::policy::read(FileId(0), &source).0.items.iter().any(own)
    })
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
