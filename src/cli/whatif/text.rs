//! What would come and go, as lines for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use super::{Placed, Told};
use crate::finding::{Finding, Level, Outcome};
use crate::model::Plan;
use crate::report::{Detail, Options, clean_line, counted, mask};
use crate::text::Sources;

/// Writes what is set, what would appear, what would vanish, and a summary.
pub fn write(told: &Told<'_>, options: &Options, as_of: Date, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { told, options };
    for placed in &told.changes {
        writeln!(out, "{}", page.change(placed))?;
    }
    let (before, after) = told.texts;
    let (was, now) = &told.compared.plans;
    let appear = List { findings: &told.compared.appear, sources: after, plan: now, advised: true };
    let vanish = List { findings: &told.compared.vanish, sources: before, plan: was, advised: false };
    page.list("would appear", &appear, out)?;
    page.list("would vanish", &vanish, out)?;
    if !told.compared.no_longer_asked.is_empty() && options.detail > Detail::Quiet {
        writeln!(out, "\nwith nothing to look at then: {}", told.compared.no_longer_asked.join(", "))?;
    }
    writeln!(out, "\n{}", page.summary(as_of))
}

/// Findings with what their places and names mean.
struct List<'l> {
    findings: &'l [Finding],
    sources: &'l Sources,
    plan: &'l Plan,
    /// Whether what to do is told: of what would vanish nothing is left to do.
    advised: bool,
}

struct Page<'p> {
    told: &'p Told<'p>,
    options: &'p Options,
}

impl Page<'_> {
    /// Words of the plan, without what is private or steers.
    fn words(&self, text: &str) -> String {
        let masked = if self.options.reveal { text.into() } else { mask(text) };
        clean_line(&masked).into_owned()
    }

    fn change(&self, placed: &Placed) -> String {
        let Placed { change, path, start } = placed;
        let set = &change.set;
        let before = match (&change.before, change.same) {
            (_, true) => "as it does already: this changes nothing".to_owned(),
            (Some(before), false) => format!("instead of `{before}`"),
            (None, false) => "which it does not state now".to_owned(),
        };
        let said = format!("if `{}.{}` said `{}`, {before}", set.thing, set.attribute, set.value);
        format!("{} ({}:{}:{})", self.words(&said), clean_line(path), start.line, start.column)
    }

    fn list(&self, head: &str, list: &List<'_>, out: &mut dyn Write) -> io::Result<()> {
        let List { findings, sources, plan, advised } = *list;
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{head}:")?;
        let mut last = None;
        for finding in findings {
            let outcome = if finding.outcome == Outcome::Undecided { " undecided" } else { "" };
            let heading =
                self.painted(&format!("{}[{}]{outcome}", finding.level.word(), finding.rule), finding.level);
            writeln!(out, "  {heading} {}", self.words(&finding.message))?;
            if self.options.detail == Detail::Quiet {
                continue;
            }
            let start = sources.start(finding.at.span);
            let path = clean_line(&sources.get(finding.at.span.file).path).into_owned();
            let about = self.about(finding, plan).map_or_else(String::new, |about| format!(", {about}"));
            writeln!(out, "    {path}:{}:{}{about}", start.line, start.column)?;
            if !finding.waiting.is_empty() {
                writeln!(out, "    waiting: {}", self.words(&finding.waiting.join(", ")))?;
            }
            // The same advice is given once.
            if let Some(help) = finding.help.as_deref().filter(|help| advised && last != Some(*help)) {
                writeln!(out, "    help: {}", self.words(help))?;
            }
            last = finding.help.as_deref();
        }
        Ok(())
    }

    /// The thing that a finding points at, else the one that it is about: its kind and its name.
    fn thing<'t>(&self, finding: &Finding, plan: &'t Plan) -> Option<(String, &'t str)> {
        let pointed = plan.things.iter().find(|thing| thing.span == finding.at.span);
        let named = || plan.find(finding.thing.as_deref()?).map(|thing| plan.thing(thing));
        let thing = pointed.or_else(named)?;
        Some((self.told.policies.schema.kind(thing.kind).name.replace('_', " "), &thing.name))
    }

    fn about(&self, finding: &Finding, plan: &Plan) -> Option<String> {
        let (kind, name) = self.thing(finding, plan)?;
        Some(if name.is_empty() { format!("the {kind}") } else { format!("{kind} `{}`", self.words(name)) })
    }

    /// `2 findings would appear (1 about an asset, 1 about a step), none would vanish, 12 stay`.
    fn summary(&self, as_of: Date) -> String {
        let compared = &self.told.compared;
        let (was, now) = &compared.plans;
        let some = |findings: &[Finding], plan: &Plan| match findings.len() {
            0 => "nothing".to_owned(),
            number => format!("{}{}", counted(number, "finding"), self.kinds(findings, plan)),
        };
        format!(
            "{} would appear, {} would vanish, {}: {} on {as_of}",
            some(&compared.appear, now),
            some(&compared.vanish, was),
            stay(compared.stay),
            counted(compared.rules, "rule")
        )
    }

    /// How many findings are about things of which kind.
    fn kinds(&self, findings: &[Finding], plan: &Plan) -> String {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for (kind, _) in findings.iter().filter_map(|finding| self.thing(finding, plan)) {
            *kinds.entry(kind).or_default() += 1;
        }
        let said: Vec<String> =
            kinds.into_iter().map(|(kind, number)| format!("{number} on `{kind}`")).collect();
        if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
    }

    fn painted(&self, text: &str, level: Level) -> String {
        let color = match level {
            Level::Error => "31",
            Level::Warning => "33",
            Level::Note => "36",
        };
        if self.options.color { format!("\u{1b}[{color}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn stay(number: usize) -> String {
    match number {
        0 => "and there is nothing else".to_owned(),
        1 => "1 finding stays".to_owned(),
        _ => format!("{number} findings stay"),
    }
}
