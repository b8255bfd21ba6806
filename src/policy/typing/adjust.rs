//! Adjustments: a pack changes how much another pack's rule matters, or switches it off, and says why. Each one
//! is recorded, so that nothing changes unseen; none gets round a rule whose findings cannot be accepted.

use std::collections::BTreeMap;

use super::place::unknown_rule;
use super::settings::Settings;
use super::{Known, Placed};
use crate::finding::{Finding, Level};
use crate::policy::ir::{Adjustment, Change, Rule};
use crate::syntax::policy::tree::{Adjust, Item};
use crate::text::Span;

/// An adjustment that makes no sense.
type Refused = Box<Finding>;

/// Carries out all adjustments on the sound rules.
pub(super) fn carry_out(
    known: &mut Known<'_>,
    placed: &[Placed<'_>],
    rules: &mut [Rule],
    findings: &mut Vec<Finding>,
) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for one in placed {
        let Item::Adjust(adjust) = one.item else { continue };
        let name = adjust.rule;
        if let Some(other) = first.insert(name.text, name.span) {
            let finding = wrong(adjust, format!("`{}` is adjusted twice", name.text));
            findings.push(finding.also(other, "the other one").help("keep one of the two"));
            continue;
        }
        if !known.has_rule(name.text) {
            findings.push(unknown_rule(name.text, name.span, known));
            continue;
        }
        let Some(rule) = rules.iter_mut().find(|rule| rule.id == name.text) else { continue };
        match adjust_one(known, (one.pack, adjust), rule, findings) {
            Ok(adjustment) => known.adjustments.extend(adjustment),
            Err(finding) => findings.push(*finding),
        }
    }
}

/// Carries out one of them; nothing if it has a mistake that was said before.
fn adjust_one(
    known: &Known<'_>,
    (pack, adjust): (u16, &Adjust<'_>),
    rule: &mut Rule,
    findings: &mut Vec<Finding>,
) -> Result<Option<Adjustment>, Refused> {
    check_pack(known, pack, adjust, rule)?;
    // That the reason is missing was said when the adjustment was read.
    let Some(because) = &adjust.because else { return Ok(None) };
    if because.text.trim().is_empty() {
        let message = format!("this adjustment of `{}` gives no reason", rule.id);
        return Err(wrong(adjust, message).help("say who asked for it, and why").into());
    }
    let Some(change) = change(adjust, rule, findings)? else { return Ok(None) };
    check_acceptable(adjust, rule, &change)?;
    match &change {
        Change::Off => rule.off = true,
        Change::Level { to, .. } => rule.level = *to,
        Change::Value { .. } | Change::Ignored => {}
    }
    Ok(Some(Adjustment {
        of: rule.id.clone(),
        pack: known.packs.name(rule.pack).to_owned(),
        change,
        by: Some(known.packs.name(pack).to_owned()),
        because: Some(because.text.to_string()),
        span: adjust.rule.span,
    }))
}

/// A pack adjusts what it uses, and for every plan: its adjustments do not come and go with it.
fn check_pack(known: &Known<'_>, pack: u16, adjust: &Adjust<'_>, rule: &Rule) -> Result<(), Refused> {
    if !known.packs.sees(pack, rule.pack) {
        let other = known.packs.name(rule.pack);
        let finding = wrong(adjust, format!("`{}` is a rule of pack {other}", rule.id));
        return Err(finding.help(format!("add `uses: {other}`")).into());
    }
    let Some(entry) = known.packs.get(pack) else { return Ok(()) };
    let (header, own) = (entry.header, &entry.pack);
    if header.applies.is_none() && own.effective.is_none() && own.expires.is_none() {
        return Ok(());
    }
    let message = "an adjustment holds for every plan and every day, and its pack does not".to_owned();
    Err(wrong(adjust, message)
        .also(header.name.span, "this pack has a condition or a day on which it starts or ends")
        .help("move the adjustment to a pack without `applies when`, `effective:` and `expires:`")
        .into())
}

/// What is changed; nothing if a setting could not be read, or the rule is as it should be already.
fn change(adjust: &Adjust<'_>, rule: &Rule, findings: &mut Vec<Finding>) -> Result<Option<Change>, Refused> {
    let before = findings.len();
    let mut settings = Settings::open(&adjust.settings, "an adjustment", &["severity", "off"], findings);
    let words = [Level::Error, Level::Warning, Level::Note].map(Level::word);
    let level = settings.one_of("severity", &words).and_then(Level::from_word);
    let off = settings.yes_no("off").unwrap_or(false);
    if findings.len() > before {
        return Ok(None);
    }
    match (off, level) {
        (true, None) => Ok(Some(Change::Off)),
        (true, Some(_)) => Err(wrong(adjust, format!("`{}` is switched off and has a severity", rule.id))
            .help("keep one of the two")
            .into()),
        (false, Some(to)) if to != rule.level => Ok(Some(Change::Level { from: rule.level, to })),
        (false, Some(to)) => {
            let message = format!("`{}` counts as {} without this adjustment", rule.id, to.word());
            Err(wrong(adjust, message).level(Level::Warning).help("delete it").into())
        }
        (false, None) => Err(wrong(adjust, format!("this adjustment of `{}` changes nothing", rule.id))
            .help("write `severity: warning`, or `off: yes`")
            .into()),
    }
}

/// Whose findings a plan cannot accept, a pack cannot make less of.
fn check_acceptable(adjust: &Adjust<'_>, rule: &Rule, change: &Change) -> Result<(), Refused> {
    let done = match change {
        Change::Off => "switched off",
        Change::Level { from, to } if to < from => "lowered",
        Change::Level { .. } | Change::Value { .. } | Change::Ignored => return Ok(()),
    };
    if rule.acceptable {
        return Ok(());
    }
    Err(wrong(adjust, format!("`{}` cannot be {done}", rule.id))
        .also(rule.span, "the rule says `acceptable: no`")
        .help("mend what the rule finds, and delete the adjustment")
        .into())
}

fn wrong(adjust: &Adjust<'_>, message: String) -> Finding {
    Finding::unreadable("type/adjust", adjust.rule.span, message)
}
