//! Adjustments: a pack changes how much another pack's rule matters, or switches it off, and says why.
//! Each one that is carried out is a note, so that nothing changes unseen.

use std::collections::BTreeMap;

use super::packs::has_error;
use super::place::unknown_rule;
use super::settings::Settings;
use super::{Known, Placed};
use crate::finding::{Finding, Level};
use crate::policy::ir::Rule;
use crate::syntax::policy::tree::{Adjust, Item};
use crate::text::Span;

/// Carries out all adjustments on the sound rules.
pub(super) fn carry_out(
    known: &Known<'_>,
    placed: &[Placed<'_>],
    rules: &mut Vec<Rule>,
    findings: &mut Vec<Finding>,
) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for one in placed {
        let Item::Adjust(adjust) = one.item else { continue };
        let name = adjust.rule;
        if let Some(other) = first.insert(name.text, name.span) {
            let finding = wrong(adjust, format!("`{}` is adjusted twice", name.text));
            findings.push(finding.also(other, "the other one"));
            continue;
        }
        if !known.has_rule(name.text) {
            findings.push(unknown_rule(name.text, name.span, known));
            continue;
        }
        let Some(at) = rules.iter().position(|rule| rule.id == name.text) else { continue };
        adjust_one(known, (one.pack, adjust), (rules, at), findings);
    }
}

fn adjust_one(
    known: &Known<'_>,
    (pack, adjust): (u16, &Adjust<'_>),
    (rules, at): (&mut Vec<Rule>, usize),
    findings: &mut Vec<Finding>,
) {
    let Some(rule) = rules.get_mut(at) else { return };
    if !known.packs.sees(pack, rule.pack) {
        let other = known.packs.name(rule.pack);
        let finding = wrong(adjust, format!("`{}` is a rule of pack {other}", rule.id));
        findings.push(finding.help(format!("add `uses: {other}`")));
        return;
    }
    // That the reason is missing was said when the adjustment was read.
    let Some(because) = &adjust.because else { return };
    let before = findings.len();
    let mut settings = Settings::open(&adjust.settings, "an adjustment", &["severity", "off"], findings);
    let words = [Level::Error, Level::Warning, Level::Note].map(Level::word);
    let level = settings.one_of("severity", &words).and_then(Level::from_word);
    let off = settings.yes_no("off").unwrap_or(false);
    let done = match (off, level) {
        (true, _) => format!("`{}` is switched off: {}", rule.id, because.text),
        (false, Some(level)) => {
            rule.level = level;
            format!("`{}` counts as {}: {}", rule.id, level.word(), because.text)
        }
        (false, None) => {
            if !has_error(findings, before) {
                let finding = wrong(adjust, format!("this adjustment of `{}` changes nothing", rule.id));
                findings.push(finding.help("write `severity: warning`, or `off: yes`"));
            }
            return;
        }
    };
    if off {
        rules.remove(at);
    }
    findings.push(wrong(adjust, done).level(Level::Note));
}

fn wrong(adjust: &Adjust<'_>, message: String) -> Finding {
    Finding::unreadable("type/adjust", adjust.rule.span, message)
}
