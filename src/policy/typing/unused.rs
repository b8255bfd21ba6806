//! Names that packs declare and nobody looks up.

use super::names::What;
use super::{Known, Placed};
use crate::finding::{Finding, Level};
use crate::policy::ir::ANSWER_WITHIN;
use crate::syntax::policy::tree::Item;

/// Warns of parameters, functions and matrices that no pack uses. Stays quiet if something could not be read: it
/// may be what uses them; so may a misspelt name. A pack without rules offers its matrices to others, who need not take them.
pub(super) fn report(known: &Known<'_>, placed: &[Placed<'_>], findings: &mut Vec<Finding>) {
    let unread = |one: &Placed<'_>| match one.item {
        Item::Rule(rule) => rule.broken,
        Item::View(view) => view.broken,
        Item::Pack(pack) => pack.broken,
        Item::Lost(_) => true,
        _ => false,
    };
    let unknown = findings.iter().any(|finding| finding.rule == "type/name");
    if unknown || placed.iter().any(unread) {
        return;
    }
    let has_rules =
        |pack: u16| placed.iter().any(|one| one.pack == pack && matches!(one.item, Item::Rule(_)));
    for (name, declared) in known.names.iter() {
        let counts = match declared.what {
            What::Param | What::Define | What::Relation => true,
            What::Matrix => has_rules(declared.pack),
            What::Lost => false,
        };
        if counts && !declared.used.get() && !known.is_proven(declared.span) && name != ANSWER_WITHIN {
            let message = format!("the {} `{name}` is used by nothing", declared.what.word());
            findings.push(Finding::unreadable("type/unused", declared.span, message).level(Level::Warning));
        }
    }
}
