//! Rules: all clauses typed in their scopes. A rule with a mistake is reported and left out whole.

use std::collections::BTreeMap;

use super::expr::Typer;
use super::packs::{self, has_error, split};
use super::reads;
use super::rule_settings::plain;
use super::{Known, Placed, sense};
use crate::finding::{Finding, Level};
use crate::policy::ir::{self, Edition, Expr, FIRST_EDITION, Template};
use crate::syntax::policy::tree::{self, Item, Rule};
use crate::text::Span;

/// Checks when each pack concerns a plan.
pub(super) fn check_applies(known: &mut Known<'_>, findings: &mut Vec<Finding>) {
    for number in 0..known.packs.list.len() {
        let Some(entry) = known.packs.list.get(number) else { continue };
        let Some(tree) = &entry.header.applies else { continue };
        let mut typer = Typer::new(known, number as u16);
        let applies = typer.condition(tree);
        let slots = typer.slots();
        findings.append(&mut typer.findings);
        if let Some(entry) = known.packs.list.get_mut(number) {
            entry.broken |= applies.is_none();
            entry.pack.applies = applies;
            entry.pack.slots = slots;
        }
    }
}

/// Checks all rules and gives the sound ones in the order of their names.
pub(super) fn check(known: &Known<'_>, placed: &[Placed<'_>], findings: &mut Vec<Finding>) -> Vec<ir::Rule> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut rules = Vec::new();
    for one in placed {
        let Item::Rule(tree) = one.item else { continue };
        let before = findings.len();
        if let Some(other) = first.get(tree.id.text) {
            let message = format!("there are two rules `{}`", tree.id.text);
            findings
                .push(Finding::unreadable("type/twice", tree.id.span, message).also(*other, "the other one"));
        } else {
            first.insert(tree.id.text, tree.id.span);
        }
        check_place(known, one, tree, findings);
        let mut typer = Typer::new(known, one.pack);
        let rule = typer.rule(tree).filter(|_| typer.fits(tree.id.span));
        findings.append(&mut typer.said(tree.broken));
        if has_error(findings, before) || tree.broken {
            continue;
        }
        if !known.is_proven(tree.head) {
            let senseless = rule.iter().flat_map(|rule| sense::of_rule(known, tree, rule)).collect();
            sense::add(senseless, before, findings);
            if has_error(findings, before) {
                continue;
            }
            check_samples(tree, findings);
            check_source(known, one.pack, tree, findings);
        }
        if known.packs.get(one.pack).is_some_and(|entry| !entry.broken) {
            rules.extend(rule);
        }
    }
    rules.sort_by(|one, other| one.id.cmp(&other.id));
    rules
}

/// In a pack that is a folder, each rule has a file of its own, named like it.
fn check_place(known: &Known<'_>, one: &Placed<'_>, tree: &Rule<'_>, findings: &mut Vec<Finding>) {
    let (_, name) = split(&one.file.path);
    let own = name.strip_suffix(".irpolicy").unwrap_or(name) == tree.id.text;
    if !own && known.packs.get(one.pack).is_some_and(|entry| entry.folder) {
        let id = tree.id.text;
        let message = format!("rule `{id}` stands in `{name}`");
        let finding = Finding::unreadable("type/path", tree.id.span, message);
        findings.push(finding.help(format!("move it to a file `{id}.irpolicy`")));
    }
}

fn check_samples(tree: &Rule<'_>, findings: &mut Vec<Finding>) {
    let has = |good: bool| tree.samples.iter().any(|sample| sample.good == good);
    let missing = match (has(false), has(true)) {
        (true, true) => return,
        (false, true) => "`bad`",
        (true, false) => "`good`",
        (false, false) => "`bad` and no `good`",
    };
    let message = format!("rule `{}` has no {missing} sample", tree.id.text);
    findings.push(
        Finding::unreadable("type/sample-missing", tree.id.span, message)
            .level(Level::Warning)
            .help("add a small plan that breaks the rule and one that keeps it"),
    );
}

/// A rule whose demand comes from nowhere: neither it nor its pack names a source.
fn check_source(known: &Known<'_>, pack: u16, tree: &Rule<'_>, findings: &mut Vec<Finding>) {
    let own = tree.settings.iter().any(|setting| setting.name.text == "source");
    if own || known.packs.get(pack).is_none_or(|entry| entry.broken || entry.pack.source.is_some()) {
        return;
    }
    let message = format!("neither rule `{}` nor its pack names a source", tree.id.text);
    findings.push(
        Finding::unreadable("type/source-missing", tree.id.span, message)
            .level(Level::Warning)
            .help("say who demands this, such as `source: \"Decision of the board, 2026-06-11\"`"),
    );
}

impl Typer<'_> {
    fn rule(&mut self, tree: &Rule<'_>) -> Option<ir::Rule> {
        let plain = plain(tree, &mut self.findings);
        let when = self.clause(tree.when.as_ref(), Self::condition);
        let each = self.clause(tree.each.as_ref(), Self::binder);
        let once_per = self.clause(tree.once_per.as_ref(), Self::value);
        let lets = self.lets(tree);
        if !self.fits(tree.id.span) {
            return None;
        }
        let (source, confidence) = (self.source(tree), self.confidence(tree));
        let require = self.clause(tree.require.as_ref(), Self::condition);
        let message = self.clause(tree.message.as_ref(), Self::template);
        let at = self.clause(tree.at.as_ref(), Self::pointer);
        let also = self.clauses(&tree.also, Self::pointer);
        let steps = self.clauses(&tree.steps, Self::step);
        let because = self.clause(tree.because.as_ref(), Self::template);
        let help = self.clause(tree.help.as_ref(), Self::template);
        let fixes = self.clauses(&tree.fixes, Self::fix);
        self.unused_lets(tree);
        if self.incomplete {
            return None;
        }
        let rule = ir::Rule {
            id: tree.id.text.to_owned(),
            pack: self.pack,
            title: tree.title.text.to_string(),
            doc: tree.doc.as_ref().map_or_else(String::new, |doc| doc.text.to_string()),
            level: plain.level,
            off: false,
            source,
            link: plain.link,
            confidence,
            effective: plain.effective,
            expires: plain.expires,
            since: self.edition(plain.since, tree),
            acceptable: plain.acceptable,
            tags: plain.tags,
            when,
            each,
            once_per,
            lets,
            require: require?,
            message: message?,
            at,
            also,
            steps,
            because,
            help,
            fixes,
            slots: self.slots(),
            names: std::mem::take(&mut self.names),
            reads: Vec::new(),
            span: tree.head,
        };
        let exprs = expressions(&rule).into_iter();
        Some(ir::Rule { reads: reads::kinds(&self.known.functions, binders(&rule), exprs), ..rule })
    }

    /// The edition of the rule: its own, else its pack's.
    fn edition(&mut self, own: Option<Edition>, tree: &Rule<'_>) -> Edition {
        let pack = self.known.packs.get(self.pack).map_or(FIRST_EDITION, |entry| entry.pack.since);
        if let Some(own) = own.filter(|own| *own < pack) {
            let message = format!("this rule is of edition {own}, and its pack arrives with {pack}");
            let finding = Finding::unreadable("type/setting", tree.id.span, message);
            self.findings.push(finding.help("leave out `since`: the rule is then as old as its pack"));
        }
        own.unwrap_or(pack)
    }

    fn value(&mut self, tree: &tree::Expr<'_>) -> Option<Expr> {
        self.expr(tree, None)
    }

    /// A clause that may be left out; the rule is incomplete if it is there and has a mistake.
    fn clause<T, C>(
        &mut self,
        tree: Option<&C>,
        mut read: impl FnMut(&mut Self, &C) -> Option<T>,
    ) -> Option<T> {
        let read = read(self, tree?);
        self.keep(read)
    }

    fn clauses<T, C>(&mut self, trees: &[C], read: impl Fn(&mut Self, &C) -> Option<T>) -> Vec<T> {
        trees.iter().filter_map(|tree| self.clause(Some(tree), &read)).collect()
    }

    fn lets(&mut self, tree: &Rule<'_>) -> Vec<(u16, Expr)> {
        let mut lets = Vec::new();
        for (name, value) in tree.lets.iter().take(packs::MOST_BOUND + 1) {
            let value = self.clause(Some(value), Self::value);
            let slot = self.bind(*name, value.as_ref().map(|value| value.ty.clone()));
            lets.extend(value.map(|value| (slot, value)));
        }
        lets
    }

    fn unused_lets(&mut self, tree: &Rule<'_>) {
        let unused = |span: Span| self.locals.iter().any(|local| local.span == span && !local.used);
        let warnings: Vec<Finding> = tree
            .lets
            .iter()
            .filter(|(name, _)| unused(name.span))
            .map(|(name, _)| {
                Finding::unreadable("type/unused", name.span, format!("`{}` is never used", name.text))
                    .level(Level::Warning)
            })
            .collect();
        if !tree.broken && !self.incomplete {
            self.findings.extend(warnings);
        }
    }
}

/// All that a rule binds names in: its own cases, and those of its steps.
pub(super) fn binders(rule: &ir::Rule) -> impl Iterator<Item = &ir::Binder> {
    rule.each.iter().chain(rule.steps.iter().filter_map(|step| step.each.as_ref()))
}

/// Everything that a rule points at.
pub(super) fn pointers(rule: &ir::Rule) -> impl Iterator<Item = &ir::Pointer> + Clone {
    rule.at.iter().chain(&rule.also).chain(rule.steps.iter().map(|step| &step.pointer))
}

/// All expressions of a rule outside of `for each`.
pub(super) fn expressions(rule: &ir::Rule) -> Vec<&Expr> {
    let pointers = pointers(rule);
    let labels = pointers.clone().filter_map(|pointer| pointer.label.as_ref());
    let texts = labels.chain([&rule.message]).chain(&rule.because).chain(&rule.help);
    let templates = texts.chain(rule.fixes.iter().map(|fix| &fix.text));
    let optional = [&rule.source, &rule.confidence, &rule.when, &rule.once_per];
    (optional.into_iter().flatten())
        .chain(rule.lets.iter().map(|(_, value)| value))
        .chain([&rule.require])
        .chain(pointers.map(|pointer| &pointer.path))
        .chain(rule.fixes.iter().map(|fix| &fix.path))
        .chain(templates.flat_map(holes))
        .collect()
}

pub(super) fn holes(template: &Template) -> impl Iterator<Item = &Expr> {
    template.parts.iter().filter_map(|part| match part {
        ir::Part::Hole(hole) => Some(hole),
        ir::Part::Text(_) => None,
    })
}
