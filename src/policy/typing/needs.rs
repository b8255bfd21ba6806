//! `uses` that nothing needs: a pack that sees another one's names and never looks at them.

use std::collections::{BTreeMap, BTreeSet};

use super::packs::Home;
use super::settings::bare;
use super::{File, Known, Placed, walk};
use crate::finding::{Finding, Level};
use crate::model::Datum;
use crate::policy::ir::{Binder, Expr, ExprKind, Over, Rule, Test, View};
use crate::syntax::Name;
use crate::syntax::plan::tree as plan;
use crate::syntax::policy::tree::{self, ExpectKind, Item};
use crate::text::{FileId, Span};

/// Warns of packs that are used for nothing: neither the pack that uses them looks at a name of theirs, nor one
/// that sees them by way of it. Stays quiet where something has a mistake: it may be what needs them.
pub(super) fn report(
    known: &Known<'_>,
    (files, placed): (&[File<'_>], &[Placed<'_>]),
    (rules, views): (&[Rule], &[View]),
    findings: &mut Vec<Finding>,
) {
    let packs = 0..known.packs.list.len() as u16;
    let is_proven = |pack: u16| known.packs.get(pack).is_none_or(|entry| known.is_proven(entry.pack.span));
    if packs.clone().all(is_proven) {
        return;
    }
    let homes = homes(known, files);
    let needs: Vec<BTreeSet<u16>> =
        packs.clone().map(|pack| Needs::of(known, &homes, (placed, rules, views), pack).packs).collect();
    let needed_through = |pack: u16, used: u16| {
        let users = packs.clone().filter(|user| known.packs.sees(*user, pack));
        let needs = users.filter_map(|user| needs.get(usize::from(user)));
        needs.flatten().any(|need| *need != pack && known.packs.sees(used, *need))
    };
    let broken = with_mistakes(known, &homes, findings);
    for pack in packs.clone() {
        if is_proven(pack) || broken.iter().any(|broken| known.packs.sees(pack, *broken)) {
            continue;
        }
        for (used, span) in uses(known, pack) {
            if !needed_through(pack, used) {
                let message = format!("nothing in this pack needs the pack `{}`", known.packs.name(used));
                let finding = Finding::unreadable("type/unused", span, message);
                findings.push(finding.level(Level::Warning).help("delete it from `uses`"));
            }
        }
    }
}

/// The packs that a header names under `uses`, with the places.
fn uses(known: &Known<'_>, pack: u16) -> Vec<(u16, Span)> {
    let Some(entry) = known.packs.get(pack) else { return Vec::new() };
    let settings = entry.header.settings.iter().filter(|setting| setting.name.text == "uses");
    let number = |value: &tree::Expr<'_>| known.packs.named(bare(value)?.text).map(|pack| (pack, value.span));
    settings.flat_map(|setting| &setting.values).filter_map(number).collect()
}

/// The packs in whose files there is a mistake.
fn with_mistakes(known: &Known<'_>, homes: &BTreeMap<FileId, u16>, findings: &[Finding]) -> BTreeSet<u16> {
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    let broken = known.packs.list.iter().enumerate().filter(|(_, entry)| entry.broken);
    let broken = broken.map(|(number, _)| number as u16);
    errors.filter_map(|finding| homes.get(&finding.at.span.file).copied()).chain(broken).collect()
}

/// The packs that files belong to.
fn homes(known: &Known<'_>, files: &[File<'_>]) -> BTreeMap<FileId, u16> {
    let home = |(file, home): (&File<'_>, &Home)| match home {
        Home::Pack(pack) => Some((file.id, *pack)),
        Home::LeftOut | Home::None => None,
    };
    files.iter().zip(&known.packs.homes).filter_map(home).collect()
}

/// The packs whose declarations one pack looks at.
struct Needs<'n, 'f> {
    known: &'n Known<'f>,
    homes: &'n BTreeMap<FileId, u16>,
    packs: BTreeSet<u16>,
}

impl<'n, 'f> Needs<'n, 'f> {
    fn of(
        known: &'n Known<'f>,
        homes: &'n BTreeMap<FileId, u16>,
        (placed, rules, views): (&[Placed<'_>], &[Rule], &[View]),
        pack: u16,
    ) -> Self {
        let mut needs = Self { known, homes, packs: BTreeSet::new() };
        needs.packs.extend(known.names.looked_up_from(pack));
        for rule in rules.iter().filter(|rule| rule.pack == pack) {
            super::rule::binders(rule).for_each(|each| needs.binder(each));
            for expr in super::rule::expressions(rule) {
                needs.expr(expr);
            }
        }
        for view in views.iter().filter(|view| view.pack == pack) {
            [Some(&view.rows), view.columns.as_ref()]
                .into_iter()
                .flatten()
                .for_each(|axis| needs.binder(axis));
            super::view::expressions(view).for_each(|expr| needs.expr(expr));
        }
        known
            .packs
            .get(pack)
            .into_iter()
            .flat_map(|entry| &entry.pack.applies)
            .for_each(|expr| needs.expr(expr));
        for one in placed.iter().filter(|one| one.pack == pack) {
            needs.item(one.item, rules);
        }
        needs
    }

    fn file(&mut self, file: FileId) {
        self.packs.extend(self.homes.get(&file));
    }

    /// What a name of the schema's language stands for.
    fn named(&mut self, name: Name<'_>) {
        let schema = &self.known.schema;
        let kind = schema.kinds.get(name.text).map(|kind| kind.span.file);
        let list = schema.lists.get(name.text).map(|list| list.span.file);
        let union = schema.unions.get(name.text).map(|union| union.span.file);
        [kind, list, union].into_iter().flatten().for_each(|file| self.file(file));
    }

    fn rule(&mut self, name: Name<'_>, rules: &[Rule]) {
        self.packs.extend(rules.iter().filter(|rule| rule.id == name.text).map(|rule| rule.pack));
    }

    fn item(&mut self, item: &Item<'_>, rules: &[Rule]) {
        match item {
            Item::Kind(kind) => {
                self.named(kind.name);
                kind.attributes
                    .iter()
                    .flat_map(|one| [one.ty].into_iter().chain(one.per))
                    .for_each(|name| self.named(name));
            }
            Item::Enum(list) => self.named(list.name),
            Item::Union(union) => union.members.iter().for_each(|name| self.named(*name)),
            Item::Param(param) => self.named(param.ty.name),
            Item::Matrix(matrix) => {
                for name in [matrix.rows_over, matrix.columns_over, matrix.cells_of] {
                    self.named(name);
                }
            }
            Item::Table(table) => self.named(table.kind),
            Item::Row(row) => self.named(row.kind),
            Item::Function(function) => self.function(function),
            Item::Rule(rule) => rule.samples.iter().for_each(|sample| self.plan(&sample.plan)),
            Item::View(view) => view.params.iter().for_each(|(ty, _)| self.named(*ty)),
            Item::Adjust(adjust) => self.rule(adjust.rule, rules),
            Item::Test(test) => {
                self.rule(test.rule, rules);
                self.plan(&test.plan);
                for expect in &test.expect {
                    if let ExpectKind::Finding(rule, _) = &expect.kind {
                        self.rule(*rule, rules);
                    }
                }
            }
            Item::Schema(_) | Item::Pack(_) | Item::Lost(_) => {}
        }
    }

    fn function(&mut self, function: &tree::Function<'_>) {
        function.params.iter().for_each(|(ty, _)| self.named(*ty));
        function.result.iter().for_each(|ty| self.named(ty.name));
        let known = self.known;
        let body = known.functions.iter().find(|one| one.span == function.span).map(|one| &one.body);
        if let Some(body) = body {
            self.expr(body);
        }
    }

    fn plan(&mut self, plan: &plan::Tree<'_>) {
        for item in &plan.items {
            match item {
                plan::Item::Table(table) => self.named(table.kind),
                plan::Item::Block(block) => self.named(block.kind),
                plan::Item::Use(_) => {}
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        walk::visit(expr, &mut |inner| self.node(inner));
    }

    fn binder(&mut self, binder: &Binder) {
        self.binds(binder);
        walk::visit_binder(binder, &mut |inner| self.node(inner));
    }

    fn node(&mut self, expr: &Expr) {
        let schema = &self.known.schema;
        if let Some(binder) = walk::binder(expr) {
            self.binds(binder);
        }
        match &expr.kind {
            ExprKind::Single(kind) => self.file(schema.kind(*kind).span.file),
            ExprKind::Attribute(_, access) => {
                for (kind, attribute) in &access.on {
                    self.file(schema.attribute(*kind, *attribute).span.file);
                }
            }
            ExprKind::Literal(Datum::Word(word)) => {
                if let Some((_, listed)) = schema.list(word.list).words.get_index(usize::from(word.at)) {
                    self.file(listed.span.file);
                }
            }
            ExprKind::Is(_, _, Test::Kinds(kinds)) => {
                for kind in kinds {
                    self.file(schema.kind(*kind).span.file);
                }
            }
            _ => {}
        }
    }

    fn binds(&mut self, binder: &Binder) {
        for bind in &binder.binds {
            match &bind.over {
                Over::Kind(kind) => self.file(self.known.schema.kind(*kind).span.file),
                Over::List(list) => self.file(self.known.schema.list(*list).span.file),
                Over::Set(_) => {}
            }
        }
    }
}
