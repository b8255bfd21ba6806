//! Names that packs declare and nobody looks up.

use super::names::What;
use super::{Known, Placed};
use crate::finding::{Finding, Level};
use crate::syntax::policy::tree::Item;

/// Warns of parameters and functions that no pack uses. Stays quiet if a rule could not be read: it may be
/// the one that uses them.
pub(super) fn report(known: &Known<'_>, placed: &[Placed<'_>], findings: &mut Vec<Finding>) {
    if placed.iter().any(|one| matches!(one.item, Item::Rule(rule) if rule.broken)) {
        return;
    }
    for (name, declared) in known.names.iter() {
        let counts = match declared.what {
            What::Param | What::Define | What::Relation => true,
            What::Matrix => false,
        };
        if counts && !declared.used.get() {
            let message = format!("the {} `{name}` is used by nothing", declared.what.word());
            findings.push(Finding::unreadable("type/unused", declared.span, message).level(Level::Warning));
        }
    }
}
